import { Button, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { EntryValue } from '../components/lists/entry-value.tsx'
import { EntryState } from '../components/lists/list-table.tsx'
import { Preview } from '../components/lists/preview.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import css from '../components/rules.module.css'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { confirmEntries, endListEntry } from '../usecases/lists/keep-lists.server.ts'
import { getListEntry } from '../usecases/lists/list-own-lists.server.ts'
import { previewListEntry } from '../usecases/lists/preview-list-entry.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'list.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'lists.title')

const idOf = (params: { readonly entryId?: string }) => (/^\d{1,15}$/.test(params.entryId ?? '') ? Number(params.entryId) : 0)

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'list.view')
  const found = await getListEntry(context, idOf(args.params))
  if (!found.ok) throw refusalAnswer(found.refusal, context.requestId)
  return { entry: found.value.page, token: formToken(context), mayConfirm: may(context.staff.role, 'list.confirm'), mayPropose: may(context.staff.role, 'list.propose') }
}

const EntryForm = z.object({ intent: z.enum(['preview', 'confirm', 'end']), token: z.string().max(100), reason: z.string().max(1_000).default('') })

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'list.propose')
  const form = await parseForm(args.request, EntryForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  const id = idOf(args.params)
  if (form.value.intent === 'preview') {
    const found = await getListEntry(context, id)
    if (!found.ok) return refused(found.refusal)
    return data({ ok: true as const, value: { done: null, preview: await previewListEntry(context, found.value.entry, found.value.page.confirmedAt !== null) } })
  }
  const done = form.value.intent === 'confirm' ? await confirmEntries(context, [id]) : await endListEntry(context, id, form.value.reason)
  if (!done.ok) return refused(done.refusal)
  context.services.jobs.wake()
  return data({ ok: true as const, value: { done: form.value.intent, preview: null } })
}

/** One entry: what it says, who stands behind it, what it touches, and how it is confirmed or ended. */
export default function ListEntryPage() {
  const t = useT()
  const { entry, token, mayConfirm, mayPropose } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const isSending = (intent: string) => navigation.state !== 'idle' && navigation.formData?.get('intent') === intent
  const isOpen = entry.state !== 'ended'
  const isProposed = entry.state === 'proposed'
  const mayEnd = isOpen && (mayConfirm || (isProposed && entry.isMine && mayPropose))
  const { names, domains, tokens } = entry.detail
  return (
    <Page title={<EntryValue list={entry.list} shown={entry.shown} />} summary={<>{t.term('own_list', entry.list)} · <EntryState state={entry.state} /></>} actions={<Link to="/lists">{t('lists.all')}</Link>}>
      {answer?.ok && answer.value.done ? <p className={`${css.hint} ${css.done}`} role="status">{t(`lists.done_${answer.value.done}`)}</p> : null}
      <Panel title={t('lists.entry')} hint={t(`lists.effect.${entry.list}`)}>
        <Facts
          facts={[
            [t('lists.col_reason'), entry.reason],
            [t('lists.col_owner'), entry.owner],
            [t('lists.col_expires'), entry.expiresAt === null ? t('lists.no_expiry') : <TimeText key="expires" at={entry.expiresAt} />],
            [t('lists.brand_names'), names?.join(' ')],
            [t('lists.brand_domains'), domains?.join(' ')],
            [t('lists.brand_tokens'), tokens?.join(' ')],
            [t('lists.col_added'), <span key="added"><TimeText at={entry.addedAt} /> {entry.addedBy}</span>],
            [t('lists.confirmed'), entry.confirmedAt === null ? null : <span key="confirmed"><TimeText at={entry.confirmedAt} /> {entry.confirmedBy}</span>],
            [t('lists.ended'), entry.endedAt === null ? null : <span key="ended"><TimeText at={entry.endedAt} /> {entry.endedBy}{t('common.is')}{entry.endedReason}</span>],
          ]}
        />
      </Panel>
      {isOpen && mayPropose ? (
        <Panel title={t('lists.what_changes')} hint={t(isProposed ? 'lists.what_changes_hint' : 'lists.what_changes_ending')}>
          <Form method="post" className={css.form}>
            <input type="hidden" name="token" value={token} />
            <div className={css.row}>
              <Button type="submit" name="intent" value="preview" variant="default" loading={isSending('preview')}>{t('lists.try')}</Button>
              {isProposed && mayConfirm && !entry.isMine ? <Button type="submit" name="intent" value="confirm" loading={isSending('confirm')}>{t('lists.confirm')}</Button> : null}
              {isProposed && entry.isMine ? <span>{t('lists.mine')}</span> : null}
            </div>
          </Form>
          {answer?.ok && answer.value.preview ? <Preview preview={answer.value.preview} isEnding={!isProposed} /> : null}
          {mayEnd ? (
            <Form method="post" className={css.form}>
              <input type="hidden" name="token" value={token} />
              <div className={css.row}>
                <TextInput name="reason" label={t('lists.end_reason')} w={340} maxLength={500} error={refusal?.field === 'reason' ? refusalText(t, refusal) : undefined} />
                <Button type="submit" name="intent" value="end" variant="default" loading={isSending('end')}>{t(isProposed ? 'lists.withdraw' : 'lists.end')}</Button>
              </div>
            </Form>
          ) : null}
          {refusal && refusal.field !== 'reason' ? <p className={`${css.hint} ${css.bad}`} role="alert">{refusalText(t, refusal)}</p> : null}
        </Panel>
      ) : null}
    </Page>
  )
}
