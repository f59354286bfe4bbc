import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Store } from '../../../db/client.ts'
import { forEachDialect } from '../../support/database.ts'
import { csv, manyRows } from '../../support/feed-rows.ts'
import { newFolder } from '../../support/folders.ts'
import { stallWrites } from '../../support/stall.ts'

const ROOT = join(import.meta.dirname, '../../..')
const ROWS = 12_000
const BAD_EVERY = 1_000
const secret = () => randomBytes(32).toString('base64')
/** Both runs of a test are one installation. */
const SECRETS = { SEALING_KEYS: `k1:${secret()}`, LOOKUP_KEY: secret(), CHAIN_KEY: secret() }
interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the import command; `watch` may kill it with SIGKILL when it likes. */
async function importCommand(url: string, folder: string, path: string, watch?: (kill: () => void, hasEnded: () => boolean) => Promise<void>): Promise<Ended> {
  const child = spawn(process.execPath, ['scripts/import.ts', path, '--no-screen'], { cwd: ROOT, env: { ...process.env, ...SECRETS, DATABASE_URL: url, VAR_DIR: folder, NODE_ENV: 'test' } })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })))
  await watch?.(() => child.kill('SIGKILL'), () => child.exitCode !== null)
  return ended
}

async function rowsDone(store: Store): Promise<number> {
  const file = await store.read.selectFrom('import_files').select('rows').executeTakeFirst()
  return file?.rows ?? 0
}

forEachDialect('an import that is killed', (open) => {
  test('S14: kill -9 in the middle, start again: every row is there exactly once, and the counts add up', async () => {
    const store = await open()
    const folder = newFolder()
    const path = join(folder, 'ledger.csv')
    writeFileSync(path, csv(manyRows('ledger', ROWS, (i) => (i % BAD_EVERY === 7 ? { amount: 'x' } : {}))))

    const release = await stallWrites(store, { table: 'import_files', event: 'update', when: 'new.rows > 3000' })
    const killed = await importCommand(store.url, folder, path, async (kill, hasEnded) => {
      while ((await rowsDone(store)) < 3_000 && !hasEnded()) await new Promise((resolve) => setTimeout(resolve, 5))
      kill()
    })
    await release()
    expect(killed.code, killed.stderr).toBeNull()
    const left = await store.read.selectFrom('import_files').selectAll().executeTakeFirstOrThrow()
    expect(left.rows).toBe(3_000)
    expect(left.state).toBe('running')
    expect(left.accepted + left.quarantined).toBe(left.rows)

    const resumed = await importCommand(store.url, folder, path)
    expect(resumed.code, resumed.stderr).toBe(0)
    const report = JSON.parse(resumed.stdout.trimEnd().split('\n').at(-1) ?? '') as { files: { rows: number; accepted: number; unchanged: number; quarantined: number; warnings: string[] }[] }
    expect(report.files).toMatchObject([{ rows: ROWS, accepted: ROWS - left.rows - (ROWS / BAD_EVERY - left.quarantined), quarantined: ROWS / BAD_EVERY, warnings: ['resumed'] }])

    const entries = await store.read.selectFrom('ledger_entries').select(['entry_id', 'version']).execute()
    expect(entries.length).toBe(ROWS - ROWS / BAD_EVERY)
    expect(new Set(entries.map((entry) => entry.entry_id)).size).toBe(entries.length)
    expect(entries.every((entry) => entry.version === 1)).toBe(true)
    // The file is told of in both imports: the first, which took it up, holds what came of its rows; the second, which ended it, names the first.
    const whole = { rows: ROWS, new_versions: 0, quarantined: ROWS / BAD_EVERY, state: 'done' }
    const files = await store.read.selectFrom('import_files').selectAll().orderBy('id').execute()
    expect(files).toMatchObject([
      { ...whole, import_id: 1, accepted: ROWS - ROWS / BAD_EVERY, unchanged: 0, warnings: JSON.stringify([{ code: 'resumed', data: { rows: left.rows } }]) },
      { ...whole, import_id: 2, accepted: 0, unchanged: ROWS - ROWS / BAD_EVERY, warnings: JSON.stringify([{ code: 'imported_elsewhere', data: { importId: 1 } }]) },
    ])
    const imports = await store.read.selectFrom('imports').select(['id', 'state', 'finished_at']).orderBy('id').execute()
    expect(imports).toMatchObject([{ id: 1, state: 'done' }, { id: 2, state: 'done' }])
    expect(imports.every((one) => one.finished_at !== null)).toBe(true)
    const feed = await store.read.selectFrom('feed_states').selectAll().executeTakeFirstOrThrow()
    expect([feed.rows, feed.quarantined]).toEqual([ROWS - ROWS / BAD_EVERY, ROWS / BAD_EVERY])
  }, 300_000)
})
