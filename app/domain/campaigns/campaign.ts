import type { Instant } from '../values/time.ts'
import type { RecordKind } from '../intake/record.ts'

/** Where a rare token was seen (`text/tokens.ts`). */
export interface Sighting {
  readonly token: string
  readonly kind: RecordKind
  readonly rowId: number
  readonly at: Instant
  /** Payer, number or subscriber behind the record. */
  readonly party: string
}

/** What a campaign is told by; a wording has no name of its own, only samples. */
const CAMPAIGN_MARKS = ['handle', 'number', 'link', 'host', 'wording'] as const
export type CampaignMark = (typeof CAMPAIGN_MARKS)[number]

/** Records that carry the same rare contact, link or wording, taken together over all tokens they share (DOMAIN R-LINK-10). */
export interface Campaign {
  /** Of the token by which it is called; stays the same as sightings are added. */
  readonly id: string
  readonly mark: CampaignMark
  /** The handle, number, link or host; empty for a wording. */
  readonly value: string
  readonly tokens: readonly string[]
  /** Oldest first. */
  readonly records: readonly { readonly kind: RecordKind; readonly rowId: number; readonly at: Instant }[]
  readonly parties: number
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** Records from which a token is a campaign, and parties, so that one insistent customer is none. */
const LEAST_RECORDS = 3
const LEAST_PARTIES = 2

const MARK_OF: Readonly<Record<string, CampaignMark>> = { handle: 'handle', name: 'handle', number: 'number', link: 'link', host: 'host', text: 'wording', near: 'wording' }

/**
 * Campaigns out of sightings: tokens that enough records of several parties share, joined where one record carries two of them. The same
 * sightings in any order give the same campaigns, the newest first.
 */
export function campaignsOf(sightings: readonly Sighting[]): readonly Campaign[] {
  const byToken = new Map<string, Sighting[]>()
  for (const sighting of sightings) {
    if (!Object.hasOwn(MARK_OF, kindOf(sighting.token))) continue
    const list = byToken.get(sighting.token)
    if (list) list.push(sighting)
    else byToken.set(sighting.token, [sighting])
  }
  const parent = new Map<string, string>()
  const root = (key: string): string => {
    let at = key
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    return at
  }
  const join = (a: string, b: string): void => {
    if (!parent.has(a)) parent.set(a, a)
    if (!parent.has(b)) parent.set(b, b)
    parent.set(root(a), root(b))
  }
  for (const [token, list] of byToken) {
    const records = new Set(list.map(nameOf))
    if (records.size < LEAST_RECORDS || new Set(list.map(({ party }) => party)).size < LEAST_PARTIES) continue
    for (const record of records) join(`record ${record}`, `token ${token}`)
  }
  const groups = new Map<string, string[]>()
  for (const token of byToken.keys()) {
    if (!parent.has(`token ${token}`)) continue
    const key = root(`token ${token}`)
    const list = groups.get(key)
    if (list) list.push(token)
    else groups.set(key, [token])
  }
  return [...groups.values()].map((tokens) => campaignOf(tokens, byToken)).sort((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1))
}

function campaignOf(tokens: readonly string[], byToken: ReadonlyMap<string, readonly Sighting[]>): Campaign {
  const all = tokens.flatMap((token) => byToken.get(token) ?? [])
  const records = new Map(all.map(({ kind, rowId, at }) => [nameOf({ kind, rowId }), { kind, rowId, at }]))
  const sorted = [...records.values()].sort((a, b) => a.at - b.at || (nameOf(a) < nameOf(b) ? -1 : 1))
  const leader = [...tokens].sort((a, b) => rankOf(a) - rankOf(b) || firstOf(byToken, a) - firstOf(byToken, b) || (a < b ? -1 : 1))[0] ?? ''
  const mark = MARK_OF[kindOf(leader)] ?? 'wording'
  return {
    id: idOf(leader), mark, value: mark === 'wording' ? '' : leader.slice(leader.indexOf(':') + 1), tokens: [...tokens].sort(), records: sorted,
    parties: new Set(all.map(({ party }) => party)).size, firstAt: sorted[0]?.at ?? 0, lastAt: sorted.at(-1)?.at ?? 0,
  }
}

function kindOf(token: string): string {
  return token.slice(0, token.indexOf(':'))
}

function nameOf({ kind, rowId }: Pick<Sighting, 'kind' | 'rowId'>): string {
  return `${kind}:${rowId}`
}

function rankOf(token: string): number {
  return CAMPAIGN_MARKS.indexOf(MARK_OF[kindOf(token)] ?? 'wording')
}

function firstOf(byToken: ReadonlyMap<string, readonly Sighting[]>, token: string): Instant {
  return (byToken.get(token) ?? []).reduce((first, { at }) => Math.min(first, at), Number.MAX_SAFE_INTEGER)
}

/** FNV-1a twice over with different starts, 14 signs: an address that says nothing of what it leads to. Guards nothing. */
function idOf(token: string): string {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let i = 0; i < token.length; i++) {
    a = Math.imul(a ^ token.charCodeAt(i), 0x01000193) >>> 0
    b = Math.imul(b ^ token.charCodeAt(i), 0x5bd1e995) >>> 0
  }
  return `${a.toString(36).padStart(7, '0')}${b.toString(36).padStart(7, '0')}`
}
