import { sql } from 'kysely'
import type { Store } from '../../db/client.ts'

/** Where a write stands still: at a row of `table` for which `when` (SQL over `new`) holds. */
export interface StallPoint {
  readonly table: string
  readonly event: 'insert' | 'update' | 'delete'
  readonly when: string
}

/**
 * Makes the database itself hold a write for ever at one row, in the middle of its transaction, so that a process can be killed there whatever
 * the speed of the machine. Call what it answers with when the process is gone.
 */
export async function stallWrites(store: Store, { table, event, when }: StallPoint): Promise<() => Promise<void>> {
  if (store.dialect === 'sqlite') {
    await store.writeSync((sqlite) => sqlite.exec(`
      create view stall_numbers as with recursive numbers (n) as (values (1) union all select n + 1 from numbers) select n from numbers;
      create trigger stall before ${event} on ${table} when ${when} begin select count(*) from stall_numbers; end;
    `))
    return () => store.writeSync((sqlite) => void sqlite.exec('drop trigger stall; drop view stall_numbers;'))
  }
  await store.write(async (tx) => {
    await sql`create function stall() returns trigger language plpgsql as $$ begin perform pg_sleep(600); return new; end $$`.execute(tx)
    await sql`create trigger stall before ${sql.raw(event)} on ${sql.table(table)} for each row when (${sql.raw(when)}) execute function stall()`.execute(tx)
  })
  return async () => {
    // The server notices late that a sleeping session's client is gone.
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`.execute(store.read)
    for (const { pid } of rows) await sql`select pg_terminate_backend(${pid}::int, 5000)`.execute(store.read)
    await store.write(async (tx) => {
      await sql`drop trigger stall on ${sql.table(table)}`.execute(tx)
      await sql`drop function stall()`.execute(tx)
    })
  }
}
