import { appendAuditEvent, listAuditEvents, type AuditCursor, type AuditFilter } from '../../db/queries/audit.ts'
import { guardCell } from '../domain/exports/spreadsheet-guard.ts'
import { MASKED_EXPORT_COLUMN } from '../domain/intake/cell-reader.ts'
import { delimitedText } from '../domain/intake/delimited.ts'
import type { Json } from '../domain/values/result.ts'
import { instantText } from '../domain/values/time.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

const COLUMNS = ['seq', 'at', 'actor', 'actorRole', 'action', 'object', 'before', 'after', 'reason', 'ip', 'requestId', 'hash'] as const
const PAGE = 200
/** Beyond this, `npm run export -- audit` is the way. */
export const AUDIT_EXPORT_ROWS_MAX = 50_000

/** The entries that a filter leaves, newest first, as guarded CSV piece by piece; that it was written is on record too (S41, S51). */
export async function* auditText(context: UseCaseContext, filter: AuditFilter): AsyncGenerator<string, void> {
  const { store, keys, now, actor } = context
  const watermark = `topwarden ${instantText(now)} ${actor.label}`
  yield delimitedText([[...COLUMNS, MASKED_EXPORT_COLUMN]])
  let rows = 0
  let after: AuditCursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listAuditEvents>> = await listAuditEvents(store.read, filter, after, PAGE)
    yield delimitedText(page.events.map((event) => [
      ...[
        event.seq, instantText(event.at), event.actor, event.actorRole, event.action, event.object, event.before, event.after, event.reason, event.ip, event.requestId, event.hash,
      ].map(cellText),
      watermark,
    ]))
    rows += page.events.length
    after = page.next
  } while (after !== null && rows < AUDIT_EXPORT_ROWS_MAX)
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, {
    action: 'export.written', object: 'export:audit', after: { format: 'csv', rows, since: filter.from ?? null, isClear: false, isCut: after !== null },
  })))
}

function cellText(value: Json): string {
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return guardCell(typeof value === 'string' ? value : JSON.stringify(value))
}
