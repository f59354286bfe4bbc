import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { OutgoingMessage, SendOutcome } from '../domain/notices/notice.ts'
import { SECOND_MS } from '../domain/values/time.ts'
import type { NoticeRoad } from '../usecases/outbox/deliver-notices.server.ts'

/** How notices leave the house: into files that another system fetches, or by SMTP. */
export type NoticeRoadConfig =
  | { readonly type: 'file' }
  | {
      readonly type: 'smtp'
      /** `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`. */
      readonly url: string
      readonly from: string
      /** Host of a mail-to-message gateway: `13800138000@gateway`. Without it messages to phones cannot be sent. */
      readonly smsGateway: string | null
    }

/** The way messages to customers leave by: as files in `outbox` under `varDir`, or by mail. */
export function noticeRoad(config: NoticeRoadConfig, varDir: string): NoticeRoad {
  return config.type === 'file' ? fileRoad(join(varDir, 'outbox')) : smtpRoad(config)
}

/**
 * One file a message, named by its id, readable by the owner alone: JSON that a gateway of the operator picks up. A message that is sent again
 * replaces itself, so the folder holds each once.
 */
export function fileRoad(folder: string): NoticeRoad {
  return {
    send: async (message) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `${message.id}.json`)
      const handle = await open(`${path}.part`, 'w', 0o600)
      try {
        await handle.writeFile(`${JSON.stringify(message, null, 2)}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(`${path}.part`, path)
      return { type: 'sent' }
    },
  }
}

const TIMEOUT_MS = 20 * SECOND_MS
/** A mailbox as RFC 5321 writes it without quotes or comments; anything else is refused before a server sees it. */
const MAILBOX = /^[^\s@<>()[\]\\,;:"]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?$/u

/** Speaks SMTP. Beyond this machine it insists on TLS with a certificate that holds. An answer of 5xx to recipient or content is final, everything else is tried again. */
export function smtpRoad({ url, from, smsGateway }: Extract<NoticeRoadConfig, { type: 'smtp' }>): NoticeRoad {
  const { hostname, port, protocol, username, password } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isSecure = protocol === 'smtps:'
  const isLocal = host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
  const transport = nodemailer.createTransport({
    host,
    port: port ? Number(port) : isSecure ? 465 : 587,
    secure: isSecure,
    requireTLS: !isSecure && !isLocal,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Nothing in a message makes this program read a file or ask another host (S35).
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>.*$/, '')
  return {
    send: async (message) => {
      const to = mailboxOf(message, smsGateway)
      if (to === null) return { type: 'refused', error: message.channel === 'sms' && smsGateway === null ? 'no_sms_gateway' : 'address_form' }
      try {
        await transport.sendMail({
          from, to: { name: '', address: to }, subject: message.subject, text: message.text, messageId: `<${message.id}@${domain}>`, encoding: 'utf-8',
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { type: 'sent' }
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }
}

function mailboxOf({ channel, to }: OutgoingMessage, smsGateway: string | null): string | null {
  const mailbox = channel === 'email' ? to : smsGateway === null ? '' : `${to.replaceAll(/\D/g, '')}@${smsGateway}`
  return MAILBOX.test(mailbox) ? mailbox : null
}

function outcomeOf(error: unknown): SendOutcome {
  const { code = '', responseCode = 0 } = error as { code?: string; responseCode?: number }
  const isFinal = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  // The server's words may repeat the address; the code is enough.
  return { type: isFinal ? 'refused' : 'failed', error: [code || 'smtp', responseCode || ''].filter(Boolean).join(' ') }
}
