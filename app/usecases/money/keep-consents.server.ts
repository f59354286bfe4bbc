import { readConsent } from '../../domain/actions/consent-reply.ts'
import { wrongNumber, type WrongNumberState } from '../../domain/actions/wrong-number.ts'
import { DAY_MS } from '../../domain/values/time.ts'
import { listKindStatus, listDueActions, findAction } from '../../../db/queries/staff-actions.ts'
import { listConsentReplies } from '../../../db/queries/replies.ts'
import type { UseCaseContext } from '../context.ts'
import { performAction } from '../actions/perform-action.server.ts'

const MOST_AT_ONCE = 200
/** How long after its end a window is still looked at: message feeds come late. */
const LATE_MS = 14 * DAY_MS

export interface KeptConsents {
  readonly agreed: number
  readonly refused: number
  readonly unclear: number
  readonly lapsed: number
}

/**
 * Reads what holders of numbers answered to the question whether a top-up may be taken back: a clear word that came from the number itself within the window sets the
 * consent, with the message as evidence; anything else is put before people. Then ends the questions that nobody answered in time. Answers first: a word that came
 * in time beats the clock.
 */
export async function keepConsents(context: UseCaseContext): Promise<KeptConsents> {
  const { store, keys, now } = context
  const db = store.read
  const asProgram: UseCaseContext = { ...context, actor: { staffId: null, role: null, label: 'system' } }
  const kept = { agreed: 0, refused: 0, unclear: 0, lapsed: 0 }
  for (const status of ['awaiting_recipient', 'agreed', 'lapsed'] as const) {
    for (const row of await listKindStatus(db, wrongNumber.kind, status, MOST_AT_ONCE)) {
      if (row.changed_at < now - LATE_MS) continue
      const loaded = await findAction<WrongNumberState>(db, keys, wrongNumber, row.id)
      const { askedAt = null, answerBy = null, lastReply = 0 } = loaded?.state ?? {}
      if (askedAt === null || answerBy === null) continue
      // Who agreed may take it back as long as the money has not moved.
      const until = status === 'agreed' ? now : answerBy
      for (const message of await listConsentReplies(db, row.order_row_id ?? 0, { from: askedAt, until, afterRowId: lastReply })) {
        const reply = readConsent(message.text)
        // Said twice it is the same word.
        if (status === 'agreed' && reply === 'yes') continue
        const done = await performAction(asProgram, { kind: 'wrong_number', actionId: row.id, command: { type: 'take_reply', reply, messageRowId: message.rowId, messageId: message.messageId } })
        if (!done.ok) continue
        if (done.value.status === 'agreed' && status !== 'agreed') kept.agreed += 1
        else if (done.value.status === 'refused') kept.refused += 1
        else if (reply === 'unclear' || status === 'lapsed') kept.unclear += 1
      }
    }
  }
  for (const actionId of await listDueActions(db, wrongNumber.kind, now, MOST_AT_ONCE)) {
    if ((await performAction(asProgram, { kind: 'wrong_number', actionId, command: { type: 'lapse' } })).ok) kept.lapsed += 1
  }
  return kept
}
