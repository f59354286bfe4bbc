import type { Ddl } from './ddl.ts'

/** Staff actions with their events, the journal, what stands against each order's money, and the policy they follow. */
export async function up({ table, index, uniqueIndex, appendOnly }: Ddl): Promise<void> {
  await table('staff_actions', {
    id: 'id', kind: 'text', variant: 'text', subject_key: 'text', order_row_id: 'int?', case_id: 'int?', parent_id: 'int?', party_hash: 'text?', status: 'text', is_open: 'bit',
    version: 'int', maker_id: 'int?', checker_id: 'int?', amount_minor: 'int?', currency: 'text?', reason_code: 'text?', reference: 'text?', due_at: 'int?', act_at: 'int?',
    opened_at: 'int', changed_at: 'int',
  }, {
    constraints: [
      'foreign key (maker_id) references staff (id)', 'foreign key (checker_id) references staff (id)', 'foreign key (parent_id) references staff_actions (id)',
      // The maker can never be the checker (S6), whatever the code above forgets.
      'check (checker_id is null or checker_id <> maker_id)',
    ],
  })
  await index('staff_actions', 'kind, id')
  await index('staff_actions', 'kind, status, id')
  await index('staff_actions', 'kind, act_at', 'act_at is not null')
  await index('staff_actions', 'subject_key, id')
  for (const column of ['order_row_id', 'case_id', 'parent_id']) await index('staff_actions', column, `${column} is not null`)
  await index('staff_actions', 'party_hash, opened_at', 'party_hash is not null')
  await index('staff_actions', 'maker_id, opened_at', 'maker_id is not null')
  await uniqueIndex('staff_actions', 'reference', 'reference is not null')

  await table('action_events', { action_id: 'int', seq: 'int', type: 'text', data: 'text', sealed_data: 'text?', staff_id: 'int?', at: 'int' }, {
    primaryKey: '(action_id, seq)', constraints: ['foreign key (action_id) references staff_actions (id)'],
  })
  await appendOnly('action_events')

  // Kept for ever (S4): the key of a request that moved money, what it asked for, and what it was answered.
  await table('action_keys', { key: 'text', content_hash: 'text', staff_id: 'int?', action_id: 'int', answer: 'text', at: 'int' }, { primaryKey: '(key)' })
  await appendOnly('action_keys')

  // A posting moves an amount from one account to another and so cannot be unbalanced (S3).
  await table('journal_entries', { id: 'id', action_id: 'int', event_seq: 'int', order_row_id: 'int?', at: 'int' }, {
    constraints: ['foreign key (action_id, event_seq) references action_events (action_id, seq)'],
  })
  await uniqueIndex('journal_entries', 'action_id, event_seq')
  await index('journal_entries', 'order_row_id', 'order_row_id is not null')
  await table('postings', { entry_id: 'int', line: 'int', source: 'text', destination: 'text', amount_minor: 'int', currency: 'text' }, {
    primaryKey: '(entry_id, line)',
    constraints: ['foreign key (entry_id) references journal_entries (id)', 'check (amount_minor > 0)', 'check (source <> destination)'],
  })
  for (const name of ['journal_entries', 'postings']) await appendOnly(name)

  // The ceiling of DOMAIN 4.6, held by the database: what is pending or done never exceeds what was paid (S2).
  await table('order_money', {
    order_row_id: 'int', currency: 'text', paid_minor: 'int', pending_minor: 'int', done_minor: 'int', goodwill_minor: 'int', goodwill_cap_minor: 'int',
  }, {
    primaryKey: '(order_row_id)',
    constraints: [
      'foreign key (order_row_id) references orders (id)', 'check (paid_minor >= 0)', 'check (pending_minor >= 0)', 'check (done_minor >= 0)', 'check (goodwill_minor >= 0)',
      'check (pending_minor + done_minor <= paid_minor)', 'check (goodwill_minor <= goodwill_cap_minor)',
    ],
  })
  await table('order_roads', { order_row_id: 'int', road: 'text', pending_minor: 'int', done_minor: 'int' }, {
    primaryKey: '(order_row_id, road)', constraints: ['foreign key (order_row_id) references order_money (order_row_id)', 'check (pending_minor >= 0)', 'check (done_minor >= 0)'],
  })

  // Counts with a most that the database holds, such as an agent's reversals in a month.
  await table('quotas', { name: 'text', period: 'text', used: 'int', most: 'int' }, { primaryKey: '(name, period)', constraints: ['check (used >= 0)', 'check (used <= most)'] })

  await table('policies', { id: 'id', name: 'text', value: 'text', effective_from: 'int', action_id: 'int', at: 'int' }, {
    constraints: ['foreign key (action_id) references staff_actions (id)'],
  })
  await uniqueIndex('policies', 'action_id')
  await index('policies', 'effective_from, id')
  await appendOnly('policies')
}
