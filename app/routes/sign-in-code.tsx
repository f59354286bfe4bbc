import { Button, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect, redirectDocument } from '@remix-run/node'
import { Form, Link, useActionData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import css from '../components/account/account.module.css'
import { AlonePage } from '../components/account/alone-page.tsx'
import { LanguageSwitch } from '../components/account/language-switch.tsx'
import { RefusalNotice, useRefusalText } from '../components/account/refusal-notice.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { visitorContext } from '../http/context.server.ts'
import { nextPath } from '../http/local-path.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { signedInHeaders } from '../http/signed-in.server.ts'
import { PASSWORD_COOKIE, readCookie } from '../http/visitor.server.ts'
import { signInWithCode } from '../usecases/staff/sign-in.server.ts'

export const handle = { permission: 'public' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'factor.code_title')

const CodeForm = z.object({ code: z.string().min(1).max(60) })

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { sessions, config } = context.services
  const next = nextPath(request)
  if (await sessions.find(request)) return redirect(next)
  return readCookie(request, PASSWORD_COOKIE, config.isHttps) === null ? redirect(`/sign-in?next=${encodeURIComponent(next)}`) : null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { services } = context
  const { isHttps } = services.config
  const next = nextPath(request)
  const form = await parseForm(request, CodeForm)
  if (!form.ok) return refused(form.refusal)
  const ticket = readCookie(request, PASSWORD_COOKIE, isHttps) ?? ''
  const result = await signInWithCode(visitorContext(context), services.sessions, { ticket, code: form.value.code, userAgent: request.headers.get('user-agent') })
  if (!result.ok) return refused(result.refusal)
  const { mustChangePassword } = result.value
  return redirectDocument(mustChangePassword ? '/account' : next, { headers: signedInHeaders(result.value, isHttps) })
}

/** The second step of signing in: the code from the authenticator, or a recovery code. */
export default function SignInCode() {
  const t = useT()
  const textOf = useRefusalText()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state !== 'idle'
  const refusal = answer?.refusal ?? null
  return (
    <AlonePage title={t('factor.code_title')}>
      <p className={css.help}>{t('factor.code_help')}</p>
      {refusal && refusal.field !== 'code' ? <RefusalNotice refusal={refusal} /> : null}
      <Form method="post" className={css.form}>
        <TextInput
          name="code" label={t('factor.code')} description={t('factor.code_hint')} inputMode="text" autoComplete="one-time-code" autoFocus required withAsterisk={false} maxLength={60} spellCheck={false}
          error={refusal?.field === 'code' ? textOf(refusal) : undefined}
        />
        <Button type="submit" size="sm" loading={isSending}>{t('auth.sign_in')}</Button>
        <Link to="/sign-in">{t('factor.start_again')}</Link>
      </Form>
      <LanguageSwitch />
    </AlonePage>
  )
}
