import { CASE_STATES } from '../../domain/cases/case.ts'
import { BANDS, SEVERITIES } from '../../domain/cases/flag.ts'
import { REFUND_STATES } from '../../domain/actions/refund.ts'
import { DISPUTE_STATES } from '../../domain/actions/dispute.ts'
import { DAY_MS } from '../../domain/values/time.ts'
import { DELIVERY_TRIES_MAX, FAILING_MAX_MS } from '../../domain/webhooks/delivery.ts'
import { TEST_TYPE, WEBHOOK_TYPES, type WebhookType } from '../../domain/webhooks/event.ts'

type Schema = Readonly<Record<string, unknown>>
const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const whole: Schema = { type: 'integer' }
const wholeOrNull: Schema = { type: ['integer', 'null'] }
const amount: Schema = { type: 'number' }
const amountOrNull: Schema = { type: ['number', 'null'] }
const millis: Schema = { type: 'integer', description: 'UTC milliseconds.' }
const order: Schema = { oneOf: [{ $ref: '#/components/schemas/OrderName' }, { type: 'null' }] }
const instant: Schema = { type: 'string', format: 'date-time' }
const CASE = { caseId: whole, order }
const ACTION = { order, before: textOrNull, variant: text, reference: textOrNull, amountMinor: wholeOrNull, currency: textOrNull, reasonCode: textOrNull, version: whole }

/** What each event carries. Every field is always there; none names a person or a number. */
const WEBHOOK_SCHEMAS: Readonly<Record<WebhookType | typeof TEST_TYPE, { readonly summary: string; readonly data: Readonly<Record<string, Schema>> }>> = {
  'case.opened': {
    summary: 'Records gave rise to a case that somebody has to look at.',
    data: { ...CASE, severity: { enum: [...SEVERITIES] }, band: { enum: [...BANDS] }, score: { type: 'number', minimum: 0, maximum: 1 }, family: text, channel: textOrNull, moneyMinor: whole, currency: text, dueAt: instant },
  },
  'case.decided': {
    summary: 'A member of staff decided a case. It may be taken back for ten seconds; then `case.reopened` follows.',
    data: { ...CASE, state: { enum: [...CASE_STATES] }, disposition: textOrNull, outcome: text, reasonCode: text, version: whole },
  },
  'case.reopened': { summary: 'A decision was taken back, or a decided case is open again.', data: { ...CASE, state: { enum: [...CASE_STATES] }, disposition: textOrNull, version: whole } },
  'refund.state_changed': { summary: 'A refund went from one state to another; `variant` is its road.', data: { refundId: whole, state: { enum: [...REFUND_STATES] }, ...ACTION } },
  'dispute.state_changed': { summary: 'A dispute went from one state to another; `variant` is its reason.', data: { disputeId: whole, state: { enum: [...DISPUTE_STATES] }, ...ACTION } },
  'alert.raised': {
    summary: 'A measure left its limit or its usual range; `subject` is the channel, feed, rule, agent or number segment it was measured for, empty for the whole, null where it would be a member of staff.',
    data: { alertId: whole, rule: text, metric: text, subject: textOrNull, severity: { enum: [...SEVERITIES] }, value: amount, limit: amountOrNull, usual: amountOrNull, from: millis, to: millis, raisedAt: millis },
  },
  [TEST_TYPE]: { summary: 'Staff asked to see an event arrive; it means nothing. Sent to one subscriber alone, whatever else it is told.', data: { subscriber: text } },
}

const header = (name: string, description: string) => ({ name, in: 'header', required: true, description, schema: { type: 'string' } })

/** The `webhooks` part of the OpenAPI document: what other systems are sent. */
export function webhookOperations(): object {
  return Object.fromEntries(([...WEBHOOK_TYPES, TEST_TYPE] as const).map((type) => {
    const { summary, data } = WEBHOOK_SCHEMAS[type]
    return [type, {
      post: {
        operationId: `told_${type.replace('.', '_')}`, summary,
        description: `Answer with any 2xx within ten seconds; what stands in the answer is not read. Everything else is tried again up to ${DELIVERY_TRIES_MAX} times over about a day, at doubling pauses; a Retry-After in seconds is kept, 410 ends all deliveries, and so do ${FAILING_MAX_MS / DAY_MS} days in which nothing arrives. Redirects are not followed. Events may come twice and out of order: webhook-id is the same each time an event comes, and version tells which state of one thing is newer.`,
        parameters: [
          header('webhook-id', 'Id of the event: the same at every try and when staff send it again. Keep it to know an event you have had.'),
          header('webhook-timestamp', 'Seconds since 1970 of this try. Refuse what is more than five minutes off.'),
          header('webhook-signature', 'One or two of "v1,<base64>", parted by a blank: HMAC-SHA-256 over webhook-id, webhook-timestamp and the raw body, parted by points, with the bytes of a secret after "whsec_". While a secret is changed both sign; one that fits is enough.'),
          header('webhook-delivery', 'Id of the delivery: the same at every try, another one when staff send the event again.'),
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { type: 'object', required: ['id', 'type', 'timestamp', 'data'], properties: { id: { type: 'string', pattern: '^evt_[0-9a-f]{32}$' }, type: { const: type }, timestamp: { type: 'string', format: 'date-time' }, data: { type: 'object', required: Object.keys(data), properties: data } } } } },
        },
        responses: { '2XX': { description: 'Taken.' }, 410: { description: 'Never again.' }, default: { description: 'Not taken; comes again.' } },
      },
    }]
  }))
}

/** Shared by the events. */
export const WEBHOOK_COMPONENTS: Readonly<Record<string, Schema>> = {
  OrderName: { type: 'object', required: ['source', 'orderId'], description: 'An order as your feed names it.', properties: { source: text, orderId: text } },
}
