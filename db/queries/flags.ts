import { type Insertable, sql } from 'kysely'
import type { Band } from '../../app/domain/cases/flag.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type StoreDialect, type Tx } from '../client.ts'
import type { FlagsTable } from '../schema.ts'
import { type CaseSubject, ensureCases } from './cases.ts'
import { isOneOf, rowsOf } from './sets.ts'

export type NewFlag = Insertable<FlagsTable>

/** Rows of one insert: 20 columns each, well below the limits of parameters. */
const CHUNK = 200

/** Adds flags. One that stands already for the same record and rule is an error of the caller, refused by the unique index. */
export async function addFlags(tx: Tx, flags: readonly NewFlag[]): Promise<void> {
  for (let from = 0; from < flags.length; from += CHUNK) await tx.insertInto('flags').values(flags.slice(from, from + CHUNK)).execute()
}

/** Takes flags back. The rows stay, with the time. */
export async function withdrawFlags(tx: Tx, dialect: StoreDialect, ids: readonly number[], at: Instant): Promise<void> {
  const known = ids.filter((id) => id > 0)
  if (known.length === 0) return
  await tx.updateTable('flags').set({ withdrawn_at: at }).where(isOneOf(dialect, 'id', known, 'bigint')).where('withdrawn_at', 'is', null).execute()
}

/** Flags of an order that stood in no case, being too weak to open one, join the case it has now. `settleCases` must follow. */
export async function adoptFlags(tx: Tx, orderRowId: number, caseId: number): Promise<void> {
  await tx.updateTable('flags').set({ case_id: caseId }).where('order_row_id', '=', orderRowId).where('case_id', 'is', null).where('withdrawn_at', 'is', null).execute()
}

/** Brings score, band and case of flags that still stand up to date with their anchor. */
export async function rateFlags(tx: Tx, flags: readonly { readonly id: number; readonly score: number; readonly band: Band; readonly caseId: number | null }[]): Promise<void> {
  for (const { id, score, band, caseId } of flags) await tx.updateTable('flags').set({ score, band, case_id: caseId }).where('id', '=', id).execute()
}

export interface DailyFlagShare {
  readonly day: string
  readonly family: string
  readonly ruleId: string
  readonly channel: string
  readonly band: string
  readonly flags: number
}

/** Moves the day summaries of flags, in the transaction that stores the flags. */
export async function moveDailyFlags(tx: Tx, shares: readonly DailyFlagShare[]): Promise<void> {
  const sums = new Map<string, DailyFlagShare>()
  for (const share of shares) {
    const name = [share.day, share.family, share.ruleId, share.channel, share.band].join('\u0000')
    const sum = sums.get(name)
    sums.set(name, sum ? { ...sum, flags: sum.flags + share.flags } : share)
  }
  const moved = [...sums.entries()].filter(([, sum]) => sum.flags !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  if (moved.length === 0) return
  const rows = rowsOf(dialectOf(tx), 'w', ['text', 'text', 'text', 'text', 'text', 'bigint'], moved.map(([, { day, family, ruleId, channel, band, flags }]) => [day, family, ruleId, channel, band, flags]))
  await sql`
    insert into daily_flags (day, family, rule_id, channel, band, flags) select w.c0, w.c1, w.c2, w.c3, w.c4, w.c5 from ${rows} where true
    on conflict (day, family, rule_id, channel, band) do update set flags = daily_flags.flags + excluded.flags`.execute(tx)
}

/** The rules whose flags stand on each of these cases. */
export async function rulesOfCases(db: Handle, caseIds: readonly number[]): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const rows = await db.selectFrom('flags').select(['case_id', 'rule_id']).distinct().where('case_id', 'in', [...caseIds]).where('withdrawn_at', 'is', null).execute()
  const found = new Map<number, Set<string>>()
  for (const { case_id: caseId, rule_id: ruleId } of rows) if (caseId !== null) found.set(caseId, (found.get(caseId) ?? new Set()).add(ruleId))
  return found
}

/** The cases of subjects, by subject key: those that exist, and new ones where asked. `settleCases` must follow in the same transaction. */
export async function casesOf(
  tx: Tx, dialect: StoreDialect, wanted: readonly { readonly subject: CaseSubject; readonly create: boolean }[], now: Instant,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  if (wanted.length === 0) return found
  const keys = [...new Set(wanted.map(({ subject }) => subject.subjectKey))]
  for (const row of await tx.selectFrom('cases').select(['id', 'subject_key']).where(isOneOf(dialect, 'subject_key', keys)).execute()) found.set(row.subject_key, row.id)
  const missing = new Map(wanted.flatMap(({ subject, create }) => (create && !found.has(subject.subjectKey) ? [[subject.subjectKey, subject] as const] : [])))
  for (const [subjectKey, id] of await ensureCases(tx, [...missing.values()], now)) found.set(subjectKey, id)
  return found
}
