import { OWN_FEEDS } from '../../domain/intake/feeds/index.ts'
import { REJECTION_CODES } from '../../domain/intake/raw-row.ts'
import { CHANNELS, LEDGER_TYPES, MESSAGE_CHANNELS, ORDER_STATUSES, PAYMENT_METHODS, PRODUCTS, PROFILE_FIELDS, RECEIPT_KINDS, RECEIPT_SOURCES, type RecordKind, VERIFICATIONS } from '../../domain/intake/record.ts'
import { API_SCOPES, type ApiScope } from '../../usecases/intake/manage-api-clients.server.ts'
import { API_EVENTS_KEPT_MS } from '../../usecases/outbox/sweep-told.server.ts'
import { DAY_MS } from '../../domain/values/time.ts'
import { MAX_API_BODY_BYTES, MAX_API_ITEMS } from './limits.ts'
import { WEBHOOK_COMPONENTS, webhookOperations } from './openapi-webhooks.ts'

interface Described {
  readonly kind: RecordKind
  readonly schema: string
  readonly required: readonly string[]
  readonly values: Readonly<Record<string, readonly string[]>>
}

/** What each address takes: the columns of our own exchange format, with those that must be there and those that know few values. */
export const API_SCHEMAS: Readonly<Record<ApiScope, Described>> = {
  orders: {
    kind: 'order', schema: 'Order', required: ['order_id', 'source', 'channel', 'product', 'target_number', 'face_amount', 'paid_amount', 'currency', 'payment_method', 'created_at', 'status'],
    values: { channel: CHANNELS, product: PRODUCTS, payment_method: PAYMENT_METHODS, status: ORDER_STATUSES, speed: ['fast', 'slow'] },
  },
  receipts: { kind: 'receipt', schema: 'Receipt', required: ['receipt_id', 'source', 'kind', 'amount', 'currency', 'occurred_at', 'status'], values: { source: RECEIPT_SOURCES, kind: RECEIPT_KINDS } },
  ledger: { kind: 'ledger', schema: 'LedgerEntry', required: ['entry_id', 'number', 'type', 'amount', 'currency', 'at'], values: { type: LEDGER_TYPES } },
  messages: { kind: 'message', schema: 'Message', required: ['message_id', 'direction', 'channel', 'text', 'at'], values: { direction: ['in', 'out'], channel: MESSAGE_CHANNELS } },
  'profile-changes': { kind: 'profile_change', schema: 'ProfileChange', required: ['change_id', 'subscriber_id', 'field', 'channel', 'at'], values: { field: PROFILE_FIELDS, verification: VERIFICATIONS } },
}

const header = (name: string, description: string, pattern?: string) => ({ name, in: 'header', required: true, description, schema: { type: 'string', ...(pattern ? { pattern } : {}) } })
const failed = (description: string, headers: Readonly<Record<string, string>> = {}) => ({
  description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
  ...(Object.keys(headers).length > 0 ? { headers: Object.fromEntries(Object.entries(headers).map(([name, said]) => [name, { description: said, schema: { type: 'string' } }])) } : {}),
})

const RETRY = { 'Retry-After': 'Seconds until it may be tried again.' }

/** OpenAPI 3.1 document of the machine interface, made of the same lists as the code, so that the two cannot part. */
export function openApiDocument(origin: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Topwarden machine interface', version: '1', description: 'Records pushed by the systems of an operator. Order of arrival does not matter; a record that is known already changes nothing.' },
    servers: [{ url: origin }],
    webhooks: webhookOperations(),
    paths: Object.fromEntries(API_SCOPES.map((scope) => [`/api/v1/${scope}`, { post: operationOf(scope) }])),
    components: {
      schemas: {
        ...Object.fromEntries(API_SCOPES.map((scope) => [API_SCHEMAS[scope].schema, recordSchema(API_SCHEMAS[scope])])),
        Answer: {
          type: 'object', required: ['replayed', 'items'],
          properties: { replayed: { type: 'boolean', description: 'This event was taken before; nothing was stored now.' }, items: { type: 'array', items: { $ref: '#/components/schemas/ItemAnswer' } } },
        },
        ItemAnswer: {
          type: 'object', required: ['status'],
          properties: {
            status: { enum: ['accepted', 'unchanged', 'rejected'] }, id: { type: 'string' }, version: { type: 'integer', minimum: 2, description: 'Another content was known under this id; it is kept beside.' },
            reason: { enum: [...REJECTION_CODES] }, field: { type: ['string', 'null'] }, data: { type: 'object' }, decision: { oneOf: [{ $ref: '#/components/schemas/Decision' }, { type: 'null' }] },
          },
        },
        Decision: {
          type: 'object', required: ['action', 'band', 'score', 'reasons'], description: 'Of orders only. Advice: people decide.',
          properties: {
            action: { enum: ['hold', 'review', 'pass'] }, band: { enum: ['hold', 'review', 'same_day', 'log', null] }, score: { type: 'number', minimum: 0, maximum: 1 },
            reasons: { type: 'array', items: { type: 'object', required: ['flag', 'rule'], properties: { flag: { type: 'string' }, rule: { type: 'string' } } } },
          },
        },
        ...WEBHOOK_COMPONENTS,
        Failure: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
      },
    },
  }
}

function operationOf(scope: ApiScope): object {
  const record = { $ref: `#/components/schemas/${API_SCHEMAS[scope].schema}` }
  return {
    operationId: `push_${scope.replace('-', '_')}`,
    description: `At most ${MAX_API_ITEMS} objects and ${MAX_API_BODY_BYTES} bytes. Signature: base64 of HMAC-SHA-256 over webhook-id, webhook-timestamp and the raw body, parted by points, with the bytes of the secret after "whsec_".`,
    parameters: [
      header('webhook-client', 'Public name of the client.', '^[A-Za-z0-9_-]{1,64}$'), header('webhook-id', `Name of this event, used once; the same event again is answered and changes nothing. It is known for ${API_EVENTS_KEPT_MS / DAY_MS} days.`, '^[\\x21-\\x7e]{1,128}$'),
      header('webhook-timestamp', 'Seconds since 1970; within five minutes of the server.', '^\\d{1,12}$'), header('webhook-signature', 'One or more of "v1,<base64>", parted by blanks.'),
    ],
    requestBody: { required: true, content: { 'application/json': { schema: { oneOf: [record, { type: 'array', minItems: 1, maxItems: MAX_API_ITEMS, items: record }] } } } },
    responses: {
      200: { description: 'Each object by itself, in the order sent.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Answer' } } } },
      400: failed('The body is not JSON of one object or a list of them.'), 401: failed('Not signed by a client that is known, or not now.'), 403: failed('The client may not send this kind.'),
      404: failed('No address of this interface, as one that is misspelt.'), 405: failed('Another method than POST.', { Allow: 'The method that is taken.' }),
      409: failed('The event was used for another body.'), 413: failed('The body is too large.'), 429: failed('Too many wrong signatures.', RETRY), 503: failed('Busy or not writable.', RETRY),
    },
  }
}

function recordSchema({ kind, required, values }: Described): object {
  const columns = OWN_FEEDS[kind].columns
  return {
    type: 'object', required: [...required], additionalProperties: true,
    properties: Object.fromEntries(columns.map((column) => [column, values[column] ? { enum: [...values[column]] } : { type: ['string', 'number', 'null'] }])),
  }
}
