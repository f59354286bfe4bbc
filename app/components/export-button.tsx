import { useSearchParams } from '@remix-run/react'
import filterCss from './filter-bar.module.css'
import { useT } from './reader.tsx'

type ExportedList = 'queue' | 'orders' | 'disputes' | 'refunds' | 'profile-changes'

/** Writes what the filters of a list leave down as a file; asks for the password when it was not given lately (S64). */
export function ExportButton({ to }: { readonly to: `/export/${ExportedList}` | '/audit/export' | '/access-log/export' }) {
  const t = useT()
  const [search] = useSearchParams()
  const kept = new URLSearchParams(search)
  kept.delete('after')
  return (
    <form method="post" data-fresh action={`${to}${kept.size > 0 ? `?${kept}` : ''}`}>
      <button type="submit" className={filterCss.chip} title={t('table.export_hint')}>{t('table.export')}</button>
    </form>
  )
}
