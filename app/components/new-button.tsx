import { Link } from '@remix-run/react'
import filterCss from './filter-bar.module.css'
import { useT } from './reader.tsx'

/** Begins a remedy from its list: asks for the order or the customer first, then opens the form. */
export function NewButton({ kind }: { readonly kind: 'dispute' | 'refund' | 'wrong_number' | 'outside_return' | 'profile_change' }) {
  const t = useT()
  return <Link to={`/choose?for=${kind}`} className={filterCss.chip}>{t(`choose.new.${kind}`)}</Link>
}
