import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startVitest } from 'vitest/node'
import { CommandError, runCommand, UsageError } from './command-line.ts'
import { instrument, type Mutant } from './mutate/instrument.ts'

const USAGE = `
Usage: npm run mutate -- [--list] [PATH…]

Breaks the domain code of money, actions and values in every way that Stryker's mutators know, one at a time, and counts how many of the breaks some unit test notices.
PATH chooses files under app/domain/{ledger,actions,values} by a part of their path.

  --list   the breaks that no test noticed, by file and line
`

const CODE = 'app/domain/{ledger,actions,values}/*.ts'
const TESTS = 'tests/domain/{ledger,actions,values,exports,subscribers,reconciliation}/*.test.ts'
/** Numbers of mutants of one file; none has nearly as many. */
const IDS_PER_FILE = 100_000
/** The score that docs/security-requirements.md promises (S84). */
const GOAL = 0.8

await runCommand({
  usage: USAGE,
  options: { list: { type: 'boolean', default: false } },
  async run({ values, positionals }) {
    const files = globSync(CODE).filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part))).sort()
    if (files.length === 0) throw new UsageError('No file of the domain has this in its path.')
    const known = new Map<string, readonly Mutant[]>()
    const directory = mkdtempSync(join(tmpdir(), 'topwarden-mutate-'))
    process.env.MUTATE_RESULTS = directory
    const started = performance.now()
    const vitest = await startVitest('test', [], {
      config: false, run: true, watch: false, root: process.cwd(), include: [TESTS], runner: resolve('scripts/mutate/runner.ts'), setupFiles: [resolve('scripts/mutate/switch.ts')],
      pool: 'threads', maxWorkers: 1, isolate: false, testTimeout: 600_000, reporters: ['dot'],
      // What was read for other runs is without the switch.
      fsModuleCache: false,
    }, {
      plugins: [{
        name: 'mutants', enforce: 'pre',
        transform(code, id) {
          const at = files.findIndex((file) => id.split('?')[0] === resolve(file))
          if (at < 0) return null
          const made = instrument(files[at] ?? '', code, 1 + at * IDS_PER_FILE)
          known.set(files[at] ?? '', made.mutants)
          return { code: made.code, map: null }
        },
      }],
    })
    const failed = vitest.state.getCountOfFailedTests()
    await vitest.close()
    if (failed > 0) throw new CommandError(`${failed} tests fail before anything is broken.`)
    const results = readdirSync(directory).map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as { readonly killed: readonly number[]; readonly reached: readonly number[] })
    rmSync(directory, { recursive: true, force: true })
    return report(files, known, new Set(results.flatMap((one) => one.killed)), new Set(results.flatMap((one) => one.reached)), values.list, (performance.now() - started) / 1_000)
  },
})

function report(files: readonly string[], known: ReadonlyMap<string, readonly Mutant[]>, killed: ReadonlySet<number>, reached: ReadonlySet<number>, isListed: boolean, seconds: number): number {
  const total = { mutants: 0, killed: 0, unreached: 0 }
  for (const file of files) {
    const source = readFileSync(file, 'utf8').split('\n')
    // What runs while a file is loaded is over before a test begins: tables and constants. They are not counted on either side.
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
  const score = total.mutants === 0 ? 1 : total.killed / total.mutants
  process.stdout.write(`${JSON.stringify({ ...total, score: Math.round(score * 1_000) / 1_000, seconds: Math.round(seconds) })}\n`)
  return score >= GOAL ? 0 : 1
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
