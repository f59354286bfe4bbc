import { randomUUID } from 'node:crypto'
import { Button, Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { z } from 'zod'
import chartCss from '../components/chart/chart.module.css'
import { StateBadge } from '../components/band-badge.tsx'
import { DayField } from '../components/day-field.tsx'
import { CommandForm } from '../components/money/command-form.tsx'
import css from '../components/money/money.module.css'
import { MoneyText } from '../components/money-text.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { OUTAGE_GROUPS, type OutageGroup } from '../domain/actions/outage-group.ts'
import { isDay } from '../domain/metrics/days.ts'
import { BATCH_MAX } from '../domain/actions/refund-batch.ts'
import { CHANNELS } from '../domain/intake/record.ts'
import { commandOf } from '../http/act-on.server.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { countText, listComma, listText, moneyText } from '../i18n/format.ts'
import { findOutageRefunds, outageSpan, type OutageOrder } from '../usecases/money/find-outage-refunds.server.ts'
import { getRefundBatch } from '../usecases/money/get-refund-batch.server.ts'
import { listActions } from '../usecases/actions/list-actions.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'
import { releaseRefundBatch } from '../usecases/money/release-refund-batch.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.request' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'outage.title')

const rowId = z.coerce.number().int().positive()
const many = z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(rowId).max(200))
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/).or(z.literal('')).default('')
const Query = z.object({ day: z.string().refine(isDay).optional(), from: clock, to: clock, channel: z.enum(CHANNELS).or(z.literal('')).default(''), batch: rowId.optional() })
const base = { token: z.string().max(100), key: z.string().max(80), version: z.coerce.number().int().min(0).default(0) }
const Fields = z.discriminatedUnion('intent', [
  z.object({ ...base, intent: z.literal('ask'), item: many, reason: z.string().max(500) }),
  z.object({ ...base, intent: z.literal('release'), shownHash: z.string().max(64), looked: many }),
  z.object({ ...base, intent: z.literal('reject'), reason: z.string().max(500) }),
  z.object({ ...base, intent: z.literal('withdraw') }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const query = parseQuery(args.request, Query)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { from, to, channel, batch } = query.value
  const { day, ...span } = await outageSpan(context, { day: query.value.day ?? null, from, to })
  const shared = { token: formToken(context), key: randomUUID(), day, from, to, channel, batches: [] }
  if (batch !== undefined) {
    const view = await getRefundBatch(context, batch)
    if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
    return { ...shared, batch: view.value, found: null }
  }
  const waiting = await listActions(context, { kind: 'refund_batch', statuses: ['asked'], orderRowId: null, isOpen: true, sort: 'newest', after: null, limit: 20 })
  const found = await findOutageRefunds(context, { span, channel: channel === '' ? null : channel })
  return { ...shared, batches: waiting.rows.map(({ id, amount, maker }) => ({ id, amount, maker })), batch: null, found }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const [query, form] = [parseQuery(args.request, Query), await parseForm(args.request, Fields)]
  if (!query.ok) return refused(query.refusal)
  if (!form.ok) return refused(form.refusal)
  const fields = form.value
  requireFormToken(context, fields.token)
  const { day = null, from, to, channel, batch = 0 } = query.value
  if (fields.intent === 'ask') {
    // Sums come from the records, not from the form.
    const { orders } = await findOutageRefunds(context, { span: await outageSpan(context, { day, from, to }), channel: channel === '' ? null : channel })
    const chosen = new Set(fields.item)
    const items = orders.filter((order) => chosen.has(order.orderRowId) && order.refundMinor > 0).map(({ orderRowId, refundMinor, reasonCode }) => ({ orderRowId, amountMinor: refundMinor, reasonCode }))
    const asked = await performAction(context, { kind: 'refund_batch', actionId: null, command: { type: 'ask', items, reason: fields.reason }, key: fields.key })
    return asked.ok ? redirect(`/refunds/outage?batch=${asked.value.actionId}`) : refused(asked.refusal)
  }
  if (fields.intent === 'release') {
    if (!isFresh(context)) return redirect(confirmPath(args.request))
    const released = await releaseRefundBatch(context, batch, { shownHash: fields.shownHash, lookedAt: fields.looked }, fields.key)
    return released.ok ? redirect(`/refunds/outage?batch=${batch}`) : refused(released.refusal)
  }
  const result = await performAction(context, { kind: 'refund_batch', actionId: batch, command: commandOf(fields), key: fields.key, expectedVersion: fields.version })
  return result.ok ? redirect(`/refunds/outage?batch=${batch}`) : refused(result.refusal)
}

/** Refunds after an outage: grouped by what records say, totalled, asked for as one, released by a supervisor who looked at a sample. */
export default function Outage() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  const refusal = answer && !answer.ok ? answer.refusal : null
  return (
    <Page title={data.batch ? t('outage.batch', { id: String(data.batch.id) }) : t('outage.title')} summary={data.batch ? <StateBadge tone={data.batch.status === 'released' ? 'done' : data.batch.status === 'asked' ? 'review' : 'log'}>{t.term('refund_batch_state', data.batch.status)}</StateBadge> : t('outage.hint')}>
      {refusal ? <Notice tone="hold">{refusalText(t, refusal)}</Notice> : null}
      {data.batches.length > 0 ? (
        <Notice tone="review">
          {t('outage.waiting')}{t('common.is')}
          {data.batches.map((one, i) => <span key={one.id}>{i > 0 ? listComma(t.reader.locale) : null}<Link to={`/refunds/outage?batch=${one.id}`}>{t('outage.batch', { id: String(one.id) })}</Link> · {one.maker} · <MoneyText money={one.amount} /></span>)}
        </Notice>
      ) : null}
      {data.batch ? <Batch /> : (
        <>
          <Panel>
            <Form method="get" className={css.search}>
              <DayField name="day" label={t('outage.day')} defaultValue={data.day} required withAsterisk={false} />
              <DayField as="clock" name="from" label={t('outage.from')} defaultValue={data.from} />
              <DayField as="clock" name="to" label={t('outage.to')} defaultValue={data.to} />
              <NativeSelect name="channel" label={t('outage.channel')} defaultValue={data.channel} data={[{ value: '', label: t('outage.all_channels') }, ...CHANNELS.map((value) => ({ value, label: t.term('channel', value) }))]} />
              <Button type="submit" variant="default" disabled={isBusy}>{t('outage.show')}</Button>
            </Form>
          </Panel>
          <Found key={`${data.day} ${data.from} ${data.to} ${data.channel}`} />
        </>
      )}
    </Page>
  )
}

const GIVEN_BACK = ['paid_failed', 'paid_twice'] as const

function Found() {
  const t = useT()
  const { found, token, key } = useLoaderData<typeof loader>()
  const isBusy = useNavigation().state !== 'idle'
  const orders = found?.orders ?? []
  const able = orders.filter((order) => order.refundMinor > 0 && order.objection === null)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(able.filter((order) => order.currency === able[0]?.currency).slice(0, BATCH_MAX).map((order) => order.orderRowId)))
  if (found === null) return null
  const picked = able.filter((order) => chosen.has(order.orderRowId))
  const isMixed = new Set(picked.map((order) => order.currency)).size > 1
  const choose = (ids: readonly number[], isChosen: boolean) => setChosen((now) => new Set(isChosen ? [...now, ...ids] : [...now].filter((one) => !ids.includes(one))))
  const rowsOf = (group: OutageGroup) => orders.filter((order) => order.group === group)
  return (
    <Panel>
      <div className={css.totals}>
        <span>{t('outage.looked_at', { count: found.lookedAt })}</span>
        {OUTAGE_GROUPS.filter((group) => found.counts[group] > 0).map((group) => <span key={group}>{t.find(`outage.group.${group}`)} <b>{countText(found.counts[group], t.reader.locale, 1_000_000)}</b></span>)}
      </div>
      {found.isCut ? <Notice tone="review" isInset>{t('outage.cut')}</Notice> : null}
      {able.length === 0 ? <p className={css.command}>{t(found.lookedAt === 0 ? 'outage.no_orders' : 'outage.none')}</p> : (
        <Form method="post">
          <input type="hidden" name="token" value={token} /><input type="hidden" name="key" value={key} />
          {GIVEN_BACK.map((group) => <Group key={group} group={group} rows={rowsOf(group)} chosen={chosen} onChoose={choose} />)}
          <div className={css.command}>
            <p className={css.sum} aria-live="polite">{t('outage.total', { count: picked.length, sum: sumsText(picked) })}</p>
            {isMixed ? <p role="alert" className={css.why}>{t('outage.one_currency')}</p> : null}
            {picked.length > BATCH_MAX ? <p role="alert" className={css.why}>{t('outage.too_many', { max: BATCH_MAX })}</p> : null}
            <Textarea name="reason" label={t('outage.why')} required withAsterisk={false} minLength={5} maxLength={500} rows={2} maw={640} />
            <div><Button type="submit" name="intent" value="ask" disabled={isBusy || isMixed || picked.length === 0 || picked.length > BATCH_MAX}>{t('refund_batch_command.ask')}</Button></div>
          </div>
        </Form>
      )}
      {(['still_open', 'feed_fault'] as const).map((group) => (rowsOf(group).length === 0 ? null : (
        <details key={group} className={css.command}>
          <summary>{t('common.counted', { name: t.find(`outage.group.${group}`) ?? '', count: rowsOf(group).length })} · <span className={css.dim}>{t.find(`outage.group_hint.${group}`)}</span></summary>
          <Group group={group} rows={rowsOf(group)} chosen={null} onChoose={() => {}} />
        </details>
      )))}
    </Panel>
  )
}

/** What goes back, in each currency for itself. */
function sumsText(orders: readonly Pick<OutageOrder, 'refundMinor' | 'currency'>[]): string {
  const sums = new Map<string, number>()
  for (const { refundMinor, currency } of orders) sums.set(currency, (sums.get(currency) ?? 0) + refundMinor)
  return sums.size === 0 ? '–' : [...sums].map(([currency, amountMinor]) => moneyText({ amountMinor, currency })).join(' + ')
}

/** Orders that came out alike, with their sum. `chosen` null where nothing can be chosen. */
function Group({ group, rows, chosen, onChoose }: { readonly group: OutageGroup; readonly rows: readonly OutageOrder[]; readonly chosen: ReadonlySet<number> | null; readonly onChoose: (ids: readonly number[], isChosen: boolean) => void }) {
  const t = useT()
  if (rows.length === 0) return null
  const able = rows.filter((order) => order.refundMinor > 0 && order.objection === null).map((order) => order.orderRowId)
  const picked = chosen === null ? [] : rows.filter((order) => able.includes(order.orderRowId) && chosen.has(order.orderRowId))
  const name = t.find(`outage.group.${group}`) ?? ''
  return (
    <div className={css.group}>
      <table className={chartCss.figures}>
        <thead>
          <tr>
            <th scope="col">{chosen === null ? t('money.col_order') : <Checkbox size="xs" label={t('common.counted', { name, count: rows.length })} checked={picked.length === able.length && able.length > 0} indeterminate={picked.length > 0 && picked.length < able.length} disabled={able.length === 0} onChange={(event) => onChoose(able, event.currentTarget.checked)} />}</th>
            <th scope="col" data-align="start">{t('orders.col_at')}</th>
            <th scope="col" data-align="start">{t('outage.channel')}</th>
            <th scope="col" data-align="start">{t('outage.col_shown')}</th>
            <th scope="col">{t('order.field.paid')}</th>
            {chosen === null ? null : <th scope="col">{t('outage.col_back')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((order) => (
            <tr key={order.orderRowId}>
              <td>
                <span className={css.pick}>
                  {chosen === null ? null : <Checkbox size="xs" name="item" value={String(order.orderRowId)} aria-label={order.orderId} checked={chosen.has(order.orderRowId) && able.includes(order.orderRowId)} disabled={!able.includes(order.orderRowId)} onChange={(event) => onChoose([order.orderRowId], event.currentTarget.checked)} />}
                  <Link to={`/orders/${order.orderRowId}`}>{order.orderId}</Link>
                </span>
              </td>
              <td data-align="start"><TimeText at={order.createdAt} as="short" /></td>
              <td data-align="start">{t.term('channel', order.channel)}</td>
              <td data-align="start" className={css.reason}>{order.refund ? <RefundState refund={order.refund} /> : order.objection ? refusalText(t, order.objection) : <Shown order={order} />}</td>
              <td><MoneyText money={{ amountMinor: order.paidMinor, currency: order.currency }} /></td>
              {chosen === null ? null : <td>{order.refundMinor > 0 ? <MoneyText money={{ amountMinor: order.refundMinor, currency: order.currency }} /> : '–'}</td>}
            </tr>
          ))}
        </tbody>
        {chosen === null ? null : (
          <tfoot><tr><th scope="row" colSpan={5}>{t('outage.picked', { picked: picked.length, of: rows.length })}</th><td>{sumsText(picked)}</td></tr></tfoot>
        )}
      </table>
    </div>
  )
}

/** What became of an order for which a refund was asked already. */
function RefundState({ refund }: { readonly refund: NonNullable<OutageOrder['refund']> }) {
  const t = useT()
  return <><Link to={`/refunds/${refund.id}`}>{t('money.refund', { id: String(refund.id) })}</Link>{t('common.is')}{t.term('refund_state', refund.status)}</>
}

/** What puts an order into its group. */
function Shown({ order }: { readonly order: OutageOrder }) {
  const t = useT()
  if (order.group === 'paid_twice') return <Trades tradeNos={order.tradeNos} />
  if (order.skewMs !== null) return <>{t('outage.skew', { seconds: Math.abs(Math.round(order.skewMs / 1_000)) })}</>
  return <>{t.find(`outage.group_shows.${order.group}`)}</>
}

/** Of a payment that came twice: which stays, and which goes back. */
function Trades({ tradeNos }: { readonly tradeNos: readonly string[] }) {
  const t = useT()
  return (
    <>
      <div>{t('outage.trade_kept', { kept: tradeNos[0] ?? '–' })}</div>
      <div>{t('outage.trade_back', { back: listText(tradeNos.slice(1), t.reader.locale) || '–' })}</div>
    </>
  )
}

function Batch() {
  const t = useT()
  const { batch, token, key } = useLoaderData<typeof loader>()
  if (!batch) return null
  const fields = { token, key, version: String(batch.version) }
  const reasons = [...new Set(batch.items.map((item) => item.reasonCode))]
  const states = [...new Set(batch.items.flatMap((item) => (item.refund === null ? [] : [item.refund.status])))]
  const sum = (items: typeof batch.items) => <MoneyText money={{ amountMinor: items.reduce((total, item) => total + item.amountMinor, 0), currency: batch.currency }} />
  return (
    <div className={batch.status === 'asked' ? css.two : undefined}>
      <Panel title={t('outage.total', { count: batch.items.length, sum: moneyText({ amountMinor: batch.totalMinor, currency: batch.currency }) })} hint={`${batch.maker} · ${batch.reason}`}>
        {states.length > 0 ? (
          <div className={css.totals}>
            {states.map((state) => {
              const inState = batch.items.filter((item) => item.refund?.status === state)
              return <span key={state}>{t.term('refund_state', state)} {inState.length} · <b>{sum(inState)}</b></span>
            })}
          </div>
        ) : null}
        <div className={css.batch}>
          <table className={chartCss.figures}>
            <thead><tr><th scope="col">{t('money.col_order')}</th><th scope="col" data-align="start">{t('money.col_reason')}</th><th scope="col" data-align="start">{t('outage.col_refund')}</th><th scope="col">{t('outage.col_back')}</th></tr></thead>
            <tbody>
              {batch.items.map((item) => (
                <tr key={item.orderRowId}>
                  <td><Link to={`/orders/${item.orderRowId}`}>{item.orderId}</Link></td>
                  <td data-align="start" className={css.reason}>{t.term('refund_reason', item.reasonCode)}{item.tradeNos.length > 0 ? <Trades tradeNos={item.tradeNos} /> : null}</td>
                  <td data-align="start">{item.refund === null ? '–' : <RefundState refund={item.refund} />}</td>
                  <td><MoneyText money={{ amountMinor: item.amountMinor, currency: batch.currency }} /></td>
                </tr>
              ))}
            </tbody>
            <tfoot>{reasons.map((reason) => <tr key={reason}><th scope="row">{t('outage.of_reason', { count: batch.items.filter((item) => item.reasonCode === reason).length })}</th><td data-align="start">{t.term('refund_reason', reason)}</td><td /><td>{sum(batch.items.filter((item) => item.reasonCode === reason))}</td></tr>)}</tfoot>
          </table>
        </div>
      </Panel>
      {batch.status === 'asked' ? (
        <Panel title={t('money.actions')}>
          <CommandForm kind="refund_batch" command="release" objection={batch.allowed.release ?? null} fields={{ ...fields, shownHash: batch.hash }} isStrong isFresh>
            <p className={css.why}>{t('outage.sample')}</p>
            {batch.sample.map((one) => <Checkbox key={one.orderRowId} name="looked" value={String(one.orderRowId)} label={<><Link to={`/orders/${one.orderRowId}`} target="_blank">{one.orderId}</Link> {t('outage.looked')}</>} />)}
          </CommandForm>
          <CommandForm kind="refund_batch" command="reject" objection={batch.allowed.reject ?? null} fields={fields} needsReason />
          <CommandForm kind="refund_batch" command="withdraw" objection={batch.allowed.withdraw ?? null} fields={fields} />
        </Panel>
      ) : null}
    </div>
  )
}
