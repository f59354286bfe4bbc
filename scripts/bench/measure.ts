import os from 'node:os'

/** A case does `units` units of work a call. */
export interface BenchCase {
  readonly name: string
  readonly units: number
  readonly run: () => void | Promise<void>
}

/** Medians over the measured rounds. Ratios are of processor time, which a busy neighbour moves little. */
export interface Measured {
  readonly name: string
  readonly cpuMicros: number
  readonly wallMicros: number
  /** Times the processor time of the yardstick. */
  readonly ratio: number
}

export interface BenchResult {
  readonly yardstick: string
  readonly cases: readonly Measured[]
  /** All cases gave the same answers, where they answer the same question. */
  readonly agrees: boolean
  /** Promises of the product and whether this run kept them. */
  readonly goals: readonly Goal[]
}

/** A promise of the product: a ratio and the limit it has to keep. */
export interface Goal {
  readonly goal: string
  readonly measured: number
  readonly limit: number
  readonly isMet: boolean
}

export function atMost(goal: string, measured: number, limit: number): Goal {
  return { goal, measured, limit, isMet: measured <= limit }
}

export function atLeast(goal: string, measured: number, limit: number): Goal {
  return { goal, measured, limit, isMet: measured >= limit }
}

/** `data`: a folder of orders to measure on instead of made-up ones, where a bench can. */
export type Bench = (options: { readonly rounds: number; readonly data: string | null; readonly say: (line: string) => void }) => Promise<BenchResult>

/** Runs the cases turn by turn, one round to warm up and then `rounds` more; the first case is the yardstick. */
export async function measure(cases: readonly BenchCase[], rounds: number): Promise<readonly Measured[]> {
  const cpu: number[][] = cases.map(() => [])
  const wall: number[][] = cases.map(() => [])
  for (let round = -1; round < rounds; round++) {
    for (const [i, { run }] of cases.entries()) {
      const startedAt = process.hrtime.bigint()
      const before = process.cpuUsage()
      await run()
      const used = process.cpuUsage(before)
      if (round < 0) continue
      cpu[i]?.push(used.user + used.system)
      wall[i]?.push(Number(process.hrtime.bigint() - startedAt) / 1000)
    }
  }
  const each = cases.map(({ name, units }, i) => ({ name, cpuMicros: median(cpu[i] ?? []) / units, wallMicros: median(wall[i] ?? []) / units }))
  const yardstick = each[0]?.cpuMicros ?? 1
  return each.map((one) => ({ ...one, ratio: one.cpuMicros / yardstick }))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export function table(title: string, cases: readonly Measured[], unit: string): string {
  const rows = cases.map(({ name, cpuMicros, wallMicros, ratio }) => `| ${name} | ${digits(cpuMicros)} | ${digits(wallMicros)} | ${ratio.toFixed(2)} |`)
  return [`## ${title}`, '', machine(), '', `| case | µs CPU ${unit} | µs wall ${unit} | × yardstick |`, '|---|--:|--:|--:|', ...rows, ''].join('\n')
}

/** Says which promises this run kept. */
export function tellGoals(say: (line: string) => void, goals: readonly Goal[]): void {
  for (const { goal, measured, limit, isMet } of goals) say(`${isMet ? 'met' : 'MISSED'}: ${goal}: ${measured.toFixed(2)} (limit ${limit})`)
}

function digits(micros: number): string {
  return micros < 10 ? micros.toFixed(3) : micros.toFixed(1)
}

function machine(): string {
  const cpus = os.cpus()
  return `${cpus.length} × ${cpus[0]?.model ?? 'unknown processor'}, Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`
}

/** Reproducible numbers from 0 to 1 (xorshift32): the same orders on every machine. */
export function dice(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
}
