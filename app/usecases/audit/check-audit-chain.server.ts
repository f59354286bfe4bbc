import path from 'node:path'
import { ANCHOR_FILE, readAnchors } from '../../../db/anchor.ts'
import type { AuditFault } from '../../../db/queries/audit.ts'
import { CHAIN_MARK } from '../../../db/queries/audit-trail.ts'
import { addJob, findOpenJob } from '../../../db/queries/jobs.ts'
import { getMark, setMark } from '../../../db/queries/screening.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { verifyAudit } from './verify-audit.server.ts'

/** What the last walk over the chain found; `fault` is null when it is whole, else `events` is how long it was when it was longest. */
export interface ChainState {
  readonly at: Instant
  readonly events: number
  readonly fault: AuditFault | null
}

export const CHECK_CHAIN_JOB = 'check_audit_chain'
/** So often the program walks the chain by itself. */
const CHECK_EVERY_MS = DAY_MS

/** The last result, null while there is none, and whether a walk is asked for or under way. */
export async function getChainState({ store }: Pick<UseCaseContext, 'store'>): Promise<{ readonly last: ChainState | null; readonly isBusy: boolean }> {
  const [text, job] = await Promise.all([getMark(store.read, CHAIN_MARK), findOpenJob(store.read, CHECK_CHAIN_JOB)])
  return { last: text === null ? null : (JSON.parse(text) as ChainState), isBusy: job !== null }
}

/** Has the worker walk the chain; a walk that waits or runs is enough. True when one was added. */
export async function askForChainCheck({ store, now }: Pick<UseCaseContext, 'store' | 'now'>): Promise<boolean> {
  return store.write(async (tx) => {
    if (await findOpenJob(tx, CHECK_CHAIN_JOB)) return false
    await addJob(tx, { type: CHECK_CHAIN_JOB, payload: {}, createdAt: now })
    return true
  })
}

/** {@link askForChainCheck} when the last walk is a day old or there was none. */
export async function keepChainChecked(context: Pick<UseCaseContext, 'store' | 'now'>): Promise<boolean> {
  const { last, isBusy } = await getChainState(context)
  if (isBusy || (last !== null && context.now - last.at < CHECK_EVERY_MS)) return false
  return askForChainCheck(context)
}

/** Walks the chain and the heads kept beside the database, and keeps what was found (S52). Long: for the worker. */
export async function checkChain(context: Pick<UseCaseContext, 'store' | 'keys' | 'now'>, varDir: string): Promise<ChainState> {
  const { events, fault } = await verifyAudit(context.store.read, context.keys, readAnchors(path.join(varDir, ANCHOR_FILE)))
  // How long the chain once was is not forgotten because it was found shorter.
  const state: ChainState = { at: context.now, events: Math.max(events, fault ? ((await getChainState(context)).last?.events ?? 0) : 0), fault }
  await context.store.write((tx) => setMark(tx, CHAIN_MARK, JSON.stringify(state), context.now))
  return state
}
