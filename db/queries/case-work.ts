import type { Selectable } from 'kysely'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { CasesTable } from '../schema.ts'
import { COUNT_CAP } from './counts.ts'
import { IS_OPEN } from './queue.ts'

/** Rows of some cases, by id. */
export async function listCaseRows(db: Handle, ids: readonly number[]): Promise<readonly Selectable<CasesTable>[]> {
  return ids.length === 0 ? [] : db.selectFrom('cases').selectAll().where('id', 'in', [...new Set(ids)]).orderBy('id').execute()
}

/** The orders of some cases, each once, oldest first: whose number it was, who ordered, and when. */
export async function listOrdersOfCase(db: Handle, caseIds: readonly number[]): Promise<readonly { readonly id: number; readonly target_number: string | null; readonly subscriber_id: string | null; readonly created_at: Instant }[]> {
  return db
    .selectFrom('cases').innerJoin('orders', 'orders.id', 'cases.order_row_id').select(['orders.id', 'orders.target_number', 'orders.subscriber_id', 'orders.created_at'])
    .where('cases.id', 'in', [...caseIds]).distinct().orderBy('orders.created_at').orderBy('orders.id').execute()
}

/** The case a person names by its own number or by that of its order; null when there is none. */
export async function findCaseNamed(db: Handle, name: string): Promise<number | null> {
  const text = name.trim().replace(/^#/, '')
  const byId = /^\d{1,15}$/.test(text) ? await db.selectFrom('cases').select('id').where('id', '=', Number(text)).executeTakeFirst() : undefined
  const row = byId ?? (await db.selectFrom('cases').select('id').where('order_id', '=', text).orderBy('id').limit(1).executeTakeFirst())
  return row?.id ?? null
}

/** Up to when a person has seen the queue; null for who never looked. */
export async function findQueueMark(db: Handle, staffId: number): Promise<Instant | null> {
  return (await db.selectFrom('queue_marks').select('looked_at').where('staff_id', '=', staffId).executeTakeFirst())?.looked_at ?? null
}

/** Moves the mark; never back. */
export async function setQueueMark(tx: Tx, staffId: number, lookedAt: Instant): Promise<void> {
  await tx
    .insertInto('queue_marks')
    .values({ staff_id: staffId, looked_at: lookedAt })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ looked_at: lookedAt }).where('queue_marks.looked_at', '<', lookedAt))
    .execute()
}

/** Open cases that came before people after an instant, capped. */
export async function countQueuedAfter(db: Handle, after: Instant): Promise<number> {
  const bounded = db.selectFrom('cases').select('id').where(IS_OPEN).where('queued_at', '>', after).limit(COUNT_CAP).as('bounded')
  const { count } = await db.selectFrom(bounded).select((eb) => eb.fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** Who can be handed a case: everyone still here whose role is among these, by name. */
export async function listColleagues(db: Handle, roles: readonly string[]): Promise<readonly { readonly id: number; readonly name: string; readonly role: string }[]> {
  return db.selectFrom('staff').select(['id', 'name', 'role']).where('disabled_at', 'is', null).where('role', 'in', [...roles]).orderBy('name').execute()
}
