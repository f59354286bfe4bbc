import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instrument } from '../../scripts/mutate/instrument.ts'
import { MutantSwitch } from '../../scripts/mutate/switch.ts'

const SOURCE = `
export function limit(sum, most) {
  if (sum > most && most !== 0) return 'too much'
  return [sum, most].filter((one) => one > 0).some((one) => one < 10) ? { code: 'large' } : -sum + 1
}
`
const { code, mutants } = instrument('limit.ts', SOURCE, 1)
const holder = globalThis as unknown as { $m?: MutantSwitch }
type Limit = (sum: number, most: number) => unknown

let broken: Limit
let whole: Limit
const directory = mkdtempSync(join(tmpdir(), 'topwarden-mutants-'))
async function load<T>(name: string, text: string): Promise<T> {
  const file = join(directory, name)
  writeFileSync(file, text.replaceAll(' as never', ''))
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as T
}
beforeAll(async () => {
  whole = (await load<{ limit: Limit }>('whole.mjs', SOURCE)).limit
  broken = (await load<{ limit: Limit }>('broken.mjs', code)).limit
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** What the source does for some input while one mutant is chosen; 0 for none. */
function outcomes(active: number, given: readonly (readonly [number, number])[]): string {
  return whileChosen(active, () => JSON.stringify(given.map(([sum, most]) => broken(sum, most))))
}

function whileChosen<T>(active: number, look: () => T): T {
  const chosen = new MutantSwitch()
  const before = holder.$m
  holder.$m = chosen
  try {
    chosen.active = active
    return look()
  } finally {
    if (before) holder.$m = before
    else delete holder.$m
  }
}
const ENOUGH = [[5, 3], [3, 5], [5, 0], [0, 0], [3, 3], [20, 30], [-4, 10], [-4, 9], [11, 30], [0, 10], [-5, -9], [-4, 11], [0, 11], [10, 11], [9, 11]] as const

describe('S84: the mutation run', () => {
  it('leaves the source as it was while nothing is chosen', () => {
    expect(outcomes(0, ENOUGH)).toBe(JSON.stringify(ENOUGH.map(([sum, most]) => whole(sum, most))))
  })
  it('breaks operators, conditions, literals, methods, arrays, objects and bodies, each by a number of its own', () => {
    expect(mutants.map(({ what }) => what.replace(/ in .*/, '').replaceAll(/\s+/g, ' '))).toEqual(expect.arrayContaining(['> → >=', '> → <=', '&& → ||', '!== → ===', "'too much' → ''", '.filter() → left out', '.some() → .every()', '< → <=', '+ → -', 'the whole body left out']))
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length)
    expect(mutants.every(({ line }) => line >= 2 && line <= 5)).toBe(true)
  })
  it('is noticed by a test that looks at enough', () => {
    const untouched = outcomes(0, ENOUGH)
    const survivors = mutants.filter(({ id }) => outcomes(id, ENOUGH) === untouched).map(({ what }) => what)
    expect(survivors).toEqual([])
  })
  it('is survived where a test looks at too little', () => {
    const untouched = outcomes(0, [[5, 3]])
    expect(mutants.filter(({ id }) => outcomes(id, [[5, 3]]) === untouched).length).toBeGreaterThan(5)
  })
  it('stops a mutant that does not end', () => {
    const chosen = new MutantSwitch()
    chosen.budget = 2
    chosen.v(1, true, false)
    chosen.v(1, true, false)
    expect(() => chosen.v(1, true, false)).toThrow(/does not end/)
  })
  it('breaks what stands in a table of the file, and leaves alone what is exported', async () => {
    const made = instrument('who.ts', "const WHO = { red: ['go'], blue: [] }\nexport const ALL = ['go']\nexport const may = (one) => WHO[one].includes('go')\n", 1)
    const { may, ALL } = await load<{ may: (one: string) => boolean; ALL: readonly string[] }>('who.mjs', made.code)
    const evaluate = (active: number) => whileChosen(active, () => [may('red'), may('blue'), ALL.length])
    expect(evaluate(0)).toEqual([true, false, 1])
    const inTable = made.mutants.filter(({ line, what }) => line === 1 && /^\[?'go'/.test(what))
    expect(inTable.map(({ id }) => evaluate(id))).toEqual([[false, false, 1], [false, false, 1]])
  })
  it('waits where the source waits, and breaks only the lines that are asked for', async () => {
    const made = instrument('late.ts', 'export async function late(one) {\n  const found = (await one) ?? 7\n  return found > 3\n}', 1, /\?\?/)
    expect(made.mutants.map(({ what }) => what.replace(/ in .*/, ''))).toEqual(['?? → &&'])
    const { late } = await load<{ late: (one: unknown) => Promise<boolean> }>('late.mjs', made.code)
    const evaluate = (active: number) => whileChosen(active, () => late(null))
    expect([await evaluate(0), await evaluate(1)]).toEqual([true, false])
  })
})
