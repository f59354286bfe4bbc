import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import css from '../components/actions/actions.module.css'
import { EmptyState, Pager } from '../components/data-table.tsx'
import { MsisdnText } from '../components/msisdn-text.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { confirmContact, listContactsToConfirm } from '../usecases/subscribers/confirm-contact.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'profile.change' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'profiles.contacts')

const PAGE = 50
const ContactsQuery = z.object({ after: z.string().regex(/^\d{1,15}$/).optional() })
const ContactsForm = z.object({ token: z.string().max(100), subscriber: z.string().min(1).max(100), field: z.enum(['contact_phone', 'email']), how: z.enum(['call', 'in_person']) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'profile.change')
  const query = parseQuery(args.request, ContactsQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  return { ...(await listContactsToConfirm(context, Number(query.value.after ?? 0), PAGE)), token: formToken(context) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'profile.change')
  const form = await parseForm(args.request, ContactsForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  return respond(await confirmContact(context, form.value.subscriber, form.value.field, form.value.how))
}

/** Whose contact was not confirmed for a year: one line of work each. */
export default function Contacts() {
  const t = useT()
  const { rows, next, token } = useLoaderData<typeof loader>()
  return (
    <Page title={t('profiles.contacts')} summary={t('profiles.contacts_summary')}>
      <Panel>
        {rows.length === 0 ? <EmptyState title={t('profiles.contacts_empty')} /> : (
          <table className={css.table}>
            <thead><tr><th scope="col">{t('profiles.col_subscriber')}</th><th scope="col">{t('subscribers.col_phone')}</th><th scope="col">{t('subscribers.col_email')}</th><th scope="col">{t('profiles.contacts_confirmed')}</th><th scope="col">{t('profile.actions')}</th></tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.subscriberId}>
                  <td><Link to={`/subscribers/${encodeURIComponent(row.subscriberId)}`}>{row.name} · {row.subscriberId}</Link></td>
                  <td><MsisdnText number={row.contactPhone} /></td>
                  <td>{row.email ?? '–'}</td>
                  <td>{row.confirmedAt === null ? t('profiles.contacts_never') : <TimeText at={row.confirmedAt} as="short" />}</td>
                  <td>
                    <Form method="post">
                      <input type="hidden" name="token" value={token} />
                      <input type="hidden" name="subscriber" value={row.subscriberId} />
                      <input type="hidden" name="field" value={row.contactPhone === null ? 'email' : 'contact_phone'} />
                      {row.contactPhone === null && row.email === null ? <span>{t('profiles.contacts_none')}{t('common.is')}</span> : (['call', 'in_person'] as const).map((how) => (
                        <span key={how}><button type="submit" name="how" value={how} className={css.button} aria-label={`${row.subscriberId}${t('common.is')}${t(`profiles.contacts_${how}`)}`}>{t(`profiles.contacts_${how}`)}</button>{' '}</span>
                      ))}
                      <Link to={`/profile-changes/new?subscriber=${encodeURIComponent(row.subscriberId)}&field=contact_phone`}>{t('profiles.contacts_change')}</Link>
                    </Form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Pager next={next} summary={t('table.rows', { count: rows.length })} />
      </Panel>
    </Page>
  )
}
