import type { Result } from '../../app/domain/values/result.ts'

/** The value of what was not refused; a refusal fails the test with its code and data. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code} ${JSON.stringify(result.refusal.data ?? {})}`)
  return result.value
}
