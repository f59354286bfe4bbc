import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { TestRunner } from 'vitest'
import { mutantSwitch } from './switch.ts'

/** Far more than any test needs, so that only a mutant that does not end runs out of it. */
const STEPS_MAX = 3_000_000

const holder = globalThis as unknown as { $killed?: Set<number>; $reached?: Set<number> }
const killed = (holder.$killed ??= new Set<number>())
const reached = (holder.$reached ??= new Set<number>())

/** Runs each test as it is, notes which mutants it reaches, then once more for each of them that still lives: a test that fails has killed it. */
export default class MutatingRunner extends TestRunner {
  async runTask(test: Parameters<typeof TestRunner.getTestFn>[0]): Promise<void> {
    const run = TestRunner.getTestFn(test)
    const hits = new Set<number>()
    mutantSwitch.active = 0
    mutantSwitch.hits = hits
    mutantSwitch.budget = Number.POSITIVE_INFINITY
    try {
      await run()
    } finally {
      mutantSwitch.hits = null
    }
    for (const id of hits) {
      reached.add(id)
      if (killed.has(id)) continue
      mutantSwitch.active = id
      mutantSwitch.budget = STEPS_MAX
      try {
        await run()
      } catch {
        killed.add(id)
      }
    }
    mutantSwitch.active = 0
    mutantSwitch.budget = Number.POSITIVE_INFINITY
  }

  override onAfterRunFiles(files: Parameters<TestRunner['onAfterRunFiles']>[0]): void {
    super.onAfterRunFiles(files)
    writeFileSync(join(process.env.MUTATE_RESULTS ?? '.', `${process.pid}-${threadId}.json`), JSON.stringify({ killed: [...killed], reached: [...reached] }))
  }
}
