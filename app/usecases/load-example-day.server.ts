import { findFirstImport } from '../../db/queries/imports.ts'
import { addJob } from '../../db/queries/jobs.ts'
import { exampleDay } from '../domain/example/example-day.ts'
import { feedFiles } from '../domain/example/feed-files.ts'
import { DEFAULT_LIMITS } from '../domain/intake/limits.ts'
import { invariant } from '../domain/values/result.ts'
import { DAY_MS, type Instant, zoneOffsetMin, MINUTE_MS } from '../domain/values/time.ts'
import type { UseCaseContext } from './context.ts'
import { importFiles } from './import-files.server.ts'
import { mergeOperatorContext } from './merge-context.server.ts'
import { textPart } from './read-feed-file.server.ts'
import { screenPending, type ScreeningProgress } from './screen-records.server.ts'

export interface LoadedExample {
  readonly records: number
  readonly flags: number
}

const SEED = 20_261
const ORDINARY_ORDERS = 900
const ZONE = 'Asia/Shanghai'
const CONTEXT_NAME = 'context.json'

/**
 * Fills a database that never took anything in with the day before `now`, invented, imported like any other day and screened (INTERFACE,
 * `npm start`). Null when the database is no longer new. A start that was killed half-way is completed by the next.
 */
export async function loadExampleDay(context: UseCaseContext, onProgress?: (progress: ScreeningProgress) => void): Promise<LoadedExample | null> {
  const { store, keys } = context
  const begun = await findFirstImport(store.read)
  if (begun && (begun.origin !== 'example' || begun.state !== 'running')) return null
  // The day is made from the moment of the first attempt, so that the same files are taken up again.
  const now = begun?.startedAt ?? context.now
  const files = feedFiles(exampleDay({ seed: SEED, from: startOfYesterday(now), ordinaryOrders: ORDINARY_ORDERS }))
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
