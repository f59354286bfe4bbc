import { Button, Textarea } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { REASON_MIN } from '../../domain/values/reason.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import css from './money.module.css'

/** One command of an action as a form: its button works, or says why it does not. */
export function CommandForm({ kind, command, label: word, objection, fields, needsReason = false, isStrong = false, isFresh = false, children }: {
  readonly kind: string
  readonly command: string
  /** Another word for the command, where it is given again. */
  readonly label?: string | undefined
  readonly objection: Refusal | null
  readonly fields: Readonly<Record<string, string>>
  readonly needsReason?: boolean
  readonly isStrong?: boolean
  /** Needs a password given lately (S64). */
  readonly isFresh?: boolean
  readonly children?: ReactNode
}) {
  const t = useT()
  const isSending = useNavigation().state === 'submitting'
  const label = word ?? t.find(`${kind}_command.${command}`) ?? command
  if (objection)
    return (
      <div className={css.command}>
        <div><Button size="xs" variant="default" data-disabled aria-disabled="true" title={refusalText(t, objection)} onClick={(event) => event.preventDefault()}>{label}</Button></div>
        <p className={css.why}>{refusalText(t, objection)}</p>
      </div>
    )
  return (
    <Form method="post" className={css.command} data-fresh={isFresh || undefined}>
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <input type="hidden" name="intent" value={command} />
      {children}
      {needsReason ? <Textarea name="reason" size="xs" required minLength={REASON_MIN} maxLength={500} rows={2} label={t('money.reason')} description={t('common.at_least', { min: REASON_MIN })} aria-label={`${label}${t('common.is')}${t('money.reason')}`} /> : null}
      <div><Button type="submit" size="xs" variant={isStrong ? 'filled' : 'default'} disabled={isSending}>{label}</Button></div>
    </Form>
  )
}
