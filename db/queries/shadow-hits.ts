import { sql } from 'kysely'
import type { Day } from '../../app/domain/metrics/days.ts'
import { DAY_MS, type Instant, MINUTE_MS, zoneOffsetMin } from '../../app/domain/values/time.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import type { Handle, StoreDialect, Tx } from '../client.ts'
import type { AnchorKey } from './facts.ts'
import { isOneOf, rowsOf } from './sets.ts'

/** A rule in shadow that holds for an anchor. */
export interface ShadowHit extends AnchorKey {
  readonly ruleId: string
  readonly ruleVersion: number
  readonly recordId: string
  readonly at: Instant
}

/** Replaces what rules in shadow hold on, of these anchors. */
export async function keepShadowHits(tx: Tx, dialect: StoreDialect, anchors: readonly AnchorKey[], hits: readonly ShadowHit[]): Promise<void> {
  for (const kind of new Set(anchors.map((anchor) => anchor.kind))) {
    await tx.deleteFrom('shadow_hits').where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', anchors.filter((anchor) => anchor.kind === kind).map(({ rowId }) => rowId), 'bigint')).execute()
  }
  if (hits.length === 0) return
  await sql`
    insert into shadow_hits (kind, record_row_id, rule_id, rule_version, record_id, at)
    select w.c0, w.c1, w.c2, w.c3, w.c4, w.c5 from ${rowsOf(dialect, 'w', ['text', 'bigint', 'text', 'bigint', 'text', 'bigint'], hits.map((hit) => [hit.kind, hit.rowId, hit.ruleId, hit.ruleVersion, hit.recordId, hit.at]))} where true`.execute(tx)
}

export async function dropShadowHits(tx: Tx, ruleId: string): Promise<void> {
  await tx.deleteFrom('shadow_hits').where('rule_id', '=', ruleId).execute()
}

/** Newest hits that are looked at for counts and verdicts. */
export const SHADOW_LOOKED_AT_MAX = 2_000

export interface ShadowRecord {
  readonly kind: RecordKind
  readonly rowId: number
  readonly recordId: string
  readonly at: Instant
  /** What live rules say of the anchor now. */
  readonly band: string
  readonly caseId: number | null
  readonly disposition: string | null
  readonly reasonCode: string | null
}

/** Newest hits of a rule in shadow with what is known of their anchors otherwise: the band that live rules gave, and how their case was closed. */
export async function listShadowRecords(db: Handle, ruleId: string): Promise<readonly ShadowRecord[]> {
  const { rows } = await sql<{ kind: string; record_row_id: number; record_id: string; at: number; band: string | null; case_id: number | null; disposition: string | null; reason_code: string | null }>`
    select s.kind, s.record_row_id, s.record_id, s.at, o.band, c.id as case_id, c.disposition, c.reason_code
    from (select * from shadow_hits where rule_id = ${ruleId} order by at desc limit ${sql.lit(SHADOW_LOOKED_AT_MAX)}) s
    left join screenings o on o.kind = s.kind and o.record_row_id = s.record_row_id
    left join cases c on c.id = (select max(f.case_id) from flags f where f.kind = s.kind and f.record_row_id = s.record_row_id and f.withdrawn_at is null)
    order by s.at desc, s.record_row_id desc`.execute(db)
  return rows.map((row) => ({
    kind: row.kind as RecordKind, rowId: row.record_row_id, recordId: row.record_id, at: row.at, band: row.band ?? 'log', caseId: row.case_id, disposition: row.disposition, reasonCode: row.reason_code,
  }))
}

/** Hits of rules in shadow by rule and day of the record, from a day on. Days are counted with the offset that the zone has at `from`. */
export async function countShadowHits(db: Handle, from: Instant, zone: string): Promise<readonly { readonly ruleId: string; readonly day: Day; readonly hits: number }[]> {
  const shift = zoneOffsetMin(from, zone) * MINUTE_MS
  const day = sql<number>`(at + ${sql.lit(shift)}) / ${sql.lit(DAY_MS)}`
  const rows = await db.selectFrom('shadow_hits').select((eb) => ['rule_id', day.as('day'), eb.fn.countAll<number | string>().as('n')]).where('at', '>=', from).groupBy(['rule_id', sql.ref('day')]).execute()
  return rows.map((row) => ({ ruleId: row.rule_id, day: new Date(Number(row.day) * DAY_MS).toISOString().slice(0, 10) as Day, hits: Number(row.n) }))
}
