import { Link } from '@remix-run/react'
import type { Json } from '../../domain/values/result.ts'
import { columnsOf } from '../data-table.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { actionText } from './action-text.ts'
import { Changes } from './changes.tsx'

export interface AuditRow {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly actorName: string | null
  readonly actorRole: string | null
  readonly action: string
  readonly object: string
  readonly before: Json
  readonly after: Json
  readonly reason: string | null
  readonly ip: string | null
  readonly requestId: string | null
}

const column = columnsOf<AuditRow>()

export const AUDIT_COLUMNS = column.columns([
  column.accessor('seq', { meta: { label: 'audit.col_seq', width: 72, align: 'end', isExtra: true }, cell: (info) => info.getValue() }),
  column.accessor('at', { meta: { label: 'audit.col_at', width: 244, isFixed: true, wraps: true }, cell: (info) => <TimeText at={info.getValue()} /> }),
  column.accessor('actor', { meta: { label: 'audit.col_actor', width: 136, wraps: true }, cell: (info) => <ActorCell row={info.row.original} /> }),
  column.accessor('action', { meta: { label: 'audit.col_action', width: 156, isFixed: true, wraps: true }, cell: (info) => <ActionCell code={info.getValue()} /> }),
  column.accessor('object', { meta: { label: 'audit.col_object', width: 116, wraps: true }, cell: (info) => <ObjectCell object={info.getValue()} /> }),
  column.accessor('after', { meta: { label: 'audit.col_change', wraps: true }, cell: (info) => <Changes before={info.row.original.before} after={info.getValue()} /> }),
  column.accessor('reason', { meta: { label: 'audit.col_reason', width: 92, wraps: true }, cell: (info) => <ReasonCell reason={info.getValue()} /> }),
  column.accessor('ip', { meta: { label: 'audit.col_ip', width: 104 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('requestId', { meta: { label: 'audit.col_request', width: 150, isExtra: true }, cell: (info) => info.getValue() ?? '–' }),
])

export function ActorCell({ row }: { readonly row: Pick<AuditRow, 'actor' | 'actorName' | 'actorRole'> }) {
  const t = useT()
  const [kind = '', id = ''] = row.actor.split(':')
  const name = row.actorName ?? (kind === 'staff' ? t('audit.actor_staff', { id }) : kind === 'api' ? t('audit.actor_api', { name: id }) : (t.find(`audit.actor_${kind}`) ?? row.actor))
  return <>{row.actorRole ? t('audit.actor_role', { name, role: row.actorRole }) : name}</>
}

function ActionCell({ code }: { readonly code: string }) {
  const t = useT()
  return <span title={code}>{actionText(t, code)}</span>
}

/** Codes of reasons have words, what people wrote stands as it is. */
function ReasonCell({ reason }: { readonly reason: string | null }) {
  const t = useT()
  return <>{reason === null ? '–' : (t.find(`reason.${reason}`) ?? reason)}</>
}

/** Pages of objects that have one. */
const PAGE_OF: Readonly<Record<string, string>> = { case: '/cases/', import: '/imports/', subscriber: '/subscribers/', rule: '/rules/', alert: '/alerts/' }

export function ObjectCell({ object }: { readonly object: string }) {
  const t = useT()
  const cut = object.indexOf(':')
  const [kind, id] = cut < 0 ? [object, ''] : [object.slice(0, cut), object.slice(cut + 1)]
  const text = t.find(id === 'unknown' ? `audit_object.${kind}_unknown` : `audit_object.${kind}`, { id }) ?? object
  const page = PAGE_OF[kind]
  return page && /^[\w.-]{1,80}$/.test(id) ? <Link to={`${page}${id}`}>{text}</Link> : text
}
