import { randomUUID } from 'node:crypto'
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { z } from 'zod'
import { Pager } from '../components/data-table.tsx'
import { StateBadge } from '../components/band-badge.tsx'
import { CommandForm } from '../components/money/command-form.tsx'
import css from '../components/money/money.module.css'
import { MoneyText } from '../components/money-text.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { CHANNELS } from '../domain/intake/record.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { moneyText } from '../i18n/format.ts'
import { findOutageRefunds } from '../usecases/find-outage-refunds.server.ts'
import { getRefundBatch } from '../usecases/get-refund-batch.server.ts'
import { performAction } from '../usecases/perform-action.server.ts'
import { releaseRefundBatch } from '../usecases/release-refund-batch.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.request' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'outage.title')

const rowId = z.coerce.number().int().positive()
const many = z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(rowId).max(200))
const CURSOR = /^(\d{1,16})\.(\d{1,15})$/
const cursorOf = (text: string | undefined) => {
  const [, at, id] = CURSOR.exec(text ?? '') ?? []
  return at === undefined ? null : { at: Number(at), id: Number(id) }
}
const Query = z.object({ day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional(), channel: z.enum(CHANNELS).or(z.literal('')).optional(), batch: rowId.optional(), after: z.string().regex(CURSOR).optional() })
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
  const { day, channel, batch, after } = query.value
  const shared = { token: formToken(context), key: randomUUID(), day: day ?? '', channel: channel ?? '' }
  if (batch !== undefined) {
    const view = await getRefundBatch(context, batch)
    if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
    return { ...shared, batch: view.value, orders: [], next: null }
  }
  const found = day === undefined ? { orders: [], next: null } : await findOutageRefunds(context, { day, channel: channel ? channel : null, after: cursorOf(after) })
  return { ...shared, batch: null, orders: found.orders, next: found.next === null ? null : `${found.next.at}.${found.next.id}` }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const [query, form] = [parseQuery(args.request, Query), await parseForm(args.request, Fields)]
  if (!query.ok) return refused(query.refusal)
  if (!form.ok) return refused(form.refusal)
  const fields = form.value
  requireFormToken(context, fields.token)
  const { day, channel, batch = 0, after } = query.value
  if (fields.intent === 'ask') {
    // Sums come from the records, not from the form.
    const { orders } = await findOutageRefunds(context, { day: day ?? '', channel: channel ? channel : null, after: cursorOf(after) })
    const items = orders.filter((order) => fields.item.includes(order.orderRowId) && order.refundMinor > 0).map(({ orderRowId, refundMinor, reasonCode }) => ({ orderRowId, amountMinor: refundMinor, reasonCode }))
    const asked = await performAction(context, { kind: 'refund_batch', actionId: null, command: { type: 'ask', items, reason: fields.reason } as never, key: fields.key })
    return asked.ok ? redirect(`/refunds/outage?batch=${asked.value.actionId}`) : refused(asked.refusal)
  }
  if (fields.intent === 'release') {
    if (!isFresh(context)) return redirect(confirmPath(args.request))
    const released = await releaseRefundBatch(context, batch, { shownHash: fields.shownHash, lookedAt: fields.looked }, fields.key)
    return released.ok ? redirect(`/refunds/outage?batch=${batch}`) : refused(released.refusal)
  }
  const { intent, token: _token, key, version, ...rest } = fields
  const result = await performAction(context, { kind: 'refund_batch', actionId: batch, command: { type: intent, ...rest } as never, key, expectedVersion: version })
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
    <Page title={data.batch ? t('outage.batch', { id: String(data.batch.id) }) : t('outage.title')} summary={data.batch ? <StateBadge>{t.term('refund_batch_state', data.batch.status)}</StateBadge> : t('outage.hint')}>
      {refusal ? <p role="alert" className={css.practice}>{refusalText(t, refusal)}</p> : null}
      {data.batch ? <Batch /> : (
        <>
          <Panel>
            <Form method="get" className={css.form}>
              <div className={css.row}>
                <TextInput type="date" name="day" label={t('outage.day')} defaultValue={data.day} required />
                <NativeSelect name="channel" label={t('outage.channel')} defaultValue={data.channel} data={[{ value: '', label: t('outage.all_channels') }, ...CHANNELS.map((value) => ({ value, label: t.term('channel', value) }))]} />
              </div>
              <div><Button type="submit" variant="default" disabled={isBusy}>{t('outage.show')}</Button></div>
            </Form>
          </Panel>
          {data.day === '' ? null : <Found key={`${data.day} ${data.channel} ${data.orders[0]?.orderRowId ?? 0}`} />}
        </>
      )}
    </Page>
  )
}

function Found() {
  const t = useT()
  const { orders, next, token, key } = useLoaderData<typeof loader>()
  const isBusy = useNavigation().state !== 'idle'
  const able = orders.filter((order) => order.refundMinor > 0 && order.objection === null)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(able.map((order) => order.orderRowId)))
  const groups = [...new Set(orders.map((order) => order.group))]
  const picked = able.filter((order) => chosen.has(order.orderRowId))
  const currency = picked[0]?.currency ?? 'CNY'
  const toggle = (id: number) => setChosen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]))
  return (
    <Panel>
      <div className={css.totals}>{groups.map((group) => <span key={group}>{t.find(`outage.group.${group}`)} <b>{orders.filter((order) => order.group === group).length}</b></span>)}</div>
      {able.length === 0 ? <p className={css.command}>{t(orders.length === 0 ? 'outage.no_orders' : 'outage.none')}</p> : (
        <Form method="post" className={css.form}>
          <input type="hidden" name="token" value={token} /><input type="hidden" name="key" value={key} />
          <ol className={css.list}>
            {able.map((order) => (
              <li key={order.orderRowId}>
                <Checkbox name="item" value={String(order.orderRowId)} checked={chosen.has(order.orderRowId)} onChange={() => toggle(order.orderRowId)} label={order.orderId} />
                <span><MoneyText money={{ amountMinor: order.refundMinor, currency: order.currency }} /> · {t.find(`outage.group.${order.group}`)} · {t.term('refund_reason', order.reasonCode)} · <Link to={`/orders/${order.orderRowId}`}>{t('common.open')}</Link></span>
              </li>
            ))}
          </ol>
          <p className={css.level}>{t('outage.total', { count: picked.length, sum: moneyText({ amountMinor: picked.reduce((sum, order) => sum + order.refundMinor, 0), currency }) })}</p>
          <Textarea name="reason" label={t('outage.why')} required minLength={5} maxLength={500} rows={2} />
          <div><Button type="submit" name="intent" value="ask" disabled={isBusy || picked.length === 0}>{t('refund_batch_command.ask')}</Button></div>
        </Form>
      )}
      <Pager next={next} summary={t('outage.looked_at', { count: orders.length })} />
    </Panel>
  )
}

function Batch() {
  const t = useT()
  const { batch, token, key } = useLoaderData<typeof loader>()
  if (!batch) return null
  const fields = { token, key, version: String(batch.version) }
  return (
    <div className={css.two}>
      <Panel title={t('outage.total', { count: batch.items.length, sum: moneyText({ amountMinor: batch.totalMinor, currency: batch.currency }) })} hint={`${batch.maker} · ${batch.reason}`}>
        <ol className={css.list}>
          {batch.items.map((item) => (
            <li key={item.orderRowId}>
              <Link to={`/orders/${item.orderRowId}`}>{item.orderId}</Link>
              <span><MoneyText money={{ amountMinor: item.amountMinor, currency: batch.currency }} /> · {t.term('refund_reason', item.reasonCode)}{item.refundId === null ? null : <> · <Link to={`/refunds/${item.refundId}`}>{t('money.refund', { id: String(item.refundId) })}</Link></>}</span>
            </li>
          ))}
        </ol>
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
