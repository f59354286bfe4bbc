import type { Handle, Tx } from '../client.ts'

/** How a person likes the pages: for each table the names of the columns shown, in no order. Nothing personal (S73). */
export interface ViewPreferences {
  readonly columns: Readonly<Record<string, readonly string[]>>
}

const NONE: ViewPreferences = { columns: {} }

export async function getViewPreferences(db: Handle, staffId: number): Promise<ViewPreferences> {
  const row = await db.selectFrom('staff').select('preferences').where('id', '=', staffId).executeTakeFirst()
  return row ? { ...NONE, ...(JSON.parse(row.preferences) as Partial<ViewPreferences>) } : NONE
}

export async function saveViewPreferences(tx: Tx, staffId: number, preferences: ViewPreferences): Promise<void> {
  await tx.updateTable('staff').set({ preferences: JSON.stringify(preferences) }).where('id', '=', staffId).execute()
}
