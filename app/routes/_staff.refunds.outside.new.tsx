import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { z } from 'zod'
import { DayField } from '../components/day-field.tsx'
import { Ceiling } from '../components/money/ceiling.tsx'
import css from '../components/money/money.module.css'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { ANSWER_DAYS, OUTSIDE_ROADS, SCHEMES, type OutsideRoad, type OutsideReturnCommand, type Scheme } from '../domain/actions/outside-return.ts'
import { isDay } from '../domain/metrics/days.ts'
import { amountText, parseAmountMinor } from '../domain/values/money.ts'
import { DAY_MS, dayOf, startOfDay } from '../domain/values/time.ts'
import { choosePath } from '../http/choose-subject.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getOutsideReturnForm } from '../usecases/money/get-outside-return.server.ts'
import { getSettings } from '../usecases/installation/get-settings.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'
import { readOrderAmount } from '../usecases/money/read-order-amount.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.check' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'outside.new')

const rowId = z.coerce.number().int().positive()
const day = z.string().refine(isDay)
const NewQuery = z.object({ order: rowId, case: rowId.optional() })
const NewForm = z.object({
  token: z.string().max(100), key: z.string().max(80), currency: z.string().regex(/^[A-Z]{3}$/), road: z.enum(OUTSIDE_ROADS), amount: z.string().max(30), reference: z.string().max(100),
  scheme: z.enum(SCHEMES).or(z.literal('')).default(''), code: z.string().max(40).default(''), toldOn: day, answerOn: day.or(z.literal('')).default(''),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.check')
  const chosen = choosePath(args.request, 'outside_return')
  if (chosen !== null) return redirect(chosen)
  const query = parseQuery(args.request, NewQuery)
  if (!query.ok) throw refusalAnswer({ code: 'order_gone' }, context.requestId)
  const form = await getOutsideReturnForm(context, query.value.order)
  if (!form.ok) throw refusalAnswer(form.refusal, context.requestId)
  const { settings } = await getSettings(context)
  return { ...form.value, token: formToken(context), today: dayOf(context.now, settings.zone) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'refund.check')
  const [query, form] = [parseQuery(args.request, NewQuery), await parseForm(args.request, NewForm)]
  if (!query.ok) return refused(query.refusal)
  if (!form.ok) return refused(form.refusal)
  const { token, key, currency, road, amount, reference, scheme, code, toldOn, answerOn } = form.value
  requireFormToken(context, token)
  // The days to answer count from it.
  if (road === 'chargeback' && scheme === '') return refused({ code: 'scheme_missing', field: 'scheme' })
  const amountMinor = await readOrderAmount(context, query.value.order, { amount, currency })
  if (!amountMinor.ok) return refused({ ...amountMinor.refusal, field: 'amount' })
  const { zone } = (await getSettings(context)).settings
  // The last moment of the day that was named.
  const answerBy = answerOn === '' ? null : startOfDay(answerOn, zone) + DAY_MS - 1
  const command: OutsideReturnCommand = { type: 'record', road, amountMinor: amountMinor.value, reference, scheme: scheme === '' ? null : scheme, code, toldAt: startOfDay(toldOn, zone), answerBy }
  const result = await performAction(context, { kind: 'outside_return', actionId: null, key, subject: { orderRowId: query.value.order, caseId: query.value.case ?? null }, command })
  return result.ok ? redirect(`/refunds/outside/${result.value.actionId}`) : refused(result.refusal)
}

/** Puts on record that others gave the money of an order back, or took it; what that does to the ceiling is shown before. */
export default function NewOutsideReturn() {
  const t = useT()
  const { order, ceiling, objection, key, token, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state !== 'idle'
  const [road, setRoad] = useState<OutsideRoad>('chargeback')
  const [scheme, setScheme] = useState<Scheme | ''>('')
  const [amount, setAmount] = useState(amountText(Math.max(0, ceiling.leftMinor), order.currency))
  const refusal = answer && !answer.ok ? answer.refusal : null
  const parsed = parseAmountMinor(amount.trim(), order.currency)
  const sum = parsed.ok ? parsed.value : 0
  const isOver = sum > ceiling.leftMinor
  const fault = (field: string) => (refusal?.field === field ? refusalText(t, refusal) : undefined)
  const isElsewhere = refusal !== null && !['amount', 'reference', 'scheme', 'code', 'toldAt', 'answerBy'].includes(refusal.field ?? '')
  return (
    <Page title={t('outside.new')} summary={<Link to={`/orders/${order.rowId}`}>{t('case.order', { id: order.orderId })}</Link>}>
      <div className={css.two}>
        <Panel>
          <Form method="post" className={css.form}>
            <input type="hidden" name="token" value={token} /><input type="hidden" name="key" value={key} /><input type="hidden" name="currency" value={order.currency} />
            {isElsewhere && refusal ? <p role="alert" className={css.practice}>{refusalText(t, refusal)}</p> : null}
            <fieldset className={css.roads}>
              <legend className={css.legend}>{t('outside.what')}</legend>
              {OUTSIDE_ROADS.map((one) => (
                <label key={one} className={css.road}>
                  <input type="radio" name="road" value={one} checked={road === one} onChange={() => setRoad(one)} />
                  <span>{t.term('road', one)} <small>{t.find(`outside.hint.${one}`)}</small></span>
                </label>
              ))}
            </fieldset>
            <div className={css.row}>
              <TextInput name="amount" label={t('money.amount')} value={amount} onChange={(event) => setAmount(event.currentTarget.value)} inputMode="decimal" error={fault('amount')} required withAsterisk={false} />
              <TextInput name="reference" label={t('outside.reference')} error={fault('reference')} autoComplete="off" maxLength={64} required withAsterisk={false} />
            </div>
            {road === 'chargeback' ? (
              <div className={css.row}>
                <NativeSelect name="scheme" label={t('outside.scheme')} value={scheme} onChange={(event) => setScheme(event.currentTarget.value as Scheme | '')} data={[{ value: '', label: t('form.pick') }, ...SCHEMES.map((value) => ({ value, label: t.term('scheme', value) }))]} error={fault('scheme')} required withAsterisk={false} />
                <TextInput name="code" label={t('outside.code')} description={t('outside.code_hint')} error={fault('code')} autoComplete="off" maxLength={20} inputWrapperOrder={['label', 'input', 'description', 'error']} />
              </div>
            ) : null}
            <div className={css.row}>
              <DayField name="toldOn" label={t('outside.told')} defaultValue={today} max={today} error={fault('toldAt')} required withAsterisk={false} />
              {road === 'chargeback' ? (
                <DayField name="answerOn" label={t('outside.answer_by')} description={scheme === '' ? undefined : t('outside.answer_hint', { days: ANSWER_DAYS[scheme] })} error={fault('answerBy')} inputWrapperOrder={['label', 'input', 'description', 'error']} />
              ) : null}
            </div>
            <div className={css.buttons}>
              <Button type="submit" disabled={isSending || objection !== null || sum <= 0} title={objection ? refusalText(t, objection) : undefined}>{t('outside_return_command.record')}</Button>
              <span className={css.level}>{objection ? refusalText(t, objection) : isOver && sum > 0 ? t('outside.will_contest') : null}</span>
            </div>
          </Form>
        </Panel>
        <Ceiling ceiling={ceiling} claimMinor={isOver ? 0 : sum} />
      </div>
    </Page>
  )
}
