import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './styles/tokens.css'
import './styles/global.css'
import { ColorSchemeScript, type MantineColorSchemeManager, MantineProvider } from '@mantine/core'
import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from '@remix-run/node'
import { Link, Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import css from './components/account/account.module.css'
import { AlonePage } from './components/account/alone-page.tsx'
import { AskAgain } from './components/frame/error-page.tsx'
import { errorWords } from './components/frame/error-words.ts'
import { useNonce } from './components/nonce.ts'
import { ReaderProvider, useT } from './components/reader.tsx'
import { cssVariables, theme } from './components/theme.ts'
import { DEFAULT_SETTINGS } from './domain/intake/operator-settings.ts'
import { visitorPreferences } from './http/preferences.server.ts'

export const handle = { permission: 'public' } as const

export const meta: MetaFunction = () => [{ title: 'Topwarden' }]

/** What every page needs to know of its reader, signed in or not, and the id that an error page shows. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { locale, theme } = await visitorPreferences(request, context)
  return { locale, theme, zone: DEFAULT_SETTINGS.zone, now: context.services.clock.now(), requestId: context.requestId }
}

/** The theme is a preference of the person, kept on the server; nothing is remembered in the browser. */
const colorSchemeManager: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
}

/**
 * Whom the page in this browser was last read for. A line that breaks takes that away with everything else that was read, and the page is drawn from
 * nothing; what is said then is said in their language and colours. Never set on the server, where pages are drawn for many.
 */
let lastReader: Pick<SerializeFrom<typeof loader>, 'locale' | 'theme' | 'zone' | 'now'> | undefined

const UNKNOWN_READER = { locale: 'en', theme: 'auto', zone: DEFAULT_SETTINGS.zone, now: 0, requestId: '' } as const

export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = useNonce()
  const read = useRouteLoaderData<typeof loader>('root')
  if (read && typeof document !== 'undefined') lastReader = read
  const { locale, theme: scheme, zone, now } = read ?? lastReader ?? UNKNOWN_READER
  const forced = scheme === 'auto' ? undefined : scheme
  return (
    <html lang={locale === 'zh' ? 'zh-CN' : 'en'} data-mantine-color-scheme={forced ?? 'light'} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" forceColorScheme={forced} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          defaultColorScheme="auto"
          forceColorScheme={forced}
          colorSchemeManager={colorSchemeManager}
          getStyleNonce={() => nonce}
        >
          <ReaderProvider reader={{ locale, zone, now }}>{children}</ReaderProvider>
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

/** A page that failed where not even the frame can be drawn. */
export function ErrorBoundary() {
  const t = useT()
  const { title, text, isLineBroken } = errorWords(t, useRouteError(), useRouteLoaderData<typeof loader>('root')?.requestId ?? '')
  return (
    <AlonePage title={title}>
      <p className={css.help}>{text}</p>
      <p>{isLineBroken ? <AskAgain /> : <Link to="/" reloadDocument>{t('error.home')}</Link>}</p>
    </AlonePage>
  )
}
