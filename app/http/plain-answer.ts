import type { ServerResponse } from 'node:http'

/** Ends an answer with one plain sentence. Nothing from the request, no stack and no version is in it (S50). */
export function sendPlain(res: ServerResponse, status: number, sentence: string): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  res.statusCode = status
  res.setHeader('Content-Type', 'text/plain; charset=utf-8')
  res.end(`${sentence}\n`)
}
