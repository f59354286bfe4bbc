import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { StoreDialect } from '../client.ts'

/**
 * Sets of values in one parameter, so that a statement has one text whatever the size of the set: `json_each(?)` on SQLite, arrays on
 * PostgreSQL.
 */
export type SetType = 'text' | 'bigint'

/** `column in (…)`. */
export function isOneOf(dialect: StoreDialect, column: string, values: readonly (string | number)[], type: SetType = 'text'): RawBuilder<SqlBool> {
  return dialect === 'sqlite'
    ? sql<SqlBool>`${sql.raw(column)} in (select value from json_each(${JSON.stringify(values)}))`
    : sql<SqlBool>`${sql.raw(column)} = any(${values}::${sql.raw(type)}[])`
}

/**
 * So many rows at most, for statements that run again and again. Where a limit is a parameter by itself, SQLite plans the statement anew each time it runs, to
 * make use of its value: that costs more than most of these statements do.
 */
export function capped(rows: number): RawBuilder<number> {
  return sql<number>`cast(${rows} as bigint)`
}

/** A row source `alias(c0, c1, …)` made of rows of equal length, for joins. */
export function rowsOf(dialect: StoreDialect, alias: string, types: readonly SetType[], rows: readonly (readonly (string | number | null)[])[]): RawBuilder<unknown> {
  if (dialect === 'sqlite') {
    const columns = types.map((_, i) => `value ->> ${i} as c${i}`).join(', ')
    return sql`(select ${sql.raw(columns)} from json_each(${JSON.stringify(rows)})) as ${sql.raw(alias)}`
  }
  const arrays = types.map((type, i) => sql`${rows.map((row) => row[i])}::${sql.raw(type)}[]`)
  return sql`unnest(${sql.join(arrays)}) as ${sql.raw(`${alias}(${types.map((_, i) => `c${i}`).join(', ')})`)}`
}
