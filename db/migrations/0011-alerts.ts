import type { Ddl } from './ddl.ts'

/** Hours of what is watched, when feeds delivered, alerts with their rules and history, and leases for work that one process does for all. */
export async function up({ table, index, uniqueIndex, appendOnly, run }: Ddl): Promise<void> {
  await table('metric_hours', { metric: 'text', hour: 'int', subject: 'text', volume: 'int', hits: 'int', moved_at: 'int' }, { primaryKey: '(metric, hour, subject)' })
  await index('metric_hours', 'metric, moved_at')
  await table('feed_arrivals', { kind: 'text', source: 'text', at: 'int' }, { primaryKey: '(kind, source, at)' })

  await table('alert_rules', { code: 'text', definition: 'text', version: 'int', changed_at: 'int', changed_by: 'int?' }, { primaryKey: '(code)' })
  await table('alerts', {
    id: 'id', rule_code: 'text', rule_name: 'text', metric: 'text', subject: 'text', severity: 'text', state: 'text', is_open: 'bit', version: 'int', value: 'real', limit_value: 'real?',
    centre: 'real?', spread: 'real?', volume: 'int', window_from: 'int', window_to: 'int', data: 'text', raised_at: 'int', last_held_at: 'int', handled_by: 'int?', snoozed_until: 'int?',
    resolved_at: 'int?', told_at: 'int?', storm_id: 'int?',
  }, { constraints: ['foreign key (handled_by) references staff (id)'] })
  // Whoever looks and however often: a rule has one open alert for a subject.
  await uniqueIndex('alerts', 'rule_code, subject', 'is_open = 1')
  await index('alerts', 'raised_at desc, id')
  await index('alerts', 'state, raised_at desc, id')
  await index('alerts', 'rule_code, raised_at desc, id')
  await index('alerts', 'storm_id', 'storm_id is not null')
  await table('alert_events', { id: 'id', alert_id: 'int', type: 'text', data: 'text', staff_id: 'int?', at: 'int' }, {
    constraints: ['foreign key (alert_id) references alerts (id)', 'foreign key (staff_id) references staff (id)'],
  })
  await index('alert_events', 'alert_id, id')
  await appendOnly('alert_events')

  await table('leases', { name: 'text', holder: 'text', until: 'int', mark: 'text' }, { primaryKey: '(name)' })
  await index('orders', 'created_at', "status = 'unknown'")
  await index('cases', 'band, due_at', 'is_open = 1 and paused_at is null')

  // What was stored before is counted as it would have been.
  const hourOf = (column: string) => `(${column} / 3600000) * 3600000`
  await run(`insert into metric_hours (metric, hour, subject, volume, hits, moved_at)
    select 'flag_rate', ${hourOf('o.created_at')}, o.channel, count(*), sum(case when s.band is not null and s.band <> 'log' then 1 else 0 end), 0
    from orders o left join screenings s on s.kind = 'order' and s.record_row_id = o.id group by 2, 3`)
  await run(`insert into metric_hours (metric, hour, subject, volume, hits, moved_at)
    select 'rule_flags', ${hourOf('at')}, rule_id, count(*), count(*), 0 from flags where withdrawn_at is null group by 2, 3`)
  await run(`insert into metric_hours (metric, hour, subject, volume, hits, moved_at)
    select 'unmasks', ${hourOf('at')}, actor, count(*), count(*), 0 from audit_events where action = 'personal_data.unmasked' group by 2, 3`)
  await run(`insert into metric_hours (metric, hour, subject, volume, hits, moved_at)
    select 'refunds', ${hourOf('at')}, 'all', count(*), count(*), 0 from audit_events where action = 'refund.submitted' group by 2, 3`)
}
