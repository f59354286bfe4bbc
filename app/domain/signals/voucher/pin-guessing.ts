import { type LedgerEntry, refOf, type Stored } from '../../intake/record.ts'
import { isRefusedRefill } from '../../reconciliation/evidence.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { MOST_JOINED, signal } from '../finding.ts'
import { isSharedAddress, isSharedDevice, withAnchor } from '../groups.ts'

const ID = 'voucher/pin-guessing'

/** So many refusals in a row, and so many different serials among them: a smudged card is one serial retried once or twice (DOMAIN R-VCH-01). */
const STEPS = [
  { windowMs: 30 * MINUTE_MS, refusals: 5, serials: 1, strength: 0.8 },
  { windowMs: 30 * MINUTE_MS, refusals: 4, serials: 3, strength: 0.7 },
  { windowMs: 6 * HOUR_MS, refusals: 6, serials: 3, strength: 0.7 },
  // Slower, but never the same card twice.
  { windowMs: DAY_MS, refusals: 5, serials: 5, strength: 0.6 },
] as const
/** A success that follows the run within this time is its fruit. */
const FRUIT_MS = 30 * MINUTE_MS
/** Refused cards of one thousand serials within an hour, over so many numbers. */
const LEAST_COUNTED = 6
const TOLD_MS = 3 * MINUTE_MS

interface Attempt {
  readonly at: number
  readonly serial: string | null
  readonly isRefused: boolean
  readonly entry: Stored<LedgerEntry> | null
}

/**
 * Vouchers tried one after the other on one number (DOMAIN R-VCH-01): a run of refused redemptions, and the redemption that succeeds at its
 * end. Attempts are read off the ledger and off failed voucher orders, whichever the feeds carry.
 */
export const pinGuessing: Detector = {
  id: ID,
  appliesTo: ['order', 'ledger'],
  detect: ({ order, ledgerEntry, ledger, numberLedger, sameTarget, sameVoucher, sameDevice, sameIp, sameSubscriber, tokens, settings }) => {
    if (order ? order.channel !== 'voucher' && order.paymentMethod !== 'voucher' : ledgerEntry?.type !== 'refill') return []
    // A guesser who changes numbers keeps the card, the device, or the login and else the address.
    const devices = order && order.deviceId !== null && !isSharedDevice(order, settings) ? sameDevice.orders : []
    const login = order && order.subscriberId !== null ? sameSubscriber.orders : order?.ip && !isSharedAddress(order.ip, settings) ? sameIp.orders : []
    const counted = order?.status === 'failed' ? tokens.find(({ token, records, parties }) => token.startsWith('serials:') && records >= LEAST_COUNTED && parties >= LEAST_COUNTED) : undefined
    if (counted) {
      return [signal(ID, 0.65, { evidence: { refusals: counted.records, serials: counted.records, windowMs: HOUR_MS, threshold: LEAST_COUNTED, hasSucceeded: false, isFruit: false, codes: [] } })]
    }
    if (sameTarget.orders.length + numberLedger.length + sameVoucher.orders.length + devices.length + login.length < 3) return []
    const anchorAt = order?.createdAt ?? ledgerEntry?.at ?? 0
    const attempts: Attempt[] = []
    const rows = new Map([...numberLedger, ...ledger, ...(ledgerEntry ? [ledgerEntry] : [])].map((row) => [row.entryId, row]))
    for (const row of rows.values()) {
      if (row.voucherSerial !== null && row.type === 'refill') attempts.push({ at: row.at, serial: row.voucherSerial, isRefused: isRefusedRefill(row), entry: row })
    }
    // An attempt that the ledger tells of is the same as the order seconds before it.
    const isTold = (serial: string, at: number): boolean => attempts.some((one) => one.entry !== null && one.serial === serial && Math.abs(one.at - at) < TOLD_MS)
    const around = order ? withAnchor(order, sameTarget, sameVoucher, { orders: devices, isCut: false }, { orders: login, isCut: false }) : sameTarget.orders
    for (const one of around) {
      if (one.voucherSerial === null || (one.channel !== 'voucher' && one.paymentMethod !== 'voucher') || isTold(one.voucherSerial, one.at)) continue
      attempts.push({ at: one.at, serial: one.voucherSerial, isRefused: one.status === 'failed', entry: null })
    }
    const isAnchorRefused = order ? order.status === 'failed' : ledgerEntry !== null && isRefusedRefill(ledgerEntry)
    const refused = attempts.filter((attempt) => attempt.isRefused).sort((a, b) => a.at - b.at)
    const succeeded = attempts.filter((attempt) => !attempt.isRefused)
    for (const { windowMs, refusals, serials, strength } of STEPS) {
      const run = runAround(refused, anchorAt, windowMs, isAnchorRefused)
      const different = new Set(run.map((attempt) => attempt.serial)).size
      if (run.length < refusals || different < serials) continue
      // The same card typed again until it worked is a customer, not a guesser, unless it took many tries.
      if (different === 1 && run.length < 8 && succeeded.some((attempt) => attempt.serial === run[0]?.serial)) continue
      const entries = run.flatMap((attempt) => attempt.entry ?? [])
      const own = entries.filter((entry) => order !== null && entry.voucherSerial === order.voucherSerial)
      return [signal(ID, strength, {
        evidence: {
          refusals: run.length, serials: different, windowMs, threshold: refusals, hasSucceeded: succeeded.length > 0, isFruit: !isAnchorRefused,
          codes: [...new Set(entries.map((entry) => entry.responseCode ?? ''))].sort(),
        },
        joined: entries.slice(0, MOST_JOINED).map(refOf), flagged: own.map(refOf),
      })]
    }
    return []
  },
  examples: {
    fires: [
      { name: 'six serials refused in five minutes', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000' }, numberLedger: times(6, (i) => ({ voucherSerial: `${1000 + i}`, amountMinor: 0, responseCode: '119', at: minutes(i) })) } },
      { name: 'one serial, one PIN after the other', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000' }, numberLedger: times(9, (i) => ({ voucherSerial: '1000', amountMinor: 0, responseCode: '128', at: minutes(3 * i) })) } },
      { name: 'the success at the end of the run', facts: { order: { channel: 'voucher', status: 'delivered', voucherSerial: '9', createdAt: minutes(14) }, numberLedger: times(6, (i) => ({ voucherSerial: `${1000 + i}`, amountMinor: 0, responseCode: '119', at: minutes(i) })) } },
      { name: 'only the orders tell of the attempts', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000' }, sameTarget: times(5, (i) => ({ channel: 'voucher' as const, status: 'failed' as const, voucherSerial: `${1001 + i}`, at: minutes(i + 1) })) } },
      { name: 'one card tried on six numbers', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000' }, sameVoucher: times(5, (i) => ({ channel: 'voucher' as const, status: 'failed' as const, voucherSerial: '1000', targetNumber: `+861390000000${i}`, at: minutes(3 * i + 3) })) } },
      { name: 'serials counted through on one device, each for another number', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000', deviceId: 'd' }, sameDevice: times(6, (i) => ({ channel: 'voucher' as const, status: 'failed' as const, voucherSerial: `${1001 + i}`, targetNumber: `+861390000000${i}`, at: minutes(2 * i + 2) })) } },
      { name: 'six cards from one address, each for another number', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000', ip: '198.51.100.7' }, sameIp: times(5, (i) => ({ channel: 'voucher' as const, status: 'failed' as const, voucherSerial: `${7001 + i * 31}`, targetNumber: `+861390000000${i}`, at: minutes(2 * i + 2) })) } },
      { name: 'six cards over a day by one login, each for another number', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000', subscriberId: 'S1' }, sameSubscriber: times(5, (i) => ({ channel: 'voucher' as const, status: 'failed' as const, voucherSerial: `${7001 + i * 31}`, targetNumber: `+861390000000${i}`, at: minutes(180 * i + 180) })) } },
      { name: 'five different cards over a day', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000' }, numberLedger: times(5, (i) => ({ voucherSerial: `${1000 + i * 31}`, amountMinor: 0, responseCode: '119', at: minutes(240 * i) })) } },
      { name: 'serials counted over numbers without a phone in common', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '2600000000001000' }, tokens: [{ token: 'serials:2600000000001.489999', records: 8, parties: 8 }] } },
      { name: 'a refused row that belongs to no order', facts: { ledgerEntry: { voucherSerial: '1000', amountMinor: 0, responseCode: '119' }, numberLedger: times(6, (i) => ({ voucherSerial: `${1001 + i}`, amountMinor: 0, responseCode: '119', at: minutes(i) })) } },
    ],
    silent: [
      { name: 'a smudged card: typed twice, then right', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000' }, numberLedger: [{ voucherSerial: '1000', amountMinor: 0, responseCode: '119', at: minutes(0) }, { voucherSerial: '1000', amountMinor: 0, responseCode: '119', at: minutes(3) }, { voucherSerial: '1000', at: minutes(9) }] } },
      { name: 'a clumsy customer: five tries of one card, then right', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000' }, numberLedger: [...times(5, (i) => ({ voucherSerial: '1000', amountMinor: 0, responseCode: '119', at: minutes(3 * i) })), { voucherSerial: '1000', at: minutes(18) }] } },
      { name: 'four different cards over a day', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000' }, numberLedger: times(4, (i) => ({ voucherSerial: `${1000 + i * 31}`, amountMinor: 0, responseCode: '119', at: minutes(240 * i) })) } },
      { name: 'three customers with cards of a pack that was not activated yet', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '2600000000001000' }, tokens: [{ token: 'serials:2600000000001.489999', records: 6, parties: 3 }] } },
      { name: 'a kiosk where many mistype', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '1000', deviceId: 'k' }, sameDevice: times(6, (i) => ({ channel: 'voucher' as const, status: 'failed' as const, voucherSerial: `${1001 + i}`, targetNumber: `+861390000000${i}`, at: minutes(2 * i + 2) })), settings: { kioskDevices: ['k'] } } },
      { name: 'three cards bought for a trip', facts: { order: { channel: 'voucher', voucherSerial: '1000' }, numberLedger: times(3, (i) => ({ voucherSerial: `${1000 + i}`, at: minutes(i) })) } },
      { name: 'a success hours after', facts: { order: { channel: 'voucher', status: 'delivered', voucherSerial: '9', createdAt: minutes(600) }, numberLedger: times(6, (i) => ({ voucherSerial: `${1000 + i}`, amountMinor: 0, responseCode: '119', at: minutes(i) })) } },
    ],
  },
}

/** Refusals of one window that holds the anchor, or, for a success, that ended shortly before it. */
function runAround(refused: readonly Attempt[], anchorAt: number, windowMs: number, isAnchorRefused: boolean): readonly Attempt[] {
  let best: readonly Attempt[] = []
  for (let start = 0; start < refused.length; start++) {
    const from = refused[start]?.at ?? 0
    const run = refused.slice(start).filter((attempt) => attempt.at <= from + windowMs && (isAnchorRefused || attempt.at <= anchorAt))
    const last = run.at(-1)?.at ?? 0
    const holds = isAnchorRefused ? from - MINUTE_MS <= anchorAt && anchorAt <= last + MINUTE_MS : last <= anchorAt && anchorAt - last <= FRUIT_MS
    if (holds && run.length > best.length) best = run
  }
  return best
}
