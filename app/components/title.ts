import { CATALOGUES, type MessageKey } from '../i18n/translate.ts'
import { isLocale } from '../i18n/format.ts'

/** What a page's `meta` gets of the routes around it. */
interface Match {
  readonly id: string
  readonly data?: unknown
}

/** `Queue · Topwarden` in the reader's language; `what` names the record, never a person or a number. */
export function pageTitle(matches: readonly (Match | undefined)[], key: MessageKey, what?: string): [{ readonly title: string }] {
  const root = matches.find((match) => match?.id === 'root')?.data as { readonly locale?: unknown } | undefined
  const locale = isLocale(root?.locale) ? root.locale : 'en'
  const name = CATALOGUES[locale][key].replace(/\s*\{[^}]*\}/, what === undefined ? '' : ` ${what}`)
  return [{ title: `${name} · Topwarden` }]
}
