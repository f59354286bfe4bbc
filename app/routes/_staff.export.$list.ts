import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { may, type Permission } from '../auth/permissions.ts'
import { confirmPath, isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { readDisputesQuery, readOrdersQuery, readProfileChangesQuery, readQueueQuery, readRefundsQuery } from '../http/list-queries.ts'
import { localPath } from '../http/local-path.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { disputesText, ordersText, profileChangesText, queueText, refundsText } from '../usecases/exports/export-lists.server.ts'

export const handle = { permission: 'export.run' } as const

/** The lists that are written down, with what their page needs. */
const VIEW: Readonly<Record<string, Permission>> = { queue: 'queue.view', orders: 'order.view', disputes: 'dispute.view', refunds: 'refund.view', 'profile-changes': 'subscriber.view' }

/** Nothing to be seen here: back to the list. */
export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'export.run')
  return redirect(localPath(`/${args.params.list}`))
}

/** What the filters of a list leave, masked as on the page, guarded, with who and when in each row, and on record; with a fresh password (S41, S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'export.run')
  const list = args.params.list ?? ''
  const view = Object.hasOwn(VIEW, list) ? VIEW[list] : undefined
  if (view === undefined) throw refusalAnswer({ code: 'export_gone' }, context.requestId)
  if (!may(context.staff.role, view)) throw refusalAnswer({ code: 'not_permitted' }, context.requestId)
  if (!isFresh(context)) return redirect(confirmPath(args.request))
  switch (list) {
    case 'queue': {
      const query = readQueueQuery(args.request, { staffId: context.staff.staffId, locale: context.locale })
      return query.ok ? csvAnswer('queue', queueText(context, query.value)) : refused(query.refusal)
    }
    case 'orders': {
      const query = readOrdersQuery(args.request)
      return query.ok ? csvAnswer('orders', ordersText(context, query.value)) : refused(query.refusal)
    }
    case 'refunds': {
      const query = readRefundsQuery(args.request)
      return query.ok ? csvAnswer('refunds', refundsText(context, query.value)) : refused(query.refusal)
    }
    case 'profile-changes': {
      const query = readProfileChangesQuery(args.request)
      return query.ok ? csvAnswer('profile-changes', profileChangesText(context, query.value)) : refused(query.refusal)
    }
    default: {
      const query = readDisputesQuery(args.request)
      return query.ok ? csvAnswer('disputes', disputesText(context, query.value)) : refused(query.refusal)
    }
  }
}
