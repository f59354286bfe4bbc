import type { OperatorSettings } from '../intake/operator-settings.ts'
import type {
  Channel, LedgerEntry, Message, Order, OrderStatus, PaymentMethod, ProfileChange, Receipt, RecordKind, RecordRef, Stored, Subscriber,
} from '../intake/record.ts'
import type { OwnLists } from '../lists/own-lists.ts'
import type { CreditClocks } from '../reconciliation/clocks.ts'
import type { Reconciliation } from '../reconciliation/reconciliation.ts'
import type { TextReading } from '../text/reading.ts'
import type { Json } from '../values/result.ts'
import type { Instant } from '../values/time.ts'
import type { Aspect } from './aspects.ts'

/** A piece of a record's free text: which record, which field, and UTF-16 offsets in the raw text. */
export interface Span {
  readonly record: RecordRef
  readonly field: TextField
  readonly start: number
  readonly end: number
}

export type TextField = 'remark' | 'referrer_url' | 'sms_text' | 'payer_name' | 'text' | 'new_value'

/** What one detector saw in one text. Places are offsets in the normal form. */
export interface TextHit {
  readonly strength: number
  readonly evidence: { readonly [key: string]: Json }
  readonly places: readonly (readonly [start: number, end: number])[]
}

/** Free text of the anchor or of a record joined to it, read once for all detectors. */
export interface TextFact {
  readonly record: RecordRef
  readonly field: TextField
  /** `in`/`out` for messages; null for remarks, referrers and receipt text. */
  readonly direction: 'in' | 'out' | null
  readonly reading: TextReading
  /** What it has to look at, as bits (`aspects.ts`). */
  readonly aspects: number
  /** Absent for a text that is not kept. */
  readonly known?: KnownText
}

/**
 * What is remembered of a text that stood in this field before: by list of detectors, those of the list that have anything to say of it. Detectors that
 * ask more than texts are always among them.
 */
type KnownText = Map<readonly Detector[], readonly Detector[]>

/** The few columns of a neighbouring order that group detectors need. */
export interface OrderGlance {
  readonly rowId: number
  readonly ref: RecordRef
  readonly at: Instant
  readonly channel: Channel
  readonly status: OrderStatus
  readonly targetNumber: string | null
  readonly payerAccount: string | null
  readonly subscriberId: string | null
  readonly deviceId: string | null
  readonly ip: string | null
  readonly agentId: string | null
  readonly terminalId: string | null
  readonly cardBinLast4: string | null
  readonly channelTradeNo: string | null
  readonly merchantOrderNo: string | null
  readonly voucherSerial: string | null
  readonly campaignId: string | null
  readonly speed: 'fast' | 'slow' | null
  readonly operatorTxnId: string | null
  readonly paymentMethod: PaymentMethod
  readonly remark: string | null
  readonly faceMinor: number
  readonly paidMinor: number
  readonly currency: string
}

/**
 * Orders that share one key with the anchor, by event time, before and after it, newest last.
 * `isCut` says that more than the cap exist: a hub such as a shop, whose counts are lower bounds.
 */
export interface Neighbours {
  readonly orders: readonly OrderGlance[]
  readonly isCut: boolean
}

/**
 * How often a rare token was seen in 30 days, and by how many payers or numbers: a link, handle, number or text template of the anchor's
 * own texts, or `contact:<hash>` for the new value of a contact change (parties are subscribers then).
 */
export interface TokenSightings {
  readonly token: string
  readonly records: number
  readonly parties: number
}

/** A key of this anchor that staff confirmed as fraud in another case: the hit list that grows by decisions (DOMAIN R-PAY-11). */
export interface ConfirmedLink {
  readonly key: 'payer' | 'device' | 'number'
  readonly value: string
  readonly cases: number
}

/**
 * Until which instant each feed is known to be complete, from the data itself and the settings.
 * "Missing" is decided against this, never against the wall clock, so that the same input gives the same flags.
 */
export interface Horizon {
  readonly orders: Instant | null
  readonly ledger: Instant | null
  readonly statements: Instant | null
  /** How long each channel may take to credit. */
  readonly credit: CreditClocks
}

/**
 * Everything that is known about one anchor: an order with what belongs to it, or a record that belongs to no order.
 * Loaded once, in bounded windows, for all detectors (`db/queries/facts.ts`). No detector queries anything.
 */
export interface Facts {
  readonly anchor: RecordRef
  readonly order: Stored<Order> | null
  /** The anchor itself when it is not an order; the order's own joined records stand below. */
  readonly message: Stored<Message> | null
  readonly receipt: Stored<Receipt> | null
  readonly ledgerEntry: Stored<LedgerEntry> | null
  readonly change: Stored<ProfileChange> | null
  /** Owner of the target number, or of the anchor; without name, mail and address, which no detector needs. */
  readonly subscriber: Stored<Subscriber> | null
  /** Who was signed in for the order; null when nobody was, or nobody we know. */
  readonly customer: Stored<Subscriber> | null
  readonly receipts: readonly Stored<Receipt>[]
  readonly ledger: readonly Stored<LedgerEntry>[]
  readonly messages: readonly Stored<Message>[]
  /** Profile changes of the subscriber (target owner, signed-in customer) in the 30 days around the anchor, oldest first. */
  readonly changes: readonly Stored<ProfileChange>[]
  /** Ledger rows of the target number in the 3 days around the anchor, oldest first, at most 200. */
  readonly numberLedger: readonly Stored<LedgerEntry>[]
  /** Receipts elsewhere that share the trade number or the file hash with a receipt or the order of this anchor. */
  readonly sharedReceipts: readonly Stored<Receipt>[]
  readonly texts: readonly TextFact[]
  readonly reconciliation: Reconciliation | null
  /** Neighbours within 30 days before and 3 days after the anchor. */
  readonly samePayer: Neighbours
  readonly sameDevice: Neighbours
  readonly sameIp: Neighbours
  readonly sameTarget: Neighbours
  readonly sameAgent: Neighbours
  readonly sameSubscriber: Neighbours
  /** Orders that name the same voucher serial: its sale and its redemptions. */
  readonly sameVoucher: Neighbours
  /** Orders that carry the same trade number or merchant order number. */
  readonly sameTrade: Neighbours
  readonly confirmed: readonly ConfirmedLink[]
  readonly tokens: readonly TokenSightings[]
  readonly settings: OperatorSettings
  /** The lists of staff as they held when the anchor happened. */
  readonly lists: OwnLists
  readonly horizon: Horizon
}

/** What a detector saw. `strength` is 0 to 1; `evidence` is data for the message `signal.<id>`; no sentences. */
export interface Signal {
  readonly id: string
  readonly strength: number
  readonly evidence: { readonly [key: string]: Json }
  readonly spans: readonly Span[]
  /** Records that together make the signal, the telling ones first. A flag is raised on the anchor and on these of `flagged`. */
  readonly joined: readonly RecordRef[]
  /** Records besides the anchor that deserve the flag themselves (the borrowed receipt, the ledger row credited elsewhere). */
  readonly flagged: readonly RecordRef[]
}

/** A detector could not judge: the reason is a code, e.g. `statement_not_loaded`. Neither a hit nor a pass (DOMAIN 2.9). */
export interface NotAssessed {
  readonly id: string
  readonly notAssessed: string
}

export type Finding = Signal | NotAssessed

/** One file, one detector: what it looks at, what it says, and samples that must and must not fire. */
export interface Detector {
  /** `family/name`, equal to folder and file name. */
  readonly id: string
  readonly appliesTo: readonly RecordKind[]
  /** Says nothing of an anchor that has none of these. Absent: asked of every anchor. */
  readonly looksAt?: readonly Aspect[]
  /** Nothing seen is an empty list. Pure: the same facts give the same findings. */
  readonly detect: (facts: Facts) => readonly Finding[]
  /** Asks nothing but the text, its field and its direction (`message/text-hits.ts`): what it said of a text once holds whenever the text recurs. */
  readonly asksTextsAlone?: true
  readonly examples: {
    readonly fires: readonly DetectorExample[]
    readonly silent: readonly DetectorExample[]
  }
}

/** `facts` holds only what matters; `factsOf` in `signals/facts-builder.ts` fills the rest with emptiness. */
export interface DetectorExample {
  readonly name: string
  readonly facts: FactsSketch
}

/** Parts of facts, written by hand: records and neighbours need only the fields that matter. */
export type FactsSketch =
  & Partial<Omit<Facts, keyof SketchedRecords | SketchedNeighbours | 'settings' | 'horizon'>>
  & SketchedRecords
  & { readonly [Key in SketchedNeighbours]?: readonly Partial<OrderGlance>[] }
  & { readonly settings?: Partial<OperatorSettings>; readonly horizon?: Partial<Horizon> }

type SketchedNeighbours = 'samePayer' | 'sameDevice' | 'sameIp' | 'sameTarget' | 'sameAgent' | 'sameSubscriber' | 'sameVoucher' | 'sameTrade'

interface SketchedRecords {
  readonly order?: Partial<Order>
  readonly message?: Partial<Message>
  readonly receipt?: Partial<Receipt>
  readonly ledgerEntry?: Partial<LedgerEntry>
  readonly change?: Partial<ProfileChange>
  readonly subscriber?: Partial<Subscriber>
  readonly customer?: Partial<Subscriber>
  readonly receipts?: readonly Partial<Receipt>[]
  readonly ledger?: readonly Partial<LedgerEntry>[]
  readonly messages?: readonly Partial<Message>[]
  readonly changes?: readonly Partial<ProfileChange>[]
  readonly numberLedger?: readonly Partial<LedgerEntry>[]
  readonly sharedReceipts?: readonly Partial<Receipt>[]
}
