import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Channel, LedgerType, ReceiptSource } from '../../domain/intake/record.ts'
import { BOARD_FAULTS, type BoardClass, type BoardLine } from '../../domain/reconciliation/board.ts'
import { moneyText } from '../../i18n/format.ts'
import { MoneyText } from '../money-text.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import css from './board.module.css'

/** The classes as columns, in the order in which they are read: what is well first, then what is not, the gravest first. */
const SHOWN: readonly BoardClass[] = ['matched', 'pending', 'missing', 'missing_credit', 'duplicate', 'under', 'over', 'mismatch', 'forced']

interface Opens {
  /** The address of the list behind a figure. */
  readonly open: (choice: Readonly<Record<string, string>>) => string
}

const isFault = (kind: BoardClass) => BOARD_FAULTS.includes(kind)

/** Each channel's orders by finding, both sums, and what is between them; every figure opens its orders. */
export function LinesTable({ lines, totals, open }: Opens & { readonly lines: readonly BoardLine[]; readonly totals: readonly BoardLine[] }) {
  const t = useT()
  const row = (line: BoardLine, isTotal: boolean) => {
    const channel: Readonly<Record<string, string>> = isTotal ? {} : { channel: line.channel }
    return (
      <tr key={`${line.channel}/${line.currency}`} className={isTotal ? css.total : undefined}>
        <th scope="row">{isTotal ? t('board.total') : t.term('channel', line.channel as Channel)} <span className={css.currency}>{line.currency}</span></th>
        <td className={css.number}>{t('wall.count', { count: line.expected })}</td>
        {SHOWN.map((kind) => (
          <td key={kind} className={css.number} data-fault={(isFault(kind) && line.counts[kind] > 0) || undefined}>
            {line.counts[kind] === 0 ? <span className={css.none}>0</span> : (
              <Link to={open({ ...channel, class: kind })} preventScrollReset title={line.gapsMinor[kind] === 0 ? undefined : moneyText({ amountMinor: line.gapsMinor[kind], currency: line.currency }, true)}>
                {t('wall.count', { count: line.counts[kind] })}
              </Link>
            )}
          </td>
        ))}
        <Money amountMinor={line.expectedMinor} currency={line.currency} />
        <Money amountMinor={line.receivedMinor} currency={line.currency} />
        <td className={css.number} data-fault={line.residualMinor !== 0 || undefined} data-balanced={line.residualMinor === 0 || undefined}>
          {line.residualMinor === 0 ? t('board.balanced') : <Link to={open(channel)} preventScrollReset><MoneyText money={{ amountMinor: line.residualMinor, currency: line.currency }} signed /></Link>}
        </td>
      </tr>
    )
  }
  return (
    <Scroll>
      <table className={css.table} aria-label={t('board.lines')}>
        <thead>
          <tr>
            <th scope="col">{t('board.channel')}</th>
            <th scope="col" className={css.number}>{t('board.expected')}</th>
            {SHOWN.map((kind) => <th key={kind} scope="col" className={css.number}>{t(`board_class.${kind}`)}</th>)}
            <th scope="col" className={css.number}>{t('board.expected_sum')}</th>
            <th scope="col" className={css.number}>{t('board.received_sum')}</th>
            <th scope="col" className={css.number}>{t('board.residual')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => row(line, false))}
          {totals.map((line) => row(line, true))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** What was sold beside what the carrier credited for it, by channel. */
export function CreditsTable({ lines, totals, open }: Opens & { readonly lines: readonly BoardLine[]; readonly totals: readonly BoardLine[] }) {
  const t = useT()
  return (
    <Scroll>
      <table className={css.table} aria-label={t('board.credits_title')}>
        <thead>
          <tr>
            <th scope="col">{t('board.channel')}</th>
            <th scope="col" className={css.number}>{t('board.sold')}</th>
            <th scope="col" className={css.number}>{t('board.credited_sum')}</th>
            <th scope="col" className={css.number}>{t('board.residual')}</th>
          </tr>
        </thead>
        <tbody>
          {[...lines, ...totals].map((line) => (
            <tr key={`${line.channel}/${line.currency}`} className={line.channel === '' ? css.total : undefined}>
              <th scope="row">{line.channel === '' ? t('board.total') : t.term('channel', line.channel as Channel)} <span className={css.currency}>{line.currency}</span></th>
              <Money amountMinor={line.soldMinor} currency={line.currency} />
              <Money amountMinor={line.creditedMinor} currency={line.currency} />
              <td className={css.number} data-fault={line.creditGapMinor !== 0 || undefined} data-balanced={line.creditGapMinor === 0 || undefined}>
                {line.creditGapMinor === 0 ? t('board.balanced') : (
                  <Link to={open({ ...(line.channel === '' ? {} : { channel: line.channel }), view: 'credit' })} preventScrollReset><MoneyText money={{ amountMinor: line.creditGapMinor, currency: line.currency }} signed /></Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

export interface StraySum {
  readonly side: 'statement' | 'ledger'
  readonly source: string
  readonly currency: string
  readonly rows: number
  readonly amountMinor: number
}

/** Rows of statements and ledger that no order is known by, summed. */
export function StraysTable({ strays, open }: Opens & { readonly strays: readonly StraySum[] }) {
  const t = useT()
  if (strays.length === 0) return <p className={css.note}>{t('board.strays_none')}</p>
  return (
    <Scroll>
      <table className={css.table} aria-label={t('board.strays')}>
        <thead>
          <tr>
            <th scope="col">{t('board.side')}</th>
            <th scope="col">{t('board.stray_source')}</th>
            <th scope="col" className={css.number}>{t('board.rows_count')}</th>
            <th scope="col" className={css.number}>{t('board.sum')}</th>
          </tr>
        </thead>
        <tbody>
          {strays.map((one) => (
            <tr key={`${one.side}/${one.source}/${one.currency}`}>
              <th scope="row">{t(`board_side.${one.side}`)} <span className={css.currency}>{one.currency}</span></th>
              <td><StraySource side={one.side} source={one.source} /></td>
              <td className={css.number} data-fault=""><Link to={open({ view: one.side })} preventScrollReset>{t('wall.count', { count: one.rows })}</Link></td>
              <Money amountMinor={one.amountMinor} currency={one.currency} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function StraySource({ side, source }: { readonly side: 'statement' | 'ledger' | 'credit'; readonly source: string }) {
  const t = useT()
  if (side === 'credit') return <>{t.term('channel', source as Channel)}</>
  return <>{side === 'statement' ? t.term('receipt_source', source as ReceiptSource) : t.term('ledger_type', source as LedgerType)}</>
}

export interface BalanceLine {
  readonly currency: string
  readonly accounts: number
  readonly openingMinor: number
  readonly creditsMinor: number
  readonly debitsMinor: number
  readonly closingMinor: number
  readonly gapMinor: number
  readonly broken: number
}

/** Opening plus credits less debits against closing, by currency; what is broken opens the accounts. */
export function BalanceTable({ balances, open }: Opens & { readonly balances: readonly BalanceLine[] }) {
  const t = useT()
  if (balances.length === 0) return <p className={css.note}>{t('board.balance_none')}</p>
  return (
    <Scroll>
      <table className={css.table} aria-label={t('board.balance')}>
        <thead>
          <tr>
            <th scope="col">{t('board.currency')}</th>
            <th scope="col" className={css.number}>{t('board.accounts')}</th>
            <th scope="col" className={css.number}>{t('board.opening')}</th>
            <th scope="col" className={css.number}>{t('board.credits')}</th>
            <th scope="col" className={css.number}>{t('board.debits')}</th>
            <th scope="col" className={css.number}>{t('board.closing')}</th>
            <th scope="col" className={css.number}>{t('board.gap')}</th>
            <th scope="col" className={css.number}>{t('board.broken')}</th>
          </tr>
        </thead>
        <tbody>
          {balances.map((one) => (
            <tr key={one.currency}>
              <th scope="row">{one.currency}</th>
              <td className={css.number}>{t('wall.count', { count: one.accounts })}</td>
              {[one.openingMinor, one.creditsMinor, one.debitsMinor, one.closingMinor].map((amountMinor, i) => <Money key={i} amountMinor={amountMinor} currency={one.currency} />)}
              <td className={css.number} data-fault={one.gapMinor !== 0 || undefined} data-balanced={one.gapMinor === 0 || undefined}>
                {one.gapMinor === 0 ? t('board.holds') : <Link to={open({ view: 'accounts' })} preventScrollReset><MoneyText money={{ amountMinor: one.gapMinor, currency: one.currency }} signed /></Link>}
              </td>
              <td className={css.number} data-fault={one.broken > 0 || undefined}>{one.broken === 0 ? <span className={css.none}>0</span> : <Link to={open({ view: 'accounts' })} preventScrollReset>{t('wall.count', { count: one.broken })}</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

export interface AccountLine {
  readonly number: string
  readonly currency: string
  readonly entries: number
  readonly openingMinor: number
  readonly creditsMinor: number
  readonly debitsMinor: number
  readonly closingMinor: number
  readonly gapMinor: number
  readonly breaks: number
  readonly entryRowId: number | null
}

/** Accounts that do not add up; each opens its rows. */
export function AccountsTable({ accounts, open }: Opens & { readonly accounts: readonly AccountLine[] }) {
  const t = useT()
  return (
    <Scroll>
      <table className={css.table} aria-label={t('board.broken_title')}>
        <thead>
          <tr>
            <th scope="col">{t('board.account')}</th>
            <th scope="col" className={css.number}>{t('board.opening')}</th>
            <th scope="col" className={css.number}>{t('board.credits')}</th>
            <th scope="col" className={css.number}>{t('board.debits')}</th>
            <th scope="col" className={css.number}>{t('board.closing')}</th>
            <th scope="col" className={css.number}>{t('board.gap')}</th>
            <th scope="col" className={css.number}>{t('board.breaks')}</th>
            <th scope="col" className={css.number}>{t('board.entries')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((one, i) => (
            <tr key={i}>
              <th scope="row">{one.entryRowId === null ? one.number : <Link to={open({ view: 'accounts', entry: String(one.entryRowId) })} preventScrollReset>{one.number}</Link>}</th>
              {[one.openingMinor, one.creditsMinor, one.debitsMinor, one.closingMinor].map((amountMinor, n) => <Money key={n} amountMinor={amountMinor} currency={one.currency} />)}
              <td className={css.number} data-fault={one.gapMinor !== 0 || undefined}>{one.gapMinor === 0 ? t('board.holds') : <MoneyText money={{ amountMinor: one.gapMinor, currency: one.currency }} signed />}</td>
              <td className={css.number}>{t('wall.count', { count: one.breaks })}</td>
              <td className={css.number}>{t('wall.count', { count: one.entries })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

export interface EntryLine {
  readonly rowId: number
  readonly entryId: string
  readonly type: LedgerType
  readonly amountMinor: number
  readonly beforeMinor: number | null
  readonly afterMinor: number | null
  readonly at: number
  readonly gapMinor: number
}

/** The rows of one account in the order of time, with what does not add up at each. */
export function EntriesTable({ entries, currency }: { readonly entries: readonly EntryLine[]; readonly currency: string }) {
  const t = useT()
  return (
    <Scroll>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('board.at')}</th>
            <th scope="col">{t('board.entry')}</th>
            <th scope="col">{t('board.entry_type')}</th>
            <th scope="col" className={css.number}>{t('board.balance_before')}</th>
            <th scope="col" className={css.number}>{t('board.amount')}</th>
            <th scope="col" className={css.number}>{t('board.balance_after')}</th>
            <th scope="col" className={css.number}>{t('board.residual')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((one) => (
            <tr key={one.rowId}>
              <td><TimeText at={one.at} /></td>
              <th scope="row">{one.entryId}</th>
              <td>{t.term('ledger_type', one.type)}</td>
              <td className={css.number}>{one.beforeMinor === null ? null : <MoneyText money={{ amountMinor: one.beforeMinor, currency }} />}</td>
              <td className={css.number}><MoneyText money={{ amountMinor: one.amountMinor, currency }} signed /></td>
              <td className={css.number}>{one.afterMinor === null ? null : <MoneyText money={{ amountMinor: one.afterMinor, currency }} />}</td>
              <td className={css.number} data-fault={one.gapMinor !== 0 || undefined}>{one.gapMinor === 0 ? <span className={css.none}>0</span> : <MoneyText money={{ amountMinor: one.gapMinor, currency }} signed />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

export interface StrayLine {
  readonly side: 'statement' | 'ledger' | 'credit'
  readonly rowId: number
  readonly source: string
  readonly currency: string
  readonly amountMinor: number
  readonly at: number
  /** Of an order that was credited other than sold. */
  readonly orderId: string | null
}

/** Rows that no order is known by, or orders that were credited other than sold. */
export function StrayRows({ rows }: { readonly rows: readonly StrayLine[] }) {
  const t = useT()
  return (
    <Scroll>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('board.row')}</th>
            <th scope="col">{t('board.stray_source')}</th>
            <th scope="col">{t('board.at')}</th>
            <th scope="col" className={css.number}>{t('board.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.rowId}>
              <th scope="row">{one.orderId === null ? one.rowId : <Link to={`/orders/${one.rowId}`}>{one.orderId}</Link>}</th>
              <td><StraySource side={one.side} source={one.source} /></td>
              <td><TimeText at={one.at} /></td>
              <td className={css.number}><MoneyText money={{ amountMinor: one.amountMinor, currency: one.currency }} signed={one.side === 'credit'} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Money({ amountMinor, currency }: { readonly amountMinor: number; readonly currency: string }) {
  return <td className={css.number}><MoneyText money={{ amountMinor, currency }} /></td>
}

function Scroll({ children }: { readonly children: ReactNode }) {
  return <div className={css.scroll}>{children}</div>
}
