import { Button } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import { PasswordField } from '../account/password-field.tsx'
import { RefusalNotice } from '../account/refusal-notice.tsx'
import { Dialog } from '../dialog.tsx'
import { useT } from '../reader.tsx'

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

interface Held {
  readonly form: HTMLFormElement
  readonly submitter: HTMLElement | null
  /** The session's token when the form was held; a password that is right begins another session. */
  readonly token: string
}

/**
 * Asks for the password before a form that needs it fresh is sent (S64), and sends the form then: whatever was typed stays where it is. A form, or the
 * button that sends it, asks for this by `data-fresh`. Without scripts the server sends to the page that asks the same.
 */
export function FreshGate({ token, freshMs }: { readonly token: string; readonly freshMs: number }) {
  const t = useT()
  const [held, setHeld] = useState<Held | null>(null)
  const freshUntil = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new token is a new sign-in, though the time left may be the same.
  useEffect(() => {
    freshUntil.current = performance.now() + freshMs
  }, [freshMs, token])

  useEffect(() => {
    const hold = (event: SubmitEvent) => {
      const form = event.target
      if (!(form instanceof HTMLFormElement)) return
      const submitter = event.submitter
      if (!form.hasAttribute('data-fresh') && !submitter?.hasAttribute('data-fresh')) return
      if (performance.now() < freshUntil.current) return
      event.preventDefault()
      event.stopPropagation()
      setHeld({ form, submitter, token })
    }
    window.addEventListener('submit', hold, { capture: true })
    return () => window.removeEventListener('submit', hold, { capture: true })
  }, [token])

  // The form carries the token of a session too, so it is sent when the page was read again with the new one. That the answer has come says less: it can be told
  // before the page that was read with it is drawn, and a form sent then would be held again, without end.
  useEffect(() => {
    if (!held || held.token === token || freshMs === 0) return
    setHeld(null)
    if (held.form.isConnected) held.form.requestSubmit(held.submitter?.isConnected ? held.submitter : null)
  }, [held, token, freshMs])

  if (!held) return null
  return (
    <Dialog title={t('auth.confirm_title')} onClose={() => setHeld(null)} size="sm">
      <PasswordForm token={token} onCancel={() => setHeld(null)} />
    </Dialog>
  )
}

function PasswordForm({ token, onCancel }: { readonly token: string; readonly onCancel: () => void }) {
  const t = useT()
  const asking = useFetcher<Answer>()
  const answer = asking.state === 'idle' ? asking.data : undefined
  const refusal = answer?.ok === false ? answer.refusal : null
  return (
    <asking.Form method="post" action="/confirm">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="stay" value="1" />
      <p style={{ margin: '0 0 12px' }}>{t('auth.confirm_stays')}</p>
      {refusal && refusal.field !== 'password' ? <RefusalNotice refusal={refusal} /> : null}
      <PasswordField name="password" label={t('auth.password')} refusal={refusal} autoFocus />
      <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end', marginTop: 16 }}>
        <Button variant="default" onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" loading={asking.state !== 'idle' || answer?.ok === true}>{t('auth.confirm')}</Button>
      </div>
    </asking.Form>
  )
}
