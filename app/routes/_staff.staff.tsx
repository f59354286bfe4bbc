import { Button, Select, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Fragment } from 'react'
import { z } from 'zod'
import { may, ROLES } from '../auth/permissions.ts'
import { AccessTable, DoneNotice } from '../components/account/access-table.tsx'
import css from '../components/account/account.module.css'
import { RefusalNotice, useRefusalText } from '../components/account/refusal-notice.tsx'
import { ActionBar } from '../components/actions/action-bar.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { ACTION_FIELDS, REASON } from '../http/action-form.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { addStaff } from '../usecases/staff/add-staff.server.ts'
import { changeStaffRole, endStaffSessions, resetStaff, setStaffDisabled } from '../usecases/staff/change-staff.server.ts'
import { listFactorResets } from '../usecases/staff/list-factor-resets.server.ts'
import { listStaff } from '../usecases/staff/list-staff.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export const handle = { permission: 'staff.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'nav.staff')

const token = z.string().max(100)
const staffId = z.coerce.number().int().positive()
/** Role and access as they stood on the page (S8). */
const SHOWN = { shownRole: z.enum(ROLES), shownState: z.enum(['open', 'disabled']) }
const StaffForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), token, email: z.string().min(1).max(254), name: z.string().max(200), role: z.enum(ROLES) }),
  z.object({ intent: z.literal('role'), token, staffId, role: z.enum(ROLES), ...SHOWN }),
  z.object({ intent: z.enum(['disable', 'enable', 'reset']), token, staffId, ...SHOWN }),
  z.object({ intent: z.literal('end_sessions'), token, staffId }),
  z.object({ intent: z.literal('reset_factor'), token, staffId, reason: REASON }),
  z.object({ intent: z.literal('factor_reset'), ...ACTION_FIELDS, actionId: staffId, command: z.enum(['approve', 'reject', 'withdraw']), reason: REASON.optional() }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'staff.view')
  const mayManage = may(context.staff.role, 'staff.manage')
  return {
    token: formToken(context),
    mayManage,
    resets: mayManage ? await listFactorResets(context) : [],
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
    case 'reset_factor': {
      const { staffId, reason } = command
      return settled(await performAction(context, { kind: 'factor_reset', actionId: null, command: { type: 'propose', staffId, reason }, key: null }))
    }
    case 'factor_reset': {
      const { command: type, actionId, version, shownHash, key, reason = '' } = command
      return settled(await performAction(context, { kind: 'factor_reset', actionId, command: { type, shownHash, reason }, expectedVersion: version, key }))
    }
    case 'add': {
      const result = await addStaff(context, services.passwords, command)
      if (!result.ok) return refused(result.refusal)
      const { email, oneTimePassword } = result.value
      return data({ ok: true as const, value: { done: 'staff_added' as const, email, oneTimePassword } })
    }
    case 'reset': {
      const result = await resetStaff(context, services, { staffId: command.staffId, shown: shown(command) })
      return result.ok ? data({ ok: true as const, value: { done: 'staff_reset' as const, email: null, ...result.value } }) : refused(result.refusal)
    }
    case 'role':
      return plain(await changeStaffRole(context, services.sessions, { staffId: command.staffId, role: command.role, shown: shown(command) }))
    case 'disable':
    case 'enable':
      return plain(await setStaffDisabled(context, services.sessions, { staffId: command.staffId, isDisabled: command.intent === 'disable', shown: shown(command) }))
    case 'end_sessions':
      return plain(await endStaffSessions(context, services.sessions, command))
  }
}

function shown({ shownRole, shownState }: { readonly shownRole: string; readonly shownState: 'open' | 'disabled' }) {
  return { role: shownRole, isDisabled: shownState === 'disabled' }
}

function settled(result: Awaited<ReturnType<typeof performAction>>) {
  if (!result.ok) return refused(result.refusal)
  return data({ ok: true as const, value: { done: result.value.status === 'proposed' ? ('factor_asked' as const) : ('staff_changed' as const), email: null, oneTimePassword: null } })
}

function plain(result: Awaited<ReturnType<typeof changeStaffRole>>) {
  return result.ok ? data({ ok: true as const, value: { done: 'staff_changed' as const, email: null, oneTimePassword: null } }) : refused(result.refusal)
}

/** Who has access, in which role; admins add, change, reset and take away. */
export default function Staff() {
  const t = useT()
  const refusalText = useRefusalText()
  const { token, mayManage, staff, resets } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const refusal = answer && !answer.ok ? answer.refusal : null
  const isAddRefusal = refusal?.field === 'email' || refusal?.field === 'name'
  const roles = ROLES.map((role) => ({ value: role, label: t.term('role', role) }))
  return (
    <Page title={t('nav.staff')}>
      {refusal && !isAddRefusal ? <RefusalNotice refusal={refusal} /> : null}
      {answer?.ok ? <DoneNotice text={t(`auth.${answer.value.done}`)} secret={answer.value.oneTimePassword} help={t('auth.one_time_help')} /> : null}
      {mayManage && resets.length > 0 ? (
        <Panel title={t('factor.resets')} hint={t('factor.resets_help')}>
          {resets.map(({ frame, name, email, reason }) => (
            <div key={frame.id} className={css.reset}>
              <p>{t('factor.reset_asked', { name, email, maker: frame.maker ?? '', at: frame.openedAt })}</p>
              <p className={css.help}>{reason}</p>
              <ActionBar
                kind="factor_reset" frame={frame} token={token} refusal={refusal} hidden={{ intent: 'factor_reset', actionId: String(frame.id) }}
                buttons={[{ type: 'approve' }, { type: 'reject', fields: [{ name: 'reason', label: t('case.reason'), type: 'area' }] }, { type: 'withdraw' }]}
              />
            </div>
          ))}
        </Panel>
      ) : null}
      {mayManage ? (
        <Panel title={t('auth.add_staff')} hint={t('auth.add_staff_help')}>
          <Form method="post" data-fresh className={css.line} key={answer?.ok ? answer.value.oneTimePassword ?? '' : ''}>
            <input type="hidden" name="token" value={token} />
            <TextInput name="email" type="email" label={t('auth.email')} required withAsterisk={false} maxLength={254} autoComplete="off"
              error={refusal?.field === 'email' ? refusalText(refusal) : undefined} />
            <TextInput name="name" label={t('auth.name')} required withAsterisk={false} maxLength={80} autoComplete="off"
              error={refusal?.field === 'name' ? refusalText(refusal) : undefined} />
            <Select name="role" label={t('auth.role')} data={roles} defaultValue="reviewer" allowDeselect={false} />
            <Button type="submit" name="intent" value="add" loading={isSending}>{t('auth.add_staff')}</Button>
          </Form>
        </Panel>
      ) : null}
      <Panel>
        <AccessTable
          canChange={mayManage}
          head={[t('auth.name'), t('auth.role'), t('auth.state'), t('factor.title'), t('auth.added')]}
          rows={staff.map((row) => ({
            key: row.staffId,
            cells: [
              <Fragment key="name">{row.name}{row.isYou ? ` ${t('auth.you')}` : ''}<span className={css.mail}>{row.email}</span></Fragment>,
              ...[t.term('role', row.role), t(`auth.state_${row.state}`), row.factorSince === null ? t('factor.off') : t('factor.on'), t('auth.on_day', { at: row.createdAt })]
                .map((text, i) => <span key={i} className={css.whole}>{text}</span>),
            ],
            change: row.isYou ? null : <StaffActions token={token} row={row} />,
          }))}
        />
      </Panel>
    </Page>
  )
}

function StaffActions({ token, row: { staffId, role, state, name, factorSince } }: {
  readonly token: string
  readonly row: { readonly staffId: number; readonly role: string; readonly state: string; readonly name: string; readonly factorSince: number | null }
}) {
  const t = useT()
  const isDisabled = state === 'disabled'
  return (
    <>
      <Form method="post" data-fresh className={css.actions}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="staffId" value={staffId} />
        <input type="hidden" name="shownRole" value={role} />
        <input type="hidden" name="shownState" value={isDisabled ? 'disabled' : 'open'} />
        <select name="role" defaultValue={role} key={role} aria-label={t('auth.role_of', { name })} className={css.select}>
          {ROLES.map((one) => <option key={one} value={one}>{t.term('role', one)}</option>)}
        </select>
        <Button type="submit" variant="default" name="intent" value="role">{t('auth.change_role')}</Button>
        <Button type="submit" variant="default" name="intent" value="reset">{t('auth.reset')}</Button>
        <Button type="submit" variant="default" name="intent" value="end_sessions">{t('auth.end_sessions')}</Button>
        <Button type="submit" variant="default" name="intent" value={isDisabled ? 'enable' : 'disable'}>{t(isDisabled ? 'auth.enable' : 'auth.disable')}</Button>
      </Form>
      {factorSince === null ? null : (
        <details className={css.more}>
          <summary>{t('factor.reset')}</summary>
          <Form method="post" data-fresh className={css.actions}>
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="staffId" value={staffId} />
            <TextInput name="reason" aria-label={t('case.reason')} placeholder={t('case.reason')} required minLength={5} maxLength={500} autoComplete="off" />
            <Button type="submit" variant="default" name="intent" value="reset_factor">{t('factor.reset_ask')}</Button>
          </Form>
        </details>
      )}
    </>
  )
}
