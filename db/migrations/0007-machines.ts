import type { Ddl } from './ddl.ts'

/** Machines that push records: who they are, their secrets, and which events were taken already (S30, S70). */
export async function up({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('api_clients', {
    id: 'id', client_key: 'text', name: 'text', scopes: 'text', created_at: 'int', created_by: 'int?', disabled_at: 'int?', last_seen_at: 'int?',
  })
  await uniqueIndex('api_clients', 'client_key')
  // Signing needs the secret itself, so it is sealed, not hashed; it is shown once and never again.
  await table('api_secrets', { id: 'id', client_id: 'int', sealed_secret: 'text', hint: 'text', created_at: 'int', expires_at: 'int?' }, {
    constraints: ['foreign key (client_id) references api_clients (id)'],
  })
  await index('api_secrets', 'client_id, id')
  await table('api_events', { client_id: 'int', event_id: 'text', body_hash: 'text', at: 'int' }, { primaryKey: '(client_id, event_id)' })
  await index('api_events', 'at')
}
