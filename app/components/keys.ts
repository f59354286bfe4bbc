import { useEffect, useRef } from 'react'

export type KeyBindings = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** Somewhere a person types, or a dialog or menu that has the keys for itself. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) {
    return !(target instanceof HTMLInputElement && /^(?:checkbox|radio|button)$/.test(target.type))
  }
  // The page behind an open dialog is out of reach, also in the moment before the focus has come into the dialog.
  return target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null || document.querySelector('[aria-modal="true"]') !== null
}

/** Longest pause between the two keys of a sequence such as `g q`. */
const SEQUENCE_MS = 900

/**
 * Single keys and two-key sequences (`g q`) for the page, while nobody is typing. A key with Ctrl, Alt or ⌘ is left to the browser.
 * `Enter` and blank are left to a focused button or link.
 */
export function useKeys(bindings: KeyBindings, isActive = true, goesFirst = false): void {
  const latest = useRef(bindings)
  latest.current = bindings
  useEffect(() => {
    if (!isActive) return
    let first = ''
    let firstAt = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return
      if ((event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLElement && event.target.closest('a,button,summary,label')) return
      const sequence = event.timeStamp - firstAt < SEQUENCE_MS ? `${first} ${event.key}` : ''
      const action = (sequence && latest.current[sequence]) || latest.current[event.key]
      first = event.key
      firstAt = event.timeStamp
      if (!action) return
      first = ''
      event.preventDefault()
      action(event)
    }
    document.addEventListener('keydown', onKey, goesFirst)
    return () => document.removeEventListener('keydown', onKey, goesFirst)
  }, [isActive, goesFirst])
}
