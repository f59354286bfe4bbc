import type { QuarantineFilter } from '../../../db/queries/imports.ts'
import { instantText } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { listText } from '../exports/export-list.server.ts'
import { listQuarantine, type QuarantineLine } from './list-quarantine.server.ts'

/** Rows of the quarantine as a file. `reasonOf` says in the reader's language what is wrong. */
export function quarantineText(context: UseCaseContext, filter: QuarantineFilter, reasonOf: (line: QuarantineLine) => string): AsyncGenerator<string, void> {
  return listText(context, {
    name: 'quarantine', columns: ['quarantine_id', 'import', 'file', 'line', 'record', 'field', 'value', 'code', 'reason', 'state', 'settled_at', 'settled_by', 'dismissed_for', 'row'],
    page: async (after) => {
      const page = await listQuarantine(context, filter, { after: Number(after ?? 0) })
      return { rows: page.rows, next: page.next === null ? null : String(page.next) }
    },
    cells: (line) => [line.id, line.importId, line.fileName, line.line, line.kind, line.rejection.field ?? '', line.shownValue ?? '', line.rejection.code, reasonOf(line), line.state, line.settledAt === null ? '' : instantText(line.settledAt), line.settledBy ?? '', line.dismissedFor ?? '', line.shownRaw],
  })
}
