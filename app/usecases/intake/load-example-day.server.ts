import { findFirstImport } from '../../../db/queries/imports.ts'
import { addJob } from '../../../db/queries/jobs.ts'
import { takeLease } from '../../../db/queries/leases.ts'
import { exampleDay } from '../../domain/example/example-day.ts'
import { feedFiles } from '../../domain/example/feed-files.ts'
import { DEFAULT_LIMITS } from '../../domain/intake/limits.ts'
import { invariant } from '../../domain/values/result.ts'
import { DAY_MS, type Instant, zoneOffsetMin, MINUTE_MS, SECOND_MS } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { importFiles } from './import-files.server.ts'
import { mergeOperatorContext } from './merge-context.server.ts'
import { textPart } from './read-feed-file.server.ts'
import { screenPending, type ScreeningProgress } from '../screening/screen-records.server.ts'

export interface LoadedExample {
  readonly records: number
  readonly flags: number
}

const SEED = 20_261
/** So many that what is flagged stays below three in a hundred, the scenes of the stories among it. */
const ORDINARY_ORDERS = 4_200
const ZONE = 'Asia/Shanghai'
const CONTEXT_NAME = 'context.json'
const LEASE = 'example_day'
/** A start that shows no sign of life for so long was killed; another may go on. */
const LEASE_MS = 20 * SECOND_MS

/**
 * Fills a database that never took anything in with the day before `now`, invented, imported like any other day and screened (INTERFACE,
 * `npm start`). Null when the database is no longer new, `elsewhere` while another process is at it. A start that was killed half-way is completed by the
 * next.
 */
export async function loadExampleDay(
  context: UseCaseContext,
  { holder, ordinaryOrders = ORDINARY_ORDERS, onProgress }: { readonly holder: string; readonly ordinaryOrders?: number; readonly onProgress?: (progress: ScreeningProgress) => void },
): Promise<LoadedExample | 'elsewhere' | null> {
  const { store, keys } = context
  const begunAt = performance.now()
  const hold = () => {
    const now = context.now + Math.round(performance.now() - begunAt)
    return store.write((tx) => takeLease(tx, LEASE, holder, now, now + LEASE_MS))
  }
  const isOver = (first: Awaited<ReturnType<typeof findFirstImport>>): boolean => first !== null && (first.origin !== 'example' || first.state !== 'running')
  if (isOver(await findFirstImport(store.read))) return null
  if ((await hold()) === null) return 'elsewhere'
  // Whoever held it before may have ended just now.
  const begun = await findFirstImport(store.read)
  if (isOver(begun)) return null
  // The day is made from the moment of the first attempt, so that the same files are taken up again.
  const now = begun?.startedAt ?? context.now
  const files = feedFiles(exampleDay({ seed: SEED, from: startOfYesterday(now), ordinaryOrders }))
  const knowledge = files.find((file) => file.name === CONTEXT_NAME)
  if (knowledge) {
    const merged = await mergeOperatorContext(context, knowledge.text)
    invariant(merged.ok, 'the example context can be read')
  }
  const inputs = files.filter((file) => file !== knowledge).map((file) => ({ part: textPart(file.name, file.text), isNamed: true }))
  const report = await importFiles(context, inputs, { origin: 'example', limits: DEFAULT_LIMITS, importId: begun?.id })
  invariant(report.refused.length === 0 && report.files.every((file) => file.quarantined === 0), 'every example record can be read')
  // Should this process end before it has screened all, the worker of the next start does the rest.
  await store.write((tx) => addJob(tx, { type: 'screen', payload: {}, createdAt: context.now }))
  const screened = await screenPending(store, keys, { now: context.now, onProgress })
  return { records: report.files.reduce((sum, file) => sum + file.rows, 0), flags: screened.raised }
}

function startOfYesterday(now: Instant): Instant {
  const offset = zoneOffsetMin(now, ZONE) * MINUTE_MS
  return Math.floor((now + offset) / DAY_MS) * DAY_MS - offset - DAY_MS
}
