import type { Ddl } from './ddl.ts'

/** Versions of rules as staff changed them, and back-tests of what they proposed. What is in no row is as the program brought it. */
export async function up({ table, index, appendOnly }: Ddl): Promise<void> {
  await table('rule_versions', {
    rule_id: 'text', version: 'int', status: 'text', definition: 'text', reason: 'text', effective_at: 'int', made_at: 'int', action_id: 'int?',
  }, { primaryKey: '(rule_id, version)' })
  await appendOnly('rule_versions')
  await table('back_tests', {
    id: 'id', rule_id: 'text', definition_hash: 'text', definition: 'text', state: 'text', result: 'text?', asked_by: 'int', asked_at: 'int', finished_at: 'int?',
  })
  await index('back_tests', 'rule_id, id')
}
