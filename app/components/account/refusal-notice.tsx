import type { Refusal } from '../../domain/values/result.ts'
import { useT } from '../reader.tsx'
import css from './account.module.css'

/** The sentence of a refusal; one without its own sentence says that it was refused. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useT()
  return (refusal) => t.find(`refusal.${refusal.code}`, refusal.data) ?? t('auth.refused')
}

/** A refusal that belongs to no field, read out at once. */
export function RefusalNotice({ refusal }: { readonly refusal: Refusal | null }) {
  const textOf = useRefusalText()
  if (!refusal) return null
  return (
    <div role="alert" className={css.notice} data-kind="error">
      <p>{textOf(refusal)}</p>
    </div>
  )
}
