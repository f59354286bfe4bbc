import { sql } from 'kysely'
import type { PolicyEntry, PolicyName } from '../../app/domain/actions/policy.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'

/** Changes of the policy that were approved, in the order in which they begin; few, since people make them two by two. */
export async function listPolicyEntries(db: Handle): Promise<readonly PolicyEntry[]> {
  const { rows } = await sql<{ name: string; value: string; effective_from: number }>`select name, value, effective_from from policies order by effective_from, id`.execute(db)
  return rows.map((row) => ({ name: row.name as PolicyName, value: JSON.parse(row.value) as Json, effectiveFrom: row.effective_from }))
}

export async function insertPolicy(tx: Tx, entry: PolicyEntry, actionId: number, at: Instant): Promise<void> {
  await tx.insertInto('policies').values({ name: entry.name, value: JSON.stringify(entry.value), effective_from: entry.effectiveFrom, action_id: actionId, at }).execute()
}
