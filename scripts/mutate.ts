import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startVitest } from 'vitest/node'
import { CommandError, runCommand, UsageError } from './command-line.ts'
import { instrument, type Mutant } from './mutate/instrument.ts'

const USAGE = `
Usage: npm run mutate -- [--list] [PATH…]

Breaks the code of money, permissions and sessions in every way that Stryker's mutators know, one at a time, and counts how many of the breaks some test notices.
PATH chooses files by a part of their path.

  --list   the breaks that no test noticed, by file and line
`

interface Trial {
  readonly name: string
  readonly code: readonly string[]
  /** Only places in these lines are broken, where a file has much else to do. */
  readonly lines?: RegExp
  readonly tests: readonly string[]
}

/** Where somebody is let in or kept out outside the tables of permissions and actions: one line in a use-case that does much else. */
const GUARD = /\bmay\(|'not_permitted'|isPermitted/

/** Tests that go through use-cases with a guard of their own. */
const GUARDED = [
  'guards', 'alerts', 'approvals', 'audit-page', 'cases', 'case-work', 'figures', 'get-case', 'lists', 'list-waiting', 'perform-action', 'refunds', 'rules', 'second-reviews', 'settings', 'unmask-field', 'get-board', 'erasure', 'failed-refund', 'legal-hold',
]

/** A file belongs to the first trial that names it. */
const TRIALS: readonly Trial[] = [
  { name: 'permissions', code: ['app/auth/permissions.ts', 'app/domain/actions/staff-action.ts', 'app/usecases/{actions/perform-action.server,cases/case-person}.ts'], tests: ['tests/auth/permissions.test.ts', 'tests/domain/actions/*.test.ts', 'tests/usecases/*/{perform-action,cases,expire-proposals,outside-returns,refunds,disputes}.test.ts'] },
  // The queue of passwords outlives a test: what is broken in it would hang all that follow.
  { name: 'passwords', code: ['app/auth/{passwords,password-rules,weak-passwords}.ts'], tests: ['tests/auth/{passwords,weak-passwords}.test.ts'] },
  {
    name: 'sessions', code: ['app/auth/*.ts', 'app/usecases/staff/{sign-in,sign-out,change-factor,clear-factor,change-password}.server.ts'],
    tests: ['tests/auth/*.test.ts', 'tests/usecases/*/{sessions,sign-in,second-factor,staff,webhooks}.test.ts'],
  },
  { name: 'guards of use-cases', code: ['app/usecases/**/*.ts'], lines: GUARD, tests: [`tests/usecases/*/{${GUARDED.join(',')}}.test.ts`] },
  { name: 'money', code: ['app/domain/{ledger,actions,values}/*.ts'], tests: ['tests/domain/{ledger,actions,values,exports,subscribers,reconciliation}/*.test.ts'] },
]
const TEMPORARY = tmpdir()
/** Numbers of mutants of one file; none has nearly as many. */
const IDS_PER_FILE = 100_000
/** The score that docs/security-requirements.md promises (S84). */
const GOAL = 0.8

interface Count {
  readonly mutants: number
  readonly killed: number
  readonly unreached: number
}

await runCommand({
  usage: USAGE,
  options: { list: { type: 'boolean', default: false } },
  async run({ values, positionals }) {
    const taken = new Set<string>()
    const chosen = TRIALS.flatMap((trial) => {
      const own = globSync(trial.code as string[]).filter((file) => !taken.has(file)).sort()
      for (const file of own) taken.add(file)
      const files = own.filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
      return files.length > 0 ? [{ ...trial, files }] : []
    })
    if (chosen.length === 0) throw new UsageError('No file of the trial has this in its path.')
    const started = performance.now()
    const counts: (Count & { readonly name: string })[] = []
    for (const trial of chosen) counts.push({ name: trial.name, ...(await tryOne(trial, trial.files, values.list)) })
    const sum = (of: keyof Count) => counts.reduce((total, count) => total + count[of], 0)
    const whole = { name: 'whole', mutants: sum('mutants'), killed: sum('killed'), unreached: sum('unreached') }
    const told = [...counts, whole].map((count) => ({ ...count, score: count.mutants === 0 ? 1 : Math.round((1_000 * count.killed) / count.mutants) / 1_000 }))
    for (const one of told) process.stdout.write(`${JSON.stringify(one)}\n`)
    process.stdout.write(`${JSON.stringify({ seconds: Math.round((performance.now() - started) / 1_000) })}\n`)
    return told.every(({ score }) => score >= GOAL) ? 0 : 1
  },
})

/** One run of vitest with the files of one trial broken, on SQLite where a database is asked. */
async function tryOne(trial: Trial, files: readonly string[], isListed: boolean): Promise<Count> {
  const known = new Map<string, readonly Mutant[]>()
  const directory = mkdtempSync(join(TEMPORARY, 'topwarden-mutate-'))
  process.env.MUTATE_RESULTS = join(directory, 'results')
  mkdirSync(process.env.MUTATE_RESULTS)
  // Databases of the tests go with the rest.
  process.env.TMPDIR = directory
  const vitest = await startVitest('test', [], {
    config: false, run: true, watch: false, root: process.cwd(), include: [...trial.tests], runner: resolve('scripts/mutate/runner.ts'), setupFiles: [resolve('scripts/mutate/switch.ts')],
    pool: 'threads', maxWorkers: 1, isolate: false, testTimeout: 3_600_000, hookTimeout: 600_000, reporters: ['dot'], testNamePattern: /^(?!.*\bon postgres\b)/,
    // What a mutant leaves running may fail after its test is over.
    dangerouslyIgnoreUnhandledErrors: true,
    // What was read for other runs is without the switch.
    fsModuleCache: false,
  }, {
    plugins: [{
      name: 'mutants', enforce: 'pre',
      transform(code, id) {
        const at = files.findIndex((file) => id.split('?')[0] === resolve(file))
        if (at < 0) return null
        const made = instrument(files[at] ?? '', code, 1 + at * IDS_PER_FILE, trial.lines)
        known.set(files[at] ?? '', made.mutants)
        return { code: made.code, map: null }
      },
    }],
  })
  const failed = vitest.state.getCountOfFailedTests()
  await vitest.close()
  if (failed > 0) throw new CommandError(`${failed} tests fail before anything is broken, or by what a mutant left behind.`)
  const results = readdirSync(process.env.MUTATE_RESULTS).map((name) => JSON.parse(readFileSync(join(directory, 'results', name), 'utf8')) as { readonly killed: readonly number[]; readonly reached: readonly number[] })
  rmSync(directory, { recursive: true, force: true })
  return report(files, known, new Set(results.flatMap((one) => one.killed)), new Set(results.flatMap((one) => one.reached)), isListed)
}

function report(files: readonly string[], known: ReadonlyMap<string, readonly Mutant[]>, killed: ReadonlySet<number>, reached: ReadonlySet<number>, isListed: boolean): Count {
  const total = { mutants: 0, killed: 0, unreached: 0 }
  for (const file of files) {
    const source = readFileSync(file, 'utf8').split('\n')
    // What runs while a file is loaded is over before a test begins: exported tables and constants. They are not counted on either side.
    const mutants = (known.get(file) ?? []).filter((mutant) => reached.has(mutant.id) || !isStatic(source, mutant))
    if (mutants.length === 0) continue
    const dead = mutants.filter((mutant) => killed.has(mutant.id)).length
    const unreached = mutants.filter((mutant) => !reached.has(mutant.id)).length
    total.mutants += mutants.length
    total.killed += dead
    total.unreached += unreached
    process.stdout.write(`${file.padEnd(46)} ${String(dead).padStart(5)} of ${String(mutants.length).padStart(5)}  ${percent(dead, mutants.length)}  ${unreached} in no test\n`)
    if (isListed) for (const mutant of mutants) if (!killed.has(mutant.id)) process.stdout.write(`  ${file}:${mutant.line} ${mutant.what}${reached.has(mutant.id) ? '' : ' (in no test)'}\n`)
  }
  return total
}

/** A mutant at the outermost level of its file, or in a table there: no function stands around it. */
function isStatic(source: readonly string[], { line, what }: Mutant): boolean {
  if (what === 'the whole body left out') return false
  for (let at = line; at > 0; at--) {
    const text = source[at - 1] ?? ''
    if (/^(?:export )?(?:async )?function |^export class |^class /.test(text)) return false
    if (/^(?:export )?const [\w$]+(?::[^=]+)? = (?:\([^)]*\)|\w+)(?:: [^=]+)? =>/.test(text)) return false
    if (/^(?:export )?const /.test(text)) return !/=>/.test(source.slice(at - 1, line).join('\n'))
  }
  return true
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1).padStart(5)} %`
}
