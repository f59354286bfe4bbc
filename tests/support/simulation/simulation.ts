import { expect } from 'vitest'
import { STAFF_ACTIONS, staffActionOf } from '../../../app/domain/actions/index.ts'
import { carryOutRefunds, reconcileRefunds } from '../../../app/usecases/money/carry-out-refunds.server.ts'
import { expireProposals } from '../../../app/usecases/approvals/expire-proposals.server.ts'
import { keepCases } from '../../../app/usecases/cases/keep-cases.server.ts'
import { keepConsents } from '../../../app/usecases/money/keep-consents.server.ts'
import { keepLetters } from '../../../app/usecases/cases/keep-letters.server.ts'
import { keepProfileChanges } from '../../../app/usecases/subscribers/keep-profile-changes.server.ts'
import { unmergePersons } from '../../../app/usecases/subscribers/merge-persons.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { releaseRefundBatch } from '../../../app/usecases/money/release-refund-batch.server.ts'
import { stageEvidence } from '../../../app/usecases/disputes/stage-evidence.server.ts'
import { exportAuditHead } from '../../../app/usecases/audit/verify-audit.server.ts'
import { verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import type { AuditHead } from '../../../db/queries/audit.ts'
import type { Store } from '../../../db/client.ts'
import { testKeys } from '../database.ts'
import { actOnSomeCase, answerMany, askForMany, CASE_COMMAND_NAMES, mergeSomeCases, reviewSome } from './case-operations.ts'
import { BEGINNINGS, wordsFor } from './commands.ts'
import { dyingStore, type Fault, untilKilled } from './faults.ts'
import { type Asked, World } from './world.ts'

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 12, ...Buffer.from('Exif GPS39'), 0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9])
const KILLED_SHARE = 0.12

/** What every day has to have seen: each command of each kind of action and of cases, and what stands beside them. */
export const COMMANDS: readonly string[] = [
  ...STAFF_ACTIONS.flatMap(({ kind, commandTypes }) => commandTypes.map((type) => `${kind}.${type}`)), ...CASE_COMMAND_NAMES,
  'bulk.request', 'bulk.approve', 'bulk.reject', 'bulk.withdraw', 'second_review.give', 'person.unmerge', 'evidence.stage',
]

/** Events of the program's own commands, which nobody else can give. */
const OF_THE_PROGRAM: Readonly<Record<string, readonly string[]>> = {
  begin: ['sent'], answer: ['succeeded', 'failed', 'went_unknown'], reconcile: ['reconciled'], expire: ['expired', 'undo_expired', 'win_expired', 'settled', 'lapsed'], take_effect: ['took_effect'],
  take_reply: ['agreed', 'refused', 'reply_unclear', 'frozen_by_owner', 'verified'], lapse: ['lapsed'], move: ['moved'],
}

type Operation = readonly [weight: number, run: (world: World) => Promise<unknown>]

const OPERATIONS: readonly Operation[] = [
  [22, begin],
  [70, goOn],
  [8, twoAtOnce],
  [4, oneKeyTwice],
  [3, async (world) => {
    const one = await world.someAction(null)
    const action = one && staffActionOf(one.kind)
    if (!one || !action) return
    // Whoever, whatever, whenever: each kind of action takes or refuses it, and nothing breaks.
    const type = world.random.pick(action.commandTypes) as string
    world.happened('a forged answer')
    const opening = action.knows(null, type) ? await BEGINNINGS[one.kind]?.(world, type) : null
    await world.perform({ kind: one.kind, actionId: one.id, command: { ...(await wordsFor(world, one, type)), ...opening?.words, type } }, world.anyone())
  }],
  [5, releaseBatch],
  [20, (world) => asProgram(world, (store) => carryOutRefunds(world.as(null, store), world.providers))],
  [3, (world) => world.provider.settle()],
  [5, lateAnswer],
  [4, (world) => asProgram(world, async (store) => {
    await world.statementArrives()
    await reconcileRefunds(world.as(null, store))
  })],
  [5, async (world) => {
    await world.messageArrives(world.someOrder().number, world.random.pick(['YES', 'YES', '同意', '不同意', '你是谁', 'yes but later']))
    await asProgram(world, (store) => keepConsents(world.as(null, store)))
  }],
  [4, customerWrites],
  [4, (world) => asProgram(world, (store) => keepProfileChanges({ store, keys: testKeys, now: world.now }))],
  [2, (world) => asProgram(world, (store) => expireProposals({ store, keys: testKeys, now: world.now }))],
  [2, (world) => asProgram(world, async (store) => {
    await keepCases({ store, now: world.now })
    await keepLetters({ store, keys: testKeys, now: world.now })
  })],
  [26, actOnSomeCase],
  [3, mergeSomeCases],
  [1, askForMany],
  [3, answerMany],
  [3, reviewSome],
  [3, mergeSomePersons],
  [2, async (world) => {
    const one = await world.someAction('dispute')
    if (one && (await stageEvidence(world.as(world.anyone()), one.id, 'slip.jpg', JPEG)).ok) world.accepted('evidence.stage')
  }],
  [5, (world) => world.salesArrive(world.random.int(1, 3))],
  [1, (world) => world.subscriberArrives()],
  [4, (world) => world.changeArrives()],
  [1, takeover],
  [1, (world) => world.someoneEnrols()],
  [1, (world) => world.screen(world.random.chance(0.02))],
  [10, async (world) => world.clockJumps()],
]
const TOTAL = OPERATIONS.reduce((sum, [weight]) => sum + weight, 0)

/** One seeded day of random operations with faults. */
export class Simulation {
  private readonly world: World
  private readonly store: Store
  private readonly anchors: AuditHead[] = []
  private constructor(world: World) {
    this.world = world
    this.store = world.store
  }
  static async begin(store: Store, seed: number, reached: Map<string, number>, faults: Map<Fault, number>): Promise<Simulation> {
    // What a power cut would leave is tested elsewhere; here nothing but the speed hangs on it.
    store.sqlite?.pragma('synchronous = off')
    const world = new World(store, seed, reached, faults)
    await world.begin()
    return new Simulation(world)
  }

  async step(): Promise<void> {
    let at = this.world.random.int(1, TOTAL)
    const [, run] = OPERATIONS.find(([weight]) => (at -= weight) <= 0) ?? OPERATIONS[0] ?? [0, async () => {}]
    await run(this.world)
  }

  /** Everything that `npm run verify` checks, and what the product does not know: what the provider really paid. */
  async check(told: string): Promise<void> {
    const { world, store } = this
    const reports = await verifyStore({ store, keys: testKeys }, this.anchors)
    expect(reports.flatMap(({ differences }) => differences), told).toEqual([])
    const head = await exportAuditHead({ store })
    if (head) this.anchors.splice(0, Math.max(0, this.anchors.length - 2), head)
    const refunds = await store.read.selectFrom('staff_actions').select(['id', 'reference', 'status', 'variant', 'order_row_id', 'amount_minor']).where('kind', '=', 'refund').where('reference', 'is not', null).execute()
    const paidOut = new Map<number, number>()
    for (const row of refunds) {
      const paid = world.provider.paid.get(row.reference ?? '')
      if (!paid) continue
      expect(['executing', 'unknown', 'succeeded', 'reconciled'], `${told}: refund ${row.id} is paid`).toContain(row.status)
      if (row.variant !== 'goodwill') paidOut.set(row.order_row_id ?? 0, (paidOut.get(row.order_row_id ?? 0) ?? 0) + paid.amountMinor)
    }
    for (const { rowId, paidInMinor } of world.orders) expect(paidOut.get(rowId) ?? 0, `${told}: order ${rowId}`).toBeLessThanOrEqual(paidInMinor)
    const own = await store.read.selectFrom('action_events as made').innerJoin('action_events as checked', 'checked.action_id', 'made.action_id').select('made.action_id')
      .where('made.type', 'in', ['submitted', 'saved', 'requested', 'asked', 'proposed']).where('checked.type', 'in', ['approved', 'released']).whereRef('made.staff_id', '=', 'checked.staff_id').execute()
    expect(own, `${told}: approved by their maker`).toEqual([])
    for (const { kind, type } of await this.programDid()) for (const [command, events] of Object.entries(OF_THE_PROGRAM)) if (events.includes(type) && staffActionOf(kind)?.rules[command]?.permission === 'system') world.accepted(`${kind}.${command}`)
  }

  private programDid() {
    return this.store.read
      .selectFrom('action_events').innerJoin('staff_actions', 'staff_actions.id', 'action_events.action_id').select(['kind', 'type']).distinct()
      .where('staff_id', 'is', null).execute()
  }
}

/** The program does what it has to, and now and then its process is killed at it. */
async function asProgram(world: World, work: (store: Store) => Promise<unknown>): Promise<void> {
  const store = world.random.chance(KILLED_SHARE) ? dyingStore(world.store, world.random, world.happened) : world.store
  await untilKilled(() => work(store))
}

/** Of what is asked for most, there is most. */
const OFTEN = ['refund', 'refund', 'refund', 'refund', 'refund', 'refund', 'profile_change', 'profile_change', 'wrong_number', 'wrong_number', 'forced_match', 'refund_batch', 'dispute', 'outside_return']
function someKind({ random }: World): string {
  return random.chance(0.7) ? random.pick(OFTEN) : random.pick(STAFF_ACTIONS).kind
}

async function beginning(world: World): Promise<Asked | null> {
  const { random } = world
  const action = staffActionOf(someKind(world))
  const opening = (action?.commandTypes ?? []).filter((type) => action?.knows(null, type)) as string[]
  if (!action || opening.length === 0) return null
  const type = opening.includes('submit') && random.chance(0.8) ? 'submit' : random.pick(opening)
  const begun = await BEGINNINGS[action.kind]?.(world, type)
  return begun ? { kind: action.kind, actionId: null, command: { ...begun.words, type }, ...(begun.subject ? { subject: begun.subject } : {}) } : null
}

async function begin(world: World): Promise<void> {
  const asked = await beginning(world)
  const action = asked && staffActionOf(asked.kind)
  if (asked && action) await world.perform(asked, world.someoneFor(action, asked.command.type, null))
}

/** Somebody goes on with what is there, mostly as its state allows. */
async function nextStep(world: World): Promise<{ readonly asked: Asked; readonly staffId: number } | null> {
  const { random } = world
  const one = (await world.someAction(someKind(world))) ?? (await world.someAction(null))
  const action = one && staffActionOf(one.kind)
  if (!one || !action) return null
  const known = (action.commandTypes as string[]).filter((type) => action.knows(one.status, type) && action.rules[type]?.permission !== 'system')
  // What is approved knows nothing but being stopped, and is mostly let go on.
  if (known.length === 0 || (known.every((type) => type === 'stop') && random.chance(0.85))) return null
  const type = random.pick(known.flatMap((one) => (action.rules[one]?.part === 'approve' ? [one, one, one, one, one] : one === 'retry' || one === 'agree' ? [one, one, one] : [one])))
  const isOld = random.chance(0.05)
  if (isOld) world.happened('an old version on screen')
  const asked = { kind: one.kind, actionId: one.id, command: { ...(await wordsFor(world, one, type)), type }, expectedVersion: isOld ? one.version - 1 : random.chance(0.5) ? one.version : null }
  return { asked, staffId: world.someoneFor(action, type, one.maker_id) }
}

async function goOn(world: World): Promise<void> {
  const next = await nextStep(world)
  if (next) await world.perform(next.asked, next.staffId)
}

/** Two people do the same at one moment, or two ask for the same money. */
async function twoAtOnce(world: World): Promise<void> {
  world.happened('two at once')
  if (world.random.chance(0.5)) {
    const next = await nextStep(world)
    if (next) await Promise.all([world.perform(next.asked, next.staffId), world.perform(next.asked, world.anyone())])
    return
  }
  const asked = await beginning(world)
  if (asked) await Promise.all([world.perform(asked, world.anyone()), world.perform(asked, world.anyone())])
}

/** A form that is sent twice is answered once (S4); with other content the key is refused. */
async function oneKeyTwice(world: World): Promise<void> {
  const asked = await beginning(world)
  if (!asked) return
  world.happened('one key twice')
  const keyed = { ...asked, key: `key-${world.seed}-${String(world.next()).padStart(12, '0')}` }
  const staffId = world.anyone()
  const [first, again] = [await world.perform(keyed, staffId), await world.perform(keyed, staffId)]
  if (first.ok) expect(again).toEqual(first)
  const other = await world.perform({ ...keyed, command: { ...keyed.command, reason: 'something else', note: 'something else' } }, staffId)
  if (first.ok) expect(other).toMatchObject({ ok: false, refusal: { code: 'key_reused' } })
}

async function releaseBatch(world: World): Promise<void> {
  const one = await world.someAction('refund_batch', true)
  if (!one) return
  const staffId = world.anyone()
  const done = await releaseRefundBatch(world.as(staffId), one.id, { shownHash: await world.shownHash(one.id), lookedAt: world.orders.map(({ rowId }) => rowId) }, null)
  if (done.ok) world.accepted('refund_batch.release')
}

/** An answer that was lost arrives after all, or one that was given arrives again. */
async function lateAnswer(world: World): Promise<void> {
  const { late } = world.provider
  if (late.length === 0) return
  const { refundNo, attempt, answer } = world.random.pick(late)
  const row = await world.store.read.selectFrom('staff_actions').select('id').where('reference', '=', refundNo).executeTakeFirst()
  if (!row) return
  world.happened(late.findLast((one) => one.refundNo === refundNo)?.attempt === attempt ? 'provider answers twice' : 'provider answers an old call')
  await performAction(world.as(null), { kind: 'refund', actionId: row.id, command: { type: 'answer', attempt, answer } })
}

/** The owner of a profile writes back the code they were sent: it proves the change, or stops it. */
async function customerWrites(world: World): Promise<void> {
  const one = await world.someAction('profile_change')
  if (!one) return
  const contact = await world.store.read.selectFrom('subscriber_numbers').select('number').where('subscriber_id', '=', one.subject_key.slice('subscriber:'.length)).executeTakeFirst()
  const code = await world.codeOf(one.id, world.random.chance(0.5) ? ['change_code'] : ['change_requested_old', 'change_requested_new', 'change_effective'])
  await world.messageArrives(contact?.number ?? '+8613920000001', code)
  await asProgram(world, (store) => keepProfileChanges({ store, keys: testKeys, now: world.now }))
}

/** What looks like a takeover is asked for and proved; a supervisor may take the risk, or nobody does. */
async function takeover(world: World): Promise<void> {
  const { random } = world
  const subscriberId = world.someSubscriber(3)
  await world.takeoverArrives(subscriberId)
  const kind = 'profile_change'
  const command = { type: 'request', field: 'email', newValue: `t${world.next()}@mail.example`, channel: 'service_counter', reason: 'asked at the counter' }
  const asked = await world.perform({ kind, actionId: null, command, subject: { subjectKey: `subscriber:${subscriberId}` } }, world.anyone())
  if (!asked.ok) return
  const { actionId } = asked.value
  await world.perform({ kind, actionId, command: { type: 'prove', proof: 'in_person', reason: 'came with a card' } }, world.anyone())
  if (random.chance(0.5)) await world.perform({ kind, actionId, command: { type: 'accept_risk', reason: 'the owner is known', shownHash: await world.shownHash(actionId) } }, world.anyone())
}

/** Two records become one by two people, or not; or two that were merged are taken apart again. */
async function mergeSomePersons(world: World): Promise<void> {
  const { random, store } = world
  const context = world.as(world.anyone())
  if (random.chance(0.7)) {
    const command = { type: 'propose', keptId: world.someSubscriber(), mergedId: world.someSubscriber(), areNamesChecked: true, reason: 'one person with two records' }
    const asked = await world.perform({ kind: 'person_merge', actionId: null, command }, world.anyone())
    // Some are answered by nobody, and run out.
    if (!asked.ok || random.chance(0.25)) return
    const { actionId } = asked.value
    const answer = { type: random.pick(['approve', 'approve', 'reject', 'withdraw']), reason: 'two persons after all', shownHash: await world.shownHash(actionId) }
    for (let tries = 0; tries < 4; tries++) if ((await world.perform({ kind: 'person_merge', actionId, command: answer }, world.anyone())).ok) return
    return
  }
  const merge = await store.read.selectFrom('person_merges').select('id').orderBy('id', 'desc').executeTakeFirst()
  if (merge && (await unmergePersons(context, merge.id)).ok) world.accepted('person.unmerge')
}
