import { HOUR_MS, SECOND_MS } from '../../values/time.ts'
import type { Detector, Neighbours, OrderGlance } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { byTime, isCompany, isSharedDevice, refsOf, withAnchor } from '../groups.ts'

const ID = 'payment/robot-rhythm'

const LEAST = 10
const MOST_DEVIATION_MS = 2 * SECOND_MS
/** Orders further apart than this belong to no rhythm. */
const LONGEST_GAP_MS = HOUR_MS

/** Ten orders and more at equal distances, as no hand types them (DOMAIN R-PAY-14). Company batches are known. */
export const robotRhythm: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, samePayer, sameDevice, sameTarget, sameAgent, settings }) => {
    if (!order || isCompany(order, settings)) return []
    const isTill = isSharedDevice(order, settings)
    const keys: readonly { readonly by: string; readonly near: Neighbours }[] = [
      { by: 'payer', near: samePayer }, ...(isTill ? [] : [{ by: 'device', near: sameDevice }]), { by: 'number', near: sameTarget }, { by: 'agent', near: sameAgent },
    ]
    for (const { by, near } of keys) {
      if (near.orders.length < LEAST - 1) continue
      const run = steadyRun([...withAnchor(order, near)].sort(byTime), order.rowId)
      if (!run) continue
      return [signal(ID, 0.55, {
        evidence: { by, orders: run.orders.length, gapMs: run.gapMs, deviationMs: run.deviationMs, isCut: near.isCut },
        joined: refsOf(run.orders, order),
      })]
    }
    return []
  },
  examples: {
    fires: [
      { name: 'twelve orders, one every five minutes', facts: { order: { payerAccount: 'p' }, samePayer: times(11, (i) => ({ targetNumber: `+86139000000${10 + i}`, at: minutes(5 * i + 5) })) } },
      { name: 'ten orders, one every 30 seconds', facts: { order: { payerAccount: 'p' }, samePayer: times(9, (i) => ({ targetNumber: `+861390000000${i}`, at: minutes(0) + (i + 1) * 30_000 })) } },
    ],
    silent: [
      { name: 'a busy hour of a person', facts: { order: { payerAccount: 'p' }, samePayer: times(11, (i) => ({ targetNumber: `+86139000000${10 + i}`, at: minutes(0) + (i + 1) * 30_000 + (i * i * 977) % 25_000 })) } },
      { name: 'nine', facts: { order: { payerAccount: 'p' }, samePayer: times(8, (i) => ({ at: minutes(0) + (i + 1) * 30_000 })) } },
      { name: 'a company batch', facts: { order: { payerAccount: 'p' }, samePayer: times(20, (i) => ({ at: minutes(0) + (i + 1) * 5_000 })), settings: { companyPayers: ['p'] } } },
    ],
  },
}

/** The longest run around the anchor whose gaps differ by less than the deviation allowed. */
function steadyRun(orders: readonly OrderGlance[], anchorRow: number): { readonly orders: readonly OrderGlance[]; readonly gapMs: number; readonly deviationMs: number } | null {
  const here = orders.findIndex((one) => one.rowId === anchorRow)
  const first = Math.max(0, here - LEAST + 1)
  for (let start = first; start <= here && start + LEAST <= orders.length; start++) {
    const run = orders.slice(start, start + LEAST)
    const gaps = run.slice(1).map((one, i) => one.at - (run[i]?.at ?? one.at))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
    if (mean <= LONGEST_GAP_MS && mean > 0 && deviation < MOST_DEVIATION_MS) return { orders: run, gapMs: Math.round(mean), deviationMs: Math.round(deviation) }
  }
  return null
}
