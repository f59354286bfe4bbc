import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { type MappingDefinition, PLAIN_RULE } from '../../../app/domain/intake/mapping/mapping.ts'
import { importFiles, type ImportInput } from '../../../app/usecases/intake/import-files.server.ts'
import { openFileParts } from '../../../app/usecases/intake/open-archive.server.ts'
import { saveMapping } from '../../../app/usecases/intake/save-mapping.server.ts'
import type { Store } from '../../../db/client.ts'
import { zipOf } from '../../support/archives.ts'
import { forEachDialect, testContext } from '../../support/database.ts'
import { csv, GOOD_ROWS, inputOf, manyRows } from '../../support/feed-rows.ts'
import { sharedFolder } from '../../support/folders.ts'

const folder = sharedFolder()

const ORDERS = csv(manyRows('order', 3))
const [HEADER = '', FIRST = ''] = ORDERS.split('\n')
const LONG = 'x'.repeat(10 * 1024 ** 2)
const BOMB = `${HEADER}\n${'A,'.repeat(6 * 1024 ** 2)}`

/** Files that are refused whole, each with the code that says why. */
const REFUSED: readonly (readonly [name: string, bytes: () => Uint8Array | string, code: string])[] = [
  ['a first line of 10 MB', () => `${LONG}\n${FIRST}\n`, 'header_broken'],
  ['a cut gzip', () => gzipSync(csv(manyRows('order', 4_000))).subarray(0, -200), 'gzip_cut'],
  ['a damaged gzip', () => { const bytes = Buffer.from(gzipSync(csv(manyRows('order', 400)))); bytes.fill(0x55, 100, 200); return bytes }, 'gzip_broken'],
  ['a gzip bomb', () => gzipSync(BOMB), 'unpack_ratio'],
  ['a zip bomb', () => zipOf([{ name: 'b.csv', bytes: BOMB }]), 'unpack_ratio'],
  ['a zip that lies about its size', () => zipOf([{ name: 'b.csv', bytes: ORDERS, claimedBytes: 10 }]), 'archive_broken'],
  ['a cut zip', () => { const whole = zipOf([{ name: 'b.csv', bytes: csv(manyRows('order', 300)) }]); return whole.subarray(0, whole.length - 30) }, 'archive_broken'],
  ['a header that names a column twice', () => `${HEADER},order_id\n${FIRST},x\n`, 'header_repeated'],
  ['UTF-8 that breaks in the middle', () => Buffer.concat([Buffer.from(csv(manyRows('order', 50, () => ({ remark: '充值话费四个字' })))), Buffer.from([0xff, 0xfe, 0xfd]), Buffer.from('\n')]), 'encoding_broken'],
  ['JSON that ends before it is closed', () => '[{"order_id":"1","source":"a","channel":"sms","product":"sim","target_number":"1","face_amount":"1","paid_amount":"1","currency":"CNY","payment_method":"cash","created_at":"x","status":"paid"},{', 'json_cut'],
]

/** Rows that are set aside alone, under their own reason. */
const ASIDE: readonly (readonly [name: string, row: string, code: string])[] = [
  ['a line of 10 MB', LONG, 'row_too_long'], ['a null character', FIRST.replace('13', `1\0${'3'}`), 'nul_byte'], ['too few fields', FIRST.split(',').slice(0, 4).join(','), 'row_ragged'], ['too many fields', `${FIRST},a,b`, 'row_ragged'],
  ['the header again', HEADER, 'row_repeats_header'], ['a quotation mark that is never closed', `"${FIRST}`, 'quote_unclosed'],
]

async function inputsOf(name: string, bytes: Uint8Array | string): Promise<{ readonly inputs: readonly ImportInput[]; readonly code: string | null }> {
  const path = join(folder, name.replaceAll(' ', '-'))
  writeFileSync(path, bytes)
  const parts = await openFileParts(path, DEFAULT_LIMITS)
  return parts.ok ? { inputs: parts.value.map((part) => ({ part, isNamed: true })), code: null } : { inputs: [], code: parts.refusal.code }
}

const run = (store: Store, inputs: readonly ImportInput[]) => importFiles(testContext(store, { actor: { staffId: null, role: null, label: 'command' } }), inputs, { origin: 'command', limits: DEFAULT_LIMITS })
const count = async (store: Store, table: 'orders' | 'import_files' | 'quarantine' | 'ledger_entries') => Number((await store.read.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)

forEachDialect('hostile files', (open) => {
  test('S25, S27: each ends in its own message, nothing of it is stored, and a good file beside it is', async () => {
    const store = await open()
    for (const [index, [name, bytes, code]] of REFUSED.entries()) {
      const hostile = await inputsOf(name, bytes())
      const good = { ...GOOD_ROWS.order, order_id: `good-${index}` }
      const report = await run(store, [...hostile.inputs, inputOf('good.csv', csv([good]))])
      expect([name, hostile.code ?? report.refused.map(({ refusal }) => refusal.code).join()]).toEqual([name, code])
      expect([name, await count(store, 'orders'), await count(store, 'import_files'), await count(store, 'quarantine')]).toEqual([name, index + 1, index + 1, 0])
    }
  })

  test('S27: hostile rows are set aside alone, one reason each, also in a table that was mapped', async () => {
    const store = await open()
    const rows = ASIDE.map(([, row]) => row)
    // An open quotation mark would take the rest of the file for its cell; it stands last, with whole rows after it.
    const report = await run(store, [inputOf('rows.csv', `${HEADER}\n${FIRST}\n${rows.join('\n')}\n${csv(manyRows('order', 2, (i) => ({ order_id: `late-${i}` }))).split('\n').slice(1).join('\n')}`)])
    expect(report.files).toMatchObject([{ rows: ASIDE.length + 3, accepted: 3, quarantined: ASIDE.length }])
    expect((await store.read.selectFrom('quarantine').select('reason_code').orderBy('line').execute()).map(({ reason_code }) => reason_code)).toEqual(ASIDE.map(([, , code]) => code))

    const definition: MappingDefinition = {
      kind: 'ledger', zone: 'Asia/Shanghai', header: ['流水', '号码', '金额', '时间'],
      rules: { entry_id: { ...PLAIN_RULE, from: ['流水'] }, number: { ...PLAIN_RULE, from: ['号码'] }, type: { ...PLAIN_RULE, constant: 'refill' }, amount: { ...PLAIN_RULE, from: ['金额'] }, currency: { ...PLAIN_RULE, constant: 'CNY' }, at: { ...PLAIN_RULE, from: ['时间'] } },
    }
    expect(await saveMapping(testContext(store), { name: '账务', definition, isAutomatic: true, changes: null })).toMatchObject({ ok: true })
    const good = (id: string) => `${id},13800138000,5.00,2026-03-14 09:00:00`
    const mapped = await run(store, [inputOf('mapped.csv', ['流水,号码,金额,时间', good('E1'), LONG, good('E\x00'), 'E3,1', `${good('E4')},a,b`, '流水,号码,金额,时间', `"${good('E5')}`, good('E6'), ''].join('\n'))])
    expect(mapped.files).toMatchObject([{ format: 'mapping/1/1', rows: 7, accepted: 2, quarantined: 5, warnings: [{ code: 'headings_again', data: { count: 1 } }] }])
    expect((await store.read.selectFrom('quarantine').select('reason_code').where('kind', '=', 'ledger').orderBy('line').execute()).map(({ reason_code }) => reason_code)).toEqual(ASIDE.map(([, , code]) => code).filter((code) => code !== 'row_repeats_header'))
    expect(await count(store, 'ledger_entries')).toBe(2)
  })
})
