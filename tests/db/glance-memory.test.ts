import { expect, test } from 'vitest'
import { exampleOrder } from '../../app/domain/signals/facts-builder.ts'
import { glanceOf } from '../../app/domain/signals/groups.ts'
import { writeBeside } from '../../app/usecases/screening/write-beside.server.ts'
import { openStore, type Store } from '../../db/client.ts'
import { GlanceMemory } from '../../db/queries/glance-memory.ts'
import { forEachDialect, TEST_NOW } from '../support/database.ts'

const GLANCE = glanceOf(exampleOrder())
const put = (store: Store, key: string) => store.write((tx) => tx.insertInto('settings').values({ key, value: '1', version: 1, changed_at: TEST_NOW, changed_by: null }).execute())

forEachDialect('neighbours known from earlier batches', (open, dialect) => {
  const known = async (): Promise<{ readonly store: Store; readonly memory: GlanceMemory; readonly isKnown: () => boolean }> => {
    const store = await open()
    const memory = new GlanceMemory(store)
    memory.refresh()
    memory.keep(new Map([[1, GLANCE]]))
    return { store, memory, isKnown: () => memory.get(1) !== undefined }
  }

  test('stay known while nobody writes, and through writes that change no order', async () => {
    const { store, memory, isKnown } = await known()
    memory.refresh()
    expect(isKnown()).toBe(dialect === 'sqlite')
    await writeBeside(store, memory, (tx) => tx.insertInto('settings').values({ key: 'a', value: '1', version: 1, changed_at: TEST_NOW, changed_by: null }).execute())
    memory.refresh()
    expect(isKnown()).toBe(dialect === 'sqlite')
  })

  test('are forgotten when the same store writes anything else', async () => {
    const { store, memory, isKnown } = await known()
    await put(store, 'a')
    memory.refresh()
    expect(isKnown()).toBe(false)
  })

  test('are forgotten when another process writes, before and between', async () => {
    const { store, memory, isKnown } = await known()
    const other = await openStore({ url: store.url, role: 'worker' })
    try {
      await put(other, 'a')
      await writeBeside(store, memory, async () => expect(isKnown()).toBe(false))
      memory.keep(new Map([[1, GLANCE]]))
      await put(other, 'b')
      memory.refresh()
      expect(isKnown()).toBe(false)
    } finally {
      await other.close()
    }
  })

  test('are forgotten when the write fails: its rows are gone, and their numbers are given again', async () => {
    const { store, memory, isKnown } = await known()
    await expect(writeBeside(store, memory, async () => {
      memory.keep(new Map([[2, GLANCE]]))
      throw new Error('half-way')
    })).rejects.toThrow('half-way')
    memory.refresh()
    expect([isKnown(), memory.get(2)]).toEqual([false, undefined])
  })

  test('are forgotten one by one when another version of them is stored', async () => {
    const { memory, isKnown } = await known()
    memory.forget([1])
    expect(isKnown()).toBe(false)
  })
})
