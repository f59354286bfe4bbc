/** The roles of staff (S66). */
export const ROLES = ['reviewer', 'supervisor', 'admin', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/** Everything that may be asked for. A new action is added here and in {@link TABLE}; what is not in a row of the table is refused. */
export const PERMISSIONS = [
  'account.own',
  'queue.view',
  'order.view',
  'case.claim',
  'case.decide',
  'case.assign',
  'subscriber.view',
  'personal_data.unmask',
  'dashboard.view',
  'import.view',
  'import.run',
  'quarantine.mend',
  'rule.view',
  'rule.edit',
  'list.view',
  'list.propose',
  'list.confirm',
  'export.run',
  'audit.view',
  'settings.view',
  'settings.edit',
  'staff.view',
  'staff.manage',
  'refund.view',
  'refund.request',
  'refund.check',
  'refund.supervise',
  'policy.view',
  'policy.edit',
  'notice.view',
  'notice.retry',
  'webhook.replay',
  'match.propose',
  'match.check',
  'profile.change',
  'profile.check',
  'profile.supervise',
  'dispute.view',
  'dispute.handle',
  'dispute.check',
  'dispute.supervise',
  'hold.place',
  'privacy.view',
  'privacy.erase',
  'privacy.check',
  'alert.view',
  'alert.handle',
  'alert.edit',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** The one permission table: role by action, deny by default (S66). Read by the server's checks, the pages and the printed matrix alike. */
const TABLE: Readonly<Record<Role, readonly Permission[]>> = {
  reviewer: [
    'account.own', 'queue.view', 'order.view', 'case.claim', 'case.decide', 'subscriber.view', 'personal_data.unmask', 'dashboard.view', 'import.view', 'rule.view', 'list.view', 'list.propose', 'refund.view',
    'refund.request', 'refund.check', 'policy.view', 'notice.view', 'match.propose', 'profile.change', 'profile.check', 'dispute.view', 'dispute.handle', 'dispute.check',
    'alert.view', 'alert.handle',
  ],
  supervisor: [
    'account.own', 'queue.view', 'order.view', 'case.claim', 'case.decide', 'case.assign', 'subscriber.view', 'personal_data.unmask',
    'dashboard.view', 'import.view', 'import.run', 'quarantine.mend', 'rule.view', 'rule.edit', 'list.view', 'list.propose', 'list.confirm', 'export.run', 'audit.view', 'settings.view',
    'refund.view', 'refund.request', 'refund.check', 'refund.supervise', 'policy.view',
    'notice.view', 'notice.retry', 'webhook.replay', 'match.propose', 'match.check', 'profile.change', 'profile.check', 'profile.supervise', 'dispute.view', 'dispute.handle', 'dispute.check', 'dispute.supervise',
    'hold.place', 'privacy.view', 'privacy.check', 'alert.view', 'alert.handle', 'alert.edit',
  ],
  admin: [
    'account.own', 'queue.view', 'order.view', 'case.claim', 'case.decide', 'case.assign', 'subscriber.view', 'personal_data.unmask',
    'dashboard.view', 'import.view', 'import.run', 'quarantine.mend', 'rule.view', 'rule.edit', 'list.view', 'list.propose', 'list.confirm', 'export.run', 'audit.view',
    'settings.view', 'settings.edit', 'staff.view', 'staff.manage', 'refund.view', 'refund.request', 'refund.check', 'refund.supervise', 'policy.view', 'policy.edit',
    'notice.view', 'notice.retry', 'webhook.replay', 'match.propose', 'match.check', 'profile.change', 'profile.check', 'profile.supervise', 'dispute.view', 'dispute.handle', 'dispute.check', 'dispute.supervise',
    'hold.place', 'privacy.view', 'privacy.erase', 'privacy.check', 'alert.view', 'alert.handle', 'alert.edit',
  ],
  auditor: [
    'account.own', 'queue.view', 'order.view', 'subscriber.view', 'dashboard.view', 'import.view', 'rule.view', 'list.view', 'audit.view', 'settings.view', 'staff.view', 'refund.view', 'policy.view', 'notice.view',
    'dispute.view', 'privacy.view', 'alert.view',
  ],
}

/** What a route declares: a permission, `signed_in` for every active member of staff, or `public` for everyone. */
export type DeclaredPermission = Permission | 'signed_in' | 'public'

export function isDeclaredPermission(value: unknown): value is DeclaredPermission {
  return value === 'public' || value === 'signed_in' || (PERMISSIONS as readonly unknown[]).includes(value)
}

export function isRole(value: unknown): value is Role {
  return (ROLES as readonly unknown[]).includes(value)
}

/** Whether a role may do something. An unknown role may nothing. */
export function may(role: string, permission: Permission): boolean {
  return isRole(role) && TABLE[role].includes(permission)
}

/** The permissions of a role, for the pages: what is not in the list is not offered. */
export function permissionsOf(role: Role): readonly Permission[] {
  return TABLE[role]
}
