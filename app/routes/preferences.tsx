import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { LOCALES, THEMES } from '../auth/preferences.ts'
import { staffContext } from '../http/context.server.ts'
import { localPath } from '../http/local-path.ts'
import { parseForm } from '../http/parse.ts'
import { preferenceCookie, visitorPreferences } from '../http/preferences.server.ts'
import { refused } from '../http/respond.server.ts'
import { setPreferences } from '../usecases/staff/set-preferences.server.ts'

/** Public, since the sign-in page has a language too; a signed-in person's choice is kept with the person. */
export const handle = { permission: 'public' } as const

const PreferenceForm = z.object({ locale: z.enum(LOCALES).optional(), theme: z.enum(THEMES).optional(), next: z.string().max(2_000).optional() })

export function loader() {
  return redirect('/')
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  const { services } = context
  const form = await parseForm(request, PreferenceForm)
  if (!form.ok) return refused(form.refusal)
  const { locale, theme, next } = form.value
  if (await services.sessions.find(request)) {
    const result = await setPreferences(await staffContext(args, 'account.own'), { locale, theme })
    if (!result.ok) return refused(result.refusal)
  }
  const before = await visitorPreferences(request, context)
  const headers = { 'Set-Cookie': preferenceCookie({ locale: locale ?? before.locale, theme: theme ?? before.theme }, services.config.isHttps) }
  return next === undefined ? data({ ok: true as const, value: null }, { headers }) : redirect(localPath(next), { headers })
}
