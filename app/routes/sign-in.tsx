import { Button, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect, redirectDocument } from '@remix-run/node'
import { Form, useActionData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import css from '../components/account/account.module.css'
import { AlonePage } from '../components/account/alone-page.tsx'
import { LanguageSwitch } from '../components/account/language-switch.tsx'
import { PasswordField } from '../components/account/password-field.tsx'
import { RefusalNotice } from '../components/account/refusal-notice.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { visitorContext } from '../http/context.server.ts'
import { nextPath } from '../http/local-path.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { signedInHeaders } from '../http/signed-in.server.ts'
import { cookieOf, PASSWORD_COOKIE, readDevice } from '../http/visitor.server.ts'
import { signIn } from '../usecases/staff/sign-in.server.ts'

export const handle = { permission: 'public' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'auth.sign_in')

const SignInForm = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_024) })

export async function loader({ request, context }: LoaderFunctionArgs) {
  const next = nextPath(request)
  return (await context.services.sessions.find(request)) ? redirect(next) : null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { services } = context
  const { isHttps } = services.config
  const next = nextPath(request)
  const form = await parseForm(request, SignInForm)
  if (!form.ok) return refused(form.refusal)
  const command = { ...form.value, userAgent: request.headers.get('user-agent'), device: readDevice(request, isHttps) }
  const result = await signIn(visitorContext(context), services, command)
  if (!result.ok) return refused(result.refusal)
  if (result.value.step === 'code') {
    const headers = { 'Set-Cookie': cookieOf(PASSWORD_COOKIE, result.value.ticket, isHttps) }
    return redirect(`/sign-in-code?next=${encodeURIComponent(next)}`, { headers })
  }
  const { mustChangePassword } = result.value
  return redirectDocument(mustChangePassword ? '/account' : next, { headers: signedInHeaders(result.value, isHttps) })
}

export default function SignIn() {
  const t = useT()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state !== 'idle'
  const refusal = answer && !answer.ok ? answer.refusal : null
  return (
    <AlonePage title={t('auth.sign_in')}>
      <RefusalNotice refusal={refusal} />
      <Form method="post" className={css.form}>
        <TextInput name="email" type="email" label={t('auth.email')} autoComplete="username" autoFocus required withAsterisk={false} maxLength={254} />
        <PasswordField name="password" label={t('auth.password')} refusal={null} />
        <Button type="submit" size="sm" loading={isSending}>{t('auth.sign_in')}</Button>
      </Form>
      <LanguageSwitch />
    </AlonePage>
  )
}
