import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exampleDay } from '../../app/domain/example/example-day.ts'
import { feedFiles } from '../../app/domain/example/feed-files.ts'
import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import { readConfig } from '../../app/http/config.ts'
import { importFiles } from '../../app/usecases/intake/import-files.server.ts'
import { textPart } from '../../app/usecases/intake/read-feed-file.server.ts'
import { startWorker } from '../../app/worker/start-worker.ts'
import { addJob, findJob } from '../../db/queries/jobs.ts'
import { databaseOf, TEST_NOW, testContext, testKeys } from '../support/database.ts'

const open = databaseOf('sqlite')

test('S78: a screening pass runs beside the thread of the pages, which hardly works meanwhile and writes when it wants to', async () => {
  const store = await open()
  const context = testContext(store, { actor: { staffId: null, role: null, label: 'command' } })
  const files = feedFiles(exampleDay({ seed: 5, from: TEST_NOW - 86_400_000, ordinaryOrders: 400 })).filter(({ name }) => name !== 'context.json')
  await importFiles(context, files.map(({ name, text }) => ({ part: textPart(name, text), isNamed: true })), { origin: 'command', limits: DEFAULT_LIMITS })
  const jobId = await store.write((tx) => addJob(tx, { type: 'screen', payload: {}, createdAt: Date.now() }))

  const varDir = mkdtempSync(join(tmpdir(), 'topwarden-worker-'))
  const failures: unknown[] = []
  const own = process.threadCpuUsage()
  const cpu = process.cpuUsage()
  const { notices, payments, webhookInnerHosts } = readConfig({ NODE_ENV: 'test', DATABASE_URL: store.url, VAR_DIR: varDir })
  const worker = startWorker({ databaseUrl: store.url, keys: testKeys, varDir, notices, payments, webhookInnerHosts, inbound: [], onFailure: (failure) => failures.push(failure) })
  let writes = 0
  while (failures.length === 0 && !['done', 'failed'].includes((await findJob(store.read, jobId))?.state ?? 'failed')) {
    await store.write((tx) => tx.updateTable('settings').set({ version: (eb) => eb('version', '+', 0) }).execute())
    writes += 1
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const ownUsed = process.threadCpuUsage(own)
  const used = process.cpuUsage(cpu)
  await worker.stop(10_000)
  rmSync(varDir, { recursive: true, force: true })

  expect(failures).toEqual([])
  expect((await findJob(store.read, jobId))?.state).toBe('done')
  expect(await store.read.selectFrom('screening_queue').selectAll().execute()).toEqual([])
  expect(writes).toBeGreaterThan(1)
  // Processor time, not time: the worker's share is by far the larger.
  expect(ownUsed.user + ownUsed.system).toBeLessThan((used.user + used.system) / 2)
}, 120_000)
