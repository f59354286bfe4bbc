import { randomUUID } from 'node:crypto'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { Value } from '../components/actions/asked-for.tsx'
import actionCss from '../components/actions/actions.module.css'
import { StateBadge } from '../components/band-badge.tsx'
import { DayField } from '../components/day-field.tsx'
import css from '../components/money/money.module.css'
import { MoneyText } from '../components/money-text.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { isPolicyName, POLICY_NAMES, SPAN_UNITS, spanIn, type PolicyName } from '../domain/actions/policy.ts'
import { amountText } from '../domain/values/money.ts'
import { REASON_MIN } from '../domain/values/reason.ts'
import type { Json, Refusal } from '../domain/values/result.ts'
import { instantOfWallClock } from '../domain/values/time.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { POLICY_FIELDS, policyValue } from '../http/policy-form.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getPolicy } from '../usecases/money/get-policy.server.ts'
import { getSettings } from '../usecases/installation/get-settings.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'
import { previewPolicy, PREVIEW_DAYS, type PolicyPreview } from '../usecases/money/preview-policy.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'policy.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'policy.title')

const PolicyQuery = z.object({ name: z.enum(POLICY_NAMES as readonly [PolicyName, ...PolicyName[]]).optional(), asked: z.string().regex(/^\d{1,15}$/).optional() })
const ChangeForm = z.object({
  intent: z.enum(['try', 'propose']), token: z.string().max(100), key: z.string().max(80), ...POLICY_FIELDS, from: z.string().max(20).default(''), reason: z.string().max(600).default(''),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'policy.view')
  const query = parseQuery(args.request, PolicyQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const view = await getPolicy(context, query.value.name ?? null)
  return { ...view, mayEdit: may(context.staff.role, 'policy.edit'), token: formToken(context), key: randomUUID(), days: PREVIEW_DAYS, askedId: query.value.asked ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'policy.edit')
  const [query, form] = [parseQuery(args.request, PolicyQuery), await parseForm(args.request, ChangeForm)]
  if (!query.ok) return refused(query.refusal)
  if (!form.ok) return refused(form.refusal)
  const { intent, token, key, from, reason, ...fields } = form.value
  requireFormToken(context, token)
  const name = query.value.name ?? ''
  if (!isPolicyName(name)) return refused({ code: 'policy_unknown', field: 'name' })
  const value = policyValue(name, fields, (await getPolicy(context, null)).currency)
  if (!value.ok) return refused(value.refusal)
  if (intent === 'try') {
    const preview = await previewPolicy(context, { name, value: value.value })
    return preview.ok ? data({ ok: true as const, preview: preview.value }) : refused(preview.refusal)
  }
  const zone = (await getSettings(context)).settings.zone
  const begins = from === '' ? context.now : instantOfWallClock(from, zone)
  if (begins === null) return refused({ code: 'policy_in_past', field: 'effectiveFrom' })
  const proposed = await performAction(context, { kind: 'policy_change', actionId: null, command: { type: 'propose', name, value: value.value, effectiveFrom: begins, reason }, key })
  return proposed.ok ? redirect(`/refunds/policy?name=${name}&asked=${proposed.value.actionId}`) : refused(proposed.refusal)
}

/** The rules by which money is given back: each as it holds, changed by two people, tried on the requests of the last month before. */
export default function PolicyPage() {
  const t = useT()
  const { rules, chosen, currency, mayEdit, token, key, days, askedId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const rule = chosen === null ? undefined : rules.find((one) => one.name === chosen.name)
  return (
    <Page title={t('policy.title')} summary={t('policy.summary')}>
      {askedId && !answer ? <Notice tone="done">{t('policy.proposed')} <Link to={`/approvals?item=a${askedId}`}>{t('policy.to_approvals')}</Link></Notice> : null}
      <div className={chosen ? css.even : undefined}>
        <Panel>
          <table className={actionCss.table}>
            <thead><tr><th scope="col">{t('policy.col_rule')}</th><th scope="col">{t('policy.col_value')}</th>{chosen ? null : <th scope="col">{t('policy.col_since')}</th>}<th scope="col">{t('policy.col_next')}</th></tr></thead>
            <tbody>
              {rules.map((one) => (
                <tr key={one.name} aria-current={one.name === chosen?.name || undefined}>
                  <td><Link to={`/refunds/policy?name=${one.name}`} preventScrollReset>{t.term('policy_name', one.name)}</Link></td>
                  <td><Value value={one.shown} /></td>
                  {chosen ? null : <td>{one.since === null ? t('policy.brought') : <TimeText at={one.since} as="short" />}</td>}
                  <td>
                    {one.next ? <><Value value={one.next.shown} /> · <TimeText at={one.next.from} as="short" /></> : null}
                    {one.waiting.map((id) => <div key={id}><Link to={`/approvals?item=a${id}`}>{t('policy.waits')}</Link></div>)}
                    {one.next === null && one.waiting.length === 0 ? '–' : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
        {chosen && rule ? (
          <div>
            <Panel title={t.term('policy_name', chosen.name)} hint={t.find(`policy_hint.${chosen.name}`)} actions={<Link to="/refunds/policy" preventScrollReset>{t('common.close')}</Link>}>
              {mayEdit ? (
                <Form method="post" className={css.form} key={chosen.name}>
                  <input type="hidden" name="token" value={token} /><input type="hidden" name="key" value={key} />
                  <ValueFields unit={rule.unit} value={rule.value} currency={currency} refusal={refusal} />
                  <div className={css.row}>
                    <DayField as="moment" name="from" label={t('policy.col_from')} description={t('policy.from_hint')} inputWrapperOrder={['label', 'input', 'description', 'error']} error={refusal?.field === 'effectiveFrom' ? refusalText(t, refusal) : undefined} />
                    <Textarea name="reason" label={t('approvals.reason')} description={t('common.at_least', { min: REASON_MIN })} rows={2} maxLength={500} error={refusal?.field === 'reason' ? refusalText(t, refusal) : undefined} />
                  </div>
                  {refusal && !['value', 'aloneMinor', 'pairMinor', 'effectiveFrom', 'reason'].includes(refusal.field ?? '') ? <p role="alert" className={css.practice}>{refusalText(t, refusal)}</p> : null}
                  <Buttons days={days} />
                </Form>
              ) : <p className={actionCss.text}>{t('policy.not_editor')}</p>}
              {answer?.ok ? <Preview preview={answer.preview as PolicyPreview} days={days} /> : null}
            </Panel>
            <Panel title={t('policy.history')}>
              {chosen.history.length === 0 ? <p className={actionCss.text}>{t('policy.history_none')}</p> : (
                chosen.history.map((one) => (
                  <div key={one.actionId} className={css.moment}>
                    <p><b><Value value={one.shown} /></b> <StateBadge tone={one.status === 'approved' ? 'done' : one.status === 'proposed' ? 'review' : 'log'}>{t.term('policy_change_state', one.status)}</StateBadge> {one.status === 'proposed' ? <Link to={`/approvals?item=a${one.actionId}`}>{t('policy.to_approvals')}</Link> : null}</p>
                    <p className={css.dim}>{one.from === null ? null : <>{t('policy.col_from')} <TimeText at={one.from} as="short" /> · </>}{one.checker === null ? one.maker : t('policy.people', { maker: one.maker, checker: one.checker })}</p>
                    <p className={css.dim}>{one.reason}</p>
                  </div>
                ))
              )}
              <p className={actionCss.text}>{t('policy.standard')}{t('common.is')}<Value value={chosen.standard} /></p>
            </Panel>
          </div>
        ) : null}
      </div>
    </Page>
  )
}

function Buttons({ days }: { readonly days: number }) {
  const t = useT()
  const isSending = useNavigation().state !== 'idle'
  return (
    <div className={css.buttons}>
      <Button type="submit" name="intent" value="try" variant="default" disabled={isSending}>{t('policy.try', { days })}</Button>
      <Button type="submit" name="intent" value="propose" disabled={isSending}>{t('policy_change_command.propose')}</Button>
    </div>
  )
}

/** The fields of one value in its unit, filled with what holds now. */
function ValueFields({ unit, value, currency, refusal }: { readonly unit: string; readonly value: Json; readonly currency: string; readonly refusal: Refusal | null }) {
  const t = useT()
  const errorAt = (field: string) => (refusal?.field === field ? refusalText(t, refusal) : undefined)
  switch (unit) {
    case 'limits': {
      const { aloneMinor, pairMinor } = value as { readonly aloneMinor: number; readonly pairMinor: number }
      return (
        <div className={css.row}>
          <TextInput name="aloneMinor" label={t('policy.alone', { currency })} inputMode="decimal" defaultValue={amountText(aloneMinor, currency)} error={errorAt('aloneMinor')} />
          <TextInput name="pairMinor" label={t('policy.pair', { currency })} inputMode="decimal" defaultValue={amountText(pairMinor, currency)} error={errorAt('pairMinor')} />
        </div>
      )
    }
    case 'money': return <TextInput name="value" label={t('policy.new_value', { unit: currency })} inputMode="decimal" defaultValue={amountText(value as number, currency)} error={errorAt('value')} />
    case 'span': {
      const span = spanIn(value as number)
      return (
        <div className={css.row}>
          <TextInput name="value" label={t('policy.new_span')} inputMode="numeric" defaultValue={String(span.count)} error={errorAt('value')} />
          <NativeSelect name="spanUnit" label={t('policy.span_unit')} defaultValue={span.unit} data={Object.keys(SPAN_UNITS).map((one) => ({ value: one, label: t.term('span_unit', one) }))} />
        </div>
      )
    }
    case 'yes_no': return <NativeSelect name="value" label={t('policy.new_plain')} defaultValue={value === true ? 'yes' : 'no'} data={(['yes', 'no'] as const).map((one) => ({ value: one, label: t.term('policy_yes_no', one) }))} />
    default: return <TextInput name="value" label={t('policy.new_plain')} defaultValue={String(value)} error={errorAt('value')} />
  }
}

function Preview({ preview, days }: { readonly preview: PolicyPreview; readonly days: number }) {
  const t = useT()
  return (
    <div role="status" className={css.command}>
      <p><b>{t('policy.preview', { count: preview.looked, days })}</b>{preview.isCut ? ` ${t('policy.preview_cut', { count: preview.looked })}` : null}</p>
      {preview.decides ? preview.shifts.length === 0 ? <p>{t('policy.preview_same')}</p> : null : <p>{t('policy.preview_none')}</p>}
      {preview.shifts.length > 0 ? (
        <table className={actionCss.table}>
          <thead><tr><th scope="col">{t('policy.now')}</th><th scope="col">{t('policy.then')}</th><th scope="col" data-align="end">{t('approvals.count')}</th><th scope="col" data-align="end">{t('approvals.sum')}</th></tr></thead>
          <tbody>
            {preview.shifts.map((shift) => (
              <tr key={`${shift.before} ${shift.after}`}>
                <td>{t.term('policy_verdict', shift.before)}</td><td>{t.term('policy_verdict', shift.after)}</td><td data-align="end">{shift.count}</td>
                <td data-align="end">{shift.sums.map((sum) => <span key={sum.currency}><MoneyText money={sum} /> </span>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {preview.rows.length > 0 ? (
        <details>
          <summary>{t('policy.preview_rows', { count: preview.rows.length })}</summary>
          <ol className={css.list}>
            {preview.rows.map((row) => <li key={row.refundId}><Link to={`/refunds/${row.refundId}`} target="_blank">{t('money.refund', { id: String(row.refundId) })} · {row.orderId}</Link><span><MoneyText money={row.amount} /> · {t.term('policy_verdict', row.before)} → {t.term('policy_verdict', row.after)}</span></li>)}
          </ol>
        </details>
      ) : null}
    </div>
  )
}
