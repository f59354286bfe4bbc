import { CHANGE_FIELDS, type ChangeField } from '../../../app/domain/actions/profile-change.ts'
import { DISPUTE_OUTCOMES } from '../../../app/domain/actions/dispute.ts'
import { DISPUTE_REASONS } from '../../../app/domain/actions/dispute-evidence.ts'
import { MATCH_REASONS } from '../../../app/domain/actions/forced-match.ts'
import { DEFAULT_POLICY, POLICY_NAMES } from '../../../app/domain/actions/policy.ts'
import { REFUND_REASONS, REFUND_ROADS } from '../../../app/domain/actions/refund.ts'
import { SCHEMES } from '../../../app/domain/actions/outside-return.ts'
import { wrongNumber, type WrongNumberState } from '../../../app/domain/actions/wrong-number.ts'
import { nextStatuses } from '../../../app/domain/rules/rule-book.ts'
import { passesLuhn } from '../../../app/domain/values/msisdn.ts'
import { DAY_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import type { ActionSubject } from '../../../db/queries/staff-actions.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { testKeys } from '../database.ts'
import type { ActionBrief, World } from './world.ts'

type Words = { readonly [key: string]: unknown }
type Beginning = { readonly words: Words; readonly subject?: Partial<ActionSubject> }

/** What every kind of action begins with. A kind without an entry is never begun, and the simulation says so. */
export const BEGINNINGS: Readonly<Record<string, (world: World, type: string) => Promise<Beginning | null>>> = {
  refund: async (world) => {
    const { random } = world
    const agreed = random.chance(0.3) ? await findAgreed(world) : null
    const content = refundContent(world)
    if (agreed) return { words: { content: { ...content, road: 'recredit', route: 'original', destination: agreed.intended } }, subject: { orderRowId: agreed.orderRowId, parentId: agreed.id } }
    return { words: { content }, subject: { orderRowId: world.someOrder().rowId } }
  },
  outside_return: async (world) => ({
    words: { road: world.random.pick(['chargeback', 'aggregator_refund']), amountMinor: world.random.int(1, 10_000), reference: `REF-${world.random.int(1, 2_000)}`, scheme: world.random.pick(SCHEMES), code: world.random.pick(['13.1', '4837', null]) },
    subject: { orderRowId: world.someOrder().rowId },
  }),
  wrong_number: async (world) => {
    const { rowId, number } = world.someOrder()
    return { words: { intended: world.random.chance(0.9) ? `${number.slice(0, -2)}${number.at(-1)}${number.at(-2) === number.at(-1) ? 9 : number.at(-2)}` : number, contact: null }, subject: { orderRowId: rowId } }
  },
  dispute: async (world) => {
    const { random } = world
    const about = random.chance(0.8) ? { orderRowId: world.someOrder().rowId } : { subjectKey: `subscriber:${world.someSubscriber()}` }
    const road = random.pick(['sms', 'email', 'letter', 'wechat'])
    return { words: { reason: random.pick(DISPUTE_REASONS), channel: random.pick(['web_portal', 'sms', null]), road, language: random.pick(['en', 'zh']), text: 'paid and nothing came to the phone', contact: random.pick([null, '+8613800005679', 'c@mail.example']) }, subject: about }
  },
  policy_change: async (world) => {
    const { random } = world
    const [name, value] = random.chance(0.8)
      ? random.pick([['regret_ms', 0], ['regret_ms', MINUTE_MS], ['goodwill_cap_minor', 15_000], ['goodwill_cap_minor', 20_000], ['agent_quiet_ms', DAY_MS], ['needs_consent', true], ['other_refund', { aloneMinor: 6_000, pairMinor: 40_000 }], ['unknown_wait_ms', MINUTE_MS]] as const)
      : (() => {
          const one = random.pick(POLICY_NAMES)
          return [one, DEFAULT_POLICY[one]] as const
        })()
    return { words: { name, value, effectiveFrom: world.now + random.pick([0, 0, MINUTE_MS, -MINUTE_MS]), reason: 'as the simulated admins want' } }
  },
  rule_change: async (world) => {
    const { random } = world
    const rule = random.pick(await listCurrentRules(world.store.read, world.now))
    const status = random.chance(0.3) ? random.pick([rule.status, ...nextStatuses(rule.status)]) : rule.status
    return { words: { rule: { ...rule, version: rule.version + (random.chance(0.9) ? 1 : 2), status, weight: random.pick([0.3, 0.5, 0.7, 0.9]) }, reason: 'it is too loud at night' } }
  },
  profile_change: async (world, type) => {
    const { random } = world
    // Few people, so that what is asked for meets what was changed shortly before.
    const subscriberId = world.someSubscriber(3)
    const subject = { subjectKey: `subscriber:${subscriberId}` }
    if (type === 'request') {
      const field = random.pick(CHANGE_FIELDS)
      return { words: { field, newValue: newValue(world, field), channel: 'service_counter', reason: 'asked at the counter' }, subject }
    }
    const brought = await world.store.read.selectFrom('profile_changes').select(['change_id', 'subscriber_id']).orderBy('id', 'desc').limit(8).execute()
    if (brought.length === 0) return null
    const one = random.pick(brought)
    return { words: { changeId: one.change_id, cause: random.pick(['owner_denies', 'mistake']), reason: 'the owner says so' }, subject: { subjectKey: `subscriber:${one.subscriber_id}` } }
  },
  factor_reset: async (world) => ({ words: { staffId: world.anyone(), reason: 'the telephone was lost' } }),
  person_merge: async (world) => ({ words: { keptId: world.someSubscriber(), mergedId: world.someSubscriber(), areNamesChecked: world.random.chance(0.5), reason: 'one person with two records' } }),
  erasure: async (world) => ({ words: { subscriberId: world.someSubscriber(), reason: 'asked for in writing' } }),
  legal_hold: async (world) => {
    const caseId = await someCaseId(world)
    return { words: { about: caseId !== null && world.random.chance(0.5) ? { caseId } : { subscriberId: world.someSubscriber() }, reference: `公(刑)字[2026]${world.random.int(1, 9)}号`.replaceAll(/[[\]]/g, ' '), reason: 'asked for by the police' } }
  },
  forced_match: async (world) => {
    const { rowId } = world.someOrder()
    const stray = await world.store.read.selectFrom('receipts').select('id').where('merchant_order_no', 'like', 'TYPO%').orderBy('id', 'desc').limit(6).execute()
    return { words: { content: { reasonCode: world.random.pick(MATCH_REASONS), note: 'the customer typed our number wrong', receiptRowId: stray.length > 0 && world.random.chance(0.5) ? world.random.pick(stray).id : null } }, subject: { orderRowId: rowId } }
  },
  refund_batch: async (world) => {
    const orders = world.orders.slice(-20).filter(() => world.random.chance(0.15))
    return { words: { items: orders.map(({ rowId }) => ({ orderRowId: rowId, amountMinor: world.random.int(1, 6_000), reasonCode: 'duplicate' })), reason: 'outage of the aggregator' } }
  },
}

/** What people fill in when they act on what is there. */
export async function wordsFor(world: World, action: ActionBrief, type: string): Promise<Words> {
  const { random } = world
  const isShown = random.chance(0.9)
  if (!isShown) world.happened('another content on screen')
  const common = {
    shownHash: isShown ? await world.shownHash(action.id) : 'other', reason: 'because of what was found', how: 'called back and said so', text: 'words that are long enough', lookedAt: world.orders.map(({ rowId }) => rowId),
  }
  switch (action.kind) {
    case 'refund': return { ...common, content: refundContent(world), attempt: 1, answer: { outcome: 'failed', code: 'forged' }, receiptId: 'forged', amountMinor: 1 }
    case 'dispute': return {
      ...common, needed: 'a receipt please', item: random.pick(['receipt', 'consent', 'police_report']), contact: random.pick(['+8613800005679', 'c@mail.example']), letter: 'we have looked into it', outcome: random.pick(DISPUTE_OUTCOMES), reference: 'POLICE-2026-1',
    }
    case 'profile_change': {
      const kinds = type === 'not_me' ? ['change_requested_old', 'change_requested_new', 'change_effective'] : ['change_code']
      return { ...common, proof: random.pick(['in_person', 'id_document', 'mandate']), code: random.chance(0.7) ? await world.codeOf(action.id, kinds) : '123456' }
    }
    case 'wrong_number': return { ...common, reply: 'yes', messageRowId: 1, messageId: 'forged' }
    default: return common
  }
}

function refundContent(world: World) {
  const { random } = world
  const road = random.chance(0.5) ? 'refund' : random.pick(REFUND_ROADS)
  const route = road === 'refund' && random.chance(0.2) ? 'other' : 'original'
  return {
    road, route, amountMinor: random.pick([1, 2_000, 5_000, 6_000, 10_000, random.int(1, 12_000)]), reasonCode: random.chance(0.5) ? ('duplicate' as const) : random.pick(REFUND_REASONS),
    note: random.chance(0.7) ? 'a note that is long enough' : null, exception: random.chance(0.4) ? 'a supervisor has seen the paper' : null, destination: route === 'other' || road === 'recredit' ? '+8613800005687' : null,
  }
}

async function findAgreed(world: World): Promise<{ readonly id: number; readonly orderRowId: number; readonly intended: string | null } | null> {
  const rows = await world.store.read.selectFrom('staff_actions').select(['id', 'order_row_id']).where('kind', '=', 'wrong_number').where('status', '=', 'agreed').orderBy('id', 'desc').limit(5).execute()
  if (rows.length === 0) return null
  const row = world.random.pick(rows)
  const loaded = await findAction<WrongNumberState>(world.store.read, testKeys, wrongNumber, row.id)
  return { id: row.id, orderRowId: row.order_row_id ?? 0, intended: loaded?.state.intended ?? null }
}

export async function someCaseId(world: World): Promise<number | null> {
  const rows = await world.store.read.selectFrom('cases').select('id').orderBy('id', 'desc').limit(12).execute()
  return rows.length === 0 ? null : world.random.pick(rows).id
}

function newValue({ random }: World, field: ChangeField): string {
  switch (field) {
    case 'contact_phone': return `137${random.digits(8)}`
    case 'email': return `n${random.digits(4)}@mail.example`
    case 'address': return `Long Street ${random.int(1, 99)}`
    case 'language': return random.pick(['en', 'zh'])
    case 'name': return random.pick(['秦军勇', '秦勇军', '李四'])
    case 'id_doc': return `ID${random.digits(8)}`
    case 'sim': {
      const body = `898600${random.digits(12)}`
      return Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).find(passesLuhn) ?? body
    }
    case 'pin': return 'reset'
    case 'contact_person': return random.pick(['王芳', '李四'])
    case 'refund_account': return `6222${random.digits(12)}`
    case 'lock': return random.pick(['on', 'off'])
  }
}
