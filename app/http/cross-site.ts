/** Methods that never change state (S46). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Requests under this path are signed by machines; they carry no cookie that counts (S45). */
export const MACHINE_API_PREFIX = '/api/v1/'

export interface CrossSiteQuestion {
  readonly method: string
  readonly path: string
  readonly origin: string | undefined
  readonly secFetchSite: string | undefined
  readonly allowedOrigins: ReadonlySet<string>
}

/**
 * Whether a request may go on (S45): safe methods may; others only from our own origin, by `Origin`, or by
 * `Sec-Fetch-Site: same-origin` where the browser sends no `Origin`. `null` and absence of both are refused.
 */
export function isSameSiteRequest({ method, path, origin, secFetchSite, allowedOrigins }: CrossSiteQuestion): boolean {
  if (SAFE_METHODS.has(method)) return true
  if (path.startsWith(MACHINE_API_PREFIX)) return true
  if (origin !== undefined) return allowedOrigins.has(origin)
  return secFetchSite === 'same-origin'
}
