import { Button, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useLocation, useNavigate, useNavigation, useSubmit } from '@remix-run/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import { sentenceGap } from '../../i18n/format.ts'
import { EvidenceText } from '../evidence-text.tsx'
import { useKeys } from '../keys.ts'
import { Notice, Panel } from '../page.tsx'
import { useLiveReader, useT } from '../reader.tsx'
import { RefusalText } from '../refusal-text.tsx'
import css from './imports.module.css'
import { FieldName } from './field-name.tsx'
import { KnownValues } from './known-values.tsx'
import type { QuarantineTableRow } from './quarantine-table.tsx'
import { RejectionText } from './rejection-text.tsx'

export interface OpenedRow extends QuarantineTableRow {
  readonly raw: string
  readonly cells: readonly { readonly column: string; readonly value: string; readonly isHidden: boolean }[]
  readonly clearUntil: number | null
}

/** The prefix under which cells travel in the form, so that a column may be called like any other field. */
export const CELL = 'cell:'
/** The same for cells that are hidden: what is written there takes their place, and nothing leaves them as they are. */
export const OVER = 'over:'

const NOTHING_TYPED: ReadonlyMap<string, string> = new Map()

/** What stands in the fields of a form and did not come with the page, by column. */
function typedIn(form: HTMLFormElement | null): ReadonlyMap<string, string> {
  const fields = [...(form?.elements ?? [])].filter((one) => one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement)
  return new Map(fields.flatMap((field) => [CELL, OVER].flatMap((prefix) => (field.name.startsWith(prefix) && field.value !== field.defaultValue ? [[field.name.slice(prefix.length), field.value] as const] : []))))
}

/** One row, masked until it is asked for in clear: what came, what is wrong with it, every field to be corrected, and the other way out, a dismissal with a reason. */
export function QuarantineRow({ row, refusal }: { readonly row: OpenedRow; readonly refusal: Refusal | null }) {
  const t = useT()
  const { search } = useLocation()
  const isSending = useNavigation().state === 'submitting'
  const panel = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const close = () => navigate({ search }, { preventScrollReset: true })
  useKeys({ Escape: close })
  const submit = useSubmit()
  const { field } = row.rejection
  const { id, clearUntil } = row
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(NOTHING_TYPED)
  const isOver = useLiveReader().now >= (clearUntil ?? Number.POSITIVE_INFINITY)
  // The clear values leave the page when the time is up (S72); what was typed over them meanwhile stays.
  useEffect(() => {
    if (!isOver) return
    setTyped(typedIn(form.current))
    submit({ intent: 'open', id }, { method: 'post', preventScrollReset: true })
  }, [id, isOver, submit])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row, or the same after a try that was refused, begins anew.
  useEffect(() => {
    // The field to mend has the hand at once; a row without one begins at its first.
    const hold = (selector: string) => panel.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector)
    const faulty = hold('[aria-invalid="true"]')
    ;(faulty ?? hold('[data-first] input,[data-first] textarea'))?.focus()
    // What is written over it takes its place.
    faulty?.select()
  }, [row])
  const isMasked = row.cells.some(({ isHidden }) => isHidden) || (row.clearUntil === null && row.raw !== '' && row.cells.every(({ value }) => value === ''))
  const faulty = row.cells.filter(({ column }) => column === field)
  const others = row.cells.filter(({ column }) => column !== field)
  const given = others.filter(({ value }) => value !== '')
  const empty = others.filter(({ value }) => value === '')
  const cellOf = ({ column, value, isHidden }: OpenedRow['cells'][number], index: number) => {
    const error = column === field ? <RejectionText rejection={row.rejection} /> : undefined
    const shown = isHidden ? { name: OVER + column, defaultValue: typed.get(column) ?? '', placeholder: value } : { name: CELL + column, defaultValue: typed.get(column) ?? value }
    const props = { ...shown, label: <FieldName name={column} />, error, autoComplete: 'off', spellCheck: false }
    const known = `known-${column}`
    return <div key={column} data-first={index === 0 || undefined}><KnownValues id={known} kind={row.kind} column={column} />{value.length > 60 || value.includes('\n') ? <Textarea {...props} maxRows={6} /> : <TextInput {...props} list={known} />}</div>
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape in any of its fields closes it, as the link above them does
    <div ref={panel} className={css.side} onKeyDown={(event) => (event.key === 'Escape' ? close() : undefined)}>
      <Panel title={t('quarantine.mend_title', { line: row.line, file: row.fileName })} actions={<Link to={{ search }} preventScrollReset>{t('common.close')}</Link>}>
        <div className={css.body}>
          {refusal && refusal.code !== 'row_still_refused' ? <Notice tone="hold"><RefusalText refusal={refusal} /></Notice> : null}
          {refusal?.code === 'row_still_refused' || field === null ? (
            <Notice tone="hold">
              {refusal ? <RefusalText refusal={refusal} /> : null}
              {/* What is wrong with a field is said beside it. */}
              {faulty.length > 0 ? null : <>{refusal ? sentenceGap(t.reader.locale) : null}{field ? <><FieldName name={field} />{t('common.is')}</> : null}<RejectionText rejection={row.rejection} /></>}
            </Notice>
          ) : null}
          {isMasked ? (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="id" value={row.id} />
              <Button type="submit" name="intent" value="show" variant="default" size="compact-sm" loading={isSending}>{t('quarantine.show')}</Button>
            </Form>
          ) : null}
          <Form ref={form} method="post" className={css.cells} preventScrollReset onSubmit={() => setTyped(NOTHING_TYPED)} key={`${row.id} ${row.rejection.code} ${row.clearUntil ?? ''}`}>
            <p className={css.hint}>{t('quarantine.mend_cells')}{isMasked ? <>{sentenceGap(t.reader.locale)}{t('quarantine.mend_hidden')}</> : null}</p>
            <input type="hidden" name="id" value={row.id} />
            {faulty.map((cell) => cellOf(cell, -1))}
            <Fold name={t('quarantine.other_fields')} cells={given} isOpen={faulty.length === 0} cellOf={cellOf} />
            <Fold name={t('quarantine.more_fields')} cells={empty} isOpen={faulty.length === 0 && given.length === 0} cellOf={cellOf} />
            <Button type="submit" name="intent" value="mend" loading={isSending}>{t('quarantine.mend_try')}</Button>
          </Form>
          <div>
            <h3>{t('quarantine.mend_raw')}</h3>
            <EvidenceText text={row.raw} />
          </div>
          <Form method="post" className={css.forms} preventScrollReset>
            <input type="hidden" name="id" value={row.id} />
            <TextInput name="reason" label={t('quarantine.dismiss_reason')} required withAsterisk={false} maxLength={500} style={{ flex: 1 }} autoComplete="off" />
            <Button type="submit" name="intent" value="dismiss" variant="default" loading={isSending}>{t('quarantine.dismiss_now')}</Button>
          </Form>
        </div>
      </Panel>
    </div>
  )
}

function Fold({ name, cells, isOpen, cellOf }: {
  readonly name: string
  readonly cells: OpenedRow['cells']
  readonly isOpen: boolean
  readonly cellOf: (cell: OpenedRow['cells'][number], index: number) => ReactNode
}) {
  const t = useT()
  if (cells.length === 0) return null
  return (
    <details className={css.foldedFields} open={isOpen}>
      <summary>{t('common.counted', { name, count: cells.length })}</summary>
      <div className={css.cells}>{cells.map(cellOf)}</div>
    </details>
  )
}
