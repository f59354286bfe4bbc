import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { RuleForm } from '../components/alerts/rule-form.tsx'
import { SeverityBadge } from '../components/band-badge.tsx'
import chartCss from '../components/chart/chart.module.css'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import type { AlertRule } from '../domain/alerts/alert-rule.ts'
import { METRIC_NATURE } from '../domain/alerts/metric.ts'
import { AlertRuleForm, ruleOfForm } from '../http/alert-rule-form.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refusalStatus, refused } from '../http/respond.server.ts'
import { alertSubject, alertTitle, metricText } from '../i18n/alert-text.ts'
import { durationText, listText, sentenceGap } from '../i18n/format.ts'
import type { Translator } from '../i18n/translate.ts'
import { listFeedLateness } from '../usecases/intake/list-feeds.server.ts'
import { type AlertPreview, previewAlertRule } from '../usecases/alerts/preview-alert-rule.server.ts'
import { changeAlertRule, getAlertRules } from '../usecases/alerts/save-alert-rule.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'alert.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alert_rules.title')

const RulesQuery = z.object({ rule: z.string().regex(/^[a-z][a-z0-9_]{2,39}$/).optional() })
const NEW = 'new'
/** What a rule of one's own begins as. */
const BLANK: AlertRule = {
  code: '', name: '', metric: 'rule_flags', direction: 'above', windowHours: 1, baselineWeeks: 8, deviations: 5, limit: 8, minVolume: 0, severity: 'S3', clearMs: 3_600_000, roles: ['supervisor'], byEmail: true,
  byWebhook: false, quiet: { fromMin: 1_320, toMin: 420 }, limits: {}, isOn: true,
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'alert.view')
  const query = parseQuery(args.request, RulesQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const [rules, feeds] = await Promise.all([getAlertRules(context), listFeedLateness(context)])
  const chosen = query.value.rule === NEW ? { rule: BLANK, version: 0 } : rules.find(({ rule }) => rule.code === query.value.rule)
  if (query.value.rule && !chosen) throw refusalAnswer({ code: 'alert_rule_gone' }, context.requestId)
  return { rules, feeds, chosen: chosen ?? null, isNew: query.value.rule === NEW, token: formToken(context), mayEdit: may(context.staff.role, 'alert.edit') }
}

/** Saves a rule, or tries it on the past. What was typed comes back with the answer, so that nothing is lost. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'alert.edit')
  const form = await parseForm(args.request, AlertRuleForm)
  if (!form.ok) return refused(form.refusal)
  const { intent, token, version, isNew, reason } = form.value
  requireFormToken(context, token)
  const rule = ruleOfForm(form.value)
  if (!rule.ok) return refused(rule.refusal)
  if (intent === 'preview') return data({ ok: true as const, value: { given: rule.value, reason, preview: await previewAlertRule(context, rule.value) } })
  const saved = await changeAlertRule(context, rule.value, { readVersion: version, isNew: isNew === 'yes', reason })
  if (saved.ok) return data({ ok: true as const, value: { given: null, reason: '', preview: null } })
  return data({ ok: false as const, refusal: saved.refusal, given: rule.value, reason }, { status: refusalStatus(saved.refusal) })
}

/** What is watched, from when on it is out of line, who is told; and when a rule would have fired. */
export default function AlertRules() {
  const t = useT()
  const { rules, feeds, chosen, isNew, token, mayEdit } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const failed = answer && !answer.ok ? answer : null
  const given = (answer?.ok ? answer.value.given : failed && 'given' in failed ? failed.given : null) as AlertRule | null
  const isMine = given !== null && chosen !== null && (isNew || given.code === chosen.rule.code)
  const shown = isMine ? given : chosen?.rule
  const preview = answer?.ok && isMine ? (answer.value.preview as AlertPreview | null) : null
  return (
    <Page title={t('alert_rules.title')} summary={t('alert_rules.summary')} actions={mayEdit ? <Link to="/alerts/rules?rule=new">{t('alert_rules.add')}</Link> : null}>
      {answer?.ok && answer.value.preview === null ? <Notice tone="done">{t('alert_rules.saved')}</Notice> : null}
      {failed && failed.refusal.field === undefined ? <Notice tone="hold">{refusalText(t, failed.refusal)}</Notice> : null}
      {shown && chosen ? (
        <Panel title={isNew ? t('alert_rules.new_title') : alertTitle(t, { ruleCode: shown.code, ruleName: shown.name })} hint={isNew ? null : t(`alert_metric.${shown.metric}`)}>
          {mayEdit ? null : <p className={chartCss.words}>{t('alert_rules.not_yours')}</p>}
          <RuleForm
            key={`${chosen.rule.code} ${chosen.version} ${isMine ? JSON.stringify(given) : ''}`}
            rule={shown} version={chosen.version} isNew={isNew} isTried={preview !== null} isDisabled={!mayEdit} token={token} refusal={failed?.refusal ?? null}
            reason={answer?.ok ? answer.value.reason : failed && 'reason' in failed ? String(failed.reason) : ''}
          />
          {preview ? <Preview preview={preview} rule={shown} /> : null}
        </Panel>
      ) : null}
      <Panel>
        <div className={chartCss.table}>
          <table className={chartCss.figures}>
            <thead>
              <tr>
                <th scope="col">{t('alert_rules.col_rule')}</th>
                <th scope="col" data-align="start">{t('alert_rules.col_metric')}</th>
                <th scope="col" data-align="start">{t('alert_rules.col_when')}</th>
                <th scope="col" data-align="start">{t('alerts.col_severity')}</th>
                <th scope="col" data-align="start">{t('alert_rules.col_told')}</th>
                <th scope="col" data-align="start">{t('alert_rules.col_state')}</th>
              </tr>
            </thead>
            <tbody>
              {rules.map(({ rule, version, changedAt }) => (
                <tr key={rule.code}>
                  <th scope="row"><Link to={`/alerts/rules?rule=${rule.code}`}>{alertTitle(t, { ruleCode: rule.code, ruleName: rule.name })}</Link></th>
                  <td data-align="start">{t(`alert_metric.${rule.metric}`)}</td>
                  <td data-align="start" style={{ whiteSpace: 'normal', minWidth: 200 }}>{whenText(t, rule)}</td>
                  <td data-align="start"><SeverityBadge severity={rule.severity} /></td>
                  <td data-align="start" style={{ whiteSpace: 'normal' }}>{listText(rule.roles.map((role) => t.term('role', role)), t.reader.locale)}</td>
                  <td data-align="start" style={{ whiteSpace: 'normal' }}>{t(rule.isOn ? 'alert_rules.on' : 'alert_rules.off')}{version > 0 && changedAt !== null ? <> · {t('alert_rules.changed')} <TimeText at={changedAt} as="relative" /></> : null}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      {feeds.length > 0 ? (
        <Panel title={t('alert_rules.feeds_title')} hint={t('alert_rules.feeds_words')}>
          <div className={chartCss.table}>
            <table className={chartCss.figures}>
              <thead><tr><th scope="col">{t('alert_rules.col_feed')}</th><th scope="col">{t('alert_rules.col_may')}</th><th scope="col" data-align="start">{t('alert_rules.col_basis')}</th><th scope="col">{t('alert_rules.col_last')}</th></tr></thead>
              <tbody>
                {feeds.map((feed) => (
                  <tr key={feed.subject}>
                    <th scope="row">{alertSubject(t, { metric: 'feed_silence', subject: feed.subject, data: {} })}</th>
                    <td>{durationText(feed.lateness.afterMs, t.reader.locale)}</td>
                    <td data-align="start">{t.term('lateness_basis', feed.lateness.from)}</td>
                    <td><TimeText at={feed.lastImportAt} as="relative" /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      ) : null}
    </Page>
  )
}

function whenText(t: Translator, rule: AlertRule): string {
  const limit = metricText(t, rule.metric, rule.limit)
  if (rule.direction === 'below') return t('alert_rules.when_below', { deviations: rule.deviations, weeks: rule.baselineWeeks, hours: rule.windowHours })
  const words = rule.baselineWeeks > 0 ? t('alert_rules.when_usual', { limit, deviations: rule.deviations, weeks: rule.baselineWeeks }) : t('alert_rules.when_above', { limit })
  return METRIC_NATURE[rule.metric].kind === 'hours' || rule.metric === 'segment_orders' ? `${words}${t.reader.locale === 'en' ? ', ' : '，'}${t('alert_rules.when_rate', { hours: rule.windowHours })}` : words
}

function Preview({ preview, rule }: { readonly preview: AlertPreview; readonly rule: AlertRule }) {
  const t = useT()
  if (preview.kind === 'nothing') return <p role="status" className={chartCss.words}>{t('alert_rules.preview_none')}</p>
  if (preview.kind === 'now') return <p role="status" className={chartCss.words}>{t('alert_rules.preview_no_past', { now: t('alert_rules.preview_now', { count: preview.holding }) })}</p>
  const gap = sentenceGap(t.reader.locale)
  const told = [t('alert_rules.preview_words', { count: preview.count }), ...(preview.notAssessed > 0 ? [t('alert_rules.preview_not_assessed', { count: preview.notAssessed })] : []), ...(preview.isAsOfToday ? [t('alert_rules.preview_today')] : [])]
  return (
    <section aria-label={t('alert_rules.preview_title')}>
      <p role="status" className={chartCss.words}>
        <strong>{t('alert_rules.preview_title')}</strong>{gap}{told.join(gap)}
      </p>
      {preview.firings.length === 0 ? null : (
        <div className={chartCss.table}>
          <table className={chartCss.figures}>
            <thead><tr><th scope="col">{t('alert.fact_subject')}</th><th scope="col">{t('alert_rules.col_from')}</th><th scope="col">{t('alert_rules.col_length')}</th><th scope="col">{t('alert_rules.col_worst')}</th><th scope="col">{t('alert.fact_limit')}</th></tr></thead>
            <tbody>
              {preview.firings.map((one, i) => (
                <tr key={i}>
                  <th scope="row">{alertSubject(t, { metric: rule.metric, subject: one.subject, data: { file: one.subject, ...(one.flag === null ? {} : { flag: one.flag }) } })}</th>
                  <td><TimeText at={one.from} as="short" /></td><td>{durationText(Math.max(one.to - one.from, 0), t.reader.locale)}</td><td>{metricText(t, rule.metric, one.worst)}</td><td>{metricText(t, rule.metric, one.limit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
