import { randomInt } from 'node:crypto'
import {
  CODE_MS, CODE_TRIES, FIELD_RULES, profileChange, TAKEOVER_LEAST, undoReference, UNPROVED_MS, WATCH_MS, type ChangeField, type ChangeProof, type ProfileChangeCommand, type ProfileChangeEvent, type ProfileChangeSituation,
  type ProfileChangeState, type RecordedChange, type TakeoverStep,
} from '../../domain/actions/profile-change.ts'
import { ownActionOf, ownChangeId } from '../../domain/intake/own-change.ts'
import type { ProfileChange, Stored, Subscriber, Verification } from '../../domain/intake/record.ts'
import type { Notice, NoticeContact, NoticeKind } from '../../domain/notices/notice.ts'
import { stepsBefore, TAKEOVER_WINDOW_MS, together } from '../../domain/signals/profile/takeover.ts'
import { guardedBy } from '../../domain/subscribers/guarded.ts'
import { maskPhone, maskProfileValue } from '../../domain/values/masking.ts'
import { accept, refuse } from '../../domain/values/result.ts'
import { DAY_MS, MINUTE_MS, type Instant } from '../../domain/values/time.ts'
import { bulkWriter } from '../../../db/bulk.ts'
import type { Handle, Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { confirmContactRow } from '../../../db/queries/contacts.ts'
import { countTry, findCodeAmong, findNewestCode, insertCode, isContactOf, markCodeUsed } from '../../../db/queries/customer-codes.ts'
import { findConflict, isStaffAccount } from '../../../db/queries/interests.ts'
import { addJob, hasWaitingJob } from '../../../db/queries/jobs.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { findAction, findReferences, listSubjectActions } from '../../../db/queries/staff-actions.ts'
import { findChange, findSubscriber, listSubscriberChanges } from '../../../db/queries/profiles.ts'
import { lookupHash, type Keys } from '../../../db/seal.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { contactsOf, isRecordField, normalValue, valueIn, withValue } from '../subscribers/profile-fields.ts'
import { queueNotices } from '../outbox/queue-notice.ts'
import { type ActionKind, askedFacts, askedTerm } from './action-kind.ts'
import { contentHash } from './content-hash.ts'

const SUBJECT = 'subscriber:'
const LOOKED_AT = 200
/** How much failed codes weigh among the steps of a takeover, from the third on (DOMAIN 5). */
const FAILED_CODES_WEIGHT = 0.2
const FAILED_CODES_LEAST = 3
/** Letters and digits that are not mistaken for one another on the telephone. */
const CODE_SIGNS = 'ACDEFGHJKMNPQRTUVWXY34679'
const CODE_CHARS = 8

/** A change of a profile: proofs by code, steps of a possible takeover, notices to old and new contacts, and what takes effect in the records. */
export const profileChangeKind: ActionKind<ProfileChangeState, ProfileChangeCommand, ProfileChangeEvent, ProfileChangeSituation> = {
  action: profileChange,
  situation: async (db, context, { loaded, command, subject, base }) => {
    const { keys, now } = context
    const subscriberId = subject.subjectKey.startsWith(SUBJECT) ? subject.subjectKey.slice(SUBJECT.length) : ''
    const subscriber = await findSubscriber(db, keys, subscriberId)
    if (!subscriber) return refuse('subscriber_gone')
    const state = loaded?.state ?? profileChange.nothing
    const record = command?.type === 'undo' ? await recordedChange(db, keys, subscriberId, command.changeId) : null
    const field = command?.type === 'request' ? command.field : (record?.field ?? state.field)
    const others = await openChanges(db, keys, subject.subjectKey, loaded?.row.id ?? null)
    const { settings } = await getOperatorSettings(db)
    const value = command?.type === 'request' ? normalValue(command.field, command.newValue, settings.country) : null
    const newValue = record !== null ? record.newValue : value === null ? state.newValue : value.ok ? value.value : null
    const currentValue = field === null ? null : (valueIn(subscriber, field) ?? (field === 'lock' || field === 'refund_account' || field === 'contact_person' ? await lastValue(db, keys, subject.subjectKey, field) : null))
    const takeover = await takeoverOf(db, keys, subscriber, state, others, now)
    const since = record?.at ?? (state.requestedAt || now)
    const object = `action:${loaded?.row.id ?? 0}`
    return accept({
      situation: {
        ...base, currentValue, newValue, valueFault: value === null || value.ok ? null : value.refusal, takeover, hasContact: contactsOf(subscriber).length > 0,
        conflict: base.person.staffId === null ? null : await findConflict(db, keys, base.person.staffId, { order_row_id: null, order_id: null, subject_key: subject.subjectKey, target_number: null }, now),
        contentHash: field === null ? null : contentHash({
          subscriberId, field, oldValue: lookupHash(keys, 'change_value', currentValue ?? ''), newValue: lookupHash(keys, 'change_value', newValue ?? ''), since: takeover.steps.filter((step) => step.at > since).map((step) => step.what).sort(),
        }),
        code: command?.type === 'enter_code' || command?.type === 'take_reply' ? await codeVerdict(db, keys, object, command.code, now) : 'none',
        notMe: command?.type === 'not_me' || command?.type === 'take_reply' ? await notMeVerdict(db, keys, object, command.code, state) : null,
        record, undoneIn: record === null ? null : ((await findReferences(db, [undoReference(record.changeId)])).get(undoReference(record.changeId)) ?? null),
        otherOpenId: others.find((other) => other.state.field === field)?.id ?? null,
        guarded: (await isStaffAccount(db, keys, subscriber)) ? 'staff_account' : guardedBy(subscriber.extra),
      },
      subject,
    })
  },
  asked: async (db, { keys, now }, { row, state }) => {
    const { field } = state
    const subscriberId = row.subject_key.slice(SUBJECT.length)
    const subscriber = await findSubscriber(db, keys, subscriberId)
    const path = `/profile-changes/${row.id}`
    if (field === null || !subscriber) return { facts: [], path }
    const isRevert = state.status === 'reverting' || state.status === 'reverted'
    const [from, to] = isRevert ? [state.newValue, state.oldValue] : [state.oldValue, state.newValue]
    const shown = (value: string | null) => askedTerm('change_value', maskProfileValue(field, value))
    const takeover = await takeoverOf(db, keys, subscriber, state, await openChanges(db, keys, row.subject_key, row.id), now)
    const isRisky = takeover.score >= TAKEOVER_LEAST
    return {
      path,
      idle: isRisky ? [] : ['accept_risk'],
      facts: askedFacts([
        ['profiles.col_field', askedTerm('change_field', field)],
        ['policy.col_value', { as: 'change', before: shown(from), after: shown(to) }],
        ['profiles.col_subscriber', { as: 'link', to: `/subscribers/${encodeURIComponent(subscriberId)}`, text: subscriberId }],
        ['profile.channel', askedTerm('change_channel', state.channel)],
        ['profile.proof', askedTerm('change_proof', state.proof)],
        ['approvals.takeover', takeover.steps.length === 0 ? null : { as: 'sentence', key: isRisky ? 'profile.steps_held' : 'profile.steps_fine', data: { score: takeover.score, count: takeover.steps.length } }],
      ]),
    }
  },
  effect: async (tx, context, { actionId, subject, before, state, event, seq }) => {
    const subscriber = await findSubscriber(tx, context.keys, subject.subjectKey.slice(SUBJECT.length))
    if (!subscriber || state.field === null) return refuse('subscriber_gone')
    const scene: Scene = { tx, context, actionId, subscriber, state, field: state.field, event, seq }
    switch (event.type) {
      case 'requested':
        if (FIELD_RULES[state.field].class !== 'normal') await tellBoth(scene, 'change_requested_old', 'change_requested_new')
        break
      case 'recorded':
        if (event.data.cause === 'owner_denies') await reportEntry(scene)
        break
      case 'code_sent': await sendCode(scene); break
      case 'code_failed': {
        const newest = await findNewestCode(tx, context.keys, `action:${actionId}`, 'otp', '')
        if (newest) await countTry(tx, newest.code.id)
        break
      }
      case 'verified': {
        const newest = await findNewestCode(tx, context.keys, `action:${actionId}`, 'otp', '')
        if (newest && event.data.proof === 'otp_old') {
          await markCodeUsed(tx, newest.code.id, context.now)
          if (subscriber.contactPhone && isContactOf(context.keys, newest.code, subscriber.contactPhone))
            await confirmContactRow(tx, context.keys, { subscriberId: subscriber.subscriberId, field: 'contact_phone', value: subscriber.contactPhone, at: context.now, staffId: null, how: 'otp' })
        }
        break
      }
      case 'took_effect':
        await putInto(scene, state.oldValue, state.newValue, '')
        if (FIELD_RULES[state.field].class !== 'normal') await tellBoth(scene, 'change_effective', 'change_effective')
        break
      case 'reverted':
        await putInto(scene, state.newValue, state.oldValue, '-back')
        await tell(scene, 'change_reverted', [...contactsOf(subscriber), ...formerContacts(state)])
        break
      case 'frozen':
      case 'frozen_by_owner':
        await tell(scene, 'change_frozen', [...formerContacts(state), ...contactsOf(subscriber)].slice(0, 2))
        if (event.type === 'frozen_by_owner') {
          await markCodeUsed(tx, Number(event.data.codeId), context.now)
          await reportStaff(scene, before)
        }
        break
      case 'rejected': case 'cancelled': case 'lapsed':
        if (FIELD_RULES[state.field].class !== 'normal') await tell(scene, 'change_ended', contactsOf(subscriber))
        break
      default: break
    }
    return accept(null)
  },
}

/** A change that a feed brought; null for one that was made here, which has a page of its own. */
async function recordedChange(db: Handle, keys: Keys, subscriberId: string, changeId: string): Promise<RecordedChange | null> {
  const found = await findChange(db, keys, changeId)
  if (!found || found.subscriberId !== subscriberId || ownActionOf(changeId) !== null) return null
  return { changeId, field: found.field, oldValue: found.oldValue, newValue: found.newValue, channel: found.channel, proof: found.verification ?? 'none', by: found.staffId, at: found.at }
}

interface Scene {
  readonly tx: Tx
  readonly context: UseCaseContext
  readonly actionId: number
  readonly subscriber: Stored<Subscriber>
  readonly state: ProfileChangeState
  readonly field: ChangeField
  readonly event: ProfileChangeEvent
  readonly seq: number
}

export interface OpenChange {
  readonly id: number
  readonly state: ProfileChangeState
}

/** Changes of one subscriber that have not ended, this one excepted. */
export async function openChanges(db: Handle, keys: Keys, subjectKey: string, exceptId: number | null): Promise<readonly OpenChange[]> {
  const rows = (await listSubjectActions(db, subjectKey, LOOKED_AT)).filter((row) => row.kind === 'profile_change' && row.is_open === 1 && row.id !== exceptId)
  const found: OpenChange[] = []
  for (const row of rows) {
    const loaded = await findAction<ProfileChangeState>(db, keys, profileChange, row.id)
    if (loaded) found.push({ id: row.id, state: loaded.state })
  }
  return found
}

/** What the last change in effect left in a field that no record holds. */
async function lastValue(db: Handle, keys: Keys, subjectKey: string, field: ChangeField): Promise<string | null> {
  const rows = (await listSubjectActions(db, subjectKey, LOOKED_AT)).filter((row) => row.kind === 'profile_change' && row.variant === field && (row.status === 'effective' || row.status === 'settled'))
  const [last] = rows
  const loaded = last ? await findAction<ProfileChangeState>(db, keys, profileChange, last.id) : null
  return loaded?.state.newValue ?? (field === 'lock' ? 'off' : null)
}

/** The changes of 72 hours that may have handed the account over, this one and what staff have open among them. */
export async function takeoverOf(
  db: Handle, keys: Keys, subscriber: Subscriber, state: ProfileChangeState, others: readonly OpenChange[], now: Instant,
): Promise<{ readonly score: number; readonly steps: readonly TakeoverStep[] }> {
  const from = (state.requestedAt || now) - TAKEOVER_WINDOW_MS
  const recorded = await listSubscriberChanges(db, keys, subscriber.subscriberId, from)
  const asked = [state, ...others.map((other) => other.state)].flatMap((one) => (one.field !== null && isRecordField(one.field) && one.tookEffectAt === null ? [asRecord(subscriber, one, one.field)] : []))
  const steps = stepsBefore([...recorded, ...asked], now)
    .map(({ change, weight }): TakeoverStep => ({ what: change.field, at: change.at, proof: change.verification ?? 'none', weight }))
  const failures = state.codeFailures >= FAILED_CODES_LEAST ? [{ what: 'failed_codes', at: state.codeSentAt ?? now, proof: 'none', weight: FAILED_CODES_WEIGHT }] : []
  const all = [...steps, ...failures]
  return { score: Math.round(together(all.map(({ weight }) => weight)) * 100) / 100, steps: all }
}

function asRecord(subscriber: Subscriber, state: ProfileChangeState, field: ProfileChange['field']): Stored<ProfileChange> {
  return {
    kind: 'profile_change', rowId: 0, version: 1, changeId: '', subscriberId: subscriber.subscriberId, field, oldValue: state.oldValue, newValue: state.newValue, channel: state.channel ?? '',
    staffId: null, verification: verificationOf(state.proof), at: state.requestedAt, offsetMin: 0, extra: null,
  }
}

async function codeVerdict(db: Handle, keys: Keys, object: string, text: string, now: Instant): Promise<ProfileChangeSituation['code']> {
  const newest = await findNewestCode(db, keys, object, 'otp', text)
  if (!newest || newest.code.usedAt !== null) return 'none'
  if (now > newest.code.expiresAt) return 'expired'
  if (newest.code.tries >= CODE_TRIES) return 'used_up'
  return newest.fits ? 'fits' : 'wrong'
}

async function notMeVerdict(db: Handle, keys: Keys, object: string, text: string, state: ProfileChangeState): Promise<ProfileChangeSituation['notMe']> {
  const code = await findCodeAmong(db, keys, object, 'not_me', text)
  if (!code || code.usedAt !== null) return null
  const isNew = state.newValue !== null && (state.field === 'contact_phone' || state.field === 'email') && isContactOf(keys, code, state.newValue)
  return { contact: isNew ? 'new' : 'old', codeId: code.id }
}

async function sendCode({ tx, context, actionId, subscriber, field, event, seq }: Scene): Promise<void> {
  const [contact] = contactsOf(subscriber)
  if (!contact) return
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  await insertCode(tx, context.keys, { purpose: 'otp', object: `action:${actionId}`, code, contact: contact.address, sentAt: event.at, expiresAt: event.at + CODE_MS })
  await queueNotices(tx, context, [noticeOf({ actionId, subscriber, seq }, 'change_code', contact, { field, minutes: CODE_MS / MINUTE_MS }, { code })])
}

/** Tells what the owner had before and what they are to have; each gets a code of its own to stop it with. */
async function tellBoth(scene: Scene, oldKind: NoticeKind, newKind: NoticeKind): Promise<void> {
  const { tx, context, actionId, subscriber, state, field, event } = scene
  const fresh: readonly NoticeContact[] = state.newValue === null ? [] : field === 'contact_phone' ? [{ channel: 'sms', address: state.newValue }] : field === 'email' ? [{ channel: 'email', address: state.newValue }] : []
  const isFresh = (contact: NoticeContact) => fresh.some((one) => one.address === contact.address)
  const former = unique([...formerContacts(state), ...contactsOf(subscriber)]).filter((contact) => !isFresh(contact))
  for (const [kind, contacts] of [[oldKind, former], [newKind, fresh]] as const) {
    for (const contact of contacts) {
      const code = Array.from({ length: CODE_CHARS }, () => CODE_SIGNS[randomInt(0, CODE_SIGNS.length)]).join('')
      await insertCode(tx, context.keys, { purpose: 'not_me', object: `action:${actionId}`, code, contact: contact.address, sentAt: event.at, expiresAt: event.at + UNPROVED_MS + WATCH_MS })
      await queueNotices(tx, context, [
        noticeOf(scene, kind, contact, { field, at: event.at, effective: state.effectiveAt ?? event.at, days: WATCH_MS / DAY_MS }, { code }),
      ])
    }
  }
}

async function tell(scene: Scene, kind: NoticeKind, contacts: readonly NoticeContact[]): Promise<void> {
  const { tx, context, field, event } = scene
  await queueNotices(tx, context, unique(contacts).map((contact) => noticeOf(scene, kind, contact, { field, at: event.at })))
}

function noticeOf(
  { actionId, subscriber, seq }: Pick<Scene, 'actionId' | 'subscriber' | 'seq'>, kind: NoticeKind, contact: NoticeContact, data: Notice['data'], secret?: Notice['secret'],
): Notice {
  const number = subscriber.numbers[0] ?? subscriber.contactPhone
  return {
    kind, object: `action:${actionId}`, event: `profile_change:${actionId}:${seq}`, contact, language: subscriber.language,
    data: { ...data, number: number ? maskPhone(number) : '', caseNo: `PC-${actionId}` }, ...(secret ? { secret } : {}),
  }
}

/** A contact that this change takes away: the owner may still sit there. */
function formerContacts({ field, oldValue }: ProfileChangeState): readonly NoticeContact[] {
  if (oldValue === null) return []
  return field === 'contact_phone' ? [{ channel: 'sms', address: oldValue }] : field === 'email' ? [{ channel: 'email', address: oldValue }] : []
}

function unique(contacts: readonly NoticeContact[]): readonly NoticeContact[] {
  return [...new Map(contacts.map((contact) => [`${contact.channel}|${contact.address}`, contact])).values()]
}

/** Writes the value into the records, as a new version of the subscriber and as a change like those of a feed, and has it screened. */
async function putInto({ tx, context, actionId, subscriber, state, field, event }: Scene, from: string | null, to: string | null, suffix: '' | '-back'): Promise<void> {
  const { store, keys, now } = context
  const writer = bulkWriter(store, keys)
  const { rowId: _row, version: _version, ...record } = subscriber
  const marks = { importFileId: null, learnedAt: now }
  await writer.storeRecords(tx, 'subscriber', [{ record: withValue(record, field, to, now), line: null }], marks)
  if (!isRecordField(field)) return
  const change: ProfileChange = {
    kind: 'profile_change', changeId: ownChangeId(actionId, suffix), subscriberId: subscriber.subscriberId, field, oldValue: from, newValue: to, channel: state.channel ?? 'service_counter',
    staffId: `staff:${state.makerIds[0] ?? 0}`, verification: verificationOf(state.proof), at: event.at, offsetMin: 0, extra: null,
  }
  const [stored] = await writer.storeRecords(tx, 'profile_change', [{ record: change, line: null }], marks)
  if (stored) await writer.queueForScreening(tx, 'profile_change', [stored.rowId], now)
  if (!(await hasWaitingJob(tx, 'screen'))) await addJob(tx, { type: 'screen', payload: {}, createdAt: now })
  if (to !== null && (field === 'contact_phone' || field === 'email'))
    await confirmContactRow(tx, keys, { subscriberId: subscriber.subscriberId, field, value: to, at: now, staffId: state.makerIds[0] ?? null, how: 'change' })
}

/** A proof as records of changes know it: a mandate is a paper that was seen. */
function verificationOf(proof: ChangeProof | null): Verification {
  return proof === 'mandate' ? 'id_document' : (proof ?? 'none')
}

/** The owner denies what another system took in: the audit hears at which counter and by whom it was entered (DOMAIN 8 S4, R-STF-01). */
async function reportEntry({ tx, context, actionId, field, event }: Scene): Promise<void> {
  const { changeId, channel, proof, by } = event.data
  await appendAuditEvent(tx, context.keys, auditEntry(context, {
    action: 'staff.reported', object: `entered_by:${typeof by === 'string' ? by : '-'}`, after: { because: 'owner_denies_change', actionId, field, proof: proof ?? null, changeId: changeId ?? null, channel: channel ?? null },
  }))
}

/** The owner denies what a clerk entered: that goes to those who read the audit, not to the team (DOMAIN 8 S4, R-STF-01). */
async function reportStaff({ tx, context, actionId, state, field }: Scene, before: ProfileChangeState): Promise<void> {
  await appendAuditEvent(tx, context.keys, auditEntry(context, {
    action: 'staff.reported', object: `staff:${state.makerIds[0] ?? 0}`, after: { because: 'owner_denies_change', actionId, field, proof: state.proof, was: before.status },
  }))
}
