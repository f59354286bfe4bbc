import type { Selectable } from 'kysely'
import type { Approval, ApprovalState } from '../../app/domain/cases/approval.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { ApprovalsTable } from '../schema.ts'
import { casesOfPayload, restage } from './case-stages.ts'

export interface StoredApproval extends Approval {
  readonly id: number
  readonly kind: string
  readonly object: string
  readonly payload: string
  readonly reason: string
  readonly requestedAt: Instant
  readonly checkerId: number | null
  readonly settledAt: Instant | null
  readonly settledReason: string | null
  readonly version: number
}

/** A request that waits for a second person; the database holds that its maker never becomes its checker. */
export async function insertApproval(
  tx: Tx, approval: Pick<StoredApproval, 'kind' | 'object' | 'payload' | 'payloadHash' | 'makerId' | 'reason' | 'requestedAt' | 'expiresAt'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('approvals')
    .values({
      kind: approval.kind, object: approval.object, payload: approval.payload, payload_hash: approval.payloadHash, state: 'waiting', maker_id: approval.makerId,
      reason: approval.reason, requested_at: approval.requestedAt, expires_at: approval.expiresAt, checker_id: null, settled_at: null, settled_reason: null, version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await restage(tx, casesOfPayload(approval.payload))
  return id
}

export async function findApproval(db: Handle, id: number): Promise<StoredApproval | null> {
  const row = await db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Settles a waiting approval; false when someone else was faster (S7). */
export async function settleApprovalRow(
  tx: Tx, approval: StoredApproval, to: { readonly state: ApprovalState; readonly checkerId: number | null; readonly at: Instant; readonly reason: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('approvals')
    .set({ state: to.state, checker_id: to.checkerId, settled_at: to.at, settled_reason: to.reason, version: approval.version + 1 })
    .where('id', '=', approval.id)
    .where('state', '=', 'waiting')
    .where('version', '=', approval.version)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) await restage(tx, casesOfPayload(approval.payload))
  return numUpdatedRows === 1n
}

/** Marks what can no longer be given; answers with how many. */
export async function expireApprovals(tx: Tx, now: Instant): Promise<number> {
  const expired = await tx
    .updateTable('approvals')
    .set((eb) => ({ state: 'expired', settled_at: now, version: eb('version', '+', 1) }))
    .where('state', '=', 'waiting')
    .where('expires_at', '<', now)
    .returning('payload')
    .execute()
  await restage(tx, expired.flatMap(({ payload }) => casesOfPayload(payload)))
  return expired.length
}

function fromRow(row: Selectable<ApprovalsTable>): StoredApproval {
  const payload = JSON.parse(row.payload) as { sample?: number[] }
  return {
    id: row.id, kind: row.kind, object: row.object, payload: row.payload, payloadHash: row.payload_hash, state: row.state as ApprovalState, makerId: row.maker_id,
    reason: row.reason, requestedAt: row.requested_at, expiresAt: row.expires_at, sample: payload.sample ?? [], checkerId: row.checker_id, settledAt: row.settled_at,
    settledReason: row.settled_reason, version: row.version,
  }
}
