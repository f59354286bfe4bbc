import { legalHold, type LegalHoldCommand, type LegalHoldEvent, type LegalHoldSituation, type LegalHoldState } from '../../domain/actions/legal-hold.ts'
import { accept } from '../../domain/values/result.ts'
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
    const subscriberId = loaded?.state.subscriberId ?? (command?.type === 'place' ? command.subscriberId : '')
    const subjectKey = `subscriber:${subscriberId}`
    const others = loaded ? [] : await listSubjectActions(db, subjectKey, LOOKED)
    return accept({
      situation: {
        ...base, contentHash: null, exists: await hasSubscriber(db, subscriberId), isHeld: others.some((one) => one.kind === 'legal_hold' && one.is_open === 1),
        conflict: await findConflict(db, keys, base.person.staffId ?? 0, { order_row_id: null, order_id: null, subject_key: subjectKey, target_number: null }, base.now),
      },
      subject: { ...subject, subjectKey },
    })
  },
}
