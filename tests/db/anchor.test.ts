import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ANCHOR_FILE, appendAnchor, readAnchors } from '../../db/anchor.ts'
import { sharedFolder } from '../support/folders.ts'

const folder = sharedFolder()
const head = (seq: number) => ({ seq, hash: `hash ${seq}`, mac: `mac ${seq}` })

test('S52: heads are kept a line each, once, for the owner alone', () => {
  const path = join(folder, ANCHOR_FILE)
  expect(readAnchors(path)).toEqual([])
  for (const seq of [1, 4, 4]) appendAnchor(path, head(seq))
  expect(readAnchors(path)).toEqual([head(1), head(4)])
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('S14, S52: a line that a crash cut is gone with the next one, and forges nothing', () => {
  const path = join(folder, 'cut')
  appendAnchor(path, head(1))
  appendFileSync(path, '{"seq":2,"ha')
  expect(readAnchors(path)).toEqual([head(1)])
  appendAnchor(path, head(3))
  expect(readAnchors(path)).toEqual([head(1), head(3)])
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3)
})

test('S52: a line in between that cannot be read counts as forged', () => {
  const path = join(folder, 'forged')
  appendAnchor(path, head(1))
  appendFileSync(path, 'null\n')
  appendAnchor(path, head(3))
  expect(readAnchors(path).map(({ mac }) => mac)).toEqual(['mac 1', '', 'mac 3'])
})
