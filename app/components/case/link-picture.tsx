import { Button } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import type { GraphLink, GraphOrder } from '../../domain/graph/link-graph.ts'
import { type LinkPicture, PICTURE_ROWS } from '../../domain/graph/link-picture.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { defang, moneyText, listText, msisdnText } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { Term } from '../words.tsx'
import css from './link-picture.module.css'

interface Links {
  readonly picture: LinkPicture
  readonly rows: readonly { readonly kind: GraphLink['kind']; readonly value: string; readonly step: 1 | 2; readonly isHub: boolean; readonly orders: number; readonly orderIds: readonly string[] }[]
  readonly isCut: boolean
}
type Answer = { readonly ok: true; readonly value: Links } | { readonly ok: false; readonly refusal: Refusal }

/** Who is linked to the order of a case, drawn two steps far, with the same as a table. Asked for only when somebody wants to see it. */
export function LinkedOrders({ caseId }: { readonly caseId: number }) {
  const t = useT()
  const links = useFetcher<Answer>({ key: `links:${caseId}` })
  const answer = links.data
  if (!answer) {
    return <Button size="compact-sm" variant="default" className={css.open} loading={links.state !== 'idle'} onClick={() => links.load(`/cases/${caseId}/links`)}>{t('links.show')}</Button>
  }
  if (!answer.ok) return <p role="alert">{refusalText(t, answer.refusal)}</p>
  const { picture, rows, isCut } = answer.value
  if (rows.length === 0) return <p className={css.dim}>{t('links.none')}</p>
  return (
    <div className={css.links}>
      <Picture picture={picture} />
      {isCut ? <p className={css.dim}>{t('links.cut')}</p> : null}
      <table className={css.table}>
        <caption>{t('links.table')}</caption>
        <thead><tr><th scope="col">{t('links.col_shared')}</th><th scope="col" className={css.short}>{t('links.col_step')}</th><th scope="col" className={css.short} data-align="end">{t('links.col_orders')}</th><th scope="col">{t('links.col_which')}</th></tr></thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              <td><Term of="link_kind" code={row.kind} /> <bdi>{sharedText(row)}</bdi>{row.isHub ? <span className={css.hub}> {t('links.hub')}</span> : null}</td>
              <td className={css.short}>{t(row.step === 1 ? 'links.step_1' : 'links.step_2')}</td>
              <td data-align="end">{row.isHub ? t('links.more_than', { count: 50 }) : row.orders}</td>
              <td className={css.ids}>{listText(row.orderIds, t.reader.locale)}{row.orders > row.orderIds.length ? ' …' : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const ROW = 30
const WIDTH = 188
const GAP = 44
const NODE = 24
const CHARS = 22

function Picture({ picture }: { readonly picture: LinkPicture }) {
  const t = useT()
  const { columns, hidden, lines } = picture
  const used = columns.map((column) => column.length > 0)
  const width = (used.lastIndexOf(true) + 1) * (WIDTH + GAP) - GAP
  const most = Math.max(...columns.map((column, i) => column.length + (hidden[i as 0] > 0 ? 1 : 0)))
  const height = Math.min(most, PICTURE_ROWS + 1) * ROW + 4
  const x = (column: number) => column * (WIDTH + GAP)
  const y = (column: number, place: number) => 2 + place * ROW + (most - Math.min(most, (columns[column]?.length ?? 0) + ((hidden[column as 0] ?? 0) > 0 ? 1 : 0))) * (ROW / 2)
  return (
    <div className={css.scroll}>
      <svg role="img" aria-label={t('links.picture', { near: columns[2].length + hidden[2], far: columns[4].length + hidden[4] })} width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={css.picture}>
        {lines.map(({ column, from, to }, i) => (
          <path key={i} className={css.line} d={`M${x(column) + WIDTH} ${y(column, from) + NODE / 2} C${x(column) + WIDTH + GAP / 2} ${y(column, from) + NODE / 2} ${x(column + 1) - GAP / 2} ${y(column + 1, to) + NODE / 2} ${x(column + 1)} ${y(column + 1, to) + NODE / 2}`} />
        ))}
        {columns.map((column, c) => (
          <g key={c}>
            {column.map((node, i) => <Node key={i} node={node} isCentre={c === 0} x={x(c)} y={y(c, i)} />)}
            {(hidden[c as 0] ?? 0) > 0 ? <text className={css.more} x={x(c) + 8} y={y(c, column.length) + 16}>{t('links.hidden', { count: hidden[c as 0] })}</text> : null}
          </g>
        ))}
      </svg>
    </div>
  )
}

/** What is shared, as it is read: numbers in their groups, links harmless. */
function sharedText({ kind, value }: { readonly kind: GraphLink['kind']; readonly value: string }): string {
  return kind === 'number' ? msisdnText(value) : defang(value)
}

function Node({ node, isCentre, x, y }: { readonly node: GraphOrder | GraphLink; readonly isCentre: boolean; readonly x: number; readonly y: number }) {
  const t = useT()
  const isOrder = 'orderId' in node
  const words = isOrder ? `${node.orderId} ${moneyText({ amountMinor: node.faceMinor, currency: node.currency })}` : `${t.term('link_kind', node.kind)} ${sharedText(node)}${node.isHub ? ` (${t('links.hub')})` : ''}`
  return (
    <g data-kind={isOrder ? 'order' : 'link'} data-band={isOrder ? (node.band ?? 'log') : undefined} data-centre={isCentre || undefined} data-hub={(!isOrder && node.isHub) || undefined} className={css.node}>
      <title>{words}</title>
      <rect x={x + 0.5} y={y + 0.5} width={WIDTH - 1} height={NODE - 1} rx={isOrder ? 3 : NODE / 2} />
      <text x={x + 10} y={y + 16}>{words.length > CHARS + 2 ? `${words.slice(0, CHARS)}…` : words}</text>
    </g>
  )
}
