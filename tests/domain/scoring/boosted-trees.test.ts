import { describe, expect, test } from 'vitest'
import { branchLetters as branch, EDGES, LEAF, MOST_COLUMNS, readTrees, treesSum } from '../../../app/domain/scoring/boosted-trees.ts'
import { letterOfStep, packWeights } from '../../../app/domain/scoring/packed-weights.ts'

const leaf = (answer: number): string => letterOfStep(LEAF) + packWeights([answer], 1)

describe('trees', () => {
  const edges = [[10, 20], [0.5]]

  test('a value below the edge goes left, one at the edge right, and the answers of all trees are added', () => {
    const trees = readTrees({ edges, leafScale: 1, nodes: branch(0, 1) + branch(1, 0) + leaf(-1) + leaf(0) + leaf(1) + branch(0, 0) + leaf(0) + leaf(1) })
    expect(trees.roots).toHaveLength(2)
    const sum = (first: number, second: number): number => treesSum(trees, Float32Array.from([first, second]))
    expect(sum(5, 0)).toBe(-1)
    expect(sum(5, 0.5)).toBe(0)
    expect(sum(10, 0.5)).toBe(1)
    expect(sum(19.9, 0)).toBe(0)
    expect(sum(20, 0)).toBe(2)
  })

  test('the last edge of the last column that fits is found again', () => {
    const many = Array.from({ length: MOST_COLUMNS }, (_, column) => Array.from({ length: EDGES }, (_, edge) => column * EDGES + edge))
    const last = MOST_COLUMNS * EDGES - 1
    const trees = readTrees({ edges: many, leafScale: 1, nodes: branch(MOST_COLUMNS - 1, EDGES - 1) + leaf(-1) + leaf(1) })
    expect(treesSum(trees, new Float32Array(MOST_COLUMNS).fill(last - 1))).toBe(-1)
    expect(treesSum(trees, new Float32Array(MOST_COLUMNS).fill(last))).toBe(1)
  })

  test('a tree may be a single leaf', () => {
    expect(treesSum(readTrees({ edges, leafScale: 1, nodes: leaf(1) + leaf(1) }), new Float32Array(2))).toBe(2)
  })

  test('trees that are cut off or name what their model lacks are refused', () => {
    expect(() => readTrees({ edges, leafScale: 1, nodes: branch(0, 0) + leaf(1) })).toThrow('cut off')
    expect(() => readTrees({ edges, leafScale: 1, nodes: branch(1, 1) + leaf(1) + leaf(1) })).toThrow('does not have')
  })
})
