import type { Ddl } from './ddl.ts'

/** Lists that staff keep (DOMAIN 2.8): one open entry a value, confirmed by somebody else than who added it; and where rules in shadow hold. */
export async function up({ table, index, uniqueIndex }: Ddl): Promise<void> {
  await table('list_entries', {
    id: 'id', list: 'text', value: 'text', detail: 'text', owner: 'text', reason: 'text', expires_at: 'int?', added_at: 'int', added_by: 'int?', confirmed_at: 'int?', confirmed_by: 'int?',
    ended_at: 'int?', ended_by: 'int?', ended_reason: 'text?',
  }, { constraints: ['check (confirmed_by is null or added_by is null or confirmed_by <> added_by)'] })
  await uniqueIndex('list_entries', 'list, value', 'ended_at is null')
  await index('list_entries', 'list, id')
  await table('shadow_hits', {
    kind: 'text', record_row_id: 'int', rule_id: 'text', rule_version: 'int', record_id: 'text', at: 'int',
  }, { primaryKey: '(kind, record_row_id, rule_id)' })
  await index('shadow_hits', 'rule_id, at')
}
