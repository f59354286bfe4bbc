import { sql } from 'kysely'
import { dialectOf, type Handle } from './client.ts'

/** A number that is another one after every change that anybody makes to the database; null where the database has none. For the reading connection. */
export async function changeMark(db: Handle): Promise<number | null> {
  if (dialectOf(db) !== 'sqlite') return null
  return (await sql<{ data_version: number }>`pragma data_version`.execute(db)).rows[0]?.data_version ?? null
}
