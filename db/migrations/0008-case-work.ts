import type { Ddl } from './ddl.ts'

/** Work on cases: diary dates, hand-over, merging, teams, what each person has seen of the queue, second reviews, and shifts. */
export async function up({ table, index, uniqueIndex, appendOnly, run, dialect }: Ddl): Promise<void> {
  const whole = dialect === 'sqlite' ? 'integer' : 'bigint'
  const real = dialect === 'sqlite' ? 'real' : 'double precision'
  for (const column of [
    `queued_at ${whole} not null default 0`, `hand_to_staff ${whole}`, `hand_to_team ${whole}`, `merged_into ${whole}`, `part_count ${whole} not null default 0`,
    `parts_money_minor ${whole} not null default 0`, `parts_score ${real} not null default 0`,
  ])
    await run(`alter table cases add column ${column}`)
  // When the case last came before people, read off its events as the program does.
  await run(`update cases set queued_at = coalesce((select max(at) from case_events where case_events.case_id = cases.id
    and (type in ('opened', 'woken', 'reopened') or (type = 'flags_joined' and data like '%"isNews":true%'))), opened_at)`)
  await index('cases', 'queued_at, id', 'is_open = 1')
  for (const column of ['hand_to_staff', 'hand_to_team', 'merged_into']) await index('cases', column, `${column} is not null`)

  await table('teams', { id: 'id', name: 'text', created_at: 'int', closed_at: 'int?' })
  await uniqueIndex('teams', 'name')
  await table('team_members', { team_id: 'int', staff_id: 'int', since: 'int' }, {
    primaryKey: '(team_id, staff_id)', constraints: ['foreign key (team_id) references teams (id)', 'foreign key (staff_id) references staff (id)'],
  })
  await index('team_members', 'staff_id')

  await table('queue_marks', { staff_id: 'int', looked_at: 'int' }, { primaryKey: '(staff_id)', constraints: ['foreign key (staff_id) references staff (id)'] })

  // Blind second opinions on decisions drawn by hash. The second is never the first, and who settles is neither.
  await table('second_reviews', {
    id: 'id', case_id: 'int', decision_seq: 'int', first_id: 'int', first_outcome: 'text', first_reason: 'text?', flags: 'text', state: 'text', opens_at: 'int', second_id: 'int?',
    second_outcome: 'text?', second_reason: 'text?', second_note: 'text?', reviewed_at: 'int?', settled_by: 'int?', settled_outcome: 'text?', settled_note: 'text?', settled_at: 'int?',
    version: 'int',
  }, {
    constraints: [
      'foreign key (case_id) references cases (id)', 'foreign key (first_id) references staff (id)', 'foreign key (second_id) references staff (id)',
      'foreign key (settled_by) references staff (id)', 'check (second_id is null or second_id <> first_id)',
      'check (settled_by is null or (settled_by <> first_id and settled_by <> second_id))',
    ],
  })
  await uniqueIndex('second_reviews', 'case_id, decision_seq')
  await index('second_reviews', 'state, opens_at, id')
  await index('second_reviews', 'reviewed_at, id', 'reviewed_at is not null')
  await index('second_reviews', 'second_id, state', 'second_id is not null')

  // A shift ends when the one who leaves and the one who comes have both signed; never the same person.
  await table('shifts', {
    id: 'id', lead_out: 'int?', out_signed_at: 'int?', lead_in: 'int?', in_signed_at: 'int?', lines: 'text?', version: 'int', opened_at: 'int',
  }, {
    constraints: [
      'foreign key (lead_out) references staff (id)', 'foreign key (lead_in) references staff (id)', 'check (lead_in is null or lead_in <> lead_out)',
      'check (in_signed_at is null or out_signed_at is not null)',
    ],
  })
  await table('shift_acks', { shift_id: 'int', line: 'text', staff_id: 'int', at: 'int' }, {
    primaryKey: '(shift_id, line)', constraints: ['foreign key (shift_id) references shifts (id)', 'foreign key (staff_id) references staff (id)'],
  })
  await table('shift_notes', { id: 'id', shift_id: 'int', staff_id: 'int', text: 'text', at: 'int' }, {
    constraints: ['foreign key (shift_id) references shifts (id)', 'foreign key (staff_id) references staff (id)'],
  })
  await index('shift_notes', 'shift_id, id')
  await appendOnly('shift_notes')
}
