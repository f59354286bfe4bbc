import { Button } from '@mantine/core'
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { countText, exactTimeText, listText, msisdnText, shortTimeText } from '../../i18n/format.ts'
import type { MessageData, Translator } from '../../i18n/translate.ts'
import { deedText } from '../actions/action-timeline.tsx'
import { BandShape } from '../band-badge.tsx'
import { EvidenceText } from '../evidence-text.tsx'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { useT } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { TimeText } from '../time-text.tsx'
import type { Activity, CaseView, Deed, FlagView, LightView, MoneyView, PriorView, RelatedView, TextView, TimelineItem } from '../../usecases/cases/case-view.ts'
import css from './case.module.css'

export function Section({ title, hint, id, children }: { readonly title: string; readonly hint?: ReactNode; readonly id?: string; readonly children: ReactNode }) {
  return (
    <section className={css.section} id={id}>
      <h2 className={css.sectionTitle}>{title}{hint ? <span className={css.hint}>{hint}</span> : null}</h2>
      {children}
    </section>
  )
}

/** Paid, given back by road, pending, still returnable: sums under their column. */
export function MoneyBox({ money }: { readonly money: MoneyView }) {
  const t = useT()
  const of = (amountMinor: number) => <MoneyText money={{ amountMinor, currency: money.currency }} />
  return (
    <Section title={t('case.money')}>
      <dl className={css.money}>
        <dt>{t('case.money_claimed')}</dt><dd>{of(money.claimedMinor)}</dd>
        <dt>{t('case.money_paid')}</dt><dd>{of(money.paidMinor)}</dd>
        <dt>{t('case.money_credited')}</dt><dd>{of(money.creditedMinor)}</dd>
        {money.returnedBy.length === 0 ? <><dt>{t('case.money_returned')}</dt><dd>{of(money.returnedMinor)}</dd></> : null}
        {money.returnedBy.map((road) => <div key={road.road} style={{ display: 'contents' }}><dt>{t.find(`case.road.${road.road}`) ?? t.term('road', road.road)}</dt><dd>{of(-road.amountMinor)}</dd></div>)}
        <dt>{t('case.money_pending')}</dt><dd>{of(money.pendingMinor)}</dd>
        <dt className={css.sum}>{t('case.money_left')}</dt><dd className={css.sum}>{of(money.leftMinor)}</dd>
      </dl>
    </Section>
  )
}

/** What can be done about the money of an order, each on its own page; a case that leads there is named. */
export function Remedies({ orderRowId, caseId = null, outage = null }: { readonly orderRowId: number; readonly caseId?: number | null; readonly outage?: CaseView['outage'] }) {
  const t = useT()
  const about = `order=${orderRowId}${caseId === null ? '' : `&case=${caseId}`}`
  return (
    <Section title={t('order.remedies')} hint={<><Link to={`/disputes/new?${about}`}>{t('disputes.link')}</Link> · <Link to={`/refunds?order=${orderRowId}`}>{t('money.of_order')}</Link></>}>
      <div className={css.remedies}>
        <Button component={Link} to={`/refunds/new?${about}`} size="xs" variant="default" aria-keyshortcuts={caseId === null ? undefined : 'r'} leftSection={caseId === null ? null : <kbd aria-hidden="true">R</kbd>}>{t('money.open_form')}</Button>
        <Button component={Link} to={`/refunds/wrong-numbers/new?${about}`} size="xs" variant="default">{t('wrong.link')}</Button>
        <Button component={Link} to={`/refunds/outside/new?${about}`} size="xs" variant="default">{t('outside.link')}</Button>
      </div>
      {outage ? <p className={css.hint} style={{ marginTop: 8 }}><Sentence of="case.outage" data={outage} /> <Link to={`/refunds/outage?day=${outage.day}&channel=${outage.channel}`}>{t('outage.title')}</Link></p> : null}
    </Section>
  )
}

const LIGHT_SIGN = { yes: '●', no: '○', unknown: '–' } as const

/** What a remedy would be asked: filled for yes, open for no, a dash for what nobody knows yet. */
export function PolicyLights({ lights }: { readonly lights: readonly LightView[] }) {
  const t = useT()
  return (
    <Section title={t('case.lights')}>
      <ul className={css.lights}>
        {lights.map((light) => (
          <li key={light.id} className={css.light} data-is={light.is}>
            <span aria-hidden="true">{LIGHT_SIGN[light.is]}</span>
            <span>{t.find(`case.light.${light.id}`)}</span>
            <span className={css.dim}>{t.find(`case.light_${light.is}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const STAFF_EVENTS: ReadonlySet<string> = new Set(['claimed', 'released', 'assigned', 'decided', 'undone', 'note_added', 'note_corrected', 'reopened', 'snoozed', 'handed_over', 'hand_over_accepted', 'hand_over_declined',
  'hand_over_withdrawn', 'linked', 'unlinked', 'merged', 'part_joined', 'separated', 'part_left', 'decided_with', 'step_ticked', 'letter_written', 'letter_ended', 'step_unticked',
])

function toneOf(type: string): string | undefined {
  if (type === 'deed' || type === 'told' || type === 'packed') return 'staff'
  if (type === 'profile_change') return 'change'
  if (type === 'opened' || type === 'flags_joined') return 'flag'
  return STAFF_EVENTS.has(type) ? 'staff' : undefined
}

/** Everything that happened, records and deeds in one line of time. */
export function Timeline({ moments }: { readonly moments: readonly TimelineItem[] }) {
  const t = useT()
  return (
    <ol className={css.timeline}>
      {moments.map((moment, i) => {
        const remark = moment.deed ? moment.deed.words : ['text', 'note'].map((key) => moment.data[key]).find((value): value is string => typeof value === 'string' && value !== '')
        return (
          <li key={i} className={css.event} data-tone={toneOf(moment.type)}>
            <time dateTime={new Date(moment.at).toISOString()} title={exactTimeText(moment.at, t.reader)}>{shortTimeText(moment.at, t.reader)}</time>
            <span className={css.dot} aria-hidden="true" />
            <span className={css.eventText}>
              {moment.deed ? <DeedLine moment={moment} deed={moment.deed} /> : <LinkedTo to={moment.to}><Sentence of={`case.event.${moment.type}`} data={moment.data as MessageData} fallback={moment.type} /></LinkedTo>}
              {moment.type === 'profile_change' && (moment.data.oldValue || moment.data.newValue) ? <span className={css.dim}> {msisdnText(String(moment.data.oldValue ?? '–'))} → {msisdnText(String(moment.data.newValue ?? '–'))}</span> : null}
              {remark ? <span className={css.dim}> “{remark}”</span> : null}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** What a member of staff or the program did: to which refund, dispute, hold … , with its page, and what. */
function DeedLine({ moment, deed }: { readonly moment: TimelineItem; readonly deed: Deed }) {
  const t = useT()
  return (
    <>
      <LinkedTo to={moment.to}><Sentence of={`case.deed.${deed.kind}`} data={moment.data as MessageData} fallback={t.term('action_kind', deed.kind)} /></LinkedTo>
      {t('common.is')}
      {deedText(t, deed.kind, { type: deed.event, by: deed.by })}
    </>
  )
}

function LinkedTo({ to = null, children }: { readonly to?: string | null | undefined; readonly children: ReactNode }) {
  return to === null ? children : <Link to={to}>{children}</Link>
}

const COUNTED = 1_001

/** How busy the payer, the number and the rest were, with how many others (DOMAIN 8.4). */
export function ActivityTable({ activity }: { readonly activity: readonly Activity[] }) {
  const t = useT()
  if (activity.length === 0) return null
  const cell = ({ orders, parties }: Activity['day']) => (
    <td>
      {countText(orders, t.reader.locale, COUNTED)}
      <span className={css.parties}> / {parties}</span>
    </td>
  )
  return (
    <table className={css.counts}>
      <thead>
        <tr>
          <th scope="col">{t('case.counts_legend')}</th>
          <th scope="col">{t('case.counts_col_24h')}</th>
          <th scope="col">{t('case.counts_col_7d')}</th>
          <th scope="col">{t('case.counts_col_30d')}</th>
        </tr>
      </thead>
      <tbody>
        {activity.map((one) => (
          <tr key={one.key}>
            <th scope="row">{one.values > 1 ? t.find(`case.counts_${one.key}_many`, { count: one.values }) : t.find(`case.counts_${one.key}`)} <span className={css.parties}>/ {t(one.key === 'target' ? 'case.counts_of_payers' : 'case.counts_of_numbers')}</span></th>
            {cell(one.day)}{cell(one.week)}{cell(one.month)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Orders that share something with this one, and what. */
export function RelatedOrders({ orders, isCut }: { readonly orders: readonly RelatedView[]; readonly isCut: boolean }) {
  const t = useT()
  if (orders.length === 0) return <p className={css.dim}>{t('case.related_none')}</p>
  return (
    <>
      <table className={css.related}>
        <thead>
          <tr>
            <th scope="col">{t('queue.col_order')}</th>
            <th scope="col">{t('case.related_by_title')}</th>
            <th scope="col">{t('queue.col_number')}</th>
            <th scope="col">{t('queue.col_at')}</th>
            <th scope="col" data-align="end">{t('queue.col_money')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.rowId}>
              <td>
                {order.band && order.band !== 'log' ? <BandShape band={order.band} /> : null}{' '}
                <Link to={order.caseId === null ? `/orders/${order.rowId}` : `/cases/${order.caseId}`}>{order.orderId}</Link>
                {order.disposition ? <span className={css.dim}> · {t.term('disposition', order.disposition)}</span> : null}
              </td>
              <td>{listText(order.by.map((by) => t.find(`case.related_by.${by}`) ?? by), t.reader.locale)}</td>
              <td><MsisdnText number={order.number} /></td>
              <td><TimeText at={order.at} as="short" /></td>
              <td data-align="end"><MoneyText money={order.paid} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {isCut ? <p className={css.hint}>{t('case.related_cut', { count: orders.length })}</p> : null}
    </>
  )
}

/** What was decided before about the same payer, number or customer. */
export function PriorCases({ prior }: { readonly prior: readonly PriorView[] }) {
  const t = useT()
  return (
    <Section title={t('case.prior')}>
      {prior.length === 0 ? <p className={css.dim}>{t('case.prior_none')}</p> : (
        <ul className={css.prior}>
          {prior.map((one) => (
            <li key={one.caseId}>
              <Link to={`/cases/${one.caseId}`}>{t('case.title', { id: String(one.caseId) })}</Link>{' '}
              {one.disposition ? t.term('disposition', one.disposition) : t('case.prior_open')}
              <span className={css.dim}> · {t.term('family', one.family)} · <MoneyText money={one.money} /></span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Texts of the record and what belongs to it that no flag has quoted already. */
export function Texts({ texts }: { readonly texts: readonly TextView[] }) {
  const t = useT()
  return (
    <>
      {texts.map((text) => (
        <figure key={`${text.record}${text.field}`} className={css.textFigure}>
          <figcaption className={css.hint}>{t('case.text_of', { record: `${t.term('record', text.kind)} ${text.id}`, field: t.term('text_field', text.field) })}</figcaption>
          <EvidenceText text={text.text} />
        </figure>
      ))}
    </>
  )
}

const STATE_FACT = /^match\.(?:receipts|ledger)$/

/** "What would clear this": the sentence of the flag's signal, or else the smallest change of facts that turns the rule off. */
export function clearText(t: Translator, flag: Pick<FlagView, 'flag' | 'clears'>, currency: string): string {
  const told = t.find(`clears.${flag.flag.replaceAll(/[/-]/g, '_')}`)
  const change = flag.clears.find(({ fact }) => t.find(`flag.${signalOf(fact)}`) === null)
  if (told !== null || !change) return told ?? t('explain.clear.signal', { signal: flag.flag })
  const { fact, to } = change
  const value = STATE_FACT.test(fact) && typeof to === 'string' ? t.term('side_state', to)
    : typeof to === 'boolean' ? t(to ? 'common.yes' : 'common.no')
      : fact.endsWith('_minor') && typeof to === 'number' ? { amountMinor: to, currency } : to
  return t('explain.clear', { fact: t.term('fact', fact), to: value })
}

function signalOf(fact: string): string {
  return fact.replace('.', '/').replaceAll('_', '-')
}
