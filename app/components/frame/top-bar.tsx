import { Menu } from '@mantine/core'
import { Form, Link, useFetcher, useRouteLoaderData } from '@remix-run/react'
import { LOCALES, type Locale } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import { openPalette } from './command-palette.tsx'
import css from './frame.module.css'
import { Icon } from './icon.tsx'

/** The language in use, as the bar shows it and as it is read out. */
const SHORT: Readonly<Record<Locale, string>> = { en: 'EN', zh: '中' }
const THEMES = ['auto', 'light', 'dark'] as const

export interface FramePerson {
  readonly name: string
  readonly role: string
  readonly permissions: readonly string[]
}

export function TopBar({ person, onHelp }: { readonly person: FramePerson; readonly onHelp: () => void }) {
  const t = useT()
  const preferences = useFetcher()
  const root = useRouteLoaderData('root') as { readonly theme?: string } | undefined
  const theme = THEMES.find((one) => one === root?.theme) ?? 'auto'
  const choose = (change: { readonly locale?: Locale; readonly theme?: string }) =>
    preferences.submit(change, { method: 'post', action: '/preferences' })
  return (
    <header className={css.bar}>
      <button type="button" className={css.search} onClick={openPalette} aria-keyshortcuts="/ Control+K Meta+K">
        <Icon name="search" />
        <span>{t('frame.search')}</span>
        <kbd>/</kbd>
      </button>
      <span className={css.spacer} />
      <button type="button" className={css.tool} onClick={onHelp} title={`${t('frame.keys')} (?)`} aria-label={t('frame.keys')}><Icon name="keyboard" /></button>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <button type="button" className={css.tool} aria-label={`${SHORT[t.reader.locale]}${t('common.is')}${t('frame.language')}`} title={t('frame.language')}>{SHORT[t.reader.locale]}</button>
        </Menu.Target>
        <Menu.Dropdown>
          {LOCALES.map((locale) => (
            <Menu.Item key={locale} lang={locale} onClick={() => choose({ locale })} aria-current={locale === t.reader.locale || undefined} rightSection={locale === t.reader.locale ? '✓' : null}>
              {t(`frame.language_${locale}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <button type="button" className={css.tool} aria-label={t('frame.theme')} title={t('frame.theme')}><Icon name={theme} /></button>
        </Menu.Target>
        <Menu.Dropdown>
          {THEMES.map((one) => (
            <Menu.Item key={one} leftSection={<Icon name={one} />} onClick={() => choose({ theme: one })} aria-current={one === theme || undefined} rightSection={one === theme ? '✓' : null}>
              {t(`frame.theme_${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <button type="button" className={css.person} title={t('frame.person', { name: person.name, role: person.role })}>
            <span className={css.personName}>{person.name}</span>
            <span className={css.personRole}>{t.term('role', person.role)}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to="/account">{t('frame.account')}</Menu.Item>
          <Form method="post" action="/sign-out">
            <Menu.Item component="button" type="submit">{t('auth.sign_out')}</Menu.Item>
          </Form>
        </Menu.Dropdown>
      </Menu>
    </header>
  )
}
