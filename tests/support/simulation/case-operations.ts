import { CASE_LETTERS } from '../../../app/domain/cases/letter.ts'
import { LINK_KINDS, type StaffCommand } from '../../../app/domain/cases/case.ts'
import { OUTCOMES, REASONS, SNOOZE_REASONS } from '../../../app/domain/cases/reasons.ts'
import { HOUR_MS } from '../../../app/domain/values/time.ts'
import { may } from '../../../app/auth/permissions.ts'
import { actOnCase } from '../../../app/usecases/cases/act-on-case.ts'
import { answerHandOver } from '../../../app/usecases/cases/answer-hand-over.server.ts'
import { assignCase } from '../../../app/usecases/cases/assign-case.server.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import { giveReview } from '../../../app/usecases/second-reviews/give-second-review.server.ts'
import { handOverCase } from '../../../app/usecases/cases/hand-over-case.server.ts'
import { linkCases } from '../../../app/usecases/cases/link-cases.server.ts'
import { mergeCases } from '../../../app/usecases/cases/merge-cases.server.ts'
import { requestBulkDecision } from '../../../app/usecases/approvals/request-bulk-decision.server.ts'
import { separateCase } from '../../../app/usecases/cases/separate-case.server.ts'
import { settleApproval } from '../../../app/usecases/approvals/settle-approval.server.ts'
import { undoDecision } from '../../../app/usecases/cases/undo-decision.server.ts'
import { unlinkCases } from '../../../app/usecases/cases/unlink-cases.server.ts'
import { writeLetter } from '../../../app/usecases/cases/write-letter.server.ts'
import type { Refusal } from '../../../app/domain/values/result.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { someCaseId } from './commands.ts'
import type { World } from './world.ts'

type Done = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

/** One command of a case as people give it; `version` is what was on screen. */
const CASE_COMMANDS: Readonly<Record<Exclude<StaffCommand['type'], 'merge_into' | 'absorb' | 'let_go'>, (world: World, context: UseCaseContext, caseId: number, version: number) => Promise<Done>>> = {
  claim: (_world, context, caseId) => actOnCase(context, caseId, { type: 'claim' }, null),
  release: (_world, context, caseId) => actOnCase(context, caseId, { type: 'release' }, null),
  assign: (world, context, caseId) => assignCase(context, caseId, world.anyone()),
  decide: (world, context, caseId, version) => {
    const outcome = world.random.pick(OUTCOMES)
    return actOnCase(context, caseId, { type: 'decide', outcome, reasonCode: world.random.pick(REASONS[outcome]), note: world.random.chance(0.5) ? 'looked at the statement' : null }, version)
  },
  undo: (_world, context, caseId) => undoDecision(context, caseId),
  add_note: (_world, context, caseId) => actOnCase(context, caseId, { type: 'add_note', text: 'call 13800005678 again' }, null),
  correct_note: async (world, context, caseId) => {
    const loaded = await findCase(world.store.read, caseId)
    return actOnCase(context, caseId, { type: 'correct_note', noteSeq: loaded?.state.notes.at(-1)?.seq ?? 1, text: 'called, nobody answered' }, null)
  },
  reopen: (_world, context, caseId, version) => actOnCase(context, caseId, { type: 'reopen', note: 'the customer called again' }, version),
  snooze: (world, context, caseId, version) => actOnCase(context, caseId, { type: 'snooze', until: world.now + HOUR_MS, reasonCode: world.random.pick(SNOOZE_REASONS), note: 'a note that is long enough' }, version),
  wake: (_world, context, caseId) => actOnCase(context, caseId, { type: 'wake' }, null),
  hand_over: (world, context, caseId, version) => handOverCase(context, caseId, { kind: 'person', staffId: world.anyone() }, 'please go on with it', version),
  accept_hand_over: (_world, context, caseId) => answerHandOver(context, caseId, { type: 'accept_hand_over' }),
  decline_hand_over: (_world, context, caseId) => answerHandOver(context, caseId, { type: 'decline_hand_over', note: 'no time today' }),
  withdraw_hand_over: (_world, context, caseId) => answerHandOver(context, caseId, { type: 'withdraw_hand_over' }),
  link: async (world, context, caseId) => linkCases(context, caseId, String((await someCaseId(world)) ?? 0), world.random.pick(LINK_KINDS)),
  unlink: async (world, context, caseId) => {
    const loaded = await findCase(world.store.read, caseId)
    return unlinkCases(context, caseId, loaded?.state.links.at(-1)?.caseId ?? 0)
  },
  separate: (_world, context, caseId) => separateCase(context, caseId),
  tick_step: (world, context, caseId) => actOnCase(context, caseId, { type: 'tick_step', playbook: 'look_closer', step: 'read_evidence', isDone: world.random.chance(0.7) }, null),
  write_letter: (world, context, caseId, version) => writeLetter(context, caseId, world.random.pick(CASE_LETTERS), version),
}

/** Every command of cases by the name under which its acceptance is counted; a merge is both its sides. */
export const CASE_COMMAND_NAMES: readonly string[] = [...Object.keys(CASE_COMMANDS), 'merge'].map((type) => `case.${type}`)

/** Somebody does something with a case: as it is handed to them, with one of the newest, or with those that another case is part of. */
export async function actOnSomeCase(world: World): Promise<void> {
  const { random, store } = world
  const caseId = await someCaseId(world)
  if (caseId === null) return
  const type = random.pick(Object.keys(CASE_COMMANDS) as (keyof typeof CASE_COMMANDS)[])
  const loaded = await findCase(store.read, caseId)
  if (!loaded) return
  const { state } = loaded
  const isOld = random.chance(0.1)
  if (isOld) world.happened('an old version on screen')
  // Whom it concerns does it mostly: who has it, whom it is handed to, who decided.
  const { handOver } = state
  const concerned = type === 'accept_hand_over' || type === 'decline_hand_over' ? (handOver?.to.kind === 'person' ? handOver.to.staffId : null) : type === 'undo' ? state.undo?.by : type === 'withdraw_hand_over' ? handOver?.by : state.assigneeId
  const staffId = concerned != null && random.chance(0.8) ? concerned : world.anyone()
  const done = await CASE_COMMANDS[type](world, world.as(staffId), caseId, state.version - (isOld ? 1 : 0))
  sawCase(world, staffId, type, done)
}

export async function mergeSomeCases(world: World): Promise<void> {
  const [wholeId, partId] = [await someCaseId(world), await someCaseId(world)]
  const part = partId === null ? null : await findCase(world.store.read, partId)
  if (wholeId === null || !part) return
  const staffId = world.anyone()
  sawCase(world, staffId, 'merge', await mergeCases(world.as(staffId), wholeId, [{ caseId: part.row.id, expectedVersion: part.state.version }]))
}

function sawCase(world: World, staffId: number, type: string, done: Done): void {
  if (!may(world.roleOf(staffId), 'case.decide')) {
    world.happened('someone who may not')
    if (done.ok) throw new Error(`${world.roleOf(staffId)} was let do case.${type}`)
  }
  if (done.ok) world.accepted(`case.${type}`)
}

/** A decision about more cases than one person may take alone, and the second person's word. */
export async function askForMany(world: World): Promise<void> {
  const { random, store } = world
  const open = await store.read.selectFrom('cases').select(['id', 'version']).where('is_open', '=', 1).where('state', 'in', ['new', 'in_review']).orderBy('id', 'desc').limit(60).execute()
  const outcome = random.pick(['hold', 'confirmed_fraud', 'legitimate'] as const)
  const staffId = world.anyone()
  const command = { type: 'decide', outcome, reasonCode: random.pick(REASONS[outcome].filter((code) => code !== 'other')), note: null } as const
  const items = open.slice(0, 25).map((row) => ({ caseId: row.id, expectedVersion: row.version }))
  const done = await requestBulkDecision(world.as(staffId), command, items, 'one campaign, all the same')
  if (done.ok) world.accepted('bulk.request')
}

export async function answerMany(world: World): Promise<void> {
  const { random, store } = world
  const waiting = await store.read.selectFrom('approvals').select(['id', 'payload', 'payload_hash', 'maker_id']).where('state', '=', 'waiting').orderBy('id', 'desc').limit(3).execute()
  if (waiting.length === 0) return
  const { id, payload, payload_hash: shownHash, maker_id: makerId } = random.pick(waiting)
  const type = random.pick(['approve', 'approve', 'reject', 'withdraw'] as const)
  const staffId = type === 'withdraw' && random.chance(0.7) ? makerId : world.anyone()
  const command = type === 'approve' ? { type, shownHash, lookedAt: (JSON.parse(payload) as { sample: readonly number[] }).sample } : type === 'reject' ? { type, reason: 'not all of them' } : { type }
  const done = await settleApproval(world.as(staffId), id, command)
  if (done.ok && type === 'approve' && staffId === makerId) throw new Error('a bulk decision was approved by who asked for it')
  if (done.ok) world.accepted(`bulk.${type}`)
}

/** A second opinion about a decision, where one was drawn. */
export async function reviewSome(world: World): Promise<void> {
  const row = await world.store.read.selectFrom('second_reviews').select(['id', 'version']).where('state', '=', 'waiting').orderBy('id', 'desc').executeTakeFirst()
  if (!row) return
  const outcome = world.random.pick(['legitimate', 'confirmed_fraud'] as const)
  const done = await giveReview(world.as(world.anyone()), row.id, { outcome, reasonCode: REASONS[outcome][0], note: '', expectedVersion: row.version })
  if (done.ok) world.accepted('second_review.give')
}
