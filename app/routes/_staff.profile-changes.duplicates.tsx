import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import css from '../components/actions/actions.module.css'
import { EmptyState } from '../components/data-table.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused, respond } from '../http/respond.server.ts'
import { listDuplicates, mergePersons, unmergePersons } from '../usecases/merge-persons.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'profile.supervise' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'profiles.duplicates')

const id = z.string().min(1).max(100)
const MergeForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('merge'), token: z.string().max(100), kept: id, merged: id, reason: z.string().max(500) }),
  z.object({ intent: z.literal('undo'), token: z.string().max(100), merge: z.string().regex(/^\d{1,15}$/).transform(Number) }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'profile.supervise')
  return { ...(await listDuplicates(context)), token: formToken(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'profile.supervise')
  const form = await parseForm(args.request, MergeForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  return form.value.intent === 'merge'
    ? respond(await mergePersons(context, form.value.kept, form.value.merged, form.value.reason))
    : respond(await unmergePersons(context, form.value.merge))
}

/** Records that look like one person, side by side, and what was merged. */
export default function Duplicates() {
  const t = useT()
  const { pairs, merges, token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page title={t('profiles.duplicates')} summary={t('profiles.duplicates_summary')}>
      {answer && !answer.ok ? <p role="alert" className={css.alert}>{refusalText(t, answer.refusal)}</p> : null}
      <Panel>
        {pairs.length === 0 ? <EmptyState title={t('profiles.duplicates_empty')} /> : (
          <table className={css.table}>
            <thead><tr><th scope="col">{t('profiles.duplicates_keep')}</th><th scope="col">{t('profiles.duplicates_give_up')}</th><th scope="col">{t('profile.reason')}</th></tr></thead>
            <tbody>
              {pairs.map(({ kept, merged, same, doNamesDiffer }) => (
                <tr key={`${kept.id} ${merged.id}`}>
                  {[kept, merged].map((person) => (
                    <td key={person.id}><Link to={`/subscribers/${encodeURIComponent(person.id)}`}>{person.name} · {person.id}</Link><br />{person.numbers.join(', ')}<br />{person.contactPhone ?? '–'} · {person.email ?? '–'}</td>
                  ))}
                  <td>
                    {t('profiles.duplicates_why', { fields: [...same] })}<br />
                    {t('profiles.duplicates_preview', { numbers: [...merged.numbers] })}
                    {doNamesDiffer ? <Notice tone="review" isInset>{t('profiles.duplicates_names')}</Notice> : null}
                    <Form method="post" className={css.form}>
                      <input type="hidden" name="token" value={token} />
                      <input type="hidden" name="kept" value={kept.id} />
                      <input type="hidden" name="merged" value={merged.id} />
                      <label className={css.field}><span>{t('profile.reason')}</span><input name="reason" required minLength={5} maxLength={500} /></label>
                      <button type="submit" name="intent" value="merge" className={css.button}>{t('profiles.duplicates_merge')}</button>
                    </Form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      {merges.length > 0 ? (
        <Panel title={t('profiles.duplicates_done')}>
          <table className={css.table}>
            <tbody>
              {merges.map((merge) => (
                <tr key={merge.id}>
                  <td><TimeText at={merge.mergedAt} as="short" /></td><td>{merge.mergedId} → {merge.keptId}</td><td>{merge.reason}</td>
                  <td><Form method="post"><input type="hidden" name="token" value={token} /><input type="hidden" name="merge" value={merge.id} /><button type="submit" name="intent" value="undo" className={css.button}>{t('profiles.duplicates_undo')}</button></Form></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      ) : null}
    </Page>
  )
}
