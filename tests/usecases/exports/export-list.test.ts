import { expect, test } from 'vitest'
import { LIST_EXPORT_ROWS_MAX } from '../../../app/domain/exports/list-export.ts'
import { listText } from '../../../app/usecases/exports/export-list.server.ts'
import { forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'

const PAGE = 10_000

forEachDialect('a list written down as a file', (open) => {
  /** The file of a list of so many rows. */
  async function fileOf(count: number) {
    const store = await open()
    const context = testContext(store, { now: TEST_NOW })
    const page = async (after: string | null) => {
      const from = Number(after ?? 0)
      const to = Math.min(count, from + PAGE)
      return { rows: Array.from({ length: to - from }, (_, index) => `row ${from + index}`), next: to < count ? String(to) : null }
    }
    let text = ''
    for await (const piece of listText<string>(context, { name: 'orders', columns: ['order', 'band'], page, cells: (row) => [row, '=1+1'] })) text += piece
    const event = await store.read.selectFrom('audit_events').select('after').where('action', '=', 'export.written').executeTakeFirstOrThrow()
    return { lines: text.trimEnd().split(/\r?\n/), after: JSON.parse(event.after ?? 'null') as unknown }
  }

  test('has every row up to the most a file takes, and no word about more', async () => {
    const { lines, after } = await fileOf(LIST_EXPORT_ROWS_MAX)
    expect(lines).toHaveLength(1 + LIST_EXPORT_ROWS_MAX)
    expect(lines.at(-1)).toMatch(/^row 49999,'=1\+1,topwarden /)
    expect(after).toMatchObject({ rows: LIST_EXPORT_ROWS_MAX, isCut: false })
  })

  test('says in its last line, and on record, that there are more rows than it holds', async () => {
    const { lines, after } = await fileOf(LIST_EXPORT_ROWS_MAX + 1)
    expect(lines).toHaveLength(2 + LIST_EXPORT_ROWS_MAX)
    expect(lines.at(-1)).toMatch(/^_cut_after_50000_rows,,topwarden /)
    expect(after).toMatchObject({ rows: LIST_EXPORT_ROWS_MAX, isCut: true })
  })
})
