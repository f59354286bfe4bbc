import { accept, refuse, type Result } from '../domain/values/result.ts'
import { may } from '../auth/permissions.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { listColleagues } from '../../db/queries/case-work.ts'
import { insertTeam, listTeams, setTeamClosed, setTeamMembers } from '../../db/queries/teams.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'

/** Roles that decide cases and so can be in a team. */
export const TEAM_ROLES = ['reviewer', 'supervisor', 'admin'] as const

const NAME_MAX = 60

/** Founds a team. Refuses `not_permitted`, `team_name`, `team_name_taken`. */
export async function foundTeam(context: UseCaseContext, name: string): Promise<Result<{ readonly teamId: number }>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'case.assign')) return refuse('not_permitted', { permission: 'case.assign' })
  const text = name.trim()
  if (text.length < 2 || text.length > NAME_MAX) return refuse('team_name', { min: 2, max: NAME_MAX }, 'name')
  return store.write(async (tx) => {
    const teamId = await insertTeam(tx, text, now)
    if (teamId === null) return refuse('team_name_taken', {}, 'name')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'team.founded', object: `team:${teamId}`, after: { name: text } }))
    return accept({ teamId })
  })
}

/** Says who is of a team and whether it takes cases. Refuses `not_permitted`, `team_unknown`, `assignee_unfit`. */
export async function changeTeam(context: UseCaseContext, teamId: number, to: { readonly staffIds: readonly number[]; readonly isClosed: boolean }): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'case.assign')) return refuse('not_permitted', { permission: 'case.assign' })
  return store.write(async (tx) => {
    const team = (await listTeams(tx)).find((one) => one.id === teamId)
    if (!team) return refuse('team_unknown')
    const fit = new Set((await listColleagues(tx, TEAM_ROLES)).map((one) => one.id))
    if (to.staffIds.some((id) => !fit.has(id))) return refuse('assignee_unfit')
    await setTeamMembers(tx, teamId, [...new Set(to.staffIds)], now)
    await setTeamClosed(tx, teamId, to.isClosed ? (team.closedAt ?? now) : null)
    const before = { members: team.members.map((one) => one.id), isClosed: team.closedAt !== null }
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'team.changed', object: `team:${teamId}`, before, after: { members: [...to.staffIds], isClosed: to.isClosed } }))
    return accept(null)
  })
}
