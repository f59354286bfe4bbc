import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { insertTeam } from '../../../db/queries/teams.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { refusePermission } from '../refuse-permission.ts'

const NAME_MAX = 60

/** Founds a team. Refuses `not_permitted`, `team_name`, `team_name_taken`. */
export async function foundTeam(context: UseCaseContext, name: string): Promise<Result<{ readonly teamId: number }>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'case.assign')) return refusePermission(context, 'case.assign')
  const text = name.trim()
  if (text.length < 2 || text.length > NAME_MAX) return refuse('team_name', { min: 2, max: NAME_MAX }, 'name')
  return store.write(async (tx) => {
    const teamId = await insertTeam(tx, text, now)
    if (teamId === null) return refuse('team_name_taken', {}, 'name')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'team.founded', object: `team:${teamId}`, after: { name: text } }))
    return accept({ teamId })
  })
}
