import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction, SerializeFrom } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ActionBar, type ActionButton } from '../components/actions/action-bar.tsx'
import { ActionTimeline } from '../components/actions/action-timeline.tsx'
import css from '../components/actions/actions.module.css'
import { DeadlineText } from '../components/deadline-text.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { MsisdnText } from '../components/msisdn-text.tsx'
import { EvidenceFiles } from '../components/disputes/evidence-files.tsx'
import { NoticesPanel } from '../components/notices/notices-panel.tsx'
import { Facts, Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { DISPUTE_OUTCOMES } from '../domain/actions/dispute.ts'
import { EVIDENCE_ITEMS } from '../domain/actions/dispute-evidence.ts'
import { accept } from '../domain/values/result.ts'
import { ACTION_FIELDS, REASON } from '../http/action-form.ts'
import { actionIdOf, actOn, wordedNotices } from '../http/act-on.server.ts'
import { formToken, staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { moneyText, sentenceGap } from '../i18n/format.ts'
import { type Translator, translator } from '../i18n/translate.ts'
import { normalContact } from '../usecases/disputes/open-dispute.server.ts'
import { getDispute } from '../usecases/disputes/get-dispute.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'dispute.view' } as const

export const meta: MetaFunction<typeof loader> = ({ matches, data }) => pageTitle(matches, 'dispute.title', data ? String(data.frame.id) : undefined)

const command = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) => z.object({ command: z.literal(name), ...ACTION_FIELDS, ...shape })
const text = z.string().max(20_000)
const DisputeForm = z.discriminatedUnion('command', [
  command('take', {}), command('submit_evidence', {}), command('close', {}), command('tick', { item: z.enum(EVIDENCE_ITEMS) }),
  command('ask_customer', { needed: text }), command('ask_channel', { text }), command('resume', { text }), command('reply', { text }),
  command('decide', { outcome: z.enum(DISPUTE_OUTCOMES), letter: text }), command('grant_exception', { reason: REASON }), command('reopen', { reason: REASON }), command('withdraw', { reason: REASON }),
  command('set_contact', { contact: z.string().max(200) }), command('police_hold', { reference: z.string().max(60), reason: REASON }), command('lift_hold', { reason: REASON }), command('escalate', { reference: z.string().max(60), reason: REASON }),
  command('return_from_regulator', { reason: REASON }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'dispute.view')
  const result = await getDispute(context, actionIdOf(args.params.disputeId))
  if (!result.ok) throw refusalAnswer(result.refusal, context.requestId)
  const { notices, zone, ...view } = result.value
  return { ...view, token: formToken(context), notices: wordedNotices(notices, zone) }
}

export function action(args: ActionFunctionArgs) {
  return actOn(args, {
    permission: 'dispute.handle', kind: 'dispute', id: actionIdOf(args.params.disputeId), form: DisputeForm, path: (id) => `/disputes/${id}`,
    ready: async (context, command) => {
      if (command.type !== 'set_contact') return accept(command)
      const contact = await normalContact(context, String(command.contact))
      return contact.ok ? accept({ ...command, contact: contact.value ?? '' }) : contact
    },
  })
}

const DRAFTS = [['upheld', 'upheld'], ['credited', 'upheld'], ['partly', 'partly_upheld'], ['rejected', 'rejected']] as const

/** What a letter of each outcome may say, in the customer's language; taken over into the form, where it can be changed. */
function Drafts() {
  const t = useT()
  const { state, order, frame } = useLoaderData<typeof loader>()
  const words = translator({ ...t.reader, locale: state.language })
  const opened = frame.events[0]?.at ?? t.reader.now
  const data = { reason: state.reason, at: order?.createdAt ?? opened, sum: order ? moneyText(order.paid) : '' }
  const use = (form: HTMLFormElement | null, outcome: string, letter: string) => {
    const [choice, text] = [form?.elements.namedItem('outcome'), form?.elements.namedItem('letter')]
    if (choice instanceof HTMLSelectElement) choice.value = outcome
    if (text instanceof HTMLTextAreaElement) {
      text.value = letter
      text.focus()
    }
  }
  return (
    <details open>
      <summary>{t('dispute.drafts')}</summary>
      {DRAFTS.map(([draft, outcome]) => {
        const letter = words(`dispute.letter_${draft}`, data)
        return (
          <p key={draft} className={css.draft} lang={state.language}>
            {letter} <button type="button" className={css.plain} lang={t.reader.locale} aria-label={`${t('dispute.use_draft')}${t('common.is')}${t(`dispute.draft_${draft}`)}`} onClick={(event) => use(event.currentTarget.form, outcome, letter)}>{t('dispute.use_draft')}</button>
          </p>
        )
      })}
    </details>
  )
}

/** One dispute: its clocks, what it needs, the files, what was said, and what may be done now. */
export default function DisputePage() {
  const t = useT()
  const { frame, token, state, clocks, files, limit, order, caseId, siblings, notices, contact } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer && 'refusal' in answer ? answer.refusal : null
  const refusedType = typeof refusal?.data?.command === 'string' ? refusal.data.command : null
  const [next] = clocks
  const mayBring = ['received', 'in_review', 'awaiting_customer', 'awaiting_channel', 'regulator_escalated'].includes(frame.status)
  return (
    <Page
      title={t('dispute.title', { id: String(frame.id) })}
      summary={<>{t.term('dispute_reason', state.reason)} · {t.term('dispute_state', frame.status)}{next ? <> · {t('letter.time_left')}<DeadlineText dueAt={next.dueAt} /></> : null}</>}
      actions={order ? <><Link to={`/orders/${order.rowId}`}>{t('dispute.about_order', { id: order.orderId })}</Link>{caseId === null ? null : <Link to={`/cases/${caseId}`}>{t('case.title', { id: String(caseId) })}</Link>}<Link to={`/refunds/new?order=${order.rowId}${caseId === null ? '' : `&case=${caseId}`}`}>{t('dispute.refund')}</Link></> : null}
    >
      {contact === null ? (
        <Notice tone="hold" role="status">
          <p><b>{t('dispute.no_contact')}</b>{sentenceGap(t.reader.locale)}{t(frame.allowed.set_contact === null ? 'dispute.no_contact_do' : 'dispute.no_contact_wait')}</p>
        </Notice>
      ) : null}
      <div className={css.columns}>
        <div>
          <Said />
          <Checklist />
          <EvidenceFiles disputeId={frame.id} files={files} token={token} mayBring={mayBring && frame.allowed.take?.code !== 'not_permitted'} />
          <Panel title={t('dispute.siblings')}>
            {siblings.length === 0 ? <p className={css.text}>{t('dispute.siblings_none')}</p> : (
              <table className={css.table}><tbody>{siblings.map((one) => <tr key={one.id}><td><Link to={`/disputes/${one.id}`}>{one.id}</Link></td><td>{t.term('dispute_reason', one.reason)}</td><td>{t.term('dispute_state', one.status)}</td><td><TimeText at={one.openedAt} as="short" /></td></tr>)}</tbody></table>
            )}
          </Panel>
          <NoticesPanel notices={notices} />
        </div>
        <div>
          <Panel title={t('dispute.clocks')}>
            {clocks.length === 0 ? <p className={css.text}>{t('dispute.clocks_none')}</p> : (
              <table className={css.table}>
                <tbody>{clocks.map((one) => <tr key={one.clock}><td>{t.term('dispute_clock', one.clock)}</td><td><DeadlineText dueAt={one.dueAt} /></td></tr>)}</tbody>
              </table>
            )}
          </Panel>
          <Panel title={t('dispute.actions')}>
            <ActionBar kind="dispute" frame={frame} buttons={buttonsOf(t, { contact, limit, language: state.language })} token={token} refusal={refusal} refusedType={refusedType} />
          </Panel>
          <Panel title={t('dispute.timeline')}><ActionTimeline kind="dispute" events={frame.events} /></Panel>
        </div>
      </div>
    </Page>
  )
}

/** What may be done with a dispute, and what each asks for; who has no address for the answer yet is asked for one first. */
function buttonsOf(t: Translator, { contact, limit, language }: Pick<SerializeFrom<typeof loader>, 'contact' | 'limit'> & { readonly language: 'en' | 'zh' }): readonly ActionButton[] {
  const why = { name: 'reason', label: t('profile.reason'), type: 'area' } as const
  const words = { name: 'text', label: t('dispute.text'), type: 'area', maxLength: 2_000 } as const
  const reference = { name: 'reference', label: t('dispute.reference'), type: 'text', maxLength: 60 } as const
  const setContact: ActionButton = { type: 'set_contact', fields: [{ name: 'contact', label: t('dispute.contact'), type: 'text', maxLength: 200, hint: t('dispute.contact_told') }] }
  return [
    ...(contact === null ? [setContact] : []), { type: 'take' },
    { type: 'ask_customer', fields: [{ name: 'needed', label: t('dispute.needed'), type: 'area', maxLength: 2_000 }] },
    { type: 'ask_channel', fields: [words] }, { type: 'resume', fields: [words] },
    { type: 'reply', fields: [{ name: 'text', label: t('dispute_command.reply'), type: 'area', maxLength: limit.chars * 2, hint: t('dispute.reply_limit', { chars: limit.chars, images: limit.images }) }] },
    { type: 'submit_evidence' },
    { type: 'grant_exception', before: <p>{t('dispute.trust_needed')}</p>, fields: [why] },
    {
      type: 'decide',
      before: <Drafts />,
      fields: [
        { name: 'outcome', label: t('dispute.outcome'), type: 'choice', initial: null, options: DISPUTE_OUTCOMES.map((value) => ({ value, label: t.term('dispute_outcome', value) })) },
        { name: 'letter', label: `${t('dispute.letter')} (${t.term('notice_language', language)})`, type: 'area', maxLength: 10_000, hint: t('dispute.letter_hint') },
      ],
    },
    { type: 'close' }, { type: 'reopen', fields: [why] }, { type: 'escalate', fields: [reference, why] }, { type: 'return_from_regulator', fields: [why] },
    { type: 'police_hold', fields: [reference, why] }, { type: 'lift_hold', fields: [why] }, { type: 'withdraw', fields: [why] }, ...(contact === null ? [] : [setContact]),
  ]
}

/** The complaint in the customer's words, and what is known about it and its order. */
function Said() {
  const t = useT()
  const { state, trust, order, contact, text: said } = useLoaderData<typeof loader>()
  return (
    <Panel title={t('dispute.text')}>
      <p className={css.text}>{said}</p>
      <Facts
        facts={[
          [t('dispute.channel'), state.channel ? t.term('channel', state.channel) : null],
          [t('dispute.road'), t.term('reply_road', state.road)],
          [t('dispute.language'), t.term('notice_language', state.language)],
          [t('dispute.told_at'), contact],
          [t('dispute.trust'), trust ? `${trust}` : t('dispute.trust_none')],
          [t('disputes.col_outcome'), state.outcome ? t.term('dispute_outcome', state.outcome) : null],
          [t('order.field.paid'), order ? <MoneyText key="paid" money={order.paid} /> : null],
          [t('order.field.status'), order ? t.term('order_status', order.status) : null],
          [t('orders.col_number'), order ? <MsisdnText key="number" number={order.number} /> : null],
        ]}
      />
      {trust === 'T3' || trust === 'T4' ? null : <p className={css.text}>{state.exception ? t('dispute.exception', { reason: state.exception }) : t('dispute.trust_needed')}</p>}
    </Panel>
  )
}

/** What has to be at hand before a decision: found in the records, or ticked by hand. */
function Checklist() {
  const t = useT()
  const { frame, token, checklist } = useLoaderData<typeof loader>()
  const mayTick = frame.allowed.tick === null
  return (
    <Panel title={t('dispute.checklist')} hint={t('dispute.checklist_done', { done: checklist.filter((one) => one.isDone).length, all: checklist.length })}>
      <table className={css.table}>
        <tbody>
          {checklist.map(({ item, isDone, isByRecords }) => (
            <tr key={item}>
              <td>{isDone ? '✓' : '○'} {t.term('evidence_item', item)}</td>
              <td>
                {isByRecords ? t(isDone ? 'dispute.by_records' : 'dispute.not_in_records') : mayTick ? (
                  <Form method="post">
                    <input type="hidden" name="command" value="tick" />
                    <input type="hidden" name="token" value={token} />
                    <input type="hidden" name="version" value={frame.version} />
                    <input type="hidden" name="shownHash" value="" />
                    <input type="hidden" name="key" value={`${frame.key}-${item}`} />
                    <button type="submit" name="item" value={item} className={css.button} aria-pressed={isDone} aria-label={`${t('dispute_command.tick')}${t('common.is')}${t.term('evidence_item', item)}`}>{t('dispute_command.tick')}</button>
                  </Form>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
