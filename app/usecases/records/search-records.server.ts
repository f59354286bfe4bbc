import { findCaseOfRecord, findOrdersById, findOrdersByNumber, findOrdersByTokens, findOwners, hasCase, hasSubscriber, type FoundOrder } from '../../../db/queries/search.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { may } from '../../auth/permissions.ts'
import { maskPhone } from '../../domain/values/masking.ts'
import { parseNumber } from '../../domain/values/msisdn.ts'
import type { UseCaseContext } from '../context.ts'

/** A record that the search found, masked, with the page that shows it. */
export interface FoundRecord {
  readonly kind: 'order' | 'subscriber' | 'case' | 'message' | 'receipt' | 'ledger'
  readonly name: string
  readonly hint: string | null
  readonly href: string
  /** Of an order: its row, for the forms that are about one. */
  readonly orderRowId?: number
}

const FOUND_MAX = 20
const SHORTEST = 3
const LONGEST = 100

/**
 * Looks a whole id, number or handle up: order, trade and merchant numbers, phone and card numbers in any way of writing, subscribers, messages,
 * receipts, case numbers. Exact only, so each road is one index; what the role may not see is not looked for.
 */
export async function searchRecords({ store, actor }: UseCaseContext, given: string): Promise<readonly FoundRecord[]> {
  const words = given.trim().slice(0, LONGEST)
  if (words.length < SHORTEST && !/^#?\d+$/.test(words)) return []
  const db = store.read
  const role = actor.role ?? ''
  const found: FoundRecord[] = []
  if (may(role, 'queue.view') && /^#?\d{1,9}$/.test(words)) {
    const id = Number(words.replace('#', ''))
    if (await hasCase(db, id)) found.push({ kind: 'case', name: String(id), hint: null, href: `/cases/${id}` })
  }
  const { settings } = await getOperatorSettings(db)
  const number = parseNumber(words, { country: settings.country }).normal
  const handle = words.replace(/^@/, '').toLowerCase()
  if (may(role, 'order.view')) {
    const orders = [
      ...(await findOrdersById(db, words)),
      ...(number ? await findOrdersByNumber(db, number) : []),
      ...(/^[\w.-]{4,64}$/.test(handle) ? await findOrdersByTokens(db, [`handle:${handle}`, `link:${handle}`]) : []),
    ]
    const seen = new Set<number>()
    for (const order of orders) if (!seen.has(order.rowId) && seen.add(order.rowId)) found.push(orderFound(order))
  }
  if (may(role, 'subscriber.view')) {
    const ids = [...((await hasSubscriber(db, words)) ? [words] : []), ...(number ? await findOwners(db, number) : [])]
    for (const id of new Set(ids)) found.push({ kind: 'subscriber', name: id, hint: number ? maskPhone(number) : null, href: `/subscribers/${encodeURIComponent(id)}` })
  }
  if (may(role, 'queue.view')) {
    const record = await findCaseOfRecord(db, words)
    if (record) found.push({ kind: record.kind as FoundRecord['kind'], name: words, hint: null, href: `/cases/${record.caseId}` })
  }
  return found.slice(0, FOUND_MAX)
}

function orderFound(order: FoundOrder): FoundRecord {
  return {
    kind: 'order', name: order.orderId, hint: order.targetNumber === null ? null : maskPhone(order.targetNumber),
    orderRowId: order.rowId,
    href: order.caseId === null ? `/orders/${order.rowId}` : `/cases/${order.caseId}`,
  }
}
