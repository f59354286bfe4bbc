import { sql, type RawBuilder } from 'kysely'
import { queryTerms, searchTerms } from '../../app/domain/text/search-terms.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'

/** The only place that knows how each database finds cases by text: FTS5 on SQLite, an array index on PostgreSQL (trap 19). */

/** Makes a case findable by these texts and no others. */
export async function indexCase(tx: Tx, caseId: number, texts: readonly (string | null)[]): Promise<void> {
  const terms = searchTerms(texts).join(' ')
  if (dialectOf(tx) === 'postgres') {
    await sql`insert into case_search (rowid, terms) values (${caseId}, ${terms}) on conflict (rowid) do update set terms = excluded.terms`.execute(tx)
    return
  }
  await sql`insert or replace into case_search (rowid, terms) values (${caseId}, ${terms})`.execute(tx)
}

/** A condition on a case id that holds where every term of the query is found; null when the query has nothing to search by. */
export function caseMatches(db: Handle, caseIdColumn: string, query: string): RawBuilder<boolean> | null {
  const terms = queryTerms(query)
  if (terms.length === 0) return null
  const column = sql.ref(caseIdColumn)
  if (dialectOf(db) === 'postgres') return sql<boolean>`${column} in (select rowid from case_search where string_to_array(terms, ' ') @> ${[...terms]}::text[])`
  // Terms are letters and digits only; the quotes keep FTS5 from reading AND, OR and NOT as words of its own.
  const match = terms.map((term) => `"${term}"`).join(' ')
  return sql<boolean>`${column} in (select rowid from case_search where case_search match ${match})`
}
