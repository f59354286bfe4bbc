import { accept, refuse, type Result } from '../values/result.ts'
import { isZone } from '../values/time.ts'
import type { OperatorSettings } from './operator-settings.ts'

const ENTRIES_MAX = 10_000
const ENTRY_CHARS_MAX = 512
const COUNTRY = /^[A-Z]{2}$/
const HOST = /^(?:\*\.)?[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u
const NAT_PREFIX = /^[0-9a-fA-F.:]{1,45}(?:\/\d{1,3})?$/

const LISTS = ['registeredPayees', 'natPrefixes', 'kioskDevices', 'companyPayers', 'officialHosts', 'officialShortPrefixes'] as const

/**
 * Settings as a person typed them: trimmed, without empty and repeated entries, each of a form that can work. Refuses, naming the field: `zone_unknown`,
 * `country_form`, `too_many_entries`, `entry_too_long`, `host_form`, `network_form`, `campaign_form`, `campaign_repeated`.
 */
export function checkSettings(given: OperatorSettings): Result<OperatorSettings> {
  if (!isZone(given.zone)) return refuse('zone_unknown', { zone: given.zone }, 'zone')
  if (!COUNTRY.test(given.country)) return refuse('country_form', { country: given.country }, 'country')
  const lists = new Map<(typeof LISTS)[number], readonly string[]>()
  for (const name of LISTS) {
    const entries = [...new Set(given[name].map((entry) => entry.trim()).filter((entry) => entry !== ''))]
    if (entries.length > ENTRIES_MAX) return refuse('too_many_entries', { max: ENTRIES_MAX }, name)
    const long = entries.find((entry) => entry.length > ENTRY_CHARS_MAX)
    if (long !== undefined) return refuse('entry_too_long', { max: ENTRY_CHARS_MAX }, name)
    lists.set(name, entries)
  }
  const host = lists.get('officialHosts')?.find((entry) => !HOST.test(entry))
  if (host !== undefined) return refuse('host_form', { host }, 'officialHosts')
  const network = lists.get('natPrefixes')?.find((entry) => !NAT_PREFIX.test(entry))
  if (network !== undefined) return refuse('network_form', { network }, 'natPrefixes')
  const ids = new Set<string>()
  for (const { id, paidToFace, from, to } of given.campaigns) {
    if (id.trim() === '' || id.length > 80 || !(paidToFace > 0 && paidToFace <= 1) || !Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from >= to)
      return refuse('campaign_form', { id }, 'campaigns')
    if (ids.has(id)) return refuse('campaign_repeated', { id }, 'campaigns')
    ids.add(id)
  }
  if (given.campaigns.length > ENTRIES_MAX) return refuse('too_many_entries', { max: ENTRIES_MAX }, 'campaigns')
  const list = (name: (typeof LISTS)[number]) => lists.get(name) ?? []
  return accept({
    zone: given.zone,
    country: given.country,
    campaigns: given.campaigns.map(({ id, paidToFace, from, to }) => ({ id, paidToFace, from, to })),
    registeredPayees: list('registeredPayees'),
    natPrefixes: list('natPrefixes'),
    kioskDevices: list('kioskDevices'),
    companyPayers: list('companyPayers'),
    officialHosts: list('officialHosts').map((host) => host.toLowerCase()),
    officialShortPrefixes: list('officialShortPrefixes'),
    statementsCompleteUntil: given.statementsCompleteUntil,
  })
}
