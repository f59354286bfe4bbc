import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Channel, LedgerType, ReceiptSource } from '../../domain/intake/record.ts'
import { BOARD_FAULTS, type BoardClass, type BoardLine } from '../../domain/reconciliation/board.ts'
import { moneyText } from '../../i18n/format.ts'
import type { MessageKey } from '../../i18n/translate.ts'
import { MoneyText } from '../money-text.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import css from './board.module.css'
import type { AccountView, DayEntry } from '../../usecases/reconciliation/get-board.server.ts'

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
        <td className={css.number}>{line.expected === 0 ? <span className={css.none}>0</span> : <Link to={open({ ...channel, class: 'expected' })} preventScrollReset>{t('wall.count', { count: line.expected })}</Link>}</td>
        {SHOWN.map((kind) => (
          <td key={kind} className={css.number} data-fault={(isFault(kind) && line.counts[kind] > 0) || undefined}>
            {line.counts[kind] === 0 ? <span className={css.none}>0</span> : (
              <Link to={open({ ...channel, class: kind })} preventScrollReset title={line.gapsMinor[kind] === 0 ? undefined : moneyText({ amountMinor: line.gapsMinor[kind], currency: line.currency }, true)}>
                {t('wall.count', { count: line.counts[kind] })}
              </Link>
            )}
          </td>
        ))}
        <Money amountMinor={line.expectedMinor} currency={line.currency} to={open({ ...channel, class: 'expected' })} />
        <Money amountMinor={line.receivedMinor} currency={line.currency} to={open({ ...channel, class: 'expected' })} />
        <td className={css.number} data-fault={line.residualMinor !== 0 || undefined} data-balanced={line.residualMinor === 0 || undefined}>
          {line.residualMinor === 0 ? t('board.balanced') : <Link to={open(channel)} preventScrollReset><MoneyText money={{ amountMinor: line.residualMinor, currency: line.currency }} signed /></Link>}
        </td>
      </tr>
    )
  }
  return (
    <Table label={t('board.lines')} words={['board.channel']} figures={['board.expected', ...SHOWN.map((kind) => `board_class.${kind}` as const), 'board.expected_sum', 'board.received_sum', 'board.residual']}>
      {lines.map((line) => row(line, false))}
      {totals.map((line) => row(line, true))}
    </Table>
  )
}

/** What was sold beside what the carrier credited for it, by channel. */
export function CreditsTable({ lines, totals, open }: Opens & { readonly lines: readonly BoardLine[]; readonly totals: readonly BoardLine[] }) {
  const t = useT()
  return (
    <Table label={t('board.credits_title')} words={['board.channel']} figures={['board.sold', 'board.credited_sum', 'board.residual']}>
      {[...lines, ...totals].map((line) => (
        <tr key={`${line.channel}/${line.currency}`} className={line.channel === '' ? css.total : undefined}>
          <th scope="row">{line.channel === '' ? t('board.total') : t.term('channel', line.channel as Channel)} <span className={css.currency}>{line.currency}</span></th>
          {[line.soldMinor, line.creditedMinor].map((amountMinor, i) => <Money key={i} amountMinor={amountMinor} currency={line.currency} to={open({ ...(line.channel === '' ? {} : { channel: line.channel }), class: 'all' })} />)}
          <td className={css.number} data-fault={line.creditGapMinor !== 0 || undefined} data-balanced={line.creditGapMinor === 0 || undefined}>
            {line.creditGapMinor === 0 ? t('board.balanced') : (
              <Link to={open({ ...(line.channel === '' ? {} : { channel: line.channel }), view: 'credit' })} preventScrollReset><MoneyText money={{ amountMinor: line.creditGapMinor, currency: line.currency }} signed /></Link>
            )}
          </td>
        </tr>
      ))}
    </Table>
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
    <Table label={t('board.strays')} words={['board.side', 'board.stray_source']} figures={['board.rows_count', 'board.sum']}>
      {strays.map((one) => (
        <tr key={`${one.side}/${one.source}/${one.currency}`}>
          <th scope="row">{t(`board_side.${one.side}`)} <span className={css.currency}>{one.currency}</span></th>
          <td><StraySource side={one.side} source={one.source} /></td>
          <td className={css.number} data-fault=""><Link to={open({ view: one.side })} preventScrollReset>{t('wall.count', { count: one.rows })}</Link></td>
          <Money amountMinor={one.amountMinor} currency={one.currency} to={open({ view: one.side })} />
        </tr>
      ))}
    </Table>
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

/** Opening plus credits less debits against closing, by currency; each figure opens the rows it is counted from, what is broken the accounts. */
export function BalanceTable({ balances, open }: Opens & { readonly balances: readonly BalanceLine[] }) {
  const t = useT()
  if (balances.length === 0) return <p className={css.note}>{t('board.balance_none')}</p>
  return (
    <Table label={t('board.balance')} words={['board.currency']} figures={['board.accounts', 'board.opening', 'board.credits', 'board.debits', 'board.closing', 'board.gap', 'board.broken']}>
      {balances.map((one) => (
        <tr key={one.currency}>
          <th scope="row">{one.currency}</th>
          <td className={css.number}><Link to={open({ view: 'entries', currency: one.currency })} preventScrollReset>{t('wall.count', { count: one.accounts })}</Link></td>
          {([[one.openingMinor, {}], [one.creditsMinor, { way: 'credits' }], [one.debitsMinor, { way: 'debits' }], [one.closingMinor, {}]] as const).map(([amountMinor, way], i) => <Money key={i} amountMinor={amountMinor} currency={one.currency} to={open({ view: 'entries', currency: one.currency, ...way })} />)}
          <td className={css.number} data-fault={one.gapMinor !== 0 || undefined} data-balanced={one.gapMinor === 0 || undefined}>
            {one.gapMinor === 0 ? t('board.holds') : <Link to={open({ view: 'accounts' })} preventScrollReset><MoneyText money={{ amountMinor: one.gapMinor, currency: one.currency }} signed /></Link>}
          </td>
          <td className={css.number} data-fault={one.broken > 0 || undefined}>{one.broken === 0 ? <span className={css.none}>0</span> : <Link to={open({ view: 'accounts' })} preventScrollReset>{t('wall.count', { count: one.broken })}</Link>}</td>
        </tr>
      ))}
    </Table>
  )
}

/** Accounts that do not add up; each opens its rows. */
export function AccountsTable({ accounts, open }: Opens & { readonly accounts: readonly AccountView[] }) {
  const t = useT()
  return (
    <Table label={t('board.broken_title')} words={['board.account']} figures={['board.opening', 'board.credits', 'board.debits', 'board.closing', 'board.gap', 'board.breaks', 'board.entries']}>
      {accounts.map((one, i) => (
        <tr key={i}>
          <th scope="row">{one.entryRowId === null ? one.number : <Link to={open({ view: 'accounts', entry: String(one.entryRowId) })} preventScrollReset>{one.number}</Link>}</th>
          {[one.openingMinor, one.creditsMinor, one.debitsMinor, one.closingMinor].map((amountMinor, n) => <Money key={n} amountMinor={amountMinor} currency={one.currency} />)}
          <td className={css.number} data-fault={one.gapMinor !== 0 || undefined}>{one.gapMinor === 0 ? t('board.holds') : <MoneyText money={{ amountMinor: one.gapMinor, currency: one.currency }} signed />}</td>
          <td className={css.number}>{t('wall.count', { count: one.breaks })}</td>
          <td className={css.number}>{t('wall.count', { count: one.entries })}</td>
        </tr>
      ))}
    </Table>
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
    <Table words={['board.at', 'board.entry', 'board.entry_type']} figures={['board.balance_before', 'board.amount', 'board.balance_after', 'board.residual']}>
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
    </Table>
  )
}

/** The ledger rows of a day in the order of time; each opens its account. */
export function DayEntries({ rows, open }: Opens & { readonly rows: readonly DayEntry[] }) {
  const t = useT()
  return (
    <Table words={['board.at', 'board.entry', 'board.account', 'board.entry_type']} figures={['board.amount', 'board.balance_after']}>
      {rows.map((one) => (
        <tr key={one.rowId}>
          <td><TimeText at={one.at} /></td>
          <th scope="row">{one.entryId}</th>
          <td><Link to={open({ view: 'accounts', entry: String(one.rowId) })} preventScrollReset>{one.number}</Link></td>
          <td>{t.term('ledger_type', one.type)}</td>
          <td className={css.number}><MoneyText money={{ amountMinor: one.amountMinor, currency: one.currency }} signed /></td>
          <td className={css.number}>{one.afterMinor === null ? null : <MoneyText money={{ amountMinor: one.afterMinor, currency: one.currency }} />}</td>
        </tr>
      ))}
    </Table>
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
  return (
    <Table words={['board.row', 'board.stray_source', 'board.at']} figures={['board.amount']}>
      {rows.map((one) => (
        <tr key={one.rowId}>
          <th scope="row">{one.orderId === null ? one.rowId : <Link to={`/orders/${one.rowId}`}>{one.orderId}</Link>}</th>
          <td><StraySource side={one.side} source={one.source} /></td>
          <td><TimeText at={one.at} /></td>
          <td className={css.number}><MoneyText money={{ amountMinor: one.amountMinor, currency: one.currency }} signed={one.side === 'credit'} /></td>
        </tr>
      ))}
    </Table>
  )
}

/** A sum; with the address of what it was counted from, where that can be opened. */
function Money({ amountMinor, currency, to }: { readonly amountMinor: number; readonly currency: string; readonly to?: string }) {
  const text = <MoneyText money={{ amountMinor, currency }} />
  return <td className={css.number}>{to === undefined || amountMinor === 0 ? text : <Link to={to} preventScrollReset>{text}</Link>}</td>
}

/** A table that scrolls by itself: columns of words, then columns of figures. */
function Table({ label, words, figures, children }: { readonly label?: string; readonly words: readonly MessageKey[]; readonly figures: readonly MessageKey[]; readonly children: ReactNode }) {
  const t = useT()
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {words.map((key) => <th key={key} scope="col">{t.find(key)}</th>)}
            {figures.map((key) => <th key={key} scope="col" className={css.number}>{t.find(key)}</th>)}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
