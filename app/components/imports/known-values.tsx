import { fieldsOf } from '../../domain/intake/mapping/fields.ts'
import { RECORD_KINDS, type RecordKind } from '../../domain/intake/record.ts'
import { useT } from '../reader.tsx'
import { VOCABULARY } from './mapping-fields.tsx'

/** The values that a column of ours knows, with their words, offered beside a field that takes any text; nothing where a column takes what comes. */
export function KnownValues({ id, kind, column }: { readonly id: string; readonly kind: string; readonly column: string }) {
  const t = useT()
  const vocabulary = VOCABULARY[`${kind}.${column}`]
  const choices = RECORD_KINDS.includes(kind as RecordKind) ? fieldsOf(kind as RecordKind).find((field) => field.column === column)?.choices ?? [] : []
  return choices.length === 0 ? null : <datalist id={id}>{choices.map((choice) => <option key={choice} value={choice}>{vocabulary ? t.term(vocabulary, choice) : choice}</option>)}</datalist>
}
