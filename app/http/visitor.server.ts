import { z } from 'zod'

/** The cookie by which a browser is known to have signed in before (S58). It opens nothing. */
const DEVICE: ShortCookie = { name: 'topwarden_device', form: /^[\w-]{1,40}\.[\w-]{1,40}$/, lifeS: 180 * 86_400 }
const TICKET_FORM = /^[\w.-]{1,2000}$/

interface ShortCookie {
  readonly name: string
  readonly form: RegExp
  readonly lifeS: number
}

/** Says, sealed, that the password was right, while the code is asked for (S59). It opens nothing but that question. */
export const PASSWORD_COOKIE: ShortCookie = { name: 'topwarden_password', form: TICKET_FORM, lifeS: 300 }
/** New recovery codes, sealed, until their owner says that they are kept. */
export const CODES_COOKIE: ShortCookie = { name: 'topwarden_codes', form: TICKET_FORM, lifeS: 600 }

export function readDevice(request: Request, isHttps: boolean): string | null {
  return readCookie(request, DEVICE, isHttps)
}

export function deviceCookie(device: string, isHttps: boolean): string {
  return cookieOf(DEVICE, device, isHttps)
}

/** The value of one of our small cookies, if it has the right form. */
export function readCookie(request: Request, { name, form }: ShortCookie, isHttps: boolean): string | null {
  const prefix = `${nameOf(name, isHttps)}=`
  const pair = (request.headers.get('cookie') ?? '').split('; ').find((part) => part.startsWith(prefix))
  return z.string().regex(form).safeParse(pair?.slice(prefix.length) ?? '').data ?? null
}

/** The `Set-Cookie` text; null takes the cookie away. */
export function cookieOf({ name, lifeS }: ShortCookie, value: string | null, isHttps: boolean): string {
  return `${nameOf(name, isHttps)}=${value ?? ''}; Path=/; Max-Age=${value === null ? 0 : lifeS}; SameSite=Lax; HttpOnly${isHttps ? '; Secure' : ''}`
}

function nameOf(name: string, isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name
}
