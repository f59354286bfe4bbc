import { expect, test } from 'vitest'
import { proposeEntry } from '../../../app/usecases/lists/keep-lists.server.ts'
import { listOwnLists } from '../../../app/usecases/lists/list-own-lists.server.ts'
import { addStaff, forEachDialect, testContext } from '../../support/database.ts'

forEachDialect('the search of the lists', (open) => {
  test('S32: what LIKE reads as any sign is a sign like others, in each of the columns', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const reasons = { 'a.top': '100% fake', 'b.top': '1000 fakes', 'c.top': 'see the_file', 'd.top': 'see the file', 'e.top': 'share \\\\desk', 'f.top': 'share desk' }
    for (const [value, reason] of Object.entries(reasons)) expect(await proposeEntry(context, { list: 'blocked_hosts', value, owner: 'fraud desk', reason, expiresAt: null })).toMatchObject({ ok: true })
    const find = async (words: string) => {
      const view = await listOwnLists(context, { origin: 'staff', list: null, state: null, words, after: null, limit: 20 })
      return view.ok ? view.value.rows.map(({ shown }) => shown).sort() : view.refusal.code
    }
    expect(await find('100%')).toEqual(['a.top'])
    expect(await find('the_file')).toEqual(['c.top'])
    expect(await find('\\\\desk')).toEqual(['e.top'])
    expect(await find('%')).toEqual(['a.top'])
    expect(await find('_')).toEqual(['c.top'])
    expect(await find('\\')).toEqual(['e.top'])
    expect(await find('a_top')).toEqual([])
    expect(await find("'; drop table list_entries; --")).toEqual([])
    expect(await find('FAKE')).toEqual(['a.top', 'b.top'])
  })
})
