import { fieldsOf } from '../../domain/intake/mapping/fields.ts'
import type { ColumnRule } from '../../domain/intake/mapping/mapping.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import { useT } from '../reader.tsx'
import { VOCABULARY } from './mapping-fields.tsx'

/** How a mapping makes one of our columns, in words. */
export function RuleText({ kind, column, rule }: { readonly kind: RecordKind; readonly column: string; readonly rule: ColumnRule }) {
  const t = useT()
  const type = fieldsOf(kind).find((field) => field.column === column)?.type
  const vocabulary = VOCABULARY[`${kind}.${column}`] ?? ''
  const said: string[] = []
  if (rule.take === 'number') said.push(t('mapping.take_number'))
  else if (rule.take === 'sign') said.push(t('mapping.take_sign'))
  else if (rule.take) said.push(`${t('mapping.part_by')} “${rule.take.by}”, ${rule.take.part}`)
  if (type === 'money' && rule.from.length > 0) said.push(t.term('mapping_unit', rule.unit), ...(rule.decimal === 'comma' ? [t('mapping.decimal_comma')] : []), t.term('mapping_sign', rule.sign))
  if (type === 'time' && rule.from.length > 0) said.push(t(rule.dayOrder === 'month_first' ? 'mapping.month_first' : 'mapping.day_first'))
  for (const [written, meant] of Object.entries(rule.values)) said.push(`${written} → ${t.term(vocabulary, meant)}`)
  const constant = type === 'choice' ? t.term(vocabulary, rule.constant) : rule.constant
  if (rule.constant !== '') said.push(rule.from.length === 0 ? t('mappings.constant', { value: constant }) : t('mappings.else', { value: constant }))
  return <bdi>{said.join(' · ') || '–'}</bdi>
}
