import { isRole, permissionsOf } from '../../auth/permissions.ts'
import type { Handle } from '../../../db/client.ts'
import { findStaff } from '../../../db/queries/staff.ts'

/** What a member of staff may do now; nothing once their access has ended. An approval asks this about who asked for it (S6). */
export async function permissionsNow(db: Handle, staffId: number): Promise<ReadonlySet<string>> {
  const member = await findStaff(db, staffId)
  return new Set(!member || member.disabledAt !== null || !isRole(member.role) ? [] : permissionsOf(member.role))
}
