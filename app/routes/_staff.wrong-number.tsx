import { Button, Textarea, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { StateBadge } from '../components/band-badge.tsx'
import { DeadlineText } from '../components/deadline-text.tsx'
import { CommandForm } from '../components/money/command-form.tsx'
import css from '../components/money/money.module.css'
import { MsisdnText } from '../components/msisdn-text.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { TimeText } from '../components/time-text.tsx'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { moneyText } from '../i18n/format.ts'
import { readCreditNumber } from '../usecases/get-refund-form.server.ts'
import { getWrongNumber, openWrongNumber, prepareMove } from '../usecases/get-wrong-number.server.ts'
import { performAction } from '../usecases/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.request' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'wrong.new')

const rowId = z.coerce.number().int().positive()
const Query = z.object({ order: rowId.optional(), case: rowId.optional(), id: rowId.optional() })
const base = { token: z.string().max(100), key: z.string().max(80), version: z.coerce.number().int().min(0).default(0) }
const Fields = z.discriminatedUnion('intent', [
  z.object({ ...base, intent: z.literal('open'), ref: z.string().max(40).default(''), typed: z.string().max(40).default('') }),
  z.object({ ...base, intent: z.literal('ask') }),
  z.object({ ...base, intent: z.literal('move') }),
  z.object({ ...base, intent: z.enum(['agree', 'refuse']), how: z.string().max(500) }),
  z.object({ ...base, intent: z.literal('decline'), reason: z.string().max(500) }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const query = parseQuery(args.request, Query)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { id, order = 0 } = query.value
  const view = await getWrongNumber(context, id === undefined ? { orderRowId: order } : { actionId: id })
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return { ...view.value, token: formToken(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const [query, form] = [parseQuery(args.request, Query), await parseForm(args.request, Fields)]
  if (!query.ok) return refused(query.refusal)
  if (!form.ok) return refused(form.refusal)
  const fields = form.value
  requireFormToken(context, fields.token)
  if (fields.intent === 'open') {
    const typed = fields.typed.trim() === '' ? null : await readCreditNumber(context, fields.typed)
    if (fields.typed.trim() !== '' && typed === null) return refused({ code: 'number_unreadable', field: 'typed' })
    const opened = await openWrongNumber(context, query.value.order ?? 0, { ref: fields.ref || null, typed }, fields.key, query.value.case ?? null)
    return opened.ok ? redirect(`/wrong-number?id=${opened.value.actionId}`) : refused(opened.refusal)
  }
  const actionId = query.value.id ?? 0
  if (fields.intent === 'move') {
    const moved = await prepareMove(context, actionId, fields.key)
    return moved.ok ? redirect(`/refunds/${moved.value.actionId}`) : refused(moved.refusal)
  }
  const { intent, token: _token, key, version, ...rest } = fields
  const result = await performAction(context, { kind: 'wrong_number', actionId, command: { type: intent, ...rest } as never, key, expectedVersion: version })
  return result.ok ? redirect(`/wrong-number?id=${actionId}`) : refused(result.refusal)
}

/** The workbench for a top-up that went to the wrong number: verdict, what may be done in which order, and the stranger's answer, never their number. */
export default function WrongNumber() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const refusal = answer && !answer.ok ? answer.refusal : null
  const { currency } = data.order
  const sum = (amountMinor: number) => moneyText({ amountMinor, currency })
  const fields = { token: data.token, key: data.key, version: String(data.version) }
  const sign = (is: boolean | null) => (is === null ? '–' : is ? '●' : '○')
  const consent = data.status === 'agreed' ? true : data.status === 'refused' || data.status === 'lapsed' ? false : null
  const isPlausible = data.plausibility >= 0.4
  return (
    <Page
      actions={<Link to="/refunds/wrong-numbers">{t('wrong.list')}</Link>}
      title={data.id === null ? t('wrong.new') : t('wrong.title', { id: String(data.id) })}
      summary={<>{data.status ? <StateBadge tone={data.status === 'agreed' ? 'done' : 'review'}>{t.term('wrong_number_state', data.status)}</StateBadge> : null} <Link to={`/orders/${data.order.rowId}`}>{t('case.order', { id: data.order.orderId })}</Link> {data.answerBy !== null && data.status === 'awaiting_recipient' ? <DeadlineText dueAt={data.answerBy} isDone={false} pausedAt={null} /> : null}</>}
    >
      {refusal ? <p role="alert" className={css.practice}>{refusalText(t, refusal)}</p> : null}
      <div className={css.two}>
        <div>
          <Panel title={t('wrong.numbers')}>
            <Facts facts={[
              [t('wrong.topped_up'), <MsisdnText key="a" number={data.toppedUp} />],
              [t('wrong.meant'), data.meant === null ? null : <MsisdnText key="b" number={data.meant} />],
            ]} />
            {data.slip === null ? null : <p className={css.command}><span>{t('wrong.verdict', { slip: data.slip, plausibility: data.plausibility })}{isPlausible ? '' : `. ${t('wrong.verdict_no')}`}</span></p>}
          </Panel>
          {data.id === null ? (
            <Panel title={t('wrong.candidates')}>
              <Form method="post" className={css.form}>
                <input type="hidden" name="token" value={data.token} /><input type="hidden" name="key" value={data.key} />
                {data.candidates.length > 0 ? (
                  <fieldset className={css.roads}>
                    <legend className={css.legend}>{t('wrong.meant')}</legend>
                    {data.candidates.map((one, i) => (
                      <label key={one.ref} className={css.road}>
                        <input type="radio" name="ref" value={one.ref} defaultChecked={i === 0} />
                        <span>{one.number} <small>{t.find(`wrong.candidate_from.${one.from}`)}</small></span>
                        <small>{t('wrong.verdict', { slip: one.slip, plausibility: one.plausibility })}</small>
                      </label>
                    ))}
                  </fieldset>
                ) : null}
                <TextInput name="typed" label={t('wrong.other')} autoComplete="off" inputMode="tel" error={refusal?.field === 'typed' ? refusalText(t, refusal) : undefined} />
                <div className={css.buttons}><Button type="submit" name="intent" value="open" disabled={isSending || data.allowed.open !== null} title={data.allowed.open ? refusalText(t, data.allowed.open) : undefined}>{t('wrong.open_button')}</Button></div>
              </Form>
            </Panel>
          ) : null}
          {data.moments.length > 0 ? (
            <Panel title={t('case.timeline')}>
              <ol className={css.list}>
                {data.moments.map((moment) => <li key={moment.seq}><TimeText at={moment.at} /><span>{t.find(`wrong_number_event.${moment.type}`)}{moment.by === null ? '' : ` · ${moment.by}`}{moment.messageId === null ? null : <span className={css.dim}> · {t('wrong.by_message', { id: moment.messageId })}</span>}{moment.text === null ? null : <span className={css.dim}> · {moment.text}</span>}</span></li>)}
                {data.refunds.map((one) => <li key={`r${one.id}`}><Link to={`/refunds/${one.id}`}>{t('money.refund', { id: String(one.id) })}</Link><span>{t.term('refund_state', one.status)}</span></li>)}
              </ol>
            </Panel>
          ) : null}
        </div>
        {data.id === null ? null : (
          <Panel title={t('wrong.remedies')} hint={t('wrong.hidden')}>
            <p className={css.command}><span>
              {sign(data.lights.unspentMinor === null ? null : data.lights.unspentMinor > 0)} {data.lights.unspentMinor === null ? t('wrong.unspent_unknown') : t('wrong.unspent', { sum: sum(data.lights.unspentMinor) })}{' · '}
              {sign(data.lights.isInWindow)} {t('wrong.window')}{' · '}{sign(data.lights.isSameMonth)} {t('wrong.month')}{' · '}{sign(consent)} {t('wrong.consent')}
            </span></p>
            <CommandForm kind="wrong_number" command="ask" objection={data.allowed.ask ?? null} fields={fields} />
            {data.unclearReplies > 0 ? <p className={css.command} role="status"><b>{t('wrong.unclear', { count: data.unclearReplies })}</b></p> : null}
            {data.allowed.agree === null ? (
              <Form method="post" className={css.command}>
                {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
                <Textarea name="how" size="xs" rows={2} required minLength={5} maxLength={500} label={t('wrong.how')} />
                <div className={css.buttons}>
                  <Button type="submit" size="xs" name="intent" value="agree" disabled={isSending}>{t('wrong_number_command.agree')}</Button>
                  <Button type="submit" size="xs" variant="default" name="intent" value="refuse" disabled={isSending}>{t('wrong_number_command.refuse')}</Button>
                </div>
              </Form>
            ) : null}
            <div className={css.command}>
              <span>1 · {t('wrong.remedy.move')}</span>
              {data.moveObjection ? <p className={css.why}>{refusalText(t, data.moveObjection)}</p> : (
                <Form method="post">
                  {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
                  <Button type="submit" size="xs" name="intent" value="move" disabled={isSending || data.moveMinor <= 0}>{t('wrong.move_sum', { sum: sum(data.moveMinor), number: data.meant?.text ?? '' })}</Button>
                </Form>
              )}
            </div>
            <div className={css.command}><span>2 · <Link to={`/refunds/new?order=${data.order.rowId}&road=goodwill`}>{t('wrong.remedy.goodwill')}</Link> <span className={css.dim}>{sum(data.goodwillLeftMinor)}</span></span></div>
            <div className={css.command}><span>3 · {t('wrong.remedy.decline')}</span></div>
            <CommandForm kind="wrong_number" command="decline" objection={data.allowed.decline ?? null} fields={fields} needsReason />
          </Panel>
        )}
      </div>
    </Page>
  )
}
