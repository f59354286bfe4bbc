import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { listColleagues } from '../../../db/queries/case-work.ts'
import { listTeams, setTeamClosed, setTeamMembers } from '../../../db/queries/teams.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { refusePermission } from '../refuse-permission.ts'
import { TEAM_ROLES } from './team-roles.ts'

/** Says who is of a team and whether it takes cases. Refuses `not_permitted`, `team_unknown`, `assignee_unfit`. */
export async function changeTeam(context: UseCaseContext, teamId: number, to: { readonly staffIds: readonly number[]; readonly isClosed: boolean }): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'case.assign')) return refusePermission(context, 'case.assign')
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
