import type { Extra } from '../intake/record.ts'

/** Whose profile only a supervisor changes besides those of staff (DOMAIN 4.7). */
export type Guarded = 'vip' | 'minor'

const FLAGS: Readonly<Record<string, Guarded>> = { vip: 'vip', is_vip: 'vip', minor: 'minor', is_minor: 'minor', 未成年: 'minor', 是否未成年: 'minor', 是否vip: 'vip' }
const CLASSES: ReadonlySet<string> = new Set(['segment', 'customer_segment', 'customer_type', 'customer_class', 'customer_level', '客户级别', '客户等级', '客户类型', '客户类别'])
const YES: ReadonlySet<string> = new Set(['1', 'y', 'yes', 'true', '是'])
const VIP = /(?:^|[^a-z])vip|贵宾/u
const MINOR = /^minor$|未成年/u

/**
 * What the operator's own columns say of a customer beside those of the format, as `segment`, `is_vip` or 客户级别: a minor before all, since a minor cannot speak
 * for themselves. Null where they say nothing.
 */
export function guardedBy(extra: Extra): Guarded | null {
  const said = Object.entries(extra ?? {}).flatMap(([name, text]): Guarded[] => {
    const [column, value] = [name.trim().toLowerCase(), text.normalize('NFKC').trim().toLowerCase()]
    const flag = FLAGS[column]
    if (flag !== undefined) return YES.has(value) ? [flag] : []
    return !CLASSES.has(column) ? [] : MINOR.test(value) ? ['minor'] : VIP.test(value) && !/^(?:非|不是|no)/u.test(value) ? ['vip'] : []
  })
  return said.includes('minor') ? 'minor' : (said[0] ?? null)
}
