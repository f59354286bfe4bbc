import { loadFacts } from '../../../db/queries/facts.ts'
import { addJob } from '../../../db/queries/jobs.ts'
import { findBackTest, finishBackTest, insertBackTest, listCurrentRules } from '../../../db/queries/rules.ts'
import { listScreenedAnchors } from '../../../db/queries/rule-anchors.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import { compileRuleSet } from '../../domain/rules/compile.ts'
import { factSchema } from '../../domain/rules/facts-schema.ts'
import { defineRule, type Rule } from '../../domain/rules/rule.ts'
import { SIGNAL_IDS, signalsOf } from '../../domain/signals/index.ts'
import { accept, refuse, type Json, type Result } from '../../domain/values/result.ts'
import { ruleHash } from '../actions/rule-change.server.ts'
import type { UseCaseContext } from '../context.ts'
import { openFactsSource } from '../screening/facts-source.server.ts'

export const BACK_TEST_JOB = 'back_test'
/** Records looked at, newest first. */
const LOOKED_AT_MAX = 20_000
const PAGE = 500
const SHOWN_MAX = 50

/** A record on which the rules before and after differ. */
export type BackTestHit = {
  readonly kind: RecordKind
  readonly rowId: number
  readonly id: string
}

/** What a proposed rule does on stored records, against the rule as it is. Kept as JSON, which a type is taken for and an interface is not. */
export type BackTestResult = {
  readonly looked: number
  /** More records exist than were looked at. */
  readonly isCut: boolean
  readonly before: number
  readonly after: number
  readonly gained: number
  readonly lost: number
  /** The first 50 of each. */
  readonly gainedRecords: readonly BackTestHit[]
  readonly lostRecords: readonly BackTestHit[]
}

/** Has the worker try a rule on stored records; answers with the number of the test. Refuses what {@link defineRule} refuses. */
export async function askForBackTest(context: UseCaseContext, rule: Rule): Promise<Result<number>> {
  const { store, now, actor } = context
  if (actor.staffId === null) return refuse('not_permitted')
  const defined = defineRule(rule, factSchema(SIGNAL_IDS))
  if (!defined.ok) return defined
  const staffId = actor.staffId
  return accept(await store.write(async (tx) => {
    const id = await insertBackTest(tx, rule, ruleHash(rule), staffId, now)
    await addJob(tx, { type: BACK_TEST_JOB, payload: { testId: id }, createdAt: now })
    return id
  }))
}

/** Runs a back-test to its end: facts of the newest 20,000 screened records the rule applies to, judged by both versions. Long: for the worker. */
export async function runBackTest(
  { store, keys, now }: Pick<UseCaseContext, 'store' | 'keys' | 'now'>, testId: number, tools: { readonly progress: (progress: Json) => void; readonly isStopping: () => boolean },
): Promise<'done' | 'again'> {
  const test = await findBackTest(store.read, testId)
  if (test?.state !== 'waiting') return 'done'
  const source = await openFactsSource(store, keys)
  const current = (await listCurrentRules(store.read, now)).find(({ id }) => id === test.ruleId)
  const live = (rule: Rule | undefined) => compileRuleSet(rule && rule.status !== 'draft' && rule.status !== 'retired' ? [{ ...rule, status: 'live' }] : [], SIGNAL_IDS)
  const [old, fresh] = [live(current), compileRuleSet([{ ...test.definition, status: 'live' }], SIGNAL_IDS)]
  const kinds = [...new Set([...test.definition.appliesTo, ...(current?.appliesTo ?? [])])]
  const result = { looked: 0, isCut: false, before: 0, after: 0, gained: 0, lost: 0, gainedRecords: [] as BackTestHit[], lostRecords: [] as BackTestHit[] }
  for (const kind of kinds) {
    for (let below: number | null = null; ; ) {
      const room = Math.min(PAGE, LOOKED_AT_MAX - result.looked)
      const rowIds: readonly number[] = await listScreenedAnchors(store.read, kind, below, Math.max(1, room))
      if (rowIds.length === 0) break
      if (room <= 0) {
        result.isCut = true
        break
      }
      for (const { rowId, facts } of await loadFacts(source, rowIds.map((id) => ({ kind, rowId: id })))) {
        const findings = signalsOf(facts)
        const held = old.holding(old.slotsOf(facts, findings), kind).length > 0
        const holds = fresh.holding(fresh.slotsOf(facts, findings), kind).length > 0
        if (held) result.before++
        if (holds) result.after++
        if (holds === held) continue
        const hit: BackTestHit = { kind, rowId, id: facts.anchor.id }
        if (holds && ++result.gained <= SHOWN_MAX) result.gainedRecords.push(hit)
        if (held && ++result.lost <= SHOWN_MAX) result.lostRecords.push(hit)
      }
      result.looked += rowIds.length
      below = rowIds.at(-1) ?? null
      tools.progress({ done: result.looked, total: LOOKED_AT_MAX })
      await new Promise((resolve) => setImmediate(resolve))
      if (tools.isStopping()) return 'again'
    }
  }
  await store.write((tx) => finishBackTest(tx, testId, 'done', result, now))
  return 'done'
}

/** Says of a test that it will not be done. */
export async function giveUpBackTest({ store, now }: Pick<UseCaseContext, 'store' | 'now'>, testId: number): Promise<void> {
  await store.write((tx) => finishBackTest(tx, testId, 'failed', null, now))
}
