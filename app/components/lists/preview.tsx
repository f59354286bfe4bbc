import { Link } from '@remix-run/react'
import { useT } from '../reader.tsx'
import css from '../rules.module.css'

export interface PreviewData {
  readonly until: number | null
  readonly touched: { readonly order: number; readonly message: number; readonly receipt: number }
  readonly orders: readonly { readonly rowId: number; readonly orderId: string }[]
  readonly isCut: boolean
  readonly judged: number
  readonly gain: number
  readonly lose: number
}

/** What an entry would have touched in the last seven days. */
export function Preview({ preview, isEnding = false }: { readonly preview: PreviewData; readonly isEnding?: boolean }) {
  const t = useT()
  const { until, touched, orders, isCut, judged, gain, lose } = preview
  if (until === null) return <p className={css.hint}>{t('lists.preview_no_orders')}</p>
  return (
    <div className={css.item} role="status">
      <p>{t('lists.preview', { until, orders: touched.order, messages: touched.message, receipts: touched.receipt })} {isCut ? t('lists.preview_cut') : null}</p>
      {judged > 0 ? <p>{t(isEnding ? 'lists.preview_flags_ending' : 'lists.preview_flags', { judged, gain, lose })}</p> : null}
      {orders.length > 0 ? <ul className={css.records}>{orders.map(({ rowId, orderId }) => <li key={rowId}><Link to={`/orders/${rowId}`}>{orderId}</Link></li>)}</ul> : null}
    </div>
  )
}
