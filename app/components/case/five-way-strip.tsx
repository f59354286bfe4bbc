import { Link } from '@remix-run/react'
import type { MismatchView, SideView } from '../../usecases/cases/case-view.ts'
import { agoText, clockText, dayText, exactTimeText, moneyText, shortTimeText } from '../../i18n/format.ts'
import type { Translator } from '../../i18n/translate.ts'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { useT } from '../reader.tsx'
import css from './case.module.css'

/** Order, receipt, ledger, claimant and subscriber side by side; what differs is marked in place and said in one line below. */
export function FiveWayStrip({ sides, mismatches }: { readonly sides: readonly SideView[]; readonly mismatches: readonly MismatchView[] }) {
  const t = useT()
  const firstAt = sides.find((side) => side.at !== null)?.at ?? null
  const ordered = [...mismatches].sort((a, b) => Number(a.explainedBy !== null) - Number(b.explainedBy !== null))
  return (
    <section className={css.strip} aria-label={t('case.strip')}>
      <div className={css.sides}>
        {sides.map((side) => (
          <div key={side.side} className={css.side} data-empty={side.records === 0 || undefined}>
            <h2 className={css.sideName}>
              {t.term('side', side.side)}
              {side.state && side.state !== 'not_expected' ? <span className={css.sideState} data-state={side.state}>{isClaimAlone(side) ? t('case.strip_claim') : t.term('side_state', side.state)}</span> : null}
            </h2>
            <div className={css.sideValue}><MsisdnText number={side.number} /></div>
            {side.side === 'claimant' || side.side === 'subscriber' ? null : <div className={css.sideValue}><MoneyText money={side.amount} signed={side.isSigned} /></div>}
            {side.at === null ? null : <div className={css.sideValue}><SideTime at={side.at} besides={firstAt} /></div>}
            {factsOf(t, side).map((fact) => <div key={fact} className={css.sideFact} title={fact}>{fact}</div>)}
            {side.detail.kind === 'subscriber' ? <div className={css.sideFact}><Link to={`/subscribers/${encodeURIComponent(side.detail.subscriberId)}`}>{side.detail.name} · {side.detail.subscriberId}</Link></div> : null}
          </div>
        ))}
      </div>
      <ul className={css.mismatches}>
        {ordered.map((mismatch, i) => (
          <li key={`${mismatch.code}${i}`} className={mismatch.explainedBy === null ? css.mismatch : css.explained}>
            <span aria-hidden="true" className={css.unequal}>{mismatch.explainedBy === null ? '≠' : '≈'}</span>
            <span>
              {mismatchText(t, mismatch)}
              {mismatch.explainedBy === null ? null : ` · ${t.term('explained', mismatch.explainedBy)}`}
              {mismatch.explainedBy === null && mismatch.plausibility !== null && mismatch.plausibility > 0 && mismatch.slip !== 'unrelated'
                ? <span className={css.dim}> · {t('case.plausible', { share: mismatch.plausibility })}</span> : null}
            </span>
          </li>
        ))}
        {mismatches.length === 0 && sides.some((side) => side.state === 'matched') && sides.every((side) => (side.number?.differs.length ?? 0) === 0) ? <Agreement sides={sides} /> : null}
      </ul>
    </section>
  )
}

/** A customer's picture or export stands where the channel's row is missing: what is shown is a claim (DOMAIN 2.3). */
function isClaimAlone({ state, detail }: SideView): boolean {
  return state === 'missing' && detail.kind === 'receipt' && detail.trust !== 'T3' && detail.trust !== 'T4'
}

/** That the sides agree which are there; one that should be there and is not is named, for that is the news. */
function Agreement({ sides }: { readonly sides: readonly SideView[] }) {
  const t = useT()
  const missing = sides.filter(({ state }) => state === 'missing').map(({ side }) => side)
  const due = sides.filter(({ state }) => state === 'pending').map(({ side }) => side)
  if (missing.length === 0 && due.length > 0) return <li className={css.explained}><span aria-hidden="true" className={css.unequal}>…</span><span>{t('case.strip_due', { sides: due })}</span></li>
  return missing.length === 0
    ? <li className={css.explained}><span aria-hidden="true" className={css.unequal}>=</span><span>{t('case.strip_clear')}</span></li>
    : <li className={css.mismatch}><span aria-hidden="true" className={css.unequal}>≠</span><span>{t('case.strip_missing', { sides: missing })}</span></li>
}

/** The clock when it is the same day as the others, else day and clock; the exact time in the tooltip. */
function SideTime({ at, besides }: { readonly at: number; readonly besides: number | null }) {
  const { reader } = useT()
  const isSameDay = besides !== null && dayText(at, reader) === dayText(besides, reader)
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTimeText(at, reader)}>
      {isSameDay && at !== besides ? clockText(at, reader) : at === besides ? `${shortTimeText(at, reader)}` : shortTimeText(at, reader)}
    </time>
  )
}

function factsOf(t: Translator, { detail, records, side }: SideView): readonly string[] {
  const more = records > 1 && side !== 'claimant' ? [t('case.strip_records', { count: records })] : []
  switch (detail.kind) {
    case 'order': return [`${t.term('channel', detail.channel)} · ${t.term('order_status', detail.status)}`]
    case 'receipt': return [
      `${t.term('receipt_source', detail.source)} · ${detail.trust}`,
      ...(detail.payment === 'unpaid' ? [t('case.strip_unpaid')] : []),
      ...(detail.payee ? [detail.payee] : []),
      ...more,
    ]
    case 'ledger': return [
      ...(detail.balanceAfter ? [t('case.strip_balance', { balance: moneyText(detail.balanceAfter) })] : []),
      ...(detail.responseCode && detail.responseCode !== '0' ? [t('case.strip_response', { code: detail.responseCode })] : []),
      ...more,
    ]
    case 'claimant': return detail.messages > 0 ? [t('case.strip_messages', { count: detail.messages })] : []
    case 'subscriber': return [
      ...(detail.openedAt === null ? [] : [t('case.strip_since', { at: detail.openedAt })]),
      t('case.strip_numbers', { count: detail.numbers }),
      ...(detail.lastChange ? [`${t.find('case.event.profile_change_short', { field: detail.lastChange.field }) ?? ''} ${agoText(detail.lastChange.at, t.reader)}`] : []),
    ]
    default: return []
  }
}

function mismatchText(t: Translator, mismatch: MismatchView): string {
  if (mismatch.slip !== null) return t('case.mismatch', { code: mismatch.code, slip: mismatch.slip })
  // Sums of two currencies are not written beside each other, nor are those of one order paid twice.
  const amounts = mismatch.amounts === null ? null : t.find(`case.mismatch_amounts.${mismatch.code}`, { ...mismatch.amounts })
  return amounts ?? t('case.mismatch_plain', { code: mismatch.code })
}
