const ORIGIN = 'http://local.invalid'
const MAX_PATH_CHARS = 2_000

/** Where `?next=` of a request leads, as {@link localPath} reads it. */
export function nextPath(request: Request): string {
  return localPath(new URL(request.url).searchParams.get('next'))
}

/**
 * A path of our own to go to next, or `fallback` (S37, S43): text from outside is read the way a browser would, and only what stays on this origin
 * counts. Control characters, backslashes and double slashes, which browsers read as another host, never do.
 */
export function localPath(text: unknown, fallback = '/'): string {
  if (typeof text !== 'string' || text.length > MAX_PATH_CHARS || !/^\/(?![/\\])/.test(text) || /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return fallback
  try {
    const url = new URL(text, ORIGIN)
    const path = url.pathname + url.search + url.hash
    return url.origin === ORIGIN && !path.startsWith('//') ? path : fallback
  } catch {
    return fallback
  }
}
