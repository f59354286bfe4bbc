import { appendAuditEvent } from '../../../db/queries/audit.ts'
import type { Handle } from '../../../db/client.ts'
import {
  exportActions, exportAudit, exportCases, type Exported, exportFlags, exportOrders, type ExportPage, exportProfileChanges, exportQuarantine, exportReceipts,
} from '../../../db/queries/exports.ts'
import { listHistories } from '../../../db/queries/staff-actions.ts'
import { type Keys, unseal } from '../../../db/seal.ts'
import type { FlagEvidence } from '../../domain/cases/flag.ts'
import { profileChange, type ProfileChangeState } from '../../domain/actions/profile-change.ts'
import type { ActionEvent, ActionState, AnyStaffAction } from '../../domain/actions/staff-action.ts'
import { wrongNumber, type WrongNumberState } from '../../domain/actions/wrong-number.ts'
import { delimitedText } from '../../domain/intake/delimited.ts'
import { CLEAR_EXPORT_COLUMN, MASKED_EXPORT_COLUMN } from '../../domain/intake/cell-reader.ts'
import { maskedExtra, maskedOwnRow, ownColumns, ownRow } from '../../domain/exports/own-rows.ts'
import { guardCell } from '../../domain/exports/spreadsheet-guard.ts'
import type { AnyRecord } from '../../domain/intake/record.ts'
import { maskPhone, maskProfileValue, maskText } from '../../domain/values/masking.ts'
import { amountText } from '../../domain/values/money.ts'
import type { Json } from '../../domain/values/result.ts'
import { shownEvidence } from '../../domain/values/shown-number.ts'
import { type Instant, instantText } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

export const EXPORT_KINDS = ['flags', 'orders', 'receipts', 'cases', 'profile-changes', 'quarantine', 'refunds', 'outside-returns', 'wrong-numbers', 'disputes', 'profile-requests', 'audit'] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]
type ExportFormat = 'ndjson' | 'csv'

export interface ExportOrder {
  readonly kind: ExportKind
  readonly format: ExportFormat
  /** Only what happened at this instant or later. */
  readonly since: Instant | null
  /** Personal values in clear. For the command alone, which says so; pages always mask. */
  readonly isClear: boolean
  readonly mostRows: number
}

export interface ExportDone {
  readonly rows: number
  /** True when there were more rows than allowed. */
  readonly isCut: boolean
}

const PAGE_ROWS = 500

type Row = Readonly<Record<string, Json>>

interface ExportShape {
  readonly columns: readonly string[]
  readonly page: (source: Source, page: ExportPage) => Promise<readonly Exported<Row>[]>
}

interface Source {
  readonly db: Handle
  readonly keys: Keys
  readonly isClear: boolean
}

const SHAPES: Readonly<Record<ExportKind, ExportShape>> = {
  flags: {
    columns: ['recordKind', 'recordId', 'orderId', 'flag', 'rule', 'score', 'band', 'evidence', 'at'],
    page: async ({ db, isClear }, page) => (await exportFlags(db, page)).map(({ id, value }) => ({
      id,
      value: {
        recordKind: value.record.kind, recordId: value.record.id, orderId: value.orderId, flag: value.flag, rule: value.ruleId, score: value.score, band: value.band,
        evidence: isClear ? (value.evidence as unknown as Json) : shownFlagEvidence(value.evidence), at: instantText(value.at),
      },
    })),
  },
  orders: recordShape('order', ({ db }, page) => exportOrders(db, page)),
  receipts: recordShape('receipt', ({ db }, page) => exportReceipts(db, page)),
  'profile-changes': recordShape('profile_change', ({ db, keys }, page) => exportProfileChanges(db, keys, page)),
  cases: {
    columns: [
      'caseId', 'subject', 'orderId', 'state', 'band', 'severity', 'score', 'family', 'flags', 'reasons', 'channel', 'targetNumber', 'amount', 'currency', 'openedAt', 'dueAt', 'assignee', 'disposition',
      'reasonCode', 'decidedAt', 'decidedBy',
    ],
    page: async ({ db, isClear }, page) => (await exportCases(db, page)).map(({ id, value }) => ({
      id,
      value: {
        caseId: value.id, subject: isClear ? value.subject_key : maskText(value.subject_key), orderId: value.order_id, state: value.state, band: value.band, severity: value.severity,
        score: value.score, family: value.family, flags: value.flag_count, reasons: (JSON.parse(value.reasons) as { readonly flag: string }[]).map(({ flag }) => flag), channel: value.channel,
        targetNumber: value.target_number === null || isClear ? value.target_number : maskPhone(value.target_number), amount: amountText(value.money_minor, value.currency), currency: value.currency,
        openedAt: instantText(value.opened_at), dueAt: instantText(value.due_at), assignee: value.assignee, disposition: value.disposition, reasonCode: value.reason_code,
        decidedAt: value.decided_at === null ? null : instantText(value.decided_at), decidedBy: value.decider,
      },
    })),
  },
  quarantine: {
    columns: ['quarantineId', 'file', 'importedAt', 'kind', 'line', 'field', 'reason', 'data', 'state', 'raw'],
    page: async ({ db, keys, isClear }, page) => (await exportQuarantine(db, page)).map(({ id, value }) => {
      const raw = unseal(keys, 'quarantine', value.sealed_raw)
      return {
        id,
        value: {
          quarantineId: value.id, file: value.name, importedAt: instantText(value.startedAt), kind: value.kind, line: value.line, field: value.field, reason: value.reason_code,
          data: isClear ? (JSON.parse(value.reason_data) as Json) : masked(JSON.parse(value.reason_data) as Json), state: value.state, raw: isClear ? raw : maskText(raw),
        },
      }
    }),
  },
  refunds: {
    columns: ['refundId', 'refundNo', 'road', 'state', 'amount', 'currency', 'reasonCode', 'orderId', 'caseId', 'maker', 'checker', 'openedAt', 'changedAt'],
    page: async ({ db }, page) => (await exportActions(db, 'refund', page)).map(({ id, value }) => ({
      id,
      value: {
        refundId: value.id, refundNo: value.reference, road: value.variant, state: value.status, amount: amountText(value.amount_minor ?? 0, value.currency ?? 'CNY'), currency: value.currency,
        reasonCode: value.reason_code, orderId: value.order_id, caseId: value.case_id, maker: value.maker, checker: value.checker, openedAt: instantText(value.opened_at),
        changedAt: instantText(value.changed_at),
      },
    })),
  },
  disputes: {
    columns: ['disputeId', 'reason', 'state', 'outcome', 'orderId', 'caseId', 'subject', 'maker', 'checker', 'openedAt', 'dueAt', 'changedAt'],
    page: async ({ db, isClear }, page) => (await exportActions(db, 'dispute', page)).map(({ id, value }) => ({
      id,
      value: {
        disputeId: value.id, reason: value.variant, state: value.status, outcome: value.reason_code, orderId: value.order_id, caseId: value.case_id,
        subject: isClear ? value.subject_key : maskText(value.subject_key),
        maker: value.maker, checker: value.checker, openedAt: instantText(value.opened_at), dueAt: value.due_at === null ? null : instantText(value.due_at), changedAt: instantText(value.changed_at),
      },
    })),
  },
  'outside-returns': {
    columns: ['returnId', 'road', 'state', 'amount', 'currency', 'code', 'reference', 'orderId', 'caseId', 'maker', 'openedAt', 'answerBy', 'changedAt'],
    page: async ({ db }, page) => (await exportActions(db, 'outside_return', page)).map(({ id, value }) => ({
      id,
      value: {
        returnId: value.id, road: value.variant, state: value.status, amount: amountText(value.amount_minor ?? 0, value.currency ?? 'CNY'), currency: value.currency, code: value.reason_code,
        reference: value.reference === null ? null : value.reference.slice(value.reference.indexOf(':') + 1), orderId: value.order_id, caseId: value.case_id, maker: value.maker,
        openedAt: instantText(value.opened_at), answerBy: value.due_at === null ? null : instantText(value.due_at), changedAt: instantText(value.changed_at),
      },
    })),
  },
  'wrong-numbers': {
    columns: ['wrongNumberId', 'state', 'slip', 'intended', 'orderId', 'caseId', 'maker', 'openedAt', 'askedAt', 'answerBy', 'timesAsked', 'answeredBy', 'changedAt'],
    page: async ({ db, keys, isClear }, page) => withStates<WrongNumberState>(db, keys, wrongNumber, await exportActions(db, 'wrong_number', page), (value, state, events) => {
      const answer = events.findLast((event) => event.type === 'agreed' || event.type === 'refused')
      return {
        wrongNumberId: value.id, state: value.status, slip: value.variant, intended: state.intended === null || isClear ? state.intended : maskPhone(state.intended), orderId: value.order_id, caseId: value.case_id,
        maker: value.maker, openedAt: instantText(value.opened_at), askedAt: timeText(state.askedAt), answerBy: timeText(state.answerBy), timesAsked: state.timesAsked,
        answeredBy: answer === undefined ? null : typeof answer.data.messageId === 'string' ? `message ${answer.data.messageId}` : 'staff', changedAt: instantText(value.changed_at),
      }
    }),
  },
  // What staff asked for, whatever became of it. What took effect is a record too, under `profile-changes` with the id `staff-<requestId>`.
  'profile-requests': {
    columns: ['requestId', 'subscriberId', 'field', 'oldValue', 'newValue', 'state', 'channel', 'proof', 'maker', 'checker', 'requestedAt', 'verifiedAt', 'tookEffectAt', 'endedAt', 'dueAt', 'changedAt'],
    page: async ({ db, keys, isClear }, page) => withStates<ProfileChangeState>(db, keys, profileChange, await exportActions(db, 'profile_change', page), (value, state) => {
      const shown = (text: string | null) => (text === null || isClear || state.field === null ? text : maskProfileValue(state.field, text))
      return {
        requestId: value.id, subscriberId: value.subject_key.slice(value.subject_key.indexOf(':') + 1), field: state.field, oldValue: shown(state.oldValue), newValue: shown(state.newValue), state: value.status,
        channel: state.channel, proof: state.proof, maker: value.maker, checker: value.checker, requestedAt: instantText(state.requestedAt), verifiedAt: timeText(state.verifiedAt), tookEffectAt: timeText(state.tookEffectAt),
        endedAt: timeText(state.endedAt), dueAt: timeText(value.due_at), changedAt: instantText(value.changed_at),
      }
    }),
  },
  audit: {
    columns: ['seq', 'at', 'actor', 'actorRole', 'action', 'object', 'before', 'after', 'reason', 'ip', 'requestId', 'hash'],
    page: async ({ db }, page) => (await exportAudit(db, page)).map(({ id, value }) => ({
      id,
      value: {
        seq: value.seq, at: instantText(value.at), actor: value.actor, actorRole: value.actor_role, action: value.action, object: value.object, before: jsonOf(value.before),
        after: jsonOf(value.after), reason: value.reason, ip: value.ip, requestId: value.request_id, hash: value.hash,
      },
    })),
  },
}

/** Rows of actions with their state replayed, for what stands in events alone. */
async function withStates<S extends ActionState>(
  db: Handle, keys: Keys, action: AnyStaffAction, rows: Awaited<ReturnType<typeof exportActions>>, shape: (value: (typeof rows)[number]['value'], state: S, events: readonly ActionEvent[]) => Row,
): Promise<readonly Exported<Row>[]> {
  const histories = await listHistories(db, keys, rows.map((row) => row.id))
  return rows.map(({ id, value }) => {
    const events = histories.get(id) ?? []
    return { id, value: shape(value, action.replay(events) as S, events) }
  })
}

function timeText(at: Instant | null): string | null {
  return at === null ? null : instantText(at)
}

function recordShape(kind: AnyRecord['kind'], load: (source: Source, page: ExportPage) => Promise<readonly Exported<AnyRecord>[]>): ExportShape {
  return {
    columns: [...ownColumns(kind), 'extra'],
    page: async (source, page) => (await load(source, page)).map(({ id, value }) => {
      const cells = source.isClear ? ownRow(value) : maskedOwnRow(value)
      return { id, value: { ...Object.fromEntries(cells), extra: (source.isClear ? value.extra : maskedExtra(value.extra)) as Json } }
    }),
  }
}

/**
 * Rows of one kind as text, ready to be written piece by piece; masked unless told otherwise, bounded, and on record at the end (S41, S51).
 * CSV cells are guarded against spreadsheets and every row carries the watermark column `_masked_export` (or `_export`). NDJSON rows of orders,
 * receipts and profile changes carry the same key; rows of other kinds are exactly what INTERFACE promises.
 */
export async function* exportText(context: UseCaseContext, order: ExportOrder, told: { done?: ExportDone }): AsyncGenerator<string, void> {
  const { store, keys, now } = context
  const shape = SHAPES[order.kind]
  const mark = order.isClear ? CLEAR_EXPORT_COLUMN : MASKED_EXPORT_COLUMN
  const watermark = `topwarden ${instantText(now)} ${context.actor.label}`
  const isRecords = shape.columns.at(-1) === 'extra'
  const columns = [...shape.columns, mark]
  if (order.format === 'csv') yield delimitedText([columns])
  let rows = 0
  let afterId = 0
  let isCut = false
  for (;;) {
    const page = await shape.page({ db: store.read, keys, isClear: order.isClear }, { afterId, since: order.since, limit: PAGE_ROWS })
    const taken = page.slice(0, order.mostRows - rows)
    isCut = taken.length < page.length
    if (order.format === 'csv') yield delimitedText(taken.map(({ value }) => [...shape.columns.map((column) => cellText(value[column] ?? null)), watermark]))
    else yield taken.map(({ value }) => `${JSON.stringify(isRecords ? knownOf(value, mark, watermark) : value)}\n`).join('')
    rows += taken.length
    afterId = page.at(-1)?.id ?? afterId
    if (page.length < PAGE_ROWS || isCut) break
  }
  told.done = { rows, isCut }
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, {
    action: 'export.written', object: `export:${order.kind}`, after: { format: order.format, rows, since: order.since, isClear: order.isClear, isCut },
  })))
}

/** What is unknown is left out of NDJSON rows of records, as it is on the way in. */
function knownOf(value: Row, mark: string, watermark: string): Row {
  return Object.fromEntries([...Object.entries(value).filter(([, cell]) => cell !== '' && cell !== null), [mark, watermark]])
}

function cellText(value: Json): string {
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return guardCell(typeof value === 'string' ? value : JSON.stringify(value))
}

function jsonOf(text: string | null): Json {
  return text === null ? null : (JSON.parse(text) as Json)
}

function shownFlagEvidence(evidence: FlagEvidence): Json {
  return {
    ...(masked({ because: evidence.because, clears: evidence.clears } as Json) as Row),
    notAssessed: evidence.notAssessed as Json,
    signals: evidence.signals.map((signal) => ({ ...signal, evidence: shownEvidence(signal.evidence, maskText) })) as unknown as Json,
  }
}

function masked(value: Json): Json {
  return shownEvidence({ value }, maskText).value ?? null
}
