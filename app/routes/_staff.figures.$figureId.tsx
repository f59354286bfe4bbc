import { Button } from '@mantine/core'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useLocation } from '@remix-run/react'
import { EmptyState } from '../components/data-table.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { partText } from '../components/shift/figure-parts.tsx'
import css from '../components/shift/shift.module.css'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { may } from '../auth/permissions.ts'
import { staffContext } from '../http/context.server.ts'
import { readFigureQuery } from '../http/figure-query.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { defang, numberText } from '../i18n/format.ts'
import { getFigure } from '../usecases/figures/get-figure.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'queue.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'figure.title')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const query = readFigureQuery(args.request, context.now)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const view = await getFigure(context, { id: args.params.figureId ?? '', ...query.value })
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return { ...view.value, mayExport: may(context.staff.role, 'export.run') }
}

/** What a number was counted from, row by row. */
export default function FigureList() {
  const t = useT()
  const { id, part, partName, count, rows, mayExport } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  return (
    <Page
      title={`${t.term('figure', id)}${part === null ? '' : ` · ${partText(t, id, part, partName)}`}`}
      summary={t('figure.count', { count })}
      actions={
        <span className={css.noPrint}>
          {mayExport ? <Form method="post" action={`/figures/${id}/export${search}`} reloadDocument style={{ display: 'inline' }}><Button type="submit" size="compact-sm" variant="default">{t('morning.csv')}</Button></Form> : null}{' '}
          <Button size="compact-sm" variant="default" onClick={() => window.print()}>{t('morning.print')}</Button>
        </span>
      }
    >
      <Panel hint={rows.length < count ? t('figure.cut', { shown: rows.length }) : undefined} title={t('figure.rows')}>
        {rows.length === 0 ? <EmptyState title={t('figure.empty')} hint={t('figure.empty_hint')} /> : (
          <table className={css.table}>
            <thead>
              <tr><th scope="col">{t('figure.col_name')}</th><th scope="col">{t('figure.col_part')}</th><th scope="col">{t('figure.col_state')}</th><th scope="col">{t('figure.col_at')}</th><th scope="col">{t('figure.col_who')}</th><th scope="col" data-align="end">{t('queue.col_money')}</th></tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.id} ${row.part}`}>
                  <th scope="row">{row.href === null ? defang(row.name) : <Link to={row.href}>{defang(row.name)}</Link>}</th>
                  <td>{partText(t, id, row.part, row.who)}</td>
                  <td>{row.state === null ? '–' : t.term(row.state.vocabulary, row.state.code)}</td>
                  <td><TimeText at={row.at} as="short" /></td>
                  <td>{row.who ?? '–'}</td>
                  <td data-align="end">{row.amountMinor === null || row.currency === null ? '–' : <MoneyText money={{ amountMinor: row.amountMinor, currency: row.currency }} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <p className={css.pad}>{numberText(rows.length, t.reader.locale)} / {numberText(count, t.reader.locale)}</p>
    </Page>
  )
}
