import { describe, expect, it } from 'vitest'
import { guardedBy } from '../../../app/domain/subscribers/guarded.ts'

describe('customers whose profile a supervisor changes', () => {
  it.each([
    [{ is_vip: 'Yes' }, 'vip'], [{ VIP: '1' }, 'vip'], [{ segment: 'VIP gold' }, 'vip'], [{ 客户级别: '贵宾' }, 'vip'], [{ customer_type: 'minor' }, 'minor'], [{ 客户类型: '未成年人' }, 'minor'],
    [{ is_minor: 'true', is_vip: 'true' }, 'minor'],
  ] as const)('%j: %s', (extra, said) => expect(guardedBy(extra)).toBe(said))
  it.each([[null], [{}], [{ is_vip: '0' }], [{ is_minor: 'no' }], [{ segment: 'mass' }], [{ 客户级别: '普通' }], [{ 客户级别: '非VIP' }], [{ remark: 'VIP' }], [{ segment: 'provip' }]] as const)('%j: nobody special', (extra) => expect(guardedBy(extra)).toBeNull())
})
