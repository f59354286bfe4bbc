import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Sighting } from '../../app/domain/campaigns/campaign.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import { isCampaignToken } from '../../app/domain/text/tokens.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import type { CasesTable } from '../schema.ts'

/** The rule whose flags say that a record belongs to a campaign, and the weight from which it is more than a page that many name. */
const RULE = 'message_repeated_template'
const LEAST_WEIGHT = 0.35
/** Newest sightings looked at: more campaigns than a page can show. */
const MOST_SIGHTINGS = 20_000
const CHUNK = 400

/** Rare tokens of records that are flagged as part of a campaign, the newest first. */
export async function listSightings(db: Handle, since: Instant): Promise<readonly Sighting[]> {
  const flagged = db.selectFrom('flags').select(['kind', 'record_row_id']).distinct()
    .where('rule_id', '=', RULE).where('at', '>=', since).where('withdrawn_at', 'is', null).where('weight', '>=', LEAST_WEIGHT).as('flagged')
  const rows = await db.selectFrom(flagged)
    .innerJoin('record_tokens', (join) => join.onRef('record_tokens.kind', '=', 'flagged.kind').onRef('record_tokens.record_row_id', '=', 'flagged.record_row_id'))
    .select(['record_tokens.token', 'record_tokens.kind', 'record_tokens.record_row_id', 'record_tokens.at', 'record_tokens.party'])
    .orderBy('record_tokens.at', 'desc').orderBy('record_tokens.token').limit(MOST_SIGHTINGS).execute()
  // Records carry other tokens too: of complaints, of trade numbers, of cards.
  return rows.filter((row) => isCampaignToken(row.token)).map((row) => ({ token: row.token, kind: row.kind as RecordKind, rowId: row.record_row_id, at: row.at, party: row.party }))
}

export interface CampaignRecord {
  readonly kind: RecordKind
  readonly rowId: number
}

/** Cases in which flags of these records lie. */
export async function listCasesOf(db: Handle, records: readonly CampaignRecord[]): Promise<readonly (Selectable<CasesTable> & { readonly records: readonly string[] })[]> {
  const caseOf = new Map<number, Set<string>>()
  for (const kind of new Set(records.map((record) => record.kind))) {
    const ids = records.filter((record) => record.kind === kind).map(({ rowId }) => rowId)
    for (let from = 0; from < ids.length; from += CHUNK) {
      const rows = await db.selectFrom('flags').select(['record_row_id', 'case_id']).distinct().where('kind', '=', kind).where('record_row_id', 'in', ids.slice(from, from + CHUNK))
        .where('withdrawn_at', 'is', null).where('case_id', 'is not', null).execute()
      for (const row of rows) {
        if (row.case_id === null) continue
        const known = caseOf.get(row.case_id) ?? new Set()
        caseOf.set(row.case_id, known.add(`${kind}:${row.record_row_id}`))
      }
    }
  }
  const found: (Selectable<CasesTable> & { readonly records: readonly string[] })[] = []
  const ids = [...caseOf.keys()].sort((a, b) => a - b)
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = await db.selectFrom('cases').selectAll().where('id', 'in', ids.slice(from, from + CHUNK)).orderBy('rank', 'desc').orderBy('id').execute()
    found.push(...rows.map((row) => ({ ...row, records: [...(caseOf.get(row.id) ?? [])] })))
  }
  return found
}

/** Money paid for orders, by currency. */
export async function sumPaid(db: Handle, orderRowIds: readonly number[]): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>()
  for (let from = 0; from < orderRowIds.length; from += CHUNK) {
    const rows = await db.selectFrom('orders').select(['currency', sql<number>`sum(paid_minor)`.as('paid')]).where('id', 'in', orderRowIds.slice(from, from + CHUNK)).groupBy('currency').execute()
    for (const row of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0) + Number(row.paid))
  }
  return sums
}

/** The free text of some records, for samples. */
export async function listSampleTexts(db: Handle, records: readonly CampaignRecord[]): Promise<readonly { readonly kind: RecordKind; readonly rowId: number; readonly text: string }[]> {
  const ids = (kind: RecordKind): number[] => records.filter((record) => record.kind === kind).map(({ rowId }) => rowId)
  const [orders, messages, receipts] = await Promise.all([
    ids('order').length > 0 ? db.selectFrom('orders').select(['id', 'remark', 'sms_text', 'referrer_url']).where('id', 'in', ids('order')).execute() : [],
    ids('message').length > 0 ? db.selectFrom('messages').select(['id', 'text']).where('id', 'in', ids('message')).execute() : [],
    ids('receipt').length > 0 ? db.selectFrom('receipts').select(['id', 'text']).where('id', 'in', ids('receipt')).execute() : [],
  ])
  return [
    ...orders.map((row) => ({ kind: 'order' as const, rowId: row.id, text: row.remark ?? row.sms_text ?? row.referrer_url ?? '' })),
    ...messages.map((row) => ({ kind: 'message' as const, rowId: row.id, text: row.text })),
    ...receipts.map((row) => ({ kind: 'receipt' as const, rowId: row.id, text: row.text ?? '' })),
  ]
}
