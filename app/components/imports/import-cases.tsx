import { Link } from '@remix-run/react'
import type { Band } from '../../domain/cases/flag.ts'
import type { Money } from '../../domain/values/money.ts'
import { BandBadge } from '../band-badge.tsx'
import { MoneyText } from '../money-text.tsx'
import { reasonsText } from '../queue/queue-table.tsx'
import { useT } from '../reader.tsx'
import { PlainTable } from './file-table.tsx'

export interface ImportCase {
  readonly id: number
  readonly band: Band
  readonly orderId: string | null
  readonly money: Money
  readonly flagCount: number
  readonly reasons: Parameters<typeof reasonsText>[1]['reasons']
}

/** The cases an import opened, the most pressing first. */
export function ImportCases({ cases }: { readonly cases: readonly ImportCase[] }) {
  const t = useT()
  return (
    <PlainTable
      name={t('import.cases')} ends={1}
      head={[t('queue.col_band'), t('queue.col_why'), t('queue.col_order'), t('queue.col_money')]}
      rows={cases.map((one) => [
        <BandBadge key="band" band={one.band} />, <Link key="why" to={`/queue/${one.id}`}>{reasonsText(t, one)}</Link>, <bdi key="order">{one.orderId ?? '–'}</bdi>, <MoneyText key="money" money={one.money} />,
      ])}
    />
  )
}
