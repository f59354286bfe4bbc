import type { Road } from '../ledger/remedy.ts'
import type { Json } from '../values/result.ts'
import { STAFF_FLAGS, type Family, type Severity } from './flag.ts'
import type { Outcome } from './reasons.ts'

/** What the recommendation looks at: the flags that hold, and two facts about the order. */
export interface RecommendInput {
  readonly flags: readonly {
    readonly flag: string
    readonly family: Family
    readonly severity: Severity
    readonly weight: number
    readonly recordKind: string
    readonly data: { readonly [key: string]: Json }
  }[]
  /** `in` when a flagged text came from the customer, who may be the one that is being deceived. */
  readonly textFrom: 'in' | 'out' | null
}

/**
 * What to do, as a code of `recommend.<code>` with its data. `action` is the button that fits, null when looking is all that is advised;
 * `avoid` is what the playbook warns of, `avoid.<code>` (DOMAIN 2.7).
 */
export interface Recommendation {
  readonly code: PlaybookCode
  readonly action: Outcome | null
  readonly avoid: PlaybookCode | null
  readonly data: { readonly [key: string]: Json }
}

const PLAYBOOKS = [
  'takeover', 'scam_victim', 'fake_service', 'lookalike_site', 'slow_topup', 'stolen_card', 'receipt_reused', 'fake_receipt', 'voucher_abuse', 'agent_abuse',
  'double_dip', 'refund_doubtful', 'sms_command', 'lure', 'shared_payer', 'delivered_elsewhere', 'wrong_number', 'duplicate_payment', 'paid_not_delivered',
  'unreconciled', 'amount_differs', 'feed_fault', 'refund_failed', 'look_closer', 'flags_gone',
] as const
export type PlaybookCode = (typeof PLAYBOOKS)[number]

interface Playbook {
  readonly code: PlaybookCode
  readonly action: Outcome | null
  /** Flag ids, or a whole family with a slash at the end. */
  readonly on: readonly string[]
  /** Whether the playbook names something staff must not do. */
  readonly warns: boolean
}

/** From the gravest story to the mildest; the first that tells of a strong enough flag is recommended. */
const STORIES: readonly Playbook[] = [
  { code: 'refund_failed', action: null, warns: true, on: [STAFF_FLAGS.refund] },
  { code: 'takeover', action: 'hold', warns: true, on: ['profile/'] },
  { code: 'double_dip', action: 'escalate', warns: true, on: ['refund/exceeds-paid', 'refund/double-road'] },
  { code: 'scam_victim', action: 'ask_customer', warns: true, on: ['refund/send-back-pressure'] },
  { code: 'receipt_reused', action: 'hold', warns: true, on: ['receipt/reused', 'receipt/borrowed-number'] },
  { code: 'fake_receipt', action: 'hold', warns: true, on: ['receipt/fake', 'receipt/unpaid-status', 'receipt/trade-no-inconsistent', 'receipt/payee-not-merchant'] },
  { code: 'stolen_card', action: 'hold', warns: true, on: ['payment/card-testing', 'payment/card-sequence', 'payment/card-shared', 'payment/payer-on-list', 'payment/on-blocklist', 'payment/shared-device', 'payment/robot-rhythm'] },
  { code: 'slow_topup', action: 'hold', warns: true, on: ['payment/slow', 'payment/deep-discount', 'payment/fan-in', 'payment/burn-after-topup', 'message/reward-bait'] },
  { code: 'voucher_abuse', action: 'hold', warns: true, on: ['voucher/'] },
  { code: 'agent_abuse', action: 'escalate', warns: true, on: ['agent/'] },
  { code: 'lookalike_site', action: 'hold', warns: true, on: ['link/lookalike-domain', 'link/mixed-script-host', 'link/bare-ip-host', 'link/hidden-target', 'link/obfuscated', 'receipt/payment-without-order'] },
  { code: 'sms_command', action: 'hold', warns: false, on: ['sms/'] },
  { code: 'fake_service', action: 'hold', warns: true, on: ['message/impersonation', 'message/expiry-pressure', 'message/prize-claim', 'message/imitation-signature', 'message/private-service-number', 'message/code-shared'] },
  { code: 'lure', action: 'hold', warns: true, on: ['link/', 'message/'] },
  { code: 'shared_payer', action: 'ask_customer', warns: true, on: ['payment/fan-out', 'payment/velocity', 'payment/denomination-outlier'] },
  { code: 'refund_doubtful', action: 'ask_customer', warns: false, on: ['refund/'] },
  { code: 'delivered_elsewhere', action: 'escalate', warns: false, on: ['number/ledger-mismatch'] },
  { code: 'duplicate_payment', action: 'ask_customer', warns: true, on: ['payment/duplicate'] },
  { code: 'paid_not_delivered', action: 'ask_customer', warns: false, on: ['payment/paid-not-delivered'] },
  { code: 'unreconciled', action: 'ask_customer', warns: false, on: ['reconciliation/unmatched'] },
  { code: 'wrong_number', action: 'ask_customer', warns: true, on: ['number/'] },
  { code: 'amount_differs', action: 'ask_customer', warns: false, on: ['receipt/'] },
  { code: 'feed_fault', action: 'legitimate', warns: false, on: ['reconciliation/zone-fault'] },
]

/** Stories in which the person who wrote to us may be the one deceived: they are warned and helped, never held (PEERS S4). */
const VICTIM_STORIES: ReadonlySet<PlaybookCode> = new Set(['lure', 'lookalike_site', 'fake_service', 'stolen_card', 'slow_topup', 'shared_payer'])
/** A flag this much weaker than the strongest does not choose the story. */
const STORY_SHARE = 0.7

/** The story of a flag when it stands alone; null for a flag that no playbook knows. */
export function storyOf(flag: string): PlaybookCode | null {
  return STORIES.find((story) => tells(story, flag))?.code ?? null
}

/** The flag ids and families that stories name, for a test that they are all real. */
export const STORY_FLAGS: readonly string[] = STORIES.flatMap((story) => story.on)

function tells(story: Playbook, flag: string): boolean {
  return story.on.some((id) => (id.endsWith('/') ? flag.startsWith(id) : flag === id))
}

/** The recommended action for a case, in one sentence's worth of data. Flags advise, people decide. */
export function recommend(input: RecommendInput): Recommendation {
  const flags = [...input.flags].sort((a, b) => b.weight - a.weight)
  const strongest = flags[0]
  if (!strongest) return { code: 'flags_gone', action: null, avoid: null, data: {} }
  const telling = flags.filter((flag) => flag.weight >= strongest.weight * STORY_SHARE)
  for (const story of STORIES) {
    const flag = telling.find((one) => tells(story, one.flag))
    if (!flag) continue
    const data = { ...flag.data, flag: flag.flag, more: flags.length - 1 }
    const isVictim = input.textFrom === 'in' && flag.recordKind === 'message' && VICTIM_STORIES.has(story.code)
    if (isVictim) return { code: 'scam_victim', action: 'ask_customer', avoid: 'scam_victim', data }
    const action = story.action === 'hold' && strongest.severity !== 'S1' && strongest.weight < HOLD_WEIGHT ? 'ask_customer' : story.action
    return { code: story.code, action, avoid: story.warns ? story.code : null, data }
  }
  return { code: 'look_closer', action: null, avoid: null, data: { flag: strongest.flag, more: flags.length - 1 } }
}

/** What has gone out for an order already, or is about to: by which road, and what of the payment is left beyond it. Minor units. */
export interface Remedied {
  readonly road: Road
  readonly isDone: boolean
  readonly amountMinor: number
  readonly leftMinor: number
}

/** Stories of a fault or a slip: once the money is put right, nothing is left to find out (DOMAIN 4.4). */
const PUT_RIGHT_BY_MONEY: ReadonlySet<PlaybookCode> = new Set(['delivered_elsewhere', 'duplicate_payment', 'paid_not_delivered', 'unreconciled', 'wrong_number', 'amount_differs'])
/** Of these the price itself stays with us. */
const PRICE_STAYS: ReadonlySet<PlaybookCode> = new Set(['duplicate_payment', 'amount_differs'])
/** The account is still in danger when the money of one order is not. */
const STILL_HELD: ReadonlySet<PlaybookCode> = new Set(['takeover'])

/**
 * The recommendation once a remedy runs or is done: there is no money left to hold or to ask about. A fault or slip that was put right in full may pass;
 * where a fraud is suspected the person decides, and what the playbook warns of stays.
 */
export function afterRemedy(advice: Recommendation, remedied: Remedied | null): Recommendation {
  const { code, action } = advice
  if (remedied === null || STILL_HELD.has(code) || (action !== 'hold' && action !== 'ask_customer' && !PUT_RIGHT_BY_MONEY.has(code))) return advice
  if (remedied.leftMinor > 0 && !PRICE_STAYS.has(code)) return advice
  return { ...advice, action: remedied.isDone && PUT_RIGHT_BY_MONEY.has(code) ? 'legitimate' : null }
}

/** A flag below this weight, and below S1, is no ground to recommend a hold. */
const HOLD_WEIGHT = 0.6
