import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, redirect, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { Field } from '../components/actions/action-bar.tsx'
import css from '../components/actions/actions.module.css'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { DISPUTE_REASONS, REPLY_ROADS } from '../domain/actions/dispute-evidence.ts'
import type { DisputeCommand } from '../domain/actions/dispute.ts'
import { choosePath } from '../http/choose-subject.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { normalContact } from '../usecases/disputes/open-dispute.server.ts'
import { getOrder } from '../usecases/records/get-order.server.ts'
import { likelyRefundReason } from '../usecases/money/get-refund-form.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'dispute.handle' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'dispute.intake_title')

const id = z.string().regex(/^\d{1,15}$/)
const NewQuery = z.object({ order: id, case: id.optional() })
const NewForm = z.object({
  token: z.string().max(100), key: z.string().regex(/^[\w-]{16,80}$/), order: id, case: z.string().regex(/^\d{0,15}$/), reason: z.enum(DISPUTE_REASONS), road: z.enum(REPLY_ROADS), language: z.enum(['zh', 'en']),
  text: z.string().max(5_000), contact: z.string().max(200),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'dispute.handle')
  const chosen = choosePath(args.request, 'dispute')
  if (chosen !== null) return redirect(chosen)
  const query = parseQuery(args.request, NewQuery)
  if (!query.ok) throw refusalAnswer({ code: 'order_gone' }, context.requestId)
  const found = await getOrder(context, Number(query.value.order))
  if (!found.ok) throw refusalAnswer(found.refusal, context.requestId)
  const { order } = found.value
  const caseId = query.value.case === undefined ? (found.value.case?.id ?? null) : Number(query.value.case)
  return { order: order ? { rowId: order.rowId, orderId: order.orderId } : null, caseId: caseId === null ? '' : String(caseId), likelyReason: await likelyRefundReason(context, caseId), token: formToken(context), key: randomUUID() }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'dispute.handle')
  const form = await parseForm(args.request, NewForm)
  if (!form.ok) return refused(form.refusal)
  const { token, key, order, case: caseId, contact, ...asked } = form.value
  requireFormToken(context, token)
  const found = await getOrder(context, Number(order))
  if (!found.ok) return refused(found.refusal)
  const address = await normalContact(context, contact)
  if (!address.ok) return refused(address.refusal)
  const command: DisputeCommand = { type: 'open', ...asked, channel: found.value.order?.channel ?? null, contact: address.value }
  const result = await performAction(context, { kind: 'dispute', actionId: null, key, subject: { orderRowId: Number(order), caseId: caseId === '' ? null : Number(caseId) }, command })
  if (!result.ok) return refused(result.refusal)
  context.services.jobs.wake()
  return redirect(`/disputes/${result.value.actionId}`)
}

/** Takes a customer's dispute in, about one order. What it needs next is on its page. */
export default function NewDispute() {
  const t = useT()
  const { order, caseId, likelyReason: initial, token, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const refusal = answer && 'refusal' in answer ? answer.refusal : null
  if (!order) return null
  return (
    <Page title={t('dispute.intake_title')} summary={<><Link to={`/orders/${order.rowId}`}>{t('case.order', { id: order.orderId })}</Link>{caseId === '' ? null : <> · <Link to={`/cases/${caseId}`}>{t('case.title', { id: caseId })}</Link></>}</>}>
      <Panel>
        <Form method="post" className={css.form} style={{ borderLeft: 0 }}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="order" value={order.rowId} />
          <input type="hidden" name="case" value={caseId} />
          <Field field={{ name: 'reason', label: t('dispute.reason'), type: 'choice', initial, options: DISPUTE_REASONS.map((value) => ({ value, label: t.term('dispute_reason', value) })) }} />
          <Field field={{ name: 'text', label: t('dispute.text'), type: 'area', hint: t('dispute.text_help'), maxLength: 2_000 }} />
          <Field field={{ name: 'road', label: t('dispute.road'), type: 'choice', initial: null, options: REPLY_ROADS.map((value) => ({ value, label: t.term('reply_road', value) })) }} />
          <Field field={{ name: 'language', label: t('dispute.language'), type: 'choice', initial: null, options: (['zh', 'en'] as const).map((value) => ({ value, label: t.term('notice_language', value) })) }} />
          <Field field={{ name: 'contact', label: t('dispute.contact'), type: 'text', hint: t('dispute.contact_hint'), isOptional: true, maxLength: 200 }} />
          {refusal ? <p role="alert" className={css.alert}>{refusalText(t, refusal)}</p> : null}
          <button type="submit" className={css.go} disabled={isSending}>{t('dispute.take_in')}</button>
        </Form>
      </Panel>
    </Page>
  )
}
