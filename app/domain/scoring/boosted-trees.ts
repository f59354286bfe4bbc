import { letterOfStep, stepOf, unpackWeights } from './packed-weights.ts'

/**
 * Small decision trees whose answers are added up. They travel as text: two letters a node, root first and every left branch before the right one;
 * the letters of a branch hold its column and its edge in one number, those of a leaf are {@link LEAF} and the packed answer.
 */
export interface TrainedTrees {
  /** Rising edges of each column. A value below the edge goes left. */
  readonly edges: readonly (readonly number[])[]
  readonly nodes: string
  /** Largest size an answer can have, in log-odds. */
  readonly leafScale: number
}

/** Step of the letter that marks a leaf. The numbers of branches begin with a lower one. */
export const LEAF = 90
/** Steps of a letter, and edges that a column can have at most. */
const LETTER = 91
export const EDGES = 64
/** So many columns fit into two letters. */
export const MOST_COLUMNS = Math.floor((LEAF * LETTER) / EDGES)

/** The two letters of a branch. */
export function branchLetters(column: number, edge: number): string {
  const branch = column * EDGES + edge
  return letterOfStep(Math.floor(branch / LETTER)) + letterOfStep(branch % LETTER)
}

/** Trees ready for use, node by node. */
export interface Trees {
  /** Column that is looked at; -1 for a leaf. */
  readonly column: Int16Array
  /** Edge of a branch, answer of a leaf. */
  readonly value: Float32Array
  /** Where the right branch begins; the left one is the next node. */
  readonly right: Int32Array
  readonly roots: Int32Array
}

export function readTrees({ edges, nodes, leafScale }: TrainedTrees): Trees {
  const size = nodes.length / 2
  const column = new Int16Array(size)
  const value = new Float32Array(size)
  const right = new Int32Array(size)
  const roots: number[] = []
  const answers = unpackWeights(nodes, leafScale)
  /** Branches whose right side is still to come. */
  const open: number[] = []
  /** Nodes that the tree in hand still lacks. */
  let due = 0
  for (let at = 0; at < size; at++) {
    if (due === 0) {
      roots.push(at)
      due = 1
    }
    due--
    const first = stepOf(nodes.charCodeAt(2 * at))
    if (first === LEAF) {
      column[at] = -1
      value[at] = answers[2 * at + 1] ?? 0
      const branch = open.pop()
      if (branch !== undefined) right[branch] = at + 1
    } else {
      const branch = first * LETTER + stepOf(nodes.charCodeAt(2 * at + 1))
      const which = Math.floor(branch / EDGES)
      const edge = edges[which]?.[branch % EDGES]
      if (edge === undefined) throw new Error('a tree names a column or an edge that its model does not have')
      column[at] = which
      value[at] = edge
      open.push(at)
      due += 2
    }
  }
  if (due > 0) throw new Error('the trees of a model are cut off')
  return { column, value, right, roots: Int32Array.from(roots) }
}

/** Sum of the answers of all trees, in log-odds. */
export function treesSum({ column, value, right, roots }: Trees, columns: Float32Array): number {
  let sum = 0
  for (let tree = 0; tree < roots.length; tree++) {
    let at = roots[tree] ?? 0
    for (let which = column[at] ?? -1; which >= 0; which = column[at] ?? -1) at = (columns[which] ?? 0) < (value[at] ?? 0) ? at + 1 : (right[at] ?? 0)
    sum += value[at] ?? 0
  }
  return sum
}
