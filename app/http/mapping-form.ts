import { z } from 'zod'
import { fieldsOf } from '../domain/intake/mapping/fields.ts'
import { AMOUNT_UNITS, type ColumnRule, FIRST_PART, MAPPING_LIMITS, type MappingDefinition, PLAIN_RULE } from '../domain/intake/mapping/mapping.ts'
import { RECORD_KINDS } from '../domain/intake/record.ts'

const id = z.coerce.number().int().positive()

/** What was chosen so far: the address of the page. */
export const FolderMappingQuery = z.object({
  kind: z.enum(RECORD_KINDS as [string, ...string[]]).optional(),
  line: z.coerce.number().int().min(0).max(1_000_000).optional(),
  mapping: id.optional(),
})

/** Which part of an upload is mapped, and what was chosen so far. */
export const MappingQuery = FolderMappingQuery.extend({ at: z.string().regex(/^\d{1,3}\.\d{1,4}$/) })

/** The form of a mapping. Beside these it has fields of the form `r.<column>.<part>`, and `v.<column>.<n>` with the value written in `w.<column>.<n>`. */
export const MappingForm = z.looseObject({
  intent: z.enum(['preview', 'save']),
  kind: z.enum(RECORD_KINDS as [string, ...string[]]),
  zone: z.string().max(64).default(''),
  line: z.coerce.number().int().min(0).max(1_000_000),
  name: z.string().max(400).default(''),
  automatic: z.literal('on').optional(),
  /** Keeps a mapping that reads none of the rows looked at. */
  anyway: z.literal('on').optional(),
  mapping: id.optional(),
  version: id.optional(),
})

type Fields = Readonly<Record<string, unknown>>

/** The definition as the form says it; what the form does not know of a column stands as usual. */
export function definitionOf(form: Fields & { readonly kind: string; readonly zone: string }): Omit<MappingDefinition, 'header'> {
  const kind = form.kind as MappingDefinition['kind']
  const text = (name: string) => {
    const value = form[name]
    return typeof value === 'string' ? value.slice(0, MAPPING_LIMITS.cellChars) : ''
  }
  const texts = (name: string) => {
    const value = form[name]
    return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '').map((one) => one.slice(0, MAPPING_LIMITS.cellChars))
  }
  const rules: Record<string, ColumnRule> = {}
  for (const { column, type } of fieldsOf(kind)) {
    const part = (name: string) => text(`r.${column}.${name}`)
    const from = [...new Set(texts(`r.${column}.from`))]
    const constant = part('constant').trim()
    if (from.length === 0 && constant === '') continue
    const values: [string, string][] = []
    if (type === 'choice') for (let n = 0; n < MAPPING_LIMITS.values && typeof form[`w.${column}.${n}`] === 'string'; n++) if (text(`v.${column}.${n}`) !== '') values.push([text(`w.${column}.${n}`), text(`v.${column}.${n}`)])
    // Whoever has just chosen a part of the cell has not been asked yet which one.
    const by = form[`r.${column}.by`] === undefined ? FIRST_PART.by : rawText(form[`r.${column}.by`])
    const piece = form[`r.${column}.part`] === undefined ? FIRST_PART.part : Number(part('part')) || 0
    const take = part('take')
    rules[column] = {
      from,
      joinedBy: rawText(form[`r.${column}.joinedBy`]) || PLAIN_RULE.joinedBy,
      constant,
      take: take === 'number' || take === 'sign' ? take : take === 'part' && by !== '' && Number.isInteger(piece) && piece !== 0 ? { by, part: piece } : null,
      unit: AMOUNT_UNITS.find((unit) => unit === part('unit')) ?? 'major',
      decimal: part('decimal') === 'comma' ? 'comma' : 'point',
      sign: (['turned', 'positive', 'negative'] as const).find((sign) => sign === part('sign')) ?? 'as_written',
      dayOrder: part('dayOrder') === 'month_first' ? 'month_first' : 'day_first',
      values: Object.fromEntries(values),
    }
  }
  return { kind, zone: form.zone.trim(), rules }
}

/** Our columns that the form points at another column of the table than the one whose way of reading it shows (`r.<column>.was`). */
export function pointedAnewIn(form: Fields & { readonly kind: string }): readonly string[] {
  return fieldsOf(form.kind as MappingDefinition['kind']).map(({ column }) => column).filter((column) => {
    const [was, from] = [form[`r.${column}.was`], form[`r.${column}.from`]]
    return typeof was === 'string' && was !== (Array.isArray(from) ? from[0] : from)
  })
}

/** A mark between pieces; a blank is one. */
function rawText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 20) : ''
}
