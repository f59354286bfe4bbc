import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { checkChain } from '../../../app/usecases/audit/check-audit-chain.server.ts'
import { verifyAudit } from '../../../app/usecases/audit/verify-audit.server.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { claimCase } from '../../../app/usecases/cases/claim-case.server.ts'
import { verifyStore } from '../../../app/usecases/installation/verify-store.server.ts'
import { unmaskField } from '../../../app/usecases/privacy/unmask-field.server.ts'
import type { Store } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { actionIdOf, moneyScene } from '../../support/money.ts'
import { addFlaggedOrder } from '../../support/records.ts'

/** What someone with the file and its password can do, triggers notwithstanding. */
async function tamper(store: Store, ...statements: string[]): Promise<void> {
  if (store.sqlite) store.sqlite.exec(`drop trigger if exists audit_events_no_delete; ${statements.join(';')}`)
  else for (const statement of ['alter table audit_events disable trigger all', ...statements]) await sql.raw(statement).execute(store.migrator)
}

const WIPED = ['delete from audit_events', 'delete from audit_head']

async function trailOf(store: Store): Promise<readonly unknown[]> {
  return (await verifyAudit(store.read, testKeys, [])).trail.map(({ object, expected, actual }) => [object, expected, actual])
}

forEachDialect('what other records know of the audit', (open) => {
  test('S52: an action, its refund and whoever agreed are missed when every entry is gone with the head', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const id = actionIdOf(await s.ask(s.ann))
    actionIdOf(await s.approve(s.bob, id))
    expect(await verifyAudit(store.read, testKeys, [])).toMatchObject({ fault: null, trail: [] })
    await tamper(store, ...WIPED)
    expect(await trailOf(store)).toEqual(expect.arrayContaining([[`action:${id} refund.submitted`, 1, 0], [`action:${id} refund.approved`, 1, 0], ['refunds refund.submitted', 1, 0]]))
    expect((await verifyAudit(store.read, testKeys, [])).fault).toEqual({ seq: 1, problem: 'unrecorded' })
    const found = (await verifyStore(testContext(store), [])).find(({ check }) => check === 'audit')?.differences ?? []
    expect(found.map(({ check }) => check)).toEqual(['audit', ...Array(found.length - 1).fill('audit_trail')])
    expect(found.length).toBeGreaterThan(2)
  })

  test('S52: a chain that is begun anew over what was wiped out is seen as well', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const id = actionIdOf(await s.ask(s.ann))
    await tamper(store, ...WIPED)
    await store.write((tx) => appendAuditEvent(tx, testKeys, { at: TEST_NOW, actor: 'system', actorRole: null, action: 'refund.submitted', object: 'action:99', ip: null, requestId: null }))
    expect(await trailOf(store)).toEqual([[`action:${id} refund.submitted`, 1, 0], ['refunds refund.submitted', 2, 1]])
    expect((await verifyAudit(store.read, testKeys, [])).fault).toEqual({ seq: 2, problem: 'unrecorded' })
  })

  test('S52: what people did to a case and what they looked at is missed, each by its kind', async () => {
    const store = await open()
    const { ann, as } = await moneyScene(store)
    const { caseId } = await addFlaggedOrder(store, { order_id: 'W2', merchant_order_no: 'M2', channel_trade_no: 'T2' })
    expect((await claimCase(as(ann), caseId)).ok).toBe(true)
    expect((await unmaskField(as(ann), caseId, 'order.target_number', 'to call the customer back')).ok).toBe(true)
    expect(await decideCase(as(ann), caseId, { outcome: 'confirmed_fraud', reasonCode: 'lure', note: null, expectedVersion: 2 })).toMatchObject({ ok: true })
    expect(await trailOf(store)).toEqual([])
    await tamper(store, ...WIPED)
    expect(await trailOf(store)).toEqual([[`case:${caseId} case.claimed`, 1, 0], [`case:${caseId} case.decided`, 1, 0], [`staff:${ann} unmasks`, 1, 0]])
  })

  test('S52: the daily walk remembers how long the chain was, also after it was found shorter', async () => {
    const store = await open()
    const varDir = mkdtempSync(join(tmpdir(), 'topwarden-trail-'))
    onTestFinished(() => rmSync(varDir, { recursive: true, force: true }))
    for (let n = 0; n < 3; n++) await store.write((tx) => appendAuditEvent(tx, testKeys, { at: TEST_NOW + n, actor: 'staff:1', actorRole: null, action: 'session.opened', object: 'staff:1', ip: null, requestId: null }))
    const context = testContext(store)
    expect(await checkChain(context, varDir)).toMatchObject({ events: 3, fault: null })
    await tamper(store, ...WIPED)
    for (let look = 0; look < 2; look++) expect(await checkChain(context, varDir)).toMatchObject({ events: 3, fault: { seq: 1, problem: 'unrecorded' } })
    expect(await trailOf(store)).toEqual([['audit_events', 'at least 3', 0]])
  })
})
