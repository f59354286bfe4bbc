import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'

export interface Team {
  readonly id: number
  readonly name: string
  readonly closedAt: Instant | null
  readonly members: readonly { readonly id: number; readonly name: string }[]
}

/** Teams by name, closed ones last, with those of their members who are still here. */
export async function listTeams(db: Handle): Promise<readonly Team[]> {
  const teams = await db.selectFrom('teams').selectAll().orderBy('name').execute()
  const members = await db
    .selectFrom('team_members').innerJoin('staff', 'staff.id', 'team_members.staff_id').select(['team_id', 'staff.id', 'staff.name'])
    .where('staff.disabled_at', 'is', null).orderBy('staff.name').execute()
  return teams
    .map((team) => ({ id: team.id, name: team.name, closedAt: team.closed_at, members: members.filter((one) => one.team_id === team.id).map(({ id, name }) => ({ id, name })) }))
    .sort((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null))
}

export async function isTeamMember(db: Handle, teamId: number, staffId: number): Promise<boolean> {
  return (await db.selectFrom('team_members').select('team_id').where('team_id', '=', teamId).where('staff_id', '=', staffId).executeTakeFirst()) !== undefined
}

export async function teamIdsOf(db: Handle, staffId: number): Promise<readonly number[]> {
  return (await db.selectFrom('team_members').select('team_id').where('staff_id', '=', staffId).execute()).map((row) => row.team_id)
}

export async function teamNames(db: Handle, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  return new Map((await db.selectFrom('teams').select(['id', 'name']).where('id', 'in', [...new Set(ids)]).execute()).map((row) => [row.id, row.name]))
}

/** The id of a new team, or null when the name is taken. */
export async function insertTeam(tx: Tx, name: string, now: Instant): Promise<number | null> {
  const row = await tx.insertInto('teams').values({ name, created_at: now, closed_at: null }).onConflict((conflict) => conflict.column('name').doNothing()).returning('id').executeTakeFirst()
  return row?.id ?? null
}

/** Closes a team or opens it again; false when there is none. */
export async function setTeamClosed(tx: Tx, teamId: number, closedAt: Instant | null): Promise<boolean> {
  return (await tx.updateTable('teams').set({ closed_at: closedAt }).where('id', '=', teamId).executeTakeFirst()).numUpdatedRows === 1n
}

/** Makes these the members, no others. */
export async function setTeamMembers(tx: Tx, teamId: number, staffIds: readonly number[], now: Instant): Promise<void> {
  const before = new Set((await tx.selectFrom('team_members').select('staff_id').where('team_id', '=', teamId).execute()).map((row) => row.staff_id))
  const gone = [...before].filter((id) => !staffIds.includes(id))
  if (gone.length > 0) await tx.deleteFrom('team_members').where('team_id', '=', teamId).where('staff_id', 'in', gone).execute()
  const fresh = staffIds.filter((id) => !before.has(id))
  if (fresh.length > 0) await tx.insertInto('team_members').values(fresh.map((staff_id) => ({ team_id: teamId, staff_id, since: now }))).execute()
}
