import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, redirect, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import css from '../components/actions/actions.module.css'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { FIELD_RULES, UNDO_CAUSES } from '../domain/actions/profile-change.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getRecordedChange } from '../usecases/subscribers/get-recorded-change.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'profile.change' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'profile.undo_title')

const CHANGE_ID = z.string().min(1).max(100)
const UndoForm = z.object({ token: z.string().max(100), key: z.string().regex(/^[\w-]{16,80}$/), subscriber: z.string().min(1).max(100), changeId: CHANGE_ID, cause: z.enum(UNDO_CAUSES), reason: z.string().max(500) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'profile.change')
  const query = parseQuery(args.request, z.object({ change: CHANGE_ID }))
  if (!query.ok) throw refusalAnswer({ code: 'change_record_missing' }, context.requestId)
  const change = await getRecordedChange(context, query.value.change)
  if (!change.ok) throw refusalAnswer(change.refusal, context.requestId)
  return { change: change.value, token: formToken(context), key: randomUUID() }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'profile.change')
  const form = await parseForm(args.request, UndoForm)
  if (!form.ok) return refused(form.refusal)
  const { token, key, subscriber, ...undo } = form.value
  requireFormToken(context, token)
  const result = await performAction(context, { kind: 'profile_change', actionId: null, key, subject: { subjectKey: `subscriber:${subscriber}` }, command: { type: 'undo', ...undo } })
  if (!result.ok) return refused(result.refusal)
  context.services.jobs.wake()
  return redirect(`/profile-changes/${result.value.actionId}`)
}

/** Asks for the undoing of a change that another system made: what it was, and why it is to go back (DOMAIN 8 S4). */
export default function UndoChange() {
  const t = useT()
  const { change, token, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const refusal = answer && 'refusal' in answer ? answer.refusal : null
  const { subscriber } = change
  return (
    <Page
      title={t('profile.undo_title')} summary={t('profile.of', { name: subscriber.name, number: subscriber.numbers[0] ?? null })}
      actions={<Link to={`/subscribers/${encodeURIComponent(subscriber.id)}`}>{subscriber.name} · {subscriber.id}</Link>}
    >
      <Panel title={t('profile.undo_what')} hint={t.term('change_field', change.field)}>
        <table className={`${css.table} ${css.diff}`}>
          <thead><tr><th scope="col">{t('profile.undo_now')}</th><th scope="col">{t('profile.undo_then')}</th></tr></thead>
          <tbody><tr><td><del>{change.after ?? '–'}</del></td><td><ins>{change.before ?? '–'}</ins></td></tr></tbody>
        </table>
        <Facts
          facts={[
            [t('subscriber.col_at'), <TimeText key="at" at={change.at} />], [t('orders.col_channel'), t.term('channel', change.channel)], [t('subscriber.col_by'), change.by],
            [t('subscriber.col_proof'), t.term('verification', change.verification)],
          ]}
        />
      </Panel>
      <Panel>
        <Form method="post" className={css.form} style={{ borderLeft: 0 }}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="subscriber" value={subscriber.id} />
          <input type="hidden" name="changeId" value={change.changeId} />
          <label className={css.field}>
            <span>{t('profile.undo_cause')}</span>
            <select name="cause">{UNDO_CAUSES.map((cause) => <option key={cause} value={cause}>{t.term('undo_cause', cause)}</option>)}</select>
            <small>{t('profile.undo_cause_hint')}</small>
          </label>
          <label className={css.field}>
            <span>{t('profile.undo_note')}</span>
            <textarea name="reason" rows={3} required minLength={5} maxLength={500} />
            <small>{t(FIELD_RULES[change.field].class === 'normal' ? 'profile.undo_alone' : 'profile.undo_second')}</small>
          </label>
          {refusal ? <p role="alert" className={css.alert}>{refusalText(t, refusal)}</p> : null}
          <button type="submit" className={css.go} disabled={isSending}>{t('profile.undo_ask')}</button>
        </Form>
      </Panel>
    </Page>
  )
}
