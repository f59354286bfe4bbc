import { type ImportRun, listCasesOfImport } from '../../../db/queries/imports.ts'
import { type QueueRow, queueRow } from '../cases/list-queue.server.ts'
import type { UseCaseContext } from '../context.ts'

export interface ImportCases {
  /** The highest in rank. */
  readonly rows: readonly QueueRow[]
  /** How many there are; stops at one more than is counted. */
  readonly count: number
  readonly countCap: number
}

const SHOWN = 8
const COUNTED = 200

/** What an import brought into the queue: open cases about its orders, masked, highest rank first. */
export async function listImportCases(context: UseCaseContext, run: Pick<ImportRun, 'id' | 'startedAt'>): Promise<ImportCases> {
  const found = await listCasesOfImport(context.store.read, run, COUNTED + 1)
  return { rows: found.slice(0, SHOWN).map((row) => queueRow(row, new Map(), context)), count: found.length, countCap: COUNTED + 1 }
}
