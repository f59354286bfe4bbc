import { listColleagues } from '../../../db/queries/case-work.ts'
import { listTeams } from '../../../db/queries/teams.ts'
import type { UseCaseContext } from '../context.ts'
import { TEAM_ROLES } from '../staff/team-roles.ts'

/** Colleagues and open teams that cases can be handed to; the person who asks is not among them. */
export async function listReceivers({ store, actor }: UseCaseContext) {
  const [colleagues, teams] = await Promise.all([listColleagues(store.read, TEAM_ROLES), listTeams(store.read)])
  return {
    colleagues: colleagues.filter((one) => one.id !== actor.staffId),
    teams: teams.filter((team) => team.closedAt === null && team.members.length > 0).map(({ id, name, members }) => ({ id, name, members: members.length })),
  }
}

/** Every team with its members, and everyone who can be in one. */
export async function listTeamsPage({ store }: UseCaseContext) {
  const [teams, colleagues] = await Promise.all([listTeams(store.read), listColleagues(store.read, TEAM_ROLES)])
  return { teams, colleagues }
}
