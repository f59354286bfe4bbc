import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { AccessTable, DoneNotice } from '../components/account/access-table.tsx'
import css from '../components/account/account.module.css'
import { EndSecret } from '../components/account/end-secret.tsx'
import { RefusalNotice, useRefusalText } from '../components/account/refusal-notice.tsx'
import { EmptyState } from '../components/data-table.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { many } from '../http/action-list-query.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { countText, listText, sentenceGap } from '../i18n/format.ts'
import { addMachine, API_SCOPES, getSecretsToEnd, listMachines, rotateSecret, setMachineDisabled } from '../usecases/intake/manage-api-clients.server.ts'

export const handle = { permission: 'settings.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'nav.machines')

const MachineForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), token: z.string().max(100), name: z.string().max(200), scopes: many(z.string().max(40)) }),
  z.object({ intent: z.enum(['rotate', 'disable', 'enable']), token: z.string().max(100), clientId: z.coerce.number().int().positive() }),
  z.object({ intent: z.literal('rotate_now'), token: z.string().max(100), clientId: z.coerce.number().int().positive(), confirm: z.string().max(200) }),
])

const MachinesQuery = z.object({ end: z.coerce.number().int().positive().optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'settings.view')
  const query = parseQuery(args.request, MachinesQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const mayManage = may(context.staff.role, 'settings.edit')
  const { end } = query.value
  const ending = end !== undefined && mayManage ? await getSecretsToEnd(context, end) : null
  return {
    token: formToken(context), mayManage, ending: ending?.ok ? ending.value : null, machines: await listMachines(context), now: context.now, scopes: API_SCOPES,
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'settings.edit')
  const form = await parseForm(args.request, MachineForm)
  if (!form.ok) return refused(form.refusal)
  const command = form.value
  requireFormToken(context, command.token)
  if (!isFresh(context)) return redirect(confirmPath(args.request))
  switch (command.intent) {
    case 'add': {
      const added = await addMachine(context, command.name, command.scopes)
      return added.ok ? data({ ok: true as const, value: { done: 'added' as const, clientId: added.value.clientId, secret: added.value.secret, isOverlapping: false } }) : refused(added.refusal)
    }
    case 'rotate':
    case 'rotate_now': {
      const renewed = await rotateSecret(context, command.clientId, command.intent === 'rotate_now' ? { confirmedBy: command.confirm } : null)
      return renewed.ok ? data({ ok: true as const, value: { done: 'rotated' as const, clientId: command.clientId, secret: renewed.value.secret, isOverlapping: command.intent === 'rotate' } }) : refused(renewed.refusal)
    }
    case 'disable':
    case 'enable': {
      const changed = await setMachineDisabled(context, command.clientId, command.intent === 'disable')
      return changed.ok ? data({ ok: true as const, value: { done: 'changed' as const, clientId: command.clientId, secret: null, isOverlapping: false } }) : refused(changed.refusal)
    }
  }
}

const REQUESTS_CAP = 1_001

/** Machines that push records: what they may send, their secrets and how these are changed. */
export default function Machines() {
  const t = useT()
  const refusalText = useRefusalText()
  const { token, mayManage, ending, machines, scopes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const told = answer?.ok ? machines.find(({ id }) => id === answer.value.clientId) : undefined
  const refusal = answer && !answer.ok ? answer.refusal : null
  const isFieldRefusal = refusal?.field === 'name' || refusal?.field === 'scopes' || (refusal?.field === 'confirm' && ending !== null)
  return (
    <Page title={t('nav.machines')} summary={<>{t('machines.help')}{sentenceGap(t.reader.locale)}<a href="/api/v1/openapi.json" target="_blank" rel="noreferrer">/api/v1/openapi.json</a></>}>
      {refusal && !isFieldRefusal ? <RefusalNotice refusal={refusal} /> : null}
      {answer?.ok ? (
        <DoneNotice
          text={t(`machines.${answer.value.done}`, { name: told?.name ?? '', key: told?.clientKey ?? '' })} secret={answer.value.secret}
          help={<>{t('machines.secret_once')} {answer.value.isOverlapping ? t('machines.overlap') : null}</>}
        />
      ) : null}
      {ending && !answer?.ok ? (
        <EndSecret
          token={token} subject={{ field: 'clientId', id: ending.machine.id, name: ending.machine.name }} refusal={refusal} cancelTo="/machines"
          breaks={t('machines.end_breaks', { name: ending.machine.name, key: ending.machine.clientKey })}
          facts={[
            [t('machines.end_secrets'), ending.machine.secrets.map((secret) => <div key={secret.id}>…{secret.hint} · <LastUsed secret={secret} /></div>)],
            [t('machines.seen'), ending.machine.lastSeenAt === null ? t('machines.seen_never') : <TimeText key="seen" at={ending.machine.lastSeenAt} as="relative" />],
            [t('machines.end_requests'), t('machines.end_requests_count', { count: countText(ending.requests, t.reader.locale, REQUESTS_CAP) })],
          ]}
        />
      ) : null}
      {mayManage ? (
        <Panel title={t('machines.add')}>
          <Form method="post" data-fresh className={css.block} key={answer?.ok ? answer.value.secret ?? '' : ''}>
            <input type="hidden" name="token" value={token} />
            <TextInput name="name" label={t('machines.name')} required withAsterisk={false} maxLength={80} autoComplete="off" error={refusal?.field === 'name' ? refusalText(refusal) : undefined} maw={320} />
            <Checkbox.Group label={t('machines.scopes')} my="sm" error={refusal?.field === 'scopes' ? refusalText(refusal) : undefined}>
              <Group mt="xs">
                {scopes.map((scope) => <Checkbox key={scope} name="scopes" value={scope} label={t(`machine_scope.${scope}`)} />)}
              </Group>
            </Checkbox.Group>
            <Button type="submit" name="intent" value="add" loading={isSending}>{t('machines.add')}</Button>
          </Form>
        </Panel>
      ) : null}
      <Panel>
        {machines.length === 0 ? <EmptyState title={t('machines.empty')} /> : (
          <AccessTable
            canChange={mayManage}
            head={[t('machines.name'), t('machines.key'), t('machines.scopes'), t('machines.secrets'), t('machines.seen'), t('machines.state')]}
            rows={machines.map((machine) => ({
              key: machine.id,
              cells: [
                machine.name, <code key="key">{machine.clientKey}</code>, listText(machine.scopes.map((scope) => t.find(`machine_scope.${scope}`) ?? scope), t.reader.locale),
                machine.secrets.map((secret) => (
                  <div key={secret.id}>{secret.expiresAt === null ? t('machines.secret_current', { hint: secret.hint, at: secret.createdAt }) : t('machines.secret_until', { hint: secret.hint, at: secret.expiresAt })} · <LastUsed secret={secret} /></div>
                )),
                machine.lastSeenAt === null ? t('machines.seen_never') : <TimeText key="seen" at={machine.lastSeenAt} as="relative" />,
                t(machine.disabledAt === null ? 'machines.open' : 'machines.disabled'),
              ],
              change: (
                <Form method="post" data-fresh className={css.actions}>
                  <input type="hidden" name="token" value={token} />
                  <input type="hidden" name="clientId" value={machine.id} />
                  <Button type="submit" variant="default" name="intent" value="rotate">{t('machines.rotate')}</Button>
                  <Button component={Link} to={`/machines?end=${machine.id}`} variant="default">{t('machines.rotate_now')}</Button>
                  <Button type="submit" variant="default" name="intent" value={machine.disabledAt === null ? 'disable' : 'enable'}>{t(machine.disabledAt === null ? 'machines.disable' : 'machines.enable')}</Button>
                </Form>
              ),
            }))}
          />
        )}
      </Panel>
    </Page>
  )
}

function LastUsed({ secret }: { readonly secret: { readonly lastUsedAt: number | null } }) {
  const t = useT()
  return <>{secret.lastUsedAt === null ? t('machines.secret_unused') : t('machines.secret_used', { at: secret.lastUsedAt })}</>
}
