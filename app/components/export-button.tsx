import { useSearchParams } from '@remix-run/react'
import filterCss from './filter-bar.module.css'
import { useT } from './reader.tsx'

/** Writes what the filters of a list leave down as a file; asks for the password when it was not given lately (S64). */
export function ExportButton({ list }: { readonly list: 'queue' | 'orders' | 'disputes' | 'refunds' | 'profile-changes' }) {
  const t = useT()
  const [search] = useSearchParams()
  const kept = new URLSearchParams(search)
  kept.delete('after')
  return (
    <form method="post" data-fresh action={`/export/${list}${kept.size > 0 ? `?${kept}` : ''}`}>
      <button type="submit" className={filterCss.chip} title={t('table.export_hint')}>{t('table.export')}</button>
    </form>
  )
}
