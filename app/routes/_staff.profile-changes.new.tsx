import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, redirect, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { randomUUID } from 'node:crypto'
import { useState } from 'react'
import { z } from 'zod'
import { Field } from '../components/actions/action-bar.tsx'
import css from '../components/actions/actions.module.css'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { CHANGE_FIELDS, FIELD_RULES, type ChangeField } from '../domain/actions/profile-change.ts'
import { choosePath } from '../http/choose-subject.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { msisdnText } from '../i18n/format.ts'
import { getSubscriberBrief } from '../usecases/subscribers/get-subscriber-brief.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'profile.change' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'profile.request_title')

const CHANNELS = ['service_counter', 'hotline', 'mobile_app', 'web_portal'] as const
const CHOICES: Partial<Record<ChangeField, readonly string[]>> = { lock: ['on', 'off'], pin: ['reset'], language: ['zh', 'en'] }
const NewQuery = z.object({ subscriber: z.string().min(1).max(100), field: z.enum(CHANGE_FIELDS).optional() })
const NewForm = z.object({
  token: z.string().max(100), key: z.string().regex(/^[\w-]{16,80}$/), subscriber: z.string().min(1).max(100), field: z.enum(CHANGE_FIELDS), newValue: z.string().min(1).max(200),
  channel: z.enum(CHANNELS), reason: z.string().max(500),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'profile.change')
  const chosen = choosePath(args.request, 'profile_change')
  if (chosen !== null) return redirect(chosen)
  const query = parseQuery(args.request, NewQuery)
  if (!query.ok) throw refusalAnswer({ code: 'subscriber_gone' }, context.requestId)
  const subscriber = await getSubscriberBrief(context, query.value.subscriber)
  if (!subscriber.ok) throw refusalAnswer(subscriber.refusal, context.requestId)
  return { subscriber: subscriber.value, field: query.value.field ?? null, token: formToken(context), key: randomUUID() }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'profile.change')
  const form = await parseForm(args.request, NewForm)
  if (!form.ok) return refused(form.refusal)
  const { token, key, subscriber, ...request } = form.value
  requireFormToken(context, token)
  const result = await performAction(context, { kind: 'profile_change', actionId: null, key, subject: { subjectKey: `subscriber:${subscriber}` }, command: { type: 'request', ...request } })
  if (!result.ok) return refused(result.refusal)
  context.services.jobs.wake()
  return redirect(`/profile-changes/${result.value.actionId}`)
}

/** The form that begins a change; what it needs next is said on the page of the change. */
export default function NewProfileChange() {
  const t = useT()
  const { subscriber, field: wanted, token, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const [field, setField] = useState<ChangeField>(wanted ?? 'contact_phone')
  const choices = CHOICES[field]
  const refusal = answer && 'refusal' in answer ? answer.refusal : null
  const before = field === 'contact_phone' ? subscriber.contactPhone && msisdnText(subscriber.contactPhone) : field === 'email' ? subscriber.email : field === 'name' ? subscriber.name : field === 'language' ? subscriber.language && t.term('change_value', subscriber.language) : null
  return (
    <Page title={t('profile.request_title')} summary={t('profile.of', { name: subscriber.name, number: subscriber.numbers[0] ?? null })}>
      <Panel>
        <Form method="post" className={css.form} style={{ borderLeft: 0 }}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="subscriber" value={subscriber.id} />
          <label className={css.field}>
            <span>{t('profile.field')}</span>
            <select name="field" value={field} onChange={(event) => setField(event.currentTarget.value as ChangeField)}>
              {CHANGE_FIELDS.map((value) => <option key={value} value={value}>{t.term('change_field', value)}</option>)}
            </select>
            <small>{t.term('profile.class', FIELD_RULES[field].class)} · {t('profile.proof')}{t('common.is')}{FIELD_RULES[field].proofs.map((proof) => t.term('change_proof', proof)).join(' / ')}{before ? ` · ${t('profile.before')}${t('common.is')}${before}` : ''}</small>
          </label>
          <Field
            key={field}
            refusal={refusal}
            field={{
              name: 'newValue', label: t('profile.new_value'), hint: t.find(`profile.form.${field}`) ?? undefined, maxLength: 200, type: choices ? 'choice' : 'text',
              ...(choices ? { options: choices.map((value) => ({ value, label: t.term('change_value', value) })) } : {}),
            }}
          />
          <label className={css.field}>
            <span>{t('profile.channel')}</span>
            <select name="channel">{CHANNELS.map((value) => <option key={value} value={value}>{t.term('change_channel', value)}</option>)}</select>
          </label>
          <Field field={{ name: 'reason', label: t('profile.reason'), type: 'area' }} refusal={refusal} />
          {refusal && refusal.field !== 'newValue' && refusal.field !== 'reason' ? <p role="alert" className={css.alert}>{refusalText(t, refusal)}</p> : null}
          <button type="submit" className={css.go} disabled={isSending}>{t('profile.ask')}</button>
        </Form>
      </Panel>
    </Page>
  )
}
