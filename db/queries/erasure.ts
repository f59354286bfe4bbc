import { sql } from 'kysely'
import type { RetentionClass } from '../../app/domain/privacy/privacy-settings.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'
import { type Keys, lookupHash, seal, unseal } from '../seal.ts'
import { restage } from './case-stages.ts'
import { reindexCases } from './cases.ts'
import { advanceFeeds } from './feeds.ts'
import { ERASED_REASON, settleQuarantinedRow } from './imports.ts'
import { findSubscriber } from './profiles.ts'
import { isOneOf } from './sets.ts'

/** Why something is erased: its time is over, or its subject asked. */
export interface Cause {
  readonly cause: 'retention' | 'request'
  readonly actionId: number | null
  readonly at: Instant
}

/** What takes the place of a personal value: nothing, an empty text, an empty sealed text, or a pseudonym that still tells equal ones. */
type Blank = 'null' | 'empty' | 'sealed' | 'pseudonym'

/** Personal columns of one table that go together. */
export interface ErasableColumns {
  readonly class: RetentionClass
  /** Kind of the record in tombstones, flags and queues. */
  readonly kind: string
  readonly table: 'orders' | 'receipts' | 'ledger_entries' | 'messages' | 'profile_changes' | 'subscribers' | 'notices' | 'quarantine'
  readonly time: string
  readonly columns: Readonly<Record<string, Blank>>
  /** Holds for rows that still have something to erase; in SQL that both databases read. */
  readonly isFull: string
  /** Purpose a sealed column is sealed for. */
  readonly sealedFor?: Readonly<Record<string, string>>
  /** Which rows count as over once they are old enough; all, if absent. */
  readonly onlyIf?: string
}

const NETWORK = { ip: 'null', user_agent: 'null', device_id: 'null' } as const satisfies Record<string, Blank>

/** Everything that is erased in place, by class. Amounts, trade numbers, times and states are money records and are in none of them. */
export const ERASABLE: readonly ErasableColumns[] = [
  { class: 'network', kind: 'order', table: 'orders', time: 'created_at', columns: NETWORK, isFull: '(ip is not null or user_agent is not null or device_id is not null)' },
  {
    class: 'payment', kind: 'order', table: 'orders', time: 'created_at',
    columns: {
      ...NETWORK, target_number_raw: 'empty', target_number: 'null', confirm_number_raw: 'null', confirm_number: 'null', payer_account: 'pseudonym', payer_name: 'null', card_bin_last4: 'null',
      sms_text: 'null', remark: 'null', referrer_url: 'null', extra: 'null',
    },
    isFull: `(target_number_raw <> '' or payer_name is not null or remark is not null or sms_text is not null or ip is not null)`,
  },
  {
    class: 'payment', kind: 'receipt', table: 'receipts', time: 'occurred_at', columns: { number_raw: 'null', number: 'null', payer_account: 'pseudonym', text: 'null', extra: 'null' },
    isFull: `(number_raw is not null or text is not null or (payer_account is not null and payer_account not like 'erased:%'))`,
  },
  { class: 'payment', kind: 'ledger', table: 'ledger_entries', time: 'at', columns: { number_raw: 'empty', number: 'null', extra: 'null' }, isFull: `number_raw <> ''` },
  { class: 'message', kind: 'message', table: 'messages', time: 'at', columns: { number_raw: 'null', number: 'null', text: 'empty', extra: 'null' }, isFull: `(text <> '' or number_raw is not null)` },
  {
    class: 'profile', kind: 'profile_change', table: 'profile_changes', time: 'at',
    columns: { sealed_old_value: 'null', old_value_hash: 'null', sealed_new_value: 'null', new_value_hash: 'null', extra: 'null' },
    isFull: '(sealed_old_value is not null or sealed_new_value is not null)',
  },
  {
    class: 'profile', kind: 'subscriber', table: 'subscribers', time: 'learned_at',
    columns: {
      sealed_name: 'sealed', sealed_contact_phone: 'null', contact_phone_hash: 'null', sealed_email: 'null', email_hash: 'null', sealed_address: 'null', id_doc_type: 'null', id_doc_last4: 'null', extra: 'null',
    },
    sealedFor: { sealed_name: 'subscriber.name' },
    isFull: `not exists (select 1 from tombstones where tombstones.kind = 'subscriber' and tombstones.record_key = cast(subscribers.id as text))`, onlyIf: `status = 'closed'`,
  },
  {
    class: 'notice', kind: 'notice', table: 'notices', time: 'created_at', columns: { to_masked: 'empty', sealed_to: 'null', data: 'empty', sealed_secret: 'null', error: 'null' },
    isFull: `to_masked <> ''`, onlyIf: 'settled_at is not null',
  },
  {
    class: 'quarantine', kind: 'quarantine', table: 'quarantine', time: 'settled_at', columns: { sealed_raw: 'sealed', sealed_cells: 'null', reason_data: 'empty' },
    sealedFor: { sealed_raw: 'quarantine' }, isFull: `reason_data <> '{"erased":true}'`, onlyIf: `state <> 'waiting'`,
  },
]

/** Columns whose empty text is JSON. */
const EMPTY_JSON: Readonly<Record<string, string>> = { data: '{}', reason_data: ERASED_REASON }

/**
 * Erases personal columns of rows by id. Each row that had something gets a tombstone with a keyed hash of what it was, older versions of it go, and what was
 * derived from it (tokens, evidence of its flags) with it. Answers with how many rows had something.
 */
export async function eraseRows(tx: Tx, keys: Keys, what: ErasableColumns, ids: readonly number[], cause: Cause): Promise<number> {
  if (ids.length === 0) return 0
  const names = Object.keys(what.columns)
  const rows = (await tx.selectFrom(what.table).select(['id', ...names] as never).where('id', 'in', ids as never).execute()) as ({ readonly id: number } & Record<string, string | null>)[]
  const pseudonyms = names.filter((name) => what.columns[name] === 'pseudonym')
  const blank = Object.fromEntries(names.filter((name) => !pseudonyms.includes(name)).map((name) => [name, blankOf(keys, what, name)]))
  const erased: number[] = []
  const stones: Stone[] = []
  for (const row of rows) {
    const values = names.map((name) => clearOf(keys, what, name, row[name] ?? null))
    if (names.every((name, i) => row[name] === blank[name] || values[i] === '' || (pseudonyms.includes(name) && (row[name] ?? 'erased:').startsWith('erased:')))) continue
    stones.push({ kind: what.kind, key: String(row.id), class: what.class, content: values })
    erased.push(row.id)
    for (const name of pseudonyms) {
      const value = row[name]
      if (value == null || value.startsWith('erased:')) continue
      await tx.updateTable(what.table).set({ [name]: `erased:${lookupHash(keys, 'erased', value).slice(0, 16)}` } as never).where('id', '=', row.id as never).execute()
    }
  }
  await putTombstones(tx, keys, stones, cause)
  if (what.table === 'ledger_entries') await dropBoardAccounts(tx, erased)
  if (erased.length > 0) await tx.updateTable(what.table).set(blank as never).where('id', 'in', erased as never).execute()
  if (erased.length > 0 && what.class !== 'network') await eraseDerived(tx, what.kind, erased)
  return erased.length
}

function clearOf(keys: Keys, { sealedFor }: ErasableColumns, name: string, value: string | null): string | null {
  const purpose = sealedFor?.[name]
  return purpose !== undefined && value !== null ? unseal(keys, purpose, value) : value
}

function blankOf(keys: Keys, { columns, sealedFor }: ErasableColumns, name: string): string | null {
  if (columns[name] === 'empty') return EMPTY_JSON[name] ?? ''
  return columns[name] === 'sealed' ? seal(keys, sealedFor?.[name] ?? '', '') : null
}

/** Boards name the accounts that did not add up by their numbers; sums and counts of the day stay. */
async function dropBoardAccounts(tx: Tx, ledgerRowIds: readonly number[]): Promise<void> {
  await sql`delete from board_accounts where account in (select coalesce(number, number_raw) from ledger_entries where ${isOneOf(dialectOf(tx), 'id', ledgerRowIds, 'bigint')})`.execute(tx)
}

/** What was read off a record goes with it: tokens for campaigns, what its flags showed, and older contents. The flags themselves, their rule and weight, stay. */
async function eraseDerived(tx: Tx, kind: string, ids: readonly number[]): Promise<void> {
  const dialect = dialectOf(tx)
  await tx.deleteFrom('record_tokens').where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).execute()
  await tx.deleteFrom('record_versions').where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).execute()
  await tx.deleteFrom('screening_queue').where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).execute()
  const cases = await tx
    .selectFrom('flags').select('case_id').distinct().where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).where('case_id', 'is not', null).execute()
  await tx.updateTable('flags').set({ evidence: NO_EVIDENCE }).where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).execute()
  await eraseCases(tx, [...(await casesOfOrders(tx, kind === 'order' ? ids : [])), ...cases.flatMap(({ case_id }) => (case_id === null ? [] : [case_id]))])
}

const NO_EVIDENCE = '{"signals":[],"because":[],"clears":[],"notAssessed":[]}'

async function casesOfOrders(tx: Tx, orderRowIds: readonly number[]): Promise<readonly number[]> {
  if (orderRowIds.length === 0) return []
  return (await tx.selectFrom('cases').select('id').where(isOneOf(dialectOf(tx), 'order_row_id', orderRowIds, 'bigint')).execute()).map(({ id }) => id)
}

/** Takes numbers and shown evidence out of cases; what was decided in them stays. */
async function eraseCases(tx: Tx, caseIds: readonly number[]): Promise<void> {
  const ids = [...new Set(caseIds)]
  if (ids.length === 0) return
  const rows = await tx.selectFrom('cases').select(['id', 'subject_key', 'reasons']).where(isOneOf(dialectOf(tx), 'id', ids, 'bigint')).execute()
  for (const row of rows) {
    const reasons = (JSON.parse(row.reasons) as { readonly [key: string]: unknown }[]).map((reason) => ({ ...reason, data: {} }))
    const subject = row.subject_key.startsWith('number:') ? `number:erased-${row.id}` : row.subject_key
    await tx.updateTable('cases').set({ target_number: null, reasons: JSON.stringify(reasons), subject_key: subject }).where('id', '=', row.id).execute()
  }
  await reindexCases(tx, ids)
  await restage(tx, ids)
}

interface Stone {
  readonly kind: string
  readonly key: string
  readonly class: string
  readonly content: unknown
}

async function putTombstones(tx: Tx, keys: Keys, stones: readonly Stone[], { cause, actionId, at }: Cause): Promise<void> {
  if (stones.length === 0) return
  await tx
    .insertInto('tombstones')
    .values(stones.map((stone) => ({ kind: stone.kind, record_key: stone.key, class: stone.class, content_hash: lookupHash(keys, 'tombstone', JSON.stringify(stone.content)), cause, action_id: actionId, erased_at: at })))
    .onConflict((conflict) => conflict.columns(['kind', 'record_key', 'class', 'content_hash']).doNothing())
    .execute()
}

/** Erases older contents of records, whole; the newest stays. */
export async function eraseVersions(tx: Tx, keys: Keys, versions: readonly { readonly kind: string; readonly record_row_id: number; readonly version: number }[], cause: Cause): Promise<number> {
  for (const { kind, record_row_id, version } of versions) {
    const row = await tx.selectFrom('record_versions').select('sealed_content').where('kind', '=', kind).where('record_row_id', '=', record_row_id).where('version', '=', version).executeTakeFirst()
    if (!row) continue
    await putTombstones(tx, keys, [{ kind: 'record_version', key: `${kind}:${record_row_id}:${version}`, class: 'version', content: unseal(keys, 'record_version', row.sealed_content) }], cause)
    await tx.deleteFrom('record_versions').where('kind', '=', kind).where('record_row_id', '=', record_row_id).where('version', '=', version).execute()
  }
  return versions.length
}

/** Empties files of disputes. A file that another dispute still needs stays. */
export async function eraseEvidence(tx: Tx, keys: Keys, actionIds: readonly number[], cause: Cause): Promise<number> {
  const dialect = dialectOf(tx)
  if (actionIds.length === 0) return 0
  const files = await tx
    .selectFrom('evidence_files').innerJoin('evidence_blobs', 'evidence_blobs.sha256', 'evidence_files.sha256').select(['evidence_files.sha256', 'evidence_files.id'])
    .where(isOneOf(dialect, 'action_id', actionIds, 'bigint')).where('bytes', '>', 0).where('state', '<>', 'removed').execute()
  let erased = 0
  for (const sha256 of new Set(files.map((file) => file.sha256))) {
    const others = await tx
      .selectFrom('evidence_files').select('id').where('sha256', '=', sha256).where('state', '<>', 'removed').where((eb) => eb.not(isOneOf(dialect, 'action_id', actionIds, 'bigint') as never)).limit(1).executeTakeFirst()
    if (others) continue
    await putTombstones(tx, keys, [{ kind: 'evidence', key: sha256, class: 'evidence', content: sha256 }], cause)
    await tx.updateTable('evidence_blobs').set({ sealed_content: seal(keys, 'evidence', ''), bytes: 0 }).where('sha256', '=', sha256).execute()
    await tx.updateTable('evidence_files').set({ name: '', state: 'removed' }).where('sha256', '=', sha256).where(isOneOf(dialect, 'action_id', actionIds, 'bigint')).execute()
    erased += 1
  }
  return erased
}

const SEALED_EVENT = 'action_event.data'

/** Empties the personal values beside the events of staff actions. What happened stays, and the database lets only what has a tombstone be emptied. */
export async function eraseActionSecrets(tx: Tx, keys: Keys, actionIds: readonly number[], cause: Cause): Promise<number> {
  if (actionIds.length === 0) return 0
  const events = await tx.selectFrom('action_events').select(['action_id', 'seq', 'sealed_data']).where(isOneOf(dialectOf(tx), 'action_id', actionIds, 'bigint')).where('sealed_data', 'is not', null).execute()
  let erased = 0
  for (const event of events) {
    const secret = JSON.parse(unseal(keys, SEALED_EVENT, event.sealed_data ?? '')) as Record<string, unknown>
    const blank = Object.fromEntries(Object.entries(secret).map(([name, value]) => [name, typeof value === 'string' ? '' : value]))
    if (JSON.stringify(blank) === JSON.stringify(secret)) continue
    await putTombstones(tx, keys, [{ kind: 'action_event', key: `${event.action_id}:${event.seq}`, class: 'evidence', content: secret }], cause)
    await tx.updateTable('action_events').set({ sealed_data: seal(keys, SEALED_EVENT, JSON.stringify(blank)) }).where('action_id', '=', event.action_id).where('seq', '=', event.seq).execute()
    erased += 1
  }
  return erased
}

/** Events of a case that hold words of staff. */
const NOTE_TYPES = ['note_added', 'note_corrected', 'decided', 'reopened', 'snoozed', 'handed_over', 'hand_over_declined'] as const
/** Where the words of an event stand in its data. */
const WORDS: ReadonlySet<string> = new Set(['text', 'note', 'reason', 'how', 'needed', 'exception', 'letter'])
/** What an erasure is documented by keeps its words. */
const KEPT_KINDS = ['erasure', 'legal_hold']

function withoutWords(data: string): { readonly blank: string; readonly words: readonly string[] } {
  const given = JSON.parse(data) as Record<string, unknown>
  const words = Object.entries(given).flatMap(([name, value]) => (WORDS.has(name) && typeof value === 'string' && value !== '' ? [value] : []))
  return { blank: JSON.stringify(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, WORDS.has(name) && typeof value === 'string' ? '' : value]))), words }
}

/** Takes what staff wrote out of the events of cases and actions. A note is never edited: that something was written, by whom and when, stays. */
async function eraseWords(tx: Tx, keys: Keys, { cases, actions }: Pick<Footprint, 'cases' | 'actions'>, cause: Cause): Promise<number> {
  const dialect = dialectOf(tx)
  let erased = 0
  const told = await tx.selectFrom('case_events').select(['case_id', 'seq', 'data']).where(isOneOf(dialect, 'case_id', cases, 'bigint')).where('type', 'in', NOTE_TYPES).execute()
  for (const event of told) {
    const { blank, words } = withoutWords(event.data)
    if (words.length === 0) continue
    await putTombstones(tx, keys, [{ kind: 'case_note', key: `${event.case_id}:${event.seq}`, class: 'note', content: words }], cause)
    await tx.updateTable('case_events').set({ data: blank }).where('case_id', '=', event.case_id).where('seq', '=', event.seq).execute()
    erased += 1
  }
  const done = await tx
    .selectFrom('action_events').innerJoin('staff_actions', 'staff_actions.id', 'action_events.action_id').select(['action_id', 'seq', 'data'])
    .where(isOneOf(dialect, 'action_id', actions, 'bigint')).where('kind', 'not in', KEPT_KINDS).execute()
  for (const event of done) {
    const { blank, words } = withoutWords(event.data)
    if (words.length === 0) continue
    await putTombstones(tx, keys, [{ kind: 'action_note', key: `${event.action_id}:${event.seq}`, class: 'note', content: words }], cause)
    await tx.updateTable('action_events').set({ data: blank }).where('action_id', '=', event.action_id).where('seq', '=', event.seq).execute()
    erased += 1
  }
  await tx.updateTable('second_reviews').set({ second_note: null, settled_note: null }).where(isOneOf(dialect, 'case_id', cases, 'bigint')).execute()
  return erased
}

/** Shortest text by which somebody is looked for among rows that could not be read. */
const TERM_CHARS = 6
/** Digits of a number that are looked for, counted from its end, so that it is found with and without its country. */
const TERM_DIGITS = 10
const SCANNED = 1_000

/** Rows set aside that name this person: what is wrong with them is not known, so all of them are looked through. */
async function findQuarantined(db: Handle, keys: Keys, subscriberId: string, numbers: readonly string[]): Promise<readonly number[]> {
  const person = await findSubscriber(db, keys, subscriberId)
  const digits = [...numbers, person?.contactPhone ?? ''].map((number) => number.replaceAll(/\D/g, '').slice(-TERM_DIGITS))
  const terms = [...digits, subscriberId.toLowerCase(), person?.email?.toLowerCase() ?? ''].filter((term) => term.length >= TERM_CHARS)
  const found: number[] = []
  for (let after = 0; terms.length > 0; ) {
    const rows = await db.selectFrom('quarantine').select(['id', 'sealed_raw', 'sealed_cells']).where('id', '>', after).where('reason_data', '<>', ERASED_REASON).orderBy('id').limit(SCANNED).execute()
    for (const row of rows) {
      const text = `${unseal(keys, 'quarantine', row.sealed_raw)}${row.sealed_cells === null ? '' : unseal(keys, 'quarantine', row.sealed_cells)}`.toLowerCase()
      if (terms.some((term) => text.includes(term))) found.push(row.id)
    }
    const last = rows.at(-1)
    if (rows.length < SCANNED || !last) break
    after = last.id
  }
  return found
}

/** Closes rows that still wait, as they can be mended no more. */
async function dismissQuarantined(tx: Tx, ids: readonly number[], at: Instant): Promise<void> {
  const rows = await tx.selectFrom('quarantine').select(['id', 'kind']).where(isOneOf(dialectOf(tx), 'id', ids, 'bigint')).where('state', '=', 'waiting').execute()
  for (const row of rows) {
    if (await settleQuarantinedRow(tx, row.id, 'dismissed', { at, by: null })) await advanceFeeds(tx, [{ kind: row.kind as RecordKind, source: '', rows: 0, quarantined: -1, newestAt: null }], at)
  }
}

/** Rows about one person, by table. */
export interface Footprint {
  readonly subscriber: readonly number[]
  readonly orders: readonly number[]
  readonly receipts: readonly number[]
  readonly ledger: readonly number[]
  readonly messages: readonly number[]
  readonly changes: readonly number[]
  readonly notices: readonly number[]
  readonly actions: readonly number[]
  readonly files: number
  /** Rows set aside that name the person. */
  readonly quarantined: readonly number[]
  /** All cases about them, and how often staff wrote something there. */
  readonly cases: readonly number[]
  readonly notes: number
  readonly openCases: readonly number[]
  /** Staff actions that are not over: disputes, refunds, changes, holds. */
  readonly openActions: readonly { readonly id: number; readonly kind: string; readonly status: string }[]
}

/** Most rows of one table that one erasure takes. */
export const FOOTPRINT_MAX = 20_000

/**
 * Everything that is known of one person: what names them, and what was paid for or sent to the numbers that are theirs now. Numbers that pass to somebody
 * else take their past with them only where no other subscriber is named.
 */
export async function findFootprint(db: Handle, keys: Keys, subscriberId: string): Promise<Footprint | null> {
  const subscriber = await db.selectFrom('subscribers').select('id').where('subscriber_id', '=', subscriberId).executeTakeFirst()
  if (!subscriber) return null
  const dialect = dialectOf(db)
  const numbers = (await db.selectFrom('subscriber_numbers').select('number').where('subscriber_id', '=', subscriberId).execute()).map(({ number }) => number)
  const own = (column: string, numberColumn: string) =>
    numbers.length === 0 ? sql<boolean>`${sql.ref(column)} = ${subscriberId}` : sql<boolean>`(${sql.ref(column)} = ${subscriberId} or (${sql.ref(column)} is null and ${isOneOf(dialect, numberColumn, numbers)}))`
  const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id)
  const orders = await db.selectFrom('orders').select(['id', 'order_id']).where(own('subscriber_id', 'target_number')).limit(FOOTPRINT_MAX).execute()
  const orderIds = orders.map((order) => order.order_id)
  const byNumber = numbers.length > 0 ? isOneOf(dialect, 'number', numbers) : sql<boolean>`1 = 0`
  const receipts = await db
    .selectFrom('receipts').select('id').where((eb) => eb.or([isOneOf(dialect, 'order_id', orderIds) as never, eb.and([eb('order_id', 'is', null), byNumber as never])])).limit(FOOTPRINT_MAX).execute()
  const ledger = await db.selectFrom('ledger_entries').select('id').where(byNumber).limit(FOOTPRINT_MAX).execute()
  const messages = await db.selectFrom('messages').select('id').where(own('subscriber_id', 'number')).limit(FOOTPRINT_MAX).execute()
  const changes = await db.selectFrom('profile_changes').select('id').where('subscriber_id', '=', subscriberId).limit(FOOTPRINT_MAX).execute()
  const rowIds = idsOf(orders)
  const holds = await caseKeysOf(db, rowIds)
  const actions = await db
    .selectFrom('staff_actions').select(['id', 'kind', 'status', 'is_open'])
    .where((eb) => eb.or([eb('subject_key', '=', `subscriber:${subscriberId}`), isOneOf(dialect, 'order_row_id', rowIds, 'bigint') as never, isOneOf(dialect, 'subject_key', holds) as never]))
    .limit(FOOTPRINT_MAX).execute()
  const cases = await db
    .selectFrom('cases').select(['id', 'is_open'])
    .where((eb) => eb.or([eb('subject_key', '=', `subscriber:${subscriberId}`), isOneOf(dialect, 'subject_key', numbers.map((number) => `number:${number}`)) as never, isOneOf(dialect, 'order_row_id', rowIds, 'bigint') as never]))
    .limit(FOOTPRINT_MAX).execute()
  const actionIds = idsOf(actions)
  const notices = await db.selectFrom('notices').select('id').where(isOneOf(dialect, 'object', actionIds.map((id) => `action:${id}`))).where('to_masked', '<>', '').limit(FOOTPRINT_MAX).execute()
  const { files } = await db
    .selectFrom('evidence_files').select((eb) => eb.fn.countAll<number>().as('files')).where(isOneOf(dialect, 'action_id', actionIds, 'bigint')).where('state', '<>', 'removed').executeTakeFirstOrThrow()
  const { notes } = await db
    .selectFrom('case_events').select((eb) => eb.fn.countAll<number>().as('notes')).where(isOneOf(dialect, 'case_id', idsOf(cases), 'bigint')).where('type', 'in', NOTE_TYPES).executeTakeFirstOrThrow()
  return {
    subscriber: [subscriber.id], orders: rowIds, receipts: idsOf(receipts), ledger: idsOf(ledger), messages: idsOf(messages), changes: idsOf(changes), notices: idsOf(notices), actions: actionIds,
    files: Number(files), quarantined: await findQuarantined(db, keys, subscriberId, numbers), cases: idsOf(cases), notes: Number(notes), openCases: idsOf(cases.filter((one) => one.is_open === 1)), openActions: actions.filter((action) => action.is_open === 1).map(({ id, kind, status }) => ({ id, kind, status })),
  }
}

/** Erases everything of {@link Footprint} that is personal. Answers with what was there, by kind. */
export async function eraseFootprint(tx: Tx, keys: Keys, subscriberId: string, footprint: Footprint, cause: Cause): Promise<Readonly<Record<string, number>>> {
  const done: Record<string, number> = {}
  const rows: Readonly<Record<string, readonly number[]>> = {
    order: footprint.orders, receipt: footprint.receipts, ledger: footprint.ledger, message: footprint.messages, profile_change: footprint.changes, subscriber: footprint.subscriber, notice: footprint.notices, quarantine: footprint.quarantined,
  }
  await dismissQuarantined(tx, footprint.quarantined, cause.at)
  for (const what of ERASABLE) {
    const ids = what.class === 'network' ? [] : (rows[what.kind] ?? [])
    for (let from = 0; from < ids.length; from += CHUNK) done[what.kind] = (done[what.kind] ?? 0) + (await eraseRows(tx, keys, what, ids.slice(from, from + CHUNK), cause))
  }
  done.evidence = await eraseEvidence(tx, keys, footprint.actions, cause)
  done.action_event = await eraseActionSecrets(tx, keys, footprint.actions, cause)
  done.note = await eraseWords(tx, keys, footprint, cause)
  await tx.deleteFrom('subscriber_numbers').where('subscriber_id', '=', subscriberId).execute()
  await tx.deleteFrom('contact_confirmations').where('subscriber_id', '=', subscriberId).execute()
  await tx.deleteFrom('customer_codes').where(isOneOf(dialectOf(tx), 'object', footprint.actions.map((id) => `action:${id}`))).execute()
  const merges = await tx.selectFrom('person_merges').select(['id', 'sealed_before']).where((eb) => eb.or([eb('kept_id', '=', subscriberId), eb('merged_id', '=', subscriberId)])).execute()
  for (const merge of merges) {
    const before = JSON.parse(unseal(keys, 'person_merge.before', merge.sealed_before)) as Record<string, object>
    const blank = Object.fromEntries(Object.entries(before).map(([side, person]) => [side, { ...person, name: '', numbers: [], contactPhone: null, email: null, address: null, idDocType: null, idDocLast4: null, extra: null }]))
    await tx.updateTable('person_merges').set({ sealed_before: seal(keys, 'person_merge.before', JSON.stringify(blank)) }).where('id', '=', merge.id).execute()
  }
  return done
}

const CHUNK = 500

/** When a record was erased, and why; null when it was not. */
export async function findTombstone(db: Handle, kind: string, key: string): Promise<{ readonly at: Instant; readonly cause: string } | null> {
  const row = await db.selectFrom('tombstones').select(['erased_at', 'cause']).where('kind', '=', kind).where('record_key', '=', key).orderBy('erased_at', 'desc').executeTakeFirst()
  return row ? { at: row.erased_at, cause: row.cause } : null
}

/** Rows of one class whose time is over and that still hold something: the oldest first, after a place in time. */
export async function listOver(
  db: Handle, what: ErasableColumns, cutoff: Instant, after: { readonly at: Instant; readonly id: number }, limit: number,
): Promise<readonly { readonly id: number; readonly at: Instant; readonly orderRowId: number | null; readonly subscriberId: string | null }[]> {
  const time = sql.ref(what.time)
  const link = LINKS[what.table]
  const { rows } = await sql<{ id: number; at: number; order_row_id: number | null; subscriber_id: string | null }>`
    select id, ${time} as at, ${sql.raw(link.order)} as order_row_id, ${sql.raw(link.subscriber)} as subscriber_id from ${sql.table(what.table)}
    where ${time} < ${cutoff} and (${time}, id) > (${after.at}, ${after.id}) and ${sql.raw(what.isFull)}${sql.raw(what.onlyIf ? ` and ${what.onlyIf}` : '')}
    order by ${time}, id limit ${limit}`.execute(db)
  return rows.map((row) => ({ id: Number(row.id), at: Number(row.at), orderRowId: row.order_row_id === null ? null : Number(row.order_row_id), subscriberId: row.subscriber_id }))
}

/** The order and the subscriber a row belongs to, as SQL over the row: what a hold on either keeps. */
const LINKS: Readonly<Record<ErasableColumns['table'], { readonly order: string; readonly subscriber: string }>> = {
  orders: { order: 'id', subscriber: 'subscriber_id' },
  receipts: { order: '(select max(o.id) from orders o where o.order_id = receipts.order_id)', subscriber: 'cast(null as text)' },
  ledger_entries: { order: 'cast(null as bigint)', subscriber: '(select max(n.subscriber_id) from subscriber_numbers n where n.number = ledger_entries.number)' },
  messages: { order: '(select max(o.id) from orders o where o.order_id = messages.order_id)', subscriber: 'subscriber_id' },
  profile_changes: { order: 'cast(null as bigint)', subscriber: 'subscriber_id' },
  subscribers: { order: 'cast(null as bigint)', subscriber: 'subscriber_id' },
  notices: { order: 'cast(null as bigint)', subscriber: 'cast(null as text)' },
  quarantine: { order: 'cast(null as bigint)', subscriber: 'cast(null as text)' },
}

/** Older contents whose time is over. */
export async function listOldVersions(db: Handle, cutoff: Instant, limit: number): Promise<readonly { readonly kind: string; readonly record_row_id: number; readonly version: number }[]> {
  return db.selectFrom('record_versions').select(['kind', 'record_row_id', 'version']).where('replaced_at', '<', cutoff).orderBy('replaced_at').orderBy('kind').orderBy('record_row_id').orderBy('version').limit(limit).execute()
}

/** Disputes and changes that ended before an instant and still have files or personal values, after an id. */
export async function listOldActions(db: Handle, cutoff: Instant, afterId: number, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('staff_actions').select('id').where('is_open', '=', 0).where('changed_at', '<', cutoff).where('id', '>', afterId)
    .where((eb) => eb.or([
      eb.exists(eb.selectFrom('evidence_files').innerJoin('evidence_blobs', 'evidence_blobs.sha256', 'evidence_files.sha256').select('evidence_files.id').whereRef('action_id', '=', 'staff_actions.id').where('state', '<>', 'removed').where('bytes', '>', 0)),
      eb.exists(
        eb.selectFrom('action_events').select('seq').whereRef('action_id', '=', 'staff_actions.id').where('sealed_data', 'is not', null)
          .where((inner) => inner.not(inner.exists(inner.selectFrom('tombstones').select('id').where('kind', '=', 'action_event').where('record_key', '=', sql<string>`action_events.action_id || ':' || action_events.seq`)))),
      ),
    ]))
    .orderBy('id').limit(limit).execute()
  return rows.map(({ id }) => id)
}

/** Of these orders and subscribers those that something open holds: a case, a dispute, a refund, a change, a legal hold. */
export async function findHeld(db: Handle, orderRowIds: readonly number[], subscriberIds: readonly string[]): Promise<{ readonly orders: ReadonlySet<number>; readonly subscribers: ReadonlySet<string> }> {
  const dialect = dialectOf(db)
  const keys = subscriberIds.map((id) => `subscriber:${id}`)
  const orders = new Set<number>()
  const subscribers = new Set<string>()
  for (const table of ['staff_actions', 'cases'] as const) {
    for (const row of await db.selectFrom(table).select('order_row_id').where('is_open', '=', 1).where(isOneOf(dialect, 'order_row_id', orderRowIds, 'bigint')).execute()) if (row.order_row_id !== null) orders.add(row.order_row_id)
    for (const row of await db.selectFrom(table).select('subject_key').where('is_open', '=', 1).where(isOneOf(dialect, 'subject_key', keys)).execute()) subscribers.add(row.subject_key.slice('subscriber:'.length))
  }
  const { rows } = await sql<{ order_row_id: number }>`
    select c.order_row_id from cases c join staff_actions a on a.kind = 'legal_hold' and a.is_open = 1 and a.subject_key = 'case:' || coalesce(c.merged_into, c.id)
    where ${isOneOf(dialect, 'c.order_row_id', orderRowIds, 'bigint')}`.execute(db)
  for (const row of rows) orders.add(Number(row.order_row_id))
  return { orders, subscribers }
}

/** Subjects under which the cases of these orders may be held: their own, or that of the whole they were merged into. */
async function caseKeysOf(db: Handle, orderRowIds: readonly number[]): Promise<readonly string[]> {
  const rows = await db.selectFrom('cases').select(['id', 'merged_into']).where(isOneOf(dialectOf(db), 'order_row_id', orderRowIds, 'bigint')).execute()
  return [...new Set(rows.map((row) => `case:${row.merged_into ?? row.id}`))]
}

/** Takes records that were erased out of the queue for screening: what they were judged by is gone, so they are not judged again. */
export async function dropErasedFromQueue(tx: Tx): Promise<void> {
  await sql`delete from screening_queue where exists (select 1 from tombstones where tombstones.kind = screening_queue.kind and tombstones.record_key = cast(screening_queue.record_row_id as text))`.execute(tx)
}

/** Whether anything was ever erased: without that no import has to look for what may not come back. */
export async function hasTombstones(db: Handle): Promise<boolean> {
  return (await db.selectFrom('tombstones').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** How far retention came in one class. */
export async function getRetentionState(db: Handle, name: string): Promise<{ readonly doneUntil: Instant; readonly seenId: number } | null> {
  const row = await db.selectFrom('retention_states').selectAll().where('class', '=', name).executeTakeFirst()
  return row ? { doneUntil: row.done_until, seenId: row.seen_id } : null
}

export async function setRetentionState(tx: Tx, name: string, state: { readonly doneUntil: Instant; readonly seenId: number }, at: Instant): Promise<void> {
  const row = { done_until: state.doneUntil, seen_id: state.seenId, ran_at: at }
  await tx.insertInto('retention_states').values({ class: name, ...row }).onConflict((conflict) => conflict.column('class').doUpdateSet(row)).execute()
}

/** Earliest time among rows that came after an id, and the newest id: records that were old when they came. */
export async function findLateRows(db: Handle, what: ErasableColumns, afterId: number): Promise<{ readonly earliest: Instant | null; readonly newestId: number }> {
  const { rows } = await sql<{ earliest: number | null; newest: number | null }>`select min(${sql.ref(what.time)}) as earliest, max(id) as newest from ${sql.table(what.table)} where id > ${afterId}`.execute(db)
  const row = rows[0]
  return { earliest: row?.earliest == null ? null : Number(row.earliest), newestId: row?.newest == null ? afterId : Number(row.newest) }
}

export async function addRetentionRun(tx: Tx, startedAt: Instant, finishedAt: Instant, report: string): Promise<number> {
  return (await tx.insertInto('retention_runs').values({ started_at: startedAt, finished_at: finishedAt, report }).returning('id').executeTakeFirstOrThrow()).id
}

/** The newest runs. */
export async function listRetentionRuns(db: Handle, limit: number): Promise<readonly { readonly id: number; readonly startedAt: Instant; readonly report: string }[]> {
  return (await db.selectFrom('retention_runs').selectAll().orderBy('id', 'desc').limit(limit).execute()).map((row) => ({ id: row.id, startedAt: row.started_at, report: row.report }))
}

