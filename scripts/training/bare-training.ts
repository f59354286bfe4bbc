import { KINDS_SLOTS, kindsSlot } from '../../app/domain/scoring/kinds-head.ts'
import type { SparseRows } from './logistic.ts'
import type { Example, MessageTable } from './message-training.ts'
import { type PatternOptions, type PatternWeights, trainPatterns } from './patterns.ts'
import { type KindWeights, trainSoftmax } from './softmax.ts'
import { BARE_KINDS, bareKind, bareTarget } from './targets.ts'

/** How the head for texts without sentence marks is trained. */
export interface BareRecipe {
  readonly l2: number
  /** Weight of all frauds together, where the harmless texts weigh one. */
  readonly positives: number
  /** Weights of the texts of single groups (`source/label`); absent means 1. */
  readonly groups: Readonly<Record<string, number>>
  readonly maxIterations: number
  readonly patterns: Omit<PatternOptions, 'kinds'>
}

export interface BareWeights {
  readonly kinds: KindWeights
  readonly patterns: PatternWeights
}

/** The head for texts without sentence marks, by what kind of text it is; null when none of the picked texts is such a fraud. It reads the content of all texts, marked ones too. */
export function trainBare(table: MessageTable, picked: readonly number[], recipe: BareRecipe): BareWeights | null {
  const examples = picked.flatMap((at) => {
    const example = table.examples[at]
    return example && bareTarget(example) !== null ? [example] : []
  })
  const teaches = (example: Example): boolean => example.row === example.contentRow && bareTarget(example) === 1
  if (!examples.some(teaches)) return null
  const weightOf = (example: Example): number => recipe.groups[`${example.source}/${example.label}`] ?? 1
  const isFraud = (example: Example): boolean => bareTarget(example) === 1
  const total = (fraud: boolean): number => examples.reduce((sum, one) => (isFraud(one) === fraud ? sum + weightOf(one) : sum), 0)
  const frauds = total(true)
  const harmless = total(false)
  const kinds = BARE_KINDS.length
  const kindOf = Int32Array.from(examples, (example) => BARE_KINDS.indexOf(bareKind(example)))
  const weights = Float64Array.from(examples, (example) => (isFraud(example) ? (weightOf(example) * recipe.positives) / frauds : weightOf(example) / harmless))
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
  return {
    kinds: trainSoftmax(contentRows(table.rows, examples), Int32Array.from(examples, (_, at) => at), kindOf, weights, { kinds, l2: recipe.l2, maxIterations: recipe.maxIterations }),
    patterns: trainPatterns(examples.map(({ row }) => table.rows.places[row] ?? new Uint16Array()), kindOf, weights.map((weight) => weight / mean), { ...recipe.patterns, kinds }),
  }
}

/** The examples by their content and ingredients, in the slots of a head of kinds. */
function contentRows({ rowStart, ids, values }: SparseRows, examples: readonly Example[]): SparseRows {
  const starts = [0]
  for (const { contentRow } of examples) starts.push((starts.at(-1) ?? 0) + (rowStart[contentRow + 1] ?? 0) - (rowStart[contentRow] ?? 0))
  const own = { ids: new Int32Array(starts.at(-1) ?? 0), values: new Float32Array(starts.at(-1) ?? 0) }
  examples.forEach(({ contentRow }, at) => {
    const from = rowStart[contentRow] ?? 0
    const to = rowStart[contentRow + 1] ?? 0
    own.values.set(values.subarray(from, to), starts[at])
    for (let p = from; p < to; p++) own.ids[(starts[at] ?? 0) + p - from] = kindsSlot(ids[p] ?? 0)
  })
  return { rowStart: Int32Array.from(starts), ...own, width: KINDS_SLOTS }
}
