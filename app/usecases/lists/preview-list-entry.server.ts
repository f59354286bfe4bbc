import type { Handle } from '../../../db/client.ts'
import { loadFacts } from '../../../db/queries/facts.ts'
import { listHeldEntries, listOrdersOf, listOrdersOfBlock, listOrdersOfPack, listRecentRows, orderIdsOf } from '../../../db/queries/lists.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { listRecordTexts } from '../../../db/queries/texts.ts'
import { datedLists, type ListEntry, type OwnLists, readSerials } from '../../domain/lists/own-lists.ts'
import { compileRuleSet } from '../../domain/rules/compile.ts'
import { SIGNAL_IDS, signalsOf } from '../../domain/signals/index.ts'
import { contactOfLink } from '../../domain/text/contacts.ts'
import { suffixMatch } from '../../domain/text/host.ts'
import { readText } from '../../domain/text/read-text.ts'
import type { TextReading } from '../../domain/text/reading.ts'
import { listsFor } from '../../domain/text/text-lists.ts'
import { isNear, templateOf } from '../../domain/text/tokens.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { openFactsSource } from '../screening/facts-source.server.ts'

const SPAN_MS = 7 * DAY_MS
/** Records of a kind that are looked at, newest first. */
const LOOKED_AT_MAX = 20_000
const PAGE = 500
/** Touched records whose flags are worked out. */
const JUDGED_MAX = 200
const SHOWN_MAX = 10

const KINDS = ['order', 'message', 'receipt'] as const
type Kind = (typeof KINDS)[number]

/** What an entry would have touched in the seven days up to the newest order. */
export interface ListPreview {
  /** Null when there are no orders yet. */
  readonly until: Instant | null
  readonly touched: Readonly<Record<Kind, number>>
  readonly orders: readonly { readonly rowId: number; readonly orderId: string }[]
  /** More records exist in the span than were looked at. */
  readonly isCut: boolean
  /** Of the touched records looked at more closely: how many would gain or lose a flag. */
  readonly judged: number
  readonly gain: number
  readonly lose: number
}

const NOTHING: ListPreview = { until: null, touched: { order: 0, message: 0, receipt: 0 }, orders: [], isCut: false, judged: 0, gain: 0, lose: 0 }

/**
 * Compares the last seven days as they are with how they would be with the entry (or, for one that holds, without it): which records it touches, and
 * whose flags would change. Reads texts, changes nothing.
 */
export async function previewListEntry({ store, keys, now }: UseCaseContext, entry: ListEntry, isEnding = false): Promise<ListPreview> {
  const source = await openFactsSource(store, keys)
  const until = source.horizon.orders
  if (until === null) return NOTHING
  const from = until - SPAN_MS
  const { db, dialect, settings } = source
  const others = (await listHeldEntries(db)).filter(({ id }) => id !== entry.id)
  const [without, withEntry] = [datedLists(others), datedLists([...others, { ...entry, expiresAt: null }])]
  const own = { without: without.at(until), with: withEntry.at(until) }
  const texts = { without: listsFor(settings, own.without), with: listsFor(settings, own.with) }
  const touched: Record<Kind, number[]> = { order: [], message: [], receipt: [] }
  let isCut = false

  for (const kind of KINDS) {
    const rowIds = await listRecentRows(db, kind, from, until, LOOKED_AT_MAX)
    if (rowIds.length === LOOKED_AT_MAX) isCut = true
    for (let at = 0; at < rowIds.length; at += PAGE) {
      for (const record of await listRecordTexts(db, dialect, kind, rowIds.slice(at, at + PAGE))) {
        if (record.texts.some((text) => isTouched(readText(text, texts.without), readText(text, texts.with), entry, own.with))) touched[kind].push(record.rowId)
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const orders = [...new Set([...(await ordersNamed(db, entry, from, until)), ...touched.order])]

  const rules = compileRuleSet(await listCurrentRules(db, now), SIGNAL_IDS)
  const anchors = [...orders.map((rowId) => ({ kind: 'order' as const, rowId })), ...touched.message.map((rowId) => ({ kind: 'message' as const, rowId }))].slice(0, JUDGED_MAX)
  const flagsBy = async (lists: typeof without): Promise<readonly string[]> => (await loadFacts({ ...source, lists }, anchors)).map(({ kind, facts }) =>
    rules.evaluate(rules.slotsOf(facts, signalsOf(facts)), kind).filter(({ rule }) => rule.status === 'live').map(({ rule }) => rule.id).sort().join())
  const [before, after] = anchors.length === 0 ? [[], []] : [await flagsBy(isEnding ? withEntry : without), await flagsBy(isEnding ? without : withEntry)]
  const gains = (one: string, other: string): boolean => other.split(',').some((rule) => rule !== '' && !one.split(',').includes(rule))
  const shown = orders.slice(0, SHOWN_MAX)
  const ids = await orderIdsOf(db, shown)
  return {
    until, isCut,
    touched: { order: orders.length, message: touched.message.length, receipt: touched.receipt.length },
    orders: shown.flatMap((rowId) => (ids.has(rowId) ? [{ rowId, orderId: ids.get(rowId) ?? '' }] : [])),
    judged: anchors.length,
    gain: before.filter((flags, i) => gains(flags, after[i] ?? '')).length,
    lose: before.filter((flags, i) => gains(after[i] ?? '', flags)).length,
  }
}

/** Orders that an entry names by what they are, not by what is written in them. */
async function ordersNamed(db: Handle, { list, value }: ListEntry, from: Instant, until: Instant): Promise<readonly number[]> {
  switch (list) {
    case 'blocked_numbers': return listOrdersOf(db, 'target_number', value, from, until, LOOKED_AT_MAX)
    case 'blocked_payers': return listOrdersOf(db, 'payer_account', value, from, until, LOOKED_AT_MAX)
    case 'number_blocks': return listOrdersOfBlock(db, value, from, until, LOOKED_AT_MAX)
    case 'blocked_serials': {
      const pack = readSerials(value)
      return pack === null ? [] : listOrdersOfPack(db, pack, from, until, LOOKED_AT_MAX)
    }
    default: return []
  }
}

/** The entry speaks of something in this text: the text is read otherwise with it, or names what it blocks. */
function isTouched(without: TextReading, withEntry: TextReading, { list, value }: ListEntry, own: OwnLists): boolean {
  switch (list) {
    case 'blocked_hosts': return without.links.some(({ host }) => suffixMatch(host.host, new Map([[value, true]])) !== undefined)
    case 'blocked_handles': return without.handles.some(({ id }) => id === value) || without.links.some((link) => contactOfLink(link) === value)
    case 'blocked_numbers': return without.numbers.some(({ e164, digits }) => (e164 ?? digits) === value) || without.links.some((link) => `+${contactOfLink(link)}` === value)
    case 'blocked_templates': {
      const listed = own.blocked?.templates.find(({ template }) => template.key === value)
      return listed !== undefined && isNear(listed.template, templateOf(without))
    }
    case 'blocked_payers':
    case 'blocked_serials': return false
    default: return looksOf(without) !== looksOf(withEntry)
  }
}

/** Everything about a reading that lists decide. */
function looksOf({ links, handles, numbers, context }: TextReading): string {
  return JSON.stringify([links.map((link) => [link.isOfficial, link.imitates?.brand ?? null, link.host.isAllowed, link.host.isShortener, link.host.brand]), handles.length, numbers.length, context.isAdvice])
}
