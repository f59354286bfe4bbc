import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { StateBadge } from '../components/band-badge.tsx'
import { CommandForm } from '../components/money/command-form.tsx'
import { Journal } from '../components/money/journal.tsx'
import css from '../components/money/money.module.css'
import { MoneyText } from '../components/money-text.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useLiveReader, useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { TimeText } from '../components/time-text.tsx'
import { commandOf } from '../http/act-on.server.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { msisdnText } from '../i18n/format.ts'
import type { Translator } from '../i18n/translate.ts'
import { getRefund } from '../usecases/money/get-refund.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.view' } as const

export const meta: MetaFunction = ({ matches, params }) => pageTitle(matches, 'money.refund', params.refundId)

const idOf = (text: string | undefined) => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0)
const base = { token: z.string().max(100), key: z.string().max(80), version: z.coerce.number().int().min(0) }
const CommandFields = z.discriminatedUnion('intent', [
  z.object({ ...base, intent: z.literal('approve'), shownHash: z.string().max(64) }),
  z.object({ ...base, intent: z.enum(['withdraw', 'retry', 'discard']) }),
  z.object({ ...base, intent: z.enum(['reject', 'stop', 'give_up']), reason: z.string().max(1_000) }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.view')
  const result = await getRefund(context, idOf(args.params.refundId))
  if (!result.ok) throw refusalAnswer(result.refusal, context.requestId)
  return { ...result.value, token: formToken(context), isPractice: context.services.config.payments.mode === 'practice' }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'refund.view')
  const form = await parseForm(args.request, CommandFields)
  if (!form.ok) return refused(form.refusal)
  const { intent, token, key, version } = form.value
  requireFormToken(context, token)
  // What one person may not decide alone is approved with a fresh password (S64).
  if (intent === 'approve' && !isFresh(context)) return redirect(confirmPath(args.request))
  const result = await performAction(context, { kind: 'refund', actionId: idOf(args.params.refundId), command: commandOf(form.value), key, expectedVersion: version })
  return result.ok ? redirect(`/refunds/${result.value.actionId}`) : refused(result.refusal)
}

const TONE: Readonly<Record<string, 'hold' | 'review' | 'same_day' | 'done' | 'log'>> = { submitted: 'review', approved: 'same_day', executing: 'same_day', unknown: 'hold', failed: 'hold', succeeded: 'done', reconciled: 'done' }
/** From when on a pause is told by its end and not by its seconds. */
const LONG_PAUSE_S = 600
const WITH_REASON: ReadonlySet<string> = new Set(['reject', 'stop', 'give_up'])
const ORDER = ['approve', 'reject', 'withdraw', 'stop', 'retry', 'give_up']

/** One refund: where it stands, which road, who made and who checked it, everything that happened, and what may be done. */
export default function Refund() {
  const t = useT()
  const reader = useLiveReader()
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { state, content } = data
  const refusal = answer && !answer.ok ? answer.refusal : null
  const fields = { token: data.token, key: data.key, version: String(state.version) }
  const offered = ORDER.filter((command) => {
    const objection = data.allowed[command]
    return objection === null || (objection !== undefined && objection.code !== 'action_state_forbids' && objection.code !== 'not_permitted')
  })
  const regretLeft = state.status === 'approved' && state.regretUntil !== null ? Math.max(0, Math.ceil((state.regretUntil - reader.now) / 1_000)) : 0
  const { beside } = data
  const besideFacts = beside === null ? [] : ([['money.most', beside.mostMinor], ['case.money_paid', beside.paidMinor], ['money.returned_beside', beside.returnedMinor], ['money.pending_beside', beside.pendingMinor]] as const)
    .map(([key, amountMinor]) => [t(key), <MoneyText key={key} money={{ amountMinor, currency: state.currency }} />] as const)
  return (
    <Page
      title={t('money.refund', { id: String(data.id) })}
      summary={<><StateBadge tone={TONE[state.status ?? ''] ?? 'log'}>{t.term('refund_state', state.status)}</StateBadge> <MoneyText money={{ amountMinor: content.amountMinor, currency: state.currency }} /> · <Link to={`/orders/${data.orderRowId}`}>{t('case.order', { id: data.orderId })}</Link>{data.caseId === null ? null : <> · <Link to={`/cases/${data.caseId}`}>{t('case.title', { id: String(data.caseId) })}</Link></>}</>}
    >
      {data.isPractice ? <p className={css.practice}>{t('money.practice')}</p> : null}
      {refusal ? <p role="alert" className={css.practice}>{refusalText(t, refusal)}</p> : null}
      <div className={css.two}>
        <div>
          <Panel title={t('money.what')}>
            <Facts facts={[
              [t('money.col_road'), t.term('road', content.road)],
              [t('money.route'), content.road === 'refund' ? t.term('route', content.route) : null],
              [t('money.provider'), t.term('provider', state.provider)],
              [t('money.destination'), state.shownDestination === null ? null : msisdnText(state.shownDestination)],
              [t('money.amount'), <MoneyText key="a" money={{ amountMinor: content.amountMinor, currency: state.currency }} />],
              ...besideFacts,
              [t('money.take_back'), state.takeBackMinor > 0 ? <MoneyText key="t" money={{ amountMinor: state.takeBackMinor, currency: state.currency }} /> : null],
              [t('money.col_reason'), t.term('refund_reason', content.reasonCode)],
              [t('money.note'), content.note],
              [t('money.exception'), content.exception],
              [t('money.needs'), t.term('approval_level', state.level)],
              [t('money.col_maker'), data.maker],
              [t('money.col_checker'), data.checker],
              [t('money.refund_no'), state.refundNo],
              [t('money.channel_ref'), state.channelRef],
              [t('money.error'), state.errorCode === null ? null : (t.find(`money.error_code.${state.errorCode}`) ?? state.errorCode)],
              [t('money.expires'), state.status === 'submitted' && state.expiresAt !== null ? <TimeText key="e" at={state.expiresAt} /> : null],
            ]} />
          </Panel>
          <Panel title={t('case.timeline')}>
            <ol className={css.list}>
              {data.moments.map((moment) => (
                <li key={moment.seq}>
                  <TimeText at={moment.at} />
                  <span>
                    {t.find(`refund_event.${moment.type}`) ?? moment.type}{moment.by === null ? '' : ` · ${moment.by}`}
                    {detailsOf(t, moment.data).map((detail) => <span key={detail} className={css.dim}> · {detail}</span>)}
                  </span>
                </li>
              ))}
            </ol>
          </Panel>
        </div>
        <div>
          <Panel title={t('money.actions')}>
            {regretLeft > 0 ? <p className={css.command} suppressHydrationWarning>{regretLeft > LONG_PAUSE_S ? t('money.quiet', { at: state.regretUntil }) : t('money.regret', { seconds: regretLeft })}</p> : null}
            {offered.length === 0 ? <p className={css.command}>{t('money.no_actions')}</p> : null}
            {offered.map((command) => (
              <CommandForm
                key={command} kind="refund" command={command} objection={data.allowed[command] ?? null} needsReason={WITH_REASON.has(command)} isStrong={command === 'approve'}
                isFresh={command === 'approve'} fields={command === 'approve' ? { ...fields, shownHash: state.contentHash ?? '' } : fields}
              />
            ))}
          </Panel>
          <Journal lines={data.journal} />
        </div>
      </div>
    </Page>
  )
}

/** What is worth saying of a moment beside its name: why, with which answer, under which number, and which attempt it was after the first. */
function detailsOf(t: Translator, { reason, attempt, code, channelRef, receiptId }: { readonly [name: string]: unknown }): readonly string[] {
  return [
    typeof reason === 'string' ? `“${reason}”` : null,
    typeof attempt === 'number' && attempt > 1 ? t('money.attempt', { count: attempt }) : null,
    typeof code === 'string' ? (t.find(`money.error_code.${code}`) ?? code) : null,
    typeof channelRef === 'string' ? `${t('money.channel_ref')} ${channelRef}` : null,
    typeof receiptId === 'string' ? receiptId : null,
  ].filter((one) => one !== null)
}
