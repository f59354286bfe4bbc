import type { Socket } from 'node:net'

/**
 * Ends a connection on which no request could be read. One on which nothing was ever said ends without a word: browsers open connections ahead of
 * their requests, and would take an answer that nobody asked for as that of the request they send in the same moment.
 */
export function endBroken(error: NodeJS.ErrnoException, socket: Pick<Socket, 'bytesRead' | 'writable' | 'destroy' | 'end'>): void {
  const isUnused = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0
  if (error.code === 'ECONNRESET' || !socket.writable || isUnused) return void socket.destroy()
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
