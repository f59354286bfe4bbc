import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { findSubscribers, lastChanges, listSubscriberRows } from '../../../db/queries/subscribers.ts'
import type { Stored, Subscriber, SubscriberStatus } from '../../domain/intake/record.ts'
import { maskEmail, maskName, maskPhone } from '../../domain/values/masking.ts'
import { parseNumber } from '../../domain/values/msisdn.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** A subscriber as lists show them: masked. */
export interface SubscriberListRow {
  readonly subscriberId: string
  readonly name: string
  readonly numbers: readonly string[]
  readonly contactPhone: string | null
  readonly email: string | null
  readonly status: SubscriberStatus
  readonly openedAt: Instant | null
  readonly changedAt: Instant | null
}

export interface SubscribersView {
  readonly rows: readonly SubscriberListRow[]
  readonly next: string | null
}

const NUMBERS_SHOWN = 3
const ID = /^[\w.:-]{1,80}$/
const WORDS_MIN = 3
const WORDS_MAX = 100

/** Subscribers by id. `after` is the id of the last row shown; refuses `cursor_unknown`. */
export async function listSubscribers({ store, keys }: UseCaseContext, { after, limit }: { readonly after: string | null; readonly limit: number }): Promise<Result<SubscribersView>> {
  if (after !== null && !ID.test(after)) return refuse('cursor_unknown', {}, 'after')
  const { subscribers, next } = await listSubscriberRows(store.read, keys, after, limit)
  return accept({ rows: await rowsOf(store.read, subscribers), next })
}

/**
 * Looks a whole id, number, contact phone or e-mail up, in any way of writing, exactly. That something was searched is on record, what was searched is
 * not (S73). Refuses `words_short`.
 */
export async function searchSubscribers(context: UseCaseContext, given: string): Promise<Result<readonly SubscriberListRow[]>> {
  const { store, keys } = context
  const words = given.trim().slice(0, WORDS_MAX)
  if ([...words].length < WORDS_MIN) return refuse('words_short', { min: WORDS_MIN }, 'words')
  const { settings } = await getOperatorSettings(store.read)
  const number = parseNumber(words, { country: settings.country }).normal
  const found = await findSubscribers(store.read, keys, { id: words, number, email: words.includes('@') ? words : null })
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'subscriber.searched', object: 'subscriber:search', after: { rows: found.length } })))
  return accept(await rowsOf(store.read, found))
}

async function rowsOf(db: UseCaseContext['store']['read'], subscribers: readonly Stored<Subscriber>[]): Promise<readonly SubscriberListRow[]> {
  const changed = await lastChanges(db, subscribers.map((one) => one.subscriberId))
  return subscribers.map((one) => ({
    subscriberId: one.subscriberId, name: maskName(one.name), numbers: one.numbers.slice(0, NUMBERS_SHOWN).map(maskPhone), contactPhone: one.contactPhone === null ? null : maskPhone(one.contactPhone),
    email: one.email === null ? null : maskEmail(one.email), status: one.status, openedAt: one.openedAt, changedAt: changed.get(one.subscriberId) ?? null,
  }))
}
