import { fieldsOf } from '../../domain/intake/mapping/fields.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import type { Json } from '../../domain/values/result.ts'
import { useT } from '../reader.tsx'
import css from './mapping.module.css'
import { VOCABULARY } from './mapping-fields.tsx'
import { RejectionText } from './rejection-text.tsx'

interface PreviewView {
  readonly definition: { readonly kind: RecordKind }
  readonly shownColumns: readonly string[]
  readonly rows: readonly {
    readonly line: number
    readonly cells: Readonly<Record<string, string>> | null
    readonly rejection: { readonly code: string; readonly field: string | null; readonly data: { readonly [key: string]: Json } } | null
    readonly shownRaw: string
  }[]
}

/** The first rows as they will be stored; one that will be set aside says why, with its cells as they came. */
export function DraftPreview({ draft, isBusy }: { readonly draft: PreviewView; readonly isBusy: boolean }) {
  const t = useT()
  const { kind } = draft.definition
  const all = fieldsOf(kind)
  const fields = all.filter(({ column }) => draft.shownColumns.includes(column))
  if (draft.rows.length === 0) return <p className={css.unused}>{t('mapping.no_rows')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys too
    <div className={css.preview} data-busy={isBusy || undefined} role="region" aria-label={t('mapping.preview')} tabIndex={0}>
      <table>
        <thead>
          <tr><th scope="col" data-align="end">{t('quarantine.col_line')}</th>{fields.map(({ column, type }) => <th key={column} scope="col" data-align={type === 'money' ? 'end' : undefined}>{t.term('map_field', column)}</th>)}</tr>
        </thead>
        <tbody>
          {draft.rows.map(({ line, cells, rejection, shownRaw }) => (
            <tr key={line} data-aside={rejection ? '' : undefined}>
              <td data-align="end">{line}</td>
              {cells
                ? fields.map(({ column, type, choices }) => <td key={column} data-align={type === 'money' ? 'end' : undefined}><bdi>{choices.length > 0 ? t.term(VOCABULARY[`${kind}.${column}`] ?? '', cells[column]) : (cells[column] ?? '')}</bdi></td>)
                : <td colSpan={fields.length} className={css.rejected}>{rejection ? <><strong>{rejection.field ? <><bdi>{all.some(({ column }) => column === rejection.field) ? t.term('map_field', rejection.field) : rejection.field}</bdi>{t('common.is')}</> : null}<RejectionText rejection={rejection} /></strong> <bdi className={css.dim}>{shownRaw}</bdi></> : null}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
