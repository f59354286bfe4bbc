import { contactOfPath } from './contacts.ts'
import { FOREIGN_LOOKALIKE, LATIN_LOOKALIKE } from './confusables.ts'
import { isPublicEnding, isWithin, readHost } from './host.ts'
import { pageImitation, pathImitation, userPartImitation } from './imitation.ts'
import { isHan, type NormalText, rawSpan } from './normalise.ts'
import type { TextLink } from './reading.ts'
import type { TextLists } from './text-lists.ts'

export interface FoundLinks {
  readonly links: readonly TextLink[]
  /** Places of mail addresses, which are no links. */
  readonly mails: readonly (readonly [start: number, end: number])[]
}

const MAX_LINKS = 40
const MAX_MAILS = 60
const NO_LINKS: FoundLinks = Object.freeze({ links: Object.freeze([]), mails: Object.freeze([]) })
/** `http:/`, `http //`, `https：\\` and the like, with the blanks people put in. */
const BROKEN_SCHEME = /https? ?:? ?[/\\]{1,2} ?/y
const SCHEME_NAME = /[a-z][a-z0-9+-]{0,20}$/
const CONTACT_SCHEMES = new Set(['tg', 'telegram', 'weixin', 'wechat', 'mqqapi', 'mqq', 'mqqwpa', 'tencent', 'whatsapp', 'line', 'viber', 'skype', 'sgnl', 'kakaolink', 'zalo', 'potato'])
const NO_HOST_SCHEMES = new Set(['javascript', 'data', 'vbscript', 'intent', 'file'])
/** Readings of whole bare endings, so that prose with dots asks the suffix list once. */
const endings = new Map<string, boolean>()
const ENDINGS_LIMIT = 2000

/** Links in the order of the text, with or without scheme. Linear in the length of the text; at most 40 links are read. */
export function findLinks(normal: NormalText, lists: TextLists): FoundLinks {
  const { text } = normal
  let dot = text.indexOf('.')
  let slashes = firstSlashes(text, 0)
  const drawn = drawnAddress(normal, lists) ?? slashedContact(normal, lists) ?? marked(normal, lists)
  if (dot < 0 && slashes < 0) return drawn === null ? NO_LINKS : { links: [drawn], mails: [] }
  const links: TextLink[] = []
  const mails: [number, number][] = []
  let from = 0
  while (links.length < MAX_LINKS && (dot >= 0 || slashes >= 0)) {
    let end: number
    if (slashes >= 0 && (dot < 0 || schemeStart(text, slashes, from) <= dot)) {
      end = takeSchemed(normal, slashes, from, lists, links)
    } else {
      end = takeBare(normal, dot, from, lists, links, mails)
    }
    from = Math.max(end, from + 1)
    dot = text.indexOf('.', from)
    if (slashes >= 0 && slashes < from) slashes = firstSlashes(text, from)
  }
  if (drawn === null && !text.includes(' / ')) return { links, mails }
  const apart = [...apartLinks(normal, lists), ...(drawn ? [drawn] : [])].filter((link) => !links.some((other) => other.start < link.end && other.end > link.start))
  return apart.length === 0 ? { links, mails } : { links: [...links, ...apart].slice(0, MAX_LINKS).sort((a, b) => a.start - b.start), mails }
}

/** `t . me / name`: an address of a known shortener or chat with blanks between its signs. Others read like prose too often. */
const APART = /(?<![a-z0-9])((?:[a-z0-9] ?){1,12}) ?\. ?((?:[a-z] ?){1,5}) \/ ([a-z0-9_-]{3,40})/g

function apartLinks(normal: NormalText, lists: TextLists): TextLink[] {
  return [...normal.text.matchAll(APART)].flatMap((match) => {
    const [whole, name = '', ending = '', path = ''] = match
    const pieces = name.trimEnd().split(' ')
    for (let from = 0, skipped = 0; from < pieces.length; skipped += (pieces[from]?.length ?? 0) + 1, from++) {
      const hostname = `${pieces.slice(from).join('')}.${ending.replaceAll(' ', '')}`
      const isContact = lists.contactHosts.has(hostname)
      if (isContact || lists.shortenerHosts.has(hostname)) return [mended(normal, match.index + skipped, whole.slice(skipped), hostname, `/${path}`, isContact, lists)]
    }
    return []
  })
}

/** `203。0。113。8`: an address whose dots are full stops, which no version and no sum has. */
const DRAWN_ADDRESS = /(?<![\d.。])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:。(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d。])/

function drawnAddress(normal: NormalText, lists: TextLists): TextLink | null {
  if (!normal.text.includes('。')) return null
  const match = DRAWN_ADDRESS.exec(normal.text)
  return match ? mended(normal, match.index, match[0], match[0].replaceAll('。', '.'), '', false, lists) : null
}

/** `t/me/name`, `t、me、name`, `discord gg/name`: another sign stands where the dot was, so that no program sees a link. */
const SLASHED = /(?<![a-z0-9/.])(?:(t|wa) ?[/、] ?me|dis ?cord ?[ /,] ?gg) ?[/、] ?([a-z0-9_+-]{4,40})/

function slashedContact(normal: NormalText, lists: TextLists): TextLink | null {
  if (!(normal.text.includes('/') || normal.text.includes('、')) || !(normal.text.includes('me') || normal.text.includes('cord'))) return null
  const match = SLASHED.exec(normal.text)
  return match ? mended(normal, match.index, match[0], match[1] === undefined ? 'discord.gg' : `${match[1]}.me`, `/${match[2]}`, true, lists) : null
}

/** `ab*hf.c*om`, with the word that the signs are to be taken out: an address for readers and no program. */
const TAKEN_OUT = /(?:去掉|删掉|删除|去除|除去|拿掉|删去)[^,。!?\n]{0,6}(?:星|\*|空格|横线|汉字|中文|括号|符号|井号|表情)|\b(?:remove|delete|drop|without|take out)\b[^.!?\n]{0,10}\b(?:stars?|asterisks?|spaces?|dash(?:es)?|brackets?|signs?|hash(?:es)?)\b/
const MARKED = /(?<![a-z0-9])[a-z0-9](?:[*#~^_()[\]{}|+-]{0,2}[a-z0-9.]){5,60}/g
const MARKS = /[*#~^_()[\]{}|+-]/g

function marked(normal: NormalText, lists: TextLists): TextLink | null {
  const { text } = normal
  if (!text.includes('.') || !TAKEN_OUT.test(text)) return null
  for (const match of text.matchAll(MARKED)) {
    const host = match[0].replace(MARKS, '')
    if (host.length < match[0].length && /^[a-z0-9]{2,}(?:\.[a-z0-9]{2,})+$/.test(host) && endsWithEnding(host)) return mended(normal, match.index, match[0], host, '', false, lists)
  }
  return null
}

function mended(normal: NormalText, start: number, whole: string, hostname: string, path: string, isContact: boolean, lists: TextLists): TextLink {
  const end = start + whole.length
  const [rawStart, rawEnd] = rawSpan(normal, start, end)
  return {
    start, end, written: normal.raw.slice(rawStart, rawEnd), url: `http://${hostname}${path || '/'}`, scheme: 'http', hasScheme: false, host: readHost(hostname, lists), path, user: '', port: '',
    isObfuscated: true, isDisguised: false, isContact, imitates: null, isOfficial: false,
  }
}

/** A link as it may be shown: not clickable by any program that looks for links (DOMAIN 0.10). */
export function defang(link: TextLink): string {
  return defangText(link.url ?? link.written)
}

/** Any address text with `hxxp` and `[.]`. */
export function defangText(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*:)?(\/\/)?([^/?#]*)(.*)$/is.exec(url)
  if (!match) return url.replace(/\./g, '[.]')
  const [, scheme = '', slashes = '', authority = '', rest = ''] = match
  return `${scheme.replace(/^ht?tp/i, 'hxxp').replace(/^(?!hxxp)(.+):$/i, '$1[:]')}${slashes}${authority.replace(/\./g, '[.]').replace(/@/g, '[@]')}${rest}`
}

/** The next place of slashes that may follow a scheme. */
function firstSlashes(text: string, from: number): number {
  for (let at = text.indexOf('/', from); at >= 0; at = text.indexOf('/', at + 1)) {
    const before = text.charCodeAt(at - 1)
    if (text.charCodeAt(at + 1) === 0x2f && before === 0x3a) return at
    if ((before === 0x3a || before === 0x20 || before === 0x70 || before === 0x73) && endsWithHttp(text, at)) return at
  }
  const back = text.indexOf(':\\', from)
  return back < 0 ? -1 : back + 1
}

function endsWithHttp(text: string, slash: number): boolean {
  const head = text.slice(Math.max(0, slash - 8), slash).trimEnd().replace(/ ?:$/, '')
  return head.endsWith('http') || head.endsWith('https')
}

function schemeStart(text: string, slash: number, from: number): number {
  for (let at = slash - 4; at >= Math.max(from, slash - 9); at--) if (text.startsWith('http', at)) return at
  const head = text.slice(Math.max(from, slash - 22), slash - 1)
  const name = SCHEME_NAME.exec(head)
  return name ? slash - 1 - name[0].length : slash
}

function takeSchemed(normal: NormalText, slash: number, from: number, lists: TextLists, links: TextLink[]): number {
  const { text } = normal
  const start = schemeStart(text, slash, from)
  BROKEN_SCHEME.lastIndex = start
  const broken = text.startsWith('http', start) ? BROKEN_SCHEME.exec(text) : null
  let hostAt = broken ? start + broken[0].length : slash + 2
  const scheme = broken ? (text.startsWith('https', start) ? 'https' : 'http') : text.slice(start, slash - 1)
  if (scheme === '' || NO_HOST_SCHEMES.has(scheme)) return slash + 2
  while (text.charCodeAt(hostAt) === 0x2f || text.charCodeAt(hostAt) === 0x5c) hostAt++
  const hostEnd = authorityEnd(text, hostAt)
  if (hostEnd === hostAt) return hostAt
  const end = pathEnd(normal, hostEnd)
  links.push(read(normal, { start, end, hostAt, hostEnd, scheme, hasScheme: true, isBroken: broken !== null && !broken[0].endsWith('://') }, lists))
  return end
}

/** Where the authority ends: at a separator, a blank, a sign, or a Han character that follows a whole host name. */
function authorityEnd(text: string, from: number): number {
  let at = from
  let hasDot = false
  for (; at < text.length && at - from < 300; at++) {
    const unit = text.charCodeAt(at)
    if (isHostUnit(unit) || unit === 0x40 || unit === 0x3a || unit === 0x5b || unit === 0x5d || unit === 0x25) {
      if (unit === 0x2e) hasDot = true
      continue
    }
    if (unit <= 0x7f || isPunctuation(unit)) break
    if (isHan(unit) && isWholeHost(text.slice(from, at), hasDot)) break
  }
  while (at > from && (text.charCodeAt(at - 1) === 0x2e || text.charCodeAt(at - 1) === 0x3a || text.charCodeAt(at - 1) === 0x2d)) at--
  return at
}

/** A host that could end here: digits and dots, or labels with a public ending. */
function isWholeHost(host: string, hasDot: boolean): boolean {
  return /^[\d.]+$/.test(host) || (hasDot && endsWithEnding(host))
}

function takeBare(normal: NormalText, dot: number, from: number, lists: TextLists, links: TextLink[], mails: [number, number][]): number {
  const { text } = normal
  let start = dot
  while (start > from && dot - start < 64 && isLabelUnit(text.charCodeAt(start - 1))) start--
  let end = dot + 1
  while (end < text.length && end - dot < 254 && (isLabelUnit(text.charCodeAt(end)) || (text.charCodeAt(end) === 0x2e && isLabelUnit(text.charCodeAt(end + 1))))) end++
  if (end === dot + 1) return end
  if (start === dot) start = hanLabelStart(text, dot, from)
  if (start === dot) return end
  const before = text.charCodeAt(start - 1)
  const at = text.charCodeAt(end)
  if (at === 0x40) { // user.name@host
    let to = end + 1
    while (to < text.length && to - end < 254 && (isLabelUnit(text.charCodeAt(to)) || text.charCodeAt(to) === 0x2e)) to++
    if (mails.length < MAX_MAILS) mails.push([start, to])
    return to
  }
  if (before === 0x40) {
    let mailStart = start - 1
    while (mailStart > from && start - mailStart < 66 && (isLabelUnit(text.charCodeAt(mailStart - 1)) || text.charCodeAt(mailStart - 1) === 0x2b)) mailStart--
    if (mailStart < start - 1) {
      if (mails.length < MAX_MAILS) mails.push([mailStart, end])
      return end
    }
  }
  const hostEnd = believableHost(normal, start, end, lists)
  if (hostEnd < 0) return end
  links.push(read(normal, { start, end: pathEnd(normal, hostEnd), hostAt: start, hostEnd, scheme: 'http', hasScheme: false, isBroken: false }, lists))
  return links[links.length - 1]?.end ?? end
}

/** Start of a Han label before a dot, as in 移动积分.com; the dot itself when there is none that could be one. */
function hanLabelStart(text: string, dot: number, from: number): number {
  if (!isHan(text.charCodeAt(dot - 1))) return dot
  const ending = /^[a-z]{2,6}/.exec(text.slice(dot + 1, dot + 8))?.[0] ?? ''
  if (!knownEnding(ending)) return dot
  let start = dot
  while (start > from && dot - start <= 12 && (isHan(text.charCodeAt(start - 1)) || isLabelUnit(text.charCodeAt(start - 1)))) start--
  return dot - start <= 10 ? start : dot
}

/**
 * End of the host among dotted labels, or -1. Prose without a blank after its full stop must not look like a host: an ending that is also a word
 * is believed only behind `www`, a digit or a dash, or with a path.
 */
function believableHost({ text, raw, offsets }: NormalText, start: number, end: number, lists: TextLists): number {
  const labels = text.slice(start, end).split('.')
  if (labels.some((label) => label.length > 63)) return -1
  if (labels.length === 4 && labels.every(isByte)) {
    // Versions and sums have plain dots; dots drawn otherwise are there to hide an address.
    const isDrawn = raw.charCodeAt(offsets[start + (labels[0] ?? '').length] ?? 0) > 0x7f
    return isDrawn || text.charCodeAt(end) === 0x2f || text.charCodeAt(end) === 0x3a || (TO_GO_THERE.test(text.slice(Math.max(0, start - 16), start)) && raw.charCodeAt(offsets[start] ?? 0) < 0x7f) ? end : -1
  }
  let hostEnd = end
  for (let last = labels.length - 1; last >= 1; last--) {
    const ending = labels[last] ?? ''
    if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(ending) || !knownEnding(ending) || (last === 1 && isPublicEnding(`${labels[0]}.${ending}`))) {
      hostEnd -= ending.length + 1
      continue
    }
    const isWord = lists.wordEndings.has(ending)
    if (isWord && last < labels.length - 1) return -1
    const owned = labels[last - 1] ?? ''
    const next = text.charCodeAt(hostEnd)
    const hasPath = (next === 0x2f || next === 0x3f) && isPathUnit(text.charCodeAt(hostEnd + 1))
    if (/^[\d-]+$/.test(owned)) return (owned.length >= 3 && !isWord) || hasPath || HOTLINE.test(owned) ? hostEnd : -1
    if (hasPath || labels[0] === 'www' || labels[0] === 'wap') return hostEnd
    if (isWord) return /[\d-]/.test(owned) && /[a-z]/.test(owned) ? hostEnd : -1
    return owned.length >= 2 ? hostEnd : -1
  }
  return -1
}

/** Has the reader go to what follows. */
const TO_GO_THERE = /(?:打开|访问|登[录陆]|点开|浏览器(?:里|中)?(?:输入?)?|网址|地址栏(?:输入?)?|\b(?:open|visit|go to|browse to))[: ]{0,3}$/
/** A service number of operators and banks, which stands as a name wherever an ending follows. */
const HOTLINE = /^(?:100(?:00|10|86|99)|95\d{3})$/

function isByte(label: string): boolean {
  return /^\d{1,3}$/.test(label) && Number(label) <= 255
}

function endsWithEnding(host: string): boolean {
  return knownEnding(host.slice(host.lastIndexOf('.') + 1))
}

function knownEnding(ending: string): boolean {
  if (ending.length < 2) return false
  let known = endings.get(ending)
  if (known === undefined) {
    known = isPublicEnding(ending)
    if (endings.size >= ENDINGS_LIMIT) endings.clear()
    endings.set(ending, known)
  }
  return known
}

const WIDE_DOT = 0xff0e

/** End of port, path and query: printable ASCII without quotes and brackets, less the punctuation that closes a sentence. Signs that were wide in the raw text end it too. */
function pathEnd(normal: NormalText, hostEnd: number): number {
  const { text, raw, offsets } = normal
  let at = hostEnd
  if (text.charCodeAt(at) === 0x3a && isDigit(text.charCodeAt(at + 1))) {
    at++
    while (isDigit(text.charCodeAt(at)) && at - hostEnd < 7) at++
  }
  const first = text.charCodeAt(at)
  if (first !== 0x2f && first !== 0x3f && first !== 0x23) return at
  let end = at
  // A whole address in wide signs goes on in them, and one whose dots are wide.
  const isWide = raw.charCodeAt(offsets[hostEnd - 1] ?? 0) > 0x7f || raw.charCodeAt(offsets[text.lastIndexOf('.', hostEnd)] ?? 0) === WIDE_DOT
  while (end < text.length && end - at < 2000 && isPathUnit(text.charCodeAt(end))) {
    if (!isWide && !isLabelUnit(text.charCodeAt(end)) && raw.charCodeAt(offsets[end] ?? 0) > 0x7f) break
    end++
  }
  while (end > at + 1 && ',.;:!?)\'*]'.includes(text[end - 1] as string)) end--
  return end
}

interface Cut {
  readonly start: number
  readonly end: number
  readonly hostAt: number
  readonly hostEnd: number
  readonly scheme: string
  readonly hasScheme: boolean
  readonly isBroken: boolean
}

function read(normal: NormalText, cut: Cut, lists: TextLists): TextLink {
  const { text } = normal
  const [rawStart, rawEnd] = rawSpan(normal, cut.start, cut.end)
  const written = normal.raw.slice(rawStart, rawEnd).trimEnd()
  const plain = text.slice(cut.hostAt, cut.hostEnd)
  const isUnchanged = normal.rewrites.length === 0 && !cut.isBroken && written.length === cut.end - cut.start && isAscii(written)
  const authority = isUnchanged ? plain : trueAuthority(normal, cut.hostAt, cut.hostEnd)
  const tail = isUnchanged ? written.slice(cut.hostEnd - cut.start) : rawTail(normal, cut.hostEnd, cut.end)
  const parsed = parseUrl(`${cut.scheme}://${authority}${tail}`)
  const base = { start: cut.start, end: cut.end, written, scheme: cut.scheme, hasScheme: cut.hasScheme }
  if (parsed === null || parsed.hostname === '') {
    const host = readHost(authority.replace(/^.*@/, '').replace(/:\d*$/, ''), lists)
    return { ...base, url: null, host, path: tail, user: '', port: '', isObfuscated: false, isDisguised: false, isContact: CONTACT_SCHEMES.has(cut.scheme), imitates: host.imitates, isOfficial: false }
  }
  const host = readHost(parsed.hostname, lists)
  const path = parsed.pathname === '/' && parsed.search === '' ? '' : parsed.pathname + parsed.search
  const user = parsed.username === '' ? '' : decodeUser(parsed.username)
  const isContact = CONTACT_SCHEMES.has(cut.scheme) || isContactLink(host.host, path, lists)
  return {
    ...base,
    url: parsed.href,
    host,
    path,
    user,
    port: parsed.port,
    isObfuscated: !isUnchanged && rawHost(written, cut) !== parsed.hostname,
    isDisguised: !isUnchanged && isDrawnOtherwise(normal, cut.hostAt, cut.hostEnd),
    isContact,
    imitates: (user === '' || host.isOfficial ? null : userPartImitation(user, lists.brands)) ?? host.imitates ?? (path === '' || host.isOfficial || host.isAllowed || host.brand !== null ? null : pathImitation(path, lists.brands) ?? (host.isFreeSite ? pageImitation(path, lists.brands) : null)),
    isOfficial: host.isOfficial || isOfficialShort(host.host, path, lists) || (isContact && isOwnContact(path, lists)),
  }
}

/** The host that a parser finds in the text as it stands; null when it finds none. */
function rawHost(written: string, cut: Cut): string | null {
  const parsed = parseUrl(cut.hasScheme ? written : `http://${written}`)
  return parsed !== null && (cut.scheme !== 'http' && cut.scheme !== 'https' || /^https?:$/.test(parsed.protocol)) ? parsed.hostname : null
}

/** What the WHATWG parser makes of an address; null where `new URL` would throw, without the price of an exception. */
function parseUrl(address: string): URL | null {
  return URL.parse(address)
}

/** The host as the raw text has it where letters were folded: a look-alike letter is another host, a circled digit is not. */
function trueAuthority(normal: NormalText, from: number, to: number): string {
  const { text, raw, offsets } = normal
  let authority = ''
  for (let i = from; i < to; i++) {
    const at = offsets[i] ?? 0
    const unit = raw.charCodeAt(at)
    const letter = unit > 0x7f && (i === from || offsets[i - 1] !== at) ? String.fromCharCode(unit).toLowerCase() : ''
    const isOtherLetter = letter !== '' && (FOREIGN_LOOKALIKE.has(letter.charCodeAt(0)) || LATIN_LOOKALIKE.has(letter.charCodeAt(0)) || (unit >= 0xc0 && unit <= 0x24f))
    authority += isOtherLetter ? letter : text[i]
  }
  return authority
}

function isDrawnOtherwise(normal: NormalText, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = normal.raw.charCodeAt(normal.offsets[i] ?? 0)
    const isPlainLetter = unit > 0x7f && !FOREIGN_LOOKALIKE.has(String.fromCharCode(unit).toLowerCase().charCodeAt(0))
    if (isPlainLetter && isLabelUnit(normal.text.charCodeAt(i)) && normal.text.charCodeAt(i) !== 0x2d) return true
  }
  return false
}

/** Port, path and query with the letters' case of the raw text. */
function rawTail(normal: NormalText, from: number, to: number): string {
  const { text, raw, offsets } = normal
  let tail = ''
  for (let i = from; i < to; i++) {
    const written = raw[offsets[i] ?? 0] ?? ''
    tail += written.toLowerCase() === text[i] ? written : text[i]
  }
  return tail
}

function isContactLink(host: string, path: string, lists: TextLists): boolean {
  const bare = host.startsWith('www.') ? host.slice(4) : host
  if (lists.contactHosts.has(bare)) return true
  const slash = path.indexOf('/', 1)
  const first = slash < 0 ? path.replace(/\?.*$/, '') : path.slice(0, slash)
  return first.length > 1 && lists.contactHosts.has(bare + first)
}

function isOfficialShort(host: string, path: string, lists: TextLists): boolean {
  if (lists.officialShortPrefixes.length === 0) return false
  const address = host + (path === '' ? '/' : path.toLowerCase())
  return lists.officialShortPrefixes.some((prefix) => address.startsWith(prefix) || isWithin(host, new Set([prefix.replace(/\/$/, '')])))
}

/** A chat with an account or number that staff have allowed. */
function isOwnContact(path: string, { allowedHandles, allowedNumbers }: TextLists): boolean {
  if (allowedHandles.size === 0 && allowedNumbers.size === 0) return false
  const contact = contactOfPath(path)
  return contact !== null && (allowedHandles.has(contact) || allowedNumbers.has(`+${contact}`))
}

function decodeUser(user: string): string {
  try {
    return decodeURIComponent(user)
  } catch {
    return user
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function isLabelUnit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x5f
}

function isHostUnit(unit: number): boolean {
  return isLabelUnit(unit) || unit === 0x2e
}

function isPathUnit(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && unit !== 0x22 && unit !== 0x3c && unit !== 0x3e && unit !== 0x5c && unit !== 0x5e && unit !== 0x60 && unit !== 0x7b && unit !== 0x7d && unit !== 0x7c && unit !== 0x5b
}

function isPunctuation(unit: number): boolean {
  return (unit >= 0x2000 && unit <= 0x206f) || (unit >= 0x3000 && unit <= 0x303f) || (unit >= 0xff00 && unit <= 0xff0f)
}
