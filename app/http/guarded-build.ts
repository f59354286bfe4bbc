import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { isStoreFailure } from '../../db/failure.ts'
import { isDeclaredPermission } from '../auth/permissions.ts'

type Handler = (args: LoaderFunctionArgs | ActionFunctionArgs) => unknown
type Route = ServerBuild['routes'][string]

/**
 * The page build with every loader and action guarded: a route that declares no permission stops the start (S48), and an error that a
 * loader or action throws is logged once and becomes an answer that carries nothing but the reference id (S50), 503 when the database cannot serve (S17).
 */
export function guardBuild(build: ServerBuild): ServerBuild {
  const routes: ServerBuild['routes'] = {}
  for (const [id, route] of Object.entries(build.routes)) if (route) routes[id] = guardRoute(route)
  return { ...build, routes }
}

function guardRoute(route: Route & object): Route {
  const { module } = route
  if (!module.loader && !module.action) return route
  if (!isDeclaredPermission((module.handle as { permission?: unknown } | undefined)?.permission)) {
    throw new Error(`The route ${route.id} declares no permission: export const handle = { permission: … } (S48).`)
  }
  return {
    ...route,
    module: {
      ...module,
      ...(module.loader ? { loader: guardHandler(module.loader as Handler) } : {}),
      ...(module.action ? { action: guardHandler(module.action as Handler) } : {}),
    },
  } as Route
}

function guardHandler(handler: Handler): Handler {
  return async (args) => {
    try {
      return await handler(args)
    } catch (error) {
      throw isAnswer(error) || args.request.signal.aborted ? error : failureAnswer(error, args)
    }
  }
}

/** Thrown responses and `data()` are answers, not failures. Told by shape, since the build has its own copies of classes. */
function isAnswer(thrown: unknown): boolean {
  if (thrown instanceof Response) return true
  return thrown !== null && typeof thrown === 'object' && 'type' in thrown && thrown.type === 'DataWithResponseInit'
}

function failureAnswer(error: unknown, { context }: LoaderFunctionArgs | ActionFunctionArgs): Response {
  const { services, requestId } = context
  const isUnavailable = isStoreFailure(error)
  services.log.error({ requestId, err: error }, 'page failed')
  return Response.json({ reference: requestId }, { status: isUnavailable ? 503 : 500, headers: isUnavailable ? { 'Retry-After': '5' } : {} })
}
