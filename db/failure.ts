/** Why the database cannot serve just now. All of them pass: writes work again when the cause is gone (S17). */
export type StoreFailureReason = 'disk_full' | 'read_only' | 'locked' | 'io_error' | 'unreachable' | 'corrupt'

/** What the edge answers with 503. Told by `code`, never by class, since the page bundle carries its own copy of modules. */
export interface StoreFailure extends Error {
  readonly code: 'store_unavailable'
  readonly reason: StoreFailureReason
}

const SQLITE_REASONS: readonly (readonly [prefix: string, reason: StoreFailureReason])[] = [
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_PERM', 'read_only'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_PROTOCOL', 'locked'],
  ['SQLITE_IOERR', 'io_error'],
  ['SQLITE_CANTOPEN', 'io_error'],
  ['SQLITE_NOMEM', 'io_error'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
]

const POSTGRES_REASONS: Readonly<Record<string, StoreFailureReason>> = {
  '53100': 'disk_full', '53200': 'io_error', '53300': 'unreachable', '58030': 'io_error', '25006': 'read_only', '55P03': 'locked', '57014': 'locked',
  '57P01': 'unreachable', '57P02': 'unreachable', '57P03': 'unreachable', '25P03': 'locked', XX001: 'corrupt', XX002: 'corrupt',
  ECONNREFUSED: 'unreachable', ECONNRESET: 'unreachable', ETIMEDOUT: 'unreachable', ENOTFOUND: 'unreachable', EPIPE: 'unreachable', EAI_AGAIN: 'unreachable',
}

/** PostgreSQL answers that mean "run the transaction again": serialization failure and deadlock. */
const RETRY_CODES: ReadonlySet<string> = new Set(['40001', '40P01'])

/** The driver's error code, or an empty text. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** Says why the database could not serve, or null when the error is something else (a broken constraint, a bug). */
export function failureReasonOf(error: unknown): StoreFailureReason | null {
  const code = codeOf(error)
  if (code === 'store_unavailable') return (error as StoreFailure).reason
  for (const [prefix, reason] of SQLITE_REASONS) if (code.startsWith(prefix)) return reason
  if (Object.hasOwn(POSTGRES_REASONS, code)) return POSTGRES_REASONS[code] ?? null
  if (code.startsWith('08')) return 'unreachable'
  const message = error instanceof Error ? error.message : ''
  return message === 'Connection terminated unexpectedly' || message.startsWith('timeout exceeded when trying to connect') ? 'unreachable' : null
}

/** Whether the same transaction may succeed when it is tried again: it was chosen to give way to another. */
export function isRetryable(error: unknown): boolean {
  return RETRY_CODES.has(codeOf(error))
}

/** The error that pages and commands know, with the way back where the file is damaged. */
export function storeFailure(reason: StoreFailureReason, cause: unknown): StoreFailure {
  const told = cause instanceof Error ? cause.message : String(cause)
  const detail = reason === 'corrupt' ? `${told}. Restore the newest backup: npm run restore -- FILE` : told
  return Object.assign(new Error(`The database cannot serve (${reason}): ${detail}`, { cause }), { code: 'store_unavailable' as const, reason })
}

/** True for errors that the edge answers with 503 and `Retry-After`. */
export function isStoreFailure(error: unknown): error is StoreFailure {
  return codeOf(error) === 'store_unavailable'
}

/** True when a unique key refused a row: on SQLite also a primary key. */
export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error)
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}
