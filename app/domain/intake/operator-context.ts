import { accept, refuse, type Result } from '../values/result.ts'
import { parseInstant } from '../values/time.ts'
import type { Campaign, OperatorSettings } from './operator-settings.ts'

/** Settings that a folder's `context.json` can bring. What the file does not name stays as it is. */
export type ContextSettings = Partial<Omit<OperatorSettings, 'zone' | 'country'>>

const MOST_ENTRIES = 10_000
const LONGEST_ENTRY = 512

/** Keys of the file that are lists of text, and the setting each one fills. */
const LISTS = {
  merchants: 'registeredPayees', nat_prefixes: 'natPrefixes', kiosk_devices: 'kioskDevices', company_payers: 'companyPayers', official_hosts: 'officialHosts',
} as const

/**
 * Reads `context.json` (FEEDS A): what the operator knows of itself. Unknown keys are left alone. Refuses `context_form`,
 * `context_value` (naming the key), and the refusals of a time; nothing is half read.
 */
export function parseContext(text: string): Result<ContextSettings> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return refuse('context_form')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return refuse('context_form')
  const given = new Map<string, unknown>(Object.entries(parsed))
  const settings: { -readonly [K in keyof ContextSettings]: ContextSettings[K] } = {}

  for (const [key, setting] of Object.entries(LISTS) as [keyof typeof LISTS, (typeof LISTS)[keyof typeof LISTS]][]) {
    if (!given.has(key)) continue
    const list = textsOf(given.get(key))
    if (list === null) return refuse('context_value', { key })
    settings[setting] = list
  }
  if (given.has('official_short_prefix')) {
    const value = given.get('official_short_prefix')
    const list = textsOf(Array.isArray(value) ? value : [value])
    if (list === null) return refuse('context_value', { key: 'official_short_prefix' })
    settings.officialShortPrefixes = list
  }
  if (given.has('campaigns')) {
    const campaigns = campaignsOf(given.get('campaigns'))
    if (!campaigns.ok) return campaigns
    settings.campaigns = campaigns.value
  }
  if (given.has('statements_complete_until')) {
    const until = given.get('statements_complete_until')
    const instant = typeof until === 'string' ? parseInstant(until) : refuse('context_value', { key: 'statements_complete_until' })
    if (!instant.ok) return refuse('context_value', { key: 'statements_complete_until' })
    settings.statementsCompleteUntil = instant.value.at
  }
  return accept(settings)
}

/**
 * The settings after a context was taken in: lists grow, a campaign of the same id is replaced, and the horizon of the statements only
 * moves forward. Taking the same context twice changes nothing.
 */
export function mergeContext(settings: OperatorSettings, context: ContextSettings): OperatorSettings {
  const joined = (ours: readonly string[], theirs: readonly string[] | undefined) => [...new Set([...ours, ...(theirs ?? [])])]
  const newer = new Map((context.campaigns ?? []).map((campaign) => [campaign.id, campaign]))
  return {
    ...settings,
    registeredPayees: joined(settings.registeredPayees, context.registeredPayees),
    campaigns: [...settings.campaigns.filter((campaign) => !newer.has(campaign.id)), ...newer.values()],
    natPrefixes: joined(settings.natPrefixes, context.natPrefixes),
    kioskDevices: joined(settings.kioskDevices, context.kioskDevices),
    companyPayers: joined(settings.companyPayers, context.companyPayers),
    officialHosts: joined(settings.officialHosts, context.officialHosts),
    officialShortPrefixes: joined(settings.officialShortPrefixes, context.officialShortPrefixes),
    statementsCompleteUntil: latest(settings.statementsCompleteUntil, context.statementsCompleteUntil ?? null),
  }
}

function latest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b)
}

function textsOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length > MOST_ENTRIES) return null
  const isText = (entry: unknown): entry is string => typeof entry === 'string' && entry !== '' && entry.length <= LONGEST_ENTRY
  return value.every(isText) ? [...new Set(value as readonly string[])] : null
}

function campaignsOf(value: unknown): Result<readonly Campaign[]> {
  if (!Array.isArray(value) || value.length > MOST_ENTRIES) return refuse('context_value', { key: 'campaigns' })
  const campaigns: Campaign[] = []
  for (const entry of value as readonly unknown[]) {
    if (typeof entry !== 'object' || entry === null) return refuse('context_value', { key: 'campaigns' })
    const { id, paid_to_face: paidToFace, from, to } = entry as Readonly<Record<string, unknown>>
    const start = typeof from === 'string' ? parseInstant(from) : null
    const end = typeof to === 'string' ? parseInstant(to) : null
    if (typeof id !== 'string' || id === '' || id.length > 128 || typeof paidToFace !== 'number' || !(paidToFace >= 0 && paidToFace <= 1)) return refuse('context_value', { key: 'campaigns' })
    if (!start?.ok || !end?.ok || start.value.at > end.value.at) return refuse('context_value', { key: 'campaigns', id })
    campaigns.push({ id, paidToFace, from: start.value.at, to: end.value.at })
  }
  return accept(campaigns)
}
