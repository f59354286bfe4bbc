import { type Selectable, sql } from 'kysely'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { JobsTable } from '../schema.ts'

type JobState = 'waiting' | 'running' | 'done' | 'failed'

/** A piece of long work. It belongs to the worker that holds its lease; `attempts` is the number of the lease, so a worker that lost it is refused. */
export interface Job {
  readonly id: number
  readonly type: string
  readonly payload: Json
  readonly state: JobState
  readonly progress: Json
  readonly attempts: number
  readonly error: string | null
  readonly createdAt: Instant
  readonly finishedAt: Instant | null
}

export async function addJob(tx: Tx, job: { readonly type: string; readonly payload: Json; readonly createdAt: Instant; readonly runAfter?: Instant }): Promise<number> {
  const row = await tx
    .insertInto('jobs')
    .values({
      type: job.type, payload: JSON.stringify(job.payload), state: 'waiting', progress: '{}', attempts: 0, run_after: job.runAfter ?? job.createdAt, locked_until: null, error: null,
      created_at: job.createdAt, finished_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** {@link addJob}, unless such a job waits already. */
export async function addJobOnce(tx: Tx, job: { readonly type: string; readonly payload: Json; readonly createdAt: Instant }): Promise<void> {
  const waiting = await tx.selectFrom('jobs').select('id').where('type', '=', job.type).where('state', '=', 'waiting').where('payload', '=', JSON.stringify(job.payload)).limit(1).executeTakeFirst()
  if (!waiting) await addJob(tx, job)
}

/** The oldest job that is due, or whose worker has died, leased until `lockedUntil`; null when there is none. */
export async function takeJob(tx: Tx, types: readonly string[], now: Instant, lockedUntil: Instant): Promise<Job | null> {
  for (;;) {
    const found = await tx
      .selectFrom('jobs')
      .select(['id', 'attempts'])
      .where('type', 'in', types)
      .where((eb) => eb.or([
        eb.and([eb('state', '=', 'waiting'), eb('run_after', '<=', now)]),
        eb.and([eb('state', '=', 'running'), eb('locked_until', '<', now)]),
      ]))
      .orderBy('run_after')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!found) return null
    const taken = await tx
      .updateTable('jobs')
      .set({ state: 'running', locked_until: lockedUntil, attempts: found.attempts + 1, error: null })
      .where('id', '=', found.id)
      .where('attempts', '=', found.attempts)
      .where('state', 'in', ['waiting', 'running'])
      .returningAll()
      .executeTakeFirst()
    if (taken) return jobFromRow(taken)
  }
}

/** Keeps the lease and tells how far the work is. False when the lease was lost. */
export async function renewJob(tx: Tx, job: Pick<Job, 'id' | 'attempts'>, lockedUntil: Instant, progress: Json | null): Promise<boolean> {
  const renewed = await tx
    .updateTable('jobs')
    .set({ locked_until: lockedUntil, ...(progress === null ? {} : { progress: JSON.stringify(progress) }) })
    .where('id', '=', job.id)
    .where('attempts', '=', job.attempts)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return renewed.numUpdatedRows === 1n
}

/** Ends a job, or gives it back to be taken again at `runAfter`. False when the lease was lost. */
export async function releaseJob(
  tx: Tx, job: Pick<Job, 'id' | 'attempts'>,
  end: { readonly state: 'done' | 'failed' | 'waiting'; readonly at: Instant; readonly runAfter?: Instant; readonly error?: string | null; readonly progress?: Json },
): Promise<boolean> {
  const released = await tx
    .updateTable('jobs')
    .set({
      state: end.state, locked_until: null, error: end.error ?? null, finished_at: end.state === 'waiting' ? null : end.at,
      ...(end.runAfter === undefined ? {} : { run_after: end.runAfter }),
      ...(end.progress === undefined ? {} : { progress: JSON.stringify(end.progress) }),
    })
    .where('id', '=', job.id)
    .where('attempts', '=', job.attempts)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return released.numUpdatedRows === 1n
}

export async function findJob(db: Handle, id: number): Promise<Job | null> {
  const row = await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? jobFromRow(row) : null
}

/** Whether a job of this type waits that nobody has begun: one more would do nothing else. */
export async function hasWaitingJob(db: Handle, type: string): Promise<boolean> {
  return (await sql`select id from jobs where type = ${type} and state = 'waiting' limit 1`.execute(db)).rows.length > 0
}

/** The job of this type that runs or waits, the running one first; null when there is none. */
export async function findOpenJob(db: Handle, type: string): Promise<Job | null> {
  const row = await db.selectFrom('jobs').selectAll().where('type', '=', type).where('state', 'in', ['running', 'waiting']).orderBy('state').orderBy('id').limit(1).executeTakeFirst()
  return row ? jobFromRow(row) : null
}

function jobFromRow(row: Selectable<JobsTable>): Job {
  return {
    id: row.id, type: row.type, payload: JSON.parse(row.payload) as Json, state: row.state as JobState, progress: JSON.parse(row.progress) as Json, attempts: row.attempts, error: row.error,
    createdAt: row.created_at, finishedAt: row.finished_at,
  }
}
