import { Button } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import css from '../components/account/account.module.css'
import { AlonePage } from '../components/account/alone-page.tsx'
import { PasswordField } from '../components/account/password-field.tsx'
import { RefusalNotice } from '../components/account/refusal-notice.tsx'
import { useT } from '../components/reader.tsx'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { nextPath } from '../http/local-path.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { reauthenticate } from '../usecases/staff/change-password.server.ts'

export const handle = { permission: 'account.own' } as const

const ConfirmForm = z.object({ password: z.string().min(1).max(1_024), token: z.string().max(100), stay: z.literal('1').optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  return { token: formToken(context), next: nextPath(args.request) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const form = await parseForm(args.request, ConfirmForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  const command = { password: form.value.password, sessionId: context.session.id, userAgent: args.request.headers.get('user-agent') }
  const result = await reauthenticate(context, context.services, command)
  if (!result.ok) return refused(result.refusal)
  // A dialog stays on its page; the new cookie is all it needs.
  if (form.value.stay) return data({ ok: true as const }, { headers: { 'Set-Cookie': result.value } })
  const next = nextPath(args.request)
  return redirect(next, { headers: { 'Set-Cookie': result.value } })
}

/** Asks for the password again before something that needs it fresh (S64). */
export default function Confirm() {
  const t = useT()
  const { token, next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state !== 'idle'
  const refusal = answer && !answer.ok ? answer.refusal : null
  return (
    <AlonePage title={t('auth.confirm_title')}>
      <p className={css.help}>{t('auth.confirm_help')}</p>
      {refusal && refusal.field !== 'password' ? <RefusalNotice refusal={refusal} /> : null}
      <Form method="post" className={css.form}>
        <input type="hidden" name="token" value={token} />
        <PasswordField name="password" label={t('auth.password')} refusal={refusal} autoFocus />
        <Button type="submit" size="sm" loading={isSending}>{t('auth.confirm')}</Button>
        <Link to={next}>{t('common.cancel')}</Link>
      </Form>
    </AlonePage>
  )
}
