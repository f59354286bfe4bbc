import { Button, TextInput } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import { useId, useState } from 'react'
import { useT } from '../reader.tsx'
import css from './imports.module.css'
import { KnownValues } from './known-values.tsx'

const WAYS = ['set', 'clear', 'replace'] as const

/**
 * The same mend for many rows: a value for one field, none, or one piece of text for another; or only another try; or a dismissal. `ids` null means
 * every row that the page's filters leave.
 */
export function BulkMend({ ids, count, kind, field }: { readonly ids: readonly string[] | null; readonly count: number; readonly kind: string; readonly field: string | null }) {
  const t = useT()
  const isSending = useNavigation().state === 'submitting'
  const [way, setWay] = useState<(typeof WAYS)[number]>('set')
  const [column, setColumn] = useState(field ?? '')
  const known = useId()
  const chosen = ids === null
    ? <input type="hidden" name="scope" value="all" />
    : <>{ids.map((id) => <input key={id} type="hidden" name="row" value={id} />)}</>
  return (
    <div className={css.bulk} data-chosen={ids === null ? undefined : ''}>
      <Form method="post" className={css.forms} preventScrollReset>
        {chosen}
        <TextInput name="column" label={t('quarantine.col_field')} value={column} onChange={(event) => setColumn(event.target.value)} w={170} autoComplete="off" spellCheck={false} />
        <label className={css.way}>
          <span>{t('quarantine.bulk_way')}</span>
          <select name="way" value={way} onChange={(event) => setWay(WAYS.find((one) => one === event.target.value) ?? 'set')}>
            {WAYS.map((one) => <option key={one} value={one}>{t(`quarantine.bulk_${one}`)}</option>)}
          </select>
        </label>
        {way === 'replace' ? <TextInput name="find" label={t('quarantine.bulk_find')} w={130} autoComplete="off" spellCheck={false} /> : null}
        <KnownValues id={known} kind={kind} column={column.trim()} />
        {way === 'clear' ? null : <TextInput name="value" list={known} label={t(way === 'set' ? 'quarantine.bulk_value' : 'quarantine.bulk_by')} w={150} autoComplete="off" spellCheck={false} />}
        <Button type="submit" name="intent" value="mend_many" loading={isSending}>{t('quarantine.bulk_mend', { count })}</Button>
        <Button type="submit" name="intent" value="retry_many" variant="default" loading={isSending}>{t('quarantine.bulk_retry', { count })}</Button>
      </Form>
      <Form method="post" className={css.forms} preventScrollReset>
        {chosen}
        <TextInput name="reason" label={t('quarantine.dismiss_reason')} required withAsterisk={false} maxLength={500} w={220} autoComplete="off" />
        <Button type="submit" name="intent" value="dismiss_many" variant="default" loading={isSending}>{t('quarantine.bulk_dismiss', { count })}</Button>
      </Form>
    </div>
  )
}
