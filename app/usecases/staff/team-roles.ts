/** Roles that decide cases and so can be in a team. */
export const TEAM_ROLES = ['reviewer', 'supervisor', 'admin'] as const
