import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { z } from 'zod'
import { DayField } from '../components/day-field.tsx'
import { Preview } from '../components/lists/preview.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import css from '../components/rules.module.css'
import { pageTitle } from '../components/title.ts'
import { KIND_OF_LIST, OWN_LISTS, type OwnList } from '../domain/lists/own-lists.ts'
import { isDay } from '../domain/metrics/days.ts'
import { startOfDay } from '../domain/values/time.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { checkEntry, proposeEntry } from '../usecases/lists/keep-lists.server.ts'
import { getSettings } from '../usecases/installation/get-settings.server.ts'
import { previewListEntry } from '../usecases/lists/preview-list-entry.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'list.propose' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'lists.new')

const NewQuery = z.object({ list: z.enum(OWN_LISTS).optional(), value: z.string().max(2_000).optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'list.propose')
  const query = parseQuery(args.request, NewQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  return { token: formToken(context), list: query.value.list ?? ('blocked_hosts' as OwnList), value: query.value.value ?? '', owner: context.staff.name }
}

const EntryForm = z.object({
  intent: z.enum(['preview', 'propose']), token: z.string().max(100), list: z.enum(OWN_LISTS), value: z.string().max(4_000), names: z.string().max(2_000).default(''), domains: z.string().max(2_000).default(''),
  tokens: z.string().max(2_000).default(''), owner: z.string().max(200), reason: z.string().max(1_000), expires: z.string().max(10).default(''),
})

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'list.propose')
  const form = await parseForm(args.request, EntryForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  const { intent, expires, ...given } = form.value
  if (expires !== '' && !isDay(expires)) return refused({ code: 'list_expiry', field: 'expires' })
  const { settings } = await getSettings(context)
  const entry = { ...given, expiresAt: expires === '' ? null : startOfDay(expires, settings.zone) }
  if (intent === 'preview') {
    const checked = await checkEntry(context, entry)
    if (!checked.ok) return refused(checked.refusal)
    return data({ ok: true as const, value: await previewListEntry(context, { ...checked.value, id: 0 }) })
  }
  const proposed = await proposeEntry(context, entry)
  return proposed.ok ? redirect(`/lists/${proposed.value}`) : refused(proposed.refusal)
}

/** A new entry: tried on the last week first, then proposed for somebody else to confirm. */
export default function NewEntry() {
  const t = useT()
  const { token, list: initial, value, owner } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const [list, setList] = useState<OwnList>(initial)
  const kind = KIND_OF_LIST[list]
  const refusal = answer && !answer.ok ? answer.refusal : null
  const errorAt = (field: string) => (refusal?.field === field ? refusalText(t, refusal) : undefined)
  const isElsewhere = refusal !== null && !['value', 'domains', 'tokens', 'owner', 'reason', 'expires'].includes(refusal.field ?? '')
  const isSending = (intent: string) => navigation.state !== 'idle' && navigation.formData?.get('intent') === intent
  return (
    <Page title={t('lists.new')} summary={t('lists.new_hint')}>
      <Panel>
        <Form method="post" className={css.form} style={{ paddingTop: 12, maxWidth: 860 }}>
          <input type="hidden" name="token" value={token} />
          <NativeSelect size="xs" name="list" label={t('lists.col_list')} value={list} onChange={(event) => setList(event.currentTarget.value as OwnList)} data={OWN_LISTS.map((one) => ({ value: one, label: t.term('own_list', one) }))} maw={320} description={t(`lists.effect.${list}`)} inputWrapperOrder={['label', 'input', 'description', 'error']} />
          {kind === 'template'
            ? <Textarea name="value" label={t(`lists.value.${kind}`)} description={t(`lists.value_help.${kind}`)} defaultValue={value} autosize minRows={3} maxRows={10} maxLength={2_000} required withAsterisk={false} error={errorAt('value')} />
            : <TextInput name="value" label={t(`lists.value.${kind}`)} description={t(`lists.value_help.${kind}`)} defaultValue={value} maxLength={400} required withAsterisk={false} autoComplete="off" spellCheck={false} error={errorAt('value')} />}
          {kind === 'brand' ? (
            <div className={css.row}>
              <TextInput name="names" label={t('lists.brand_names')} w={260} maxLength={400} />
              <TextInput name="domains" label={t('lists.brand_domains')} w={260} maxLength={400} error={errorAt('domains')} />
              <TextInput name="tokens" label={t('lists.brand_tokens')} w={260} maxLength={400} error={errorAt('tokens')} />
            </div>
          ) : null}
          <TextInput name="reason" label={t('lists.col_reason')} maxLength={500} required withAsterisk={false} error={errorAt('reason')} />
          <div className={css.row}>
            <TextInput name="owner" label={t('lists.col_owner')} description={t('lists.owner_help')} defaultValue={owner} w={300} maxLength={80} required withAsterisk={false} error={errorAt('owner')} />
            <DayField name="expires" label={t('lists.col_expires')} description={t('lists.expires_help')} w={300} error={errorAt('expires')} />
          </div>
          {isElsewhere ? <p className={css.bad} role="alert">{refusalText(t, refusal)}</p> : null}
          <div className={css.row}>
            <Button type="submit" name="intent" value="preview" variant="default" loading={isSending('preview')}>{t('lists.try')}</Button>
            <Button type="submit" name="intent" value="propose" loading={isSending('propose')}>{t('lists.propose')}</Button>
          </div>
        </Form>
        {answer?.ok ? <Preview preview={answer.value} /> : null}
      </Panel>
    </Page>
  )
}
