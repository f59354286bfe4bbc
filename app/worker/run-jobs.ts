import type { Store } from '../../db/client.ts'
import { type Job, releaseJob, renewJob, takeJob } from '../../db/queries/jobs.ts'
import type { Keys } from '../../db/seal.ts'
import type { Json } from '../domain/values/result.ts'
import { MINUTE_MS, SECOND_MS } from '../domain/values/time.ts'
import type { UseCaseContext } from '../usecases/context.ts'
import { JOB_TYPES, type JobType } from './job-types.ts'

export interface JobSetting {
  readonly store: Store
  readonly keys: Keys
  readonly varDir: string
  readonly now: () => number
  readonly isStopping: () => boolean
  /** Told of every failure; the job goes on by itself. */
  readonly onFailure: (job: Job, error: unknown, isFinal: boolean) => void
  readonly types?: ReadonlyMap<string, JobType>
}

/** A job whose worker shows no sign of life for so long is taken by another. */
const LEASE_MS = MINUTE_MS
const RENEW_EVERY_MS = 15 * SECOND_MS
const PROGRESS_EVERY_MS = 500
const MOST_ATTEMPTS = 6

/**
 * Takes the next due job and runs it to its end: done, failed for good after several attempts, or given back because the process ends.
 * False when there was none. A job whose process was killed is taken up again here, by whoever comes first (S14).
 */
export async function runNextJob(setting: JobSetting): Promise<boolean> {
  const types = setting.types ?? JOB_TYPES
  const { store, now } = setting
  const job = await store.write((tx) => takeJob(tx, [...types.keys()], now(), now() + LEASE_MS))
  const type = job && types.get(job.type)
  if (!job || !type) return false
  if (job.attempts > MOST_ATTEMPTS) {
    await giveUp(setting, type, job, 'too_many_attempts')
    return true
  }
  const lease = keepLease(setting, job)
  try {
    const end = await type.run(job.payload, {
      context: contextOf(setting, job), varDir: setting.varDir, progress: lease.tell, isStopping: () => setting.isStopping() || lease.isLost(),
    })
    await lease.end()
    await store.write((tx) => releaseJob(tx, job, { state: end.state === 'done' ? 'done' : 'waiting', at: now(), runAfter: now() }))
  } catch (error) {
    await lease.end()
    const isFinal = job.attempts >= MOST_ATTEMPTS
    setting.onFailure(job, error, isFinal)
    if (isFinal) await giveUp(setting, type, job, 'job_failed')
    else await store.write((tx) => releaseJob(tx, job, { state: 'waiting', at: now(), runAfter: now() + pauseAfter(job.attempts), error: 'job_failed' }))
  }
  return true
}

async function giveUp(setting: JobSetting, type: JobType, job: Job, error: string): Promise<void> {
  await type.giveUp(job.payload, contextOf(setting, job))
  await setting.store.write((tx) => releaseJob(tx, job, { state: 'failed', at: setting.now(), error }))
}

function pauseAfter(attempts: number): number {
  return Math.min(2 ** attempts * SECOND_MS, 5 * MINUTE_MS)
}

/** The worker acts for whoever asked for the job; the audit names both. */
function contextOf({ store, keys, now }: JobSetting, job: Job): UseCaseContext {
  const staffId = (job.payload as { staffId?: number | null } | null)?.staffId ?? null
  return { store, keys, now: now(), actor: { staffId, role: null, label: staffId === null ? 'system' : `staff:${staffId}` }, ip: null, requestId: `job:${job.id}`, locale: 'en' }
}

interface Lease {
  readonly tell: (progress: Json) => void
  readonly isLost: () => boolean
  readonly end: () => Promise<void>
}

/** Renews the lease while the job runs, and writes its progress down now and then. */
function keepLease({ store, now }: JobSetting, job: Job): Lease {
  let latest: Json = null
  let isLost = false
  let renewedAt = performance.now()
  let writing: Promise<void> = Promise.resolve()
  const renew = () => {
    renewedAt = performance.now()
    const progress = latest
    latest = null
    writing = writing
      .then(() => store.write((tx) => renewJob(tx, job, now() + LEASE_MS, progress)))
      .then((isHeld) => {
        isLost ||= !isHeld
      })
      // The next renewal tries again; the lease is long enough for several.
      .catch(() => {})
  }
  const timer = setInterval(renew, RENEW_EVERY_MS)
  timer.unref()
  return {
    tell: (progress) => {
      latest = progress
      if (performance.now() - renewedAt >= PROGRESS_EVERY_MS) renew()
    },
    isLost: () => isLost,
    end: () => {
      clearInterval(timer)
      return writing
    },
  }
}
