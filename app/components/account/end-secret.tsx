import { Button, TextInput } from '@mantine/core'
import { Form, Link, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import { Notice, Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import css from './account.module.css'
import { useRefusalText } from './refusal-notice.tsx'

interface EndSecretProps {
  readonly token: string
  /** Field of the form that names whose secret it is, and its value. */
  readonly subject: { readonly field: string; readonly id: number; readonly name: string }
  /** What stops working at once. */
  readonly breaks: ReactNode
  readonly facts: readonly (readonly [label: string, value: ReactNode])[]
  readonly refusal: Refusal | null
  readonly cancelTo: string
}

/** Asks in words before secrets are ended that somebody may still use: what breaks, who used them last, what is on its way. */
export function EndSecret({ token, subject, breaks, facts, refusal, cancelTo }: EndSecretProps) {
  const t = useT()
  const refusalText = useRefusalText()
  const isSending = useNavigation().state === 'submitting'
  return (
    <Panel title={t('secrets.end_title', { name: subject.name })}>
      <Form method="post" data-fresh className={css.block}>
        <Notice tone="hold">{breaks}</Notice>
        <dl className={css.facts}>
          {facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
        </dl>
        <p className={css.help}>{t('secrets.end_instead')}</p>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name={subject.field} value={subject.id} />
        <TextInput name="confirm" label={t('secrets.end_confirm', { name: subject.name })} required withAsterisk={false} maxLength={200} autoComplete="off" maw={384} error={refusal?.field === 'confirm' ? refusalText(refusal) : undefined} />
        <div className={css.row} style={{ marginTop: 14 }}>
          <Button type="submit" name="intent" value="rotate_now" loading={isSending}>{t('machines.rotate_now')}</Button>
          <Button component={Link} to={cancelTo} variant="default">{t('secrets.end_cancel')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
