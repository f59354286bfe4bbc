import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { mappingOfFeedId } from '../../domain/intake/mapping/mapped-feed.ts'
import type { Json } from '../../domain/values/result.ts'
import { numberText } from '../../i18n/format.ts'
import type { MessageData } from '../../i18n/translate.ts'
import { useT } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import css from './imports.module.css'

export interface FileRow {
  readonly name: string
  readonly at?: string | undefined
  readonly kind: string
  readonly format: string
  readonly mappingName: string | null
  readonly encoding: string
  readonly rows: number
  readonly accepted: number
  readonly unchanged: number
  readonly newVersions: number
  readonly quarantined: number
  readonly warnings: readonly { readonly code: string; readonly data: { readonly [key: string]: Json } }[]
}

const COUNTS = [['rows', 'imports.col_rows'], ['accepted', 'imports.col_new'], ['unchanged', 'imports.col_same'], ['newVersions', 'imports.col_changed'], ['quarantined', 'imports.col_aside']] as const

/** Files with what is, or would be, stored of each; sums under their columns. */
export function FileTable({ name, files, actionOf }: { readonly name: string; readonly files: readonly FileRow[]; readonly actionOf?: (file: FileRow) => ReactNode }) {
  const t = useT()
  const count = (value: number) => <span className={value === 0 ? css.dim : undefined}>{numberText(value, t.reader.locale)}</span>
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{t('imports.col_file')}</th>
            <th scope="col">{t('imports.col_kind')}</th>
            <th scope="col">{t('imports.col_format')}</th>
            {COUNTS.map(([key, label]) => <th key={key} scope="col" data-align="end">{t(label)}</th>)}
          </tr>
        </thead>
        <tbody>
          {files.map((file, index) => (
            <tr key={index}>
              <td className={css.name}>
                <bdi>{file.name}</bdi>{actionOf ? <> {actionOf(file)}</> : null}
                {file.warnings.map((warning, i) => (
                  <p key={i} className={css.warning}>△ <Sentence of={`intake_warning.${warning.code}`} data={warning.data as MessageData} fallback={warning.code} /></p>
                ))}
              </td>
              <td>{t.term('records', file.kind)}</td>
              <td><FormatName file={file} /> <span className={css.dim}>{file.encoding.toUpperCase()}</span></td>
              {COUNTS.map(([key]) => <td key={key} data-align="end">{count(file[key])}</td>)}
            </tr>
          ))}
        </tbody>
        {files.length > 1 ? (
          <tfoot>
            <tr>
              <td colSpan={3}>{t('imports.total')}</td>
              {COUNTS.map(([key]) => <td key={key} data-align="end">{numberText(files.reduce((sum, file) => sum + file[key], 0), t.reader.locale)}</td>)}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  )
}

/** What read a file: a format by name, or a mapping with the version that did. */
function FormatName({ file: { format, mappingName } }: { readonly file: Pick<FileRow, 'format' | 'mappingName'> }) {
  const t = useT()
  const mapping = mappingOfFeedId(format)
  return mapping ? <Link to={`/imports/mappings/${mapping.id}`}>{t('import.read_by', { name: mappingName ?? String(mapping.id), version: String(mapping.version) })}</Link> : t.term('feed', format)
}

/** Two or three columns of plain cells in the look of the file table. */
export function PlainTable({ name, head, rows, ends = 0 }: { readonly name: string; readonly head: readonly string[]; readonly rows: readonly (readonly ReactNode[])[]; readonly ends?: number }) {
  const align = (column: number) => (column >= head.length - ends ? 'end' : undefined)
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={name}>
        <thead><tr>{head.map((label, i) => <th key={label} scope="col" data-align={align(i)}>{label}</th>)}</tr></thead>
        <tbody>{rows.map((cells, index) => <tr key={index}>{cells.map((cell, i) => <td key={i} className={css.name} data-align={align(i)}>{cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}
