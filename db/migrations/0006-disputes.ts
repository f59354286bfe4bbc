import type { Ddl } from './ddl.ts'

/** Evidence that customers and staff bring to disputes: contents once by hash and sealed, and which dispute they were brought to. */
export async function up({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('evidence_blobs', { sha256: 'text', sealed_content: 'text', bytes: 'int', media_type: 'text', stored_at: 'int' }, { primaryKey: '(sha256)' })
  await table('evidence_files', {
    id: 'id', action_id: 'int', sha256: 'text', name: 'text', state: 'text', staged_at: 'int', staff_id: 'int?', submitted_at: 'int?',
  }, { constraints: ['foreign key (action_id) references staff_actions (id)', 'foreign key (sha256) references evidence_blobs (sha256)'] })
  await uniqueIndex('evidence_files', 'action_id, sha256')
  await index('evidence_files', 'sha256')
}
