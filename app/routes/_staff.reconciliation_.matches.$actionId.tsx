import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ActionBar, type ActionButton } from '../components/actions/action-bar.tsx'
import { ActionTimeline } from '../components/actions/action-timeline.tsx'
import css from '../components/actions/actions.module.css'
import { DeadlineText } from '../components/deadline-text.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { MsisdnText } from '../components/msisdn-text.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import boardCss from '../components/reconciliation/board.module.css'
import { MatchFacts } from '../components/reconciliation/match-facts.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { ACTION_FIELDS, REASON } from '../http/action-form.ts'
import { actionIdOf, actOn } from '../http/act-on.server.ts'
import { formToken, staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { getForcedMatch } from '../usecases/reconciliation/get-forced-match.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'order.view' } as const

export const meta: MetaFunction<typeof loader> = ({ matches, data }) => pageTitle(matches, 'match.title_of', data?.order.orderId)

const command = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) => z.object({ command: z.literal(name), ...ACTION_FIELDS, ...shape })
const MatchForm = z.discriminatedUnion('command', [
  command('approve', {}), command('reject', { reason: REASON }), command('withdraw', {}), command('propose_undo', { reason: REASON }), command('approve_undo', {}), command('keep', { reason: REASON }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'order.view')
  const id = args.params.actionId ?? ''
  const match = await getForcedMatch(context, /^\d{1,15}$/.test(id) ? Number(id) : 0)
  if (!match.ok) throw refusalAnswer(match.refusal, context.requestId)
  return { ...match.value, token: formToken(context) }
}

export function action(args: ActionFunctionArgs) {
  return actOn(args, { permission: 'match.propose', kind: 'forced_match', id: actionIdOf(args.params.actionId), form: MatchForm, path: (id) => `/reconciliation/matches/${id}` })
}

/** One forced match: the order as it stood, what settles it and why, what happened, and what may be done now. */
export default function ForcedMatchPage() {
  const t = useT()
  const { frame, order, found, reasonCode, note, receipt, token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer && 'refusal' in answer ? answer.refusal : null
  const refusedType = typeof refusal?.data?.command === 'string' ? refusal.data.command : null
  const why = { name: 'reason', label: t('profile.reason'), type: 'area' } as const
  const buttons: readonly ActionButton[] = [
    { type: 'approve', isFresh: true }, { type: 'reject', fields: [why] }, { type: 'withdraw' }, { type: 'propose_undo', fields: [why] }, { type: 'approve_undo', isFresh: true }, { type: 'keep', fields: [why] },
  ]
  return (
    <Page
      title={t('match.title_of', { orderId: order.orderId })}
      summary={<>{t.term('forced_match_state', frame.status)} {frame.dueAt === null ? null : <>· {t('letter.time_left')}<DeadlineText dueAt={frame.dueAt} /></>}</>}
      actions={<Link to={`/reconciliation?day=${order.day}`}>{t('match.back')}</Link>}
    >
      <div className={css.columns}>
        <div>
          <Panel title={t('match.stood')}>
            <MatchFacts order={order} found={found} title={t('board.class')} more={[[t('match.reason'), t.term('match_reason', reasonCode)], [t('match.note'), note]]} />
          </Panel>
          <Panel title={t('match.receipt')}>
            {receipt === null ? <p className={boardCss.plain}>{t('match.receipt_none')}</p> : <Facts
              facts={[
                [t('board.stray_source'), t.term('receipt_source', receipt.source)], [t('match.trade_no'), receipt.channelTradeNo ?? receipt.receiptId],
                [t('board.amount'), <MoneyText key="amount" money={{ amountMinor: receipt.amountMinor, currency: receipt.currency }} />], [t('board.number'), receipt.number === null ? null : <MsisdnText key="number" number={receipt.number} />], [t('board.at'), <TimeText key="at" at={receipt.occurredAt} />],
              ]}
            />}
          </Panel>
        </div>
        <div>
          <Panel title={frame.status === 'proposed' || frame.status === 'undoing' ? t('match.waits') : t('match.history')}>
            <ActionBar kind="forced_match" frame={frame} buttons={buttons} token={token} refusal={refusal} refusedType={refusedType} />
            <ActionTimeline kind="forced_match" events={frame.events} />
          </Panel>
        </div>
      </div>
    </Page>
  )
}
