import type { HandOverTo } from '../../domain/cases/case.ts'
import { refuse, type Result } from '../../domain/values/result.ts'
import type { Tx } from '../../../db/client.ts'
import { listTeams } from '../../../db/queries/teams.ts'
import { actInside, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'
import { permissionsNow } from '../staff/permissions-now.ts'

/**
 * Hands a case to a colleague or a team with a note. It stays in the queue until they accept; until then it can be taken back. Refuses `assignee_unfit` for
 * who cannot decide cases or has left, `team_unfit` for a closed or empty team, `hand_over_to_self`, `hand_over_open` and what `actOnCase` refuses.
 */
export function handOverCase(context: UseCaseContext, caseId: number, to: HandOverTo, note: string, expectedVersion: number): Promise<Result<CaseAfter>> {
  return context.store.write(async (tx) => {
    const objection = await objectionToReceiver(tx, to)
    return objection ?? actInside(tx, context, caseId, { type: 'hand_over', to, note }, expectedVersion)
  })
}

async function objectionToReceiver(tx: Tx, to: HandOverTo): Promise<Result<never> | null> {
  if (to.kind === 'team') {
    const team = (await listTeams(tx)).find((one) => one.id === to.teamId)
    return team && team.closedAt === null && team.members.length > 0 ? null : refuse('team_unfit', {}, 'to')
  }
  return (await permissionsNow(tx, to.staffId)).has('case.decide') ? null : refuse('assignee_unfit', {}, 'to')
}
