import { beforeAll, describe, expect, it } from 'vitest'
import { addInboundFile, settleInboundFile, takeInboundFile } from '../../db/queries/inbound.ts'
import { runNextJob } from '../../app/worker/run-jobs.ts'
import { type TestClient, useApp } from '../support/app.ts'

const app = useApp()
const people: Record<string, TestClient> = {}
beforeAll(async () => {
  for (const role of ['supervisor', 'reviewer'] as const) people[role] = await app.signedIn(await app.addPerson(`${role}@operator.example`, role))
})
const as = (role: 'supervisor' | 'reviewer') => people[role] as TestClient

async function work(): Promise<void> {
  const { store, config } = app.services
  while (await runNextJob({ store, keys: config.keys, varDir: config.varDir, now: () => app.clock.at, isStopping: () => false, onFailure: (_job, error) => { throw error } }));
}

function upload(client: TestClient, path: string, name: string, text: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  const form = new FormData()
  form.append('file', new Blob([text]), name)
  return client.send(path, { method: 'POST', body: form, headers: { origin: app.url } })
}

const TABLE = '票号,客户号码,面额(分),实收(分),办理时间,进度\nT1,13800138000,10000,9900,2026-03-14 09:00:00,充值成功\nT2,13900139000,5000,4950,2026-03-14 09:01:00,奇怪\n'

/** The form of a mapping as the page holds it: every field with the value it begins with. */
function fieldsIn(html: string): [string, string][] {
  const found: [string, string][] = []
  for (const [tag] of html.matchAll(/<input[^>]*name="[^"]*"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1] ?? ''
    if (/type="(?:file|checkbox)"/.test(tag)) continue
    found.push([name, unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? '')])
  }
  for (const [, name = '', body = ''] of html.matchAll(/<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen = /<option[^>]*value="([^"]*)"[^>]*selected|<option[^>]*selected[^>]*value="([^"]*)"/.exec(body)
    found.push([name, unescaped(chosen?.[1] ?? chosen?.[2] ?? '')])
  }
  return found
}

const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')

describe('the mapping pages without scripts', () => {
  it('lead from an unknown file over a guess to stored orders, and list what was saved', async () => {
    const begun = await upload(as('supervisor'), '/imports?index', '外部.csv', TABLE)
    const address = begun.headers.get('location') ?? ''
    await work()
    const preview = await (await as('supervisor').get(address)).text()
    expect(preview).toContain(`${address}/map?at=0.0`)
    expect(await (await as('reviewer').get(`${address}/map?at=0.0`)).status).toBe(403)

    const page = await (await as('supervisor').get(`${address}/map?at=0.0`)).text()
    expect(page).toContain('138****8000')
    expect(page).not.toContain('13800138000')
    const fields = fieldsIn(page)
    expect(fields).toContainEqual(['r.paid_amount.unit', 'minor'])
    expect(fields).toContainEqual(['w.status.1', '奇怪'])

    const form = new URLSearchParams(fields.filter(([name]) => name !== 'intent'))
    form.set('intent', 'preview')
    const looked = await as('supervisor').send(`${address}/map?at=0.0`, { method: 'POST', body: form, headers: { origin: app.url } })
    expect(looked.status).toBe(200)
    expect(await looked.text()).toContain('1 of 2 can be read')
    form.set('v.status.1', 'unknown')
    form.set('intent', 'save')
    form.set('name', '')
    const nameless = await as('supervisor').send(`${address}/map?at=0.0`, { method: 'POST', body: form, headers: { origin: app.url } })
    expect(nameless.status).toBe(422)
    expect(await nameless.text()).toContain('Give it a name')
    form.set('name', '外部平台')
    form.set('automatic', 'on')
    const saved = await as('supervisor').send(`${address}/map?at=0.0`, { method: 'POST', body: form, headers: { origin: app.url } })
    expect([saved.status, saved.headers.get('location')]).toEqual([302, address])
    await work()
    expect(await (await as('supervisor').get(address)).text()).toContain('Import 2 rows')

    const list = await (await as('reviewer').get('/imports/mappings')).text()
    expect(list).toContain('外部平台')
    expect(list).not.toContain('type="file"')
    const one = await (await as('reviewer').get('/imports/mappings/1')).text()
    expect(one).toContain('奇怪 → result unknown')
    const file = await as('reviewer').get('/imports/mappings/1/download')
    expect(file.headers.get('content-disposition')).toContain('attachment')
    const text = await file.text()
    expect(JSON.parse(text)).toMatchObject({ name: '外部平台', kind: 'order', rules: { paid_amount: { unit: 'minor' } } })

    expect((await upload(as('reviewer'), '/imports/mappings', 'm.json', text)).status).toBe(403)
    expect(await (await upload(as('supervisor'), '/imports/mappings', 'm.json', text.replace('外部平台', '另一个').replace('票号', '单据号').replace('票号', '单据号'))).text()).toContain('Taken in as 另一个')
    expect((await upload(as('supervisor'), '/imports/mappings', 'm.json', '{"a":1}')).status).toBe(422)
    // S26: nothing is kept with replacement characters in place of what could not be decoded.
    const undecodable = Buffer.from(text.replace('外部平台', 'ab?')).map((byte) => (byte === 0x3f ? 0xff : byte))
    expect((await upload(as('supervisor'), '/imports/mappings', 'm.json', undecodable)).status).toBe(422)

    const disable = (client: TestClient) => client.send('/imports/mappings/1', { method: 'POST', body: new URLSearchParams({ intent: 'disable' }), headers: { origin: app.url } })
    expect((await disable(as('reviewer'))).status).toBe(403)
    expect(await (await disable(as('supervisor'))).text()).toContain('It is out of use')
    expect((await as('supervisor').get('/imports/mappings/99')).status).toBe(404)
  })

  it('keep a mapping that reads no row only when told to, and say what stands where a currency belongs', async () => {
    const begun = await upload(as('supervisor'), '/imports?index', 'marks.csv', TABLE.replace('进度', '结果').replaceAll('充值成功', '奇怪'))
    const address = begun.headers.get('location') ?? ''
    await work()
    const page = await (await as('supervisor').get(`${address}/map?at=0.0`)).text()
    const form = new URLSearchParams(fieldsIn(page).filter(([name]) => name !== 'intent'))
    form.set('name', 'marks')
    const send = async (intent: string, fields: Readonly<Record<string, string>> = {}) => {
      for (const [name, value] of Object.entries({ intent, ...fields })) form.set(name, value)
      return as('supervisor').send(`${address}/map?at=0.0`, { method: 'POST', body: form, headers: { origin: app.url } })
    }
    const wrong = await (await send('preview', { 'v.status.0': 'unknown', 'r.currency.constant': '13800138000' })).text()
    expect(wrong).toContain('None of the 2 rows looked at can be read this way')
    expect(wrong).toMatch(/Not a currency: <bdi[^>]*>“138\*\*\*\*8000”/)
    const refused = await send('save')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('This reads none of the 2 rows looked at')
    const mended = await (await send('preview', { 'r.currency.constant': 'CNY' })).text()
    expect(mended).toContain('2 of 2 can be read')
    expect(mended).not.toContain('can be read this way')
    expect((await send('save', { 'r.currency.constant': 'CNX', anyway: 'on' })).headers.get('location')).toBe(address)
  })

  it('are where the list of watched folders leads for a table that was not known, and for no other fault', async () => {
    for (const [name, code] of [['unknown.csv', 'format_unknown'], ['empty.csv', 'file_empty']] as const) {
      await app.services.store.write(async (tx) => {
        const file = await addInboundFile(tx, { folder: 'drop', name, bytes: 1, modifiedAt: app.clock.at, seenAt: app.clock.at })
        await takeInboundFile(tx, file.id, `processing/${name}`, app.clock.at)
        await settleInboundFile(tx, file.id, { state: 'failed', workName: `failed/${name}`, finishedAt: app.clock.at, importId: null, error: { code, data: {} } })
      })
    }
    const html = await (await as('supervisor').get('/imports/folders')).text()
    expect(html).toContain('empty.csv')
    expect(html.match(/>Map its columns/g)).toHaveLength(1)
  })
})
