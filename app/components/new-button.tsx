import { Button } from '@mantine/core'
import { Link } from '@remix-run/react'
import { useT } from './reader.tsx'

/** Begins a remedy from its list: asks for the order or the customer first, then opens the form. */
export function NewButton({ kind }: { readonly kind: 'dispute' | 'refund' | 'wrong_number' | 'outside_return' | 'profile_change' }) {
  const t = useT()
  return <Button component={Link} to={`/choose?for=${kind}`} variant="default" size="compact-sm">{t(`choose.new.${kind}`)}</Button>
}
