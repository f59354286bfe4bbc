import { sql } from 'kysely'
import { afterEnd, afterWritten, CASE_LETTERS, isAwaited, NOTICE_OF_LETTER, VERIFYING_PROOFS, type CaseLetter, type LetterCounts, type VerifyingProof, type WrittenLetter } from '../../app/domain/cases/letter.ts'
import type { NoticeChannel } from '../../app/domain/notices/notice.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { lookupHash, type Keys } from '../seal.ts'
import { listWrittenTo } from './notices.ts'

/** The predicate of the index, word for word (trap 6). */
const IS_LETTER = sql<boolean>`type in ('letter_written', 'letter_ended')`
/** Found as proof of nothing: the change was refused, stopped or taken back. */
const DISPROVED = ['rejected', 'frozen', 'reverting', 'reverted']
const MESSAGES_MAX = 1_000

/** Somebody a letter of a case was written to, with what has been heard of them since. */
export interface LetterRecipient {
  readonly letter: CaseLetter
  readonly toMasked: string
  readonly channel: NoticeChannel
  readonly at: Instant
  /** What the notice is about, as the outbox finds it. */
  readonly object: string
  /** Given up: it reached nobody. */
  readonly isDead: boolean
  /** Whose number it is; null where that is not on record. */
  readonly subscriberId: string | null
  readonly verified: { readonly at: Instant; readonly how: VerifyingProof } | null
  /** The first message from them. */
  readonly wrote: { readonly at: Instant; readonly text: string } | null
}

/** A letter of a case that the answer to is waited for. */
export interface AwaitedLetter {
  readonly caseId: number
  /** The case it is part of, or the case itself: where people look at it. */
  readonly wholeId: number
  readonly letter: CaseLetter
  readonly dueAt: Instant
}

/** Letters written since an instant whose wait has not ended, whatever became of their case; those due first come first. */
export async function listAwaitedLetters(db: Handle, since: Instant): Promise<readonly AwaitedLetter[]> {
  const events = await db
    .selectFrom('case_events').innerJoin('cases', 'cases.id', 'case_events.case_id').select(['case_events.case_id', 'cases.merged_into', 'case_events.type', 'case_events.data', 'case_events.at'])
    .where(IS_LETTER).where('case_events.at', '>=', since).orderBy('case_events.at').orderBy('case_events.seq').execute()
  const left = new Map<number, { readonly wholeId: number; readonly letters: readonly WrittenLetter[] }>()
  for (const { case_id, merged_into, type, data, at } of events) {
    const before = left.get(case_id)?.letters ?? []
    const told = JSON.parse(data) as Pick<WrittenLetter, 'letter' | 'recipients' | 'dueAt'> & LetterCounts
    left.set(case_id, { wholeId: merged_into ?? case_id, letters: type === 'letter_written' ? afterWritten(before, told, at) : afterEnd(before, told.letter, told, at) })
  }
  return [...left]
    .flatMap(([caseId, { wholeId, letters }]) => letters.filter(isAwaited).flatMap(({ letter, dueAt }) => (dueAt === null ? [] : [{ caseId, wholeId, letter, dueAt }])))
    .sort((a, b) => a.dueAt - b.dueAt)
}

/** Everybody whom cases wrote to, each once a letter, in the order they were written to, with what came from them until `lateMs` after that. */
export async function listLetterRecipients(db: Handle, keys: Keys, caseIds: readonly number[], lateMs: number): Promise<readonly LetterRecipient[]> {
  const kinds = Object.fromEntries(CASE_LETTERS.map((letter) => [NOTICE_OF_LETTER[letter], letter]))
  const written = await listWrittenTo(db, keys, caseIds.map((id) => `case:${id}`), Object.keys(kinds))
  const [first] = written
  if (!first) return []
  const since = Math.min(...written.map((one) => one.at))
  const numbers = [...new Set(written.flatMap((one) => (one.channel === 'sms' && one.to !== null ? [one.to] : [])))]
  const mails = [...new Set(written.flatMap((one) => (one.channel === 'email' && one.to !== null ? [one.to] : [])))]
  const ownerOf = await ownersOf(db, numbers)
  const reachedOf = await reachedBy(db, keys, numbers, mails)
  const ids = [...new Set([...ownerOf.values(), ...[...reachedOf.values()].flat()])]
  const proofs = await proofsOf(db, [...new Set(ownerOf.values())], since)
  const messages = await messagesFrom(db, numbers, ids, since)
  const seen = new Set<string>()
  return written.flatMap((one) => {
    const letter = kinds[one.kind]
    const key = `${one.kind}|${one.to ?? one.toMasked}`
    if (letter === undefined || seen.has(key)) return []
    seen.add(key)
    const until = one.at + lateMs
    const holder = one.to === null ? undefined : ownerOf.get(one.to)
    const subscriberId = holder ?? (one.to === null ? null : (reachedOf.get(one.to)?.[0] ?? null))
    const isWithin = (at: Instant) => at >= one.at && at <= until
    const theirs = one.to === null ? [] : [...(holder === undefined ? [] : [holder]), ...(reachedOf.get(one.to) ?? [])]
    const message = messages.find((each) => isWithin(each.at) && ((each.number !== null && each.number === one.to) || (each.subscriber_id !== null && theirs.includes(each.subscriber_id))))
    const proof = letter !== 'verify_again' ? undefined : proofs.find((each) => each.subscriberId === holder && isWithin(each.at))
    return [{
      letter, toMasked: one.toMasked, channel: one.channel, at: one.at, object: one.object, isDead: one.isDead, subscriberId, verified: proof ? { at: proof.at, how: proof.how } : null,
      wrote: message ? { at: message.at, text: message.text } : null,
    }]
  })
}

async function ownersOf(db: Handle, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map()
  const rows = await db.selectFrom('subscriber_numbers').select(['number', 'subscriber_id']).where('number', 'in', numbers).orderBy('subscriber_id', 'desc').execute()
  return new Map(rows.map((row) => [row.number, row.subscriber_id]))
}

/** Whose contact an address is. */
async function reachedBy(db: Handle, keys: Keys, numbers: readonly string[], mails: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const addressOf = new Map([...numbers.map((one) => [lookupHash(keys, 'contact_phone', one), one] as const), ...mails.map((one) => [lookupHash(keys, 'email', one), one] as const)])
  const found = new Map<string, string[]>()
  for (const column of ['contact_phone_hash', 'email_hash'] as const) {
    const rows = await db.selectFrom('subscribers').select(['subscriber_id', column]).where(column, 'in', [...addressOf.keys()]).execute()
    for (const row of rows) {
      const address = addressOf.get((row as Record<string, string | null>)[column] ?? '')
      if (address !== undefined) found.set(address, [...(found.get(address) ?? []), row.subscriber_id])
    }
  }
  return found
}

/** When subscribers were seen in person or by their document: with a change of their profile, by record or here, or when a contact was confirmed. Oldest first. */
async function proofsOf(db: Handle, ids: readonly string[], since: Instant): Promise<readonly { readonly subscriberId: string; readonly at: Instant; readonly how: VerifyingProof }[]> {
  if (ids.length === 0) return []
  const recorded = await db
    .selectFrom('profile_changes').select(['subscriber_id', 'at', 'verification']).where('subscriber_id', 'in', ids).where('at', '>=', since).where('verification', 'in', [...VERIFYING_PROOFS]).execute()
  const confirmed = await db
    .selectFrom('contact_confirmations').select(['subscriber_id', 'confirmed_at', 'how']).where('subscriber_id', 'in', ids).where('confirmed_at', '>=', since).where('how', '=', 'in_person').execute()
  const proved = await db
    .selectFrom('staff_actions').innerJoin('action_events', 'action_events.action_id', 'staff_actions.id').select(['staff_actions.subject_key', 'action_events.at', 'action_events.data'])
    .where('staff_actions.subject_key', 'in', ids.map((id) => `subscriber:${id}`)).where('staff_actions.kind', '=', 'profile_change').where('staff_actions.status', 'not in', DISPROVED)
    .where('action_events.type', '=', 'verified').where('action_events.at', '>=', since).execute()
  const isProof = (how: string): how is VerifyingProof => (VERIFYING_PROOFS as readonly string[]).includes(how)
  return [
    ...recorded.map((row) => ({ subscriberId: row.subscriber_id, at: row.at, how: row.verification ?? '' })),
    ...confirmed.map((row) => ({ subscriberId: row.subscriber_id, at: row.confirmed_at, how: row.how })),
    ...proved.map((row) => ({ subscriberId: row.subject_key.slice('subscriber:'.length), at: row.at, how: (JSON.parse(row.data) as { proof?: string }).proof ?? '' })),
  ].flatMap(({ how, ...one }) => (isProof(how) ? [{ ...one, how }] : [])).sort((a, b) => a.at - b.at)
}

/** What came in since from numbers or people, oldest first. */
async function messagesFrom(
  db: Handle, numbers: readonly string[], ids: readonly string[], since: Instant,
): Promise<readonly { readonly id: number; readonly number: string | null; readonly subscriber_id: string | null; readonly text: string; readonly at: Instant }[]> {
  const of = (column: 'number' | 'subscriber_id', values: readonly string[]) =>
    values.length === 0 ? [] : db
      .selectFrom('messages').select(['id', 'number', 'subscriber_id', 'text', 'at']).where(column, 'in', values).where('at', '>=', since).where('direction', '=', 'in')
      .orderBy('at').orderBy('id').limit(MESSAGES_MAX).execute()
  return [...await of('number', numbers), ...await of('subscriber_id', ids)].sort((a, b) => a.at - b.at || a.id - b.id)
}
