import { Form, useLocation } from '@remix-run/react'
import { LOCALES } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import css from './account.module.css'

/** The languages, each in its own name, for pages before sign-in. Works without scripts. */
export function LanguageSwitch() {
  const t = useT()
  const { pathname, search } = useLocation()
  return (
    <Form method="post" action="/preferences" reloadDocument className={css.foot} aria-label={t('frame.language')}>
      <input type="hidden" name="next" value={pathname + search} />
      {LOCALES.map((locale) => (
        <button key={locale} type="submit" name="locale" value={locale} lang={locale} className={css.language} aria-pressed={locale === t.reader.locale}>
          {t(`frame.language_${locale}`)}
        </button>
      ))}
    </Form>
  )
}
