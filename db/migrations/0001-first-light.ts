import type { ColumnKind, Ddl } from './ddl.ts'

const ARRIVAL: Readonly<Record<string, ColumnKind>> = {
  version: 'int', content_hash: 'text', import_file_id: 'int?', line: 'int?', learned_at: 'int', utc_offset_min: 'int', extra: 'text?',
}

/** Every table of the first release. Indexes stand where a page, a join of reconciliation, or a detector's window needs them. */
export async function up(ddl: Ddl): Promise<void> {
  await staff(ddl)
  await intake(ddl)
  await records(ddl)
  await screening(ddl)
  await cases(ddl)
  await summaries(ddl)
  await audit(ddl)
}

async function staff({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('staff', {
    id: 'id', email: 'text', name: 'text', role: 'text', password_hash: 'text?', must_change_password: 'bit', one_time_expires_at: 'int?', locale: 'text',
    theme: 'text', preferences: 'text', sealed_totp_seed: 'text?', disabled_at: 'int?', created_at: 'int', version: 'int',
  })
  await uniqueIndex('staff', 'email')
  await table('sessions', {
    id: 'text', staff_id: 'int', started_at: 'int', expires_at: 'int', last_seen_at: 'int', authenticated_at: 'int', ip: 'text?', user_agent: 'text?',
  }, { primaryKey: '(id)', constraints: ['foreign key (staff_id) references staff (id)'] })
  await index('sessions', 'staff_id')
  await index('sessions', 'expires_at')
  // What members of staff stand near to (S68): their own and their kin's numbers, subscribers, payer accounts, and the name feeds know them by.
  await table('staff_interests', { staff_id: 'int', kind: 'text', value_hash: 'text', relation: 'text', declared_at: 'int' }, {
    primaryKey: '(staff_id, kind, value_hash)', constraints: ['foreign key (staff_id) references staff (id)'],
  })
  await table('sign_in_attempts', { key: 'text', failures: 'int', first_at: 'int', blocked_until: 'int?' }, { primaryKey: '(key)' })
  await table('settings', { key: 'text', value: 'text', version: 'int', changed_at: 'int', changed_by: 'int?' }, { primaryKey: '(key)' })
}

async function intake({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('imports', {
    id: 'id', started_at: 'int', finished_at: 'int?', staff_id: 'int?', origin: 'text', state: 'text', error_code: 'text?', error_data: 'text?', preview: 'text?', job_id: 'int?',
  })
  await table('import_files', {
    id: 'id', import_id: 'int', name: 'text', kind: 'text', format: 'text', encoding: 'text', content_hash: 'text', bytes_total: 'int', bytes_read: 'int',
    rows: 'int', accepted: 'int', unchanged: 'int', new_versions: 'int', quarantined: 'int', warnings: 'text', state: 'text',
  }, { constraints: ['foreign key (import_id) references imports (id)'] })
  await index('import_files', 'import_id')
  await index('import_files', 'content_hash')
  await table('quarantine', {
    id: 'id', import_file_id: 'int', kind: 'text', line: 'int', field: 'text?', reason_code: 'text', reason_data: 'text', sealed_raw: 'text', sealed_cells: 'text?', state: 'text',
    settled_at: 'int?', settled_by: 'int?',
  }, { constraints: ['foreign key (import_file_id) references import_files (id)'] })
  await uniqueIndex('quarantine', 'import_file_id, line')
  await index('quarantine', 'state, id')
  await table('jobs', {
    id: 'id', type: 'text', payload: 'text', state: 'text', progress: 'text', attempts: 'int', run_after: 'int', locked_until: 'int?', error: 'text?',
    created_at: 'int', finished_at: 'int?',
  })
  await index('jobs', 'state, run_after, id')
}

async function records({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('orders', {
    id: 'id', source: 'text', order_id: 'text', channel: 'text', partner_id: 'text?', merchant_order_no: 'text?', product: 'text', target_number_raw: 'text',
    target_number: 'text?', target_kind: 'text', confirm_number_raw: 'text?', confirm_number: 'text?', subscriber_id: 'text?', face_minor: 'int', paid_minor: 'int',
    fee_minor: 'int?', currency: 'text', payment_method: 'text', channel_trade_no: 'text?', payer_account: 'text?', payer_name: 'text?', card_bin_last4: 'text?',
    device_id: 'text?', ip: 'text?', user_agent: 'text?', agent_id: 'text?', terminal_id: 'text?', voucher_serial: 'text?', speed: 'text?', campaign_id: 'text?',
    sms_text: 'text?', remark: 'text?', referrer_url: 'text?', created_at: 'int', paid_at: 'int?', delivered_at: 'int?', status: 'text', status_raw: 'text',
    operator_txn_id: 'text?', ...ARRIVAL,
  })
  await uniqueIndex('orders', 'order_id, source')
  await index('orders', 'created_at, id')
  for (const column of ['merchant_order_no', 'channel_trade_no', 'operator_txn_id', 'voucher_serial']) await index('orders', column, `${column} is not null`)
  for (const column of ['payer_account', 'device_id', 'target_number', 'agent_id', 'ip', 'subscriber_id'])
    await index('orders', `${column}, created_at`, `${column} is not null`)

  await table('receipts', {
    id: 'id', source: 'text', receipt_id: 'text', trust: 'text', receipt_kind: 'text', order_id: 'text?', merchant_order_no: 'text?', channel_trade_no: 'text?',
    refund_no: 'text?', number_raw: 'text?', number: 'text?', amount_minor: 'int', fee_minor: 'int?', currency: 'text', payer_account: 'text?', payee: 'text?',
    occurred_at: 'int', status_raw: 'text', text: 'text?', file_hash: 'text?', ...ARRIVAL,
  })
  await uniqueIndex('receipts', 'receipt_id, source')
  await index('receipts', 'occurred_at, id')
  for (const column of ['order_id', 'merchant_order_no', 'channel_trade_no', 'file_hash']) await index('receipts', column, `${column} is not null`)
  await index('receipts', 'number, occurred_at', 'number is not null')

  await table('ledger_entries', {
    id: 'id', entry_id: 'text', number_raw: 'text', number: 'text?', type: 'text', amount_minor: 'int', currency: 'text', balance_before_minor: 'int?',
    balance_after_minor: 'int?', voucher_serial: 'text?', operator_txn_id: 'text?', response_code: 'text?', at: 'int', ...ARRIVAL,
  })
  await uniqueIndex('ledger_entries', 'entry_id')
  await index('ledger_entries', 'at, id')
  for (const column of ['operator_txn_id', 'voucher_serial']) await index('ledger_entries', column, `${column} is not null`)
  await index('ledger_entries', 'number, at', 'number is not null')

  await table('subscribers', {
    id: 'id', subscriber_id: 'text', sealed_name: 'text', sealed_contact_phone: 'text?', contact_phone_hash: 'text?', sealed_email: 'text?', email_hash: 'text?',
    sealed_address: 'text?', language: 'text?', id_doc_type: 'text?', id_doc_last4: 'text?', status: 'text', opened_at: 'int?', sim_changed_at: 'int?', ...ARRIVAL,
  })
  await uniqueIndex('subscribers', 'subscriber_id')
  for (const column of ['contact_phone_hash', 'email_hash']) await index('subscribers', column, `${column} is not null`)
  await table('subscriber_numbers', { number: 'text', subscriber_id: 'text' }, { primaryKey: '(number, subscriber_id)' })
  await index('subscriber_numbers', 'subscriber_id')

  await table('messages', {
    id: 'id', message_id: 'text', direction: 'text', channel: 'text', subscriber_id: 'text?', number_raw: 'text?', number: 'text?', order_id: 'text?', text: 'text',
    at: 'int', ...ARRIVAL,
  })
  await uniqueIndex('messages', 'message_id')
  await index('messages', 'at, id')
  await index('messages', 'order_id', 'order_id is not null')
  for (const column of ['subscriber_id', 'number']) await index('messages', `${column}, at`, `${column} is not null`)

  await table('profile_changes', {
    id: 'id', change_id: 'text', subscriber_id: 'text', field: 'text', sealed_old_value: 'text?', old_value_hash: 'text?', sealed_new_value: 'text?',
    new_value_hash: 'text?', channel: 'text', staff_id: 'text?', verification: 'text?', at: 'int', ...ARRIVAL,
  })
  await uniqueIndex('profile_changes', 'change_id')
  await index('profile_changes', 'subscriber_id, at')
  await index('profile_changes', 'at, id')
  await index('profile_changes', 'new_value_hash, at', 'new_value_hash is not null')

  await table('record_versions', { kind: 'text', record_row_id: 'int', version: 'int', sealed_content: 'text', learned_at: 'int', replaced_at: 'int' }, {
    primaryKey: '(kind, record_row_id, version)',
  })
  await table('record_tokens', { token: 'text', kind: 'text', record_row_id: 'int', at: 'int', party: 'text' }, { primaryKey: '(token, at, kind, record_row_id)' })
  await index('record_tokens', 'kind, record_row_id')
}

async function screening({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('screening_queue', { kind: 'text', record_row_id: 'int', cause: 'text', queued_at: 'int' }, { primaryKey: '(kind, record_row_id)' })
  await table('screenings', {
    kind: 'text', record_row_id: 'int', score: 'real', band: 'text', rules_version: 'text', screened_at: 'int', recheck_after: 'int?',
  }, { primaryKey: '(kind, record_row_id)' })
  await index('screenings', 'recheck_after', 'recheck_after is not null')
  await table('cases', {
    id: 'id', subject_key: 'text', order_row_id: 'int?', order_id: 'text?', state: 'text', is_open: 'bit', version: 'int', band: 'text', severity: 'text', score: 'real',
    family: 'text', reasons: 'text', flag_count: 'int', channel: 'text?', target_number: 'text?', money_minor: 'int', currency: 'text', at: 'int', opened_at: 'int',
    due_at: 'int', paused_at: 'int?', wake_at: 'int?', rank: 'int', rank_parts: 'text', assignee_id: 'int?', lease_until: 'int?', disposition: 'text?',
    reason_code: 'text?', decided_at: 'int?', decided_by: 'int?',
  }, { constraints: ['foreign key (assignee_id) references staff (id)', 'foreign key (decided_by) references staff (id)'] })
  await table('flags', {
    id: 'id', kind: 'text', record_row_id: 'int', record_source: 'text', record_id: 'text', order_row_id: 'int?', order_id: 'text?', case_id: 'int?', flag: 'text',
    family: 'text', rule_id: 'text', rule_version: 'int', severity: 'text', weight: 'real', score: 'real', band: 'text', evidence: 'text', at: 'int', raised_at: 'int',
    withdrawn_at: 'int?',
  }, { constraints: ['foreign key (case_id) references cases (id)'] })
  await uniqueIndex('flags', 'kind, record_row_id, rule_id', 'withdrawn_at is null')
  await index('flags', 'case_id', 'case_id is not null')
  await index('flags', 'order_row_id', 'order_row_id is not null')
  await index('flags', 'at, id')
  await index('flags', 'rule_id, at')
}

async function cases({ table, index, uniqueIndex, appendOnly, run, dialect }: Ddl): Promise<void> {
  await uniqueIndex('cases', 'subject_key')
  for (const columns of ['rank desc, id', 'at desc, id', 'opened_at, id', 'due_at, id', 'money_minor desc, id', 'band, rank desc, id'])
    await index('cases', columns, 'is_open = 1')
  await index('cases', 'assignee_id, rank desc, id', 'is_open = 1')
  await index('cases', 'order_row_id', 'order_row_id is not null')
  await index('cases', 'target_number', 'target_number is not null')
  await index('cases', 'decided_at, id', 'decided_at is not null')
  await index('cases', 'state, id')
  await index('cases', 'wake_at', 'wake_at is not null')
  await table('case_families', { case_id: 'int', family: 'text' }, {
    primaryKey: '(case_id, family)', constraints: ['foreign key (case_id) references cases (id)'],
  })
  await table('case_events', { case_id: 'int', seq: 'int', type: 'text', data: 'text', staff_id: 'int?', at: 'int' }, {
    primaryKey: '(case_id, seq)', constraints: ['foreign key (case_id) references cases (id)', 'foreign key (staff_id) references staff (id)'],
  })
  await index('case_events', 'staff_id, at', 'staff_id is not null')
  await appendOnly('case_events')
  // Terms of the queue's text filter, parted by spaces; made by `app/domain/text/search-terms.ts`, so both databases find the same.
  if (dialect === 'sqlite') {
    await run(`create virtual table case_search using fts5 (terms, content='', contentless_delete=1, detail='none', tokenize='unicode61 remove_diacritics 0')`)
  } else {
    await run(`create table case_search (rowid bigint primary key, terms text not null)`)
    await run(`create index case_search_terms on case_search using gin (string_to_array(terms, ' '))`)
  }
  await table('approvals', {
    id: 'id', kind: 'text', object: 'text', payload: 'text', payload_hash: 'text', state: 'text', maker_id: 'int', reason: 'text', requested_at: 'int',
    expires_at: 'int', checker_id: 'int?', settled_at: 'int?', settled_reason: 'text?', version: 'int',
  }, {
    constraints: [
      'foreign key (maker_id) references staff (id)', 'foreign key (checker_id) references staff (id)',
      // The maker can never be the checker (S6), whatever the code above forgets.
      'check (checker_id is null or checker_id <> maker_id or state = \'withdrawn\')',
    ],
  })
  await index('approvals', 'state, id')
}

async function summaries({ table }: Ddl): Promise<void> {
  await table('daily_orders', {
    day: 'text', channel: 'text', currency: 'text', orders: 'int', paid_minor: 'int', flagged: 'int', flagged_minor: 'int',
  }, { primaryKey: '(day, channel, currency)' })
  await table('daily_flags', { day: 'text', family: 'text', rule_id: 'text', channel: 'text', band: 'text', flags: 'int' }, {
    primaryKey: '(day, family, rule_id, channel, band)',
  })
  await table('feed_states', { kind: 'text', source: 'text', rows: 'int', quarantined: 'int', newest_at: 'int?', last_import_at: 'int?' }, {
    primaryKey: '(kind, source)',
  })
}

async function audit({ table, index, appendOnly }: Ddl): Promise<void> {
  await table('audit_events', {
    seq: 'int', at: 'int', actor: 'text', actor_role: 'text?', action: 'text', object: 'text', before: 'text?', after: 'text?', reason: 'text?', ip: 'text?',
    request_id: 'text?', prev_hash: 'text', hash: 'text',
  }, { primaryKey: '(seq)' })
  await index('audit_events', 'at, seq')
  await index('audit_events', 'actor, seq')
  await index('audit_events', 'actor, action, at')
  await index('audit_events', 'action, seq')
  await index('audit_events', 'object, seq')
  await appendOnly('audit_events')
  await table('audit_head', { id: 'int', seq: 'int', hash: 'text', mac: 'text' }, { primaryKey: '(id)', constraints: ['check (id = 1)'] })
}
