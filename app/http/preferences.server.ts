import type { AppLoadContext } from '@remix-run/node'
import type { Locale, Theme } from '../auth/preferences.ts'

export interface Preferences {
  readonly locale: Locale
  readonly theme: Theme
}

/** Of a visitor: the person's own when signed in, else what the preference cookie says, else the browser's language. */
export async function visitorPreferences(request: Request, context: AppLoadContext): Promise<Preferences> {
  const session = await context.services.sessions.find(request)
  return session ? { locale: session.staff.locale, theme: session.staff.theme } : cookiePreferences(request)
}

const COOKIE = 'topwarden_view'

function cookiePreferences(request: Request): Preferences {
  const value = new RegExp(`(?:^|; )${COOKIE}=(en|zh)\\.(auto|light|dark)(?:;|$)`).exec(request.headers.get('cookie') ?? '')
  if (value) return { locale: value[1] as Locale, theme: value[2] as Theme }
  return { locale: preferredLocale(request.headers.get('accept-language') ?? ''), theme: 'auto' }
}

/** The first language in the browser's list that we speak. */
function preferredLocale(accepted: string): Locale {
  const first = accepted
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2))
    .find((tag) => tag === 'en' || tag === 'zh')
  return first === 'zh' ? 'zh' : 'en'
}

/** Remembers language and theme on this browser for the sign-in page; nothing in it tells who was here. */
export function preferenceCookie({ locale, theme }: Preferences, isHttps: boolean): string {
  return `${COOKIE}=${locale}.${theme}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${isHttps ? '; Secure' : ''}`
}
