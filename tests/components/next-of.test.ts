import { expect, it } from 'vitest'
import { nextOf } from '../../app/components/queue/next-of.ts'

it('the next row opens, at the end of the whole queue what comes after the page, and of a filtered list what is left of it alone', () => {
  expect(nextOf([7, 8, 9], 1, 8, 99)).toBe(9)
  expect(nextOf([7, 8, 9], 2, 9, 99)).toBe(99)
  expect(nextOf([7, 8, 9], 2, 9, null)).toBe(7)
  expect(nextOf([9], 0, 9, null)).toBeNull()
  expect(nextOf([9], 0, 9, 9)).toBeNull()
  expect(nextOf([], -1, 9, null)).toBeNull()
})
