import { expect, test } from 'vitest'
import { FIGURES, MORNING, SHIFT, type FigureId } from '../../../app/domain/figures/figure.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { amountText } from '../../../app/domain/values/money.ts'
import { figureText, morningText, shiftText } from '../../../app/usecases/figures/export-figures.server.ts'
import { getFigure } from '../../../app/usecases/figures/get-figure.server.ts'
import { getMorning, sumCount } from '../../../app/usecases/figures/get-morning.server.ts'
import { loadExampleDay } from '../../../app/usecases/intake/load-example-day.server.ts'
import { getShift } from '../../../app/usecases/figures/get-shift.server.ts'
import { workShift } from '../../../app/usecases/figures/work-shift.server.ts'
import { snoozeCase } from '../../../app/usecases/cases/snooze-case.server.ts'
import { claimCase } from '../../../app/usecases/cases/claim-case.server.ts'
import { appendAuditEvent, listAuditEvents } from '../../../db/queries/audit.ts'
import { describeRows } from '../../../db/queries/figure-rows.ts'
import { countFigure, listFigure } from '../../../db/queries/figures.ts'
import { addStaff, databaseOf, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { addFlaggedOrder, type FlaggedOrder, ledgerRow } from '../../support/records.ts'
import { actionIdOf, addOrder, moneyScene } from '../../support/money.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { valueOf } from '../../support/result.ts'

const IDS = [...Object.values(MORNING).flat(), ...SHIFT] as readonly FigureId[]
const HOUR = 3_600_000
const openOne = databaseOf('sqlite')

const read = async (text: AsyncIterable<string>) => {
  let all = ''
  for await (const piece of text) all += piece
  return all
}

test('every figure of the pages is defined, and every definition is on a page', () => {
  expect(new Set(IDS)).toEqual(new Set(Object.keys(FIGURES)))
})

forEachDialect('figures', (open) => {
  test('S72: the morning counts whatever was shown in clear, a field of a case and a row that was set aside, by person', async () => {
    const store = await open()
    const [ann, bob] = [await addStaff(store, 'ann'), await addStaff(store, 'bob')]
    for (const [staffId, action, object] of [[ann, 'personal_data.unmasked', 'case:1'], [ann, 'quarantine.opened', 'quarantine:7'], [bob, 'quarantine.opened', 'quarantine:8'], [bob, 'subscriber.viewed', 'subscriber:1']] as const)
      await store.write((tx) => appendAuditEvent(tx, testKeys, { at: TEST_NOW, actor: `staff:${staffId}`, actorRole: 'reviewer', action, object, ip: null, requestId: null }))
    const counted = await countFigure(store.read, 'unmasked', { from: TEST_NOW, to: TEST_NOW + HOUR, now: TEST_NOW })
    expect(counted.map(({ part, count }) => [part, count]).sort()).toEqual([[`staff:${ann}`, 2], [`staff:${bob}`, 1]])
  })

  test('what was taken back is told as the journal has it; reports in suspense by their age; agents by the quota of this month', async () => {
    const store = await open()
    const s = await moneyScene(store, { order: { agent_id: 'AG-1' } })
    const [second, third, fourth] = [await addOrder(store, {}, 2), await addOrder(store, { order: { target_number: '+8613800007777', target_number_raw: '13800007777' } }, 3), await addOrder(store, { isDelivered: false }, 4)]
    const report = async (orderRowId: number, at: number) => {
      const id = actionIdOf(await performAction(s.as(s.ann, at), { kind: 'wrong_number', actionId: null, command: { type: 'open', intended: '+8613800005687' }, subject: { orderRowId } }))
      return id
    }
    const reportId = await report(second, TEST_NOW)
    for (const command of [{ type: 'ask' }, { type: 'agree', how: 'told the counter so' }] as const) expect((await s.act(s.ann, reportId, command, TEST_NOW, 'wrong_number')).ok).toBe(true)
    const succeed = async (id: number, takenBackMinor: number, by: number) => {
      await s.approve(by, id)
      expect((await s.act(null, id, { type: 'begin' }, TEST_NOW + 90_000)).ok).toBe(true)
      expect((await s.act(null, id, { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: `C${id}`, takenBackMinor } }, TEST_NOW + 90_000)).ok).toBe(true)
    }
    await succeed(actionIdOf(await s.ask(s.ann, { road: 'recredit', reasonCode: 'wrong_number', destination: '+8613800005687', amountMinor: 10_000 }, { order: second, parentId: reportId })), 4_000, s.bob)
    await succeed(actionIdOf(await s.ask(s.ann, { road: 'reversal', reasonCode: 'wrong_number', amountMinor: 3_000 }, { order: third })), 0, s.bob)
    // Given anew to where it never arrived: nothing was taken from anybody.
    await succeed(actionIdOf(await s.ask(s.ann, { road: 'recredit', reasonCode: 'not_received', destination: '+8613800005678', amountMinor: 10_000 }, { order: fourth })), 0, s.bob)
    const scope = { from: TEST_NOW - HOUR, to: TEST_NOW + HOUR, now: TEST_NOW + HOUR }
    const told = async (id: FigureId, now = scope.now) => (await countFigure(store.read, id, { ...scope, now })).map(({ part, count, money }) => [part, count, money.map(({ amountMinor }) => amountMinor)])
    expect((await told('recovered')).sort()).toEqual([['recredit', 1, [4_000]], ['reversal', 1, [3_000]]])

    await report(third, TEST_NOW)
    const day = 24 * HOUR
    expect([await told('suspense'), await told('suspense', TEST_NOW + 7 * day), await told('suspense', TEST_NOW + 30 * day)]).toEqual([[['d7', 2, [20_000]]], [['d30', 2, [20_000]]], [['older', 2, [20_000]]]])

    await store.write((tx) => tx.insertInto('quotas').values([{ name: 'agent_reversal:AG-1', period: '2026-03', used: 8, most: 8 }, { name: 'agent_reversal:AG-2', period: '2026-02', used: 8, most: 8 }]).execute())
    expect(await told('agents_over_quota')).toEqual([['agent_reversal:AG-1', 1, []]])
    // The month is the operator's: it is April in Shanghai eight hours before it is in Greenwich.
    expect(await told('agents_over_quota', Date.UTC(2026, 2, 31, 15, 59))).toHaveLength(1)
    expect(await told('agents_over_quota', Date.UTC(2026, 2, 31, 16))).toEqual([])
  })

  test('each number equals the list it opens, by parts and whole, with its money', async () => {
    const store = await open()
    const [ann, sue] = [await addStaff(store, 'ann'), await addStaff(store, 'sue', 'supervisor')]
    const as = (staffId: number, now = TEST_NOW) => testContext(store, { staffId, role: staffId === sue ? 'supervisor' : 'reviewer', now })
    const made: FlaggedOrder[] = []
    for (const [n, status] of ['delivered', 'unknown', 'paid', 'delivered', 'failed'].entries())
      made.push(await addFlaggedOrder(store, { order_id: `W${n}`, status, delivered_at: status === 'delivered' ? TEST_NOW - HOUR : null, paid_minor: 1_000 * (n + 1), created_at: TEST_NOW - (n + 1) * HOUR }, [{ flag: n % 2 ? 'payment/fan-in' : 'link/lure-contact', severity: n === 4 ? 'S1' : 'S2' }]))
    const [a, b, c, d] = made.map((one) => one.caseId)
    await decideCase(as(ann), a ?? 0, { outcome: 'confirmed_fraud', reasonCode: 'lure', note: null, expectedVersion: 1 })
    await decideCase(as(ann, TEST_NOW + 5 * HOUR), b ?? 0, { outcome: 'legitimate', reasonCode: 'known_payer', note: null, expectedVersion: 1 })
    await snoozeCase(as(ann), c ?? 0, { until: TEST_NOW + 2 * HOUR, reasonCode: 'appointment', note: null, expectedVersion: 1 })
    await claimCase(as(sue), d ?? 0)
    await store.write(async (tx) => {
      await tx.insertInto('ledger_entries').values(ledgerRow({ entry_id: 'V1', voucher_serial: 'S1', response_code: '108' })).execute()
      for (const token of ['host:pay-vip.top', 'handle:esim1088', 'handle:13800020000']) await tx.insertInto('record_tokens').values({ token, kind: 'order', record_row_id: 1, at: TEST_NOW - HOUR, party: 'p' }).execute()
    })
    const scope = { from: TEST_NOW - 24 * HOUR, to: TEST_NOW + 24 * HOUR, now: TEST_NOW }
    const counts = new Map<FigureId, number>()
    for (const id of IDS) {
      const parts = await countFigure(store.read, id, scope)
      const all = await listFigure(store.read, id, scope, null, { limit: 10_000 })
      expect([id, sumCount(parts)]).toEqual([id, all.length])
      for (const part of parts) {
        const rows = await listFigure(store.read, id, scope, part.part, { limit: 10_000 })
        expect([id, part.part, part.count]).toEqual([id, part.part, rows.length])
        for (const { currency, amountMinor } of part.money) expect([id, amountMinor]).toEqual([id, rows.filter((row) => row.currency === currency).reduce((sum, row) => sum + (row.amountMinor ?? 0), 0)])
      }
      counts.set(id, all.length)
    }
    // A contact that is a telephone number has its middle hidden, on the page and in the address of its rows (S71).
    expect((await countFigure(store.read, 'new_tokens', scope)).map(({ part }) => part).sort()).toEqual(['handle:138****0000', 'handle:esim1088', 'host:pay-vip.top'])
    expect(Object.fromEntries(['orders', 'flagged', 'opened', 'decided', 'sla_met', 'sla_breached', 'prevented', 'lost', 'unknown_orders', 'vouchers_failed', 'new_tokens', 'leases', 'urgent', 'waking', 'fan_clusters'].map((id) => [id, counts.get(id as FigureId)]))).toEqual({
      orders: 5, flagged: 0, opened: 5, decided: 2, sla_met: 1, sla_breached: 1, prevented: 0, lost: 1, unknown_orders: 1, vouchers_failed: 1, new_tokens: 3, leases: 1, urgent: 2, waking: 1, fan_clusters: 2,
    })
  })

  test('a shift is handed over by one and taken over by another, line by line, and the numbers of the moment are kept', async () => {
    const store = await open()
    const [ann, ben, aud] = [await addStaff(store, 'ann'), await addStaff(store, 'ben'), await addStaff(store, 'aud', 'auditor')]
    const as = (staffId: number, role: 'reviewer' | 'auditor' = 'reviewer') => testContext(store, { staffId, role })
    await addFlaggedOrder(store)
    expect(await workShift(as(aud, 'auditor'), { type: 'note', text: 'hello' })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect((await workShift(as(ann), { type: 'note', text: 'call 13800005678 at nine' })).ok).toBe(true)
    expect(await workShift(as(ben), { type: 'sign_in' })).toMatchObject({ ok: false, refusal: { code: 'shift_not_signed' } })
    expect((await workShift(as(ann), { type: 'sign_out' })).ok).toBe(true)
    expect(await workShift(as(ben), { type: 'sign_out' })).toMatchObject({ ok: false, refusal: { code: 'shift_signed' } })
    expect(await workShift(as(ann), { type: 'sign_in' })).toMatchObject({ ok: false, refusal: { code: 'shift_same_person' } })
    expect(await workShift(as(ann), { type: 'acknowledge', line: 'urgent' })).toMatchObject({ ok: false, refusal: { code: 'shift_same_person' } })
    expect((await listAuditEvents(store.read, { action: 'shift.refused' }, null, 5)).events).toMatchObject(['acknowledge', 'sign_in'].map((command) => ({ actor: `staff:${ann}`, after: { command, code: 'shift_same_person' } })))
    expect(await workShift(as(ben), { type: 'sign_in' })).toMatchObject({ ok: false, refusal: { code: 'shift_lines_open', data: { count: 1 } } })
    await addFlaggedOrder(store, { order_id: 'W2' })
    const shown = await getShift(as(ben))
    const csv = (await read(shiftText(as(ben), shown))).split('\n')
    for (const line of shown.lines) expect(csv.find((row) => row.startsWith(`line,${line.id},,`)), line.id).toMatch(new RegExp(`^line,${line.id},,${line.count},`))
    for (const note of shown.notes) expect(csv.some((row) => row.startsWith('note,') && row.includes(note.text))).toBe(true)
    expect(shown.lines.find((line) => line.id === 'urgent')).toMatchObject({ count: 2, handed: 1, ack: null })
    expect(shown).toMatchObject({ open: 1, mayTake: true, out: { name: 'ann' }, notes: [{ by: 'ann', text: 'call 138****5678 at nine' }] })
    expect((await workShift(as(ben), { type: 'acknowledge', line: 'urgent' })).ok).toBe(true)
    expect((await workShift(as(ben), { type: 'sign_in' })).ok).toBe(true)
    expect(await getShift(as(ann))).toMatchObject({ out: null, notes: [], last: { out: 'ann', in: 'ben' } })
    expect((await workShift(as(ann), { type: 'sign_out' })).ok).toBe(true)
    expect(await workShift(as(ben), { type: 'take_back' })).toMatchObject({ ok: false, refusal: { code: 'shift_not_yours' } })
    expect((await workShift(as(ann), { type: 'take_back' })).ok).toBe(true)
    await expect(store.write((tx) => tx.updateTable('shifts').set({ lead_in: ann }).where('lead_out', '=', ann).execute())).rejects.toThrow()
    await expect(store.write((tx) => tx.updateTable('shift_notes').set({ text: 'x' }).execute())).rejects.toThrow()
  })
})

test('on the example day each number of the morning page equals its list, every row can be named, and the file says the same', async () => {
  const store = await openOne()
  const now = TEST_NOW + 2 * HOUR
  await loadExampleDay(testContext(store, { now, actor: { staffId: null, role: null, label: 'system' } }), { holder: 'this start', ordinaryOrders: 900 })
  const sue = await addStaff(store, 'sue', 'supervisor')
  const context = testContext(store, { staffId: sue, role: 'supervisor', now })
  const view = valueOf(await getMorning(context, null))
  const { spans, sections } = view
  for (const { figures } of sections) {
    for (const figure of figures) {
      const list = valueOf(await getFigure(context, { id: figure.id, part: null, ...spans.day }))
      expect([figure.id, list.count]).toEqual([figure.id, figure.counts.day])
      expect(list.rows.length).toBe(Math.min(500, figure.counts.day))
      const { kind } = FIGURES[figure.id]
      if (kind !== 'token' && kind !== 'quota') expect([figure.id, (await describeRows(store.read, kind, list.rows.map((row) => row.id))).length]).toEqual([figure.id, new Set(list.rows.map((row) => row.id)).size])
    }
  }
  const orders = sections.flatMap((section) => section.figures).find((figure) => figure.id === 'orders')
  expect(orders?.counts.day).toBeGreaterThan(900)
  const csv = await read(morningText(context, view))
  expect(csv).toContain(`flow,orders,,${orders?.counts.day},`)
  // How it stands now is one number, whatever the span: the file names it once.
  const unknown = sections.flatMap((section) => section.figures).find((figure) => figure.id === 'unknown_orders')
  expect(unknown).toMatchObject({ isNow: true, counts: { week: unknown?.counts.day } })
  const [now0] = unknown?.money.day ?? []
  expect(csv).toContain(`unknown,unknown_orders,,,,,${unknown?.counts.day},,,,${now0 ? amountText(now0.amountMinor, now0.currency) : ''},${now0?.currency ?? ''},`)
  // Sums are numbers with the decimals of their currency, which has a column of its own.
  const [of] = orders?.money.day ?? []
  expect(of?.amountMinor).toBeGreaterThan(0)
  const [head = '', ...rows] = csv.trim().split(/\r?\n/)
  const at = (name: string) => head.split(',').indexOf(name)
  const cells = rows.find((row) => row.startsWith('flow,orders,,'))?.split(',') ?? []
  expect([cells[at('day_amount')], cells[at('currency')]]).toEqual([amountText(of?.amountMinor ?? 0, of?.currency ?? ''), of?.currency])
  expect((await read(figureText(context, 'flagged', { id: 'flagged', part: null, ...spans.day }))).trim().split('\n')).toHaveLength((sections[0]?.figures[1]?.counts.day ?? 0) + 1)
  expect(await getFigure(testContext(store, { staffId: sue, role: 'reviewer', now }), { id: 'decided_by', part: null, ...spans.day })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
  expect(await getFigure(context, { id: 'constructor', part: null, ...spans.day })).toMatchObject({ ok: false, refusal: { code: 'figure_unknown' } })
})
