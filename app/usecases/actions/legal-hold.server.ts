import { type HoldSubject, legalHold, type LegalHoldCommand, type LegalHoldEvent, type LegalHoldSituation, type LegalHoldState } from '../../domain/actions/legal-hold.ts'
import { accept } from '../../domain/values/result.ts'
import type { Handle } from '../../../db/client.ts'
import { hasSubscriber } from '../../../db/queries/search.ts'
import { listSubjectActions } from '../../../db/queries/staff-actions.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import type { ActionKind } from './action-kind.ts'

/** How many earlier actions about one person are looked through for a hold that stands. */
const LOOKED = 200

/** What a court, the police or a regulator wants kept. */
export const legalHoldKind: ActionKind<LegalHoldState, LegalHoldCommand, LegalHoldEvent, LegalHoldSituation> = {
  action: legalHold,
  situation: async (db, { keys }, { loaded, command, subject, base }) => {
    const { subscriberId = null, caseId = null } = loaded?.state ?? {}
    const named: HoldSubject = command?.type === 'place' ? command.about : caseId !== null ? { caseId } : { subscriberId: subscriberId ?? '' }
    const whole = 'caseId' in named ? await wholeOf(db, named.caseId) : null
    const about: HoldSubject = 'caseId' in named ? { caseId: whole ?? named.caseId } : named
    const subjectKey = 'caseId' in about ? `case:${about.caseId}` : `subscriber:${about.subscriberId}`
    const others = loaded ? [] : await listSubjectActions(db, subjectKey, LOOKED)
    return accept({
      situation: {
        ...base, contentHash: null, about, exists: 'caseId' in about ? whole !== null : await hasSubscriber(db, about.subscriberId), isHeld: others.some((one) => one.kind === 'legal_hold' && one.is_open === 1),
        conflict: await findConflict(db, keys, base.person.staffId ?? 0, { order_row_id: null, order_id: null, subject_key: subjectKey, target_number: null }, base.now),
      },
      subject: { ...subject, subjectKey, caseId: 'caseId' in about ? about.caseId : subject.caseId },
    })
  },
}

/** The case that stands for this one: itself, or the whole it was merged into; null when there is none. */
async function wholeOf(db: Handle, caseId: number): Promise<number | null> {
  const row = await db.selectFrom('cases').select(['id', 'merged_into']).where('id', '=', caseId).executeTakeFirst()
  return row ? (row.merged_into ?? row.id) : null
}
