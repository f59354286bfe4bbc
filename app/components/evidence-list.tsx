import { Link } from '@remix-run/react'
import { useMemo } from 'react'
import type { Json } from '../domain/values/result.ts'
import { STAFF_FLAGS } from '../domain/cases/flag.ts'
import type { FlagView, TextView } from '../usecases/cases/case-view.ts'
import { listText, scoreText, sentenceGap } from '../i18n/format.ts'
import type { MessageData } from '../i18n/translate.ts'
import { SeverityBadge } from './band-badge.tsx'
import { EvidenceText, type TextMark } from './evidence-text.tsx'
import css from './evidence.module.css'
import { useT } from './reader.tsx'
import { RuleSource } from './rules/rule-source.tsx'
import { Sentence } from './sentence.tsx'

/** How many flags are open at once; the strongest tell the story (DOMAIN 8). */
const TOP = 3

/**
 * Why: one line a flag, the fact first, the strongest on top; the text it was seen in below, with the telling part marked;
 * what the rule compared folded away.
 */
export function EvidenceList({ flags, texts, currency }: { readonly flags: readonly FlagView[]; readonly texts: readonly TextView[]; readonly currency: string }) {
  const t = useT()
  const [groups, told] = useMemo(() => newsFirst(groupFlags(flags)), [flags])
  const open = Math.min(TOP, Math.max(1, told))
  const shown = groups.slice(0, open)
  const rest = groups.slice(open)
  // By themselves, so that a weaker rule that holds because of half the text does not blur what the strongest point at.
  const quotes = useMemo(() => new Map([groups.slice(0, open), groups.slice(open)].flatMap((part) => [...quotesOf(part, texts, (id) => t.term('flag', id))])), [groups, open, texts, t])
  if (flags.length === 0) return <p className={css.none}>{t('case.hits_none')}</p>
  return (
    <>
      <ol className={css.list}>{shown.map((group) => <FlagItem key={group[0].id} group={group} quotes={quotes.get(group) ?? []} currency={currency} />)}</ol>
      {rest.length > 0 ? (
        <details className={css.rest}>
          <summary>{t('case.hits_more', { count: rest.length })}</summary>
          <ol className={css.list}>{rest.map((group) => <FlagItem key={group[0].id} group={group} quotes={quotes.get(group) ?? []} currency={currency} />)}</ol>
        </details>
      ) : null}
    </>
  )
}

type FlagGroup = readonly [FlagView, ...FlagView[]]

/** One rule that saw the same on several records (the order and its receipt) is told once. Strongest first, withdrawn ones last. */
function groupFlags(flags: readonly FlagView[]): readonly FlagGroup[] {
  const groups = new Map<string, [FlagView, ...FlagView[]]>()
  const ordered = [...flags].sort((a, b) => Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null) || b.weight - a.weight)
  for (const flag of ordered) {
    const key = JSON.stringify([flag.ruleId, flag.withdrawnAt !== null, flag.signals.map((signal) => [signal.id, signal.evidence])])
    const group = groups.get(key)
    if (group) group.push(flag)
    else groups.set(key, [flag])
  }
  return [...groups.values()]
}

/**
 * What tells something that no stronger one told comes first, in its order, with how many those are: a rule that holds because of part of what a stronger one
 * names is no news.
 */
function newsFirst(groups: readonly FlagGroup[]): readonly [groups: readonly FlagGroup[], told: number] {
  const told = new Set<string>()
  const news: FlagGroup[] = []
  const repeats: FlagGroup[] = []
  for (const group of groups) {
    const facts = group[0].signals.map((signal) => JSON.stringify([signal.id, signal.evidence]))
    const isNews = group[0].withdrawnAt === null && (facts.length === 0 || facts.some((fact) => !told.has(fact)))
    for (const fact of facts) told.add(fact)
    ;(isNews ? news : repeats).push(group)
  }
  return [[...news, ...repeats], news.length]
}

/** A text that flags were seen in. Marks are those of all of them; null where it was shown with an earlier one. */
interface Quote {
  readonly text: TextView
  readonly marks: readonly TextMark[] | null
}

/** Which texts are shown with which of these flags: each once, with the first that was seen in it, and the telling parts of all of them marked. */
function quotesOf(groups: readonly FlagGroup[], texts: readonly TextView[], label: (signal: string) => string): ReadonlyMap<FlagGroup, readonly Quote[]> {
  const shown = new Set<TextView>()
  return new Map(groups.map((group) => [
    group,
    texts.flatMap((text): readonly Quote[] => {
      if (marksOf(group[0], text, label).length === 0) return []
      if (shown.has(text)) return [{ text, marks: null }]
      shown.add(text)
      return [{ text, marks: groups.flatMap(([flag]) => marksOf(flag, text, label)) }]
    }),
  ]))
}

/** How many of the other orders are named in the flag itself; the rest stand among the connected ones. */
const NAMED = 3

/** The orders that a flag was joined from, besides its own: which payment was the twin, whose receipt came again. */
function OtherOrders({ group }: { readonly group: FlagGroup }) {
  const t = useT()
  const own = new Set(group.map((flag) => flag.record.id))
  const orders = [...new Map(group.flatMap((flag) => flag.orders).filter((order) => !own.has(order.orderId)).map((order) => [order.rowId, order])).values()]
  if (orders.length === 0) return null
  return (
    <p className={`${css.orders} ${css.none}`}>
      {t('case.hit_orders')}
      {orders.slice(0, NAMED).map((order, i) => <span key={order.rowId}>{i === 0 ? ' ' : ' · '}<Link to={`/orders/${order.rowId}`}>{order.orderId}</Link></span>)}
      {orders.length > NAMED ? ` · ${t('case.hit_orders_more', { count: orders.length - NAMED })}` : null}
    </p>
  )
}

/** Back to the board that the flag was raised from. */
function BoardLink({ flag }: { readonly flag: FlagView }) {
  const t = useT()
  const { day } = flag.signals.find(({ id }) => id === 'reconciliation/board')?.evidence ?? {}
  return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? <p className={css.none}><Link to={`/reconciliation?day=${day}`}>{t('case.board_link')}</Link></p> : null
}

/** To the refund that came to nothing. */
function RefundLink({ flag }: { readonly flag: FlagView }) {
  const t = useT()
  const { refund } = flag.signals.find(({ id }) => id === STAFF_FLAGS.refund)?.evidence ?? {}
  return typeof refund === 'number' ? <p className={css.none}><Link to={`/refunds/${refund}`}>{t('money.refund', { id: String(refund) })}</Link></p> : null
}

function FlagItem({ group, quotes, currency }: { readonly group: FlagGroup; readonly quotes: readonly Quote[]; readonly currency: string }) {
  const t = useT()
  const flag = group[0]
  return (
    <li className={css.flag} data-withdrawn={flag.withdrawnAt !== null || undefined}>
      <div className={css.flagHead}>
        <span className={css.weight} title={t.term('flag', flag.flag)}>{scoreText(flag.weight)}</span>
        <span className={css.flagWhy}>
          {flag.signals.length === 0 ? <b>{t.term('flag', flag.flag)}</b> : flag.signals.map((signal, i) => (
            <span key={i}><Sentence of={`signal.${signal.id}`} data={{ currency, ...signal.evidence } as MessageData} fallback={t.term('flag', signal.id)} />{sentenceGap(t.reader.locale)}</span>
          ))}
        </span>
        <SeverityBadge severity={flag.severity} />
      </div>
      <OtherOrders group={group} />
      <BoardLink flag={flag} />
      <RefundLink flag={flag} />
      {quotes.map(({ text, marks }) => marks === null ? <p key={`${text.record}${text.field}`} className={`${css.quote} ${css.caption}`}>{t('case.hit_text_above')}</p> : (
        <figure key={`${text.record}${text.field}`} className={css.quote}>
          <EvidenceText text={text.text} marks={marks} />
          <figcaption className={css.caption}>{t('case.hit_text_in', { field: text.field, record: `${t.term('record', text.kind)} ${text.id}` })}</figcaption>
        </figure>
      ))}
      <details className={css.details}>
        <summary>{t('case.hit_on', { records: listText(group.map((one) => `${t.term('record', one.record.kind)} ${one.record.id}`), t.reader.locale) })} · {t('case.hit_rule', { rule: flag.ruleId, version: String(flag.ruleVersion) })}{flag.withdrawnAt === null ? '' : ` · ${t('case.hit_withdrawn', { at: flag.withdrawnAt })}`}</summary>
        <ul className={css.compared}>
          {flag.because.map((one, i) => <li key={i}><ComparisonText comparison={one} currency={currency} /></li>)}
          {flag.notAssessed.map((one) => <li key={one.id}>{t('case.not_assessed')}{t('common.is')}{t.term('flag', one.id)} – {t.term('not_assessed', one.reason)}</li>)}
          <li className={css.customer}>{t('case.hit_customer')}{t('common.is')}{t.find(`explain.customer.${flag.family}`)}</li>
          {flag.rule ? <li className={css.audit}>{t('case.hit_audit', { rule: flag.ruleId, version: String(flag.ruleVersion), severity: flag.severity, weight: flag.weight })} <code>{flag.rule.when}</code> · <RuleSource source={flag.rule.source} isTraced /></li> : null}
        </ul>
      </details>
    </li>
  )
}

function marksOf(flag: FlagView, text: TextView, label: (signal: string) => string): readonly TextMark[] {
  return flag.signals.flatMap((signal) => signal.spans
    .filter((span) => span.record === text.record && span.field === text.field)
    .map((span) => ({ start: span.start, end: span.end, label: label(signal.id) })))
}

const OP_KEYS: Readonly<Record<string, string>> = { '<': 'below', '<=': 'at_most', '>': 'above', '>=': 'at_least', '==': 'equal', '!=': 'unequal' }

/** "number's payers in 24 hours is 6, at least 4": a comparison in words, its values written as the fact asks. */
function ComparisonText({ comparison, currency }: { readonly comparison: FlagView['because'][number]; readonly currency: string }) {
  const t = useT()
  const { fact, op, value, threshold } = comparison
  const signal = t.find(`flag.${fact.replace('.', '/').replaceAll('_', '-')}`)
  if (signal !== null) return <>{signal}, {typeof value === 'number' ? scoreText(value) : String(value)}</>
  const write = (one: Json): Json => (fact.endsWith('_minor') && typeof one === 'number' ? { amountMinor: one, currency } : typeof one === 'boolean' ? t(one ? 'common.yes' : 'common.no') : one)
  return <>{t.find(`explain.because.${OP_KEYS[op] ?? op}`, { fact: t.term('fact', fact), value: write(value), threshold: write(threshold) }) ?? `${fact} ${op} ${String(threshold)}`}</>
}
