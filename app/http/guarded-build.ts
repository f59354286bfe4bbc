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
  const isPage = module.default !== undefined
  return {
    ...route,
    module: {
      ...module,
      ...(module.loader ? { loader: guardHandler(module.loader as Handler, isPage) } : {}),
      ...(module.action ? { action: guardHandler(module.action as Handler, isPage) } : {}),
    },
  } as Route
}

function guardHandler(handler: Handler, isPage: boolean): Handler {
  // Remix forgets the status and headers of `data()` where a route has no page; as a response they stay.
  const settled = (answer: unknown) => (!isPage && isData(answer) ? Response.json(answer.data, answer.init ?? {}) : answer)
  return async (args) => {
    try {
      return settled(await handler(args))
    } catch (error) {
      throw error instanceof Response || isData(error) || args.request.signal.aborted ? settled(error) : failureAnswer(error, args)
    }
  }
}

/** What `data()` makes, told by shape, since the build has its own copies of classes. */
function isData(answer: unknown): answer is { readonly data: unknown; readonly init: ResponseInit | null } {
  return answer !== null && typeof answer === 'object' && 'type' in answer && answer.type === 'DataWithResponseInit'
}

function failureAnswer(error: unknown, { context }: LoaderFunctionArgs | ActionFunctionArgs): Response {
  const { services, requestId } = context
  const isUnavailable = isStoreFailure(error)
  services.log.error({ requestId, err: error }, 'page failed')
  return Response.json({ reference: requestId }, { status: isUnavailable ? 503 : 500, headers: isUnavailable ? { 'Retry-After': '5' } : {} })
}
