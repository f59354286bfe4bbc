import { z } from 'zod'

/** The cookie by which a browser is known to have signed in before (S58). It opens nothing. */
const DEVICE_COOKIE = 'topwarden_device'
const DEVICE_LIFE_S = 180 * 86_400

export function readDevice(request: Request, isHttps: boolean): string | null {
  const name = deviceName(isHttps)
  const pair = (request.headers.get('cookie') ?? '').split('; ').find((part) => part.startsWith(`${name}=`))
  const value = pair?.slice(name.length + 1) ?? ''
  return z.string().regex(/^[\w-]{1,40}\.[\w-]{1,40}$/).safeParse(value).data ?? null
}

export function deviceCookie(device: string, isHttps: boolean): string {
  return `${deviceName(isHttps)}=${device}; Path=/; Max-Age=${DEVICE_LIFE_S}; SameSite=Lax; HttpOnly${isHttps ? '; Secure' : ''}`
}

function deviceName(isHttps: boolean): string {
  return isHttps ? `__Host-${DEVICE_COOKIE}` : DEVICE_COOKIE
}
