import { sql, type RawBuilder, type Selectable } from 'kysely'
import { BORNE_OUT } from '../../app/domain/cases/reasons.ts'
import type { Rule, RuleStatus } from '../../app/domain/rules/rule.ts'
import { rulesAt, type DatedRule } from '../../app/domain/rules/rule-book.ts'
import { STARTER_RULES } from '../../app/domain/rules/starter.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { BackTestsTable, RuleVersionsTable } from '../schema.ts'

/** Most versions read; rules change by hand. */
const VERSIONS_MAX = 10_000

export interface RuleVersion extends DatedRule {
  readonly reason: string
  readonly madeAt: Instant
  readonly actionId: number | null
}

/** Versions that staff made, of one rule or of all, oldest first. */
export async function listRuleVersions(db: Handle, ruleId: string | null = null): Promise<readonly RuleVersion[]> {
  const { rows } = await sql<Selectable<RuleVersionsTable>>`
    select * from rule_versions ${ruleId === null ? sql`` : sql`where rule_id = ${ruleId}`} order by rule_id, version limit ${sql.lit(VERSIONS_MAX)}`.execute(db)
  return rows.map(versionFromRow)
}

/** The rules that hold now: what screening judges by. */
export async function listCurrentRules(db: Handle, now: Instant): Promise<readonly Rule[]> {
  return rulesAt(STARTER_RULES, await listRuleVersions(db), now)
}

/** Rules as they were when they judged, by {@link ruleText}; a version that the program no longer brings is not among them. */
export async function listRulesJudgedBy(db: Handle, judged: readonly { readonly ruleId: string; readonly ruleVersion: number }[]): Promise<ReadonlyMap<string, Rule>> {
  const ids = [...new Set(judged.map(({ ruleId }) => ruleId))]
  const made = ids.length === 0 ? [] : await db.selectFrom('rule_versions').selectAll().where('rule_id', 'in', ids).limit(VERSIONS_MAX).execute()
  return new Map([...STARTER_RULES, ...made.map((row) => versionFromRow(row).rule)].map((rule) => [ruleText(rule.id, rule.version), rule]))
}

/** The name of one version, for maps. */
export function ruleText(ruleId: string, version: number): string {
  return `${ruleId} ${version}`
}

/** Adds a version. The same version twice is refused by the primary key. */
export async function insertRuleVersion(tx: Tx, rule: Rule, version: { readonly reason: string; readonly effectiveAt: Instant; readonly madeAt: Instant; readonly actionId: number | null }): Promise<void> {
  await tx.insertInto('rule_versions').values({
    rule_id: rule.id, version: rule.version, status: rule.status, definition: JSON.stringify(rule), reason: version.reason, effective_at: version.effectiveAt, made_at: version.madeAt, action_id: version.actionId,
  }).execute()
}

function versionFromRow(row: Selectable<RuleVersionsTable>): RuleVersion {
  const rule = { ...(JSON.parse(row.definition) as Rule), id: row.rule_id, version: row.version, status: row.status as RuleStatus }
  return { rule, effectiveAt: row.effective_at, reason: row.reason, madeAt: row.made_at, actionId: row.action_id }
}

export interface RuleRecord {
  readonly ruleId: string
  readonly confirmed: number
  readonly closed: number
}

/** `isBorneOut` for a row of `cases` and the flag of another table. */
export function borneOut(flags: string): RawBuilder<boolean> {
  const reasons = Object.entries(BORNE_OUT).map(([reason, of]) => sql`(cases.reason_code = ${sql.lit(reason)} and ${sql.ref(`${flags}.flag`)} in (${sql.join(of.map((flag) => sql.lit(flag)))}))`)
  return sql<boolean>`(cases.disposition = 'confirmed_fraud' or (cases.disposition = 'legitimate' and (${sql.join(reasons, sql` or `)})))`
}

/** Flags of one rule looked at for its record, newest first. */
const RECORD_MAX = 2_000

/** How the cases of each rule were closed, of flags on records since an instant; at most 2,000 flags a rule. Cases cleared by later records count as neither. */
export async function listRuleRecords(db: Handle, ruleIds: readonly string[], since: Instant): Promise<readonly RuleRecord[]> {
  return Promise.all(ruleIds.map(async (ruleId) => {
    const { rows } = await sql<{ confirmed: number | string; closed: number | string }>`
      select count(distinct case when ${borneOut('own')} then cases.id end) as confirmed, count(distinct cases.id) as closed
      from (select case_id, flag from flags where rule_id = ${ruleId} and at >= ${since} and case_id is not null order by at desc limit ${sql.lit(RECORD_MAX)}) as own
      join cases on cases.id = own.case_id
      where cases.disposition in ('confirmed_fraud', 'legitimate')`.execute(db)
    return { ruleId, confirmed: Number(rows[0]?.confirmed ?? 0), closed: Number(rows[0]?.closed ?? 0) }
  }))
}

export interface BackTest {
  readonly id: number
  readonly ruleId: string
  readonly definitionHash: string
  readonly definition: Rule
  readonly state: 'waiting' | 'done' | 'failed'
  readonly result: Json
  readonly askedAt: Instant
  readonly finishedAt: Instant | null
}

export async function insertBackTest(tx: Tx, rule: Rule, definitionHash: string, askedBy: number, askedAt: Instant): Promise<number> {
  const { id } = await tx.insertInto('back_tests').values({
    rule_id: rule.id, definition_hash: definitionHash, definition: JSON.stringify(rule), state: 'waiting', result: null, asked_by: askedBy, asked_at: askedAt, finished_at: null,
  }).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function findBackTest(db: Handle, id: number): Promise<BackTest | null> {
  const row = await db.selectFrom('back_tests').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? backTestFromRow(row) : null
}

/** Newest back-tests of a rule. */
export async function listBackTests(db: Handle, ruleId: string, limit: number): Promise<readonly BackTest[]> {
  return (await db.selectFrom('back_tests').selectAll().where('rule_id', '=', ruleId).orderBy('id', 'desc').limit(limit).execute()).map(backTestFromRow)
}

export async function finishBackTest(tx: Tx, id: number, state: 'done' | 'failed', result: Json, at: Instant): Promise<void> {
  await tx.updateTable('back_tests').set({ state, result: JSON.stringify(result), finished_at: at }).where('id', '=', id).execute()
}

function backTestFromRow(row: Selectable<BackTestsTable>): BackTest {
  return {
    id: row.id, ruleId: row.rule_id, definitionHash: row.definition_hash, definition: JSON.parse(row.definition) as Rule, state: row.state as BackTest['state'],
    result: row.result === null ? null : (JSON.parse(row.result) as Json), askedAt: row.asked_at, finishedAt: row.finished_at,
  }
}
