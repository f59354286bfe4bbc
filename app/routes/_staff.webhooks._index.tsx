import { Button, Checkbox, Group, Menu, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useRef } from 'react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { AccessTable, DoneNotice } from '../components/account/access-table.tsx'
import css from '../components/account/account.module.css'
import { EndSecret } from '../components/account/end-secret.tsx'
import { RefusalNotice, useRefusalText } from '../components/account/refusal-notice.tsx'
import { EmptyState } from '../components/data-table.tsx'
import filterCss from '../components/filter-bar.module.css'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { WEBHOOK_TYPES } from '../domain/webhooks/event.ts'
import { many } from '../http/action-list-query.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { countText, listText, sentenceGap } from '../i18n/format.ts'
import { addWebhook, changeWebhook, countWaitingMessages, listWebhooks, rotateWebhookSecret, setWebhookDisabled, testWebhook } from '../usecases/outbox/manage-webhooks.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'settings.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'webhooks.title')

const token = z.string().max(100)
const id = z.coerce.number().int().positive()
const fields = { name: z.string().max(200), url: z.string().max(2_000), types: many(z.string().max(40)) }
const WebhookForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), token, ...fields }),
  z.object({ intent: z.literal('change'), token, id, ...fields }),
  z.object({ intent: z.enum(['rotate', 'stop', 'start', 'test']), token, id }),
  z.object({ intent: z.literal('rotate_now'), token, id, confirm: z.string().max(200) }),
])

const WebhooksQuery = z.object({ edit: id.optional(), end: id.optional() })
const WAITING_CAP = 1_001

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'settings.view')
  const query = parseQuery(args.request, WebhooksQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { end } = query.value
  const mayManage = may(context.staff.role, 'settings.edit')
  const view = await listWebhooks(context)
  return {
    ...view,
    // The path of an address may be a secret of the receiver.
    subscribers: view.subscribers.map((one) => ({ ...one, url: mayManage ? one.url : `${new URL(one.url).origin}/…` })),
    token: formToken(context), mayManage, types: WEBHOOK_TYPES, ending: end !== undefined && mayManage ? { id: end, waiting: await countWaitingMessages(context, end) } : null,
  }
}

type Done = { readonly done: 'added' | 'rotated' | 'changed' | 'tested'; readonly id: number | null; readonly secret: string | null; readonly isOverlapping: boolean }
const done = (value: Partial<Done> & Pick<Done, 'done'>) => data({ ok: true as const, value: { id: null, secret: null, isOverlapping: false, ...value } satisfies Done })

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'settings.edit')
  const form = await parseForm(args.request, WebhookForm)
  if (!form.ok) return refused(form.refusal)
  const command = form.value
  requireFormToken(context, command.token)
  if (!isFresh(context)) return redirect(confirmPath(args.request))
  const { webhookInnerHosts } = context.services.config
  switch (command.intent) {
    case 'add': {
      const added = await addWebhook(context, command, webhookInnerHosts)
      return added.ok ? done({ done: 'added', secret: added.value.secret }) : refused(added.refusal)
    }
    case 'change': {
      const changed = await changeWebhook(context, command.id, command, webhookInnerHosts)
      return changed.ok ? redirect('/webhooks') : refused(changed.refusal)
    }
    case 'rotate':
    case 'rotate_now': {
      const renewed = await rotateWebhookSecret(context, command.id, command.intent === 'rotate_now' ? { confirmedBy: command.confirm } : null)
      return renewed.ok ? done({ done: 'rotated', id: command.id, secret: renewed.value.secret, isOverlapping: command.intent === 'rotate' }) : refused(renewed.refusal)
    }
    case 'stop':
    case 'start': {
      const changed = await setWebhookDisabled(context, command.id, command.intent === 'stop')
      return changed.ok ? done({ done: 'changed' }) : refused(changed.refusal)
    }
    case 'test': {
      const sent = await testWebhook(context, command.id)
      if (!sent.ok) return refused(sent.refusal)
      context.services.jobs.wake()
      return done({ done: 'tested' })
    }
  }
}

/** Systems that are told of events: of which, where, signed with which secrets, and whether it arrives. */
export default function Webhooks() {
  const t = useT()
  const { token, mayManage, subscribers, dead, waiting, ending } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const answer = useActionData<typeof action>()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const ended = ending ? subscribers.find((one) => one.id === ending.id) : undefined
  const edited = subscribers.find((one) => String(one.id) === search.get('edit')) ?? null
  return (
    <Page
      title={t('webhooks.title')}
      summary={[dead > 0 ? t('webhooks.summary', { dead }) : null, waiting > 0 ? t('webhooks.summary_waiting', { waiting }) : null].filter(Boolean).join(' · ') || null}
      actions={<Link className={filterCss.chip} to="/webhooks/deliveries">{t('webhooks.deliveries')}</Link>}
    >
      <p className={css.help}>{t('webhooks.help')}{sentenceGap(t.reader.locale)}<a href="/api/v1/openapi.json" target="_blank" rel="noreferrer">/api/v1/openapi.json</a></p>
      {refusal && !['name', 'url', 'types', ...(ended ? ['confirm'] : [])].includes(refusal.field ?? '') ? <RefusalNotice refusal={refusal} /> : null}
      {answer?.ok ? (
        <DoneNotice text={t(`webhooks.${answer.value.done}`, { name: subscribers.find(({ id }) => id === answer.value.id)?.name ?? '' })} secret={answer.value.secret} help={<>{t('webhooks.secret_once')} {answer.value.isOverlapping ? t('webhooks.overlap') : null}</>} />
      ) : null}
      {ending && ended && !answer?.ok ? (
        <EndSecret
          token={token} subject={{ field: 'id', id: ended.id, name: ended.name }} refusal={refusal} cancelTo="/webhooks"
          breaks={t('webhooks.end_breaks', { name: ended.name })}
          facts={[
            [t('machines.end_secrets'), ended.secrets.map((secret) => <div key={secret.id}>{secret.expiresAt === null ? t('webhooks.secret_current', { hint: secret.hint, at: secret.createdAt }) : t('webhooks.secret_until', { hint: secret.hint, at: secret.expiresAt })}</div>)],
            [t('webhooks.end_last'), ended.lastSentAt === null ? t('webhooks.never_sent') : t('webhooks.last_sent', { at: ended.lastSentAt })],
            [t('webhooks.end_waiting'), t('webhooks.end_waiting_count', { count: countText(ending.waiting, t.reader.locale, WAITING_CAP) })],
          ]}
        />
      ) : null}
      <Panel>
        {subscribers.length === 0 ? <EmptyState title={t('webhooks.empty')} /> : (
          <AccessTable
            canChange={mayManage}
            head={[t('webhooks.name'), t('webhooks.url'), t('webhooks.types'), t('webhooks.secrets'), t('webhooks.state')]}
            rows={subscribers.map((one) => ({
              key: one.id,
              cells: [
                one.name, <code key="url" className={css.address}>{one.url}</code>, listText(one.types.map((type) => t.term('webhook_type', type)), t.reader.locale),
                one.secrets.map((secret) => (
                  <div key={secret.id}>{secret.expiresAt === null ? t('webhooks.secret_current', { hint: secret.hint, at: secret.createdAt }) : t('webhooks.secret_until', { hint: secret.hint, at: secret.expiresAt })}</div>
                )),
                one.disabledAt !== null ? t(`webhooks.stopped_${one.disabledWhy ?? 'staff'}`, { at: one.disabledAt }) : (
                  <div key="state" className={css.state}>
                    {t('webhooks.open')}
                    <br />
                    {one.failingSince !== null ? t('webhooks.failing', { at: one.failingSince }) : one.lastSentAt !== null ? t('webhooks.last_sent', { at: one.lastSentAt }) : t('webhooks.never_sent')}
                  </div>
                ),
              ],
              change: <RowActions id={one.id} isStopped={one.disabledAt !== null} token={token} />,
            }))}
          />
        )}
      </Panel>
      {mayManage ? <SubscriberForm key={`${edited?.id ?? 'new'}/${answer?.ok ? (answer.value.secret ?? '') : ''}`} token={token} edited={edited} refusal={refusal} /> : null}
    </Page>
  )
}

/** Forms, so that the password is asked for on this page when it was not given lately, and what was asked for is done then (S64). */
function RowActions({ id, isStopped, token }: { readonly id: number; readonly isStopped: boolean; readonly token: string }) {
  const t = useT()
  const rotating = useRef<HTMLFormElement>(null)
  const named = <><input type="hidden" name="id" value={id} /><input type="hidden" name="token" value={token} /></>
  return (
    <div className={css.actions} style={{ flexWrap: 'nowrap' }}>
      <Form method="post" data-fresh preventScrollReset className={css.actions} style={{ flexWrap: 'nowrap' }}>
        {named}
        {isStopped ? null : <Button type="submit" name="intent" value="test" variant="default" size="xs">{t('webhooks.test')}</Button>}
        <Button type="submit" name="intent" value={isStopped ? 'start' : 'stop'} variant="default" size="xs">{t(isStopped ? 'webhooks.start' : 'webhooks.stop')}</Button>
      </Form>
      <Form ref={rotating} method="post" data-fresh preventScrollReset hidden>{named}<input type="hidden" name="intent" value="rotate" /></Form>
      <Menu position="bottom-end">
        <Menu.Target><Button variant="default" size="xs">{t('webhooks.more')}</Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to={`/webhooks?edit=${id}`}>{t('webhooks.edit')}</Menu.Item>
          <Menu.Item onClick={() => rotating.current?.requestSubmit()}>{t('webhooks.rotate')}</Menu.Item>
          <Menu.Item component={Link} to={`/webhooks?end=${id}`}>{t('webhooks.rotate_now')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function SubscriberForm({ token, edited, refusal }: { readonly token: string; readonly edited: { readonly id: number; readonly name: string; readonly url: string; readonly types: readonly string[] } | null; readonly refusal: Parameters<ReturnType<typeof useRefusalText>>[0] | null }) {
  const t = useT()
  const refusalText = useRefusalText()
  const { types } = useLoaderData<typeof loader>()
  const isSending = useNavigation().state === 'submitting'
  const errorOf = (field: string) => (refusal?.field === field ? refusalText(refusal) : undefined)
  return (
    <Panel title={edited ? t('webhooks.change', { name: edited.name }) : t('webhooks.add')}>
      <Form method="post" data-fresh className={css.block}>
        <input type="hidden" name="token" value={token} />
        {edited ? <input type="hidden" name="id" value={edited.id} /> : null}
        <TextInput name="name" label={t('webhooks.name')} defaultValue={edited?.name} required withAsterisk={false} maxLength={80} autoComplete="off" error={errorOf('name')} maw={320} />
        <TextInput name="url" label={t('webhooks.url')} description={t('webhooks.url_help')} defaultValue={edited?.url} required withAsterisk={false} maxLength={500} inputMode="url" autoComplete="off" error={errorOf('url')} maw={640} mt="sm" />
        <Checkbox.Group label={t('webhooks.types')} defaultValue={edited ? [...edited.types] : []} my="sm" error={errorOf('types')}>
          <Group mt="xs">
            {types.map((type) => <Checkbox key={type} name="types" value={type} label={t.term('webhook_type', type)} />)}
          </Group>
        </Checkbox.Group>
        <div className={css.row}>
          <Button type="submit" name="intent" value={edited ? 'change' : 'add'} loading={isSending}>{edited ? t('webhooks.save') : t('webhooks.add')}</Button>
          {edited ? <Button component={Link} to="/webhooks" variant="default">{t('webhooks.cancel')}</Button> : null}
        </div>
      </Form>
    </Panel>
  )
}
