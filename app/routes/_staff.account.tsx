import { Button, Select, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect, redirectDocument } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { PASSWORD_MIN_CHARS } from '../auth/password-rules.ts'
import { browserName } from '../components/account/browser-name.ts'
import css from '../components/account/account.module.css'
import { PasswordField } from '../components/account/password-field.tsx'
import { RefusalNotice, useRefusalText } from '../components/account/refusal-notice.tsx'
import { Notice, Page, Panel, Unseen } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import type { Refusal } from '../domain/values/result.ts'
import type { Translator } from '../i18n/translate.ts'
import { getFactorState } from '../usecases/staff/change-factor.server.ts'
import { changePassword } from '../usecases/staff/change-password.server.ts'
import { declareOwnInterest, listOwnInterests } from '../usecases/staff/declare-interest.server.ts'
import { endOwnSession, signOutEverywhere } from '../usecases/staff/sign-out.server.ts'

export const handle = { permission: 'account.own' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'frame.account')

const token = z.string().max(100)
const AccountForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('change_password'), token, currentPassword: z.string().min(1).max(1_024), newPassword: z.string().min(1).max(1_024) }),
  z.object({ intent: z.literal('end_session'), token, sessionId: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ intent: z.literal('end_all'), token }),
  z.object({ intent: z.literal('declare'), token, kind: z.enum(['number', 'subscriber', 'payer']), relation: z.enum(['own', 'kin']), value: z.string().max(200) }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const { staff, session, services, store, now } = context
  const sessions = await services.sessions.list(store.read, staff.staffId, now)
  return {
    token: formToken(context),
    email: staff.email,
    role: staff.role,
    mustChangePassword: staff.mustChangePassword,
    factor: await getFactorState(context),
    interests: await listOwnInterests(context),
    factorDueAt: context.factorDueAt,
    isFactorOverdue: context.factorDueAt !== null && now >= context.factorDueAt,
    sessions: sessions.map(({ id, startedAt, lastSeenAt, ip, userAgent }) => ({ id, startedAt, lastSeenAt, ip, userAgent, isThis: id === session.id })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const { services } = context
  const form = await parseForm(args.request, AccountForm)
  if (!form.ok) return refused(form.refusal)
  const command = form.value
  requireFormToken(context, command.token)
  switch (command.intent) {
    case 'change_password': {
      const result = await changePassword(context, services, { ...command, userAgent: args.request.headers.get('user-agent') })
      if (!result.ok) return refused(result.refusal)
      // The loaders of this very request still carry the old, ended session; the next request brings the new one.
      return redirect('/account?done=password_changed', { headers: { 'Set-Cookie': result.value } })
    }
    case 'end_session': {
      const result = await endOwnSession(context, services.sessions, command.sessionId)
      return result.ok ? redirect('/account?done=session_ended') : refused(result.refusal)
    }
    case 'declare': {
      const result = await declareOwnInterest(context, command)
      return result.ok ? redirect('/account?done=interest_declared') : refused(result.refusal)
    }
    case 'end_all':
      await signOutEverywhere(context, services.sessions)
      return redirectDocument('/sign-in', { headers: { 'Set-Cookie': services.sessions.blankCookie(), 'Clear-Site-Data': '"cache", "storage"' } })
  }
}

/** What the page may say after something was done. */
const DONE = ['password_changed', 'session_ended', 'factor_kept', 'factor_removed', 'interest_declared'] as const

type View = ReturnType<typeof useLoaderData<typeof loader>>

/** The person's own password and sessions. With a one-time password this is the only page that opens. */
export default function Account() {
  const t = useT()
  const view = useLoaderData<typeof loader>()
  const { email, role, mustChangePassword } = view
  const answer = useActionData<typeof action>()
  const refusal = answer?.refusal ?? null
  const [search] = useSearchParams()
  const done = DONE.find((one) => one === search.get('done'))
  const isFieldRefusal = refusal?.field === 'currentPassword' || refusal?.field === 'newPassword' || refusal?.field === 'value'
  return (
    <Page title={t('frame.account')} summary={t('auth.you_are', { email, role })}>
      {refusal && !isFieldRefusal ? <RefusalNotice refusal={refusal} /> : null}
      {done && !refusal ? <Notice tone="done">{t(`auth.${done}`)}</Notice> : null}
      {mustChangePassword ? <Notice tone="review">{t('auth.must_change')}</Notice> : null}
      <PasswordPanel view={view} refusal={refusal} done={done} />
      {mustChangePassword ? null : <FactorPanel view={view} />}
      <SessionsPanel view={view} />
      {mustChangePassword ? null : <InterestsPanel view={view} refusal={refusal} />}
    </Page>
  )
}

function PasswordPanel({ view: { token, email, mustChangePassword }, refusal, done }: { readonly view: View; readonly refusal: Refusal | null; readonly done: string | undefined }) {
  const t = useT()
  const isSending = useNavigation().state === 'submitting'
  return (
    <Panel title={t('auth.change_password')} hint={t('auth.password_rules', { min: PASSWORD_MIN_CHARS })}>
      <Form method="post" className={css.entry} key={done ?? 'open'}>
        <input type="hidden" name="token" value={token} />
        <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
        <PasswordField name="currentPassword" label={t(mustChangePassword ? 'auth.one_time_password' : 'auth.current_password')} refusal={refusal} />
        <PasswordField name="newPassword" label={t('auth.new_password')} refusal={refusal} isNew />
        <div><Button type="submit" name="intent" value="change_password" loading={isSending}>{t('auth.change_password')}</Button></div>
      </Form>
    </Panel>
  )
}

function FactorPanel({ view: { factor, factorDueAt, isFactorOverdue } }: { readonly view: View }) {
  const t = useT()
  return (
    <Panel title={t('factor.title')}>
      <div className={css.block}>
        <p className={css.help}>
          {factor.since !== null ? t('factor.state', { since: factor.since, left: factor.codesLeft })
            : factorDueAt === null ? t('factor.optional') : isFactorOverdue ? t('factor.overdue') : t('factor.due', { at: factorDueAt })}
        </p>
        <div><Button component={Link} to="/account/second-factor" variant={factor.since === null && factorDueAt !== null ? 'filled' : 'default'}>{t(factor.since === null ? 'factor.set_up' : 'factor.manage')}</Button></div>
      </div>
    </Panel>
  )
}

function SessionsPanel({ view: { token, sessions } }: { readonly view: View }) {
  const t = useT()
  return (
    <Panel title={t('auth.sessions')} hint={t('auth.sessions_help')}>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('auth.session_browser')}</th>
              <th scope="col">{t('auth.session_address')}</th>
              <th scope="col">{t('auth.session_started')}</th>
              <th scope="col">{t('auth.session_seen')}</th>
              <th scope="col"><Unseen>{t('auth.end_session')}</Unseen></th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ id, userAgent, ip, startedAt, lastSeenAt, isThis }) => (
              <tr key={id}>
                <td title={userAgent ?? undefined}>{browserText(t, userAgent)}</td>
                <td>{ip ?? t('common.unknown')}</td>
                <td>{t('auth.at', { at: startedAt })}</td>
                <td>{isThis ? t('auth.session_this') : t('auth.at', { at: lastSeenAt })}</td>
                <td>
                  {isThis ? null : (
                    <Form method="post" className={css.actions}>
                      <input type="hidden" name="token" value={token} />
                      <input type="hidden" name="sessionId" value={id} />
                      <Button type="submit" variant="default" name="intent" value="end_session">{t('auth.end_session')}</Button>
                    </Form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Form method="post" className={css.block}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" variant="default" name="intent" value="end_all">{t('auth.sign_out_everywhere')}</Button>
      </Form>
    </Panel>
  )
}

/** Numbers, persons and payment accounts of one's own or of kin: cases about them go to somebody else. */
function InterestsPanel({ view: { token, interests }, refusal }: { readonly view: View; readonly refusal: Refusal | null }) {
  const t = useT()
  const textOf = useRefusalText()
  return (
    <Panel title={t('interest.title')} hint={t('interest.help')}>
      <Form method="post" className={css.line} key={interests.length}>
        <input type="hidden" name="token" value={token} />
        <Select name="kind" label={t('interest.kind')} data={(['number', 'subscriber', 'payer'] as const).map((value) => ({ value, label: t.term('interest_kind', value) }))} defaultValue="number" allowDeselect={false} />
        <TextInput name="value" label={t('interest.value')} required withAsterisk={false} maxLength={120} autoComplete="off" error={refusal !== null && refusal.field === 'value' ? textOf(refusal) : undefined} />
        <Select name="relation" label={t('interest.relation')} data={(['own', 'kin'] as const).map((value) => ({ value, label: t.term('interest_relation', value) }))} defaultValue="own" allowDeselect={false} />
        <Button type="submit" variant="default" name="intent" value="declare">{t('interest.declare')}</Button>
      </Form>
      {interests.length === 0 ? null : (
        <ul className={css.block}>
          {interests.map((one) => <li key={`${one.kind}${one.at}`}>{t('interest.declared', { kind: one.kind, relation: one.relation, at: one.at })}</li>)}
        </ul>
      )}
    </Panel>
  )
}

/** The name of a browser; what nobody can name is shown as it calls itself. */
function browserText(t: Translator, userAgent: string | null): string {
  if (userAgent === null) return t('common.unknown')
  const name = browserName(userAgent)
  return name === null ? userAgent : t('auth.browser_name', { browser: `${name.browser} ${name.version}`, system: name.system ?? t('common.unknown') })
}
