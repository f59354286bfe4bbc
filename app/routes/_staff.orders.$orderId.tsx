import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, redirect, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BandBadge } from '../components/band-badge.tsx'
import { ActivityTable, MoneyBox, PolicyLights, PriorCases, RelatedOrders, Remedies, Section, Texts, Timeline } from '../components/case/case-parts.tsx'
import caseCss from '../components/case/case.module.css'
import { FiveWayStrip } from '../components/case/five-way-strip.tsx'
import { EvidenceList } from '../components/evidence-list.tsx'
import { OpenCase } from '../components/orders/open-case.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { TimeText } from '../components/time-text.tsx'
import { may } from '../auth/permissions.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getOrder } from '../usecases/records/get-order.server.ts'
import { OPENED_ABOUT, OPENED_SEVERITIES, openCase } from '../usecases/cases/open-case.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'order.view' } as const

export const meta: MetaFunction<typeof loader> = ({ matches, data }) => pageTitle(matches, 'order.title', data?.order?.orderId)

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'order.view')
  const id = args.params.orderId ?? ''
  const result = await getOrder(context, /^\d{1,15}$/.test(id) ? Number(id) : 0)
  if (!result.ok) throw refusalAnswer(result.refusal, context.requestId)
  return { ...result.value, mayOpen: may(context.staff.role, 'case.decide') && result.value.case === null }
}

const OpenForm = z.object({ note: z.string().max(2_000), severity: z.enum(OPENED_SEVERITIES), about: z.enum(OPENED_ABOUT).optional() })

/** Opens a case on the order or its agent by hand; the case opens next. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const form = await parseForm(args.request, OpenForm)
  if (!form.ok) return refused(form.refusal)
  const id = args.params.orderId ?? ''
  const result = await openCase(context, /^\d{1,15}$/.test(id) ? Number(id) : 0, form.value)
  return result.ok ? redirect(`/cases/${result.value.caseId}`) : refused(result.refusal)
}

/** An order and all that stands around it, flagged or not. Decisions are taken in its case. */
export default function OrderPage() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  const { order } = data
  if (!order) return null
  const active = data.flags.filter((flag) => flag.withdrawnAt === null)
  const same = (key: string, text: string | null) => (text === null ? null : <Link to={`/orders?same=${key}.${order.rowId}`}>{text}</Link>)
  return (
    <Page
      title={t('order.title', { id: order.orderId })}
      summary={data.screening
        ? <><BandBadge band={data.screening.band} score={data.screening.score} /> {t('order.screened', { at: data.screening.at })}</>
        : t('order.not_screened')}
      actions={<>{data.case ? <Link to={`/cases/${data.case.id}`}>{t('order.open_case', { id: String(data.case.id) })}</Link> : data.mayOpen ? <OpenCase orderRowId={order.rowId} /> : null}<Link to={`/disputes/new?order=${order.rowId}`}>{t('disputes.new')}</Link></>}
    >
      <Panel>
        <FiveWayStrip sides={data.sides} mismatches={data.mismatches} />
        <div className={caseCss.bodyAlone}>
          <div className={caseCss.column}>
            <Section title={t('order.found')}>
              {active.length === 0 && data.flags.length === 0
                ? <p className={caseCss.dim}>{t(data.screening ? 'order.no_flags' : 'order.not_screened')}</p>
                : <EvidenceList flags={data.flags} texts={data.texts} currency={order.paid.currency} />}
            </Section>
            <Section title={t('case.related')}><RelatedOrders orders={data.related.orders} isCut={data.related.isCut} /></Section>
            {data.texts.length > 0 ? <Section title={t('case.texts')}><Texts texts={data.texts} /></Section> : null}
            <Section title={t('case.timeline')}><Timeline moments={data.timeline} /></Section>
          </div>
          <div className={caseCss.column}>
            {data.money ? <MoneyBox money={data.money} /> : null}
            <Remedies orderRowId={order.rowId} />
            <PolicyLights lights={data.lights} />
            {data.activity.length > 0 ? <Section title={t('case.counts')}><ActivityTable activity={data.activity} /></Section> : null}
            <PriorCases prior={data.prior} />
          </div>
        </div>
      </Panel>
      <Panel title={t('order.details')}>
        <Facts
          facts={[
            [t('order.field.source'), order.source],
            [t('order.field.channel'), t.term('channel', order.channel)],
            [t('order.field.product'), t.term('product', order.product)],
            [t('order.field.status'), t.term('order_status', order.status)],
            [t('order.field.face'), <MoneyText key="face" money={order.face} />],
            [t('order.field.paid'), <MoneyText key="paid" money={order.paid} />],
            [t('order.field.fee'), order.fee ? <MoneyText key="fee" money={order.fee} /> : null],
            [t('order.field.method'), t.term('method', order.paymentMethod)],
            [t('order.field.payer'), same('payer', [order.payerAccount, order.payerName].filter(Boolean).join(' · ') || null)],
            [t('order.field.card'), order.cardBinLast4],
            [t('order.field.merchant_order_no'), order.merchantOrderNo],
            [t('order.field.trade_no'), order.channelTradeNo],
            [t('order.field.operator_txn'), order.operatorTxnId],
            [t('order.field.serial'), order.voucherSerial],
            [t('order.field.subscriber'), order.subscriberId ? <Link key="subscriber" to={`/subscribers/${encodeURIComponent(order.subscriberId)}`}>{order.subscriberId}</Link> : null],
            [t('order.field.device'), same('device', order.deviceId)],
            [t('order.field.ip'), same('ip', order.ip)],
            [t('order.field.agent'), same('agent', [order.agentId, order.terminalId].filter(Boolean).join(' · ') || null)],
            [t('order.field.partner'), order.partnerId],
            [t('order.field.campaign'), order.campaignId],
            [t('order.field.speed'), order.speed ? t.term('speed', order.speed) : null],
            [t('order.field.created'), <TimeText key="created" at={order.createdAt} />],
            [t('order.field.paid_at'), order.paidAt === null ? null : <TimeText key="paidAt" at={order.paidAt} />],
            [t('order.field.delivered'), order.deliveredAt === null ? null : <TimeText key="delivered" at={order.deliveredAt} />],
            [t('order.field.version'), order.version > 1 ? String(order.version) : null],
          ]}
        />
      </Panel>
    </Page>
  )
}
