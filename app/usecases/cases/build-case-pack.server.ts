import { createHash } from 'node:crypto'
import { maskedOwnRow } from '../../domain/exports/own-rows.ts'
import { maskNumberOfSubject } from '../../domain/cases/shown-reason.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Json, type Result } from '../../domain/values/result.ts'
import { shownEvidence } from '../../domain/values/shown-number.ts'
import { instantText } from '../../domain/values/time.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findCase, listCaseFlags, type LoadedCase } from '../../../db/queries/cases.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { loadAroundCase } from './get-case.server.ts'
import { evidenceOf } from '../exports/evidence-pack.ts'
import { zipOf, type ZipEntry } from '../exports/zip.ts'

/**
 * A case and all its parts for the police liaison, in one zip (story S5): the records masked, what was found in them, what was done when, and a manifest with the
 * SHA-256 of each file, which `npm run verify-pack` checks. Names nobody an offender. Made on record. Refuses `case_missing`.
 */
export async function buildCasePack(context: UseCaseContext, caseId: number): Promise<Result<Buffer>> {
  const { store, keys, now, actor } = context
  const db = store.read
  const whole = await findCase(db, caseId)
  if (!whole) return refuse('case_missing')
  const members: LoadedCase[] = [whole]
  for (const part of whole.state.parts) {
    const loaded = await findCase(db, part.caseId)
    if (loaded) members.push(loaded)
  }
  const entries: ZipEntry[] = [{ name: 'case.json', content: text({
    case: caseId, status: whole.state.status, disposition: whole.state.disposition, reason: whole.state.reasonCode, orders: members.length,
    money: [...sums(members)].map(([currency, amountMinor]) => ({ currency, amountMinor })),
  }) }]
  for (const one of members) {
    const flags = await listCaseFlags(db, one.row.id)
    const { order, receipts, ledger, messages } = await loadAroundCase(db, keys, one, flags)
    const records = [...(order ? [order] : []), ...receipts, ...ledger, ...messages]
    entries.push({ name: `cases/${String(one.row.id).padStart(8, '0')}.json`, content: text({
      case: one.row.id, subject: maskNumberOfSubject(one.row.subject_key), openedAt: instantText(one.row.opened_at),
      flags: flags.filter((flag) => flag.withdrawnAt === null).map((flag) => ({
        flag: flag.flag, rule: `${flag.ruleId}@${flag.ruleVersion}`, record: `${flag.record.kind}:${flag.record.id}`,
        signals: flag.evidence.signals.map((signal) => ({ id: signal.id, evidence: shownEvidence(signal.evidence as { [key: string]: Json }, maskText) })),
      })),
      records: records.map((record) => ({ kind: record.kind, ...Object.fromEntries(maskedOwnRow(record)) })),
      ...(order ? await evidenceOf(context, order.rowId, one.row.id) : {}),
      events: one.events.map((event) => ({ at: instantText(event.at), what: event.type })),
    }) })
  }
  const manifest = {
    pack: 'topwarden case', case: caseId, madeAt: instantText(now), madeBy: actor.label,
    files: entries.map(({ name, content }) => ({ name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })),
  }
  const zip = zipOf([{ name: 'manifest.json', content: text(manifest) }, ...entries])
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'evidence.packed', object: `case:${caseId}`, after: { files: entries.length, sha256: createHash('sha256').update(zip).digest('hex') } })))
  return accept(zip)
}

function text(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
}

function sums(members: readonly LoadedCase[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { row } of members) found.set(row.currency, (found.get(row.currency) ?? 0) + row.money_minor)
  return found
}
