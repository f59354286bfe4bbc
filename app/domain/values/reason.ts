import { accept, refuse, type Result } from './result.ts'

/** Shortest and longest reason that people give for what they do, in characters. */
export const REASON_MIN = 5
const REASON_MAX = 500

/** A reason without its blanks at both ends; refuses `reason_needed` with the field where it stands. */
export function checkedReason(text: string, field = 'reason'): Result<string> {
  const reason = text.trim()
  return reason.length < REASON_MIN || reason.length > REASON_MAX ? refuse('reason_needed', { min: REASON_MIN, max: REASON_MAX }, field) : accept(reason)
}
