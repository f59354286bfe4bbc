import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { RULES_FORMAT } from './import-rules.server.ts'

/** The rules that hold now as a JSON file that every other installation can read, on record: they hold no personal data, but tell what goes unseen (S51). */
export async function exportRules(context: UseCaseContext): Promise<string> {
  const { store, keys, now } = context
  const rules = await listCurrentRules(store.read, now)
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'export.written', object: 'export:rules', after: { format: 'json', rows: rules.length, isClear: false } })))
  return `${JSON.stringify({ format: RULES_FORMAT, rules }, null, 2)}\n`
}
