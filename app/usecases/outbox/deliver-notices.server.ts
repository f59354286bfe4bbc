import { afterTry, type NoticeKind, type OutgoingMessage, type SendOutcome } from '../../domain/notices/notice.ts'
import type { Json } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { Store } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { settleNotice, takeNotice } from '../../../db/queries/notices.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Keys } from '../../../db/seal.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { messageIdOf } from './sweep-outbox.server.ts'

/** A road to customers. It answers with what a try came to and throws for nothing that may pass. */
export interface NoticeRoad {
  readonly send: (message: OutgoingMessage) => Promise<SendOutcome>
}

export interface DeliverySetting {
  readonly store: Store
  readonly keys: Keys
  readonly road: NoticeRoad
  /** The sentences, in the customer's language. */
  readonly render: (notice: { readonly kind: NoticeKind; readonly data: Readonly<Record<string, Json>> }, reader: { readonly language: 'en' | 'zh'; readonly zone: string; readonly now: Instant }) => {
    readonly subject: string
    readonly text: string
  }
  readonly now: () => Instant
  readonly isStopping: () => boolean
}

export interface DeliveryReport {
  readonly sent: number
  readonly failed: number
  readonly dead: number
}

/**
 * Sends what is due, one after another. Each notice is leased before and settled after the try, so that a killed worker loses none; what was sent
 * but not written down goes out again under the same message id. The death of a notice is on record.
 */
export async function deliverNotices({ store, keys, road, render, now, isStopping }: DeliverySetting): Promise<DeliveryReport> {
  const report = { sent: 0, failed: 0, dead: 0 }
  while (!isStopping()) {
    const notice = await store.write((tx) => takeNotice(tx, keys, now()))
    if (!notice) break
    const { settings } = await getOperatorSettings(store.read)
    const { subject, text } = render({ kind: notice.kind, data: { ...notice.data, ...notice.secret } }, { language: notice.language, zone: settings.zone, now: now() })
    const outcome = notice.to === ''
      ? ({ type: 'refused', error: 'address_erased' } as const)
      : await road.send({ id: messageIdOf(notice.eventKey), channel: notice.channel, to: notice.to, subject, text }).catch(
        // Pages and the audit show it, and the words of an error may hold an address or a path (S53).
        (error: unknown): SendOutcome => ({ type: 'failed', error: codeOf(error) }),
      )
    const at = now()
    const next = afterTry(notice.attempts, outcome, at)
    await store.write(async (tx) => {
      if (!(await settleNotice(tx, notice, next, at))) return
      if (next.state === 'dead')
        await appendAuditEvent(tx, keys, auditEntry({ now: at, actor: { staffId: null, role: null, label: 'system' }, ip: null, requestId: null }, {
          action: 'notice.dead', object: notice.object, after: { noticeId: notice.id, kind: notice.kind, attempts: notice.attempts, error: next.error },
        }))
    })
    if (next.state === 'sent') report.sent += 1
    else if (next.state === 'dead') report.dead += 1
    else report.failed += 1
  }
  return report
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'not_sent'
}
