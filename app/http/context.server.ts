import { type ActionFunctionArgs, type AppLoadContext, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { may, type Permission } from '../auth/permissions.ts'
import type { SessionView, SignedInStaff } from '../auth/session.server.ts'
import type { UseCaseContext } from '../usecases/context.ts'
import type { AppServices } from './load-context.ts'

/** What a staff loader or action works with: a use-case context, and the person whose session holds. */
export interface StaffContext extends UseCaseContext {
  readonly actor: UseCaseContext['actor'] & { readonly staffId: number }
  readonly staff: SignedInStaff
  readonly session: SessionView
  readonly services: AppServices
  readonly ip: string
  readonly requestId: string
}

type Args = Pick<LoaderFunctionArgs | ActionFunctionArgs, 'request' | 'context'>

/**
 * The first line of every staff loader and action (S48): who asks, and whether their role may. Without a session it throws a redirect to
 * the sign-in page, without the permission a 403 that is on record (S51); a one-time password opens the account page alone.
 */
export async function staffContext(args: Args, permission: Permission | 'signed_in'): Promise<StaffContext> {
  const { request, context } = args
  const { services } = context
  const signedIn = await services.sessions.find(request)
  if (!signedIn) throw redirect(signInPath(request))
  const { staff, session } = signedIn
  const staffOnly: StaffContext = {
    ...visitorContext(context),
    locale: staff.locale,
    actor: { staffId: staff.staffId, role: staff.role, label: staff.id },
    staff,
    session,
    services,
    ip: context.ip,
    requestId: context.requestId,
  }
  if (staff.mustChangePassword && permission !== 'account.own') throw redirect('/account')
  if (permission !== 'signed_in' && !may(staff.role, permission)) throw await refusal(staffOnly, permission)
  return staffOnly
}

/** The context of someone who is not signed in: for the sign-in page. */
export function visitorContext(context: AppLoadContext): UseCaseContext {
  const { services, ip, requestId } = context
  return {
    store: services.store,
    keys: services.config.keys,
    now: services.clock.now(),
    actor: { staffId: null, role: null, label: 'visitor' },
    ip,
    requestId,
    locale: 'en',
  }
}

async function refusal(context: StaffContext, permission: Permission) {
  context.services.log.warn({ requestId: context.requestId, actor: context.actor.label, permission }, 'permission refused')
  return data({ code: 'not_permitted', reference: context.requestId }, { status: 403 })
}

/** The sign-in page, with the way back where the request was for a page. */
function signInPath(request: Request): string {
  const { pathname, search } = new URL(request.url)
  const path = pathname.replace(/\.data$/, '')
  return request.method === 'GET' && path !== '/' && path !== '/_root' ? `/sign-in?next=${encodeURIComponent(path + search)}` : '/sign-in'
}
