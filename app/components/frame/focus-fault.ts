import { useFetchers, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

const FAULTY = '[aria-invalid="true"]:not(:disabled)'

/**
 * When the server answers a form and objects to one of its fields, the first of them takes the focus (WCAG 3.3.1), wherever the form stands. Else what sent it has
 * the focus again, which a button loses while it is disabled; and when the form went with its answer, the page takes it: the next Tab leads into what has
 * changed, not to the start of the rail. Where a dialog leaves it is the dialog's affair.
 */
export function useFocusFault(): void {
  const sent = useRef<{ readonly form: HTMLFormElement; readonly by: HTMLElement | null; readonly isInDialog: boolean } | null>(null)
  const isPost = (one: { readonly formMethod?: string | undefined }) => one.formMethod !== undefined && one.formMethod.toUpperCase() !== 'GET'
  const isSending = [useNavigation(), ...useFetchers()].some(isPost)
  useEffect(() => {
    const remember = ({ target, submitter }: SubmitEvent): void => {
      sent.current = target instanceof HTMLFormElement ? { form: target, by: submitter, isInDialog: target.closest('[role=dialog]') !== null } : null
    }
    document.addEventListener('submit', remember, true)
    return () => document.removeEventListener('submit', remember, true)
  }, [])
  useEffect(() => {
    if (isSending || sent.current === null) return
    const { form, by, isInDialog } = sent.current
    // What the router says of its state and what it answered may be drawn one after the other.
    const timer = setTimeout(() => {
      sent.current = null
      form.querySelector<HTMLElement>(FAULTY)?.focus()
      if (!isInDialog && document.activeElement === document.body) (by?.isConnected ? by : document.getElementById('content'))?.focus({ preventScroll: true })
    })
    return () => clearTimeout(timer)
  }, [isSending])
}
