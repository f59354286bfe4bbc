import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import css from '../components/money/money.module.css'
import { MoneyText } from '../components/money-text.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { objectionToPart, OTHER_NOTE_MIN, REFUND_REASONS, REFUND_ROADS, REFUND_ROUTES, type RefundReason, type RefundRoad, type RefundRoute } from '../domain/actions/refund.ts'
import { amountText, parseAmountMinor } from '../domain/values/money.ts'
import { moneyText, msisdnText } from '../i18n/format.ts'
import { choosePath } from '../http/choose-subject.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getRefundForm, readCreditNumber } from '../usecases/money/get-refund-form.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'
import { readOrderAmount } from '../usecases/money/read-order-amount.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.request' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'money.new')

const rowId = z.coerce.number().int().positive()
const NewQuery = z.object({ order: rowId, case: rowId.optional(), move: rowId.optional(), road: z.enum(REFUND_ROADS).optional(), to: z.string().max(40).optional() })
const NewForm = z.object({
  token: z.string().max(100), key: z.string().max(80), currency: z.string().regex(/^[A-Z]{3}$/), road: z.enum(REFUND_ROADS), route: z.enum(REFUND_ROUTES).default('original'), amount: z.string().max(30),
  reasonCode: z.enum(REFUND_REASONS).or(z.literal('')), note: z.string().max(1_000).default(''), exception: z.string().max(1_000).default(''), destination: z.string().max(64).default(''),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const chosen = choosePath(args.request, 'refund')
  if (chosen !== null) return redirect(chosen)
  const query = parseQuery(args.request, NewQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const form = await getRefundForm(context, query.value.order, query.value.move ?? null, query.value.case ?? null)
  if (!form.ok) throw refusalAnswer(form.refusal, context.requestId)
  return { ...form.value, token: formToken(context), wantedRoad: query.value.road ?? null, caseId: query.value.case ?? null, isPractice: context.services.config.payments.mode === 'practice' }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const [query, form] = [parseQuery(args.request, NewQuery), await parseForm(args.request, NewForm)]
  if (!query.ok) return refused(query.refusal)
  if (!form.ok) return refused(form.refusal)
  const { token, key, currency, road, route, amount, reasonCode, note, exception, destination } = form.value
  requireFormToken(context, token)
  if (reasonCode === '') return refused({ code: 'reason_unknown', field: 'reasonCode' })
  const amountMinor = await readOrderAmount(context, query.value.order, { amount, currency })
  if (!amountMinor.ok) return refused({ ...amountMinor.refusal, field: 'amount' })
  let to: string | null = destination.trim() || null
  if (road === 'recredit' && to !== null) {
    to = await readCreditNumber(context, to)
    if (to === null) return refused({ code: 'number_unreadable', field: 'destination' })
  }
  const result = await performAction(context, {
    kind: 'refund', actionId: null, key, subject: { orderRowId: query.value.order, caseId: query.value.case ?? null, parentId: query.value.move ?? null },
    command: { type: 'submit', content: { road, route: road === 'refund' ? route : 'original', amountMinor: amountMinor.value, reasonCode, note, exception, destination: to } },
  })
  return result.ok ? redirect(`/refunds/${result.value.actionId}`) : refused(result.refusal)
}

/** Asks for money back: the roads that are open, the most each gives, and how many people it takes; the button says what it does. */
export default function NewRefund() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state !== 'idle'
  const firstOpen = data.roads.find((one) => one.objection === null)?.road ?? 'refund'
  const [road, setRoad] = useState<RefundRoad>(data.wantedRoad !== null && data.roads.find((one) => one.road === data.wantedRoad)?.objection === null ? data.wantedRoad : firstOpen)
  const [reason, setReason] = useState<RefundReason | ''>(data.likelyReason !== null && (data.roads.find((one) => one.road === road)?.mostMinor[data.likelyReason] ?? 0) > 0 ? data.likelyReason : '')
  const [route, setRoute] = useState<RefundRoute>('original')
  const chosen = data.roads.find((one) => one.road === road)
  const { currency } = data.order
  // Until there is a reason, the most that any of them gives.
  const whole = chosen === undefined ? 0 : reason === '' ? Math.max(...Object.values(chosen.mostMinor)) : chosen.mostMinor[reason]
  const beyondPart = road === 'refund' && route === 'original' ? objectionToPart(whole, { partLeftMinor: data.partLeftMinor, currency }) : null
  const most = beyondPart === null ? whole : Math.max(0, data.partLeftMinor ?? 0)
  // All that a road gives, but never more than the order has to be made good for; what was typed stays when road or reason change.
  const usual = Math.min(most, data.leftMinor > 0 ? data.leftMinor : data.paidMinor)
  const [typed, setAmount] = useState<string | null>(null)
  const amount = typed ?? amountText(usual, currency)
  const refusal = answer && !answer.ok ? answer.refusal : null
  const parsed = parseAmountMinor(amount.trim(), currency)
  const sum = parsed.ok ? parsed.value : 0
  const amountFault = most <= 0 ? undefined : !parsed.ok ? refusalText(t, parsed.refusal) : sum > most ? t.find('money.too_much', { mostMinor: most, currency }) : undefined
  const level = !chosen || !data.isProven || route === 'other' && sum > 20_000 ? 'supervisor' : sum <= chosen.alone && route === 'original' ? 'alone' : sum <= chosen.pair ? 'pair' : 'supervisor'
  const where = road === 'refund' ? (route === 'other' ? t('route.other') : t.term('provider', chosen?.provider)) : t.term('road', road)
  const shownSum = moneyText({ amountMinor: sum, currency })
  const notice = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (refusal) notice.current?.focus()
  }, [refusal])
  const needsNote = reason === 'other' || (road === 'refund' && route === 'other')
  const objection = chosen?.objection ?? null
  // What is not proven for a reason gives nothing back by it.
  const whyNot = objection ? refusalText(t, objection) : reason !== '' && whole <= 0 ? t('money.none_for_reason') : undefined
  const fault = (field: string) => (refusal?.field === field ? refusalText(t, refusal) : undefined)
  return (
    <Page title={t('money.new')} summary={<><Link to={`/orders/${data.order.rowId}`}>{t('case.order', { id: data.order.orderId })}</Link>{data.caseId === null ? null : <> · <Link to={`/cases/${data.caseId}`}>{t('case.title', { id: String(data.caseId) })}</Link></>}</>}>
      {data.isPractice ? <p className={css.practice}>{t('money.practice')}</p> : null}
      <div className={css.two}>
        <Panel>
          <Form method="post" className={css.form}>
            <input type="hidden" name="token" value={data.token} />
            <input type="hidden" name="key" value={data.key} />
            <input type="hidden" name="currency" value={currency} />
            {refusal ? <p ref={notice} tabIndex={-1} role="alert" className={css.practice}>{refusalText(t, refusal)}</p> : null}
            <Roads road={road} choose={setRoad} />
            <div className={css.row}>
              <NativeSelect name="reasonCode" label={t('money.col_reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value as RefundReason | '')} data={[{ value: '', label: t('form.pick') }, ...REFUND_REASONS.map((value) => ({ value, label: t.term('refund_reason', value) }))]} error={fault('reasonCode')} required withAsterisk={false} />
              <TextInput name="amount" label={t('money.amount')} description={t.find('money.at_most', { mostMinor: most, currency })} value={amount} onChange={(event) => setAmount(event.currentTarget.value)} inputMode="decimal" error={fault('amount') ?? amountFault} required />
            </div>
            {beyondPart ? <p className={css.why}>{refusalText(t, beyondPart)}</p> : null}
            {road === 'refund' ? <NativeSelect name="route" label={t('money.route')} value={route} onChange={(event) => setRoute(event.currentTarget.value as RefundRoute)} data={REFUND_ROUTES.map((value) => ({ value, label: t.term('route', value) }))} /> : null}
            {road === 'recredit' || (road === 'refund' && route === 'other') ? <TextInput name="destination" label={t(road === 'recredit' ? 'money.right_number' : 'money.account')} error={fault('destination')} autoComplete="off" required /> : null}
            {data.isProven ? null : <Textarea name="exception" label={t('money.exception')} description={`${t('money.exception_hint')} ${t('common.at_least', { min: OTHER_NOTE_MIN })}`} minLength={OTHER_NOTE_MIN} required withAsterisk={false} error={fault('exception')} rows={2} maxLength={500} />}
            <Textarea name="note" label={t('money.note')} description={needsNote ? t('common.at_least', { min: OTHER_NOTE_MIN }) : undefined} minLength={needsNote ? OTHER_NOTE_MIN : undefined} required={needsNote} withAsterisk={false} error={fault('note')} rows={2} maxLength={500} />
            <div className={css.buttons}>
              <Button type="submit" disabled={isSending || objection !== null || sum <= 0 || sum > most} title={whyNot}>{t('money.submit', { sum: shownSum, where })}</Button>
              <span className={css.level}>{whyNot ?? (sum <= 0 || sum > most ? '' : t.term('approval_level', level))}</span>
            </div>
          </Form>
        </Panel>
        <Standing />
      </div>
    </Page>
  )
}

/** The roads that money can go back by; one that is closed says why. */
function Roads({ road, choose }: { readonly road: RefundRoad; readonly choose: (road: RefundRoad) => void }) {
  const t = useT()
  const { roads } = useLoaderData<typeof loader>()
  return (
    <fieldset className={css.roads}>
      <legend className={css.legend}>{t('money.road')}</legend>
      {roads.map((one) => (
        <label key={one.road} className={css.road} data-closed={one.objection ? '' : undefined}>
          <input type="radio" name="road" value={one.road} checked={road === one.road} disabled={one.objection !== null} onChange={() => choose(one.road)} />
          <span>{t.term('road', one.road)} <small>{one.objection ? refusalText(t, one.objection) : t.find(`money.road_hint.${one.road}`)}</small></span>
          <small>{one.objection || !one.destination ? '' : msisdnText(one.destination)}</small>
        </label>
      ))}
    </fieldset>
  )
}

/** What was paid for the order, what went back and what is on its way. */
function Standing() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  const { currency } = data.order
  return (
    <Panel title={t('case.money')}>
      <Facts facts={[
        [t('case.money_paid'), <MoneyText key="p" money={{ amountMinor: data.paidMinor, currency }} />],
        [t('case.money_returned'), <MoneyText key="d" money={{ amountMinor: data.doneMinor, currency }} />],
        [t('case.money_pending'), <MoneyText key="w" money={{ amountMinor: data.pendingMinor, currency }} />],
        [t('case.money_left'), <MoneyText key="l" money={{ amountMinor: data.leftMinor, currency }} />],
        [t('money.unspent'), data.unspentMinor === null ? t('money.unspent_unknown') : <MoneyText key="u" money={{ amountMinor: data.unspentMinor, currency }} />],
        [t('money.goodwill_left'), <MoneyText key="g" money={{ amountMinor: data.goodwillLeftMinor, currency }} />],
      ]} />
    </Panel>
  )
}
