import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Channel } from '../../domain/intake/record.ts'
import type { BoardClass } from '../../domain/reconciliation/board.ts'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { Facts } from '../page.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import css from './board.module.css'

/** The order of a forced match and how it stands, or stood, by its records. */
export function MatchFacts({ order, found, title, more = [] }: {
  readonly order: { readonly rowId: number; readonly orderId: string; readonly channel: string; readonly number: string; readonly createdAt: number }
  readonly found: { readonly class: BoardClass; readonly currency: string; readonly expectedMinor: number; readonly receivedMinor: number; readonly creditedMinor: number }
  readonly title: string
  readonly more?: readonly (readonly [string, ReactNode])[]
}) {
  const t = useT()
  const money = (amountMinor: number, signed = false) => <MoneyText money={{ amountMinor, currency: found.currency }} signed={signed} />
  return (
    <div className={css.matchFacts}><Facts
      facts={[
        [t('match.order'), <Link key="order" to={`/orders/${order.rowId}`}>{order.orderId}</Link>], [t('board.channel'), t.term('channel', order.channel as Channel)], [t('board.number'), <MsisdnText key="number" number={order.number} />],
        [t('board.created'), <TimeText key="at" at={order.createdAt} />], [title, t(`board_class.${found.class}`)], [t('board.paid'), money(found.expectedMinor)], [t('board.received'), money(found.receivedMinor)],
        [t('match.difference'), money(found.receivedMinor - found.expectedMinor, true)], [t('board.credited'), money(found.creditedMinor)], ...more,
      ]}
    /></div>
  )
}
