import { DAY_MS, dayOf, type Instant, instantOfWallClock, MINUTE_MS } from '../values/time.ts'
import type { RecordKind } from './record.ts'

/** A folder that is watched for new files, as the configuration names it. */
export interface InboundFolder {
  /** Names it on pages, in reports and in the audit. */
  readonly name: string
  readonly path: string
  /** What brings the files, for people: `wechat_pay`, a bank's name. */
  readonly channel: string | null
  /** The only kind of record that may come here; null takes every kind. */
  readonly kind: RecordKind | null
  /** Name of the one mapping that reads its files; null lets each file say what it is. */
  readonly mapping: string | null
  /** Times of day (`06:30`) at which files are taken; none takes them as they come. */
  readonly at: readonly string[]
  /** Weekdays on which it is so, 0 is Sunday; none means every day. */
  readonly days: readonly number[]
  readonly zone: string
  /** Times of day by which something should have come since the last such time; otherwise the feed is late. */
  readonly expectBy: readonly string[]
  /** How long a file must not have changed before it is taken. */
  readonly settleMs: number
}

type Plan = Pick<InboundFolder, 'days' | 'zone'>

/** A week and a day, so that a plan of one weekday always has a time before and after. */
const LOOK_DAYS = 8

function planned(times: readonly string[], { days, zone }: Plan, now: Instant): readonly Instant[] {
  const found: Instant[] = []
  for (let day = -LOOK_DAYS; day <= LOOK_DAYS; day++) {
    const name = dayOf(now + day * DAY_MS, zone)
    if (days.length > 0 && !days.includes(new Date(`${name}T00:00:00Z`).getUTCDay())) continue
    for (const time of times) {
      const at = instantOfWallClock(`${name}T${time}`, zone)
      if (at !== null) found.push(at)
    }
  }
  return [...new Set(found)].sort((a, b) => a - b)
}

/** The newest planned time that is not after `now`; null without a plan. */
export function lastPlanned(times: readonly string[], plan: Plan, now: Instant): Instant | null {
  return planned(times, plan, now).findLast((at) => at <= now) ?? null
}

/** The first planned time after `now`; null without a plan. */
export function nextPlanned(times: readonly string[], plan: Plan, now: Instant): Instant | null {
  return planned(times, plan, now).find((at) => at > now) ?? null
}

/** Whether files may be taken now: always without a plan; with one when a planned time has come that was not served, or when somebody asked. */
export function isDue(folder: InboundFolder, served: { readonly ranFor: Instant | null; readonly askedAt: Instant | null; readonly lookedAt: Instant | null }, now: Instant): boolean {
  if (folder.at.length === 0) return true
  if (served.askedAt !== null && served.askedAt > (served.ranFor ?? 0)) return true
  const last = lastPlanned(folder.at, folder, now)
  return last !== null && served.ranFor !== null && last > served.ranFor
}

/** The time by which something should have come and did not, or null: since the expected time before it no file was stored. */
export function lateSince(folder: InboundFolder, lastFileAt: Instant | null, now: Instant): Instant | null {
  const expected = lastPlanned(folder.expectBy, folder, now)
  if (expected === null) return null
  const before = lastPlanned(folder.expectBy, folder, expected - MINUTE_MS)
  return lastFileAt !== null && (before === null || lastFileAt > before) ? null : expected
}

/** Names that other programs give to files they are still writing, and that systems leave behind. */
const UNFINISHED = /^[.~]|~$|\.(?:part|partial|tmp|temp|filepart|crdownload|writing|lock|swp)$/i

export function isUnfinishedName(name: string): boolean {
  return UNFINISHED.test(name)
}

/** A name that is safe beside others in our own folders: letters, digits and a few marks of it, and its end. */
export function safeName(name: string): string {
  return name.normalize('NFC').replaceAll(/[^\p{L}\p{N}._()-]+/gu, '_').replace(/^\.+/, '_').slice(-120) || 'file'
}
