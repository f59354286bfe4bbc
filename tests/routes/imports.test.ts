import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runNextJob } from '../../app/worker/run-jobs.ts'
import { type TestClient, useApp } from '../support/app.ts'
import { csv, GOOD_ROWS, manyRows } from '../support/feed-rows.ts'

const app = useApp()
const people: Record<string, TestClient> = {}
beforeAll(async () => {
  for (const role of ['admin', 'supervisor', 'reviewer'] as const) people[role] = await app.signedIn(await app.addPerson(`${role}@operator.example`, role))
})
const as = (role: 'admin' | 'supervisor' | 'reviewer') => people[role] as TestClient

function upload(client: TestClient, path: string, files: Readonly<Record<string, string>>): Promise<Response> {
  const form = new FormData()
  for (const [name, text] of Object.entries(files)) form.append('file', new Blob([text]), name)
  return client.send(path, { method: 'POST', body: form, headers: { origin: app.url } })
}

/** Does what waits for the worker. */
async function work(): Promise<void> {
  const { store, config } = app.services
  while (await runNextJob({ store, keys: config.keys, varDir: config.varDir, now: () => app.clock.at, isStopping: () => false, onFailure: (_job, error) => { throw error } }));
}

/** The import that a redirect leads to. */
const addressOf = (response: Response) => response.headers.get('location') ?? ''
const idIn = (html: string) => /name="id" value="(\d+)"/.exec(html)?.[1] ?? ''

describe('the import pages without scripts', () => {
  it('a form with files leads to what they would change, a yes to what was stored', async () => {
    const begun = await upload(as('supervisor'), '/imports?index', { 'day.csv': csv(manyRows('order', 3)), 'notes.txt': 'not a table' })
    expect([begun.status, addressOf(begun)]).toEqual([302, '/imports/1'])
    expect(await (await as('supervisor').get('/imports/1')).text()).toContain('Reading the files')
    await work()
    const preview = await (await as('supervisor').get('/imports/1')).text()
    expect(preview).toContain('What would be stored')
    expect(preview).toContain('Import 3 rows')
    expect(preview).toContain('notes.txt')
    expect(await app.services.store.read.selectFrom('orders').select('id').execute()).toEqual([])
    expect((await as('supervisor').post('/imports/1', { intent: 'confirm' })).status).toBe(302)
    await work()
    const result = await (await as('supervisor').get('/imports/1')).text()
    expect(result).toContain('What was stored')
    expect(await app.services.store.read.selectFrom('orders').select('id').execute()).toHaveLength(3)
    expect(await (await as('reviewer').get('/imports')).text()).toContain('day.csv')
    // Twice is once.
    expect((await as('supervisor').post('/imports/1', { intent: 'confirm' })).status).toBe(302)
    await work()
    expect(await app.services.store.read.selectFrom('orders').select('id').execute()).toHaveLength(3)
  })

  it('the list marks a file whose printed totals differ', async () => {
    const list = (total: string) => `订单号,手机号,面值,订单状态,下单时间\nO${total},13800138000,100,成功,2026-09-05 08:00:00\n合计,,${total},,\n`
    await upload(as('supervisor'), '/imports?index', { 'whole.csv': list('100') })
    await work()
    expect(await (await as('reviewer').get('/imports')).text()).not.toContain('totals differ')
    await upload(as('supervisor'), '/imports?index', { 'cut.csv': list('200') })
    await work()
    expect(await (await as('reviewer').get('/imports')).text()).toContain('totals differ')
  })

  it('a no leaves nothing behind', async () => {
    const path = addressOf(await upload(as('supervisor'), '/imports?index', { 'a.csv': csv(manyRows('message', 2)) }))
    await work()
    expect((await as('supervisor').post(path, { intent: 'cancel' })).status).toBe(302)
    expect(await (await as('supervisor').get(path)).text()).toContain('This was not imported')
    expect(await app.services.store.read.selectFrom('messages').select('id').execute()).toEqual([])
    expect((await as('supervisor').post(path, { intent: 'confirm' })).status).toBe(422)
  })

  it('S66: who may only look is refused to bring, confirm or mend', async () => {
    expect((await upload(as('reviewer'), '/imports?index', { 'a.csv': csv(manyRows('order', 1)) })).status).toBe(403)
    expect((await upload(as('reviewer'), '/imports/upload', { 'a.csv': csv(manyRows('order', 1)) })).status).toBe(403)
    expect((await as('reviewer').post('/imports/1', { intent: 'confirm' })).status).toBe(403)
    expect((await as('reviewer').post('/imports/quarantine', { intent: 'open', id: '1' })).status).toBe(403)
    expect((await as('reviewer').post('/imports/quarantine/download', {})).status).toBe(403)
    expect(await (await as('reviewer').get('/imports')).text()).not.toContain('type="file"')
  })

  it('an import that is not there is 404', async () => {
    for (const path of ['/imports/999', '/imports/x']) expect((await as('supervisor').get(path)).status).toBe(404)
  })
})

describe('sending with progress', () => {
  it('answers with the id, or says which file was refused and keeps none of them', async () => {
    const folder = join(app.services.config.varDir, 'uploads')
    const before = existsSync(folder) ? readdirSync(folder).length : 0
    const refused = await upload(as('supervisor'), '/imports/upload', { 'good.csv': csv(manyRows('order', 1)), 'empty.csv': '' })
    expect([refused.status, await refused.json()]).toMatchObject([422, { ok: false, refusal: { code: 'file_empty', data: { name: 'empty.csv' } } }])
    const nothing = await upload(as('supervisor'), '/imports/upload', { '.DS_Store': 'x' })
    expect(await nothing.json()).toMatchObject({ ok: false, refusal: { code: 'nothing_uploaded' } })
    expect(readdirSync(folder)).toHaveLength(before)
    const taken = await upload(as('supervisor'), '/imports/upload', { 'good.csv': csv(manyRows('order', 1)) })
    expect(await taken.json()).toMatchObject({ ok: true, value: expect.any(Number) })
  })

  it('a context.json is offered, and taken by an administrator alone', async () => {
    const files = { 'context.json': JSON.stringify({ merchants: ['payee-7'], official_hosts: ['10086.cn'] }), 'a.csv': csv(manyRows('order', 1, (i) => ({ order_id: `ctx-${i}` }))) }
    const first = `/imports/${((await (await upload(as('supervisor'), '/imports/upload', files)).json()) as { value: number }).value}`
    await work()
    const offered = await (await as('supervisor').get(first)).text()
    expect(offered).toContain('payee-7')
    expect(offered).toContain('Only an administrator')
    expect((await as('supervisor').post(first, { intent: 'confirm', context: 'take' })).status).toBe(403)
    expect((await as('admin').post(first, { intent: 'confirm', context: 'take' })).status).toBe(302)
    const stored = await app.services.store.read.selectFrom('settings').select('value').executeTakeFirstOrThrow()
    expect(JSON.parse(stored.value)).toMatchObject({ registeredPayees: ['payee-7'], officialHosts: ['10086.cn'] })
  })
})

describe('the quarantine', () => {
  const bad = [{ ...GOOD_ROWS.subscriber, status: 'aktiv' }, { ...GOOD_ROWS.subscriber, subscriber_id: 'S2', status: 'gone' }, { ...GOOD_ROWS.subscriber, subscriber_id: 'S3' }]
  let path = ''
  beforeAll(async () => {
    path = addressOf(await upload(as('supervisor'), '/imports?index', { 'people.csv': csv(bad) }))
    await work()
    await as('supervisor').post(path, { intent: 'confirm' })
    await work()
  })

  it('S71: shows line, field and reason, and nobody’s number, name or mail', async () => {
    const page = await (await as('reviewer').get('/imports/quarantine')).text()
    for (const shown of ['people.csv', 'status', 'Not one of the known values', 'aktiv', '秦*']) expect(page).toContain(shown)
    expect(page).not.toMatch(/15572720977|秦军勇|q@mail/)
    expect(await (await as('reviewer').get(`/imports/quarantine?import=999`)).text()).toContain('No row of import 999 waits here')
    expect(await (await as('reviewer').get(`/imports/quarantine?fault=order~time_form~created_at`)).text()).toContain('No row fits')
    expect(await (await as('reviewer').get(`/imports/quarantine?fault=subscriber~value_unknown~status`)).text()).toContain('people.csv')
  })

  it('a row is opened, tried, mended and gone; another is dismissed with a reason', async () => {
    const list = await (await as('supervisor').get('/imports/quarantine')).text()
    const id = idIn(list)
    const opened = await (await as('supervisor').post('/imports/quarantine', { intent: 'open', id })).text()
    // What the field knows is offered beside it, in words.
    expect(opened).toMatch(/<datalist[^>]*><option value="active">Active<\/option>/i)
    expect(opened).not.toMatch(/15572720977|秦军勇|q@mail/)
    expect(opened).toMatch(/<input[^>]*placeholder="155\*\*\*\*0977"[^>]*name="over:contact_phone"|<input[^>]*name="over:contact_phone"[^>]*placeholder="155\*\*\*\*0977"/)
    const clear = await (await as('supervisor').post('/imports/quarantine', { intent: 'show', id })).text()
    expect(clear).toContain('15572720977')
    expect((await as('reviewer').post('/imports/quarantine', { intent: 'show', id })).status).toBe(403)
    const tried = await as('supervisor').post('/imports/quarantine', { intent: 'mend', id, 'cell:status': 'aktive' })
    expect(tried.status).toBe(422)
    expect(await tried.text()).toContain('It still cannot be read')
    expect(await (await as('supervisor').post('/imports/quarantine', { intent: 'mend', id, 'cell:status': 'active', 'over:contact_phone': '', 'over:email': 'new@mail.example' })).text()).toContain('The row was stored')
    expect(await app.services.store.read.selectFrom('audit_events').select('seq').where('action', '=', 'quarantine.opened').execute()).toHaveLength(1)
    // A hidden cell that was left alone is what it was, one that was written over is new.
    const [other, mended] = await app.services.store.read.selectFrom('subscribers').select(['contact_phone_hash', 'email_hash']).orderBy('id').execute()
    expect([mended?.contact_phone_hash === other?.contact_phone_hash, mended?.email_hash === other?.email_hash]).toEqual([true, false])
    expect((await as('supervisor').post('/imports/quarantine', { intent: 'mend', id, 'cell:status': 'active' })).status).toBe(422)
    const next = idIn(await (await as('supervisor').get('/imports/quarantine')).text())
    expect(next).not.toBe(id)
    expect((await as('supervisor').post('/imports/quarantine', { intent: 'dismiss', id: next, reason: ' ' })).status).toBe(422)
    expect(await (await as('supervisor').post('/imports/quarantine', { intent: 'dismiss', id: next, reason: 'closed long ago' })).text()).toContain('The row was dismissed')
    const none = await (await as('supervisor').get('/imports/quarantine')).text()
    expect(none).toContain('No row waits here')
    expect(none).toMatch(/<button[^>]*aria-disabled="true"[^>]*title="There is no row here to download."/)
    // The dismissal is taken back from the list of what was dismissed, and made again.
    const dismissed = await (await as('supervisor').get('/imports/quarantine?state=dismissed')).text()
    expect(dismissed).toContain('value="put_back"')
    expect(await (await as('reviewer').get('/imports/quarantine?state=dismissed')).text()).not.toContain('put_back')
    expect((await as('reviewer').post('/imports/quarantine', { intent: 'put_back', row: next })).status).toBe(403)
    expect(await (await as('supervisor').post('/imports/quarantine?state=dismissed', { intent: 'put_back', row: next })).text()).toContain('1 row waits again')
    expect(idIn(await (await as('supervisor').get('/imports/quarantine')).text())).toBe(next)
    expect((await as('supervisor').post('/imports/quarantine', { intent: 'put_back', row: next })).status).toBe(422)
    const again = await (await as('supervisor').post('/imports/quarantine', { intent: 'dismiss', id: next, reason: 'closed long ago' })).text()
    expect(again).toMatch(/The row was dismissed.*Undo/s)
    // What was mended is screened like anything that came in.
    expect(await app.services.store.read.selectFrom('jobs').select('id').where('type', '=', 'screen').where('state', '=', 'waiting').execute()).toHaveLength(1)
  })

  it('rows that share a fault are mended together, with one form and without scripts', async () => {
    const begun = addressOf(await upload(as('supervisor'), '/imports?index', { 'more.csv': csv(['B1', 'B2', 'B3'].map((order_id) => ({ ...GOOD_ROWS.order, order_id, status: 'finished' }))) }))
    await work()
    await as('supervisor').post(begun, { intent: 'confirm' })
    await work()
    const fault = '/imports/quarantine?fault=order~value_unknown~status'
    expect(await (await as('supervisor').get(fault)).text()).toContain('Preview 3 rows')
    const previewed = await (await as('supervisor').post(fault, { intent: 'try_many', scope: 'all', column: 'status', way: 'set', value: 'delivered' })).text()
    for (const told of ['3 rows can then be read and are stored', 'Mend 3 rows', 'value="delivered"']) expect(previewed).toContain(told)
    const useless = await (await as('supervisor').post(fault, { intent: 'try_many', scope: 'all', column: 'status', way: 'set', value: 'deliverd' })).text()
    expect(useless).toContain('3 rows still cannot be read and stay as they are')
    expect(useless).not.toContain('Mend 3 rows')
    expect((await as('supervisor').post('/imports/quarantine', { intent: 'mend_many', scope: 'all', column: 'status', way: 'set', value: 'delivered' })).status).toBe(422)
    expect((await as('reviewer').post(fault, { intent: 'mend_many', scope: 'all', column: 'status', way: 'set', value: 'delivered' })).status).toBe(403)
    expect(await (await as('supervisor').post(fault, { intent: 'mend_many', scope: 'all', column: 'status', way: 'set', value: 'delivered' })).text()).toContain('3 rows were stored')
    expect(await app.services.store.read.selectFrom('orders').select('order_id').where('order_id', 'in', ['B1', 'B2', 'B3']).execute()).toHaveLength(3)
  })

  it('S41, S64: the download is masked, guarded, marked, on record, and asks for the password when it was not given lately', async () => {
    const answer = await as('supervisor').post('/imports/quarantine/download?state=waiting&state=mended&state=dismissed', {})
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const text = await answer.text()
    expect(text.trim().split(/\r?\n/)).toHaveLength(6)
    expect(text).toContain('Not one of the known values')
    expect(text).toContain('_masked_export')
    expect(text).not.toMatch(/15572720977|秦军勇|q@mail/)
    const events = await app.services.store.read.selectFrom('audit_events').select('object').where('action', '=', 'export.written').execute()
    expect(events).toEqual([{ object: 'export:quarantine' }])
    app.clock.at += 6 * 60_000
    const late = await as('supervisor').post('/imports/quarantine/download', {})
    expect([late.status, addressOf(late)]).toEqual([302, '/confirm?next=%2Fimports%2Fquarantine'])
  })
})
