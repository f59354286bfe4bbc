import { createHash } from 'node:crypto'
import { dispute, type DisputeState } from '../domain/actions/dispute.ts'
import { maskedOwnRow } from '../domain/exports/own-rows.ts'
import { maskText } from '../domain/values/masking.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { instantText } from '../domain/values/time.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { listEvidence, readEvidence } from '../../db/queries/evidence.ts'
import { loadAroundOrder } from '../../db/queries/order-around.ts'
import { findAction } from '../../db/queries/staff-actions.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'
import { zipOf, type ZipEntry } from './zip.ts'

const EXTENSION: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf', 'text/plain': 'txt' }

/**
 * Our answer to a channel or an authority in one zip: the records around the order masked, what happened, the letter, the files as they came, and a manifest
 * with the SHA-256 of each (`npm run verify-pack` checks it). Made on record. Refuses `action_missing`.
 */
export async function buildDisputePack(context: UseCaseContext, actionId: number): Promise<Result<Buffer>> {
  const { store, keys, now, actor } = context
  const loaded = await findAction<DisputeState>(store.read, keys, dispute, actionId)
  if (!loaded) return refuse('action_missing')
  const { state, row, events } = loaded
  const around = row.order_row_id === null ? null : await loadAroundOrder(store.read, keys, row.order_row_id)
  const records = around ? [...(around.order ? [around.order] : []), ...around.receipts, ...around.ledger, ...around.messages] : []
  const text = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
  const entries: ZipEntry[] = [
    { name: 'dispute.json', content: text({ dispute: `D-${actionId}`, reason: state.reason, channel: state.channel, status: state.status, outcome: state.outcome, openedAt: instantText(row.opened_at), checklistDone: state.checked }) },
    { name: 'timeline.json', content: text(events.map((event) => ({ at: instantText(event.at), what: event.type, text: maskText(String(event.data.text ?? event.data.reason ?? event.data.needed ?? '')) || undefined }))) },
    { name: 'records.json', content: text(records.map((record) => ({ kind: record.kind, ...Object.fromEntries(maskedOwnRow(record)) }))) },
    ...(state.letter === null ? [] : [{ name: 'letter.txt', content: Buffer.from(`${state.letter}\n`) }]),
  ]
  const files = await listEvidence(store.read, actionId)
  for (const [n, file] of files.entries()) {
    const found = await readEvidence(store.read, keys, actionId, file.id)
    if (found) entries.push({ name: `evidence/${String(n + 1).padStart(2, '0')}.${EXTENSION[file.mediaType] ?? 'bin'}`, content: found.content })
  }
  const manifest = {
    pack: 'topwarden dispute', dispute: `D-${actionId}`, madeAt: instantText(now), madeBy: actor.label,
    files: entries.map(({ name, content }) => ({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })),
  }
  const zip = zipOf([{ name: 'manifest.json', content: text(manifest) }, ...entries])
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'evidence.packed', object: `action:${actionId}`, after: { files: entries.length, sha256: createHash('sha256').update(zip).digest('hex') } })))
  return accept(zip)
}
