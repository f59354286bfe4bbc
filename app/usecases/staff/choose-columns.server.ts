import { getViewPreferences, saveViewPreferences } from '../../../db/queries/view-preferences.ts'
import type { UseCaseContext } from '../context.ts'

/** Columns of a table as the person chose them; null while they never did. */
export async function chosenColumns({ store, actor }: UseCaseContext, table: string): Promise<readonly string[] | null> {
  if (actor.staffId === null) return null
  const { columns } = await getViewPreferences(store.read, actor.staffId)
  return Object.hasOwn(columns, table) ? (columns[table] ?? null) : null
}

/** Remembers which columns a person sees in a table; null goes back to the default. It grants nothing, so it is not put on record. */
export async function chooseColumns(
  { store }: UseCaseContext, staffId: number, table: string, chosen: readonly string[] | null,
): Promise<void> {
  await store.write(async (tx) => {
    const before = await getViewPreferences(tx, staffId)
    const columns = new Map(Object.entries(before.columns))
    if (chosen === null) columns.delete(table)
    else columns.set(table, chosen)
    await saveViewPreferences(tx, staffId, { ...before, columns: Object.fromEntries(columns) })
  })
}
