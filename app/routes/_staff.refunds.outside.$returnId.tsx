import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ActionBar } from '../components/actions/action-bar.tsx'
import { ActionTimeline } from '../components/actions/action-timeline.tsx'
import actionCss from '../components/actions/actions.module.css'
import { StateBadge } from '../components/band-badge.tsx'
import { DeadlineText } from '../components/deadline-text.tsx'
import { Ceiling } from '../components/money/ceiling.tsx'
import { Journal } from '../components/money/journal.tsx'
import css from '../components/money/money.module.css'
import { MoneyText } from '../components/money-text.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { may } from '../auth/permissions.ts'
import { ACTION_FIELDS, REASON } from '../http/action-form.ts'
import { actionIdOf, actOn } from '../http/act-on.server.ts'
import { formToken, staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { getOutsideReturn } from '../usecases/money/get-outside-return.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.view' } as const

export const meta: MetaFunction = ({ matches, params }) => pageTitle(matches, 'outside.one', params.returnId)

const CommandForm = z.discriminatedUnion('command', [
  z.object({ command: z.literal('represent'), ...ACTION_FIELDS, text: z.string().max(5_000) }),
  z.object({ command: z.enum(['win', 'deny_win']), ...ACTION_FIELDS, reason: REASON }),
  z.object({ command: z.enum(['lose', 'confirm_win', 'withdraw_win']), ...ACTION_FIELDS }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.view')
  const result = await getOutsideReturn(context, actionIdOf(args.params.returnId))
  if (!result.ok) throw refusalAnswer(result.refusal, context.requestId)
  return { ...result.value, token: formToken(context), mayPack: may(context.staff.role, 'refund.check') }
}

export function action(args: ActionFunctionArgs) {
  return actOn(args, { permission: 'refund.check', kind: 'outside_return', id: actionIdOf(args.params.returnId), form: CommandForm, path: (id) => `/refunds/outside/${id}` })
}

const TONE: Readonly<Record<string, 'hold' | 'review' | 'same_day' | 'done' | 'log'>> = { open: 'review', contested: 'hold', represented: 'same_day', winning: 'same_day', won: 'done', settled: 'done' }

/** One chargeback or refund from outside: until when it is to be answered, what with, what it does to the ceiling, and how it ended. */
export default function OutsideReturn() {
  const t = useT()
  const { frame, state, winLevel, reason, evidence, order, caseId, ceiling, journal, answer: words, winReason, token, mayPack } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const refusedType = typeof refusal?.data?.command === 'string' ? refusal.data.command : null
  return (
    <Page
      title={t('outside.one', { id: String(frame.id) })}
      summary={
        <>
          <StateBadge tone={TONE[frame.status] ?? 'log'}>{t.term('outside_return_state', frame.status)}</StateBadge> <MoneyText money={state} /> · <Link to={`/orders/${order.rowId}`}>{t('case.order', { id: order.orderId })}</Link>
          {caseId === null ? null : <> · <Link to={`/cases/${caseId}`}>{t('case.title', { id: String(caseId) })}</Link></>} {frame.dueAt === null ? null : <>· {t('letter.time_left')}<DeadlineText dueAt={frame.dueAt} /></>}
        </>
      }
      actions={<Link to="/refunds/outside">{t('outside.all')}</Link>}
    >
      <div className={css.two}>
        <div>
          <Panel title={t('outside.what')}>
            <Facts facts={[
              [t('money.col_road'), t.term('road', state.road)],
              [t('money.amount'), <MoneyText key="a" money={state} />],
              [t('outside.reference'), state.reference],
              [t('outside.scheme'), state.scheme === null ? null : t.term('scheme', state.scheme)],
              [t('outside.code'), state.code === null ? null : `${state.code} · ${t.term('dispute_reason', reason)}`],
              [t('outside.answer_by'), state.answerBy === null ? null : <TimeText key="b" at={state.answerBy} as="short" />],
              [t('outside.recorded'), <TimeText key="o" at={frame.openedAt} as="short" />],
              [t('money.col_maker'), frame.maker],
              [t('outside.answer'), words],
              [t('outside.win_because'), winReason],
              [t('money.needs'), winLevel === null ? null : t.term('approval_level', winLevel)],
            ]} />
            {state.isContested ? <p className={actionCss.text}>{t('outside.contested_why')}</p> : null}
          </Panel>
          {evidence.length > 0 ? (
            <Panel title={t('outside.evidence')} hint={t('outside.evidence_hint')}>
              <ul className={actionCss.bullets}>{evidence.map((item) => <li key={item}>{t.term('evidence_item', item)}</li>)}</ul>
            </Panel>
          ) : null}
          <Ceiling ceiling={ceiling} />
        </div>
        <div>
          <Panel title={t('money.actions')}>
            <ActionBar
              kind="outside_return" frame={frame} token={token} refusal={refusal} refusedType={refusedType}
              buttons={[
                { type: 'represent', before: <p>{t('outside.represent_hint')}</p>, fields: [{ name: 'text', label: t('outside.answer'), type: 'area', maxLength: 2_000 }] },
                { type: 'win', before: <p>{t('outside.win_hint')}</p>, fields: [{ name: 'reason', label: t('outside.win_because'), hint: t('outside.win_because_hint'), type: 'area' }] },
                { type: 'lose', before: <p>{t('outside.lose_hint')}</p> },
                { type: 'confirm_win', before: <p>{t('outside.win_hint')}</p>, isFresh: true },
                { type: 'deny_win', fields: [{ name: 'reason', label: t('outside.deny_because'), type: 'area' }] },
                { type: 'withdraw_win' },
              ]}
            />
            {frame.status === 'lost' || frame.status === 'won' || frame.status === 'settled' ? <p className={actionCss.text}>{t('money.no_actions')}</p> : null}
            {mayPack ? (
              <Form method="post" action={`/refunds/outside/${frame.id}/pack`} reloadDocument data-fresh className={actionCss.bar}>
                <input type="hidden" name="token" value={token} />
                <p><button type="submit" className={actionCss.button}>{t('outside.pack')}</button></p>
                <small className={actionCss.hint}>{t('outside.pack_hint')}</small>
              </Form>
            ) : null}
          </Panel>
          <Journal lines={journal} />
          <Panel title={t('case.timeline')}><ActionTimeline kind="outside_return" events={frame.events} /></Panel>
        </div>
      </div>
    </Page>
  )
}
