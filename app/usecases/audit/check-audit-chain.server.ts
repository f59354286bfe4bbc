import path from 'node:path'
import { ANCHOR_FILE, readAnchors } from '../../../db/anchor.ts'
import type { AuditFault } from '../../../db/queries/audit.ts'
import { CHAIN_MARK } from '../../../db/queries/audit-trail.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { type DailyCheck, getCheckState, keepFound } from '../installation/daily-check.ts'
import { verifyAudit } from './verify-audit.server.ts'

/** What the last walk over the chain found; `fault` is null when it is whole, else `events` is how long it was when it was longest. */
export interface ChainState {
  readonly at: Instant
  readonly events: number
  readonly fault: AuditFault | null
}

export const CHAIN_CHECK: DailyCheck = { job: 'check_audit_chain', mark: CHAIN_MARK }

/** Walks the chain and the heads kept beside the database, and keeps what was found (S52). Long: for the worker. */
export async function checkChain(context: Pick<UseCaseContext, 'store' | 'keys' | 'now'>, varDir: string): Promise<ChainState> {
  const { events, fault } = await verifyAudit(context.store.read, context.keys, readAnchors(path.join(varDir, ANCHOR_FILE)))
  // How long the chain once was is not forgotten because it was found shorter.
  const state: ChainState = { at: context.now, events: Math.max(events, fault ? ((await getCheckState<ChainState>(context, CHAIN_CHECK)).last?.events ?? 0) : 0), fault }
  await keepFound(context, CHAIN_CHECK, state)
  return state
}
