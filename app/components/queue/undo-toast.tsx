import { useFetcher, useNavigate } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
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

/** Says what was decided and takes it back on request, for as long as the case allows; then it goes by itself. */
export function UndoToast({ last, onGone }: { readonly last: LastDecision | null; readonly onGone: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const undo = useFetcher<{ readonly ok: boolean; readonly refusal?: Refusal }>()
  const [leftS, setLeftS] = useState(0)
  const comeBackTo = useRef<string | null>(null)
  useEffect(() => {
    if (!last) return
    const tick = () => {
      const left = Math.ceil((last.until - Date.now()) / 1000)
      setLeftS(left)
      if (left <= 0) onGone()
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
  useKeys({ u: takeBack }, last !== null)
  const refused = undo.state === 'idle' && undo.data?.ok === false ? undo.data.refusal : undefined
  if (!last) return refused ? <div className={css.toast} role="alert">{refusalText(t, refused)}</div> : null
  return (
    <div className={css.toast} role="status">
      <span>{last.text}</span>
      <button type="button" onClick={takeBack} aria-keyshortcuts="u">{t('case.undo_in', { left: Math.max(0, leftS) })}</button>
    </div>
  )
}
