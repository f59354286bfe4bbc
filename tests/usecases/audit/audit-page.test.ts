import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHAIN_CHECK, checkChain } from '../../../app/usecases/audit/check-audit-chain.server.ts'
import { auditText } from '../../../app/usecases/audit/export-audit.server.ts'
import { listAuditEvents } from '../../../app/usecases/audit/list-audit-events.server.ts'
import { askForCheck, getCheckState, keepChecked } from '../../../app/usecases/installation/daily-check.ts'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { runNextJob } from '../../../app/worker/run-jobs.ts'
import { appendAnchor, ANCHOR_FILE } from '../../../db/anchor.ts'
import type { Store } from '../../../db/client.ts'
import { appendAuditEvent, getAuditHead } from '../../../db/queries/audit.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { newFolder } from '../../support/folders.ts'
import { valueOf } from '../../support/result.ts'

async function write(store: Store, count: number, changes: Partial<Parameters<typeof appendAuditEvent>[2]> = {}) {
  for (let n = 0; n < count; n++)
    await store.write((tx) => appendAuditEvent(tx, testKeys, { at: TEST_NOW + n, actor: 'staff:1', actorRole: 'reviewer', action: 'case.decided', object: `case:${n}`, ip: null, requestId: null, ...changes }))
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

forEachDialect('the audit page', (open) => {
  test('filters by who, what, on what and when, and pages through all of it', async () => {
    const store = await open()
    const ann = await addStaff(store, 'ann')
    await write(store, 5, { actor: `staff:${ann}` })
    await write(store, 2, { actor: 'system', action: 'import.finished', object: 'import:1', at: TEST_NOW + DAY_MS })
    const context = testContext(store)
    const page = async (filter: Parameters<typeof listAuditEvents>[1]['filter'], after: string | null = null, limit = 50) => {
      return valueOf(await listAuditEvents(context, { filter, after, limit }))
    }
    expect((await page({})).events).toHaveLength(7)
    expect((await page({ actor: `staff:${ann}` })).events.map((event) => event.actorName)).toEqual(Array(5).fill('ann'))
    expect((await page({ action: 'import.finished' })).events).toHaveLength(2)
    expect((await page({ object: 'case:3' })).events).toHaveLength(1)
    expect((await page({ from: TEST_NOW + DAY_MS })).events).toHaveLength(2)
    expect((await page({ to: TEST_NOW + 2 })).events).toHaveLength(2)
    const first = await page({}, null, 4)
    const second = await page({}, first.next, 4)
    expect([...first.events, ...second.events].map((event) => event.seq)).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(second.next).toBeNull()
  })

  test('S52: says when the chain was walked and what was found; the worker does it once a day and when asked', async () => {
    const store = await open()
    const context = testContext(store)
    await write(store, 3)
    expect(await getCheckState(context, CHAIN_CHECK)).toEqual({ last: null, isBusy: false })
    expect(await askForCheck(context, CHAIN_CHECK)).toBe(true)
    expect(await askForCheck(context, CHAIN_CHECK)).toBe(false)
    expect((await getCheckState(context, CHAIN_CHECK)).isBusy).toBe(true)
    const varDir = newFolder()
    await runNextJob({ store, keys: testKeys, varDir, now: () => TEST_NOW, isStopping: () => false, onFailure: (_job, error) => { throw error } })
    expect(await getCheckState(context, CHAIN_CHECK)).toEqual({ last: { at: TEST_NOW, events: 3, fault: null }, isBusy: false })
    expect(await keepChecked({ store, now: TEST_NOW + DAY_MS - 1 }, CHAIN_CHECK)).toBe(false)
    expect(await keepChecked({ store, now: TEST_NOW + DAY_MS }, CHAIN_CHECK)).toBe(true)
  })

  test('S52: an older database put back is seen by the head that was kept beside it', async () => {
    const store = await open()
    const varDir = newFolder()
    await write(store, 2)
    const head = await getAuditHead(store.read)
    if (!head) throw new Error('no head')
    appendAnchor(join(varDir, ANCHOR_FILE), { ...head, seq: head.seq + 1 })
    expect((await checkChain(testContext(store), varDir)).fault).not.toBeNull()
  })

  test('S41: the export holds what the filter leaves, guarded against spreadsheets, and is on record', async () => {
    const store = await open()
    const context = testContext(store, { role: 'auditor', staffId: await addStaff(store, 'aud', 'auditor') })
    await write(store, 3, { reason: '=HYPERLINK("x")' })
    await write(store, 1, { actor: 'system', action: 'import.finished', object: 'import:1' })
    const text = await textOf(auditText(context, { action: 'case.decided' }))
    const lines = text.trim().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toContain('seq,at,actor')
    expect(text).toContain(`"'=HYPERLINK(""x"")"`)
    expect(text).not.toContain('import.finished')
    const [event] = await store.read.selectFrom('audit_events').select(['action', 'object', 'actor_role']).orderBy('seq', 'desc').limit(1).execute()
    expect(event).toEqual({ action: 'export.written', object: 'export:audit', actor_role: 'auditor' })
  })
})
