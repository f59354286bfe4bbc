import { describe, expect, test } from 'vitest'
import { withPatterns } from '../../app/domain/scoring/bare-head.ts'
import { MOST_COLUMNS, readTrees, treesSum } from '../../app/domain/scoring/boosted-trees.ts'
import { KINDS_SLOTS, kindsSlot } from '../../app/domain/scoring/kinds-head.ts'
import { MESSAGE_SLOTS, TYPOGRAPHY_FROM } from '../../app/domain/scoring/message-features.ts'
import { PATTERN_STEPS, PATTERNS, patternSumsOfPlaces, readPatternsHead, TOKEN_PLACES, TOKEN_SIZE } from '../../app/domain/scoring/patterns-head.ts'
import { trainAdagrad } from '../../scripts/training/adagrad.ts'
import { type BoostingOptions, trainTrees } from '../../scripts/training/boosting.ts'
import type { LabelledMessage } from '../../scripts/training/collections.ts'
import { fixFraud, fraudScorer, packPlain } from '../../scripts/training/fixing.ts'
import { trainFraud } from '../../scripts/training/fraud-training.ts'
import { writtenLines } from '../../scripts/training/invented-messages.ts'
import { scoreRow } from '../../scripts/training/logistic.ts'
import { messageTable, type TextRows } from '../../scripts/training/message-training.ts'
import { type PatternWeights, trainPatterns } from '../../scripts/training/patterns.ts'
import { MESSAGE_RECIPES } from '../../scripts/training/recipes.ts'
import { sequence } from '../../scripts/training/sequence.ts'
import { type KindWeights, trainSoftmax } from '../../scripts/training/softmax.ts'
import { BARE_KINDS, type BareKind, bareKind, bareTarget, lureTarget } from '../../scripts/training/targets.ts'

describe('boosted trees', () => {
  const options: BoostingOptions = { forests: 2, trees: 30, leaves: 8, rate: 0.3, l2: 1, least: 1, rowShare: 0.8, columnShare: 1, seed: 1 }
  const next = sequence(7)
  const rows = 600
  const values = Float32Array.from({ length: rows * 3 }, () => next())
  const targets = Float64Array.from({ length: rows }, (_, row) => ((values[row * 3] ?? 0) < 0.4 !== (values[row * 3 + 1] ?? 0) < 0.6 ? 1 : 0))
  const train = () => trainTrees({ values, width: 3 }, Int32Array.from({ length: rows }, (_, row) => row), targets, new Float64Array(rows).fill(1), options)

  test('find what no sum of columns can tell, and answer the same after packing', () => {
    const trees = readTrees(train())
    expect(trees.roots).toHaveLength(60)
    let right = 0
    for (let row = 0; row < rows; row++) if (treesSum(trees, values.subarray(row * 3, row * 3 + 3)) > 0 === (targets[row] === 1)) right++
    expect(right / rows).toBeGreaterThan(0.95)
  })

  test('the same rows give the same trees', () => {
    expect(train()).toEqual(train())
  })

  test('more columns than their packing can name are refused', () => {
    const width = MOST_COLUMNS + 1
    expect(() => trainTrees({ values: new Float32Array(2 * width), width }, Int32Array.from([0, 1]), Float64Array.from([0, 1]), Float64Array.from([1, 1]), options)).toThrow(`${MOST_COLUMNS} columns`)
  })
})

/** Rows given as lists of slots, each worth one. */
function sparse(width: number, rows: readonly (readonly number[])[]): TextRows {
  const rowStart = [0]
  for (const row of rows) rowStart.push((rowStart.at(-1) ?? 0) + row.length)
  const ids = Int32Array.from(rows.flat())
  return { rowStart: Int32Array.from(rowStart), ids, values: new Float32Array(ids.length).fill(1), width, places: rows.map(() => new Uint16Array()) }
}

test('Adagrad gives each feature the sign of the answer it speaks for, the same each time', () => {
  const rows = sparse(3, [[0, 2], [1, 2], [0], [1]])
  const train = () => trainAdagrad(rows, [0, 1, 2, 3], [1, 0, 1, 0], [1, 1, 1, 1], { epochs: 5, rate: 0.3, seed: 1 })
  const weights = train()
  expect(weights[0]).toBeGreaterThan(0)
  expect(weights[1]).toBeLessThan(0)
  expect(scoreRow(rows, 0, weights)).toBeGreaterThan(scoreRow(rows, 1, weights))
  expect(train()).toEqual(weights)
})

test('a regression over kinds tells apart what one sum cannot, the same each time', () => {
  // Kind 1 is two different things; what is harmless is both of them together.
  const rows = sparse(2, [[0], [1], [0, 1], []])
  const train = () => trainSoftmax(rows, Int32Array.from([0, 1, 2, 3]), Int32Array.from([1, 2, 0, 0]), new Float64Array(4).fill(1), { kinds: 3, l2: 1e-6, maxIterations: 60 })
  const { weights, intercepts } = train()
  const likeliest = (slots: readonly number[]): number => {
    const sums = [...intercepts].map((sum, kind) => slots.reduce((all, slot) => all + (weights[slot * 3 + kind] ?? 0), sum))
    return sums.indexOf(Math.max(...sums))
  }
  expect([[0], [1], [0, 1], []].map(likeliest)).toEqual([1, 2, 0, 0])
  expect(train()).toEqual({ weights, intercepts })
})

describe('patterns over tokens in a row', () => {
  // The same four tokens in every text: what it is of is told by their order alone.
  const texts = [[1, 2, 3, 4], [2, 1, 3, 4], [3, 4, 1, 2], [4, 3, 2, 1], [3, 1, 2, 4], [2, 4, 3, 1]].map((text) => Uint16Array.from(text))
  const kindOf = Int32Array.from(texts, (text) => (text.join().includes('1,2') ? 1 : 0))
  const train = () => trainPatterns(texts, kindOf, new Float64Array(texts.length).fill(1), { kinds: 2, epochs: 60, rate: 0.01, dropOut: 0.3, hidden: 0, least: 1, seed: 3 })

  test('tell apart what only its order tells, after packing too, the same each time', () => {
    const weights = train()
    const packed = (numbers: Float64Array) => { const { text, scale } = packPlain(numbers); return { weights: text, scale } }
    const head = readPatternsHead({ tokens: packed(weights.tokens), steps: packed(weights.steps), offsets: packed(weights.offsets), says: packed(weights.says), intercepts: Array.from(weights.intercepts) })
    const likeliest = (text: readonly number[]): number => { const [harmless = 0, other = 0] = patternSumsOfPlaces(text, head); return other > harmless ? 1 : 0 }
    expect(texts.map((text) => likeliest([...text]))).toEqual([...kindOf])
    expect(likeliest([4, 1, 2, 3])).toBe(1)
    expect(likeliest([4, 2, 1, 3])).toBe(0)
    expect(train()).toEqual(weights)
  })

  test('a token never met is read as a hidden one', () => {
    const { tokens } = train()
    expect(tokens.slice(100 * TOKEN_SIZE, 101 * TOKEN_SIZE)).toEqual(tokens.slice(200 * TOKEN_SIZE, 201 * TOKEN_SIZE))
    expect(tokens.slice(0, TOKEN_SIZE)).not.toEqual(tokens.slice(TOKEN_SIZE, 2 * TOKEN_SIZE))
  })

  test('are asked only where the kinds leave it open, and make a short text a fraud less easily', () => {
    const trained = { kinds: ['wanted', 'other'], harmless: 1 }
    const says = () => Float64Array.from([0, 5])
    const refuse = (): never => { throw new Error('asked') }
    expect(withPatterns(-5.1, 30, refuse, trained)).toBe(-5.1)
    expect(withPatterns(4.1, 30, refuse, trained)).toBe(4.1)
    expect(withPatterns(0, 30, says, trained)).toBeCloseTo(2)
    expect(withPatterns(0, 3, says, trained)).toBeCloseTo(0.4)
    expect(withPatterns(0, 3, () => Float64Array.from([5, 0]), trained)).toBeCloseTo(-2)
  })
})

test('frauds of the head for bare texts are kept apart by what their collection calls them', () => {
  const of = (label: string, category: string, source = 'fbs-sms') => bareKind({ label, category, source })
  expect(of('illegal', 'IL:Gambling')).toBe('gambling')
  expect(of('fraud', 'FR:Phishing(Bank)')).toBe('bank')
  expect(of('fraud', '')).toBe('other')
  expect(of('spam', 'AD:Loan')).toBe('advertisement')
  expect(of('ham', '', 'zh-sms-11k')).toBe('wanted')
})

/** Patterns that have learnt nothing. */
const SAYS_NOTHING: PatternWeights = {
  tokens: new Float64Array(TOKEN_PLACES * TOKEN_SIZE), steps: new Float64Array(PATTERN_STEPS * TOKEN_SIZE), offsets: new Float64Array(PATTERNS),
  says: new Float64Array(PATTERNS * BARE_KINDS.length), intercepts: new Float64Array(BARE_KINDS.length),
}

describe('the head for texts without sentence marks', () => {
  const FRAUD = 0
  const AD = 1 << 4
  const MARK = TYPOGRAPHY_FROM
  const head = (weights: Readonly<Record<number, number>>): Float64Array => {
    const all = new Float64Array(MESSAGE_SLOTS + 1)
    for (const [slot, weight] of Object.entries(weights)) all[Number(slot)] = weight
    return all
  }
  const kinds = (slots: Readonly<Record<number, BareKind>>): KindWeights => {
    const weights = new Float64Array(KINDS_SLOTS * BARE_KINDS.length)
    for (const [slot, kind] of Object.entries(slots)) weights[kindsSlot(Number(slot)) * BARE_KINDS.length + BARE_KINDS.indexOf(kind)] = 2
    return { weights, intercepts: new Float64Array(BARE_KINDS.length) }
  }
  // The first two heads find the advertisement the worse of the two; the third can tell them apart.
  const heads = { fraud: head({ [FRAUD]: 1, [AD]: 1 }), lure: head({ [FRAUD]: -4, [AD]: -1 }), bare: { kinds: kinds({ [FRAUD]: 'papers', [AD]: 'advertisement' }), patterns: SAYS_NOTHING } }
  const advertisements = Array.from({ length: 100 }, () => [AD])
  const rows = sparse(MESSAGE_SLOTS, [[FRAUD], [FRAUD, MARK], [], ...advertisements])
  const dev = { frauds: [0], wanted: [2], advertisements: advertisements.map((_, at) => at + 3) }

  test('raises the alarm on its own where no mark stands, and is not asked where one does', () => {
    const score = fraudScorer(fixFraud(heads, rows, dev), rows)
    expect(score(0)).toBeGreaterThanOrEqual(0.5)
    expect(score(1)).toBeLessThan(0.5)
    expect(score(3)).toBeLessThan(0.5)
  })

  test('without it a bare text is judged like any other', () => {
    const score = fraudScorer(fixFraud({ ...heads, bare: null }, rows, dev), rows)
    expect(score(0)).toBe(score(1))
  })

  test('scripts and our own texts teach it nothing', () => {
    expect(bareTarget({ source: 'fraud-r1', label: 'fraud' })).toBeNull()
    expect(bareTarget({ source: 'invented-plain_scene', label: 'notice' })).toBeNull()
    expect(bareTarget({ source: 'fbs-sms', label: 'fraud' })).toBe(1)
    expect(bareTarget({ source: 'nus-sms-zh', label: 'ham' })).toBe(0)
  })
})

describe('the heads of fraud', () => {
  /** Advertisements that the first head takes for frauds, the second each `apart` log-odds less than the one before. */
  const alarmsAmong = (count: number, apart = 2): number => {
    const rows = sparse(MESSAGE_SLOTS, [[0], [count + 1], ...Array.from({ length: count }, (_, at) => Array.from({ length: at + 1 }, (_, slot) => slot))])
    const fraud = new Float64Array(MESSAGE_SLOTS + 1)
    fraud[0] = 4
    const lure = Float64Array.from(fraud, (weight, slot) => (slot > 0 && slot <= count ? -apart : slot === count + 1 ? 4 : weight))
    const advertisements = Array.from({ length: count }, (_, at) => at + 2)
    const score = fraudScorer(fixFraud({ fraud, lure, bare: null }, rows, { frauds: [0], wanted: [1], advertisements }), rows)
    return advertisements.filter((row) => score(row) >= 0.5).length
  }

  test('call one in a hundred known advertisements fraud, and one less where few are known', () => {
    expect(alarmsAmong(400)).toBe(4)
    expect(alarmsAmong(200)).toBe(1)
    expect(alarmsAmong(120)).toBe(0)
  })

  test('stand further from the hardest advertisement where few are known', () => {
    expect(alarmsAmong(400, 0.6)).toBe(4)
    expect(alarmsAmong(200, 0.6)).toBe(0)
  })

  test('the second takes over its share of what the first makes of a text', () => {
    const messages = [['send the code now', 'smishing'], ['buy one, get one', 'spam'], ['see you at lunch', 'ham']].flatMap(([text = '', label = '']) =>
      Array.from({ length: 3 }, (_, at): LabelledMessage => ({ id: `${label}-${at}`, lang: 'en', text, label: label as LabelledMessage['label'], source: 'uci-sms-spam' })))
    const table = messageTable(messages, 'en', 0)
    const everything = table.examples.map((_, at) => at)
    const trained = (ofFirst: number) => trainFraud(table, everything, { ...MESSAGE_RECIPES.en, lure: { ...MESSAGE_RECIPES.en.lure, ofFirst } })
    const { fraud, lure } = trained(0.5)
    const alone = trained(0).lure
    expect(lure).toEqual(alone.map((weight, slot) => weight + 0.5 * (fraud[slot] ?? 0)))
    expect(lure).not.toEqual(alone)
  })

  test('both learn from our own notices of many hands', () => {
    expect(lureTarget({ source: 'invented-written_notice', label: 'notice' })).toBe(0)
    expect(lureTarget({ source: 'invented-short_notice', label: 'notice' })).toBeNull()
    expect(lureTarget({ source: 'invented-written_fraud', label: 'fraud' })).toBe(1)
  })
})

test('texts written one by one stand once, under a heading, without blanks to fill', () => {
  const written = writtenLines()
  expect(written.length).toBeGreaterThan(1500)
  expect(new Set(written.map(({ text }) => text)).size).toBe(written.length)
  for (const { heading, text } of written) {
    expect(heading, text).not.toBe('')
    expect(text, heading).toMatch(/^[^={}\s][^{}]*$/)
  }
})
