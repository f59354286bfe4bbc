import type { Json } from '../domain/values/result.ts'
import { CHAIN_CHECK, checkChain } from '../usecases/audit/check-audit-chain.server.ts'
import type { UseCaseContext } from '../usecases/context.ts'
import { checkMoney, MONEY_CHECK } from '../usecases/money/check-money.server.ts'
import { BACK_TEST_JOB, giveUpBackTest, runBackTest } from '../usecases/rules/test-rule.server.ts'
import { RETENTION_JOB, runRetention } from '../usecases/privacy/run-retention.server.ts'
import { failImport, type JobEnd, type JobTools, runImportJob, runPreviewJob } from '../usecases/intake/run-import.server.ts'
import { screenPending } from '../usecases/screening/screen-records.server.ts'
import { BOARD_JOB, workOutBoard } from '../usecases/reconciliation/work-out-board.server.ts'
import type { UploadPayload } from '../usecases/intake/stage-upload.server.ts'

/** A kind of long work. */
export interface JobType {
  readonly run: (payload: Json, tools: JobTools) => Promise<JobEnd>
  /** Said once, when the job is given up for good. */
  readonly giveUp: (payload: Json, context: UseCaseContext) => Promise<void>
}

const upload = (payload: Json) => payload as UploadPayload

/** Every kind of job the worker knows, by the name it is queued under. */
export const JOB_TYPES: ReadonlyMap<string, JobType> = new Map<string, JobType>([
  ['preview_import', {
    run: (payload, tools) => runPreviewJob(upload(payload), tools),
    giveUp: (payload, context) => failImport(context, upload(payload).importId, { code: 'job_failed' }),
  }],
  ['import', {
    run: (payload, tools) => runImportJob(upload(payload), tools),
    giveUp: (payload, context) => failImport(context, upload(payload).importId, { code: 'job_failed' }),
  }],
  ['screen', {
    run: async (payload, { context, progress, isStopping }) => {
      // After a change of rules or lists records are screened anew; a run that was stopped begins again.
      const { all, since } = (payload ?? {}) as { readonly all?: unknown; readonly since?: unknown }
      const isAll = all === true
      const report = await screenPending(context.store, context.keys, { now: context.now, all: isAll, since: isAll && typeof since === 'number' ? since : null, isStopping, onProgress: ({ step, done, total }) => progress({ step, done, total }) })
      return { state: report.isComplete ? 'done' : 'again' }
    },
    // What waits goes on waiting: the next import, or `npm run screen`, takes it up.
    giveUp: async () => {},
  }],
  [BACK_TEST_JOB, {
    run: async (payload, { context, progress, isStopping }) => ({ state: await runBackTest(context, (payload as { testId?: number }).testId ?? 0, { progress, isStopping }) }),
    giveUp: (payload, context) => giveUpBackTest(context, (payload as { testId?: number }).testId ?? 0),
  }],
  [BOARD_JOB, {
    run: async (payload, { context, progress, isStopping }) => {
      const day = (payload as { day?: string } | null)?.day ?? ''
      return { state: (await workOutBoard(context, day, { onProgress: (orders) => progress({ orders }), isStopping })) ? 'done' : 'again' }
    },
    // The page goes on showing the board as it was; who opens it asks again.
    giveUp: async () => {},
  }],
  [CHAIN_CHECK.job, {
    run: async (_payload, { context, varDir }) => {
      await checkChain(context, varDir)
      return { state: 'done' }
    },
    // The page goes on saying when it was last checked; the next day asks again.
    giveUp: async () => {},
  }],
  [MONEY_CHECK.job, {
    run: async (_payload, { context, isStopping }) => ({ state: (await checkMoney(context, isStopping)) === null ? 'again' : 'done' }),
    // As of the chain.
    giveUp: async () => {},
  }],
  [RETENTION_JOB, {
    run: async (_payload, { context, isStopping }) => ({ state: (await runRetention(context, isStopping)).isComplete ? 'done' : 'again' }),
    // The next day asks again.
    giveUp: async () => {},
  }],
])
