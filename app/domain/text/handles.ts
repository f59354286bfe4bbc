import { SERVICE_TAILS } from '../lists/lexicon.ts'
import { isHan } from './normalise.ts'
import type { TextHandle, TextNumber } from './reading.ts'
import type { Keyword } from './words.ts'

/** Farthest that an identifier stands from the app's name, in units (R-TEXT-03). */
const REACH = 15
const MAX_HANDLES = 40
const MIN_ID = 4
const MAX_ID = 32
/** A QQ number with nothing but the letter before it, as nicknames have it. */
const Q_NUMBER = /(?<![a-z0-9_-])[q扣抠叩群裙][: ]{0,2}([1-9]\d{7,10}|[1-9]\d{2,4}(?:[ -]\d{2,5}){1,3})(?![a-z0-9_-])/g
/** V or its sound-alikes standing alone before or in brackets behind a name with letters and digits: `薇 hf_8820`, `联系V hf8820`, `hf8820(v)`. */
const V_NAME = /(?<![a-z0-9\u4e00-\u9fff])(?:v|薇|威|徽)[: ]{1,2}((?=[a-z_-]*\d)(?=[\d_-]*[a-z])[a-z0-9_-]{5,20})(?![a-z0-9_.-])|(?:联系|找|加我|咨询|详询|私聊)[ :]?v[: ]{1,2}([a-z0-9_-]{5,20})(?![a-z0-9_.-])|(?<![a-z0-9_.-])((?=[a-z_-]*\d)(?=[\d_-]*[a-z])[a-z0-9_-]{5,20}) ?\((?:v|薇|威|微)\)|飞机[: ]{1,2}(?![a-z0-9]{2}\d{3,4}(?![a-z0-9_]))((?=[a-z_-]*[\d_])(?=[\d_-]*[a-z])[a-z0-9_-]{5,24})(?![a-z0-9_.-])/g
/** An app in two letters before a phone: `wa 0917 …`. */
const APP_PHONE = /(?<![a-z0-9])(wa|ws)[ :.-]{0,3}(?=\+?\d)/g
const NONE: readonly TextHandle[] = Object.freeze([])

/** Words that stand between an app's name and an identifier. */
const LINKING = ['客服', '联系', '账号', '帐号', '号码', '号', '搜索', '搜', '找', '加我', '加', '咨询', '私聊', '私信', '群', '裙', '频道', '交流', '官方', '老师', '经理', '是', '为', '同号', '同步', '电话', '更换为', '换为', '换成', '改为', '变更为', '名', 'id', 'number', 'no', 'handle', 'me', 'us', 'at', 'on', 'is', 'group', 'channel', 'add', 'chat', 'contact', '下单', '详询', '详聊', '了解', '拿码', '小号', '微信', 'name', 'user', 'username', 'live']
/** Linking words that name what follows. */
const LABELS: ReadonlySet<string> = new Set(['id', 'username', 'handle'])
/** Signs right before an app's name that ask to add it. 加 and its homophones, and words of searching and finding. */
const ADDING = new Set([...'加佳嘉伽茄+➕找搜私扫添'])
/** English words with digits that look like account names but are none. */
const NOT_AN_ID = /^(?:\d+(?:st|nd|rd|th|am|pm|g|gb|mb|kb|k|m|h|hr|hrs|min|mins|x|p|hd|yuan|rmb|cny|php|usd)?|covid\d+|mp[34]|h264|web3|ps[345]|[345]g|iphone\d*\w*|win\d+|ipv[46]|x86|utf8|base64)$/

/**
 * Contacts in a normal form: an app's name with an identifier near it, an app's name that is asked to be joined, and @handles.
 * An app's name as a service (微信支付, QQ登录, WeChat Pay) is none. `taken` are places of links and mail addresses.
 */
export function findHandles(text: string, keywords: readonly Keyword[], numbers: readonly TextNumber[], taken: readonly (readonly [number, number])[]): readonly TextHandle[] {
  const hasApp = keywords.some((word) => word.group === 'app')
  if (!hasApp && !text.includes('@') && !text.includes('q') && !/[扣抠叩群裙][: ]{0,2}[1-9]/.test(text) && !hasV(text) && (numbers.length === 0 || !text.includes('w'))) return NONE
  const found: TextHandle[] = []
  const used = new Set<number>()
  for (let k = 0; k < keywords.length && found.length < MAX_HANDLES; k++) {
    const word = keywords[k] as Keyword
    if (word.group !== 'app' || isInside(word.start, taken)) continue
    if (keywords.some((other) => other !== word && other.group === 'app' && other.start <= word.start && other.end >= word.end && other.end - other.start > word.end - word.start)) continue
    const handle = around(text, word, keywords, numbers, taken)
    if (handle === null || used.has(handle.start)) continue
    used.add(handle.start)
    found.push(handle)
  }
  for (let at = text.indexOf('@'); at >= 0 && found.length < MAX_HANDLES; at = text.indexOf('@', at + 1)) {
    if (isInside(at, taken) || isIdUnit(text.charCodeAt(at - 1))) continue
    const end = idEnd(text, at + 1)
    if (end - at - 1 < MIN_ID || !/[a-z]/.test(text.slice(at + 1, end)) || found.some((handle) => handle.start <= at && handle.end >= end)) continue
    found.push({ start: at, end, app: 'handle', term: '', id: text.slice(at + 1, end), isPull: keywords.some((word) => word.group === 'pull' && Math.abs(word.start - at) <= 24) })
  }
  for (const match of text.matchAll(Q_NUMBER)) {
    const start = match.index
    const end = start + match[0].length
    if (found.length < MAX_HANDLES && !isInside(start, taken) && !found.some((handle) => handle.start < end && handle.end > start)) found.push({ start, end, app: 'qq', term: 'q', id: (match[1] ?? '').replace(/\D/g, ''), isPull: false })
  }
  const add = (start: number, end: number, app: string, term: string, id: string): void => {
    if (found.length < MAX_HANDLES && !isInside(start, taken) && !found.some((handle) => handle.start < end && handle.end > start && handle.id !== '')) found.push({ start, end, app, term, id, isPull: false })
  }
  if (hasV(text)) for (const match of text.matchAll(V_NAME)) {
    const id = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
    if (!NOT_AN_ID.test(id)) add(match.index, match.index + match[0].length, 'v', 'v', id)
  }
  if (numbers.length > 0) for (const match of text.matchAll(APP_PHONE)) {
    const number = numbers.find((one) => one.isPhone && one.start >= match.index + match[0].length && one.start <= match.index + match[0].length + 1) ?? numbers.find((one) => one.digits.length >= 10 && one.start === match.index + match[0].length)
    if (number) add(match.index, number.end, 'whatsapp', match[1] ?? '', number.digits)
  }
  return found.length < 2 ? found : withoutEchoes(found)
}

/** A V, or a character that stands for it, by itself before a blank, a colon or a closing bracket. */
function hasV(text: string): boolean {
  for (const sign of V_SIGNS) {
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
      const next = text.charCodeAt(at + 1)
      if ((next === 0x20 || next === 0x3a || next === 0x29) && !isIdUnit(text.charCodeAt(at - 1)) && (sign === 'v' || (sign === '机' ? text[at - 1] === '飞' : !isHan(text.charCodeAt(at - 1))))) return true
    }
  }
  return false
}
const V_SIGNS = ['v', '薇', '威', '徽', '微', '机'] as const

/** One handle said once: terms that overlap, as 加微 and 微信 in 加微信, give the same handle or none. */
function withoutEchoes(found: readonly TextHandle[]): TextHandle[] {
  return found.filter((handle, at) => !found.some((other, place) => place !== at && other.start <= handle.end && other.end >= handle.start
    && (handle.id === '' ? other.id !== '' || place < at : other.id === handle.id && place < at)))
}

function around(text: string, word: Keyword, keywords: readonly Keyword[], numbers: readonly TextNumber[], taken: readonly (readonly [number, number])[]): TextHandle | null {
  const isPull = asksToAdd(text, word, keywords)
  const base = { app: word.value, term: word.term, isPull }
  const right = idAfter(text, word, keywords, numbers, isPull)
  if (right && !isInside(right.start, taken)) return { ...base, start: word.start, end: right.end, id: right.id }
  if (word.value === 'group') return null
  const left = idBefore(text, word, numbers)
  if (left && !isInside(left.start, taken) && (isPull || left.isHandle || isBareApp(text, word))) return { ...base, start: left.start, end: word.end, id: left.id }
  if (isPull && !isService(text, word.end) && !(/[a-z]$/.test(word.term) && isIdUnit(text.charCodeAt(word.end)))) return { ...base, start: word.start, end: word.end, id: '' }
  return null
}

interface FoundId {
  readonly start: number
  readonly end: number
  readonly id: string
  readonly isHandle: boolean
}

/** An identifier behind the name: signs, blanks and linking words may stand between. */
function idAfter(text: string, word: Keyword, keywords: readonly Keyword[], numbers: readonly TextNumber[], isPull: boolean): FoundId | null {
  let at = word.end
  let isLabelled = word.term.endsWith(' id')
  const limit = word.end + REACH
  while (at < text.length && at <= limit) {
    const number = numbers.find((one) => one.start <= at && one.end > at)
    if (number && (number.isPhone || number.digits.length >= 5)) return { start: number.start, end: number.end, id: number.digits, isHandle: false }
    const unit = text.charCodeAt(at)
    const apart = isIdUnit(unit) ? lettersApart(text, at) : null
    if (apart) return apart
    const grouped = unit >= 0x30 && unit <= 0x39 ? digitsInGroups(text, at) : null
    if (grouped) return grouped
    if (isIdUnit(unit) || unit === 0x40) {
      const start = unit === 0x40 ? at + 1 : at
      const bracketed = inBrackets(text, start)
      if (bracketed) return bracketed
      const end = idEnd(text, start)
      const id = text.slice(start, end)
      if (LINKING.includes(id)) {
        isLabelled ||= LABELS.has(id)
        at = end
        continue
      }
      return isId(id, unit === 0x40, isColon(text, word.end, at) || (isPull && at - word.end <= 1) || (at === word.end && isHan(text.charCodeAt(word.start - 1))) || isLabelled || isAskedFor(text, start) || (isLabel(text, word.end, start, end) && keywords.some((other) => other.group === 'bait'))) ? { start, end, id, isHandle: unit === 0x40 } : null
    }
    if (isHan(unit)) {
      const link = LINKING.find((one) => text.startsWith(one, at))
      if (link === undefined) return null
      at += link.length
    } else if (unit === 0x0a || unit === 0x3b || unit === 0x3f || unit === 0x3002) return null
    else at++
  }
  return null
}

/** A number of another country, in groups: `5555 0188`. */
function digitsInGroups(text: string, at: number): FoundId | null {
  GROUPED.lastIndex = at
  const found = GROUPED.exec(text)?.[0]
  return found === undefined ? null : { start: at, end: at + found.length, id: found.replace(/[ -]/g, ''), isHandle: false }
}

const GROUPED = /\d{3,5}(?:[ -]\d{3,5}){1,2}(?![\da-z])/y

/** A name with a blank behind each of its signs: `l a o 8 2 2 7 0`. */
function lettersApart(text: string, at: number): FoundId | null {
  SPACED.lastIndex = at
  const found = SPACED.exec(text)?.[0]
  if (found === undefined || !/\d/.test(found)) return null
  return { start: at, end: at + found.length, id: found.replaceAll(' ', ''), isHandle: false }
}

/** A name whose digits stand in brackets: `keda(8)moku(5)`. */
function inBrackets(text: string, at: number): FoundId | null {
  BRACKETED.lastIndex = at
  const found = BRACKETED.exec(text)?.[0]
  const id = found?.replace(/[^a-z0-9_]/g, '') ?? ''
  return found !== undefined && id.length >= MIN_ID + 1 && /[a-z]/.test(id) ? { start: at, end: at + found.length, id, isHandle: false } : null
}

const BRACKETED = /[a-z0-9_]{2,12}(?:[([{<]\d{1,4}[)\]}>][a-z0-9_]{0,12}){1,6}(?![a-z0-9])/y
const SPACED = /(?:[a-z0-9_] ){5,20}[a-z0-9_](?![a-z0-9_])/y

/** An identifier before the name, with only signs and linking words between: `hf_name09 加v`. */
function idBefore(text: string, word: Keyword, numbers: readonly TextNumber[]): FoundId | null {
  let at = word.start - 1
  const limit = Math.max(0, word.start - 8)
  while (at >= limit) {
    const number = numbers.find((one) => one.start <= at && one.end > at)
    if (number) return number.isPhone ? { start: number.start, end: number.end, id: number.digits, isHandle: false } : null
    const unit = text.charCodeAt(at)
    if (isIdUnit(unit)) {
      let start = at
      while (start > 0 && at - start < MAX_ID && isIdUnit(text.charCodeAt(start - 1))) start--
      const id = text.slice(start, at + 1)
      const isHandle = text[start - 1] === '@'
      return isId(id, isHandle, false) ? { start, end: at + 1, id, isHandle } : null
    }
    if (isHan(unit) ? !ADDING.has(text[at] as string) : unit === 0x0a || unit === 0x3002 || unit === 0x2c || unit === 0x21) return null
    at--
  }
  return null
}

/** An account name: long enough, and not a plain word unless it follows at once or was marked by `@`. */
function isId(id: string, isMarked: boolean, isClose: boolean): boolean {
  if (id.length < MIN_ID || id.length > MAX_ID || NOT_AN_ID.test(id)) return /^\d{5,13}$/.test(id)
  if (isMarked) return true
  return /[\d_]/.test(id) ? /[a-z]/.test(id) || id.length >= 5 : isClose && id.length >= 5 && id.length <= 20 && !isCommonWord(id)
}

/** Right behind a word of adding or searching: `下载蝙蝠，加 jiva`. */
function isAskedFor(text: string, start: number): boolean {
  return /[加搜找添][: ]{0,2}$/.test(text.slice(Math.max(0, start - 3), start))
}

/** Right behind the app's name and followed by no word: `Viber kenupo - cheap load`. */
function isLabel(text: string, from: number, start: number, end: number): boolean {
  return start - from <= 2 && !/^ ?[a-z\d']/.test(text.slice(end, end + 2))
}

/** A word of everyday prose that may follow an app's name. */
function isCommonWord(id: string): boolean {
  return COMMON.has(id)
}
const COMMON = new Set(
  ('about account after again all also always anyone because before being call called chat check click code contact could credit customer every from give going good group have hello help here how just know later like link login maybe message money more need never number okay only open other over paid payment people phone please reply right send sent should someone sorry still support text thank thanks that their them then there these they thing think this today tomorrow tonight using very wallet want what when where which will with work would your yours yesterday status video channel update messenger business business web desktop wallet').split(' '),
)

function asksToAdd(text: string, word: Keyword, keywords: readonly Keyword[]): boolean {
  if (ADDING.has(word.term[0] ?? '') && word.term.length > 1) return true
  let at = word.start - 1
  while (at >= 0 && word.start - at <= 3 && (text.charCodeAt(at) === 0x20 || text[at] === '我' || text[at] === '个' || text[at] === '客')) at--
  if (ADDING.has(text[at] ?? '')) return true
  if (/[群裙]$/.test(word.term)) return true
  return keywords.some((other) => other.group === 'pull' && other.start >= word.start - 12 && other.start <= word.end + 12)
}

/** The name stands alone, not as a service and not inside other words. */
function isBareApp(text: string, word: Keyword): boolean {
  return !isService(text, word.end) && !isHan(text.charCodeAt(word.end))
}

/** True when what follows the name makes it a service: 微信支付, QQ登录, WeChat Pay. */
function isService(text: string, at: number): boolean {
  return SERVICE_TAILS.some((tail) => text.startsWith(tail, at))
}

function isColon(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text[i] === ':' || text[i] === '号' || text[i] === '=') return true
  return false
}

function idEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && end - from <= MAX_ID && isIdUnit(text.charCodeAt(end))) end++
  while (end > from && text.charCodeAt(end - 1) === 0x2d) end--
  return end
}

function isIdUnit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f || unit === 0x2d
}

function isInside(at: number, taken: readonly (readonly [number, number])[]): boolean {
  for (const [start, end] of taken) if (at >= start && at < end) return true
  return false
}
