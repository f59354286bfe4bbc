import { Button, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { type ComponentProps, useEffect, useState } from 'react'
import { z } from 'zod'
import css from '../components/account/account.module.css'
import { RefusalNotice, useRefusalText } from '../components/account/refusal-notice.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import type { Refusal } from '../domain/values/result.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalStatus, refused } from '../http/respond.server.ts'
import { CODES_COOKIE, cookieOf, readCookie } from '../http/visitor.server.ts'
import { beginFactor, enrolFactor, getFactorState, readRecoveryCodes, removeFactor, renewRecoveryCodes, resumeFactor, type FactorSetup } from '../usecases/staff/change-factor.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'account.own' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'factor.title')

const token = z.string().max(100)
const code = z.string().min(1).max(60)
const FactorForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('enrol'), token, ticket: z.string().max(2_000), code, currentCode: z.string().max(60).default('') }),
  z.object({ intent: z.literal('renew'), token, renewCode: code }),
  z.object({ intent: z.literal('remove'), token, removeCode: code }),
  z.object({ intent: z.literal('kept'), token }),
])

/** Setting up, changing and giving up the own second factor. Nothing is stored by looking: the seed on the page becomes one with its first code. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const { staff, session, services, factorDueAt, now } = context
  if (staff.mustChangePassword) throw redirect('/account')
  const ticket = readCookie(args.request, CODES_COOKIE, services.config.isHttps)
  const isConfirmed = isFresh(context)
  return {
    token: formToken(context),
    factor: await getFactorState(context),
    dueAt: factorDueAt,
    isOverdue: factorDueAt !== null && now >= factorDueAt,
    codes: ticket === null ? null : readRecoveryCodes(context, ticket),
    email: staff.email,
    setup: isConfirmed ? beginFactor(context, session, staff.email) : null,
    isConfirmed,
    confirmPath: confirmPath(args.request),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const { services, session, staff } = context
  const { isHttps } = services.config
  const form = await parseForm(args.request, FactorForm)
  if (!form.ok) return refused(form.refusal)
  const command = form.value
  requireFormToken(context, command.token)
  if (staff.mustChangePassword) return redirect('/account')
  if (command.intent === 'kept') return redirect('/account?done=factor_kept', { headers: { 'Set-Cookie': cookieOf(CODES_COOKIE, null, isHttps) } })
  // A setup that was begun with a fresh password carries that in its ticket; everything else asks for one now (S64).
  if (command.intent !== 'enrol' && !isFresh(context)) return redirect(confirmPath(args.request))
  const userAgent = args.request.headers.get('user-agent')
  if (command.intent === 'remove') {
    const removed = await removeFactor(context, services.sessions, { code: command.removeCode, userAgent })
    return removed.ok ? redirect('/account?done=factor_removed', { headers: { 'Set-Cookie': removed.value } }) : refused(removed.refusal)
  }
  const changed = command.intent === 'renew'
    ? await renewRecoveryCodes(context, services.sessions, { code: command.renewCode, userAgent })
    : await enrolFactor(context, services.sessions, { ...command, session, userAgent })
  if (changed.ok) {
    const headers = new Headers()
    headers.append('Set-Cookie', changed.value.sessionCookie)
    headers.append('Set-Cookie', cookieOf(CODES_COOKIE, changed.value.codes, isHttps))
    return redirect('/account/second-factor', { headers })
  }
  const setup = command.intent === 'enrol' ? resumeFactor(context, session, staff.email, command.ticket) : null
  return data({ ok: false as const, refusal: changed.refusal, setup }, { status: refusalStatus(changed.refusal) })
}

export default function SecondFactor() {
  const t = useT()
  const { token, factor, dueAt, isOverdue, codes, setup: fresh, isConfirmed, confirmPath, email } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const refusal: Refusal | null = answer?.refusal ?? null
  const refusedSetup = answer && 'setup' in answer ? (answer.setup as FactorSetup | null) : null
  // The picture stays the one that was scanned, whatever is read again meanwhile.
  const [first, setFirst] = useState(fresh)
  useEffect(() => {
    if (refusal?.code === 'factor_setup_old' || first === null) setFirst(fresh)
  }, [refusal, fresh, first])
  const setup = refusedSetup ?? first ?? fresh
  if (codes) return <RecoveryCodes codes={codes} email={email} token={token} />
  return (
    <Page title={t('factor.title')} summary={t('factor.what')} actions={<Link to="/account">{t('factor.back')}</Link>}>
      {refusal && refusal.field === undefined ? <RefusalNotice refusal={refusal} /> : null}
      {factor.since === null && dueAt !== null ? <Notice tone="review">{isOverdue ? t('factor.overdue') : t('factor.due', { at: dueAt })}</Notice> : null}
      {factor.since === null ? null : <p>{t('factor.state', { since: factor.since, left: factor.codesLeft })}</p>}
      {isConfirmed ? null : <Notice tone="review">{t('factor.confirm_first')} <Link to={confirmPath}>{t('auth.confirm_title')}</Link></Notice>}
      {setup === null ? null : (
        <Panel title={t(factor.since === null ? 'factor.set_up' : 'factor.replace')} hint={t('factor.scan')}>
          <div className={css.setup}>
            <Picture setup={setup} label={t('factor.picture')} />
            <div>
              <p className={css.help}>{t('factor.type_instead')}</p>
              <code className={css.secret} data-seed>{setup.picture.text}</code>
              <Form method="post" className={css.form} key={factor.since ?? 0}>
                <input type="hidden" name="token" value={token} />
                <input type="hidden" name="ticket" value={setup.ticket} />
                {factor.since === null ? null : <CodeInput name="currentCode" label={t('factor.current_code')} description={t('factor.current_code_hint')} refusal={refusal} />}
                <CodeInput name="code" label={t('factor.first_code')} description={t('factor.first_code_hint')} refusal={refusal} />
                <div><Button type="submit" name="intent" value="enrol" loading={isSending}>{t(factor.since === null ? 'factor.turn_on' : 'factor.replace')}</Button></div>
              </Form>
            </div>
          </div>
        </Panel>
      )}
      {factor.since === null || !isConfirmed ? null : (
        <>
          <Panel title={t('factor.renew')} hint={t('factor.renew_help')}>
            <Form method="post" className={css.entry}>
              <input type="hidden" name="token" value={token} />
              <CodeInput name="renewCode" label={t('factor.current_code')} refusal={refusal} />
              <div><Button type="submit" variant="default" name="intent" value="renew" loading={isSending}>{t('factor.renew')}</Button></div>
            </Form>
          </Panel>
          <Panel title={t('factor.remove')} hint={t(factor.isRequired ? 'factor.remove_not' : 'factor.remove_help')}>
            {factor.isRequired ? null : (
              <Form method="post" className={css.entry}>
                <input type="hidden" name="token" value={token} />
                <CodeInput name="removeCode" label={t('factor.current_code')} refusal={refusal} />
                <div><Button type="submit" variant="default" name="intent" value="remove" loading={isSending}>{t('factor.remove')}</Button></div>
              </Form>
            )}
          </Panel>
        </>
      )}
    </Page>
  )
}

function CodeInput({ refusal, ...input }: { readonly refusal: Refusal | null } & Pick<ComponentProps<typeof TextInput>, 'name' | 'label' | 'description'>) {
  const textOf = useRefusalText()
  return (
    <TextInput
      {...input} autoComplete="one-time-code" required withAsterisk={false} maxLength={60} spellCheck={false} error={refusal !== null && refusal.field === input.name ? textOf(refusal) : undefined}
    />
  )
}

/** The picture to scan. Dark on white in both themes, since scanners expect it so. */
function Picture({ setup: { picture }, label }: { readonly setup: FactorSetup; readonly label: string }) {
  return (
    <svg className={css.picture} role="img" aria-label={label} viewBox={`0 0 ${picture.size} ${picture.size}`} shapeRendering="crispEdges">
      <rect width={picture.size} height={picture.size} fill="#fff" />
      <path d={picture.path} fill="#000" />
    </svg>
  )
}

function RecoveryCodes({ codes, email, token }: { readonly codes: readonly string[]; readonly email: string; readonly token: string }) {
  const t = useT()
  return (
    <Page title={t('factor.codes_title')}>
      <Notice tone="done">{t('factor.turned_on')}</Notice>
      <p className={css.help}>{t('factor.codes_help', { count: codes.length })}</p>
      <p className={css.printed}>{t('app.name')} · {email}</p>
      <ol className={css.codes} data-codes>{codes.map((one) => <li key={one}><code>{one}</code></li>)}</ol>
      <div className={css.row}>
        <Button component="a" href="/account/second-factor/codes" download variant="default">{t('factor.download')}</Button>
        <Button variant="default" onClick={() => window.print()}>{t('factor.print')}</Button>
        <Form method="post">
          <input type="hidden" name="token" value={token} />
          <Button type="submit" name="intent" value="kept">{t('factor.kept')}</Button>
        </Form>
      </div>
    </Page>
  )
}
