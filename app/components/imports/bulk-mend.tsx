import { Button, TextInput } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import { useId, useState } from 'react'
import type { Json } from '../../domain/values/result.ts'
import { sentenceGap } from '../../i18n/format.ts'
import { EvidenceText } from '../evidence-text.tsx'
import { useT } from '../reader.tsx'
import css from './imports.module.css'
import { KnownValues } from './known-values.tsx'
import { RejectionText } from './rejection-text.tsx'

const WAYS = ['set', 'clear', 'replace'] as const

/** What a mend would do to rows, and which mend of which rows it was; `ids` null for all that the filters leave. */
export interface MendTrial {
  readonly readable: number
  readonly further: number
  readonly refused: number
  readonly shown: readonly { readonly id: number; readonly line: number; readonly fileName: string; readonly before: string; readonly after: string; readonly rejection: { readonly code: string; readonly field: string | null; readonly data: { readonly [key: string]: Json } } | null }[]
  readonly asked: { readonly ids: readonly string[] | null; readonly column: string; readonly way: (typeof WAYS)[number]; readonly find: string; readonly value: string }
}

/**
 * The same mend for many rows: a value for one field, none, or one piece of text for another; or only another try; or a dismissal. A mend shows what it would do
 * before it is made. `ids` null means every row that the page's filters leave.
 */
export function BulkMend({ ids, count, kind, field, trial }: { readonly ids: readonly string[] | null; readonly count: number; readonly kind: string; readonly field: string | null; readonly trial: MendTrial | null }) {
  const t = useT()
  const navigation = useNavigation()
  const sent = navigation.state === 'submitting' ? navigation.formData?.get('intent') : null
  const [way, setWay] = useState(trial?.asked.way ?? 'set')
  const [column, setColumn] = useState(trial?.asked.column ?? field ?? '')
  const [find, setFind] = useState(trial?.asked.find ?? '')
  const [value, setValue] = useState(trial?.asked.value ?? '')
  const known = useId()
  const chosen = ids === null
    ? <input type="hidden" name="scope" value="all" />
    : ids.map((id) => <input key={id} type="hidden" name="row" value={id} />)
  const isSame = (one: MendTrial['asked']) => String(one.ids) === String(ids) && one.way === way && one.column === column && (way === 'clear' || one.value === value) && (way !== 'replace' || one.find === find)
  const shown = trial !== null && isSame(trial.asked) ? trial : null
  const mended = shown === null ? 0 : shown.readable + shown.further
  return (
    <div className={css.bulk} data-chosen={ids === null ? undefined : ''}>
      {shown === null ? null : <Trial of={shown} />}
      <Form method="post" className={css.forms} preventScrollReset>
        {chosen}
        <TextInput name="column" label={t('quarantine.col_field')} value={column} onChange={(event) => setColumn(event.target.value)} w={170} autoComplete="off" spellCheck={false} />
        <label className={css.way}>
          <span>{t('quarantine.bulk_way')}</span>
          <select name="way" value={way} onChange={(event) => setWay(WAYS.find((one) => one === event.target.value) ?? 'set')}>
            {WAYS.map((one) => <option key={one} value={one}>{t(`quarantine.bulk_${one}`)}</option>)}
          </select>
        </label>
        {way === 'replace' ? <TextInput name="find" label={t('quarantine.bulk_find')} value={find} onChange={(event) => setFind(event.target.value)} w={130} autoComplete="off" spellCheck={false} /> : null}
        <KnownValues id={known} kind={kind} column={column.trim()} />
        {way === 'clear' ? null : <TextInput name="value" list={known} label={t(way === 'set' ? 'quarantine.bulk_value' : 'quarantine.bulk_by')} value={value} onChange={(event) => setValue(event.target.value)} w={150} autoComplete="off" spellCheck={false} />}
        {mended > 0
          ? <Button type="submit" name="intent" value="mend_many" loading={sent === 'mend_many'}>{t('quarantine.bulk_mend', { count: mended })}</Button>
          : <Button type="submit" name="intent" value="try_many" disabled={shown !== null} loading={sent === 'try_many'}>{t('quarantine.bulk_try', { count })}</Button>}
        <Button type="submit" name="intent" value="retry_many" variant="default" loading={sent === 'retry_many'}>{t('quarantine.bulk_retry', { count })}</Button>
      </Form>
      <Form method="post" className={css.forms} preventScrollReset>
        {chosen}
        <TextInput name="reason" label={t('quarantine.bulk_dismiss_reason')} required withAsterisk={false} maxLength={500} w={220} autoComplete="off" />
        <Button type="submit" name="intent" value="dismiss_many" variant="default" loading={sent === 'dismiss_many'}>{t('quarantine.bulk_dismiss', { count })}</Button>
      </Form>
    </div>
  )
}

/** What would become of the rows, in a sentence for each outcome and some of them as they would be. */
function Trial({ of: { readable, further, refused, shown } }: { readonly of: MendTrial }) {
  const t = useT()
  const told = ([['quarantine.try_readable', readable], ['quarantine.try_further', further], ['quarantine.try_refused', refused]] as const).filter(([, rows]) => rows > 0)
  return (
    <div className={css.trial} role="status">
      <p>{told.map(([message, count]) => t(message, { count })).join(sentenceGap(t.reader.locale))}</p>
      <ul>
        {shown.map(({ id, line, fileName, before, after, rejection }) => (
          <li key={id}>
            <span className={css.dim}>{t('quarantine.mend_title', { line, file: fileName })}</span>{' '}
            <EvidenceText text={before === '' ? '–' : before} isInline /> → <EvidenceText text={after === '' ? '–' : after} isInline />
            {rejection === null ? null : <span className={css.stays}> △ <RejectionText rejection={rejection} /></span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
