import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { TestRunner } from 'vitest'
import { mutantSwitch } from './switch.ts'

/** Far more than any test needs, so that only a mutant that does not end runs out of it. */
const STEPS_MAX = 3_000_000
/** Far longer than any test takes that waits for something. */
const WAIT_MS = 6_000

const holder = globalThis as { $killed?: Set<number>; $reached?: Set<number> }
const killed = (holder.$killed ??= new Set<number>())
const reached = (holder.$reached ??= new Set<number>())

type Task = Parameters<typeof TestRunner.getTestFn>[0] & Test
interface Test {
  readonly suite?: Suite
  readonly file: Suite
}
type Suite = Parameters<typeof TestRunner.getSuiteHooks>[0]

/** Runs each test as it is, notes which mutants it reaches, then once more for each of them that still lives: a test that fails has killed it. */
export default class MutatingRunner extends TestRunner {
  async runTask(test: Task): Promise<void> {
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
    let kills = 0
    for (const id of hits) {
      reached.add(id)
      if (killed.has(id)) continue
      await around(test, 'afterEach')
      await around(test, 'beforeEach')
      mutantSwitch.active = id
      mutantSwitch.budget = STEPS_MAX
      try {
        await inTime(run())
      } catch {
        killed.add(id)
        kills += 1
      }
      mutantSwitch.active = 0
      mutantSwitch.budget = Number.POSITIVE_INFINITY
    }
    if (kills === 0) return
    // What a mutant left behind must not have killed the others.
    await around(test, 'afterEach')
    await around(test, 'beforeEach')
    await inTime(run())
  }
  override onAfterRunFiles(files: Parameters<TestRunner['onAfterRunFiles']>[0]): void {
    super.onAfterRunFiles(files)
    writeFileSync(join(process.env.MUTATE_RESULTS ?? '.', `${process.pid}-${threadId}.json`), JSON.stringify({ killed: [...killed], reached: [...reached] }))
  }
}

/** What stands before or after each test, from the file inwards or outwards, so that every run finds what the first one found. */
async function around(test: Test, when: 'beforeEach' | 'afterEach'): Promise<void> {
  const suites: Suite[] = []
  for (let suite: Suite | undefined = test.suite ?? test.file; suite; suite = suite === test.file ? undefined : (suite.suite ?? test.file)) suites.push(suite)
  for (const suite of when === 'beforeEach' ? suites.reverse() : suites) {
    const hooks = (TestRunner.getSuiteHooks(suite)?.[when] ?? []) as readonly ((context: unknown, suite: unknown) => unknown)[]
    // What a mutant left hanging is left behind.
    for (const hook of hooks) await inTime(hook((test as { context?: unknown }).context, suite)).catch(() => {})
  }
}

async function inTime(work: unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The mutant waits for ever')), WAIT_MS)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
