import { Button, Select, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may, ROLES } from '../auth/permissions.ts'
import css from '../components/account/account.module.css'
import { RefusalNotice, useRefusalText } from '../components/account/refusal-notice.tsx'
import { useT } from '../components/reader.tsx'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { addStaff } from '../usecases/add-staff.server.ts'
import { changeStaffRole, endStaffSessions, resetStaff, setStaffDisabled } from '../usecases/change-staff.server.ts'
import { listStaff } from '../usecases/list-staff.server.ts'

export const handle = { permission: 'staff.view' } as const

export const meta: MetaFunction = () => [{ title: 'Topwarden' }]

const token = z.string().max(100)
const staffId = z.coerce.number().int().positive()
const StaffForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), token, email: z.string().min(1).max(254), name: z.string().max(200), role: z.enum(ROLES) }),
  z.object({ intent: z.literal('role'), token, staffId, role: z.enum(ROLES) }),
  z.object({ intent: z.enum(['disable', 'enable', 'reset', 'end_sessions']), token, staffId }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'staff.view')
  const mayManage = may(context.staff.role, 'staff.manage')
  return {
    token: formToken(context),
    mayManage,
    isFresh: isFresh(context),
    confirmPath: confirmPath(args.request),
    staff: (await listStaff(context)).map((row) => ({ ...row, isYou: row.staffId === context.staff.staffId })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'staff.manage')
  const { services } = context
  const form = await parseForm(args.request, StaffForm)
  if (!form.ok) return refused(form.refusal)
  const command = form.value
  requireFormToken(context, command.token)
  if (!isFresh(context)) return redirect(confirmPath(args.request))
  switch (command.intent) {
    case 'add': {
      const result = await addStaff(context, services.passwords, command)
      if (!result.ok) return refused(result.refusal)
      const { email, oneTimePassword } = result.value
      return data({ ok: true as const, value: { done: 'staff_added' as const, email, oneTimePassword } })
    }
    case 'reset': {
      const result = await resetStaff(context, services, command)
      return result.ok ? data({ ok: true as const, value: { done: 'staff_reset' as const, email: null, ...result.value } }) : refused(result.refusal)
    }
    case 'role':
      return plain(await changeStaffRole(context, services.sessions, command))
    case 'disable':
    case 'enable':
      return plain(await setStaffDisabled(context, services.sessions, { staffId: command.staffId, isDisabled: command.intent === 'disable' }))
    case 'end_sessions':
      return plain(await endStaffSessions(context, services.sessions, command))
  }
}

function plain(result: Awaited<ReturnType<typeof changeStaffRole>>) {
  return result.ok ? data({ ok: true as const, value: { done: 'staff_changed' as const, email: null, oneTimePassword: null } }) : refused(result.refusal)
}

/** Who has access, in which role; admins add, change, reset and take away. */
export default function Staff() {
  const t = useT()
  const refusalText = useRefusalText()
  const { token, mayManage, isFresh, confirmPath, staff } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const refusal = answer && !answer.ok ? answer.refusal : null
  const isAddRefusal = refusal?.field === 'email' || refusal?.field === 'name'
  const roles = ROLES.map((role) => ({ value: role, label: t.term('role', role) }))
  const canChange = mayManage && isFresh
  return (
    <div className={css.page}>
      <h1 className={css.title}>{t('nav.staff')}</h1>
      {refusal && !isAddRefusal ? <RefusalNotice refusal={refusal} /> : null}
      {answer?.ok ? (
        <div role="status" className={css.notice} data-kind="done">
          <p>{t(`auth.${answer.value.done}`)}</p>
          {answer.value.oneTimePassword ? (
            <>
              <code className={css.secret}>{answer.value.oneTimePassword}</code>
              <p>{t('auth.one_time_help')}</p>
            </>
          ) : null}
        </div>
      ) : null}
      {mayManage && !isFresh ? (
        <div className={css.notice}>
          <p>{t('auth.needs_confirmation')} <Link to={confirmPath}>{t('auth.confirm_title')}</Link></p>
        </div>
      ) : null}
      {canChange ? (
        <section className={css.section} aria-labelledby="add-title">
          <h2 id="add-title">{t('auth.add_staff')}</h2>
          <p className={css.help}>{t('auth.add_staff_help')}</p>
          <Form method="post" className={css.row} key={answer?.ok ? answer.value.oneTimePassword ?? '' : ''}>
            <input type="hidden" name="token" value={token} />
            <TextInput name="email" type="email" label={t('auth.email')} required withAsterisk={false} maxLength={254} autoComplete="off"
              error={refusal?.field === 'email' ? refusalText(refusal) : undefined} />
            <TextInput name="name" label={t('auth.name')} required withAsterisk={false} maxLength={80} autoComplete="off"
              error={refusal?.field === 'name' ? refusalText(refusal) : undefined} />
            <Select name="role" label={t('auth.role')} data={roles} defaultValue="reviewer" allowDeselect={false} />
            <Button type="submit" name="intent" value="add" loading={isSending}>{t('auth.add_staff')}</Button>
          </Form>
        </section>
      ) : null}
      <section className={css.section} aria-label={t('nav.staff')}>
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('auth.email')}</th>
                <th scope="col">{t('auth.name')}</th>
                <th scope="col">{t('auth.role')}</th>
                <th scope="col">{t('auth.state')}</th>
                <th scope="col">{t('auth.added')}</th>
                {canChange ? <th scope="col"><span className={css.hidden}>{t('auth.change')}</span></th> : null}
              </tr>
            </thead>
            <tbody>
              {staff.map((row) => (
                <tr key={row.staffId}>
                  <td>{row.email}</td>
                  <td>{row.name}{row.isYou ? ` ${t('auth.you')}` : ''}</td>
                  <td>{t.term('role', row.role)}</td>
                  <td>{t(`auth.state_${row.state}`)}</td>
                  <td>{t('auth.on_day', { at: row.createdAt })}</td>
                  {canChange ? (
                    <td>{row.isYou ? null : <StaffActions token={token} staffId={row.staffId} role={row.role} isDisabled={row.state === 'disabled'} name={row.name} />}</td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  )
}

function StaffActions({ token, staffId, role, isDisabled, name }: {
  readonly token: string
  readonly staffId: number
  readonly role: string
  readonly isDisabled: boolean
  readonly name: string
}) {
  const t = useT()
  return (
    <Form method="post" className={css.actions}>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="staffId" value={staffId} />
      <select name="role" defaultValue={role} key={role} aria-label={t('auth.role_of', { name })} className={css.select}>
        {ROLES.map((one) => <option key={one} value={one}>{t.term('role', one)}</option>)}
      </select>
      <Button type="submit" variant="default" name="intent" value="role">{t('auth.change_role')}</Button>
      <Button type="submit" variant="default" name="intent" value="reset">{t('auth.reset')}</Button>
      <Button type="submit" variant="default" name="intent" value="end_sessions">{t('auth.end_sessions')}</Button>
      <Button type="submit" variant="default" name="intent" value={isDisabled ? 'enable' : 'disable'}>{t(isDisabled ? 'auth.enable' : 'auth.disable')}</Button>
    </Form>
  )
}
