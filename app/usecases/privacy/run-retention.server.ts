import { RETENTION_CLASSES, type RetentionClass } from '../../domain/privacy/privacy-settings.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import type { Json } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import {
  addRetentionRun, type Cause, ERASABLE, type ErasableColumns, eraseActionSecrets, eraseEvidence, eraseRows, eraseVersions, findHeld, findLateRows, getRetentionState, listOldActions, listOldVersions,
  listOver, listRetentionRuns, setRetentionState,
} from '../../../db/queries/erasure.ts'
import { addJob, findOpenJob } from '../../../db/queries/jobs.ts'
import { getPrivacySettings } from '../../../db/queries/settings.ts'
import type { Handle } from '../../../db/client.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** What a run did, or would do, in one class. */
export interface RetentionLine {
  readonly class: RetentionClass
  readonly days: number
  /** Records whose time is over. In a preview at most {@link PREVIEW_MAX}. */
  readonly over: number
  /** Of these, kept since something open needs them: a case, a dispute, a hold. */
  readonly held: number
}

export const RETENTION_JOB = 'retention'
const BATCH = 200
/** A preview counts no further. */
export const PREVIEW_MAX = 1_000
/** So often the program runs it by itself. */
const EVERY_MS = DAY_MS
const SHOWN_RUNS = 10

interface Row {
  readonly id: number
  readonly at: Instant
  readonly orderRowId: number | null
  readonly subscriberId: string | null
}

/** What would be erased now, class by class; changes nothing. */
export async function previewRetention({ store, now }: Pick<UseCaseContext, 'store' | 'now'>): Promise<readonly RetentionLine[]> {
  const { settings } = await getPrivacySettings(store.read)
  const lines: RetentionLine[] = []
  for (const name of RETENTION_CLASSES) {
    const days = settings.retentionDays[name]
    const cutoff = now - days * DAY_MS
    let over = 0
    let held = 0
    for (const what of ERASABLE.filter((one) => one.class === name)) {
      for (let after = START; over < PREVIEW_MAX; ) {
        const rows = await listOver(store.read, what, cutoff, after, BATCH)
        over += rows.length
        held += rows.length - (await freeOf(store.read, rows)).length
        const last = rows.at(-1)
        if (rows.length < BATCH || !last) break
        after = last
      }
    }
    if (name === 'version') over += (await listOldVersions(store.read, cutoff, PREVIEW_MAX)).length
    if (name === 'evidence') over += (await listOldActions(store.read, cutoff, 0, PREVIEW_MAX)).length
    lines.push({ class: name, days, over: Math.min(over, PREVIEW_MAX), held })
  }
  return lines
}

const START = { at: Number.MIN_SAFE_INTEGER, id: 0 }

/** Those that nothing open holds. */
async function freeOf(db: Handle, rows: readonly Row[]): Promise<readonly Row[]> {
  const held = await findHeld(db, rows.flatMap((row) => row.orderRowId ?? []), rows.flatMap((row) => row.subscriberId ?? []))
  return rows.filter((row) => !(row.orderRowId !== null && held.orders.has(row.orderRowId)) && !(row.subscriberId !== null && held.subscribers.has(row.subscriberId)))
}

/**
 * Erases what is older than the settings keep, in short transactions, each with its tombstones and on record; what something open needs is kept until that
 * is over (S75). Stops between two when told to, and goes on from there the next time. Answers with the report, which is kept.
 */
export async function runRetention(context: UseCaseContext, isStopping: () => boolean = () => false): Promise<{ readonly report: readonly RetentionLine[]; readonly isComplete: boolean }> {
  const { store, keys, now } = context
  const { settings } = await getPrivacySettings(store.read)
  const cause: Cause = { cause: 'retention', actionId: null, at: now }
  const lines: RetentionLine[] = []
  let isComplete = true
  for (const name of RETENTION_CLASSES) {
    const days = settings.retentionDays[name]
    const cutoff = now - days * DAY_MS
    let over = 0
    let held = 0
    for (const what of ERASABLE.filter((one) => one.class === name)) {
      const done = await runClass(context, what, cutoff, cause, isStopping)
      over += done.erased
      held += done.held
      isComplete &&= done.isComplete
    }
    if (name === 'version') {
      for (;;) {
        const versions = await listOldVersions(store.read, cutoff, BATCH)
        if (versions.length === 0 || isStopping()) break
        over += await store.write((tx) => eraseVersions(tx, keys, versions, cause))
      }
    }
    if (name === 'evidence') {
      for (let afterId = 0; !isStopping(); ) {
        const actions = await listOldActions(store.read, cutoff, afterId, BATCH)
        if (actions.length === 0) break
        afterId = actions.at(-1) ?? afterId
        over += await store.write(async (tx) => (await eraseEvidence(tx, keys, actions, cause)) + (await eraseActionSecrets(tx, keys, actions, cause)))
      }
    }
    lines.push({ class: name, days, over, held })
  }
  isComplete &&= !isStopping()
  const erased = lines.filter((line) => line.over > 0)
  await store.write(async (tx) => {
    const id = await addRetentionRun(tx, now, now, JSON.stringify(lines))
    if (erased.length > 0) await appendAuditEvent(tx, keys, auditEntry(context, { action: 'personal_data.erased', object: `retention:${id}`, after: { cause: 'retention', ...Object.fromEntries(erased.map((line) => [line.class, line.over])) } }))
  })
  return { report: lines, isComplete }
}

/** One kind of rows, oldest first. What is held is looked at again the next time; records that were old when they came are found by their ids. */
async function runClass(
  { store, keys, now }: UseCaseContext, what: ErasableColumns, cutoff: Instant, cause: Cause, isStopping: () => boolean,
): Promise<{ readonly erased: number; readonly held: number; readonly isComplete: boolean }> {
  const name = `${what.class}.${what.kind}`
  const state = await getRetentionState(store.read, name)
  const late = await findLateRows(store.read, what, state?.seenId ?? 0)
  let after = { at: Math.min(state?.doneUntil ?? Number.MIN_SAFE_INTEGER, late.earliest ?? Number.MAX_SAFE_INTEGER) - 1, id: 0 }
  let firstHeld: Instant | null = null
  let erased = 0
  let held = 0
  for (;;) {
    const rows = await listOver(store.read, what, cutoff, after, BATCH)
    const last = rows.at(-1)
    if (!last) break
    erased += await store.write(async (tx) => {
      // Asked again inside the transaction: a case may have been opened meanwhile.
      const free = await freeOf(tx, rows)
      return eraseRows(tx, keys, what, free.map(({ id }) => id), cause)
    })
    const free = new Set((await freeOf(store.read, rows)).map(({ id }) => id))
    const kept = rows.filter(({ id }) => !free.has(id))
    held += kept.length
    firstHeld ??= kept[0]?.at ?? null
    after = last
    if (isStopping()) return { erased, held, isComplete: false }
    if (rows.length < BATCH) break
  }
  await store.write((tx) => setRetentionState(tx, name, { doneUntil: firstHeld ?? cutoff, seenId: late.newestId }, now))
  return { erased, held, isComplete: true }
}

export interface RetentionRunView {
  readonly id: number
  readonly at: Instant
  readonly lines: readonly RetentionLine[]
}

/** The last runs, newest first. */
export async function listRetention({ store }: Pick<UseCaseContext, 'store'>): Promise<{ readonly runs: readonly RetentionRunView[]; readonly isBusy: boolean }> {
  const [runs, job] = await Promise.all([listRetentionRuns(store.read, SHOWN_RUNS), findOpenJob(store.read, RETENTION_JOB)])
  return { runs: runs.map((run) => ({ id: run.id, at: run.startedAt, lines: JSON.parse(run.report) as readonly RetentionLine[] })), isBusy: job !== null }
}

/** Has the worker run it, unless one waits or the last was less than a day ago. True when one was added. */
export async function keepRetention({ store, now }: Pick<UseCaseContext, 'store' | 'now'>): Promise<boolean> {
  const [last] = await listRetentionRuns(store.read, 1)
  if (last && now - last.startedAt < EVERY_MS) return false
  return store.write(async (tx) => {
    if (await findOpenJob(tx, RETENTION_JOB)) return false
    await addJob(tx, { type: RETENTION_JOB, payload: {} as Json, createdAt: now })
    return true
  })
}
