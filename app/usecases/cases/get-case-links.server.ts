import type { LinkGraph, LinkKey } from '../../domain/graph/link-graph.ts'
import { type LinkPicture, pictureOf } from '../../domain/graph/link-picture.ts'
import { maskAccount, maskPhone, maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { getLinkGraph } from '../../../db/queries/graph.ts'
import type { UseCaseContext } from '../context.ts'

export interface CaseLinksView {
  readonly picture: LinkPicture
  /** Everything in the picture and beyond it, as rows: the same for who cannot see or trust a drawing. */
  readonly rows: readonly { readonly kind: LinkKey['kind']; readonly value: string; readonly step: 1 | 2; readonly isHub: boolean; readonly orders: number; readonly orderIds: readonly string[] }[]
  readonly isCut: boolean
}

const ROWS = 60
const IDS_SHOWN = 8

/** What the order of a case shares with others, two steps far, masked. Refuses `case_missing`; a case about no order has an empty picture. */
export async function getCaseLinks({ store }: UseCaseContext, caseId: number): Promise<Result<CaseLinksView>> {
  const loaded = await findCase(store.read, caseId)
  if (!loaded) return refuse('case_missing')
  const graph = loaded.row.order_row_id === null ? null : await getLinkGraph(store.read, loaded.row.order_row_id)
  if (!graph) return accept({ picture: pictureOf({ centre: 0, orders: [], links: [], isCut: false }), rows: [], isCut: false })
  const masked = maskedGraph(graph)
  const names = new Map(masked.orders.map((order) => [order.rowId, order.orderId]))
  const rows = [...masked.links].sort((a, b) => a.step - b.step || b.orders.length - a.orders.length || (a.kind < b.kind ? -1 : 1)).slice(0, ROWS)
  return accept({
    picture: pictureOf(masked),
    rows: rows.map((link) => ({
      kind: link.kind, value: link.value, step: link.step, isHub: link.isHub, orders: link.orders.length, orderIds: link.orders.slice(0, IDS_SHOWN).flatMap((id) => names.get(id) ?? []),
    })),
    isCut: masked.isCut || masked.links.length > ROWS,
  })
}

/** Values as staff may see them; orders lose their keys, which the picture does not need. */
function maskedGraph(graph: LinkGraph): LinkGraph {
  return { ...graph, orders: graph.orders.map((order) => ({ ...order, keys: [] })), links: graph.links.map((link) => ({ ...link, value: maskedValue(link) })) }
}

function maskedValue({ kind, value }: LinkKey): string {
  switch (kind) {
    case 'payer': return maskAccount(value)
    case 'number': return maskPhone(value)
    case 'device': return value
    case 'voucher_batch': return `${value}****`
    case 'template': return ''
    default: return maskText(value)
  }
}
