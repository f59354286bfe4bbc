/** Networks of IPv4 that belong to nobody outside: loopback, private, link-local, shared, documentation, multicast and reserved. */
const INNER_V4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16],
  ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
]
/** The same of IPv6, with those that carry an IPv4 address inside. */
const INNER_V6: readonly (readonly [network: string, prefix: number])[] = [
  ['::', 96], ['::ffff:0:0', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 9], ['ff00::', 8],
]

/** Whether an address belongs to a network that must not be asked (S35). What is no address counts as inner. */
export function isInnerAddress(address: string): boolean {
  return isWithin(address, INNER_V4, INNER_V6) ?? true
}

export function isLoopbackAddress(address: string): boolean {
  return isWithin(address, [['127.0.0.0', 8]], [['::1', 128]]) ?? false
}

function isAddress(host: string): boolean {
  return bitsOf(host) !== null
}

/**
 * Whether an address may be asked as it is written: https alone, or http to a loopback host among `innerHosts`; hosts of the own network only when they are
 * among them. A name is looked at again when it is resolved. Null when it may.
 */
export function objectionToUrl(url: URL, innerHosts: readonly string[]): 'endpoint_form' | 'inner_address' | null {
  const host = hostOf(url)
  const isAllowedInner = innerHosts.includes(host)
  const isLocal = isAllowedInner && (host === 'localhost' || isLoopbackAddress(host))
  if (url.username !== '' || url.password !== '' || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))) return 'endpoint_form'
  const isInner = isAddress(host) ? isInnerAddress(host) : host === 'localhost' || host.endsWith('.localhost')
  return isInner && !isAllowedInner ? 'inner_address' : null
}

/** The host as addresses are compared: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replaceAll(/[[\]]/g, '')
}

function isWithin(address: string, v4: typeof INNER_V4, v6: typeof INNER_V6): boolean | null {
  const bits = bitsOf(address)
  if (bits === null) return null
  return (bits.length === 32 ? v4 : v6).some(([network, prefix]) => bitsOf(network)?.slice(0, prefix) === bits.slice(0, prefix))
}

/** The bits of an address as text, 32 or 128 of them; null for what is none. */
function bitsOf(address: string): string | null {
  const octets = octetsOf(address)
  if (octets !== null) return octets.map((octet) => octet.toString(2).padStart(8, '0')).join('')
  if (!address.includes(':')) return null
  // The last two groups may be written as an IPv4 address.
  const tail = octetsOf(address.slice(address.lastIndexOf(':') + 1))
  const hex = tail === null ? address : `${address.slice(0, address.lastIndexOf(':') + 1)}${((tail[0] ?? 0) * 256 + (tail[1] ?? 0)).toString(16)}:${((tail[2] ?? 0) * 256 + (tail[3] ?? 0)).toString(16)}`
  const halves = hex.split('::')
  if (halves.length > 2) return null
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - rest.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}

function octetsOf(text: string): readonly number[] | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null
  const octets = text.split('.').map(Number)
  return octets.every((octet) => octet <= 255) ? octets : null
}
