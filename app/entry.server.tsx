import { Transform } from 'node:stream'
import { type ActionFunctionArgs, type AppLoadContext, createReadableStreamFromReadable, type EntryContext, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from './components/nonce.ts'

/** Longest a page may wait for data that it streams; after it the page ends without. */
export const streamTimeout = 10_000

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, services, requestId }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let hasShell = false
    let finalStatus = status
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onShellReady() {
          hasShell = true
          headers.set('Content-Type', 'text/html; charset=utf-8')
          const body = withoutNuls()
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }))
          pipe(body)
        },
        onShellError: reject,
        onError(error) {
          finalStatus = 500
          if (hasShell && !request.signal.aborted) services.log.error({ requestId, err: error }, 'page failed while streaming')
        },
      },
    )
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}

/** React leaves NUL bytes at the end of a piece that a character of several bytes no longer fits into: in a hidden field they would come back as another text. No page has one of its own. */
export function withoutNuls(): Transform {
  return new Transform({ transform: (piece: Buffer, _encoding, done) => done(null, piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece) })
}

/** Errors of rendering, with the id the person sees. Answers such as 404 and what a loader threw are on record already. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  const { services, requestId } = context
  services.log.error({ requestId, err: error }, 'page failed')
}
