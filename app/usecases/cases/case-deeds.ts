import { maskText } from '../../domain/values/masking.ts'
import type { Json } from '../../domain/values/result.ts'
import type { Order, Stored } from '../../domain/intake/record.ts'
import type { Handle } from '../../../db/client.ts'
import { unsealRecord } from '../../../db/codecs.ts'
import { listDeeds, type DeedRows, type DeedsAbout } from '../../../db/queries/deeds.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import type { Keys } from '../../../db/seal.ts'
import type { Deed, TimelineItem } from './case-view.ts'

/** The page of each kind of action that a case can have; null where it has none of its own. */
const PAGE_OF: Readonly<Record<string, (id: number) => string>> = {
  refund: (id) => `/refunds/${id}`,
  dispute: (id) => `/disputes/${id}`,
  wrong_number: (id) => `/refunds/wrong-numbers/${id}`,
  outside_return: (id) => `/refunds/outside/${id}`,
  forced_match: (id) => `/reconciliation/matches/${id}`,
  profile_change: (id) => `/profile-changes/${id}`,
}

/** Where a police hold is seen and lifted: the case or the person it stands on. */
function pageOfHold(subjectKey: string): string | null {
  const [kind, id = ''] = [subjectKey.slice(0, subjectKey.indexOf(':')), subjectKey.slice(subjectKey.indexOf(':') + 1)]
  return kind === 'case' ? `/cases/${id}#police-hold` : kind === 'subscriber' ? `/subscribers/${encodeURIComponent(id)}` : null
}
/** Words of staff and customers as a timeline quotes them, in UTF-16 units; the page of the action has them whole. */
const QUOTE_MAX = 160

/** When its source told an order otherwise than before, with its state then and from then on: a state may go back, and what it was stays to be seen (DOMAIN 0.3). */
export async function loadTellings(db: Handle, keys: Keys, order: Stored<Order> | null): Promise<readonly TimelineItem[]> {
  if (order === null) return []
  const rows = await db.selectFrom('record_versions').select(['sealed_content', 'replaced_at']).where('kind', '=', 'order').where('record_row_id', '=', order.rowId).orderBy('version').execute()
  const states = [...rows.map(({ sealed_content }) => (unsealRecord(keys, sealed_content) as Order).status), order.status]
  return rows.map(({ replaced_at }, i): TimelineItem => {
    const [from, to] = [states[i] ?? order.status, states[i + 1] ?? order.status]
    return { at: replaced_at, type: from === to ? 'told_anew' : 'state_told', data: from === to ? {} : { from, to } }
  })
}

/** Refunds, disputes, wrong numbers, forced matches, holds, profile changes, notices and packs of a case as moments of its timeline, masked, each with its page. */
export async function loadDeeds(db: Handle, about: DeedsAbout): Promise<readonly TimelineItem[]> {
  const { actions, notices, packs } = await listDeeds(db, about)
  const packers = packs.map(({ actor }) => staffIdOf(actor))
  const names = await staffNames(db, [...actions.flatMap(({ events }) => events.map((event) => event.staff_id)), ...packers])
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? `#${id}`))
  const pages = new Map(actions.map(({ row }) => [`action:${row.id}`, pageOf(row)]))
  return [
    ...actions.flatMap(({ row, events }) => {
      const said = events.map((event) => JSON.parse(event.data) as Said)
      const thing = thingData(row, said)
      return events.map((event, i): TimelineItem => ({
        at: event.at, type: 'deed', to: pageOf(row), data: thing, deed: deedOf(row.kind, event.type, said[i] ?? {}, nameOf(event.staff_id)),
      }))
    }),
    ...notices.map((one): TimelineItem => ({
      at: one.created_at, type: 'told', to: pages.get(one.object) ?? null, data: { kind: one.kind, channel: one.channel, to: one.to_masked, state: one.state },
    })),
    ...packs.map((one, i): TimelineItem => ({ at: one.at, type: 'packed', to: pages.get(one.object) ?? null, data: { name: nameOf(packers[i] ?? null) ?? one.actor } })),
  ]
}

function pageOf({ kind, id, subject_key }: Action['row']): string | null {
  return kind === 'legal_hold' ? pageOfHold(subject_key) : (PAGE_OF[kind]?.(id) ?? null)
}

function staffIdOf(actor: string): number | null {
  const id = /^staff:(\d+)$/.exec(actor)?.[1]
  return id === undefined ? null : Number(id)
}

type Action = DeedRows['actions'][number]
/** What an event keeps beside its type. */
type Said = { readonly [key: string]: Json }

/** What an action is: its sum where it has one, and what tells it from others of its kind. */
function thingData(row: Action['row'], said: readonly Said[]): TimelineItem['data'] {
  const reference = said.map((one) => one.reference).find((one) => typeof one === 'string')
  return {
    id: String(row.id), variant: row.variant, amount: row.amount_minor === null || row.currency === null ? null : { amountMinor: row.amount_minor, currency: row.currency },
    reference: typeof reference === 'string' ? maskText(reference) : null,
  }
}

function deedOf(kind: string, event: string, { reason, text }: Said, by: string | null): Deed {
  const words = [reason, text].find((one): one is string => typeof one === 'string' && one !== '')
  const quote = words === undefined ? null : maskText(words)
  return { kind, event, by, words: quote !== null && quote.length > QUOTE_MAX ? `${quote.slice(0, QUOTE_MAX)}…` : quote }
}
