import { createHash } from 'node:crypto'
import type { Json } from '../../domain/values/result.ts'

/** SHA-256 of plain data in one fixed order of keys: an approval and an idempotency key bind to it (S4, S7). */
export function contentHash(content: Json): string {
  return createHash('sha256').update(JSON.stringify(sorted(content))).digest('hex')
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one as Json)]))
}
