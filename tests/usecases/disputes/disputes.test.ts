import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { DisputeCommand } from '../../../app/domain/actions/dispute.ts'
import { buildDisputePack } from '../../../app/usecases/disputes/build-dispute-pack.server.ts'
import { exportText, type ExportKind } from '../../../app/usecases/exports/export-records.server.ts'
import { getDispute } from '../../../app/usecases/disputes/get-dispute.server.ts'
import { listActions } from '../../../app/usecases/actions/list-actions.server.ts'
import { noticeText } from '../../../app/i18n/notice-text.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { showEvidence } from '../../../app/usecases/disputes/read-evidence.server.ts'
import { removeEvidence, stageEvidence } from '../../../app/usecases/disputes/stage-evidence.server.ts'
import { zipOf } from '../../../app/usecases/exports/zip.ts'
import { checkAuditChain, listAuditEvents } from '../../../db/queries/audit.ts'
import { addStaff, forEachDialect, type OpenDatabase, testContext, testKeys } from '../../support/database.ts'
import { newFolder } from '../../support/folders.ts'
import { ledgerRow, orderRow, receiptRow } from '../../support/records.ts'
import { actionIdOf } from '../../support/money.ts'
import { valueOf } from '../../support/result.ts'

vi.setConfig({ testTimeout: 180_000 })

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 12, ...Buffer.from('Exif GPS39'), 0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9])

async function scene(open: OpenDatabase, trust: 'T1' | 'T3' = 'T3') {
  const store = await open()
  const orderRowId = await store.write(async (tx) => {
    const { id } = await tx.insertInto('orders').values(orderRow({ channel: 'third_party' })).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('receipts').values(receiptRow({ trust })).execute()
    await tx.insertInto('ledger_entries').values(ledgerRow()).execute()
    return id
  })
  const [ann, sue] = [await addStaff(store, 'ann'), await addStaff(store, 'sue', 'supervisor')]
  const as = (staffId: number) => testContext(store, { staffId, role: staffId === sue ? 'supervisor' : 'reviewer' })
  const openIt = (changes: Partial<Extract<DisputeCommand, { type: 'open' }>> = {}) =>
    performAction(as(ann), {
      kind: 'dispute', actionId: null, subject: { orderRowId },
      command: { type: 'open', reason: 'not_received', channel: 'third_party', road: 'sms', language: 'zh', text: '钱扣了话费没到', contact: '+8613900001111', ...changes },
    })
  const act = (staffId: number, actionId: number, command: DisputeCommand) => performAction(as(staffId), { kind: 'dispute', actionId, command })
  const view = async (id: number) => {
    return valueOf(await getDispute(as(ann), id))
  }
  return { store, ann, sue, as, openIt, act, view, orderRowId }
}
async function exported(context: ReturnType<typeof testContext>, kind: ExportKind): Promise<readonly Record<string, unknown>[]> {
  let text = ''
  for await (const part of exportText(context, { kind, format: 'ndjson', since: null, isClear: false, mostRows: 100 }, {})) text += part
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>)
}

forEachDialect('a dispute', (open) => {
  test('is exported with its reason, state and people, and refunds are not among them', async () => {
    const { as, ann, openIt } = await scene(open)
    const id = actionIdOf(await openIt())
    const rows = await exported(as(ann), 'disputes')
    expect(rows).toMatchObject([{ disputeId: id, reason: 'not_received', state: 'received', outcome: null }])
    expect(rows[0]?.orderId).toBeTruthy()
    expect(await exported(as(ann), 'refunds')).toEqual([])
  })

  test('from intake to the closed letter: checklist from the records, notices at every step, all on record', async () => {
    const { store, ann, as, openIt, act, view } = await scene(open)
    const id = actionIdOf(await openIt())
    await act(ann, id, { type: 'take' })
    const shown = await view(id)
    expect(shown).toMatchObject({ trust: 'T3', state: { reason: 'not_received', language: 'zh' }, order: { number: '138****5678' } })
    expect(shown.checklist).toEqual([
      { item: 'order_row', isByRecords: true, isDone: true }, { item: 'channel_row', isByRecords: true, isDone: true }, { item: 'ledger_rows', isByRecords: true, isDone: true },
      { item: 'status_query', isByRecords: false, isDone: false },
    ])
    await act(ann, id, { type: 'tick', item: 'status_query' })
    expect((await view(id)).checklist.at(-1)?.isDone).toBe(true)
    await act(ann, id, { type: 'ask_customer', needed: '请提供扣款截图' })
    await act(ann, id, { type: 'resume', text: '客户已补充' })
    expect(await act(ann, id, { type: 'reply', text: '详情见 www.evil-pay.top' })).toMatchObject({ ok: false, refusal: { code: 'text_has_link' } })
    expect(await act(ann, id, { type: 'reply', text: '退款100.00元，3个工作日内到账。' })).toMatchObject({ ok: true })
    expect(await act(ann, id, { type: 'decide', outcome: 'upheld', letter: '经核查属实，款项原路退回。' })).toMatchObject({ ok: true, value: { status: 'decided' } })
    expect(await act(ann, id, { type: 'close' })).toMatchObject({ ok: true, value: { status: 'closed' } })
    const notices = (await view(id)).notices
    expect(notices.map(({ kind }) => kind).reverse()).toEqual(['dispute_received', 'dispute_needs_data', 'dispute_reply', 'dispute_decided', 'dispute_closed'])
    // Whatever staff write, the decision tells the road of appeal (DOMAIN 4.9).
    for (const [language, appeal] of [['en', 'turn to the regulator'], ['zh', '向监管部门申诉']] as const)
      expect(noticeText({ kind: 'dispute_decided', data: { text: '经核查属实，款项原路退回。' } }, { language, zone: 'Asia/Shanghai', now: 0 }).text).toMatch(new RegExp(`经核查属实，款项原路退回。[^]*${appeal}`))
    expect(notices.every(({ toMasked, data }) => toMasked === '139****1111' && data.number === '138****5678' && data.caseNo === `D-${id}`)).toBe(true)
    expect(JSON.stringify([notices, await view(id), (await listAuditEvents(store.read, {}, null, 100)).events])).not.toMatch(/1390000\d{4}|13800005678/)
    expect((await listActions(as(ann), { kind: 'dispute', sort: 'due', after: null, limit: 10 })).rows).toMatchObject([{ id, status: 'closed', reasonCode: 'upheld', dueAt: null }])
    expect((await checkAuditChain(store.read, testKeys)).fault).toBeNull()
  })

  test('a picture alone brings no money without a supervisor’s exception', async () => {
    const { ann, sue, openIt, act } = await scene(open, 'T1')
    const id = actionIdOf(await openIt())
    await act(ann, id, { type: 'take' })
    expect(await act(ann, id, { type: 'decide', outcome: 'upheld', letter: '经核查属实，款项原路退回。' })).toMatchObject({ ok: false, refusal: { code: 'receipt_not_trusted', data: { trust: 'T1' } } })
    expect(await act(ann, id, { type: 'grant_exception', reason: 'I believe him' })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await act(sue, id, { type: 'grant_exception', reason: 'bank confirmed by phone' })).toMatchObject({ ok: true })
    expect(await act(ann, id, { type: 'decide', outcome: 'upheld', letter: '经核查属实，款项原路退回。' })).toMatchObject({ ok: true })
  })

  test('a police hold on the order stands in its row, where money looks for it', async () => {
    const { store, ann, sue, openIt, act, orderRowId } = await scene(open)
    const id = actionIdOf(await openIt())
    expect(await act(ann, id, { type: 'police_hold', reference: '公刑字12号', reason: 'letter received' })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await act(sue, id, { type: 'police_hold', reference: '公刑字12号', reason: 'letter received' })).toMatchObject({ ok: true, value: { status: 'police_hold' } })
    expect(await store.read.selectFrom('staff_actions').select(['status', 'is_open']).where('order_row_id', '=', orderRowId).execute()).toEqual([{ status: 'police_hold', is_open: 1 }])
    const refund = await performAction(testContext(store, { staffId: ann, role: 'reviewer' }), {
      kind: 'refund', actionId: null, subject: { orderRowId },
      command: { type: 'submit', content: { road: 'refund', reasonCode: 'not_received', amountMinor: 1_000, route: 'original', destination: null, note: null, exception: null } }, key: 'k'.repeat(24),
    })
    expect(refund).toMatchObject({ ok: false, refusal: { code: 'refund_blocked' } })
  })

  test('files are kept once and sealed, submitted once, shown without metadata, and packed with their hashes', async () => {
    const { store, ann, as, openIt, act, view } = await scene(open)
    const id = actionIdOf(await openIt())
    const other = actionIdOf(await openIt({ reason: 'duplicate' }))
    await act(ann, id, { type: 'take' })
    expect(await stageEvidence(as(ann), id, '../../etc/passwd.jpg', JPEG)).toMatchObject({ ok: true })
    expect(await stageEvidence(as(ann), id, 'again.png', JPEG)).toMatchObject({ ok: false, refusal: { code: 'file_twice' } })
    expect(await stageEvidence(as(ann), other, 'same.jpg', JPEG)).toMatchObject({ ok: true })
    expect(await stageEvidence(as(ann), id, 'page.jpg', Buffer.from('<html><script>'))).toMatchObject({ ok: false, refusal: { code: 'file_type_unknown' } })
    const [file] = (await view(id)).files
    expect(file).toMatchObject({ name: 'passwd.jpg', mediaType: 'image/jpeg', state: 'staged' })
    expect(JSON.stringify(await store.read.selectFrom('evidence_blobs').selectAll().execute())).not.toContain(JPEG.toString('base64'))
    expect(await store.read.selectFrom('evidence_blobs').select('sha256').execute()).toHaveLength(1)
    const fileId = file?.id ?? 0
    const bare = await showEvidence(as(ann), id, fileId)
    expect(bare.ok && Buffer.from(bare.value.content).includes('Exif')).toBe(false)
    expect(await showEvidence(as(ann), other, fileId)).toMatchObject({ ok: false, refusal: { code: 'evidence_gone' } })
    expect(await act(ann, id, { type: 'submit_evidence' })).toMatchObject({ ok: true })
    expect(await act(ann, id, { type: 'submit_evidence' })).toMatchObject({ ok: false, refusal: { code: 'evidence_submitted_already' } })
    expect(await removeEvidence(as(ann), id, fileId)).toMatchObject({ ok: false, refusal: { code: 'evidence_gone' } })
    expect((await view(id)).siblings).toMatchObject([{ id: other, reason: 'duplicate' }])

    const pack = await buildDisputePack(as(ann), id)
    if (!pack.ok) throw new Error(pack.refusal.code)
    const directory = newFolder()
    const path = join(directory, 'pack.zip')
    const check = () => spawnSync(process.execPath, ['scripts/verify-pack.ts', path], { encoding: 'utf8' })
    writeFileSync(path, pack.value)
    expect(check()).toMatchObject({ status: 0, stderr: expect.stringContaining(`D-${id}: all`) })
    const text = pack.value.toString('latin1')
    expect(text).not.toMatch(/13800005678/)
    const at = pack.value.indexOf(JPEG) + JPEG.length - 4
    pack.value[at] = (pack.value[at] ?? 0) ^ 1
    writeFileSync(path, pack.value)
    expect(check().status).toBe(1)
  })
})

describe('verify-pack', () => {
  test('names what is missing, changed or slipped in', () => {
    const directory = newFolder()
    const path = join(directory, 'pack.zip')
    const manifest = { dispute: 'D-1', files: [{ name: 'a.txt', bytes: 1, sha256: '0'.repeat(64) }, { name: 'b.txt', bytes: 1, sha256: '0'.repeat(64) }] }
    writeFileSync(path, zipOf([{ name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) }, { name: 'a.txt', content: Buffer.from('x') }, { name: 'c.txt', content: Buffer.from('y') }]))
    const { status, stdout } = spawnSync(process.execPath, ['scripts/verify-pack.ts', path], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stdout.trim().split('\n').sort()).toEqual(['a.txt was changed', 'b.txt is missing', 'c.txt is not in the manifest'])
  })
})
