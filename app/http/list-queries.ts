import { z } from 'zod'
import { DISPUTE_STATES } from '../domain/actions/dispute.ts'
import { DISPUTE_REASONS } from '../domain/actions/dispute-evidence.ts'
import { CHANGE_FIELDS, PROFILE_CHANGE_STATES } from '../domain/actions/profile-change.ts'
import { REFUND_ROADS, REFUND_STATES } from '../domain/actions/refund.ts'
import { CASE_STATES } from '../domain/cases/case.ts'
import { CASE_AGE_NAMES, CASE_AGES } from '../domain/cases/case-ages.ts'
import { BANDS, FAMILIES } from '../domain/cases/flag.ts'
import { CASE_LETTERS } from '../domain/cases/letter.ts'
import { CASE_STAGES } from '../domain/cases/stage.ts'
import { CHANNELS, ORDER_STATUSES } from '../domain/intake/record.ts'
import { parseAmountMinor } from '../domain/values/money.ts'
import { accept, type Result } from '../domain/values/result.ts'
import { isLocale } from '../i18n/format.ts'
import { CATALOGUES } from '../i18n/translate.ts'
import type { ActionListRequest } from '../usecases/actions/list-actions.server.ts'
import { isOrderKey, type OrdersRequest } from '../usecases/records/list-orders.server.ts'
import type { RefundsRequest } from '../usecases/money/list-refunds.server.ts'
import type { QueueRequest } from '../usecases/cases/list-queue.server.ts'
import { actionListQuery, many } from './action-list-query.ts'
import { parseQuery } from './parse.ts'

/** Amount filters are in the operator's own currency, whatever a case is in. */
const HOME_CURRENCY = 'CNY'
const amount = z.string().max(20).optional()
const QueueQuery = z.object({
  band: many(z.enum(BANDS)),
  family: many(z.enum(FAMILIES)),
  channel: many(z.enum(CHANNELS)),
  min: amount,
  max: amount,
  age: z.enum(CASE_AGE_NAMES).optional(),
  who: z.enum(['me', 'none', 'handed']).optional(),
  state: z.enum(CASE_STATES).optional(),
  stage: z.enum(CASE_STAGES).optional(),
  letter: many(z.enum(CASE_LETTERS)),
  q: z.string().max(100).optional(),
  sort: z.enum(['rank', 'due', 'age', 'amount']).default('rank'),
  after: z.string().max(60).optional(),
})

/** The filters of the queue, in its address and in that of its export; `limit` is left to the caller. Words are looked for in the names of flags, too, as the reader sees them. */
export function readQueueQuery(request: Request, { staffId, locale }: { readonly staffId: number; readonly locale: string }): Result<Omit<QueueRequest, 'limit'>> {
  const query = parseQuery(request, QueueQuery)
  if (!query.ok) return query
  const { band, family, channel, min, max, age, who, state, stage, letter, q, sort, after } = query.value
  return accept({
    filter: {
      bands: band, families: family, channels: channel, amountMinMinor: minorOf(min), amountMaxMinor: minorOf(max), ageMinMs: age ? CASE_AGES[age][0] : null, ageMaxMs: age ? CASE_AGES[age][1] : null,
      assignee: who === 'me' ? staffId : who === 'none' ? 'none' : null, state: state ?? null, stage: stage ?? null, text: q ?? null, flagsNamed: q === undefined ? [] : flagsNamed(locale, q),
    },
    sort, after: after ?? null, isHandedToMe: who === 'handed', awaitedLetters: letter,
  })
}

const FLAG = 'flag.'

/** Flags whose name in this language holds the words. */
function flagsNamed(locale: string, words: string): readonly string[] {
  const wanted = words.normalize('NFKC').trim().toLowerCase()
  if (wanted === '' || !isLocale(locale)) return []
  return Object.entries(CATALOGUES[locale]).flatMap(([key, name]) => (key.startsWith(FLAG) && name.toLowerCase().includes(wanted) ? [key.slice(FLAG.length)] : []))
}

function minorOf(text: string | undefined): number | null {
  const parsed = text === undefined ? null : parseAmountMinor(text, HOME_CURRENCY)
  return parsed?.ok ? parsed.value : null
}

const OrdersQuery = z.object({
  from: z.string().max(16).optional(),
  to: z.string().max(16).optional(),
  channel: many(z.enum(CHANNELS)),
  status: many(z.enum(ORDER_STATUSES)),
  band: many(z.enum(BANDS)),
  currency: z.string().regex(/^[A-Z]{3}$/).optional(),
  /** `payer.123`: the orders that share the payer of order row 123. */
  same: z.string().regex(/^[a-z]{2,12}\.\d{1,15}$/).optional(),
  after: z.string().max(60).optional(),
})

/** The filters of the orders, in their address and in that of their export. */
export function readOrdersQuery(request: Request): Result<Omit<OrdersRequest, 'limit'>> {
  const query = parseQuery(request, OrdersQuery)
  if (!query.ok) return query
  const { from, to, channel, status, band, currency, same, after } = query.value
  const [key = '', row = ''] = same?.split('.') ?? []
  return accept({
    from: from ?? null, to: to ?? null, channels: channel, statuses: status, bands: band, currency: currency ?? null, sameAs: isOrderKey(key) ? { key, orderRowId: Number(row) } : null, after: after ?? null,
  })
}

const DisputesQuery = z.object({ ...actionListQuery(DISPUTE_STATES), reason: many(z.enum(DISPUTE_REASONS)) })

/** The filters of the disputes, in their address and in that of their export. */
export function readDisputesQuery(request: Request): Result<Omit<ActionListRequest, 'limit'>> {
  const query = parseQuery(request, DisputesQuery)
  if (!query.ok) return query
  const { show, reason, state, sort, after = null } = query.value
  return accept({ kind: 'dispute', statuses: state, variants: reason, isOpen: show.length > 0, sort, after })
}

const RefundsQuery = z.object({
  ...actionListQuery(REFUND_STATES), road: many(z.enum(REFUND_ROADS)), order: z.coerce.number().int().positive().optional(), mine: z.literal('1').optional(), serial: z.literal('1').optional(),
  /** The refunds of whoever asked for this one. */
  party: z.coerce.number().int().positive().optional(),
})

/** The filters of the refunds, in their address and in that of their export. */
export function readRefundsQuery(request: Request): Result<Omit<RefundsRequest, 'limit'>> {
  const query = parseQuery(request, RefundsQuery)
  if (!query.ok) return query
  const { show, state, road, order = null, mine, serial, party = null, sort, after = null } = query.value
  return accept({ statuses: state, variants: road, orderRowId: order, isOpen: show.length > 0, isMine: mine === '1', isSerial: serial === '1', partyOf: party, sort, after })
}

const ProfileChangesQuery = z.object({ ...actionListQuery(PROFILE_CHANGE_STATES), field: many(z.enum(CHANGE_FIELDS)), subscriber: z.string().min(1).max(100).optional() })

/** The filters of the profile changes, in their address and in that of their export. */
export function readProfileChangesQuery(request: Request): Result<Omit<ActionListRequest, 'limit'>> {
  const query = parseQuery(request, ProfileChangesQuery)
  if (!query.ok) return query
  const { show, field, state, subscriber, sort, after = null } = query.value
  return accept({
    kind: 'profile_change', statuses: state, variants: field, subjectKey: subscriber === undefined ? null : `subscriber:${subscriber}`, isOpen: show.length > 0, sort, after,
  })
}
