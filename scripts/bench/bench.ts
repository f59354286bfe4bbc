/** `npm run bench -- [NAME…]`: speed as ratios against a yardstick measured in the same run; tables, then one JSON line. */
import { parseArgs } from 'node:util'
import type { Bench, BenchResult } from './measure.ts'

/** One file a bench, each exporting `bench`. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  rules: () => import('./rules.ts'),
  score: () => import('./score.ts'),
  ingest: () => import('./ingest.ts'),
  pages: () => import('./pages.ts'),
  api: () => import('./api.ts'),
  signals: () => import('./signals.ts'),
  streams: () => import('./streams.ts'),
}

async function main(): Promise<number> {
  const names = Object.keys(BENCHES)
  let parsed: ReturnType<typeof readArguments>
  try {
    parsed = readArguments()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
  const { values, positionals } = parsed
  if (values.help) {
    process.stdout.write(`Usage: npm run bench -- [NAME…] [--rounds N] [--data FOLDER]\nNames: ${names.join(', ')} (all without a name). --rounds: measured rounds a case, 5 unless told. --data: a folder of own orders for "signals".\n`)
    return 0
  }
  const rounds = Number(values.rounds)
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name))
  if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
    process.stderr.write(unknown === undefined ? '--rounds takes a whole number from 1 to 100\n' : `Unknown bench "${unknown}". Names: ${names.join(', ')}\n`)
    return 2
  }
  const results: Record<string, BenchResult> = {}
  for (const name of positionals.length > 0 ? positionals : names) {
    const { bench } = await (BENCHES[name] as () => Promise<{ readonly bench: Bench }>)()
    results[name] = await bench({ rounds, data: values.data ?? null, say: (line) => process.stdout.write(`${line}\n`) })
  }
  process.stdout.write(`${JSON.stringify(results)}\n`)
  return Object.values(results).every((result) => result.agrees) ? 0 : 1
}

function readArguments() {
  return parseArgs({ allowPositionals: true, options: { help: { type: 'boolean', short: 'h' }, rounds: { type: 'string', default: '5' }, data: { type: 'string' } } })
}

process.exitCode = await main()
