import type { Handle, Store, Tx } from '../../../db/client.ts'
import { groupBy } from '../../../db/group-by.ts'
import { decisionOf, type OrderDecision } from '../../../db/queries/decisions.ts'
import { dropErasedFromQueue, hasTombstones } from '../../../db/queries/erasure.ts'
import { type FactsSource, findRowIds, loadFacts, loadHorizon, type OrdersAtHand, refKey, timeOf } from '../../../db/queries/facts.ts'
import {
  countOrders, countQueued, getMark, holdScreening, listArrivals, listTouched, passArrivals, planTouchAll, type QueuedAnchor, saveTokens, setMark, type StoredToken, touchAll, touchAnchors, touchDue,
  touchNeighbours,
} from '../../../db/queries/screening.ts'
import { type GlanceMemory, glanceMemory } from '../../../db/queries/glance-memory.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { listRecordTexts, type RecordText, textsOfOrder } from '../../../db/queries/texts.ts'
import type { Keys } from '../../../db/seal.ts'
import type { FlagEvidence } from '../../domain/cases/flag.ts'
import type { OperatorSettings } from '../../domain/intake/operator-settings.ts'
import type { RecordRef } from '../../domain/intake/record.ts'
import { compileRuleSet, type Hit, type RuleSet } from '../../domain/rules/compile.ts'
import { factOfSignal } from '../../domain/rules/facts-schema.ts'
import { combine } from '../../domain/rules/score.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import { whatWouldClear } from '../../domain/rules/what-would-clear.ts'
import type { Facts, Finding, Horizon, Signal } from '../../domain/signals/detector.ts'
import { SIGNAL_IDS, signalsOf } from '../../domain/signals/index.ts'
import { isCompany, isSharedDevice } from '../../domain/signals/groups.ts'
import { cardTokens, claimantToken, claimToken, serialTokens, sharedCardTokens, toldTradeTokens, tradeToken } from '../../domain/signals/tokens.ts'
import { readText } from '../../domain/text/read-text.ts'
import { listsFor } from '../../domain/text/text-lists.ts'
import { nicknameToken, tokensOf as tokensOfText } from '../../domain/text/tokens.ts'
import { invariant } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { currentLists, openFactsSource } from './facts-source.server.ts'
import { type SavedScreening, saveScreening, type Saving } from './save-screening.server.ts'
import type { Raised, Screened } from './settle-flags.ts'
import { writeBeside } from './write-beside.server.ts'

/** Arrivals that touch their anchors in one transaction. */
const ARRIVALS_PAGE = 1_000
/** Anchors screened together, at first and at most. */
const FIRST_PAGE = 100
const LARGEST_PAGE = 500
/** Neighbours that the anchors of a batch may have between them: where numbers or addresses are crowded, fewer anchors are held at once. */
const NEIGHBOURS_AT_ONCE = 20_000
/** From this share of all orders on, arrivals are a first import: everything is looked at, and nobody is asked whom they touch. */
const MOST_OF_ALL = 0.5
const HORIZON_MARK = 'screening.horizon'

export interface ScreeningOptions {
  readonly now: Instant
  /** Screens every anchor again, whether or not it waits. */
  readonly all?: boolean
  /** With `all`: only records of this event time or later. */
  readonly since?: Instant | null
  readonly rules?: readonly Rule[]
  readonly onProgress?: (progress: ScreeningProgress) => void
  /** Looked at between batches; true ends the run where it stands, to be taken up by the next. */
  readonly isStopping?: () => boolean
}

export interface ScreeningProgress {
  readonly step: 'reading' | 'screening'
  readonly done: number
  readonly total: number
}

export interface ScreeningReport {
  readonly screened: number
  readonly raised: number
  readonly withdrawn: number
  readonly casesOpened: number
  readonly isComplete: boolean
}

/**
 * Screens what waits: arrivals touch the anchors whose facts they are part of; each touched anchor is looked at with all its facts, and its flags,
 * case, score and day summaries are brought in line with what is now known: new flags raised, equal ones kept, cleared ones withdrawn. One short
 * transaction per batch; the event loop is free in between. A run that is killed loses at most one batch, which the next run does again.
 * The same records, settings and rules give the same flags, in whatever order records came and however often this runs.
 */
export async function screenPending(store: Store, keys: Keys, options: ScreeningOptions): Promise<ScreeningReport> {
  const ruleSet = options.rules ? compileRuleSet(options.rules, SIGNAL_IDS) : await currentRuleSet(store, options.now)
  const memory = glanceMemory(store)
  const source = { ...(await openFactsSource(store, keys)), memory }
  const report = { screened: 0, raised: 0, withdrawn: 0, casesOpened: 0, isComplete: true }
  const isStopping = (): boolean => options.isStopping?.() ?? false

  if (options.all) await queueEverything(store, options.now, options.since ?? null)
  await touchWhatIsDue(store, source.horizon, options.now)
  // Withdrawn flags may touch other anchors again, so both steps run until nothing waits.
  for (;;) {
    if (!(await takeArrivals(source, store, options, isStopping))) return { ...report, isComplete: false }
    if (await hasTombstones(store.read)) await store.write((tx) => dropErasedFromQueue(tx), { isolation: 'read committed' })
    const total = (await countQueued(store.read)).touched
    if (total === 0) return report
    for (let done = 0, page = FIRST_PAGE; ; ) {
      const batch = await listTouched(store.read, page)
      if (batch.length === 0) break
      const outcome = await screenBatch(source, store, ruleSet, batch, options.now)
      done += batch.length
      page = Math.max(1, Math.min(LARGEST_PAGE, 2 * page, Math.floor((NEIGHBOURS_AT_ONCE * batch.length) / Math.max(1, outcome.neighbours))))
      report.screened += batch.length
      report.raised += outcome.raised
      report.withdrawn += outcome.withdrawn
      report.casesOpened += outcome.casesOpened
      options.onProgress?.({ step: 'screening', done, total: Math.max(total, done) })
      await breathe()
      if (isStopping()) return { ...report, isComplete: false }
    }
  }
}

/** Orders that were stored a moment ago in the caller's transaction: all of them, and, as they were stored, those of which nothing was known before. */
export interface ArrivedOrders {
  readonly rowIds: readonly number[]
  readonly fresh: OrdersAtHand
}

/**
 * Screens such orders in that transaction, ahead of what waits: they answer with flags and a band as soon as they are durable, for the price of one
 * commit. The caller queued them as `answered`, so that {@link screenPending} looks at what else they touch. Answers with the decisions about the fresh
 * ones, by row.
 */
export async function screenArrived(tx: Tx, store: Store, { rowIds, fresh }: ArrivedOrders, { keys, settings, now }: { readonly keys: Keys; readonly settings: OperatorSettings; readonly now: Instant }): Promise<ReadonlyMap<number, OrderDecision>> {
  if (rowIds.length === 0) return new Map()
  const { dialect } = store
  const ruleSet = await currentRuleSet(store, now, tx)
  const source: FactsSource = { db: tx, dialect, keys, settings, lists: await currentLists(store, tx), horizon: await loadHorizon(tx, settings), memory: glanceMemory(store) }
  const before = await listRecordTexts(tx, dialect, 'order', rowIds.filter((rowId) => !fresh.has(rowId)))
  await saveTokens(tx, dialect, before, tokensOf([...before, ...[...fresh.values()].flatMap(textsOfOrder)], source))
  const batch = rowIds.map((rowId): QueuedAnchor => ({ kind: 'order', rowId, queuedAt: now }))
  const saving = await look(source, ruleSet, batch, now, fresh)
  const { flags } = await saveScreening(tx, { ...saving, fresh })
  const own = groupBy(flags, (flag) => flag.order_row_id ?? 0)
  return new Map(saving.screened.filter(({ anchor }) => fresh.has(anchor.rowId)).map(({ anchor, score, band }) => [anchor.rowId, decisionOf({ score, band }, own.get(anchor.rowId) ?? [])]))
}

const compiled = new WeakMap<Store, { readonly mark: string; readonly ruleSet: RuleSet }>()

/** The rules that hold now, compiled once as long as none of them changes. A version of a rule is written once and never changed. */
async function currentRuleSet(store: Store, now: Instant, db: Handle = store.read): Promise<RuleSet> {
  const rules = await listCurrentRules(db, now)
  const mark = rules.map(({ id, version, status }) => `${id} ${version} ${status}`).join()
  const known = compiled.get(store)
  if (known?.mark === mark) return known.ruleSet
  const ruleSet = compileRuleSet(rules, SIGNAL_IDS)
  compiled.set(store, { mark, ruleSet })
  return ruleSet
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

async function queueEverything(store: Store, now: Instant, since: Instant | null): Promise<void> {
  for (const step of await planTouchAll(store.read)) await store.write((tx) => touchAll(tx, step, now, { since, asArrived: true }), { isolation: 'read committed' })
}

/** Clocks that were running may be out once a feed reaches further. */
async function touchWhatIsDue(store: Store, horizon: Horizon, now: Instant): Promise<void> {
  const mark = JSON.stringify(horizon)
  if ((await getMark(store.read, HORIZON_MARK)) === mark) return
  await store.write(async (tx) => {
    await touchDue(tx, horizon, now)
    await setMark(tx, HORIZON_MARK, mark, now)
  }, { isolation: 'read committed' })
}

/** Lets what was answered as it came touch its neighbours, as much as waits now. False when the run was stopped. */
async function takeAnswered(store: Store, { now }: ScreeningOptions, isStopping: () => boolean): Promise<boolean> {
  for (let left = (await countQueued(store.read)).answered; left > 0; left -= ARRIVALS_PAGE) {
    const answered = await listArrivals(store.read, 'answered', ARRIVALS_PAGE)
    // One kind at a time: a page is ordered by kind.
    const kind = answered[0]?.kind
    if (kind === undefined) return true
    await store.write((tx) => touchNeighbours(tx, store.dialect, kind, answered.filter((one) => one.kind === kind), now), { isolation: 'read committed' })
    await breathe()
    if (isStopping()) return false
  }
  return true
}

/** False when the run was stopped. */
async function takeArrivals(source: FactsSource, store: Store, options: ScreeningOptions, isStopping: () => boolean): Promise<boolean> {
  const { now } = options
  if (!(await takeAnswered(store, options, isStopping))) return false
  const waiting = (await countQueued(store.read)).arrived
  if (waiting === 0) return true
  const first = await listArrivals(store.read, 'arrived', 1)
  const isMost = first.length > 0 && waiting >= (await countOrders(store.read)) * MOST_OF_ALL
  if (isMost) for (const step of await planTouchAll(store.read)) await store.write((tx) => touchAll(tx, step, now, { since: null, asArrived: false }), { isolation: 'read committed' })
  for (let done = 0; ; ) {
    const arrivals = await listArrivals(store.read, 'arrived', ARRIVALS_PAGE)
    if (arrivals.length === 0) return true
    // One kind at a time: a page is ordered by kind.
    const kind = arrivals[0]?.kind ?? 'order'
    const ids = arrivals.filter((arrival) => arrival.kind === kind).map(({ rowId }) => rowId)
    // Screening everything again reads texts anew, whose tokens may have changed with the lists.
    const read = await listRecordTexts(source.db, source.dialect, kind, ids)
    const tokens = tokensOf(read, source)
    await store.write(async (tx) => {
      await saveTokens(tx, store.dialect, read, tokens)
      if (isMost) await passArrivals(tx, store.dialect, kind, ids, now)
      else await touchAnchors(tx, store.dialect, kind, ids, now)
    }, { isolation: 'read committed' })
    done += ids.length
    options.onProgress?.({ step: 'reading', done, total: Math.max(waiting, done) })
    await breathe()
    if (isStopping()) return false
  }
}

function tokensOf(records: readonly RecordText[], { settings, lists: dated }: FactsSource): readonly StoredToken[] {
  const tokens: StoredToken[] = []
  for (const record of records) {
    const { kind } = record
    const found = new Set<string>()
    const lists = listsFor(settings, dated.at(record.at))
    for (const text of record.texts) {
      for (const token of tokensOfText({ direction: record.direction, reading: readText(text, lists) })) found.add(token)
      if (kind === 'message' && record.direction === 'in') {
        for (const token of claimToken(text)) found.add(token)
        for (const token of claimantToken(text, record.party)) if (record.orderId !== null) tokens.push({ kind, rowId: record.rowId, token, at: record.at, party: record.orderId })
      }
      if (kind === 'order' || (kind === 'message' && record.direction === 'in')) for (const token of toldTradeTokens(text)) found.add(token)
      if (kind === 'receipt') for (const token of tradeToken(record.tradeNo, text)) found.add(token)
    }
    if (record.nickname !== null) for (const token of nicknameToken(readText(record.nickname, lists))) found.add(token)
    if (record.card !== null) {
      for (const token of cardTokens({ ...record.card, at: record.at })) found.add(token)
      if (!isSharedDevice(record.card, settings) && !isCompany(record.card, settings)) for (const token of sharedCardTokens({ ...record.card, at: record.at })) found.add(token)
    }
    for (const token of serialTokens({ voucherSerial: record.voucherSerial, status: record.status, at: record.at })) found.add(token)
    if (record.contactHash !== null) found.add(`contact:${record.contactHash}`)
    if (record.unprovenBy !== null) found.add(`desk:${record.unprovenBy}`)
    for (const token of found) tokens.push({ kind, rowId: record.rowId, token, at: record.at, party: record.party })
  }
  return tokens
}

async function screenBatch(source: FactsSource & { readonly memory: GlanceMemory }, store: Store, ruleSet: RuleSet, batch: readonly QueuedAnchor[], now: Instant): Promise<SavedScreening & { readonly neighbours: number }> {
  source.memory.refresh()
  const saving = await look(source, ruleSet, batch, now)
  const saved = await writeBeside(store, source.memory, async (tx) => {
    await holdScreening(tx, store.dialect, 'alone')
    return saveScreening(tx, saving)
  })
  return { ...saved, neighbours: saving.screened.reduce((sum, { facts }) => sum + neighboursOf(facts), 0) }
}

function neighboursOf({ samePayer, sameDevice, sameIp, sameTarget, sameAgent, sameSubscriber, sameVoucher, sameTrade, numberLedger }: Facts): number {
  return [samePayer, sameDevice, sameIp, sameTarget, sameAgent, sameSubscriber, sameVoucher, sameTrade].reduce((sum, { orders }) => sum + orders.length, numberLedger.length)
}

/** Looks at a batch of anchors with all their facts. */
async function look(source: FactsSource, ruleSet: RuleSet, batch: readonly QueuedAnchor[], now: Instant, atHand?: OrdersAtHand): Promise<Saving> {
  const loaded = await loadFacts(source, batch, atHand)
  const queued = new Map(batch.map((anchor) => [`${anchor.kind}:${anchor.rowId}`, anchor]))
  const judged = loaded.map(({ kind, rowId, facts }) => {
    const anchor = queued.get(`${kind}:${rowId}`)
    invariant(anchor, 'only what was asked for is loaded')
    return judge(anchor, facts, ruleSet)
  })
  const screened = await withRows(source, judged)
  const found = new Set(loaded.map(({ kind, rowId }) => `${kind}:${rowId}`))
  const gone = batch.filter(({ kind, rowId }) => !found.has(`${kind}:${rowId}`))
  return { dialect: source.dialect, settings: source.settings, ruleSet, batch, screened, gone, now }
}

type Judged = Omit<Screened, 'flags'> & { readonly wanted: readonly { readonly record: RecordRef; readonly hit: Hit; readonly evidence: string }[] }

function judge(anchor: QueuedAnchor, facts: Facts, ruleSet: RuleSet): Judged {
  const findings = signalsOf(facts)
  const slots = ruleSet.slotsOf(facts, findings)
  const held = ruleSet.evaluate(slots, anchor.kind)
  const hits = held.filter(({ rule }) => rule.status === 'live')
  const shadow = held.filter(({ rule }) => rule.status === 'shadow')
  const record = facts.order ?? facts.message ?? facts.receipt ?? facts.ledgerEntry ?? facts.change
  invariant(record, 'an anchor is a record')
  const at = timeOf(record)
  if (hits.length === 0) return { anchor, facts, at, hits, shadow, score: 0, band: 'log', wanted: [] }
  const { score, band } = combine(hits)
  const undecided = ruleSet.undecided(slots, anchor.kind)
  const wanted = hits.flatMap((hit) => {
    const telling = signalsFor(hit, findings)
    const evidence = JSON.stringify(evidenceOf(hit, telling, findings, undecided.flatMap(({ facts: absent }) => absent), slots, ruleSet))
    const others = anchor.kind === 'order' ? distinctRefs(telling.flatMap(({ flagged }) => flagged)).filter(({ kind }) => kind !== 'order') : []
    return [{ record: facts.anchor, hit, evidence }, ...others.map((ref) => ({ record: ref, hit, evidence }))]
  })
  return { anchor, facts, at, hits, shadow, score, band, wanted }
}

/** The signals a rule asked for, the one that tells its story first. */
function signalsFor({ rule, because }: Hit, findings: readonly Finding[]): readonly Signal[] {
  const asked = new Set(because.map(({ fact }) => fact))
  const signals = findings.filter((finding): finding is Signal => 'strength' in finding && (finding.id === rule.flag || asked.has(factOfSignal(finding.id))))
  return signals.sort((a, b) => Number(b.id === rule.flag) - Number(a.id === rule.flag) || b.strength - a.strength)
}

function evidenceOf(hit: Hit, signals: readonly Signal[], findings: readonly Finding[], undecidedFacts: readonly string[], slots: Parameters<typeof whatWouldClear>[1], ruleSet: RuleSet): FlagEvidence {
  const clearing = whatWouldClear(hit.expr, slots, ruleSet.schema)
  const undecided = new Set(undecidedFacts)
  return {
    signals,
    because: hit.because.map(({ fact, value, op, threshold }) => ({ fact, value, op, threshold })),
    clears: (clearing?.changes ?? []).map(({ fact, to }) => ({ fact, to })),
    notAssessed: findings.flatMap((finding) => ('notAssessed' in finding && undecided.has(factOfSignal(finding.id)) ? [{ id: finding.id, reason: finding.notAssessed }] : [])),
  }
}

function distinctRefs(refs: readonly RecordRef[]): readonly RecordRef[] {
  if (refs.length < 2) return refs
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()]
}

/** Finds the rows and times of the records that flags hang on. Records that are not stored (an owner we never heard of) carry no flag. */
async function withRows(source: FactsSource, judged: readonly Judged[]): Promise<readonly Screened[]> {
  const others = judged.flatMap(({ facts, wanted }) => wanted.flatMap(({ record }) => (record === facts.anchor ? [] : [record])))
  const rowIds = others.length > 0 ? await findRowIds(source, others) : new Map<string, number>()
  return judged.map(({ wanted, ...one }) => ({
    ...one,
    flags: wanted.flatMap(({ record, hit, evidence }): readonly Raised[] => {
      const rowId = record === one.facts.anchor ? one.anchor.rowId : rowIds.get(refKey(record))
      if (rowId === undefined) return []
      return [{ key: `${record.kind}:${rowId}:${hit.rule.id}`, record, rowId, at: record === one.facts.anchor ? one.at : (timeOfRef(one.facts, record) ?? one.at), hit, evidence }]
    }),
  }))
}

function timeOfRef({ receipts, ledger, changes, messages, numberLedger }: Facts, ref: RecordRef): Instant | null {
  switch (ref.kind) {
    case 'receipt': return receipts.find((one) => one.receiptId === ref.id && one.source === ref.source)?.occurredAt ?? null
    case 'ledger': return (ledger.find((one) => one.entryId === ref.id) ?? numberLedger.find((one) => one.entryId === ref.id))?.at ?? null
    case 'profile_change': return changes.find((one) => one.changeId === ref.id)?.at ?? null
    case 'message': return messages.find((one) => one.messageId === ref.id)?.at ?? null
    default: return null
  }
}
