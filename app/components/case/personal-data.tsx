import { Button, TextInput } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import { msisdnText } from '../../i18n/format.ts'
import { Dialog, DialogButtons } from '../dialog.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { useAnswer } from '../use-answer.ts'
import { Section } from './case-parts.tsx'
import css from './case.module.css'

export interface PersonalField {
  readonly ref: string
  readonly kind: string
  /** Of a profile change: what was changed, and when. */
  readonly change?: { readonly field: string; readonly at: number }
}

type Answer =
  | { readonly ok: true; readonly value: { readonly ref: string; readonly value: string; readonly isAlert: boolean } }
  | { readonly ok: false; readonly refusal: Refusal }

/** How long a clear value stays on the page (S72). */
const SHOWN_MS = 60_000

/**
 * The personal values of a case, hidden. One at a time is shown for a minute, for a reason that goes on record; then it leaves the page,
 * and the memory of it too.
 */
export function PersonalData({ fields, action }: { readonly fields: readonly PersonalField[]; readonly action: string }) {
  const t = useT()
  const [asked, setAsked] = useState<PersonalField | null>(null)
  const [clear, setClear] = useState<{ readonly ref: string; readonly value: string; readonly isAlert: boolean } | null>(null)
  const [leftS, setLeftS] = useState(0)
  useEffect(() => {
    if (!clear) return
    const end = performance.now() + SHOWN_MS
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000)
      setLeftS(left)
      if (left <= 0) setClear(null)
    }
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [clear])
  const named = fields.map((field) => ({ ...field, label: labelOf(t, field) }))
  return (
    <Section title={t('case.personal')} hint={t('case.personal_hint')}>
      <dl className={css.personal}>
        {named.map((field) => (
          <div key={field.ref} className={css.personalRow}>
            <dt>{field.label}</dt>
            <dd>
              {clear?.ref === field.ref
                ? <span className={css.clear} role="status">{field.kind === 'phone' ? msisdnText(clear.value) : clear.value} <span className={css.dim}>{t('case.personal_left', { left: Math.max(0, leftS) })}</span></span>
                : <button type="button" className={css.plain} onClick={() => setAsked(field)}>{t('case.personal_show')}</button>}
            </dd>
          </div>
        ))}
      </dl>
      {clear?.isAlert ? <p className={css.hint}>{t('case.personal_alert')}</p> : null}
      {asked ? (
        <ReasonDialog
          key={asked.ref}
          field={asked}
          label={labelOf(t, asked)}
          action={action}
          onClose={() => setAsked(null)}
          onShown={(value) => {
            setAsked(null)
            setClear(value)
          }}
        />
      ) : null}
    </Section>
  )
}

/** `receipt:12.number` → "Receipt: number"; of a profile change also which one. */
function labelOf(t: ReturnType<typeof useT>, field: PersonalField): string {
  const [record = '', name = ''] = field.ref.split('.')
  const kind = record.split(':')[0] ?? ''
  const of = field.change ? t('case.personal_change', field.change) : t.term('personal_of', kind)
  return `${of}${t('common.is')}${t.term('personal', name)}`
}

function ReasonDialog({ field, label, action, onClose, onShown }: {
  readonly field: PersonalField
  readonly label: string
  readonly action: string
  readonly onClose: () => void
  readonly onShown: (value: { readonly ref: string; readonly value: string; readonly isAlert: boolean }) => void
}) {
  const t = useT()
  const asking = useFetcher<Answer>()
  const [reason, setReason] = useState('')
  const answer = asking.state === 'idle' ? asking.data : undefined
  useAnswer(asking, (given) => (given.ok ? onShown(given.value) : undefined))
  return (
    <Dialog title={t('case.personal_title', { field: label })} onClose={onClose} size="sm">
      <asking.Form method="post" action={action}>
        <input type="hidden" name="intent" value="unmask" />
        <input type="hidden" name="ref" value={field.ref} />
        <p className={css.effect}>{t('case.personal_effect')}</p>
        <TextInput
          name="reason"
          label={t('case.reason')}
          data-autofocus
          required
          minLength={5}
          maxLength={200}
          withAsterisk={false}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={answer?.ok === false ? refusalText(t, answer.refusal) : null}
        />
        <DialogButtons>
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" loading={asking.state !== 'idle'} disabled={reason.trim().length < 5}>{t('case.personal_show')}</Button>
        </DialogButtons>
      </asking.Form>
    </Dialog>
  )
}
