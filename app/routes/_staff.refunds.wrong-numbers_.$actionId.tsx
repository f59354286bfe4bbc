import { Button, Textarea, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { StateBadge } from '../components/band-badge.tsx'
import { DeadlineText } from '../components/deadline-text.tsx'
import { CommandForm } from '../components/money/command-form.tsx'
import css from '../components/money/money.module.css'
import { MsisdnText } from '../components/msisdn-text.tsx'
import { Facts, Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { TimeText } from '../components/time-text.tsx'
import { commandOf } from '../http/act-on.server.ts'
import { choosePath } from '../http/choose-subject.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { moneyText, msisdnText } from '../i18n/format.ts'
import { noticeText } from '../i18n/notice-text.ts'
import { readCreditNumber } from '../usecases/money/get-refund-form.server.ts'
import { getWrongNumber, openWrongNumber, prepareMove } from '../usecases/money/get-wrong-number.server.ts'
import { normalContact } from '../usecases/disputes/open-dispute.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.request' } as const

export const meta: MetaFunction = ({ matches, params }) => (params.actionId === 'new' ? pageTitle(matches, 'wrong.new') : pageTitle(matches, 'wrong.title', params.actionId))

const rowId = z.coerce.number().int().positive()
const Query = z.object({ order: rowId.optional(), case: rowId.optional() })
const base = { token: z.string().max(100), key: z.string().max(80), version: z.coerce.number().int().min(0).default(0) }
const Fields = z.discriminatedUnion('intent', [
  z.object({ ...base, intent: z.literal('open'), ref: z.string().max(40).default(''), typed: z.string().max(40).default(''), contact: z.string().max(200).default('') }),
  z.object({ ...base, intent: z.literal('ask') }),
  z.object({ ...base, intent: z.literal('move') }),
  z.object({ ...base, intent: z.enum(['agree', 'refuse']), how: z.string().max(500) }),
  z.object({ ...base, intent: z.literal('decline'), reason: z.string().max(500) }),
])

/** The number of the path; null for `new`. What is no number leads to one that does not exist. */
const idOf = (text: string | undefined): number | null => (text === 'new' ? null : /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0)

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const chosen = args.params.actionId === 'new' ? choosePath(args.request, 'wrong_number') : null
  if (chosen !== null) return redirect(chosen)
  const query = parseQuery(args.request, Query)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const actionId = idOf(args.params.actionId)
  const view = await getWrongNumber(context, actionId === null ? { orderRowId: query.value.order ?? 0 } : { actionId })
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return { ...view.value, caseId: view.value.caseId ?? query.value.case ?? null, token: formToken(context) }
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
    const contact = await normalContact(context, fields.contact)
    if (!contact.ok) return refused(contact.refusal)
    const opened = await openWrongNumber(context, query.value.order ?? 0, { ref: fields.ref || null, typed, contact: contact.value }, fields.key, query.value.case ?? null)
    return opened.ok ? redirect(`/refunds/wrong-numbers/${opened.value.actionId}`) : refused(opened.refusal)
  }
  const actionId = idOf(args.params.actionId) ?? 0
  if (fields.intent === 'move') {
    const moved = await prepareMove(context, actionId, fields.key)
    return moved.ok ? redirect(`/refunds/${moved.value.actionId}`) : refused(moved.refusal)
  }
  const result = await performAction(context, { kind: 'wrong_number', actionId, command: commandOf(fields), key: fields.key, expectedVersion: fields.version })
  return result.ok ? redirect(`/refunds/wrong-numbers/${actionId}`) : refused(result.refusal)
}

const TONES: Readonly<Record<string, 'done' | 'review' | 'log'>> = { agreed: 'done', moved: 'done', declined: 'log' }

/** The workbench for a top-up that went to the wrong number: verdict, what may be done in which order, and the stranger's answer, never their number. */
export default function WrongNumber() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const fields = { token: data.token, key: data.key, version: String(data.version) }
  const isWaiting = data.status === 'awaiting_recipient' && data.answerBy !== null
  return (
    <Page
      title={data.id === null ? t('wrong.new') : t('wrong.title', { id: String(data.id) })}
      summary={<>{data.status ? <><StateBadge tone={TONES[data.status] ?? 'review'}>{t.term('wrong_number_state', data.status)}</StateBadge>{' '}</> : null}<Link to={`/orders/${data.order.rowId}`}>{t('case.order', { id: data.order.orderId })}</Link>{data.caseId === null ? null : <> · <Link to={`/cases/${data.caseId}`}>{t('case.title', { id: String(data.caseId) })}</Link></>}{isWaiting && data.answerBy !== null ? <> · {t('letter.time_left')}<DeadlineText dueAt={data.answerBy} isDone={false} pausedAt={null} /></> : null}</>}
    >
      {refusal && !refusal.field ? <Notice tone="hold">{refusalText(t, refusal)}</Notice> : null}
      {data.ordered === null ? null : <Notice tone="review">{t('wrong.our_fault')}</Notice>}
      {data.isDelivered ? null : <Notice tone="review">{t('wrong.not_delivered')}</Notice>}
      {data.id !== null && data.toldAt === null && data.status !== 'declined' && data.status !== 'moved' ? <Notice tone="review">{t('wrong.contact_none')}</Notice> : null}
      <div className={css.two}>
        <div>
          <Panel title={t(data.ordered === null ? 'wrong.numbers' : 'wrong.numbers_ours')} hint={t('wrong.hint')}>
            <Facts facts={[
              [t(data.ordered === null ? 'wrong.topped_up' : 'wrong.credited'), <MsisdnText key="a" number={data.toppedUp} />],
              [t('wrong.ordered'), data.ordered === null ? null : <MsisdnText key="o" number={data.ordered} />],
              [t('wrong.meant'), data.meant === null ? null : <MsisdnText key="b" number={data.meant} />],
              [t('wrong.told_at'), data.id === null || data.toldAt === null ? null : msisdnText(data.toldAt)],
            ]} />
            {data.slip === null || data.ordered !== null ? null : <p className={css.verdict}><Verdict slip={data.slip} plausibility={data.plausibility} /></p>}
          </Panel>
          {data.id === null ? <Choice /> : null}
          <Lights />
          {data.moments.length > 0 ? (
            <Panel title={t('case.timeline')}>
              <ol className={css.list}>
                {data.moments.map((moment) => <li key={moment.seq}><TimeText at={moment.at} /><span>{t.find(`wrong_number_event.${moment.type}`)}{moment.by === null ? '' : ` · ${moment.by}`}{moment.messageId === null ? null : <span className={css.dim}> · {t('wrong.by_message', { id: moment.messageId })}</span>}{moment.text === null ? null : <span className={css.dim}> · {moment.text}</span>}</span></li>)}
                {data.refunds.map((one) => <li key={`r${one.id}`}><Link to={`/refunds/${one.id}`}>{t('money.refund', { id: String(one.id) })}</Link><span>{t.term('refund_state', one.status)}</span></li>)}
              </ol>
            </Panel>
          ) : null}
        </div>
        <Remedies fields={fields} />
      </div>
    </Page>
  )
}

function Verdict({ slip, plausibility }: { readonly slip: string; readonly plausibility: number }) {
  const t = useT()
  // Digits that have nothing in common, from the address book of one payer (DOMAIN 3.5).
  if (slip === 'unrelated' && plausibility >= 0.4) return <>{t('wrong.verdict_mixup', { plausibility })}</>
  return <>{t('wrong.verdict', { slip, plausibility })}{plausibility >= 0.4 ? '' : `${t.reader.locale === 'en' ? '. ' : '。'}${t('wrong.verdict_no')}`}</>
}

/** Numbers that may have been meant, each with its digits and how likely the slip is; one may be typed in. */
function Choice() {
  const t = useT()
  const { candidates, allowed, token, key, toldAt } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const isSending = useNavigation().state === 'submitting'
  const contactHelp = toldAt === null ? t('wrong.contact_nobody') : t('wrong.contact_on_record', { to: toldAt })
  return (
    <Panel title={t('wrong.choose')}>
      <Form method="post" className={css.form}>
        <input type="hidden" name="token" value={token} /><input type="hidden" name="key" value={key} />
        {candidates.length > 0 ? (
          <fieldset className={css.roads}>
            <legend className="visually-hidden">{t('wrong.choose')}</legend>
            {candidates.map((one) => (
              <label key={one.ref} className={css.road}>
                <input type="radio" name="ref" value={one.ref} defaultChecked={one.from === 'ordered'} />
                <span><MsisdnText number={one.number} /> <small>{t.find(`wrong.candidate_from.${one.from}`)}</small></span>
                {one.from === 'ordered' ? null : <small className={css.verdictBeside}><Verdict slip={one.slip} plausibility={one.plausibility} /></small>}
              </label>
            ))}
          </fieldset>
        ) : null}
        <div className={css.row}>
          <TextInput name="typed" label={t(candidates.length > 0 ? 'wrong.other' : 'wrong.typed')} description={t(candidates.length > 0 ? 'wrong.other_help' : 'wrong.typed_help')} autoComplete="off" inputMode="tel" error={refusal?.field === 'typed' || refusal?.field === 'intended' ? refusalText(t, refusal) : undefined} />
          <TextInput name="contact" label={t('wrong.contact')} description={t('wrong.contact_help', { toldAt: contactHelp })} autoComplete="off" maxLength={200} error={refusal?.field === 'contact' ? refusalText(t, refusal) : undefined} />
        </div>
        <div className={css.buttons}>
          <Button type="submit" name="intent" value="open" disabled={isSending || allowed.open !== null}>{t('wrong.open_button')}</Button>
          {allowed.open ? <span className={css.why}>{refusalText(t, allowed.open)}</span> : null}
        </div>
      </Form>
    </Panel>
  )
}

const SIGN = { yes: '●', no: '○', unknown: '–' } as const

/** What the move is asked, with the values behind each answer. */
function Lights() {
  const t = useT()
  const { lights, status, askedAt, order, ordered } = useLoaderData<typeof loader>()
  const sum = (amountMinor: number) => moneyText({ amountMinor, currency: order.currency })
  const limit = (amountMinor: number) => moneyText({ amountMinor, currency: lights.band.currency })
  const consent = lights.number.is === 'vacant' && ordered === null ? 'nobody' : lights.consent === 'not_needed' ? 'not_needed' : status === 'agreed' || status === 'moved' ? 'agreed' : status === 'refused' || status === 'lapsed' ? status : status === 'awaiting_recipient' ? 'asked' : 'none'
  const rows: readonly (readonly [name: string, is: keyof typeof SIGN, value: string])[] = [
    ['unspent', lights.unspentMinor === null ? 'unknown' : lights.unspentMinor > 0 ? 'yes' : 'no', lights.unspentMinor === null ? t('wrong.light.unknown') : t('wrong.light.unspent_value', { left: sum(lights.unspentMinor), all: sum(lights.creditedMinor) })],
    ['window', lights.isInWindow ? 'yes' : 'no', t('wrong.light.window_value', { age: lights.ageMs, window: lights.windowMs })],
    ['month', lights.isSameMonth ? 'yes' : 'no', t(lights.isSameMonth ? 'case.light_yes' : 'case.light_no')],
    ['consent', consent === 'agreed' || consent === 'not_needed' ? 'yes' : consent === 'refused' || consent === 'lapsed' || consent === 'nobody' ? 'no' : 'unknown', consent === 'asked' ? t('wrong.consent.asked', { at: askedAt }) : (t.find(`wrong.consent.${consent}`) ?? '')],
    ['number', lights.number.is === 'active' ? 'yes' : lights.number.is === 'vacant' ? 'no' : 'unknown', t.find(`wrong.number.${lights.number.is}.${lights.number.by}`) ?? ''],
    ['quota', lights.quota === null ? 'unknown' : lights.quota.used < lights.quota.most ? 'yes' : 'no', lights.quota === null ? t('wrong.quota.none') : t('wrong.quota.value', lights.quota)],
    ['band', lights.band.is === 'pair' ? 'yes' : 'unknown', t.find(`wrong.band.${lights.band.is}`, { pair: limit(lights.band.pairMinor), indemnity: limit(lights.band.indemnityMinor), currency: lights.band.currency, sum: sum(lights.band.sumMinor) }) ?? ''],
    ['approval', 'unknown', t.term('approval_level', lights.level)],
  ]
  return (
    <Panel title={t('wrong.may_it')} hint={lights.isInWindow || ordered !== null ? undefined : t('wrong.late_note', { window: lights.windowMs })}>
      <ul className={css.lights}>
        {rows.map(([name, is, value]) => <li key={name} data-is={is}><span aria-hidden="true">{SIGN[is]}</span><span>{t.find(`wrong.light.${name}`)}</span><span>{value}</span></li>)}
      </ul>
    </Panel>
  )
}

function Remedy({ n, title, why = null, children }: { readonly n: number; readonly title: string; readonly why?: ReactNode; readonly children?: ReactNode }) {
  return (
    <li className={css.remedy} value={n}>
      <b>{title}</b>
      {why ? <p className={css.why}>{why}</p> : null}
      {children}
    </li>
  )
}

/** The ways out, the best for the customer first. What is closed stays, with its reason. */
function Remedies({ fields }: { readonly fields: Readonly<Record<string, string>> }) {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const isSending = useNavigation().state === 'submitting'
  const { currency, rowId: orderRowId } = data.order
  const sum = (amountMinor: number) => moneyText({ amountMinor, currency })
  const hidden = Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
  const isOpen = data.id !== null
  const move = (
    <Form method="post">
      {hidden}
      <Button type="submit" size="xs" name="intent" value="move" disabled={isSending}>{t(data.ordered === null ? 'wrong.move_sum' : 'wrong.recredit_sum', { sum: sum(data.moveMinor), number: data.meant?.text ?? '' })}</Button>
    </Form>
  )
  const closed = !isOpen ? t('wrong.choose_first') : data.status === 'refused' || data.status === 'lapsed' ? t(`wrong.closed.${data.status}`) : data.moveObjection ? refusalText(t, data.moveObjection) : data.moveMinor <= 0 ? t('wrong.nothing_moves') : null
  const isBack = !data.isDelivered || (data.lights.number.is === 'vacant' && data.ordered === null)
  const first = isBack ? 2 : 1
  // What we misrouted is credited anew whole: there is nothing partly to be moved.
  const parts = data.ordered === null ? 1 : 0
  const last = first + 2 + parts + (data.lights.quota === null ? 0 : 1)
  const partly = { left: sum(data.moveMinor), all: sum(data.lights.creditedMinor), n: first + 1 }
  const noticeData = { number: data.meant?.text ?? '', caseNo: `W-${data.id ?? ''}`, amountMinor: data.faceMinor, currency, at: data.creditedAt, because: data.because }
  const letter = noticeText({ kind: 'wrong_number_declined', data: noticeData }, { language: t.reader.locale, zone: t.reader.zone, now: t.reader.now })
  const asking = data.allowed.ask
  const goodwill = (n: number) => (
    <Remedy n={n} title={t('wrong.remedy.goodwill')} why={data.goodwillLeftMinor > 0 ? t('wrong.remedy.goodwill_sum', { alone: sum(data.goodwillAloneMinor), left: sum(data.goodwillLeftMinor) }) : t('wrong.nothing_moves')}>
      {data.goodwillLeftMinor > 0 ? <Link to={`/refunds/new?order=${orderRowId}&road=goodwill`}>{t('wrong.goodwill_link')}</Link> : null}
    </Remedy>
  )
  if (data.status === 'moved' || data.status === 'declined')
    return (
      <Panel title={t('wrong.remedies')}>
        <p className={css.command}>{t(`wrong.ended.${data.status}`)} {data.status === 'declined' ? (data.toldAt === null ? t('wrong.ended.untold') : t('wrong.ended.told', { to: data.toldAt })) : null}</p>
        {data.status === 'declined' ? <ol className={css.remedies}>{goodwill(1)}</ol> : null}
      </Panel>
    )
  return (
    <Panel title={t('wrong.remedies')}>
      <ol className={css.remedies}>
        {isBack ? (
          <Remedy n={1} title={t('wrong.remedy.back')} why={data.backObjection ? refusalText(t, data.backObjection) : t(data.isDelivered ? 'wrong.back_vacant' : 'wrong.back_undelivered')}>
            {data.backObjection ? null : <Link to={`/refunds/new?order=${orderRowId}`}>{t('wrong.give_back')}</Link>}
          </Remedy>
        ) : null}
        <Remedy n={first} title={t(data.ordered === null ? 'wrong.remedy.move' : 'wrong.remedy.recredit')} why={closed ?? (data.isWhole ? null : t('wrong.only_partly', partly))}>
          {isOpen && data.ordered === null && asking?.code !== 'action_state_forbids' && asking?.code !== 'number_vacant' ? <CommandForm kind="wrong_number" command="ask" label={data.timesAsked > 0 ? t('wrong.ask_again') : undefined} objection={asking ?? null} fields={fields} /> : null}
          {data.unclearReplies > 0 ? <Notice tone="review" role="status">{t('wrong.unclear', { count: data.unclearReplies })}</Notice> : null}
          {isOpen && data.allowed.agree === null ? (
            <Form method="post" className={css.answer}>
              {hidden}
              <Textarea name="how" size="xs" rows={2} required withAsterisk={false} minLength={5} maxLength={500} label={t('wrong.how')} error={refusal?.field === 'how' ? refusalText(t, refusal) : undefined} />
              <div className={css.buttons}>
                <Button type="submit" size="xs" variant="default" name="intent" value="agree" disabled={isSending}>{t('wrong_number_command.agree')}</Button>
                <Button type="submit" size="xs" variant="default" name="intent" value="refuse" disabled={isSending}>{t('wrong_number_command.refuse')}</Button>
              </div>
            </Form>
          ) : null}
          {closed === null && data.isWhole ? move : null}
        </Remedy>
        {parts === 0 ? null : <Remedy n={first + 1} title={t('wrong.remedy.partial')} why={closed ?? (data.isWhole ? t('wrong.is_whole', { n: first }) : null)}>{closed === null && !data.isWhole ? move : null}</Remedy>}
        {data.lights.quota === null ? null : (
          <Remedy n={first + 1 + parts} title={t('wrong.remedy.float', data.lights.quota)} why={data.floatObjection ? refusalText(t, data.floatObjection) : t('wrong.float_value', data.lights.quota)}>
            {data.floatObjection ? null : <Link to={`/refunds/new?order=${orderRowId}&road=agent_float`}>{t('wrong.float_link')}</Link>}
          </Remedy>
        )}
        {goodwill(last - 1)}
        <Remedy n={last} title={t('wrong.remedy.decline')} why={t('wrong.letter_says', { because: data.because })}>
          {isOpen && data.allowed.decline?.code !== 'action_state_forbids' ? (
            <>
              <details className={css.letter}><summary>{t('wrong.letter_show')}</summary><p><b>{letter.subject}</b>{`\n${letter.text}`}</p></details>
              <CommandForm kind="wrong_number" command="decline" objection={data.allowed.decline ?? null} fields={fields} needsReason />
            </>
          ) : null}
        </Remedy>
      </ol>
    </Panel>
  )
}
