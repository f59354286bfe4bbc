import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exampleDay } from '../../../app/domain/example/example-day.ts'
import { feedFiles } from '../../../app/domain/example/feed-files.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { mergeOperatorContext } from '../../../app/usecases/intake/merge-context.server.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import type { Store } from '../../../db/client.ts'
import { keysFrom, type Keys } from '../../../db/seal.ts'
import { forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { newFolder } from '../../support/folders.ts'
import { stallWrites } from '../../support/stall.ts'

const ROOT = join(import.meta.dirname, '../../..')
const FILES = feedFiles(exampleDay({ seed: 3, from: TEST_NOW - 86_400_000, ordinaryOrders: 60 }))
/** Commands and tests are one installation. */
const secret = () => randomBytes(32).toString('base64')
const SECRETS = { SEALING_KEYS: `k1:${secret()}`, LOOKUP_KEY: secret(), CHAIN_KEY: secret() }
const keys = keysOf(keysFrom({ sealing: SECRETS.SEALING_KEYS, lookup: SECRETS.LOOKUP_KEY, chain: SECRETS.CHAIN_KEY }))
function keysOf(made: ReturnType<typeof keysFrom>): Keys {
  if (!made.ok) throw new Error('the keys of this test are well-formed')
  return made.value
}

async function takeDay(store: Store): Promise<void> {
  const context = testContext(store, { keys, actor: { staffId: null, role: null, label: 'command' } })
  for (const { name, text } of FILES) if (name === 'context.json') await mergeOperatorContext(context, text)
  await importFiles(context, FILES.filter(({ name }) => name !== 'context.json').map(({ name, text }) => ({ part: textPart(name, text), isNamed: true })), { origin: 'command', limits: DEFAULT_LIMITS })
}

async function screenCommand(store: Store, watch?: (kill: () => void, hasEnded: () => boolean) => Promise<void>): Promise<{ code: number | null; err: string }> {
  const folder = newFolder()
  const child = spawn(process.execPath, ['scripts/screen.ts'], { cwd: ROOT, env: { ...process.env, ...SECRETS, DATABASE_URL: store.url, VAR_DIR: folder, NODE_ENV: 'test' } })
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  child.stdout.resume()
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  await watch?.(() => child.kill('SIGKILL'), () => child.exitCode !== null)
  return { code: await ended, err }
}

/** What screening leaves behind, by the names that feeds give. */
async function judgement(store: Store) {
  const flags = await store.read.selectFrom('flags').select(['kind', 'record_id', 'rule_id', 'order_id', 'score', 'band', 'evidence', 'withdrawn_at']).execute()
  const cases = await store.read.selectFrom('cases').select(['order_id', 'flag_count', 'score', 'severity', 'money_minor', 'is_open']).execute()
  const days = await store.read.selectFrom('daily_flags').selectAll().where('flags', '<>', 0).execute()
  const orders = await store.read.selectFrom('daily_orders').selectAll().execute()
  return [flags, cases, days, orders].map((rows) => rows.map((row) => JSON.stringify(row)).sort())
}

forEachDialect('a screening pass that is killed', (open) => {
  test('S14: kill -9 in the middle, start again: the same flags, cases and summaries as without', async () => {
    const whole = await open()
    await takeDay(whole)
    await screenPending(whole, keys, { now: TEST_NOW })

    const store = await open()
    await takeDay(store)
    const waiting = async () => (await store.read.selectFrom('screening_queue').select((eb) => eb.fn.countAll().as('count')).where('cause', '=', 'arrived').executeTakeFirstOrThrow()).count
    const release = await stallWrites(store, { table: 'cases', event: 'insert', when: 'new.id > 5' })
    const killed = await screenCommand(store, async (kill, hasEnded) => {
      while (Number(await waiting()) > 0 && !hasEnded()) await new Promise((resolve) => setTimeout(resolve, 5))
      kill()
    })
    await release()
    expect(killed.code, killed.err).toBeNull()
    expect(await store.read.selectFrom('flags').selectAll().execute()).toEqual([])

    const resumed = await screenCommand(store)
    expect(resumed.code, resumed.err).toBe(0)
    expect(await judgement(store)).toEqual(await judgement(whole))
    expect(await store.read.selectFrom('screening_queue').selectAll().execute()).toEqual([])
  }, 300_000)
})
