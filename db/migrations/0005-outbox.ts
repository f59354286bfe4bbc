import type { Ddl } from './ddl.ts'

/** Notices to customers, the codes in them, and what is known of contacts and of persons who are one. */
export async function up({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('notices', {
    id: 'id', event_key: 'text', kind: 'text', object: 'text', channel: 'text', language: 'text', to_masked: 'text', sealed_to: 'text?', data: 'text', sealed_secret: 'text?',
    state: 'text', attempts: 'int', next_at: 'int', locked_until: 'int?', error: 'text?', created_at: 'int', settled_at: 'int?',
  })
  // One event tells one contact once, whoever asks and how often.
  await uniqueIndex('notices', 'event_key')
  await index('notices', 'next_at, id', "state in ('waiting', 'sending')")
  await index('notices', 'state, id')
  await index('notices', 'object, id')

  await table('customer_codes', {
    id: 'id', purpose: 'text', object: 'text', code_hash: 'text', contact_hash: 'text', sent_at: 'int', expires_at: 'int', tries: 'int', used_at: 'int?',
  })
  await index('customer_codes', 'object, purpose, id')

  await table('contact_confirmations', { subscriber_id: 'text', field: 'text', value_hash: 'text', confirmed_at: 'int', staff_id: 'int?', how: 'text' }, { primaryKey: '(subscriber_id, field)' })

  await table('person_merges', {
    id: 'id', kept_id: 'text', merged_id: 'text', reason: 'text', sealed_before: 'text', merged_at: 'int', merged_by: 'int', undone_at: 'int?', undone_by: 'int?',
  })
  await uniqueIndex('person_merges', 'merged_id', 'undone_at is null')
  await index('person_merges', 'kept_id')
}
