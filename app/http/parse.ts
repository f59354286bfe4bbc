import type { z } from 'zod'
import { accept, refuse, type Result } from '../domain/values/result.ts'

/** Most fields of a form or query that are looked at. */
const MAX_FIELDS = 2_000

/**
 * A form as typed input (S23): fields that the schema does not name are dropped, repeated fields become lists, and the first fault is refused as
 * `field_missing` or `field_form` with its field.
 */
export async function parseForm<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<Result<z.output<Schema>>> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    return refuse('form_unreadable')
  }
  return parseEntries(form.entries(), schema)
}

/** The query of a page's address as typed input, under the same rules. */
export function parseQuery<Schema extends z.ZodType>(request: Request, schema: Schema): Result<z.output<Schema>> {
  return parseEntries(new URL(request.url).searchParams.entries(), schema)
}

function parseEntries<Schema extends z.ZodType>(entries: Iterable<[string, FormDataEntryValue]>, schema: Schema): Result<z.output<Schema>> {
  const fields = new Map<string, FormDataEntryValue | FormDataEntryValue[]>()
  for (const [name, value] of entries) {
    const seen = fields.get(name)
    fields.set(name, seen === undefined ? value : Array.isArray(seen) ? [...seen, value] : [seen, value])
    if (fields.size > MAX_FIELDS) return refuse('form_unreadable')
  }
  // A null prototype, so that a field named like a property of every object is nothing but a field (S24).
  const parsed = schema.safeParse(Object.assign(Object.create(null), Object.fromEntries(fields)))
  if (parsed.success) return accept(parsed.data)
  const issue = parsed.error.issues[0]
  // A list that a field holds is a matter of this schema: whoever wrote the address or the form knows the field alone.
  const field = String(issue?.path[0] ?? '')
  return refuse(fields.has(field) ? 'field_form' : 'field_missing', { field }, field)
}
