import type { Person } from '../../domain/cases/case.ts'
import { may } from '../../auth/permissions.ts'
import type { Actor } from '../context.ts'

/** A member of staff as the case's table of transitions knows them. Without a role nothing is allowed. */
export function personOf(actor: Actor): Person {
  const role = actor.role ?? ''
  return { staffId: actor.staffId ?? 0, mayClaim: may(role, 'case.claim'), mayDecide: may(role, 'case.decide'), maySupervise: may(role, 'case.assign') }
}
