import { addJob, findOpenJob } from '../../../db/queries/jobs.ts'
import { getMark, setMark } from '../../../db/queries/screening.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'

/** Something that the worker checks by itself once a day, and when asked: the kind of its job, and the key under which it keeps what it found. */
export interface DailyCheck {
  readonly job: string
  readonly mark: string
}

/** What the last check found and when. */
interface Found {
  readonly at: Instant
}

export interface CheckState<F extends Found> {
  /** Null while there was no check. */
  readonly last: F | null
  /** Whether a check is asked for or under way. */
  readonly isBusy: boolean
}

const CHECK_EVERY_MS = DAY_MS

export async function getCheckState<F extends Found>({ store }: Pick<UseCaseContext, 'store'>, { job, mark }: DailyCheck): Promise<CheckState<F>> {
  const [text, open] = await Promise.all([getMark(store.read, mark), findOpenJob(store.read, job)])
  return { last: text === null ? null : (JSON.parse(text) as F), isBusy: open !== null }
}

/** Has the worker check; a check that waits or runs is enough. True when one was added. */
export async function askForCheck({ store, now }: Pick<UseCaseContext, 'store' | 'now'>, { job }: DailyCheck): Promise<boolean> {
  return store.write(async (tx) => {
    if (await findOpenJob(tx, job)) return false
    await addJob(tx, { type: job, payload: {}, createdAt: now })
    return true
  })
}

/** {@link askForCheck} when the last check is a day old or there was none. */
export async function keepChecked(context: Pick<UseCaseContext, 'store' | 'now'>, check: DailyCheck): Promise<boolean> {
  const { last, isBusy } = await getCheckState(context, check)
  if (isBusy || (last !== null && context.now - last.at < CHECK_EVERY_MS)) return false
  return askForCheck(context, check)
}

/** Keeps what a check found, in place of what the one before did. */
export async function keepFound({ store, now }: Pick<UseCaseContext, 'store' | 'now'>, { mark }: DailyCheck, found: Found): Promise<void> {
  await store.write((tx) => setMark(tx, mark, JSON.stringify(found), now))
}
