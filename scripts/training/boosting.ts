import { branchLetters, EDGES, LEAF, MOST_COLUMNS, type TrainedTrees } from '../../app/domain/scoring/boosted-trees.ts'
import { letterOfStep, packWeights } from '../../app/domain/scoring/packed-weights.ts'
import { sequence } from './sequence.ts'

/** Rows of numbers, one after the other, each `width` long. */
export interface Table {
  readonly values: Float32Array
  readonly width: number
}

export interface BoostingOptions {
  /** Forests that are grown apart, each with other rows and columns left out; their mean counts. */
  readonly forests: number
  /** Trees of a forest, and leaves of a tree at most. */
  readonly trees: number
  readonly leaves: number
  readonly rate: number
  /** Quadratic penalty on the answer of a leaf, and the least weight of evidence on either side of a cut; rows weigh one on average. */
  readonly l2: number
  readonly least: number
  /** Share of the rows and of the columns that a tree may look at. */
  readonly rowShare: number
  readonly columnShare: number
  readonly seed: number
}

/** Ranges into which a column is cut at most. */
const BINS = EDGES

interface Node {
  readonly from: number
  readonly to: number
  /** Gradient and curvature of each range of each column, one after the other; of the columns that the tree may look at alone. */
  readonly sums: Float64Array
  gradient: number
  curvature: number
  gain: number
  column: number
  bin: number
  left: Node | null
  right: Node | null
}

/**
 * Gradient boosting of small trees on the logistic loss: columns are cut into at most {@link BINS} ranges, and each tree grows where it gains most.
 * Fixed order, fixed sequence: the same rows give the same trees, bit for bit.
 */
export function trainTrees(table: Table, picked: Int32Array, targets: Float64Array, weights: Float64Array, options: BoostingOptions): TrainedTrees {
  const { width } = table
  if (width > MOST_COLUMNS) throw new Error(`trees can look at ${MOST_COLUMNS} columns, not at ${width}`)
  const count = picked.length
  const edges = Array.from({ length: width }, (_, column) => edgesOf(table, picked, column))
  const bins = binsOf(table, picked, edges)
  const next = sequence(options.seed)
  const sum = new Float64Array(count)
  const gradient = new Float64Array(count)
  const curvature = new Float64Array(count)
  const order = new Int32Array(count)
  const grown: Node[] = []

  const histogram = (from: number, to: number, columns: Int32Array): Node => {
    const sums = new Float64Array(2 * width * BINS)
    for (let q = from; q < to; q++) {
      const row = order[q]!
      const down = gradient[row]!
      const curve = curvature[row]!
      for (let i = 0, at = row * width; i < columns.length; i++) {
        const column = columns[i]!
        const bin = 2 * (column * BINS + bins[at + column]!)
        sums[bin]! += down
        sums[bin + 1]! += curve
      }
    }
    return { from, to, sums, gradient: 0, curvature: 0, gain: 0, column: -1, bin: 0, left: null, right: null }
  }
  const rest = (whole: Node, part: Node, from: number, to: number): Node => ({
    from, to, sums: whole.sums.map((value, i) => value - part.sums[i]!), gradient: 0, curvature: 0, gain: 0, column: -1, bin: 0, left: null, right: null,
  })

  const seek = (node: Node, columns: Int32Array): Node => {
    const { sums } = node
    for (let bin = 2 * BINS * (columns[0] ?? 0), end = bin + 2 * BINS; bin < end; bin += 2) {
      node.gradient += sums[bin]!
      node.curvature += sums[bin + 1]!
    }
    const whole = node.gradient ** 2 / (node.curvature + options.l2)
    for (const column of columns) {
      let left = 0
      let leftCurvature = 0
      for (let bin = 0; bin < edges[column]!.length; bin++) {
        left += sums[2 * (column * BINS + bin)]!
        leftCurvature += sums[2 * (column * BINS + bin) + 1]!
        const rightCurvature = node.curvature - leftCurvature
        if (leftCurvature < options.least || rightCurvature < options.least) continue
        const gain = left ** 2 / (leftCurvature + options.l2) + (node.gradient - left) ** 2 / (rightCurvature + options.l2) - whole
        if (gain > node.gain + 1e-12) {
          node.gain = gain
          node.column = column
          node.bin = bin
        }
      }
    }
    return node
  }

  for (let tree = 0; tree < options.forests * options.trees; tree++) {
    if (tree % options.trees === 0) sum.fill(0)
    const columns = Int32Array.from({ length: width }, (_, column) => column).filter(() => next() < options.columnShare)
    let looked = 0
    for (let row = 0; row < count; row++) {
      const chance = 1 / (1 + Math.exp(-sum[row]!))
      gradient[row] = weights[row]! * (chance - targets[row]!)
      curvature[row] = weights[row]! * chance * (1 - chance)
      if (next() < options.rowShare) order[looked++] = row
    }
    const root = seek(histogram(0, looked, columns), columns)
    const leaves = [root]
    while (leaves.length < options.leaves) {
      let best = 0
      for (let i = 1; i < leaves.length; i++) if (leaves[i]!.gain > leaves[best]!.gain) best = i
      const node = leaves[best]!
      if (node.gain <= 1e-9) break
      const middle = part(order, node, bins, width)
      const isLeftSmall = middle - node.from < node.to - middle
      const small = isLeftSmall ? histogram(node.from, middle, columns) : histogram(middle, node.to, columns)
      const large = isLeftSmall ? rest(node, small, middle, node.to) : rest(node, small, node.from, middle)
      node.left = seek(isLeftSmall ? small : large, columns)
      node.right = seek(isLeftSmall ? large : small, columns)
      leaves.splice(best, 1, node.left, node.right)
    }
    for (let row = 0; row < count; row++) {
      let node = root
      while (node.left !== null && node.right !== null) node = bins[row * width + node.column]! <= node.bin ? node.left : node.right
      sum[row]! += answerOf(node, options)
    }
    grown.push(root)
  }
  return packTrees(grown, edges, options)
}

const answerOf = (node: Node, { rate, l2 }: BoostingOptions): number => (-rate * node.gradient) / (node.curvature + l2)

/** Moves the rows of a node that go left to its front, and says where the others begin. */
function part(order: Int32Array, node: Node, bins: Uint8Array, width: number): number {
  let from = node.from
  let to = node.to - 1
  while (from <= to) {
    const row = order[from]!
    if (bins[row * width + node.column]! <= node.bin) from++
    else {
      order[from] = order[to]!
      order[to--] = row
    }
  }
  return from
}

/** Where a column is cut: at every value when there are few, else so that the ranges hold alike many rows. Rounded as they are written. */
function edgesOf({ values, width }: Table, picked: Int32Array, column: number): number[] {
  const sorted = Float32Array.from(picked, (row) => values[row * width + column]!).sort()
  const distinct = [...new Set(sorted)]
  const cuts = distinct.length <= BINS ? distinct.slice(1) : Array.from({ length: BINS - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / BINS)]!)
  return [...new Set(cuts.map((cut) => Number(cut.toPrecision(5))))].filter((cut) => cut > sorted[0]!).sort((a, b) => a - b)
}

/** For each row and column how many edges its value reaches. */
function binsOf({ values, width }: Table, picked: Int32Array, edges: readonly (readonly number[])[]): Uint8Array {
  const rounded = edges.map((one) => Float32Array.from(one))
  const bins = new Uint8Array(picked.length * width)
  for (let row = 0; row < picked.length; row++) {
    for (let column = 0; column < width; column++) {
      const value = values[picked[row]! * width + column]!
      const cuts = rounded[column]!
      let low = 0
      let high = cuts.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (cuts[middle]! <= value) low = middle + 1
        else high = middle
      }
      bins[row * width + column] = low
    }
  }
  return bins
}

/** Two letters a node, left before right: see `boosted-trees.ts`. */
function packTrees(roots: readonly Node[], edges: readonly number[][], options: BoostingOptions): TrainedTrees {
  const nodes: Node[] = []
  const walk = (node: Node): void => {
    nodes.push(node)
    if (node.left !== null) walk(node.left)
    if (node.right !== null) walk(node.right)
  }
  for (const root of roots) walk(root)
  const shareOf = (node: Node): number => answerOf(node, options) / options.forests
  let most = 0
  for (const node of nodes) if (node.left === null) most = Math.max(most, Math.abs(shareOf(node)))
  const leafScale = Number(most.toPrecision(6))
  const letters = nodes.map((node) => (node.left === null ? letterOfStep(LEAF) + packWeights([shareOf(node)], leafScale) : branchLetters(node.column, node.bin)))
  return { edges, nodes: letters.join(''), leafScale }
}
