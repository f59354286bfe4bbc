import type { ReactNode } from 'react'
import { useT } from '../reader.tsx'
import css from './account.module.css'

/** A page outside the signed-in frame: one panel under the name of the product. */
export function AlonePage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useT()
  return (
    <main className={css.alone}>
      <div className={css.panel}>
        <p className={css.brand}>{t('app.name')}</p>
        <h1 className={css.title}>{title}</h1>
        {children}
      </div>
    </main>
  )
}
