import { describe, expect, test } from 'vitest'
import { type InboundFolder, isDue, isUnfinishedName, lastPlanned, lateSince, nextPlanned, safeName } from '../../../app/domain/intake/inbound.ts'
import { MINUTE_MS } from '../../../app/domain/values/time.ts'

const FOLDER: InboundFolder = { name: 'a', path: '/a', channel: null, kind: null, mapping: null, at: ['06:30'], days: [], zone: 'Asia/Shanghai', expectBy: ['08:00'], settleMs: 5_000 }
const at = (text: string) => Date.parse(text)

describe('planned times', () => {
  test('06:30 in Shanghai is 22:30 of the day before in UTC, on both sides of the minute', () => {
    const time = at('2026-11-26T06:30:00+08:00')
    expect(lastPlanned(FOLDER.at, FOLDER, time)).toBe(time)
    expect(lastPlanned(FOLDER.at, FOLDER, time - 1)).toBe(at('2026-11-25T06:30:00+08:00'))
    expect(nextPlanned(FOLDER.at, FOLDER, time)).toBe(at('2026-11-27T06:30:00+08:00'))
    expect(nextPlanned(FOLDER.at, FOLDER, time - 1)).toBe(time)
  })

  test('only on some weekdays, and where the clocks change', () => {
    // 26 November 2026 is a Thursday.
    expect(nextPlanned(['06:30'], { days: [1], zone: 'Asia/Shanghai' }, at('2026-11-26T00:00:00Z'))).toBe(at('2026-11-30T06:30:00+08:00'))
    expect(nextPlanned(['06:30'], { days: [], zone: 'Europe/Berlin' }, at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-29T06:30:00+02:00'))
    expect(nextPlanned([], FOLDER, 0)).toBeNull()
  })

  test('a time is served once, also when the process was away; nothing is due before the first; a wish is due at once', () => {
    const time = at('2026-11-26T06:30:00+08:00')
    const served = { ranFor: at('2026-11-25T06:30:00+08:00'), askedAt: null, lookedAt: null }
    expect(isDue(FOLDER, served, time - 1)).toBe(false)
    expect(isDue(FOLDER, served, time)).toBe(true)
    expect(isDue(FOLDER, served, time + 600 * MINUTE_MS)).toBe(true)
    expect(isDue(FOLDER, { ...served, ranFor: time }, time + 600 * MINUTE_MS)).toBe(false)
    expect(isDue(FOLDER, { ...served, ranFor: null }, time)).toBe(false)
    expect(isDue(FOLDER, { ...served, askedAt: time - 60 * MINUTE_MS }, time - 1)).toBe(true)
    expect(isDue({ ...FOLDER, at: [] }, { ranFor: null, askedAt: null, lookedAt: null }, time)).toBe(true)
  })

  test('late is what did not come since the expected time before', () => {
    const eight = at('2026-11-26T08:00:00+08:00')
    expect(lateSince(FOLDER, null, eight)).toBe(eight)
    expect(lateSince(FOLDER, at('2026-11-25T08:00:00+08:00'), eight)).toBe(eight)
    expect(lateSince(FOLDER, at('2026-11-25T08:00:00+08:00') + 1, eight)).toBeNull()
    expect(lateSince(FOLDER, at('2026-11-25T09:00:00+08:00'), eight - 1)).toBeNull()
    expect(lateSince({ ...FOLDER, expectBy: [] }, null, eight)).toBeNull()
  })
})

test('names of files that are still written, and names made safe', () => {
  for (const name of ['.hidden', 'a.csv.part', 'a.tmp', 'a.csv~', '~$a.xlsx', 'a.CRDOWNLOAD', 'a.filepart']) expect(isUnfinishedName(name), name).toBe(true)
  for (const name of ['a.csv', '账单.zip', 'part.csv', 'a']) expect(isUnfinishedName(name), name).toBe(false)
  expect(safeName('../../etc/账单 1.csv\n')).toBe('__.._etc_账单_1.csv_')
  expect(safeName('')).toBe('file')
})
