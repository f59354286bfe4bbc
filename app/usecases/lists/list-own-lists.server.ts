import { countEntries, type EntryState, findEntry, listEntryRows, type ListEntryRow } from '../../../db/queries/lists.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { BRANDS } from '../../domain/lists/brands.ts'
import { ALLOWED_HOSTS, SHORTENER_HOSTS } from '../../domain/lists/hosts.ts'
import { OWN_LISTS, type EntryDetail, type ListEntry, type OwnList } from '../../domain/lists/own-lists.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { parseInstant, type Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { shownValue } from './keep-lists.server.ts'

/** Where an entry comes from: staff, the lists that the program brings, the operator's settings. */
const ENTRY_ORIGINS = ['staff', 'brought', 'settings'] as const
type EntryOrigin = (typeof ENTRY_ORIGINS)[number]

/** An entry as a page shows it; `id` is null for what staff have not added here. */
export interface ShownEntry {
  readonly key: string
  readonly id: number | null
  readonly list: OwnList
  readonly shown: string
  readonly owner: string
  readonly reason: string
  readonly state: EntryState
  readonly expiresAt: Instant | null
  readonly addedAt: Instant | null
  readonly addedBy: string | null
  readonly isMine: boolean
}

export interface ListsRequest {
  readonly origin: EntryOrigin
  readonly list: OwnList | null
  readonly state: EntryState | null
  readonly words: string | null
  readonly after: string | null
  readonly limit: number
}

export interface ListsView {
  readonly rows: readonly ShownEntry[]
  readonly next: string | null
  /** Of staff's own entries. */
  readonly counts: Readonly<Record<EntryState, number>>
}

/** The entries of all lists, or of one. Refuses `cursor_unknown`. */
export async function listOwnLists({ store, now, actor }: UseCaseContext, request: ListsRequest): Promise<Result<ListsView>> {
  const { origin, list, state, limit } = request
  const words = request.words?.trim() || null
  const counts: Record<EntryState, number> = { proposed: 0, held: 0, expired: 0, ended: 0 }
  for (const one of await countEntries(store.read, now)) counts[one.state] += one.count
  if (request.after !== null && !/^\d{1,15}$/.test(request.after)) return refuse('cursor_unknown', {}, 'after')
  const after = request.after === null ? null : Number(request.after)
  if (origin !== 'staff') {
    const all = (origin === 'brought' ? broughtEntries() : await settingsEntries(store.read)).filter((row) =>
      (list === null || row.list === list) && (state === null || state === 'held') && (words === null || `${row.shown} ${row.reason}`.toLowerCase().includes(words.toLowerCase())))
    const from = after ?? 0
    return accept({ rows: all.slice(from, from + limit), next: all.length > from + limit ? String(from + limit) : null, counts })
  }
  const found = await listEntryRows(store.read, { list, state, words, now }, after, limit + 1)
  const rows = found.slice(0, limit)
  const names = await staffNames(store.read, rows.map(({ addedBy }) => addedBy))
  return accept({ rows: rows.map((row) => shownEntry(row, now, actor.staffId, names)), next: found.length > limit ? String(rows.at(-1)?.id ?? '') : null, counts })
}

function shownEntry(row: ListEntryRow, now: Instant, staffId: number | null, names: ReadonlyMap<number, string>): ShownEntry {
  return {
    key: String(row.id), id: row.id, list: row.list, shown: shownValue(row), owner: row.owner, reason: maskText(row.reason), state: stateOf(row, now), expiresAt: row.expiresAt, addedAt: row.addedAt,
    addedBy: row.addedBy === null ? null : (names.get(row.addedBy) ?? null), isMine: row.addedBy !== null && row.addedBy === staffId,
  }
}

/** Ended before expired before proposed: an entry that was ended is never said to wait. */
export function stateOf({ endedAt, confirmedAt, expiresAt }: Pick<ListEntryRow, 'endedAt' | 'confirmedAt' | 'expiresAt'>, now: Instant): EntryState {
  return endedAt !== null ? 'ended' : expiresAt !== null && expiresAt <= now ? 'expired' : confirmedAt === null ? 'proposed' : 'held'
}

function broughtEntries(): readonly ShownEntry[] {
  const row = (list: OwnList, shown: string, { owner, reason, reviewedOn }: { readonly owner: string; readonly reason: string; readonly reviewedOn: string }): ShownEntry => {
    const reviewed = parseInstant(`${reviewedOn}T00:00:00Z`)
    return { key: `${list}:${shown}`, id: null, list, shown, owner, reason, state: 'held', expiresAt: null, addedAt: reviewed.ok ? reviewed.value.at : null, addedBy: null, isMine: false }
  }
  return [
    ...ALLOWED_HOSTS.entries.map((host) => row('allowed_hosts', host, ALLOWED_HOSTS)),
    ...SHORTENER_HOSTS.entries.map((host) => row('shortener_hosts', host, SHORTENER_HOSTS)),
    ...BRANDS.entries.map((brand) => row('brands', [brand.id, ...brand.names, ...brand.domains].join(' · '), BRANDS)),
  ]
}

async function settingsEntries(db: UseCaseContext['store']['read']): Promise<readonly ShownEntry[]> {
  const { settings } = await getOperatorSettings(db)
  const row = (shown: string): ShownEntry => ({ key: `official:${shown}`, id: null, list: 'official_hosts', shown, owner: '', reason: '', state: 'held', expiresAt: null, addedAt: null, addedBy: null, isMine: false })
  return [...settings.officialHosts, ...settings.officialShortPrefixes].map(row)
}

export interface EntryPage extends ShownEntry {
  readonly detail: EntryDetail
  readonly confirmedAt: Instant | null
  readonly confirmedBy: string | null
  readonly endedAt: Instant | null
  readonly endedBy: string | null
  readonly endedReason: string | null
}

/** One entry with its story, and the entry itself for a preview. Refuses `list_gone`. */
export async function getListEntry({ store, now, actor }: UseCaseContext, id: number): Promise<Result<{ readonly page: EntryPage; readonly entry: ListEntry }>> {
  const row = await findEntry(store.read, id)
  if (!row) return refuse('list_gone')
  const names = await staffNames(store.read, [row.addedBy, row.confirmedBy, row.endedBy])
  const name = (staffId: number | null) => (staffId === null ? null : (names.get(staffId) ?? null))
  return accept({
    entry: row,
    page: {
      ...shownEntry(row, now, actor.staffId, names), detail: row.detail, confirmedAt: row.confirmedAt, confirmedBy: name(row.confirmedBy), endedAt: row.endedAt, endedBy: name(row.endedBy),
      endedReason: row.endedReason === null ? null : maskText(row.endedReason),
    },
  })
}

export function isOwnList(value: string): value is OwnList {
  return (OWN_LISTS as readonly string[]).includes(value)
}
