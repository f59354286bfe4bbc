import type { Ddl } from './ddl.ts'

const TABLES = [
  { table: 'case_events', owner: 'case_id', dropped: 'case_events_no_change', emptied: [['data', 'case_note']] },
  { table: 'action_events', owner: 'action_id', dropped: 'action_events_no_update', emptied: [['data', 'action_note'], ['sealed_data', 'action_event']] },
] as const

/** What staff wrote about somebody may go at that person's request (S75): the words of an event, where a tombstone was put up for them before. What happened, who did it and when stays. */
export async function up({ run, dialect }: Ddl): Promise<void> {
  for (const { table, owner, dropped, emptied } of TABLES) {
    const same = dialect === 'sqlite' ? 'is' : 'is not distinct from'
    const stone = (kind: string) => `exists (select 1 from tombstones where kind = '${kind}' and record_key = old.${owner} || ':' || old.seq)`
    const isErasure = [
      ...[owner, 'seq', 'type', 'staff_id', 'at'].map((column) => `new.${column} ${same} old.${column}`),
      ...emptied.map(([column, kind]) => `(new.${column} ${same} old.${column} or ${stone(kind)})`),
    ].join(' and ')
    if (dialect === 'sqlite') {
      await run(`drop trigger ${table}_no_update`)
      await run(`create trigger ${table}_no_update before update on ${table} when not (${isErasure}) begin select raise(abort, '${table} is append-only'); end`)
      continue
    }
    await run(
      `create function refuse_${table}_change() returns trigger language plpgsql as $$ begin
        if ${isErasure} then return new; end if;
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$`,
    )
    await run(`drop trigger ${dropped} on ${table}`)
    await run(`create trigger ${table}_no_update before update on ${table} for each row execute function refuse_${table}_change()`)
    if (table === 'case_events') await run('create trigger case_events_no_delete before delete on case_events for each row execute function refuse_change()')
  }
  if (dialect === 'postgres') await run('drop function refuse_event_change()')
}
