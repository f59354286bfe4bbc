import { type ActionFunctionArgs, type AppLoadContext, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { may, type Permission } from '../auth/permissions.ts'
import type { SessionView, SignedInStaff } from '../auth/session.server.ts'
import type { UseCaseContext } from '../usecases/context.ts'
import { getFactorDue } from '../usecases/privacy/get-privacy-settings.server.ts'
import { refusePermission } from '../usecases/refuse-permission.ts'
import { type Instant, MINUTE_MS } from '../domain/values/time.ts'
import type { AppServices } from './load-context.ts'

/** What a staff loader or action works with: a use-case context, and the person whose session holds. */
export interface StaffContext extends UseCaseContext {
  readonly actor: UseCaseContext['actor'] & { readonly staffId: number }
  readonly staff: SignedInStaff
  readonly session: SessionView
  /** When nothing opens any more without a second factor; null when the person needs none, or has one (S59). */
  readonly factorDueAt: Instant | null
  readonly services: AppServices
  readonly ip: string
  readonly requestId: string
}

type Args = Pick<LoaderFunctionArgs | ActionFunctionArgs, 'request' | 'context'>

/**
 * The first line of every staff loader and action (S48): who asks, and whether their role may. Without a session it throws a redirect to
 * the sign-in page, without the permission a 403 that is on record (S51); a one-time password, or a second factor that is overdue (S59), opens the own account alone.
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
    factorDueAt: await getFactorDue(services, staff, session.startedAt),
    services,
    ip: context.ip,
    requestId: context.requestId,
  }
  if (staff.mustChangePassword && permission !== 'account.own' && pagePath(request) !== '/account') throw redirect('/account')
  if (staffOnly.factorDueAt !== null && staffOnly.now >= staffOnly.factorDueAt && permission !== 'account.own') throw redirect('/account/second-factor')
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
  await refusePermission(context, permission)
  context.services.log.warn({ requestId: context.requestId, actor: context.actor.label, permission }, 'permission refused')
  return data({ code: 'not_permitted', reference: context.requestId }, { status: 403 })
}

/** How long a password check counts as fresh (S64). */
const FRESH_MS = 5 * MINUTE_MS

/** Whether the person gave their password a moment ago; if not, {@link confirmPath} is where they do. */
export function isFresh({ now, session }: StaffContext): boolean {
  return now - session.authenticatedAt <= FRESH_MS && now >= session.authenticatedAt - MINUTE_MS
}

/** Milliseconds for which {@link isFresh} will go on holding; 0 when it does not. */
export function freshMs(context: StaffContext): number {
  return isFresh(context) ? Math.max(0, FRESH_MS - (context.now - context.session.authenticatedAt)) : 0
}

/** The page that asks for the password again and comes back. */
export function confirmPath(request: Request): string {
  const search = new URL(request.url).searchParams
  for (const own of ['_routes', 'index']) search.delete(own)
  return `/confirm?next=${encodeURIComponent(search.size > 0 ? `${pagePath(request)}?${search}` : pagePath(request))}`
}

/** The value that forms about money and accounts carry (S45). */
export function formToken({ services, session }: StaffContext): string {
  return services.sessions.formToken(session.id)
}

/** Throws a 403 unless the form carries {@link formToken} of this very session. */
export function requireFormToken({ services, session, requestId }: StaffContext, token: unknown): void {
  if (typeof token === 'string' && services.sessions.isFormToken(session.id, token)) return
  throw data({ code: 'form_token', reference: requestId }, { status: 403 })
}

/** The path of the page that a request is about, whether the browser or a script asked for it. */
function pagePath(request: Request): string {
  return new URL(request.url).pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
}

/** The sign-in page, with the way back where the request was for a page. */
function signInPath(request: Request): string {
  const path = pagePath(request)
  const search = new URL(request.url).searchParams
  search.delete('_routes')
  const query = search.size > 0 ? `?${search}` : ''
  return request.method === 'GET' && path !== '/' ? `/sign-in?next=${encodeURIComponent(path + query)}` : '/sign-in'
}
