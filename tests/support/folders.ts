import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

/** A new empty folder, removed when the test that asked for it has ended. */
export function newFolder(): string {
  const folder = makeFolder()
  onTestFinished(() => remove(folder))
  return folder
}

/** A new empty folder that all tests of a file share, removed after the last of them. */
export function sharedFolder(): string {
  const folder = makeFolder()
  afterAll(() => remove(folder))
  return folder
}

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'topwarden-test-'))
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
