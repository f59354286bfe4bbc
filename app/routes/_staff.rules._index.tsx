import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { SeverityBadge, StateBadge } from '../components/band-badge.tsx'
import chartCss from '../components/chart/chart.module.css'
import { EmptyState } from '../components/data-table.tsx'
import { FilterBar, FilterClear, FilterMenu } from '../components/filter-bar.tsx'
import filterCss from '../components/filter-bar.module.css'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { Loudness } from '../components/rules/rule-hits.tsx'
import css from '../components/rules.module.css'
import { RuleSource } from '../components/rules/rule-source.tsx'
import { pageTitle } from '../components/title.ts'
import { FAMILIES } from '../domain/cases/flag.ts'
import { RULE_STATUSES } from '../domain/rules/rule.ts'
import { staffContext } from '../http/context.server.ts'
import { dayKeyText, numberText, scoreText } from '../i18n/format.ts'
import { may } from '../auth/permissions.ts'
import { listRules } from '../usecases/rules/list-rules.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'rule.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'rules.title')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'rule.view')
  return { ...(await listRules(context)), mayEdit: may(context.staff.role, 'rule.edit') }
}

/** Every rule with how it does: flags, and how often those who looked agreed. */
export default function Rules() {
  const t = useT()
  const { rules, mayEdit } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const [status, family] = [search.get('status'), search.get('family')]
  const shown = rules.filter(({ rule }) => (status === null || rule.status === status) && (family === null || rule.family === family))
  return (
    <Page
      title={t('rules.title')}
      summary={t('rules.hint')}
      actions={<>
        <Link className={filterCss.chip} to="/rules/export" reloadDocument>{t('rules.export')}</Link>
        {mayEdit ? <Link className={filterCss.chip} to="/rules/import">{t('rules.import')}</Link> : null}
        {mayEdit ? <Link className={filterCss.chip} to="/rules/new">{t('rules.new')}</Link> : null}
      </>}
    >
      <Panel>
        <FilterBar>
          <FilterMenu name="status" label={t('rules.filter_status')} options={RULE_STATUSES.map((value) => ({ value, label: t.term('rule_status', value) }))} />
          <FilterMenu name="family" label={t('queue.filter_family')} options={FAMILIES.map((value) => ({ value, label: t.term('family', value) }))} />
          <FilterClear names={['status', 'family']} />
        </FilterBar>
        <div className={css.body}>
          <table className={chartCss.figures}>
            <thead>
              <tr>
                <th scope="col">{t('rules.col_rule')}</th>
                <th scope="col" data-align="start">{t('rules.col_severity')}</th>
                <th scope="col" data-align="start">{t('rules.col_status')}</th>
                <th scope="col">{t('rules.col_weight')}</th>
                <th scope="col">{t('rules.col_flags')}</th>
                <th scope="col">{t('rules.col_loudness')}</th>
                <th scope="col">{t('rules.col_precision')}</th>
                <th scope="col">{t('rules.col_last')}</th>
                <th scope="col" data-align="start">{t('rules.col_source')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ rule, flags, perThousand, precision, lastDay, fault }) => (
                <tr key={rule.id}>
                  <th scope="row"><Link to={`/rules/${rule.id}`}>{t.term('flag', rule.flag)}</Link><span className={css.family}>{t.term('family', rule.family)}</span><span className={css.id}>{rule.id} · {rule.version}</span></th>
                  <td data-align="start"><SeverityBadge severity={rule.severity} /></td>
                  <td data-align="start">{fault ? <span className={css.bad}>{t('rules.broken')}</span> : <StateBadge tone={rule.status === 'live' ? 'done' : undefined}>{t.term('rule_status', rule.status)}</StateBadge>}</td>
                  <td>{scoreText(rule.weight)}</td>
                  <td>{flags === 0 ? '–' : rule.status === 'shadow' ? numberText(flags, t.reader.locale) : <Link to={`/flags?rule=${rule.id}`}>{numberText(flags, t.reader.locale)}</Link>}</td>
                  <td><Loudness perThousand={perThousand} /></td>
                  <td>{precision === null ? '–' : t('rules.precision', { share: precision.share, closed: precision.closed, low: precision.low, high: precision.high })}</td>
                  <td>{lastDay === null ? '–' : dayKeyText(lastDay, t.reader)}</td>
                  <td data-align="start" className={css.from}><RuleSource source={rule.source} /></td>
                </tr>
              ))}
            </tbody>
          </table>
          {shown.length === 0 ? <EmptyState title={t('table.no_match')} hint={t('table.no_match_hint')} /> : null}
        </div>
      </Panel>
    </Page>
  )
}
