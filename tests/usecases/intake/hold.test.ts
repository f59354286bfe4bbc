import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdFile, holdFolder } from '../../../app/usecases/intake/hold.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'topwarden-hold-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
const at = (name: string) => join(root, name)

test('S29: a file that is held is the one that was looked at, whatever comes in its place', async () => {
  writeFileSync(at('a.csv'), 'mine')
  writeFileSync(at('secret'), 'not yours')
  const held = await holdFile(at('a.csv'))
  if (!held.ok) throw new Error(held.refusal.code)
  renameSync(at('a.csv'), at('b.csv'))
  symlinkSync(at('secret'), at('a.csv'))
  for (let look = 0; look < 2; look++) expect(readFileSync(held.value.path, 'utf8')).toBe('mine')
  await held.value.close()
})

test('S29: a folder that is held is the one that was looked at', async () => {
  mkdirSync(at('in'))
  mkdirSync(at('elsewhere'))
  const held = await holdFolder(at('in'))
  renameSync(at('in'), at('moved'))
  symlinkSync(at('elsewhere'), at('in'))
  writeFileSync(join(held.path, 'report'), 'here')
  await held.close()
  expect(readFileSync(at('moved/report'), 'utf8')).toBe('here')
  await expect(holdFolder(at('in'))).rejects.toMatchObject({ code: expect.stringMatching(/ELOOP|ENOTDIR/) })
})

test('S29: links, pipes, folders and what is gone are refused, and nobody waits for a pipe', async () => {
  writeFileSync(at('file'), 'x')
  symlinkSync(at('file'), at('soft'))
  execFileSync('mkfifo', [at('pipe')])
  mkdirSync(at('folder'))
  const codeOf = async (name: string) => {
    const held = await holdFile(at(name))
    if (held.ok) await held.value.close()
    return held.ok ? null : held.refusal.code
  }
  expect(await Promise.all(['file', 'soft', 'pipe', 'folder', 'gone'].map(codeOf))).toEqual([null, 'file_link', 'file_special', 'file_special', 'file_unreadable'])
  linkSync(at('file'), at('hard'))
  expect(await Promise.all(['file', 'hard'].map(codeOf))).toEqual(['file_link', 'file_link'])
})
