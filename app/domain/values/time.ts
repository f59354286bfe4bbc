import { accept, refuse, type Result } from './result.ts'

/** Milliseconds since 1970 in UTC. */
export type Instant = number

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** An instant as a feed wrote it: the moment and the offset it was written in, so that the original text can be shown again. */
export interface WrittenInstant {
  readonly at: Instant
  readonly offsetMin: number
}

const ISO_WITH_OFFSET = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/
const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/**
 * Reads ISO 8601 with an offset. Refuses `time_form`, `time_not_existing` (31 February, 25 o'clock) and
 * `time_range` outside the years 2000 to 2099 (S28). Fractions below a millisecond are cut.
 */
export function parseInstant(text: string): Result<WrittenInstant> {
  return usualInstant(text) ?? readInstant(text)
}

/** `2026-03-14T09:30:05+08:00`, as most feeds write it, read sign by sign; null for every other form and for what might be refused. */
function usualInstant(text: string): Result<WrittenInstant> | null {
  if (text.length !== 25) return null
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const [month, day, hour, minute, second] = [twoDigits(text, 5), twoDigits(text, 8), twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)]
  const [offsetHours, offsetMinutes] = [twoDigits(text, 20), twoDigits(text, 23)]
  const zone = text.charCodeAt(19)
  const isForm = text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[13] === ':' && text[16] === ':' && text[22] === ':' && (zone === 43 || zone === 45)
  // Of days that only some months have, the calendar is asked below.
  const isUsual = year >= 2001 && year < 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
  if (!isForm || !isUsual || !(offsetHours >= 0 && offsetHours < 14 && offsetMinutes >= 0 && offsetMinutes < 60)) return null
  const offsetMin = (zone === 45 ? -1 : 1) * (offsetHours * 60 + offsetMinutes)
  return accept({ at: Date.UTC(year, month - 1, day, hour, minute, second) - offsetMin * MINUTE_MS, offsetMin })
}

/** A number of two digits; NaN where there are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function readInstant(text: string): Result<WrittenInstant> {
  const m = ISO_WITH_OFFSET.exec(text)
  if (!m) return refuse('time_form', { text: text.slice(0, 40) })
  const [year, month, day, hour, minute, second] = [m[1], m[2], m[3], m[4], m[5], m[6] ?? '0'].map(Number) as [number, number, number, number, number, number]
  const ms = m[7] ? Number(m[7].slice(0, 3).padEnd(3, '0')) : 0
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const back = new Date(local)
  const exists = hour < 24 && minute < 60 && second < 60 && back.getUTCMonth() === month - 1 && back.getUTCDate() === day
  if (!exists) return refuse('time_not_existing', { text })
  const zone = m[8] ?? 'Z'
  const sign = zone.startsWith('-') ? -1 : 1
  const offsetMin = zone === 'Z' ? 0 : sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))
  if (Math.abs(offsetMin) > 14 * 60 || Number(zone.slice(-2)) > 59) return refuse('time_form', { text })
  const at = local - offsetMin * MINUTE_MS
  if (at < EARLIEST || at >= LATEST) return refuse('time_range', { text })
  return accept({ at, offsetMin })
}

/** ISO 8601 text of an instant in a fixed offset (minutes east of UTC), to the second unless it carries milliseconds. */
export function instantText(at: Instant, offsetMin = 0): string {
  const local = new Date(at + offsetMin * MINUTE_MS).toISOString()
  const body = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23)
  if (offsetMin === 0) return `${body}Z`
  const abs = Math.abs(offsetMin)
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${body}${offsetMin < 0 ? '-' : '+'}${pad(Math.floor(abs / 60))}:${pad(abs % 60)}`
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>()
const offsetsByZone = new Map<string, Map<number, number>>()
const HOURS_KEPT = 20_000

/** Minutes east of UTC of a named zone at an instant, remembered per hour since `Intl` is slow. */
export function zoneOffsetMin(at: Instant, zone: string): number {
  const hour = Math.floor(at / HOUR_MS)
  let offsets = offsetsByZone.get(zone)
  if (!offsets) offsetsByZone.set(zone, (offsets = new Map()))
  const known = offsets.get(hour)
  if (known !== undefined) return known
  let format = zoneFormats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    zoneFormats.set(zone, format)
  }
  const name = format.formatToParts(hour * HOUR_MS).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const m = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name)
  const offset = m?.[1] ? (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3])) : 0
  if (offsets.size > HOURS_KEPT) offsets.clear()
  offsets.set(hour, offset)
  return offset
}

/** The calendar day (`2026-03-14`) of an instant in a named zone. Summaries and "same month" are counted in it. */
export function dayOf(at: Instant, zone: string): string {
  const day = Math.floor((at + zoneOffsetMin(at, zone) * MINUTE_MS) / DAY_MS)
  let name = dayNames.get(day)
  if (name === undefined) {
    if (dayNames.size > DAYS_KEPT) dayNames.clear()
    dayNames.set(day, (name = new Date(day * DAY_MS).toISOString().slice(0, 10)))
  }
  return name
}

const dayNames = new Map<number, string>()
const DAYS_KEPT = 5_000

/** The first instant of a calendar day (`2026-03-14`) in a named zone, also where the clocks change that day. */
export function startOfDay(day: string, zone: string): Instant {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const guess = midnight - zoneOffsetMin(midnight, zone) * MINUTE_MS
  return midnight - zoneOffsetMin(guess, zone) * MINUTE_MS
}

/** Wall clock (`2026-03-14T09:30`) of an instant in a named zone, as date fields of pages hold it. */
export function wallClockOf(at: Instant, zone: string): string {
  return new Date(at + zoneOffsetMin(at, zone) * MINUTE_MS).toISOString().slice(0, 16)
}

/** The instant at which a wall clock of a named zone shows this; null for what is no time. Of an hour that comes twice the first is meant. */
export function instantOfWallClock(text: string, zone: string): Instant | null {
  const shown = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}:00Z`) : Number.NaN
  // A day that no month has would be read as one of the next.
  if (Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 16) !== text.replace(' ', 'T')) return null
  const guess = shown - zoneOffsetMin(shown, zone) * MINUTE_MS
  return shown - zoneOffsetMin(guess, zone) * MINUTE_MS
}

const ZONE = /^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/

/** Whether a zone is one that this machine knows. */
export function isZone(zone: string): boolean {
  if (!ZONE.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
