import { countUnscreened } from '../../../db/queries/counts.ts'
import { findOpenJob } from '../../../db/queries/jobs.ts'
import type { UseCaseContext } from '../context.ts'

/** How far screening is behind the records that came in. */
export interface ScreeningState {
  /** Records that wait; stops at 1,001. */
  readonly waiting: number
  /** How far the pass under way is; null when none runs. */
  readonly progress: { readonly done: number; readonly total: number } | null
}

/** How many records wait for their first look, and how far the pass under way is. */
export async function getScreeningState({ store }: Pick<UseCaseContext, 'store'>): Promise<ScreeningState> {
  const [waiting, job] = await Promise.all([countUnscreened(store.read), findOpenJob(store.read, 'screen')])
  const told = job?.state === 'running' ? (job.progress as { done?: number; total?: number }) : null
  return { waiting, progress: told ? { done: told.done ?? 0, total: told.total ?? 0 } : null }
}
