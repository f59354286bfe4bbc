import { describe, expect, test } from 'vitest'
import { URL_LURES, writeLures } from '../../../app/domain/scoring/url-lures.ts'

type Lures = Readonly<Record<(typeof URL_LURES)[number], number>>

function lures(label: string, front = '', path = ''): Lures {
  const out = new Float32Array(URL_LURES.length)
  writeLures(label, front, path, out, 0)
  return Object.fromEntries(URL_LURES.map((name, at) => [name, out[at] ?? 0])) as unknown as Lures
}

describe('names and lures in a registered name', () => {
  test('a name beside a lure leaves nothing over, dash or not', () => {
    for (const label of ['discord-gift', 'discordgift']) {
      expect(lures(label)).toMatchObject({ 'longest name': 7, sector: 2, 'game name': 7, lures: 1, 'longest lure': 4, 'letters beside names': 4, 'letters beside both': 0, nearness: 0 })
    }
  })

  test('a name that is nearly there is told from one that is there', () => {
    for (const label of ['steamcomunity', 'steamcommunlty', 'stearncommunity', 'get-steamcommuntiy']) {
      expect(lures(label).nearness, label).toBeGreaterThan(0.85)
      expect(lures(label)['near length'], label).toBe(14)
    }
    expect(lures('steamcommunity').nearness).toBe(0)
    expect(lures('metamask').nearness).toBe(0)
  })

  test('short names must be right, those of five letters may slip once, long ones twice', () => {
    expect(lures('daqp').nearness).toBe(0)
    expect(lures('discrod').nearness).toBe(0)
    expect(lures('dlscord')).toMatchObject({ 'near length': 7, 'near sector': 2 })
    expect(lures('pancackesvap').nearness).toBeGreaterThan(0)
    expect(lures('unlsvap').nearness).toBe(0)
  })

  test('a plain name holds nothing', () => {
    const plain = lures('gardenhill')
    expect([plain['longest name'], plain.names, plain.nearness, plain.lures]).toEqual([0, 0, 0, 0])
    expect(plain['letters beside both']).toBe(10)
  })

  test('labels in front count apart, and nothing is left over from the link before', () => {
    expect(lures('gardenhill', 'paypal.secure')).toMatchObject({ 'name in front': 6, 'lures in front': 2, 'longest name': 0 })
    expect(lures('gardenhill')).toMatchObject({ 'name in front': 0, 'lures in front': 0 })
  })

  test('a short brand counts where it stands alone between dashes', () => {
    expect(lures('dhl-parcel-tracking')).toMatchObject({ 'name stands alone': 3, 'pieces known': 1 })
    expect(lures('att-lantern')).toMatchObject({ 'name stands alone': 3, 'pieces known': 0.5 })
    expect(lures('battery-lantern')).toMatchObject({ 'name stands alone': 0, 'pieces known': 0 })
  })

  test('the first folders of a path are looked at too', () => {
    expect(lures('gardenhill', '', '/usps-redeliver')).toMatchObject({ 'name in path': 4, 'longest name': 0 })
    expect(lures('gardenhill', '', '/usps-redeliver')['lures in path']).toBeGreaterThan(0)
    expect(lures('gardenhill', '', `/${'x'.repeat(80)}/paypal`)['name in path']).toBe(0)
    expect(lures('gardenhill')).toMatchObject({ 'name in path': 0, 'lures in path': 0 })
  })

  test('any signs and any length are read', () => {
    for (const label of ['', '-', '支付宝', '\u{1f4aa}', 'x'.repeat(10_000), '-'.repeat(300), 'discord'.repeat(40)]) expect(Object.values(lures(label, label, label)).every(Number.isFinite)).toBe(true)
  })
})
