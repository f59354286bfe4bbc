import { auditCursorText, type AuditFilter, listAuditEvents, readAuditCursor } from '../../../db/queries/audit.ts'
import { instantText } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { listText } from '../exports/export-list.server.ts'

const COLUMNS = ['seq', 'at', 'actor', 'actorRole', 'action', 'object', 'before', 'after', 'reason', 'ip', 'requestId', 'hash'] as const
const PAGE = 200

/** The entries that a filter leaves, newest first, as a file. */
export function auditText(context: UseCaseContext, filter: AuditFilter): AsyncGenerator<string, void> {
  return listText(context, {
    name: 'audit', columns: COLUMNS, filter: { since: filter.from ?? null },
    page: async (after) => {
      const { events, next } = await listAuditEvents(context.store.read, filter, after === null ? null : (readAuditCursor(after) ?? null), PAGE)
      return { rows: events, next: next ? auditCursorText(next) : null }
    },
    cells: (event) => [
      event.seq, instantText(event.at), event.actor, event.actorRole, event.action, event.object, event.before, event.after, event.reason, event.ip, event.requestId, event.hash,
    ],
  })
}
