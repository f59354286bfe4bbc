import { createHash } from 'node:crypto'
import type { ActionEvent } from '../../domain/actions/staff-action.ts'
import { maskedOwnRow } from '../../domain/exports/own-rows.ts'
import { maskPhone, maskText } from '../../domain/values/masking.ts'
import type { Json } from '../../domain/values/result.ts'
import { DAY_MS, instantText } from '../../domain/values/time.ts'
import { ledgerEntryFromRow } from '../../../db/codecs.ts'
import { listPriorCases } from '../../../db/queries/activity.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { listEvidence, readEvidence } from '../../../db/queries/evidence.ts'
import { loadAroundOrder } from '../../../db/queries/order-around.ts'
import { loadOrderStanding } from '../actions/order-money.server.ts'
import { loadNumberState } from '../actions/wrong-number.server.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { loadDeeds, loadTellings } from '../cases/case-deeds.ts'
import { timelineOf } from '../cases/case-view.ts'
import type { UseCaseContext } from '../context.ts'
import { zipOf, type ZipEntry } from './zip.ts'

const EXTENSION: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf', 'text/plain': 'txt' }

/** A file of a pack that holds plain data. */
export function jsonEntry(name: string, value: unknown): ZipEntry {
  return { name, content: Buffer.from(`${JSON.stringify(value, null, 2)}\n`) }
}

/** What happened, in time order, free text masked. */
export function timelineEntry(events: readonly ActionEvent[]): ZipEntry {
  return jsonEntry('timeline.json', events.map((event) => ({ at: instantText(event.at), what: event.type, text: maskText(String(event.data.text ?? event.data.reason ?? event.data.needed ?? '')) || undefined })))
}

/** The records around an order as staff see them, masked. */
export async function recordsEntry({ store, keys }: UseCaseContext, orderRowId: number | null): Promise<ZipEntry> {
  const around = orderRowId === null ? null : await loadAroundOrder(store.read, keys, orderRowId)
  const records = around ? [...(around.order ? [around.order] : []), ...around.receipts, ...around.ledger, ...around.messages] : []
  return jsonEntry('records.json', records.map((record) => ({ kind: record.kind, ...Object.fromEntries(maskedOwnRow(record)) })))
}

/** How far to either side of a top-up the account of its number is told (DOMAIN 4.8). */
const ACCOUNT_MS = 3 * DAY_MS
const ACCOUNT_ROWS_MAX = 500

/**
 * What stands beside the records of an order, masked (DOMAIN 4.8): who holds the number that got the credit and how that is known, its account three days to either side, decided cases
 * of the same number, payer or customer, and in time order what staff, customers and the program did: consents, approvals, checks of identity, notices, and that its source told it anew.
 */
export async function evidenceOf({ store, keys, now }: UseCaseContext, orderRowId: number, caseId: number): Promise<{ readonly [part: string]: Json }> {
  const db = store.read
  const [around, standing] = [await loadAroundOrder(db, keys, orderRowId), await loadOrderStanding(db, keys, orderRowId, now)]
  if (!around?.order || !standing) return {}
  const { order, subscriber } = around
  const { creditedNumber, toppedUpAt } = standing
  const numbers = [...new Set([order.targetNumber, creditedNumber])].filter((number) => number !== null)
  const account = numbers.length === 0 ? [] : await db
    .selectFrom('ledger_entries').selectAll().where('number', 'in', numbers).where('at', '>=', toppedUpAt - ACCOUNT_MS).where('at', '<=', toppedUpAt + ACCOUNT_MS).orderBy('at').orderBy('id').limit(ACCOUNT_ROWS_MAX).execute()
  const subscriberId = subscriber?.subscriberId ?? order.subscriberId
  const prior = await listPriorCases(db, { caseId, payerAccount: order.payerAccount, targetNumber: order.targetNumber, subscriberId })
  const moments = timelineOf({ ...around, receipts: [], ledger: [], messages: [] }, [], [...(await loadTellings(db, keys, order)), ...(await loadDeeds(db, { caseIds: [caseId], orderRowIds: [orderRowId], subscriberId }))], new Map())
  const { is, by } = await loadNumberState(db, standing)
  return {
    number: { credited: creditedNumber === null ? null : maskPhone(creditedNumber), kind: order.targetKind, holder: is, knownBy: by },
    account: account.map((row) => Object.fromEntries(maskedOwnRow(ledgerEntryFromRow(row)))),
    priorCases: prior.map((one) => ({ case: one.row.id, by: [...one.by], disposition: one.row.disposition, reason: one.row.reason_code, decidedAt: one.row.decided_at === null ? null : instantText(one.row.decided_at) })),
    deeds: moments.map(({ at, type, data, deed }) => ({ at: instantText(at), what: deed ? `${deed.kind}.${deed.event}` : type, ...(deed ? { by: deed.by, words: deed.words } : {}), ...data })),
  }
}

/** Files that customers brought to some disputes, as they came: their hash is the proof. */
export async function evidenceEntries({ store, keys }: UseCaseContext, disputeIds: readonly number[]): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = []
  for (const disputeId of disputeIds) {
    for (const file of await listEvidence(store.read, disputeId)) {
      const found = await readEvidence(store.read, keys, disputeId, file.id)
      if (found) entries.push({ name: `evidence/${String(entries.length + 1).padStart(2, '0')}.${EXTENSION[file.mediaType] ?? 'bin'}`, content: found.content })
    }
  }
  return entries
}

/** One zip with a manifest of the SHA-256 of each file, which `npm run verify-pack` checks. Made on record. */
export async function sealPack(context: UseCaseContext, about: { readonly actionId: number; readonly pack: string; readonly name: string }, entries: readonly ZipEntry[]): Promise<Buffer> {
  const manifest = {
    pack: about.pack, dispute: about.name, madeAt: instantText(context.now), madeBy: context.actor.label,
    files: entries.map(({ name, content }) => ({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })),
  }
  const zip = zipOf([jsonEntry('manifest.json', manifest), ...entries])
  const after: { readonly [key: string]: Json } = { files: entries.length, sha256: createHash('sha256').update(zip).digest('hex') }
  await context.store.write((tx) => appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'evidence.packed', object: `action:${about.actionId}`, after })))
  return zip
}
