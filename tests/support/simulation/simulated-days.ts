import { afterAll, describe, expect, test } from 'vitest'
import { databaseOf } from '../database.ts'
import { FAULTS, type Fault } from './faults.ts'
import { COMMANDS, Simulation } from './simulation.ts'

const SEED = process.env.SIMULATE_SEED
const OPERATIONS = process.env.SIMULATE_OPERATIONS
const VERIFY_EVERY = 100

/**
 * Random operations over all actions with faults: time-outs, kills, conflicts, clock jumps, with all that `verify` checks after every hundred (decision 0101). The seed is in
 * the test's name and in what a failure says: `SIMULATE_SEED=7 SIMULATE_OPERATIONS=10000` runs it again. `SIMULATE_TELL=1` prints how often what happened. With `mustReachAll` the days
 * together must have reached every command and every fault.
 */
export function simulatedDays(dialect: 'sqlite' | 'postgres', seeds: readonly number[], operationsEach: number, { mustReachAll }: { readonly mustReachAll: boolean }): void {
  describe(`simulated days of money on ${dialect}`, () => {
    const open = databaseOf(dialect)
    const reached = new Map<string, number>()
    const faults = new Map<Fault, number>()
    const days = (SEED ? [Number(SEED)] : seeds).map((seed) => ({ seed, operations: Number(OPERATIONS ?? operationsEach) }))
    test.each(days)('seed $seed, $operations operations: nothing is paid twice, no ceiling breaks, and every replay agrees', async ({ seed, operations }) => {
      const simulation = await Simulation.begin(await open(), seed, reached, faults)
      for (let n = 1; n <= operations; n++) {
        const told = `SIMULATE_SEED=${seed} after ${n} operations`
        await simulation.step().catch((error: Error) => Promise.reject(new Error(`${told}: ${error.message}`, { cause: error })))
        if (n % VERIFY_EVERY === 0 || n === operations) await simulation.check(told)
      }
    }, 900_000)

    afterAll(() => {
      if (process.env.SIMULATE_TELL) process.stdout.write(`${JSON.stringify({ dialect, commands: Object.fromEntries([...reached].sort()), faults: Object.fromEntries(faults) }, null, 1)}\n`)
    })
    test.runIf(mustReachAll && !SEED)('every command of every action was accepted at least once, and every fault happened', () => {
      expect({ commands: COMMANDS.filter((command) => !reached.has(command)), faults: FAULTS.filter((fault) => !faults.has(fault)) }).toEqual({ commands: [], faults: [] })
    })
  })
}
