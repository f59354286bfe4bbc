import type { SignedInAnswer } from '../usecases/staff/sign-in.server.ts'
import { preferenceCookie } from './preferences.server.ts'
import { cookieOf, deviceCookie, PASSWORD_COOKIE } from './visitor.server.ts'

/** The cookies that go with a new session: the session itself, the browser that is known from now on, and how the person reads. */
export function signedInHeaders({ sessionCookie, device, locale, theme }: SignedInAnswer, isHttps: boolean): Headers {
  const headers = new Headers()
  headers.append('Set-Cookie', sessionCookie)
  headers.append('Set-Cookie', deviceCookie(device, isHttps))
  headers.append('Set-Cookie', preferenceCookie({ locale, theme }, isHttps))
  headers.append('Set-Cookie', cookieOf(PASSWORD_COOKIE, null, isHttps))
  return headers
}
