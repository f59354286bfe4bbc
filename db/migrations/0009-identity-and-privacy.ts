import type { Ddl } from './ddl.ts'

/** The second factor of staff (S59), and what remains of personal data that was erased (S75). */
export async function up({ table, index, uniqueIndex, appendOnly, run, dialect }: Ddl): Promise<void> {
  const int = dialect === 'sqlite' ? 'integer' : 'bigint'
  for (const column of [`factor_since ${int}`, `factor_last_step ${int} not null default 0`, `factor_asked_at ${int}`]) await run(`alter table staff add column ${column}`)
  await table('recovery_codes', { id: 'id', staff_id: 'int', code_hash: 'text', made_at: 'int', used_at: 'int?' }, { constraints: ['foreign key (staff_id) references staff (id)'] })
  await uniqueIndex('recovery_codes', 'staff_id, code_hash')

  await table('tombstones', {
    id: 'id', kind: 'text', record_key: 'text', class: 'text', content_hash: 'text', cause: 'text', action_id: 'int?', erased_at: 'int',
  }, { constraints: ['foreign key (action_id) references staff_actions (id)'] })
  await uniqueIndex('tombstones', 'kind, record_key, class, content_hash')
  await index('tombstones', 'erased_at, id')
  await appendOnly('tombstones')
  // Who looked at personal data: the access log reads these alone, and repeats the predicate word by word.
  const looks = "action in ('personal_data.unmasked', 'subscriber.viewed', 'subscriber.searched', 'evidence.viewed', 'evidence.packed', 'quarantine.opened', 'export.written')"
  await index('audit_events', 'at, seq', looks)
  await index('audit_events', 'actor, at, seq', looks)
  await table('retention_states', { class: 'text', done_until: 'int', seen_id: 'int', ran_at: 'int' }, { primaryKey: '(class)' })
  await table('retention_runs', { id: 'id', started_at: 'int', finished_at: 'int?', report: 'text' })

  // What happened stays as it happened. The personal values beside it may go, if a tombstone was put up for them before.
  const isErasure = (same: string) =>
    ['action_id', 'seq', 'type', 'data', 'staff_id', 'at'].map((column) => `new.${column} ${same} old.${column}`).join(' and ') +
    ` and exists (select 1 from tombstones where kind = 'action_event' and record_key = old.action_id || ':' || old.seq)`
  if (dialect === 'sqlite') {
    await run('drop trigger action_events_no_update')
    await run(`create trigger action_events_no_update before update on action_events when not (${isErasure('is')}) begin select raise(abort, 'action_events is append-only'); end`)
    return
  }
  await run('drop trigger action_events_no_change on action_events')
  await run(
    `create function refuse_event_change() returns trigger language plpgsql as $$ begin
      if ${isErasure('is not distinct from')} then return new; end if;
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end $$`,
  )
  await run('create trigger action_events_no_update before update on action_events for each row execute function refuse_event_change()')
  await run('create trigger action_events_no_delete before delete on action_events for each row execute function refuse_change()')
}
