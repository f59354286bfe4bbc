import { useSearchParams } from '@remix-run/react'
import { LIST_EXPORT_ROWS_MAX } from '../domain/exports/list-export.ts'
import filterCss from './filter-bar.module.css'
import { useT } from './reader.tsx'

type ExportedList = 'queue' | 'orders' | 'disputes' | 'refunds' | 'profile-changes'

/** Writes what the filters of a list leave down as a file; asks for the password when it was not given lately (S64). Greyed, with the reason, where they leave nothing. */
export function ExportButton({ to, isEmpty }: { readonly to: `/export/${ExportedList}` | '/audit/export' | '/access-log/export'; readonly isEmpty: boolean }) {
  const t = useT()
  const [search] = useSearchParams()
  const kept = new URLSearchParams(search)
  // A page after the first may have lost its rows; the file begins with the first.
  const hasPages = kept.has('after')
  kept.delete('after')
  if (isEmpty && !hasPages) return <button type="button" className={filterCss.chip} aria-disabled="true" title={t('table.export_none')}>{t('table.export')}</button>
  return (
    <form method="post" data-fresh action={`${to}${kept.size > 0 ? `?${kept}` : ''}`}>
      <button type="submit" className={filterCss.chip} title={t('table.export_hint', { most: LIST_EXPORT_ROWS_MAX })}>{t('table.export')}</button>
    </form>
  )
}
