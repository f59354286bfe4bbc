import type { AnyCommand } from '../../app/domain/actions/index.ts'
import type { PolicyName } from '../../app/domain/actions/policy.ts'
import type { RefundContent } from '../../app/domain/actions/refund.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Role } from '../../app/auth/permissions.ts'
import { performAction } from '../../app/usecases/actions/perform-action.server.ts'
import type { Store } from '../../db/client.ts'
import { addStaff, TEST_NOW, testContext } from './database.ts'
import { ledgerRow, orderRow, receiptRow } from './records.ts'
import { valueOf } from './result.ts'

export const REFUND: RefundContent = { road: 'refund', route: 'original', amountMinor: 10_000, reasonCode: 'duplicate', note: null, exception: null, destination: null }

/** An order of 100.00 that was paid by statement and delivered, two reviewers and a supervisor, and short ways to act. */
export async function moneyScene(store: Store, changes: { readonly order?: Parameters<typeof orderRow>[0]; readonly isDelivered?: boolean } = {}) {
  const [ann, bob, sue] = [await addStaff(store, 'ann'), await addStaff(store, 'bob'), await addStaff(store, 'sue', 'supervisor')]
  const orderRowId = await addOrder(store, changes)
  const as = (staffId: number | null, now = TEST_NOW, role: Role = staffId === sue ? 'supervisor' : 'reviewer') =>
    testContext(store, staffId === null ? { now, actor: { staffId: null, role: null, label: 'system' } } : { staffId, role, now })
  const ask = (staffId: number, content: Partial<RefundContent> = {}, more: { readonly key?: string; readonly now?: number; readonly order?: number; readonly parentId?: number } = {}) =>
    performAction(as(staffId, more.now), {
      kind: 'refund', actionId: null, command: { type: 'submit', content: { ...REFUND, ...content } }, subject: { orderRowId: more.order ?? orderRowId, parentId: more.parentId ?? null }, key: more.key ?? null,
    })
  const act = (staffId: number | null, actionId: number, command: AnyCommand, now = TEST_NOW, kind = 'refund') =>
    performAction(as(staffId, now), { kind, actionId, command })
  const hashOf = async (actionId: number): Promise<string> => {
    const rows = await store.read.selectFrom('action_events').select('data').where('action_id', '=', actionId).orderBy('seq').execute()
    return rows.map((row) => (JSON.parse(row.data) as { contentHash?: string }).contentHash).findLast((hash) => hash !== undefined) ?? ''
  }
  const approve = async (staffId: number, actionId: number, now = TEST_NOW) => act(staffId, actionId, { type: 'approve', shownHash: await hashOf(actionId) }, now)
  const money = (row = orderRowId) => store.read.selectFrom('order_money').select(['paid_minor', 'pending_minor', 'done_minor', 'goodwill_minor']).where('order_row_id', '=', row).executeTakeFirst()
  return { ann, bob, sue, orderRowId, as, ask, act, approve, hashOf, money }
}

/** A rule of the policy as two people would have changed it, in force from `effectiveFrom` on. */
export async function changePolicy(store: Store, name: PolicyName, value: Json, effectiveFrom = TEST_NOW - 1): Promise<void> {
  await store.write(async (tx) => {
    const { id } = await tx.insertInto('staff_actions').values({
      kind: 'policy_change', variant: name, subject_key: `policy:${name}`, order_row_id: null, case_id: null, parent_id: null, party_hash: null, status: 'approved', is_open: 0, version: 2, maker_id: null,
      checker_id: null, amount_minor: null, currency: null, reason_code: null, reference: null, due_at: null, act_at: null, opened_at: effectiveFrom, changed_at: effectiveFrom,
    }).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('policies').values({ name, value: JSON.stringify(value), effective_from: effectiveFrom, action_id: id, at: effectiveFrom }).execute()
  })
}

/** The action that was made or moved on; what refused it otherwise is an error of the test. */
export function actionIdOf(result: Awaited<ReturnType<typeof performAction>>): number {
  return valueOf(result).actionId
}

export async function addOrder(store: Store, { order = {}, isDelivered = true }: { readonly order?: Parameters<typeof orderRow>[0]; readonly isDelivered?: boolean } = {}, n = 1): Promise<number> {
  const ids = n === 1 ? {} : { order_id: `W${n}`, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}` }
  return store.write(async (tx) => {
    const row = orderRow({ ...ids, ...order, ...(isDelivered ? {} : { delivered_at: null, status: 'failed', status_raw: 'failed' }) })
    const { id } = await tx.insertInto('orders').values(row).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('receipts').values(receiptRow({ receipt_id: `R${n}`, merchant_order_no: row.merchant_order_no, channel_trade_no: row.channel_trade_no, amount_minor: row.paid_minor })).execute()
    if (isDelivered)
      await tx.insertInto('ledger_entries').values(ledgerRow({ entry_id: `L${n}`, operator_txn_id: row.operator_txn_id, amount_minor: row.face_minor, number: row.target_number, number_raw: row.target_number_raw })).execute()
    return id
  })
}
