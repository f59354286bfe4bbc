import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import css from '../components/actions/actions.module.css'
import { EmptyState } from '../components/data-table.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { DuplicatePair } from '../components/profile/duplicate-pair.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused, respond } from '../http/respond.server.ts'
import { listDuplicates, unmergePersons } from '../usecases/subscribers/merge-persons.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'profile.supervise' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'profiles.duplicates')

const id = z.string().min(1).max(100)
const MergeForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('merge'), token: z.string().max(100), person: z.array(id).length(2), kept: id, reason: z.string().max(500), checked: z.literal('1').optional(), key: z.string().max(80) }),
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
  if (form.value.intent === 'undo') return respond(await unmergePersons(context, form.value.merge))
  const { person, kept, reason, checked } = form.value
  const mergedId = person.find((one) => one !== kept) ?? kept
  return respond(await performAction(context, { kind: 'person_merge', actionId: null, command: { type: 'propose', keptId: kept, mergedId, reason, areNamesChecked: checked === '1' }, key: form.value.key }))
}

/** Records that look like one person, side by side with what a merge would make of them, and what was merged. */
export default function Duplicates() {
  const t = useT()
  const { pairs, merges, token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Page title={t('profiles.duplicates')} summary={t('profiles.duplicates_summary')}>
      {answer && !answer.ok ? <Notice tone="hold">{refusalText(t, answer.refusal)}</Notice> : null}
      {answer?.ok && answer.value !== null ? <Notice tone="done">{t('profiles.duplicates_asked')} <Link to={`/approvals?item=a${answer.value.actionId}`}>{t('profiles.duplicates_waits_show')}</Link></Notice> : null}
      {answer?.ok && answer.value === null ? <Notice tone="done">{t('profiles.duplicates_undone')}</Notice> : null}
      {pairs.length === 0 ? <Panel><EmptyState title={t('profiles.duplicates_empty')} hint={t('profiles.duplicates_empty_hint')} /></Panel> : null}
      {pairs.map((pair) => <DuplicatePair key={pair.persons.map((person) => person.id).join(' ')} pair={pair} token={token} isBusy={isBusy} />)}
      {merges.length > 0 ? (
        <Panel title={t('profiles.duplicates_done')} hint={t('profiles.duplicates_done_hint')}>
          <table className={css.table}>
            <thead>
              <tr>
                {(['at', 'merged', 'kept', 'by'] as const).map((name) => <th key={name} scope="col">{t(`profiles.duplicates_col_${name}`)}</th>)}
                <th scope="col">{t('profile.reason')}</th>
                <th scope="col"><span className="visually-hidden">{t('profiles.duplicates_undo')}</span></th>
              </tr>
            </thead>
            <tbody>
              {merges.map((merge) => (
                <tr key={merge.id}>
                  <td><TimeText at={merge.mergedAt} as="short" /></td>
                  {[merge.mergedId, merge.keptId].map((one) => <td key={one}><Link to={`/subscribers/${encodeURIComponent(one)}`}>{one}</Link></td>)}
                  <td>{merge.by}</td>
                  <td>{merge.reason}</td>
                  <td data-align="end"><Form method="post"><input type="hidden" name="token" value={token} /><input type="hidden" name="merge" value={merge.id} /><button type="submit" name="intent" value="undo" className={css.button} disabled={isBusy}>{t('profiles.duplicates_undo')}</button></Form></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      ) : null}
    </Page>
  )
}
