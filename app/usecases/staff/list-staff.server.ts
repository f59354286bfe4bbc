import { listStaffMembers } from '../../../db/queries/staff.ts'
import type { UseCaseContext } from '../context.ts'

/** A row of the staff list: what an admin may see, and no hash (S49). */
export interface StaffRow {
  readonly staffId: number
  readonly email: string
  readonly name: string
  readonly role: string
  readonly state: 'active' | 'disabled' | 'one_time' | 'one_time_expired'
  readonly createdAt: number
  /** Since when the person signs in with a second factor; null without one. */
  readonly factorSince: number | null
}

/** Everyone who has or had access, by e-mail address. */
export async function listStaff({ store, now }: UseCaseContext): Promise<readonly StaffRow[]> {
  const members = await listStaffMembers(store.read)
  return members.map(({ id, email, name, role, disabledAt, oneTimeExpiresAt, createdAt, factorSince }) => ({
    staffId: id,
    email,
    name,
    role,
    createdAt,
    factorSince,
    state: disabledAt !== null ? 'disabled' : oneTimeExpiresAt === null ? 'active' : now < oneTimeExpiresAt ? 'one_time' : 'one_time_expired',
  }))
}
