import { fieldsOf, type Field } from '../../domain/intake/mapping/fields.ts'
import { AMOUNT_UNITS, type ColumnRule, FIRST_PART, PLAIN_RULE } from '../../domain/intake/mapping/mapping.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import { numberText } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import css from './mapping.module.css'

export interface DraftView {
  readonly definition: { readonly kind: RecordKind; readonly zone: string; readonly header: readonly string[]; readonly rules: Readonly<Record<string, ColumnRule>> }
  readonly columns: readonly { readonly heading: string; readonly samples: readonly string[]; readonly isUsed: boolean }[]
  readonly values: Readonly<Record<string, readonly { readonly written: string; readonly shown: string; readonly rows: number; readonly meant: string | null }[]>>
  readonly refusal: { readonly code: string; readonly field?: string | undefined } | null
}

/** The vocabulary in which a choice of a column is spoken of. */
export const VOCABULARY: Readonly<Record<string, string>> = {
  'order.channel': 'channel', 'order.product': 'product', 'order.payment_method': 'method', 'order.status': 'order_status', 'order.speed': 'speed', 'receipt.source': 'receipt_source',
  'receipt.kind': 'receipt_kind', 'ledger.type': 'ledger_type', 'subscriber.status': 'subscriber_status', 'message.direction': 'direction', 'message.channel': 'message_channel',
  'profile_change.field': 'profile_field', 'profile_change.verification': 'verification',
}

/** One line for each of our columns: which of the table's fill it, and how. What is not needed and not filled is folded away. */
export function MappingFields({ draft }: { readonly draft: DraftView }) {
  const t = useT()
  const fields = fieldsOf(draft.definition.kind)
  const isOpen = (field: Field) => field.isRequired || draft.definition.rules[field.column] !== undefined
  const others = fields.filter((field) => !isOpen(field))
  const unused = draft.columns.filter(({ isUsed }) => !isUsed)
  return (
    <>
      <div className={css.scroll}>
        <table className={css.fields}>
          <thead>
            <tr><th scope="col">{t('mapping.col_field')}</th><th scope="col">{t('mapping.col_from')}</th><th scope="col">{t('mapping.col_example')}</th><th scope="col">{t('mapping.col_how')}</th><th scope="col">{t('mapping.col_constant')}</th></tr>
          </thead>
          <tbody>{fields.filter(isOpen).map((field) => <FieldRow key={field.column} field={field} draft={draft} />)}</tbody>
        </table>
      </div>
      {others.length > 0 ? (
        <details className={css.more}>
          <summary>{t('mapping.more_fields', { count: others.length })}</summary>
          <div className={css.scroll}><table className={css.fields}><tbody>{others.map((field) => <FieldRow key={field.column} field={field} draft={draft} />)}</tbody></table></div>
        </details>
      ) : null}
      {unused.length > 0 ? <p className={css.unused}>{t('mapping.unused', { headings: unused.map(({ heading }) => heading) })}</p> : null}
    </>
  )
}

function FieldRow({ field, draft }: { readonly field: Field; readonly draft: DraftView }) {
  const t = useT()
  const { column } = field
  const rule = draft.definition.rules[column] ?? PLAIN_RULE
  const label = t.term('map_field', column)
  const [from = '', second = ''] = rule.from
  const samples = draft.columns.filter(({ heading }) => rule.from.includes(heading)).map((one) => one.samples[0] ?? '').filter((sample) => sample !== '')
  const isFaulty = draft.refusal?.field === column
  return (
    <tr data-faulty={isFaulty || undefined}>
      <th scope="row">
        <span>{label}{field.isRequired ? <span className={css.star} title={t('mapping.required')}> *</span> : null}</span>
        <code>{column}</code>
      </th>
      <td className={css.from}>
        <input type="hidden" name={`r.${column}.was`} value={from} />
        <HeadingSelect name={`r.${column}.from`} label={t('mapping.from_of', { field: label })} value={from} draft={draft} />
        {from !== '' ? (
          <span className={css.join}>
            <HeadingSelect name={`r.${column}.from`} label={t('mapping.second_of', { field: label })} value={second} draft={draft} isSecond />
            {second !== '' ? <input type="text" name={`r.${column}.joinedBy`} defaultValue={rule.joinedBy} aria-label={t('mapping.joined_by')} title={t('mapping.joined_by')} className={css.mark} maxLength={10} /> : null}
          </span>
        ) : null}
      </td>
      <td className={css.example}><bdi>{samples.join(' + ') || '–'}</bdi></td>
      <td>{from === '' ? null : <How key={from} field={field} rule={rule} draft={draft} />}</td>
      <td>
        {field.choices.length > 0 ? (
          <select name={`r.${column}.constant`} defaultValue={rule.constant} aria-label={t('mapping.constant_of', { field: label })}>
            <option value="">–</option>
            {field.choices.map((choice) => <option key={choice} value={choice}>{t.term(VOCABULARY[`${draft.definition.kind}.${column}`] ?? '', choice)}</option>)}
          </select>
        ) : <input type="text" name={`r.${column}.constant`} defaultValue={rule.constant} aria-label={t('mapping.constant_of', { field: label })} maxLength={200} className={css.constant} autoComplete="off" />}
      </td>
    </tr>
  )
}

function HeadingSelect({ name, label, value, draft, isSecond = false }: { readonly name: string; readonly label: string; readonly value: string; readonly draft: DraftView; readonly isSecond?: boolean }) {
  const t = useT()
  return (
    <select name={name} defaultValue={value} aria-label={label} data-second={isSecond || undefined}>
      <option value="">{isSecond ? t('mapping.no_second') : t('mapping.nothing')}</option>
      {draft.columns.map(({ heading }) => <option key={heading} value={heading}>{heading}</option>)}
    </select>
  )
}

/** The transforms that a kind of value may need. */
function How({ field, rule, draft }: { readonly field: Field; readonly rule: ColumnRule; readonly draft: DraftView }) {
  const t = useT()
  const { column } = field
  const name = (part: string) => `r.${column}.${part}`
  const label = t.term('map_field', column)
  const take = rule.take === null ? '' : typeof rule.take === 'string' ? rule.take : 'part'
  const piece = rule.take !== null && typeof rule.take === 'object' ? rule.take : null
  return (
    <div className={css.transforms}>
      {field.type === 'money' ? (
        <>
          <select name={name('unit')} defaultValue={rule.unit} aria-label={t('mapping.unit_of', { field: label })}>
            {AMOUNT_UNITS.map((unit) => <option key={unit} value={unit}>{t.term('mapping_unit', unit)}</option>)}
          </select>
          <select name={name('decimal')} defaultValue={rule.decimal} aria-label={t('mapping.decimal_of', { field: label })}>
            <option value="point">{t('mapping.decimal_point')}</option>
            <option value="comma">{t('mapping.decimal_comma')}</option>
          </select>
          <select name={name('sign')} defaultValue={rule.sign} aria-label={t('mapping.sign_of', { field: label })}>
            {(['as_written', 'turned', 'positive', 'negative'] as const).map((sign) => <option key={sign} value={sign}>{t.term('mapping_sign', sign)}</option>)}
          </select>
        </>
      ) : null}
      {field.type === 'time' ? (
        <select name={name('dayOrder')} defaultValue={rule.dayOrder} aria-label={t('mapping.day_order_of', { field: label })}>
          <option value="day_first">{t('mapping.day_first')}</option>
          <option value="month_first">{t('mapping.month_first')}</option>
        </select>
      ) : null}
      {field.type !== 'time' ? (
        <select name={name('take')} defaultValue={take} aria-label={t('mapping.take_of', { field: label })}>
          <option value="">{t('mapping.take_all')}</option>
          <option value="part">{t('mapping.take_part')}</option>
          {field.type === 'number' ? <option value="number">{t('mapping.take_number')}</option> : null}
          {field.type === 'choice' ? <option value="sign">{t('mapping.take_sign')}</option> : null}
        </select>
      ) : null}
      {take === 'part' ? (
        <>
          <input type="text" name={name('by')} defaultValue={piece?.by ?? FIRST_PART.by} aria-label={t('mapping.part_by')} title={t('mapping.part_by')} className={css.mark} maxLength={10} />
          <input type="number" name={name('part')} defaultValue={piece?.part ?? FIRST_PART.part} min={-20} max={20} aria-label={t('mapping.part_number')} title={t('mapping.part_number')} className={css.number} />
        </>
      ) : null}
      {field.type === 'choice' ? <Meanings field={field} draft={draft} /> : null}
    </div>
  )
}

/** What each written value means. One without a meaning sets its rows aside, and says so. */
function Meanings({ field, draft }: { readonly field: Field; readonly draft: DraftView }) {
  const t = useT()
  const values = draft.values[field.column] ?? []
  const vocabulary = VOCABULARY[`${draft.definition.kind}.${field.column}`] ?? ''
  const open = values.filter(({ meant }) => meant === null).length
  if (values.length === 0) return null
  return (
    <details className={css.meanings} open={open > 0 || values.length <= 6}>
      <summary>{t('mapping.values', { count: values.length })}{open > 0 ? <strong> · {t('mapping.values_open', { count: open })}</strong> : null}</summary>
      <ul>
        {values.map(({ written, shown, rows, meant }, index) => (
          <li key={written}>
            <input type="hidden" name={`w.${field.column}.${index}`} value={written} />
            <bdi title={t('mapping.value_rows', { count: rows })}>{shown} <span className={css.dim}>{rows > 0 ? `×${numberText(rows, t.reader.locale)}` : ''}</span></bdi>
            <select name={`v.${field.column}.${index}`} defaultValue={meant ?? ''} aria-label={t('mapping.value_of', { value: shown })} data-open={meant === null || undefined}>
              <option value="">{t('mapping.value_none')}</option>
              {field.choices.map((choice) => <option key={choice} value={choice}>{t.term(vocabulary, choice)}</option>)}
            </select>
          </li>
        ))}
      </ul>
    </details>
  )
}
