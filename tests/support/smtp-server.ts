import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body as they came over the line, dots unstuffed. */
  readonly raw: string
}

/** A mail server that speaks enough of RFC 5321, on a port of its own. `answer` may give another reply to a verb than the usual. */
export interface SmtpServer {
  readonly port: number
  readonly mails: ReceivedMail[]
  answer: (verb: string, line: string) => string | null
  close(): Promise<void>
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  const setting: Pick<SmtpServer, 'answer'> = { answer: () => null }
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    let pending = ''
    let from = ''
    let to: string[] = []
    let data: string[] | null = null
    const say = (line: string) => socket.write(`${line}\r\n`)
    const take = (line: string) => {
      if (data) {
        if (line !== '.') return void data.push(line.startsWith('.') ? line.slice(1) : line)
        const raw = data.join('\r\n')
        data = null
        const refusal = setting.answer('.', '')
        if (refusal) return void say(refusal)
        mails.push({ from, to, raw })
        return void say('250 2.0.0 kept')
      }
      const verb = (line.split(/[ :]/, 1)[0] ?? '').toUpperCase()
      const other = setting.answer(verb, line)
      if (other) return void say(other)
      switch (verb) {
        case 'EHLO': return void socket.write('250-test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN\r\n')
        case 'AUTH': return void say('235 2.7.0 welcome')
        case 'MAIL':
          from = /<([^>]*)>/.exec(line)?.[1] ?? ''
          to = []
          return void say('250 2.1.0 ok')
        case 'RCPT':
          to.push(/<([^>]*)>/.exec(line)?.[1] ?? '')
          return void say('250 2.1.5 ok')
        case 'DATA':
          data = []
          return void say('354 go on')
        case 'STARTTLS': return void say('454 4.7.0 no TLS here')
        case 'QUIT':
          say('221 2.0.0 bye')
          return void socket.end()
        default: return void say('250 ok')
      }
    }
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      pending += chunk
      for (let at = pending.indexOf('\r\n'); at >= 0; at = pending.indexOf('\r\n')) {
        const line = pending.slice(0, at)
        pending = pending.slice(at + 2)
        take(line)
      }
    })
    say('220 test ESMTP')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(setting, {
    port: (server.address() as AddressInfo).port,
    mails,
    close: () => new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    }),
  })
}
