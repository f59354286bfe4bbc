import { Button, Modal } from '@mantine/core'
import { useFetcher, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import { PasswordField } from '../account/password-field.tsx'
import { RefusalNotice } from '../account/refusal-notice.tsx'
import { useT } from '../reader.tsx'

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

interface Held {
  readonly form: HTMLFormElement
  readonly submitter: HTMLElement | null
}

/**
 * Asks for the password before a form that needs it fresh is sent (S64), and sends the form then: whatever was typed stays where it is. A form, or the
 * button that sends it, asks for this by `data-fresh`. Without scripts the server sends to the page that asks the same.
 */
export function FreshGate({ token, freshMs }: { readonly token: string; readonly freshMs: number }) {
  const t = useT()
  const [held, setHeld] = useState<Held | null>(null)
  const [isReady, setReady] = useState(false)
  const freshUntil = useRef(0)
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
      setHeld({ form, submitter })
    }
    window.addEventListener('submit', hold, { capture: true })
    return () => window.removeEventListener('submit', hold, { capture: true })
  }, [])

  // The form's own token belongs to the session; the page was read again before it is sent, so it carries the new one.
  useEffect(() => {
    if (!isReady || !held) return
    freshUntil.current = Math.max(freshUntil.current, performance.now() + freshMs)
    setReady(false)
    setHeld(null)
    if (held.form.isConnected) held.form.requestSubmit(held.submitter?.isConnected ? held.submitter : null)
  }, [isReady, held, freshMs])

  if (!held) return null
  return (
    <Modal opened onClose={() => setHeld(null)} title={t('auth.confirm_title')} size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <PasswordForm token={token} onConfirmed={() => setReady(true)} onCancel={() => setHeld(null)} />
    </Modal>
  )
}

function PasswordForm({ token, onConfirmed, onCancel }: { readonly token: string; readonly onConfirmed: () => void; readonly onCancel: () => void }) {
  const t = useT()
  const asking = useFetcher<Answer>()
  const { state } = useRevalidator()
  const answer = asking.state === 'idle' ? asking.data : undefined
  const isDone = answer?.ok === true && state === 'idle'
  useEffect(() => {
    if (isDone) onConfirmed()
  }, [isDone, onConfirmed])
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
        <Button type="submit" loading={asking.state !== 'idle'}>{t('auth.confirm')}</Button>
      </div>
    </asking.Form>
  )
}
