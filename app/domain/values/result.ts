/** Plain JSON, the only thing that refusals, evidence and events carry. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Why something expected was not done. `code` is a message key; `field` names the input it belongs to. */
export interface Refusal {
  readonly code: string
  readonly field?: string
  readonly data?: { readonly [key: string]: Json }
}

/** The answer of everything that can be refused: a value, or the reason there is none. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

export function accept<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function refuse(code: string, data?: Refusal['data'], field?: string): Result<never> {
  const refusal: Refusal = { code, ...(data ? { data } : {}), ...(field ? { field } : {}) }
  return { ok: false, refusal }
}

/** Guards our own promises. A failure is a bug, never a user's mistake. */
export function invariant(holds: unknown, promise: string): asserts holds {
  if (!holds) throw new Error(`Broken promise: ${promise}`)
}

/** Makes a switch over a union exhaustive at compile time. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`)
}
