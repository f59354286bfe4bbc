import { useFetcher, useNavigate } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { UNDO_MS } from '../../domain/cases/deadlines.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { useKeys } from '../keys.ts'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { useAnswer } from '../use-answer.ts'
import css from './queue.module.css'

export interface LastDecision {
  /** What was done, in words. */
  readonly text: string
  /** What takes it back: sent to the page of a case. */
  readonly undo: { readonly action: string; readonly intent: string; readonly also?: readonly number[] }
  /** Until when it can be taken back, by the browser's clock. */
  readonly until: number
  /** The address of the case, to come back to when the decision is taken back; null to stay. */
  readonly href: string | null
}

const TOO_LATE: Refusal = { code: 'undo_too_late', data: { seconds: UNDO_MS / 1_000 } }

/** Says what was decided and takes it back on request, for as long as the case allows; then it goes by itself. */
export function UndoToast({ last, onGone }: { readonly last: LastDecision | null; readonly onGone: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const undo = useFetcher<{ readonly ok: boolean; readonly refusal?: Refusal }>()
  const [leftS, setLeftS] = useState(0)
  const comeBackTo = useRef<string | null>(null)
  // What ran out a moment ago: the key says so, where it would be silent.
  const [passed, setPassed] = useState<LastDecision | null>(null)
  const [isTooLate, setTooLate] = useState(false)
  useEffect(() => {
    if (!last) return
    setPassed(null)
    setTooLate(false)
    const tick = () => {
      const left = Math.ceil((last.until - Date.now()) / 1000)
      setLeftS(left)
      if (left > 0) return
      setPassed(last)
      onGone()
    }
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [last, onGone])
  const takeBack = () => {
    if (!last || undo.state !== 'idle') return
    undo.submit({ intent: last.undo.intent, also: JSON.stringify(last.undo.also ?? []) }, { method: 'post', action: last.undo.action })
    comeBackTo.current = last.href
    onGone()
  }
  // The case opens once it is taken back: opened before, it would show the version that is about to pass, and the next decision on it would be refused.
  useAnswer(undo, (answer) => (answer.ok && comeBackTo.current !== null ? navigate(comeBackTo.current, { replace: true, preventScrollReset: true }) : undefined))
  useKeys({ u: last ? takeBack : () => setTooLate(true) }, last !== null || passed !== null)
  const refused = isTooLate ? TOO_LATE : undo.state === 'idle' && undo.data?.ok === false ? undo.data.refusal : undefined
  if (!last) return refused ? <div className={css.toast} role="alert">{refusalText(t, refused)}</div> : null
  return (
    <div className={css.toast} role="status">
      <span>{last.text}</span>
      <button type="button" onClick={takeBack} aria-keyshortcuts="u">{t('case.undo_in', { left: Math.max(0, leftS) })}</button>
    </div>
  )
}
