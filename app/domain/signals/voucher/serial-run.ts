import { DAY_MS } from '../../values/time.ts'
import type { Detector, Neighbours } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, isPaid, isSharedDevice, refsOf, withAnchor } from '../groups.ts'

const ID = 'voucher/serial-run'

const LEAST = 5
const LARGEST_GAP = 3
const NOBODY: Neighbours = { orders: [], isCut: false }

/** Near-consecutive serials redeemed to one number, or from one phone to several, within a day (DOMAIN R-VCH-03): a stolen pack, or serials being counted through. */
export const serialRun: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameTarget, sameDevice, settings }) => {
    if (!order || order.voucherSerial === null || order.channel !== 'voucher') return []
    const onDevice = order.deviceId !== null && !isSharedDevice(order, settings) ? sameDevice : NOBODY
    if (sameTarget.orders.length + onDevice.orders.length < LEAST - 1) return []
    const own = numberOf(order.voucherSerial)
    if (own === null) return []
    const vouchers = withAnchor(order, sameTarget, onDevice).filter((one) => one.voucherSerial !== null && one.channel === 'voucher')
    const found = bestWindow(vouchers, order.createdAt, DAY_MS, (window) => {
      const run = runWith(window.flatMap((one) => numberOf(one.voucherSerial ?? '') ?? []), own)
      return run >= LEAST ? { weight: run, seen: run } : null
    })
    if (!found) return []
    const redeemed = found.orders.filter(isPaid).length
    return [signal(ID, redeemed * 2 >= found.orders.length ? 0.7 : 0.75, {
      evidence: { serials: found.seen, redeemed, threshold: LEAST, largestGap: LARGEST_GAP, windowMs: DAY_MS, serial: order.voucherSerial },
      joined: refsOf(found.orders, order),
    })]
  },
  examples: {
    fires: [
      { name: 'five in a row', facts: { order: { channel: 'voucher', voucherSerial: '2600000000000001' }, sameTarget: times(4, (i) => ({ channel: 'voucher' as const, voucherSerial: `260000000000000${i + 2}`, at: minutes(i + 1) })) } },
      { name: 'from one phone to several numbers', facts: { order: { channel: 'voucher', deviceId: 'd', voucherSerial: '2600000000000001' }, sameDevice: times(4, (i) => ({ channel: 'voucher' as const, targetNumber: `+861390000000${i}`, voucherSerial: `260000000000000${i + 2}`, at: minutes(i + 1) })) } },
      { name: 'every third', facts: { order: { channel: 'voucher', voucherSerial: '2600000000000010' }, sameTarget: times(4, (i) => ({ channel: 'voucher' as const, voucherSerial: `26000000000000${13 + 3 * i}`, status: 'failed' as const, at: minutes(i + 1) })) } },
    ],
    silent: [
      { name: 'five cards of different packs', facts: { order: { channel: 'voucher', voucherSerial: '2660672771180912' }, sameTarget: times(4, (i) => ({ channel: 'voucher' as const, voucherSerial: `26${i}0739384152489`, at: minutes(i + 1) })) } },
      { name: 'a pack sold and redeemed at a kiosk', facts: { order: { channel: 'voucher', deviceId: 'k', voucherSerial: '2600000000000001' }, sameDevice: times(6, (i) => ({ channel: 'voucher' as const, targetNumber: `+861390000000${i}`, voucherSerial: `260000000000000${i + 2}`, at: minutes(i + 1) })), settings: { kioskDevices: ['k'] } } },
      { name: 'two of a pack', facts: { order: { channel: 'voucher', voucherSerial: '2600000000000001' }, sameTarget: [{ channel: 'voucher', voucherSerial: '2600000000000002', at: minutes(1) }] } },
    ],
  },
}

function numberOf(serial: string): bigint | null {
  return /^\d{4,24}$/.test(serial) ? BigInt(serial) : null
}

/** Length of the run of neighbouring serials that holds `own`. */
function runWith(serials: readonly bigint[], own: bigint): number {
  const sorted = [...new Set(serials)].sort((a, b) => (a < b ? -1 : 1))
  const here = sorted.indexOf(own)
  let [first, last] = [here, here]
  const isNear = (a: number, b: number): boolean => (sorted[b] ?? 0n) - (sorted[a] ?? 0n) <= BigInt(LARGEST_GAP)
  while (first > 0 && isNear(first - 1, first)) first--
  while (last < sorted.length - 1 && isNear(last, last + 1)) last++
  return last - first + 1
}
