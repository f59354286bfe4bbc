import { describe, expect, it } from 'vitest'
import { isDeclaredPermission, may, PERMISSIONS, permissionsOf, ROLES } from '../../app/auth/permissions.ts'

/** Who may do what, written out on its own: r reviewer, s supervisor, a admin, u auditor. */
const EXPECTED: Record<(typeof PERMISSIONS)[number], string> = {
  'account.own': 'rsau',
  'queue.view': 'rsau',
  'order.view': 'rsau',
  'case.claim': 'rsa',
  'case.decide': 'rsa',
  'case.assign': 'sa',
  'subscriber.view': 'rsau',
  'personal_data.unmask': 'rsa',
  'dashboard.view': 'rsau',
  'import.view': 'rsau',
  'import.run': 'sa',
  'quarantine.mend': 'sa',
  'rule.view': 'rsau',
  'rule.edit': 'sa',
  'list.view': 'rsau',
  'list.propose': 'rsa',
  'list.confirm': 'sa',
  'export.run': 'sa',
  'audit.view': 'sau',
  'settings.view': 'sau',
  'settings.edit': 'a',
  'staff.view': 'au',
  'staff.manage': 'a',
  'refund.view': 'rsau',
  'refund.request': 'rsa',
  'refund.check': 'rsa',
  'refund.supervise': 'sa',
  'policy.view': 'rsau',
  'policy.edit': 'a',
  'notice.view': 'rsau',
  'notice.retry': 'sa',
  'webhook.replay': 'sa',
  'match.propose': 'rsa',
  'match.check': 'sa',
  'profile.change': 'rsa',
  'profile.check': 'rsa',
  'profile.supervise': 'sa',
  'dispute.view': 'rsau',
  'dispute.handle': 'rsa',
  'dispute.check': 'rsa',
  'dispute.supervise': 'sa',
  'hold.place': 'sa',
  'privacy.view': 'sau',
  'privacy.erase': 'a',
  'privacy.check': 'sa',
  'alert.view': 'rsau',
  'alert.handle': 'rsa',
  'alert.edit': 'sa',
}
const LETTER = { reviewer: 'r', supervisor: 's', admin: 'a', auditor: 'u' } as const

describe('S66: each role and each action', () => {
  for (const role of ROLES) {
    for (const permission of PERMISSIONS) {
      const isAllowed = EXPECTED[permission].includes(LETTER[role])
      it(`${role} ${isAllowed ? 'may' : 'may not'} ${permission}`, () => {
        expect(may(role, permission)).toBe(isAllowed)
        expect(permissionsOf(role).includes(permission)).toBe(isAllowed)
      })
    }
  }
  it('an unknown role or action may nothing', () => {
    for (const role of ['', 'root', 'Admin', 'constructor', '__proto__']) for (const permission of PERMISSIONS) expect(may(role, permission)).toBe(false)
    expect(may('admin', 'everything' as never)).toBe(false)
  })
  it('only known permissions can be declared', () => {
    for (const declared of [...PERMISSIONS, 'public', 'signed_in']) expect(isDeclaredPermission(declared)).toBe(true)
    for (const declared of ['', 'publik', undefined, null, {}]) expect(isDeclaredPermission(declared)).toBe(false)
  })
})

describe('S54: auditors', () => {
  it('see and change nothing', () => {
    expect(permissionsOf('auditor').filter((permission) => !permission.endsWith('.view'))).toEqual(['account.own'])
  })
})
