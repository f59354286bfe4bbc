import type { Ddl } from './ddl.ts'

/** Events told to other systems, and the reconciliation board of a day as it was last worked out. */
export async function up(ddl: Ddl): Promise<void> {
  await webhooks(ddl)
  await board(ddl)
}

async function webhooks({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('webhook_subscribers', {
    id: 'id', name: 'text', url: 'text', types: 'text', created_at: 'int', created_by: 'int?', disabled_at: 'int?', disabled_why: 'text?', failing_since: 'int?', last_sent_at: 'int?',
  })
  // Signing needs the secret itself, so it is sealed, not hashed; it is shown once and never again.
  await table('webhook_secrets', { id: 'id', subscriber_id: 'int', sealed_secret: 'text', hint: 'text', created_at: 'int', expires_at: 'int?' }, {
    constraints: ['foreign key (subscriber_id) references webhook_subscribers (id)'],
  })
  await index('webhook_secrets', 'subscriber_id, id')
  await table('webhook_events', { id: 'id', event_id: 'text', type: 'text', object: 'text', data: 'text', at: 'int' })
  await uniqueIndex('webhook_events', 'event_id')
  await index('webhook_events', 'at, id')
  await table('webhook_deliveries', {
    id: 'id', event_row_id: 'int', subscriber_id: 'int', state: 'text', attempts: 'int', replays: 'int', next_at: 'int', locked_until: 'int?', response_status: 'int?', error: 'text?',
    created_at: 'int', settled_at: 'int?',
  }, { constraints: ['foreign key (event_row_id) references webhook_events (id)', 'foreign key (subscriber_id) references webhook_subscribers (id)'] })
  // One event goes to one subscriber once, however often it is tried.
  await uniqueIndex('webhook_deliveries', 'event_row_id, subscriber_id')
  await index('webhook_deliveries', 'subscriber_id, next_at, id', "state in ('waiting', 'sending')")
  await index('webhook_deliveries', 'state, id')
  await index('webhook_deliveries', 'subscriber_id, id')
}

async function board({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('board_runs', { id: 'id', day: 'text', state: 'text', basis: 'text', orders: 'int', ledger_rows: 'int', began_at: 'int', ended_at: 'int?' })
  await index('board_runs', 'day, id')
  await table('board_lines', {
    run_id: 'int', channel: 'text', currency: 'text', class: 'text', orders: 'int', expected_minor: 'int', received_minor: 'int', refunded_minor: 'int', sold_minor: 'int', credited_minor: 'int',
  }, { primaryKey: '(run_id, channel, currency, class)' })
  // In the order in which they are listed: the gravest class first.
  await table('board_rows', {
    run_id: 'int', rank: 'int', channel: 'text', currency: 'text', order_row_id: 'int', received_minor: 'int', refunded_minor: 'int', credited_minor: 'int',
  }, { primaryKey: '(run_id, rank, channel, currency, order_row_id)' })
  await table('board_balances', {
    run_id: 'int', currency: 'text', accounts: 'int', entries: 'int', opening_minor: 'int', credits_minor: 'int', debits_minor: 'int', closing_minor: 'int', refills_minor: 'int', broken: 'int',
  }, { primaryKey: '(run_id, currency)' })
  // Accounts whose balances do not add up.
  await table('board_accounts', {
    run_id: 'int', currency: 'text', account: 'text', entries: 'int', opening_minor: 'int', credits_minor: 'int', debits_minor: 'int', closing_minor: 'int', gap_minor: 'int', breaks: 'int',
  }, { primaryKey: '(run_id, currency, account)' })
  // Rows of statements and of the ledger that belong to no order.
  await table('board_strays', { run_id: 'int', side: 'text', row_id: 'int', source: 'text', currency: 'text', amount_minor: 'int', at: 'int' }, { primaryKey: '(run_id, side, row_id)' })
  // What two people have said an order is settled by. A row of a statement settles one order, whoever asks.
  await table('forced_matches', { order_row_id: 'int', action_id: 'int', receipt_row_id: 'int?', at: 'int' }, { primaryKey: '(order_row_id)' })
  await uniqueIndex('forced_matches', 'receipt_row_id', 'receipt_row_id is not null')
}
