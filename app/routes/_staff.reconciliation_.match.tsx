import { Button, NativeSelect, Textarea } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { z } from 'zod'
import { MoneyText } from '../components/money-text.tsx'
import { MsisdnText } from '../components/msisdn-text.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { MatchFacts } from '../components/reconciliation/match-facts.tsx'
import css from '../components/reconciliation/board.module.css'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { MATCH_REASONS } from '../domain/actions/forced-match.ts'
import { choosePath } from '../http/choose-subject.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getMatchForm } from '../usecases/reconciliation/get-forced-match.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'match.propose' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'match.title')

const MatchQuery = z.object({ order: z.string().regex(/^\d{1,15}$/).transform(Number) })
const MatchForm = z.object({
  token: z.string().max(100), key: z.string().max(80), reasonCode: z.enum(MATCH_REASONS), note: z.string().max(600), receipt: z.string().regex(/^\d{0,15}$/).default('').transform((text) => (text === '' ? null : Number(text))),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'match.propose')
  const chosen = choosePath(args.request, 'forced_match')
  if (chosen !== null) return redirect(chosen)
  const query = parseQuery(args.request, MatchQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const form = await getMatchForm(context, query.value.order)
  if (!form.ok) throw refusalAnswer(form.refusal, context.requestId)
  return { ...form.value, token: formToken(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'match.propose')
  const [query, form] = [parseQuery(args.request, MatchQuery), await parseForm(args.request, MatchForm)]
  if (!query.ok) return refused(query.refusal)
  if (!form.ok) return refused(form.refusal)
  const { token, key, reasonCode, note, receipt } = form.value
  requireFormToken(context, token)
  const proposed = await performAction(context, { kind: 'forced_match', actionId: null, key, subject: { orderRowId: query.value.order }, command: { type: 'propose', content: { reasonCode, note, receiptRowId: receipt } } })
  return proposed.ok ? redirect(`/reconciliation/matches/${proposed.value.actionId}`) : refused(proposed.refusal)
}

/** Declares an order settled, for a second person to agree: how it stands, what could settle it, and why. */
export default function ForceMatch() {
  const t = useT()
  const { order, found, objection, candidates, key, token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const [chosen, setChosen] = useState('')
  const refusal = answer && !answer.ok ? answer.refusal : null
  const errorOf = (field: string) => (refusal?.field === field ? refusalText(t, refusal) : undefined)
  return (
    <Page title={t('match.title')} summary={order.orderId} actions={<Link to={`/reconciliation?day=${order.day}`}>{t('match.back')}</Link>}>
      <Panel title={t('match.order')} hint={t('match.intro')}><MatchFacts order={order} found={found} title={t('match.stands')} /></Panel>
      {objection ? <Notice tone="hold">{refusalText(t, objection)}</Notice> : (
        <Form method="post">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="key" value={key} />
          <Panel title={t('match.receipt')} hint={t('match.receipt_hint')}>
            <fieldset className={css.choices} style={{ border: 0, margin: 0 }}>
              <legend hidden>{t('match.receipt')}</legend>
              <label className={css.choice}>
                <input type="radio" name="receipt" value="" checked={chosen === ''} onChange={() => setChosen('')} />
                <b style={{ gridColumn: '2 / -1' }}>{t('match.receipt_none')}</b>
              </label>
              {candidates.length === 0 ? <p className={css.noteInside}>{t('match.no_candidates')}</p> : candidates.map((one) => (
                <label key={one.rowId} className={css.choice}>
                  <input type="radio" name="receipt" value={one.rowId} checked={chosen === String(one.rowId)} onChange={() => setChosen(String(one.rowId))} />
                  <span><MoneyText money={{ amountMinor: one.amountMinor, currency: one.currency }} /></span>
                  <span>{t.term('receipt_source', one.source)} {one.channelTradeNo ?? one.merchantOrderNo ?? one.receiptId}</span>
                  <span><MsisdnText number={one.number} /></span>
                  <span><TimeText at={one.occurredAt} as="short" /></span>
                </label>
              ))}
              {errorOf('receipt') ? <p role="alert">{errorOf('receipt')}</p> : null}
            </fieldset>
          </Panel>
          <Panel title={t('match.reason')}>
            <div className={css.form}>
              <NativeSelect name="reasonCode" label={t('match.reason')} data={MATCH_REASONS.map((value) => ({ value, label: t(`match_reason.${value}`) }))} maw={320} />
              <Textarea name="note" label={t('match.note')} description={t('match.note_help')} required withAsterisk={false} minLength={5} maxLength={500} rows={3} error={errorOf('note')} />
              {refusal && !refusal.field ? <p role="alert">{refusalText(t, refusal)}</p> : null}
              <div><Button type="submit" loading={isSending}>{t('match.send')}</Button></div>
            </div>
          </Panel>
        </Form>
      )}
    </Page>
  )
}
