import { Button, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { ActionBar } from '../components/actions/action-bar.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import css from '../components/privacy/privacy.module.css'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { ACTION_FIELDS, REASON } from '../http/action-form.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { listHolds, listWaitingErasures, previewErasure } from '../usecases/privacy/get-erasure.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'privacy.check' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'privacy.erasure')

const subscriberId = z.string().trim().min(1).max(120)
const ErasureQuery = z.object({ subscriber: z.string().trim().max(120).optional() })
const token = z.string().max(100)
const key = ACTION_FIELDS.key
const ErasureForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('propose'), token, key, subscriberId, reason: REASON }),
  z.object({ intent: z.literal('place'), token, key, subscriberId, reference: z.string().max(80), reason: REASON }),
  z.object({ intent: z.literal('erasure'), ...ACTION_FIELDS, actionId: z.coerce.number().int().positive(), command: z.enum(['approve', 'reject', 'withdraw']), reason: REASON.optional() }),
  z.object({ intent: z.literal('legal_hold'), ...ACTION_FIELDS, actionId: z.coerce.number().int().positive(), command: z.literal('lift'), reason: REASON }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'privacy.check')
  const query = parseQuery(args.request, ErasureQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const asked = query.value.subscriber ?? ''
  const [preview, waiting, holds] = await Promise.all([asked === '' ? null : previewErasure(context, asked), listWaitingErasures(context), listHolds(context)])
  return { asked, preview, waiting, holds, token: formToken(context), key: randomUUID(), mayErase: may(context.staff.role, 'privacy.erase') }
}

/** Asks for an erasure, settles one, places and lifts holds. What erases needs a password given lately (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'privacy.check')
  const form = await parseForm(args.request, ErasureForm)
  if (!form.ok) return refused(form.refusal)
  const asked = form.value
  requireFormToken(context, asked.token)
  if ((asked.intent === 'propose' || (asked.intent === 'erasure' && asked.command === 'approve')) && !isFresh(context)) return redirect(confirmPath(args.request))
  const perform = async () => {
    switch (asked.intent) {
      case 'propose': return performAction(context, { kind: 'erasure', actionId: null, key: asked.key, command: { type: 'propose', subscriberId: asked.subscriberId, reason: asked.reason } })
      case 'place': return performAction(context, { kind: 'legal_hold', actionId: null, key: asked.key, command: { type: 'place', about: { subscriberId: asked.subscriberId }, reference: asked.reference, reason: asked.reason } })
      default: {
        const { actionId, command: type, version, shownHash, reason = '' } = asked
        return performAction(context, { kind: asked.intent, actionId, key: asked.key, expectedVersion: version, command: { type, shownHash, reason } })
      }
    }
  }
  const result = await perform()
  return result.ok ? data({ ok: true as const, status: result.value.status }) : refused(result.refusal)
}

const COUNTED = ['orders', 'receipts', 'ledger', 'messages', 'changes', 'files', 'notices', 'notes', 'quarantined'] as const

type View = ReturnType<typeof useLoaderData<typeof loader>>

/** What an erasure takes and what stays, who asked for one, and what must be kept. */
export default function Erasure() {
  const t = useT()
  const { asked, preview, waiting, holds, token, key, mayErase } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()
  const refusal = answer && !answer.ok ? answer.refusal : null
  return (
    <Page title={t('privacy.erasure')} summary={<><Link to="/privacy">{t('nav.privacy')}</Link> · {t('privacy.erasure_summary')}</>}>
      {answer?.ok ? <Notice tone="done">{t.find(`privacy.done_${answer.status}`)}</Notice> : null}
      {refusal ? <Notice tone="hold">{refusalText(t, refusal)}</Notice> : null}
      <Panel title={t('privacy.look_up')}>
        <Form method="get" className={css.foot}>
          <TextInput name="subscriber" label={t('access.filter_subscriber')} defaultValue={search.get('subscriber') ?? ''} required withAsterisk={false} maxLength={120} autoComplete="off" className={css.reason} />
          <Button type="submit" variant="default">{t('privacy.preview')}</Button>
        </Form>
        {asked !== '' && preview === null ? <p className={css.note} role="alert">{t('refusal.subscriber_gone')}</p> : null}
        {preview === null ? null : <Preview preview={preview} token={token} requestKey={key} mayErase={mayErase} />}
      </Panel>
      <Waiting waiting={waiting} token={token} />
      <Holds holds={holds} token={token} />
    </Page>
  )
}

function reasonField(t: ReturnType<typeof useT>) {
  return { name: 'reason', label: t('case.reason'), type: 'area' } as const
}

/** What an erasure of this person would take and what stays, and the forms that ask for it or for a hold. */
function Preview({ preview, token, requestKey, mayErase }: Pick<View, 'token' | 'mayErase'> & { readonly preview: NonNullable<View['preview']>; readonly requestKey: string }) {
  const t = useT()
  const isSending = useNavigation().state === 'submitting'
  return (
    <div className={css.preview}>
      {preview.erasedAt === null ? null : <p className={css.note}>{t('privacy.erased_at')}{t('common.is')}<TimeText at={preview.erasedAt} as="short" /></p>}
      <div className={css.columns}>
        <section>
          <h3>{t('privacy.goes')}</h3>
          <ul>
            <li>{t('privacy.goes_person')}</li>
            {COUNTED.map((name) => (preview.counts[name] > 0 ? <li key={name}>{t.find(`privacy.goes_${name}`, { count: preview.counts[name] })}</li> : null))}
          </ul>
        </section>
        <section>
          <h3>{t('privacy.stays')}</h3>
          <ul>{(['money', 'decisions', 'audit', 'stones', 'backups'] as const).map((name) => <li key={name}>{t(`privacy.stays_${name}`)}</li>)}</ul>
        </section>
      </div>
      {preview.objection !== null ? (
        <Notice tone="hold">
          {refusalText(t, preview.objection)}{' '}
          {preview.openCases.map((id) => <Link key={id} to={`/cases/${id}`} className={css.open}>{t('case.title', { id: String(id) })}</Link>)}
          {preview.openActions.map(({ id, kind }) => <span key={id} className={css.open}>{t.term('action_kind', kind)} {id}</span>)}
        </Notice>
      ) : mayErase ? (
        <Form method="post" data-fresh className={css.foot}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="key" value={`${requestKey}-propose`} />
          <input type="hidden" name="subscriberId" value={preview.subscriberId} />
          <TextInput name="reason" label={t('privacy.why_erase')} required withAsterisk={false} minLength={5} maxLength={500} autoComplete="off" className={css.reason} />
          <Button type="submit" name="intent" value="propose" loading={isSending}>{t('erasure_command.propose')}</Button>
        </Form>
      ) : null}
      {preview.holdObjection !== null ? null : (
        <details className={css.more}>
          <summary>{t('legal_hold_command.place')}</summary>
          <Form method="post" className={css.foot}>
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="key" value={`${requestKey}-place`} />
            <input type="hidden" name="subscriberId" value={preview.subscriberId} />
            <TextInput name="reference" label={t('privacy.reference')} required withAsterisk={false} minLength={3} maxLength={60} autoComplete="off" />
            <TextInput name="reason" label={t('case.reason')} required withAsterisk={false} minLength={5} maxLength={500} autoComplete="off" className={css.reason} />
            <Button type="submit" variant="default" name="intent" value="place" loading={isSending}>{t('legal_hold_command.place')}</Button>
          </Form>
        </details>
      )}
    </div>
  )
}

function Waiting({ waiting, token }: Pick<View, 'waiting' | 'token'>) {
  const t = useT()
  return (
    <Panel title={t('privacy.waiting')} hint={t('privacy.waiting_hint')}>
      {waiting.length === 0 ? <p className={css.note}>{t('privacy.waiting_none')}</p> : waiting.map(({ frame, subscriberId, reason, counts }) => (
        <article key={frame.id} className={css.item}>
          <p><Link to={`/privacy/erasure?subscriber=${encodeURIComponent(subscriberId)}`}>{t('subscriber.title', { id: subscriberId })}</Link> · {t('privacy.asked_by', { maker: frame.maker ?? '', at: frame.openedAt })}</p>
          <p className={css.note}>{reason}{counts === null ? null : ` · ${COUNTED.filter((name) => counts[name] > 0).map((name) => t.find(`privacy.goes_${name}`, { count: counts[name] })).join(t.reader.locale === 'zh' ? '；' : '; ')}`}</p>
          <ActionBar kind="erasure" frame={frame} token={token} hidden={{ intent: 'erasure', actionId: String(frame.id) }} buttons={[{ type: 'approve', isFresh: true, before: <p className={css.note}>{t('privacy.no_way_back')}</p> }, { type: 'reject', fields: [reasonField(t)] }, { type: 'withdraw' }]} />
        </article>
      ))}
    </Panel>
  )
}

function Holds({ holds, token }: Pick<View, 'holds' | 'token'>) {
  const t = useT()
  return (
    <Panel title={t('privacy.holds')} hint={t('privacy.holds_hint')}>
      {holds.length === 0 ? <p className={css.note}>{t('privacy.holds_none')}</p> : holds.map(({ frame, subscriberId, caseId, reference }) => (
        <article key={frame.id} className={css.item}>
          <p>{caseId === null ? <Link to={`/subscribers/${encodeURIComponent(subscriberId ?? '')}`}>{t('subscriber.title', { id: subscriberId ?? '' })}</Link> : <Link to={`/cases/${caseId}`}>{t('case.title', { id: String(caseId) })}</Link>} · {reference} · <TimeText at={frame.openedAt} as="short" /></p>
          <ActionBar kind="legal_hold" frame={frame} token={token} hidden={{ intent: 'legal_hold', actionId: String(frame.id) }} buttons={[{ type: 'lift', fields: [reasonField(t)] }]} />
        </article>
      ))}
    </Panel>
  )
}
