import { DEFAULT_SETTINGS } from '../intake/operator-settings.ts'
import { readHost } from '../text/host.ts'
import { normalise } from '../text/normalise.ts'
import type { HostReading } from '../text/reading.ts'
import { listsFor, type TextLists } from '../text/text-lists.ts'

const URL_LIMIT = 2048
const SCHEME = /^(?:[a-z][a-z0-9+.-]{0,15}:\/{1,3}|\/\/)/

/** A link cut into its parts. */
export interface UrlParts {
  /** Lower case, without a leading `www.`, in normal form. */
  readonly host: string
  readonly reading: HostReading
  readonly labels: readonly string[]
  /** Index of the label that was registered, or that names the customer of a free host. */
  readonly owned: number
  readonly hasUser: boolean
  /** Empty for none and for 80 and 443. */
  readonly port: string
  readonly path: string
  readonly query: string
}

/** Cuts a link into parts. Takes any text: what is no link gives parts that look like nothing. */
export function urlParts(url: string, lists: TextLists = listsFor(DEFAULT_SETTINGS)): UrlParts {
  let rest = normalise(url.slice(0, URL_LIMIT)).text.trim()
  rest = rest.replace(SCHEME, '')
  const cut = rest.search(/[/?#\\]/)
  let authority = cut < 0 ? rest : rest.slice(0, cut)
  const tail = cut < 0 ? '' : rest.slice(cut)
  const at = authority.lastIndexOf('@')
  if (at >= 0) authority = authority.slice(at + 1)
  const colon = /:(\d{1,5})$/.exec(authority)
  if (colon) authority = authority.slice(0, colon.index)
  let host = authority.slice(0, 253).replace(/\.{2,}/g, '.').replace(/^\.|\.$/g, '')
  if (host.startsWith('www.') && host.indexOf('.', 4) > 0) host = host.slice(4)
  const question = tail.search(/[?#]/)
  const path = question < 0 ? tail : tail.slice(0, question)
  const reading = readHost(host, lists)
  const labels = reading.reads.split('.')
  const registered = reading.site ?? reading.domain
  const owned = registered === null ? Math.max(0, labels.length - 2) : Math.max(0, labels.length - registered.split('.').length)
  const port = colon?.[1] ?? ''
  return {
    host, reading, labels, owned, hasUser: at >= 0, port: port === '80' || port === '443' ? '' : port,
    path: path === '/' ? '' : path, query: question < 0 ? '' : tail.slice(question + 1),
  }
}
