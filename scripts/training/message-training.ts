import { MESSAGE_SLOTS, readMessageFeatures, TYPOGRAPHY_FROM, TYPOGRAPHY_TO } from '../../app/domain/scoring/message-features.ts'
import { featureValues } from '../../app/domain/scoring/message-model.ts'
import { tokenPlaces } from '../../app/domain/scoring/patterns-head.ts'
import { normalise } from '../../app/domain/text/normalise.ts'
import type { LabelledMessage } from './collections.ts'
import type { FraudRows } from './fixing.ts'
import { type InventedMessage, inventedMessages } from './invented-messages.ts'
import { type SparseRows, trainLogistic, type Weights } from './logistic.ts'
import { fraudHeadTarget, fraudTarget, lureTarget, type Target, unwantedHeadTarget, unwantedTarget } from './targets.ts'

/** What is measured, and the heads that answer it with one sum. */
export type Question = 'fraud' | 'unwanted'
export type HeadName = Question | 'lure'

/** One text of the training or measuring set, with what is known about it.  */
export interface Example {
  readonly text: string
  readonly source: string
  readonly label: string
  readonly category: string
  readonly fraud: Target
  readonly unwanted: Target
  /** Row with both views, and row with the content view alone (the same when the text has no sentence marks). */
  readonly row: number
  readonly contentRow: number
}

/** Rows of features, and for each the places of its tokens in the order of the text. */
export interface TextRows extends SparseRows {
  readonly places: readonly Uint16Array[]
}

/** Texts as rows of features. */
export interface MessageTable {
  readonly examples: readonly Example[]
  readonly rows: TextRows
}

interface Plain {
  readonly text: string
  readonly source: string
  readonly label: string
  readonly category: string
}

/** What a collection would call a text of ours. */
const LABELS: Readonly<Record<InventedMessage['kind'], string>> = {
  notice: 'notice', advice: 'notice', talk: 'notice', plain_scheme: 'notice', plain_scene: 'notice', chat_scene: 'notice', short_notice: 'notice', short_talk: 'notice', written_notice: 'notice', written_talk: 'notice', line_notice: 'notice', line_talk: 'notice', dialogue_plain: 'notice',
  promotion: 'spam', promotion_scene: 'spam', offer_scene: 'spam', short_promotion: 'spam', written_promotion: 'spam', line_promotion: 'spam',
  fraud: 'fraud', fraud_scheme: 'fraud', fraud_scene: 'fraud', short_fraud: 'fraud', written_fraud: 'fraud', line_fraud: 'fraud', dialogue_fraud: 'fraud',
  unlawful_scene: 'illegal', line_unlawful: 'illegal',
}

/** Reads all texts into one table. Invented messages come last. */
export function messageTable(messages: readonly LabelledMessage[], lang: 'en' | 'zh', inventedEach: number): MessageTable {
  const plain: Plain[] = messages.map((message) => ({ text: message.text, source: message.source, label: message.label, category: message.category ?? '' }))
  if (inventedEach > 0) {
    for (const message of inventedMessages(inventedEach)) {
      if (message.lang !== lang) continue
      plain.push({ text: message.text, source: `invented-${message.kind}`, label: LABELS[message.kind], category: '' })
    }
  }
  const rowStart: number[] = [0]
  const places: Uint16Array[] = []
  let ids = new Int32Array(1 << 20)
  let values = new Float32Array(1 << 20)
  let length = 0
  const write = (id: number, value: number): void => {
    if (length === ids.length) {
      ids = grown(ids, new Int32Array(length * 2))
      values = grown(values, new Float32Array(length * 2))
    }
    ids[length] = id
    values[length++] = value
  }
  const examples = plain.map((one): Example => {
    const features = readMessageFeatures(normalise(one.text).text)
    const value = featureValues(features)
    const ofText = tokenPlaces(features.tokenHashes, features.tokens)
    const ingredients = (): void => { for (let i = features.ingredientsFrom; i < features.count; i++) write(features.slots[i] ?? 0, value.ingredient) }
    for (let i = 0; i < features.typographyFrom; i++) write(features.slots[i] ?? 0, value.content)
    ingredients()
    rowStart.push(length)
    places.push(ofText)
    const contentRow = rowStart.length - 2
    if (features.ingredientsFrom > features.typographyFrom) {
      for (let i = 0; i < features.ingredientsFrom; i++) write(features.slots[i] ?? 0, i < features.typographyFrom ? value.content : value.typography)
      ingredients()
      rowStart.push(length)
      places.push(ofText)
    }
    return { ...one, fraud: fraudTarget(one), unwanted: unwantedTarget(one), row: rowStart.length - 2, contentRow }
  })
  return { examples, rows: { rowStart: Int32Array.from(rowStart), ids: ids.subarray(0, length), values: values.subarray(0, length), width: MESSAGE_SLOTS, places } }
}

function grown<T extends Int32Array | Float32Array>(from: T, to: T): T {
  to.set(from as never)
  return to
}

/** How one head is trained. */
export interface Recipe {
  readonly l2: number
  /** Weight of a text read by its content alone, beside the same text with its typography. */
  readonly contentCopy: number
  /** Weight of all positives together, where negatives weigh one. */
  readonly positives: number
  /** Weights of single groups (`source/label`), multiplied in; absent means 1. */
  readonly groups: Readonly<Record<string, number>>
  /** A text of a group of n weighs n to the power of minus this: 0.5 keeps large groups from drowning small ones, 0 treats all texts the same. */
  readonly evenness: number
  /** How much the typographic view counts while training, 1 being as it is read: little where other sources must be judged, whose marks differ. */
  readonly typography: number
  readonly maxIterations: number
}

const groupOf = (example: Example): string => `${example.source}/${example.label}`

const HEAD_TARGETS: Readonly<Record<HeadName, (example: Example) => Target>> = { fraud: fraudHeadTarget, lure: lureTarget, unwanted: unwantedHeadTarget }

/** Trains one head on the picked examples. */
export function trainHead(table: MessageTable, picked: readonly number[], head: HeadName, recipe: Recipe): Weights {
  const targetOf = (at: number): Target => {
    const example = table.examples[at]
    return example ? HEAD_TARGETS[head](example) : null
  }
  const used = picked.filter((at) => targetOf(at) !== null)
  const sizes = new Map<string, number>()
  for (const at of used) {
    const example = table.examples[at]
    if (example) sizes.set(groupOf(example), (sizes.get(groupOf(example)) ?? 0) + 1)
  }
  const rows: number[] = []
  const targets: number[] = []
  const weights: number[] = []
  for (const at of used) {
    const example = table.examples[at]
    if (!example) continue
    const group = groupOf(example)
    const weight = (recipe.groups[group] ?? 1) / (sizes.get(group) ?? 1) ** recipe.evenness
    rows.push(example.row)
    targets.push(targetOf(at) ?? 0)
    weights.push(weight)
    if (example.contentRow === example.row || recipe.contentCopy === 0) continue
    rows.push(example.contentRow)
    targets.push(targetOf(at) ?? 0)
    weights.push(weight * recipe.contentCopy)
  }
  let positive = 0
  let negative = 0
  for (let k = 0; k < rows.length; k++) {
    if (targets[k] === 1) positive += weights[k] ?? 0
    else negative += weights[k] ?? 0
  }
  for (let k = 0; k < rows.length; k++) weights[k] = (weights[k] ?? 0) * (targets[k] === 1 ? recipe.positives / positive : 1 / negative)
  const trained = trainLogistic(withTypography(table.rows, recipe.typography), Int32Array.from(rows), Float64Array.from(targets), Float64Array.from(weights), {
    l2: recipe.l2, maxIterations: recipe.maxIterations,
  })
  for (let slot = TYPOGRAPHY_FROM; slot < TYPOGRAPHY_TO; slot++) trained[slot] = (trained[slot] ?? 0) * recipe.typography
  return trained
}

/** The same rows with the typographic view counting for more or less. */
function withTypography(rows: SparseRows, share: number): SparseRows {
  if (share === 1) return rows
  const values = rows.values.slice()
  for (let i = 0; i < values.length; i++) {
    const slot = rows.ids[i] ?? 0
    if (slot >= TYPOGRAPHY_FROM && slot < TYPOGRAPHY_TO) values[i] = (values[i] ?? 0) * share
  }
  return { ...rows, values }
}

/** Rows of the picked examples with this answer; with a label, of those alone. */
export function rowsOf(table: MessageTable, picked: readonly number[], question: Question, target: 0 | 1, label?: string): number[] {
  return picked.flatMap((at) => {
    const example = table.examples[at]
    return example?.[question] === target && (label === undefined || example.label === label) ? [example.row] : []
  })
}

/** Rows by what a fraud alarm on them means. */
export function fraudRows(table: MessageTable, picked: readonly number[]): FraudRows {
  const labelled = (isWanted: boolean): readonly number[] => picked.filter((at) => (table.examples[at]?.label === 'spam') !== isWanted)
  return { frauds: rowsOf(table, picked, 'fraud', 1), wanted: rowsOf(table, labelled(true), 'fraud', 0), advertisements: rowsOf(table, labelled(false), 'fraud', 0) }
}
