import { bulkWriter } from '../../../db/bulk.ts'
import { changeMark } from '../../../db/change-mark.ts'
import { type ClientAtWork, findApiClient, takeApiEvents } from '../../../db/queries/api-clients.ts'
import { listDecisions, type OrderDecision } from '../../../db/queries/decisions.ts'
import { glanceMemory } from '../../../db/queries/glance-memory.ts'
import { addJob, hasWaitingJob } from '../../../db/queries/jobs.ts'
import { holdScreening } from '../../../db/queries/screening.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Store } from '../../../db/client.ts'
import { isStoreFailure } from '../../../db/failure.ts'
import type { Keys } from '../../../db/seal.ts'
import type { RowParser } from '../../domain/intake/feed.ts'
import { OWN_FEEDS } from '../../domain/intake/feeds/index.ts'
import { objectRows } from '../../domain/intake/json-lines.ts'
import { DEFAULT_LIMITS } from '../../domain/intake/limits.ts'
import type { OperatorSettings } from '../../domain/intake/operator-settings.ts'
import type { Rejection } from '../../domain/intake/raw-row.ts'
import { type AnyRecord, type RecordKind, refOf } from '../../domain/intake/record.ts'
import type { Instant } from '../../domain/values/time.ts'
import { storeArrivals } from './ingest-records.server.ts'
import { screenArrived } from '../screening/screen-records.server.ts'
import { writeBeside } from '../screening/write-beside.server.ts'

/** One request of a machine: the texts of its objects, as they came. */
export interface ReceivedRequest {
  readonly clientId: number
  readonly eventId: string
  readonly bodyHash: string
  /** Which secret of the machine signed it. */
  readonly secretId?: number
  readonly kind: RecordKind
  readonly objects: readonly string[]
}

/** What became of one object. `version` is above 1 when another content was known under its id. */
type ItemAnswer =
  | { readonly status: 'accepted' | 'unchanged'; readonly id: string; readonly version?: number; readonly decision?: OrderDecision | null }
  | { readonly status: 'rejected'; readonly reason: Rejection['code']; readonly field: string | null; readonly data: Rejection['data'] }

/** `conflict`: the event's id was used before for another body; nothing was stored. */
export type RequestAnswer = { readonly items: readonly ItemAnswer[]; readonly isReplay: boolean } | 'conflict'

export type KnownMachine = Omit<ClientAtWork, 'until'>

const machines = new WeakMap<Store, { readonly mark: number; readonly known: Map<string, ClientAtWork> }>()

/**
 * A machine by its public name, with the secrets that count now. Each request asks, and between two commits the answer cannot change: it is read and
 * its secrets are opened once for all that come meanwhile.
 */
export async function findMachine(store: Store, keys: Keys, clientKey: string, now: Instant): Promise<KnownMachine | null> {
  const mark = await changeMark(store.read)
  if (mark === null) return findApiClient(store.read, keys, clientKey, now)
  let kept = machines.get(store)
  if (kept?.mark !== mark) machines.set(store, (kept = { mark, known: new Map() }))
  const known = kept.known.get(clientKey)
  if (known && (known.until === null || known.until > now)) return known
  const found = await findApiClient(store.read, keys, clientKey, now)
  if (found) kept.known.set(clientKey, found)
  return found
}

interface Parsed {
  readonly request: ReceivedRequest
  readonly readings: readonly (AnyRecord | Rejection)[]
}

const isRecord = (reading: AnyRecord | Rejection): reading is AnyRecord => 'kind' in reading

/** Reads objects of any kind of record; what it knows of the columns of a kind is made once. */
function reader({ country, zone }: OperatorSettings): (kind: RecordKind, object: string, line: number) => AnyRecord | Rejection {
  const readers = new Map<RecordKind, { readonly rowOf: ReturnType<typeof objectRows>; readonly parser: RowParser }>()
  return (kind, object, line) => {
    let known = readers.get(kind)
    if (!known) {
      const feed = OWN_FEEDS[kind]
      readers.set(kind, (known = { rowOf: objectRows(feed.columns, DEFAULT_LIMITS, null), parser: feed.open(feed.columns, { country, zone }) }))
    }
    const reading = known.parser.parse(known.rowOf(object, line))
    return 'record' in reading ? reading.record : 'rejection' in reading ? reading.rejection : { code: 'json_form', field: null, data: {} }
  }
}

/**
 * Stores a group of requests and screens its orders in one transaction, and answers each object by itself, orders with their decision.
 * A request that came before is answered from what is known and changes nothing (S30); the order in which records come does not matter (S31).
 */
export async function receiveRecords(store: Store, keys: Keys, requests: readonly ReceivedRequest[], now: Instant): Promise<readonly RequestAnswer[]> {
  const { settings } = await getOperatorSettings(store.read)
  const read = reader(settings)
  const parsed: Parsed[] = requests.map((request) => ({ request, readings: request.objects.map((object, index) => read(request.kind, object, index + 1)) }))
  const bulk = bulkWriter(store, keys)
  const memory = glanceMemory(store)
  const take = (isScreening: boolean) => writeBeside(store, memory, async (tx) => {
    // First of all, since what screens a batch may wait for rows that are stored here.
    if (isScreening) await holdScreening(tx, store.dialect, 'beside')
    const settled = new Map<AnyRecord, { readonly state: 'accepted' | 'unchanged' | 'new_version'; readonly rowId: number; readonly version: number }>()
    const outcomes = await takeApiEvents(tx, requests, now)
    const fresh = new Map<RecordKind, AnyRecord[]>()
    for (const [index, { request, readings }] of parsed.entries()) {
      if (outcomes[index] !== 'taken') continue
      const list = fresh.get(request.kind) ?? []
      list.push(...readings.filter(isRecord))
      fresh.set(request.kind, list)
    }
    for (const [kind, records] of fresh) {
      const cause = kind === 'order' && isScreening ? 'answered' : 'arrived'
      const results = await storeArrivals(tx, bulk, kind, records.map((record) => ({ record, line: null })), { importFileId: null, now, settings, cause })
      for (const [index, record] of records.entries()) {
        const one = results[index]
        if (one) settled.set(record, one)
      }
    }
    const isScreeningDue = [...settled.values()].some(({ state }) => state !== 'unchanged') && !(await hasWaitingJob(tx, 'screen'))
    if (isScreeningDue) await addJob(tx, { type: 'screen', payload: {}, createdAt: now })
    const changed = [...settled].flatMap(([record, one]) => (record.kind === 'order' && one.state !== 'unchanged' ? [{ ...one, record }] : []))
    const revised = new Set(changed.filter(({ state }) => state === 'new_version').map(({ rowId }) => rowId))
    memory.forget(revised)
    const arrived = {
      rowIds: [...new Set(changed.map(({ rowId }) => rowId))],
      fresh: new Map(changed.flatMap(({ record, rowId, version }) => (revised.has(rowId) ? [] : [[rowId, { ...record, rowId, version }] as const]))),
    }
    const decided = isScreening ? await screenArrived(tx, store, arrived, { keys, settings, now }) : new Map<number, OrderDecision>()
    return { settled, outcomes, decided }
  })
  // A record that cannot be screened is stored all the same; it waits in line, and its decision with it.
  const stored = await take(true).catch((error: unknown) => {
    if (isStoreFailure(error)) throw error
    return take(false)
  })

  const decisionHere = (record: AnyRecord): OrderDecision | null => stored.decided.get(stored.settled.get(record)?.rowId ?? -1) ?? null
  const others = parsed.flatMap(({ readings }) => readings.filter(isRecord).filter((record) => record.kind === 'order' && decisionHere(record) === null))
  const decisions = await listDecisions(store.read, store.dialect, others.map(refOf))
  const answers: RequestAnswer[] = []
  for (const [index, { readings }] of parsed.entries()) {
    const outcome = stored.outcomes[index]
    if (outcome === 'conflict') {
      answers.push('conflict')
      continue
    }
    const items = readings.map((reading): ItemAnswer => {
      if (!isRecord(reading)) return { status: 'rejected', reason: reading.code, field: reading.field, data: reading.data }
      const one = stored.settled.get(reading)
      const { id, source } = refOf(reading)
      const decision = reading.kind === 'order' ? { decision: decisionHere(reading) ?? decisions.get(`${source}\u0000${id}`) ?? null } : {}
      const status = one && one.state !== 'unchanged' ? 'accepted' : 'unchanged'
      return { status, id, ...(one && one.version > 1 ? { version: one.version } : {}), ...decision }
    })
    answers.push({ items, isReplay: outcome === 'replay' })
  }
  return answers
}
