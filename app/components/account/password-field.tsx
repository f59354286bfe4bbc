import { PasswordInput } from '@mantine/core'
import type { Refusal } from '../../domain/values/result.ts'
import { useT } from '../reader.tsx'
import { useRefusalText } from './refusal-notice.tsx'

/** A password, with paste and password managers working, and what is wrong with it beside it. */
export function PasswordField({ name, label, description, refusal, isNew = false, autoFocus = false }: {
  readonly name: string
  readonly label: string
  readonly description?: string
  readonly refusal: Refusal | null
  readonly isNew?: boolean
  readonly autoFocus?: boolean
}) {
  const t = useT()
  const textOf = useRefusalText()
  return (
    <PasswordInput
      name={name}
      label={label}
      description={description}
      error={refusal?.field === name ? textOf(refusal) : undefined}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      required
      withAsterisk={false}
      maxLength={1_024}
      visibilityToggleButtonProps={{ 'aria-label': t('auth.show_password') }}
    />
  )
}
