import { Button, TextInput } from '@mantine/core'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import css from '../components/actions/actions.module.css'
import { EmptyState } from '../components/data-table.tsx'
import { MsisdnText } from '../components/msisdn-text.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { ABOUT_ORDER, CHOSEN_FOR, pathOf } from '../http/choose-subject.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { searchRecords } from '../usecases/records/search-records.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'order.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'choose.title')

const Query = z.object({ for: z.enum(CHOSEN_FOR), q: z.string().max(100).default('') })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'order.view')
  const query = parseQuery(args.request, Query)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { for: wanted, q } = query.value
  const isOrder = ABOUT_ORDER.has(wanted)
  const found = q.trim() === '' ? [] : await searchRecords(context, q)
  const rows = found.flatMap((one) => (isOrder ? (one.orderRowId === undefined ? [] : [{ ...one, to: pathOf(wanted, String(one.orderRowId)) }]) : one.kind === 'subscriber' ? [{ ...one, to: pathOf(wanted, one.name) }] : []))
  return { wanted, q, isOrder, rows: rows.map(({ name, hint, to }) => ({ name, hint, to })) }
}

/** A form that was opened without what it is about: finds the order or the customer, and goes on. */
export default function Choose() {
  const t = useT()
  const { wanted, q, isOrder, rows } = useLoaderData<typeof loader>()
  const isBusy = useNavigation().state !== 'idle'
  return (
    <Page title={t.find(`choose.for.${wanted}`) ?? t('choose.title')} summary={t(isOrder ? 'choose.hint_order' : 'choose.hint_subscriber')}>
      <Panel>
        <Form method="get" className={css.form} style={{ borderLeft: 0 }}>
          <input type="hidden" name="for" value={wanted} />
          <TextInput name="q" key={q} defaultValue={q} label={t(isOrder ? 'choose.order' : 'choose.subscriber')} maxLength={100} autoComplete="off" autoFocus maw={480} />
          <div><Button type="submit" variant="default" disabled={isBusy}>{t('choose.find')}</Button></div>
        </Form>
        {q === '' ? null : rows.length === 0 ? <EmptyState title={t('choose.none')} hint={t(isOrder ? 'choose.hint_order' : 'choose.hint_subscriber')} /> : (
          <table className={css.table}>
            <tbody>{rows.map((row) => <tr key={row.to}><td><Link to={row.to}>{row.name}</Link></td><td>{row.hint === null ? null : <MsisdnText number={row.hint} />}</td></tr>)}</tbody>
          </table>
        )}
      </Panel>
    </Page>
  )
}
