import { refuse, accept, type Result } from '../values/result.ts'

/** Kinds of personal data that are kept for a time of their own (S75). */
export const RETENTION_CLASSES = ['network', 'payment', 'message', 'version', 'profile', 'evidence', 'notice', 'quarantine'] as const
export type RetentionClass = (typeof RETENTION_CLASSES)[number]

/** Roles that can be asked for a second factor. */
export const FACTOR_ROLES = ['reviewer', 'supervisor', 'admin', 'auditor'] as const

/** How staff prove who they are, when looking at personal data is too much, and how long it is kept. Every change is an audit event. */
export interface PrivacySettings {
  /** Roles that need a second factor (S59). */
  readonly factorRoles: readonly string[]
  /** Days from the first sign-in until nothing opens without one. 0: at once. */
  readonly factorGraceDays: number
  /** Values shown in clear to one person in a day from which others are told (DOMAIN 4.10). */
  readonly unmaskAlert: number
  /** And none beyond this. */
  readonly unmaskMax: number
  /** Days that each kind of personal data is kept. */
  readonly retentionDays: Readonly<Record<RetentionClass, number>>
}

/**
 * Network data at least six months and payment records five years or more are law in many places (DOMAIN 4.10); the rest is as long as a claim
 * usually takes to come.
 */
export const DEFAULT_PRIVACY: PrivacySettings = {
  factorRoles: ['supervisor', 'admin', 'auditor'],
  factorGraceDays: 7,
  unmaskAlert: 20,
  unmaskMax: 100,
  retentionDays: { network: 365, payment: 1_826, message: 730, version: 730, profile: 1_826, evidence: 1_826, notice: 365, quarantine: 90 },
}

/** Fewest and most days each kind may be kept. */
export const RETENTION_LIMITS: Readonly<Record<RetentionClass, readonly [min: number, max: number]>> = {
  network: [180, 3_653], payment: [180, 3_653], message: [30, 3_653], version: [30, 3_653], profile: [180, 3_653], evidence: [180, 3_653], notice: [30, 3_653], quarantine: [7, 3_653],
}

export const FACTOR_GRACE_MAX_DAYS = 30
export const UNMASK_LIMIT_MAX = 1_000

/** Checks settings that somebody entered. Refuses `number_range` with the field and its limits, `factor_role`, and `unmask_order`. */
export function checkPrivacySettings(given: PrivacySettings): Result<PrivacySettings> {
  const outside = (value: number, min: number, max: number) => !Number.isSafeInteger(value) || value < min || value > max
  const role = given.factorRoles.find((one) => !(FACTOR_ROLES as readonly string[]).includes(one))
  if (role !== undefined) return refuse('factor_role', {}, 'factorRoles')
  if (outside(given.factorGraceDays, 0, FACTOR_GRACE_MAX_DAYS)) return refuse('number_range', { min: 0, max: FACTOR_GRACE_MAX_DAYS }, 'factorGraceDays')
  if (outside(given.unmaskAlert, 1, UNMASK_LIMIT_MAX)) return refuse('number_range', { min: 1, max: UNMASK_LIMIT_MAX }, 'unmaskAlert')
  if (outside(given.unmaskMax, 1, UNMASK_LIMIT_MAX)) return refuse('number_range', { min: 1, max: UNMASK_LIMIT_MAX }, 'unmaskMax')
  if (given.unmaskMax < given.unmaskAlert) return refuse('unmask_order', { alert: given.unmaskAlert }, 'unmaskMax')
  for (const name of RETENTION_CLASSES) {
    const [min, max] = RETENTION_LIMITS[name]
    if (outside(given.retentionDays[name], min, max)) return refuse('number_range', { min, max }, `retention_${name}`)
  }
  return accept({
    factorRoles: FACTOR_ROLES.filter((one) => given.factorRoles.includes(one)), factorGraceDays: given.factorGraceDays, unmaskAlert: given.unmaskAlert, unmaskMax: given.unmaskMax,
    retentionDays: Object.fromEntries(RETENTION_CLASSES.map((name) => [name, given.retentionDays[name]])) as PrivacySettings['retentionDays'],
  })
}
