import type { Refusal } from '../../domain/values/result.ts'
import { Notice } from '../page.tsx'
import { useT } from '../reader.tsx'

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
    <Notice tone="hold">
      <p>{textOf(refusal)}</p>
    </Notice>
  )
}
