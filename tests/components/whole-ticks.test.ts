import { expect, test } from 'vitest'
import { wholeTicks } from '../../app/components/chart/whole-ticks.ts'

test('the marks of an axis of counts are whole, begin at 0, stand evenly, and reach what is drawn', () => {
  expect([0, 1, 3, 6, 8, 9, 30, 41, 1_234].map((most) => wholeTicks(most).join(' '))).toEqual([
    '0 1', '0 1', '0 1 2 3', '0 2 4 6', '0 2 4 6 8', '0 5 10', '0 10 20 30', '0 20 40 60', '0 500 1000 1500',
  ])
  for (let most = 0; most <= 5_000; most += 0.5) {
    const ticks = wholeTicks(most)
    const steps = new Set(ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0)))
    expect([ticks[0], steps.size, ticks.every(Number.isInteger), (ticks.at(-1) ?? 0) >= most, ticks.length <= 5], String(most)).toEqual([0, 1, true, true, true])
  }
})
