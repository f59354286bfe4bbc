import type { MismatchCode, Side, SideState, SlipClass } from '../../domain/reconciliation/reconciliation.ts'
import type { Money } from '../../domain/values/money.ts'
import type { ShownNumber } from '../../domain/values/shown-number.ts'
import { clockText, exactTimeText } from '../../i18n/format.ts'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { useT } from '../reader.tsx'
import css from './case.module.css'

export interface StripSide {
  readonly side: Side
  readonly state: SideState | null
  readonly number: ShownNumber | null
  readonly amount: Money | null
  /** Ledger amounts are written with their sign. */
  readonly isSigned?: boolean
  readonly at: number | null
  /** Short facts below, already in the reader's language: source and trust, name, how long a customer. */
  readonly facts: readonly string[]
  /** How many records stand behind this side; only the first is shown. */
  readonly records: number
  readonly href?: string | null
}

export interface StripMismatch {
  readonly code: MismatchCode
  readonly slip: SlipClass | null
  readonly plausibility: number | null
  readonly amounts: { readonly aMinor: number; readonly bMinor: number; readonly currency: string } | null
  readonly explainedBy: string | null
}

/** Order, receipt, ledger, claimant and subscriber side by side; what differs is marked in place and said in one line below. */
export function FiveWayStrip({ sides, mismatches }: { readonly sides: readonly StripSide[]; readonly mismatches: readonly StripMismatch[] }) {
  const t = useT()
  const open = mismatches.filter((mismatch) => mismatch.explainedBy === null)
  const explained = mismatches.filter((mismatch) => mismatch.explainedBy !== null)
  return (
    <section className={css.strip} aria-label={t('case.strip')}>
      <div className={css.sides}>
        {sides.map((side) => (
          <div key={side.side} className={css.side} data-state={side.state ?? undefined}>
            <h3 className={css.sideName}>
              {t.term('side', side.side)}
              {side.state && side.state !== 'not_expected' ? <span className={css.sideState} data-state={side.state}>{t.term('side_state', side.state)}</span> : null}
            </h3>
            <div className={css.sideValue}><MsisdnText number={side.number} /></div>
            <div className={css.sideValue}><MoneyText money={side.amount} signed={side.isSigned ?? false} /></div>
            <div className={css.sideValue}>
              {side.at === null ? <span className={css.dim}>–</span> : <time dateTime={new Date(side.at).toISOString()} title={exactTimeText(side.at, t.reader)}>{clockText(side.at, t.reader)}</time>}
            </div>
            {side.facts.map((fact) => <div key={fact} className={css.sideFact} title={fact}>{fact}</div>)}
            {side.records > 1 ? <div className={css.sideFact}>{t('case.strip_records', { count: side.records })}</div> : null}
          </div>
        ))}
      </div>
      <ul className={css.mismatches}>
        {open.map((mismatch, i) => (
          <li key={`${mismatch.code}${i}`} className={css.mismatch}>
            <span aria-hidden="true" className={css.unequal}>≠</span>
            <MismatchText mismatch={mismatch} />
            {mismatch.plausibility !== null && mismatch.plausibility > 0 ? <span className={css.dim}> · {t('case.plausible', { share: mismatch.plausibility })}</span> : null}
          </li>
        ))}
        {explained.map((mismatch, i) => (
          <li key={`${mismatch.code}${i}e`} className={css.explained}>
            <span aria-hidden="true" className={css.unequal}>≈</span>
            <MismatchText mismatch={mismatch} /> · {t.term('explained', mismatch.explainedBy)}
          </li>
        ))}
        {mismatches.length === 0 ? <li className={css.explained}><span aria-hidden="true" className={css.unequal}>=</span>{t('case.strip_clear')}</li> : null}
      </ul>
    </section>
  )
}

function MismatchText({ mismatch }: { readonly mismatch: StripMismatch }) {
  const t = useT()
  if (mismatch.slip !== null) return <>{t('case.mismatch', { code: mismatch.code, slip: mismatch.slip })}</>
  if (mismatch.amounts !== null) return <>{t.find('case.mismatch_amounts', { code: mismatch.code, ...mismatch.amounts })}</>
  return <>{t('case.mismatch_plain', { code: mismatch.code })}</>
}

