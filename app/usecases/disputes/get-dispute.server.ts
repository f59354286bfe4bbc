import { clocksOf, dispute, type DisputeClock, type DisputeState } from '../../domain/actions/dispute.ts'
import { BY_RECORDS, evidenceNeeded, REPLY_LIMITS, type EvidenceItem } from '../../domain/actions/dispute-evidence.ts'
import type { Trust } from '../../domain/intake/record.ts'
import { maskField, maskPhone } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { listEvidence, type EvidenceFile } from '../../../db/queries/evidence.ts'
import { listNoticeRows, type StoredNotice } from '../../../db/queries/notices.ts'
import { loadAroundOrder } from '../../../db/queries/order-around.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { findAction, listPartyActions } from '../../../db/queries/staff-actions.ts'
import { actionFrame, type ActionFrame } from '../actions/action-view.ts'
import { claimantContacts, disputeKind, subscriberOfKey, trustOf } from '../actions/dispute.server.ts'
import type { UseCaseContext } from '../context.ts'

interface ChecklistItem {
  readonly item: EvidenceItem
  readonly isDone: boolean
  /** Found in the records, so nobody ticks it. */
  readonly isByRecords: boolean
}

export interface DisputeView {
  readonly frame: ActionFrame
  readonly state: Pick<DisputeState, 'reason' | 'channel' | 'road' | 'language' | 'exception' | 'outcome' | 'letter'>
  readonly text: string
  readonly clocks: readonly DisputeClock[]
  readonly trust: Trust | null
  readonly checklist: readonly ChecklistItem[]
  readonly files: readonly EvidenceFile[]
  readonly limit: { readonly chars: number; readonly images: number }
  readonly order: { readonly rowId: number; readonly orderId: string; readonly number: string | null; readonly paid: Money; readonly createdAt: Instant; readonly status: string } | null
  readonly siblings: readonly { readonly id: number; readonly reason: string; readonly status: string; readonly openedAt: Instant }[]
  /** The case it was taken in from. */
  readonly caseId: number | null
  /** Where the claimant is told, masked; null when nobody can be told anything. */
  readonly contact: string | null
  readonly notices: readonly StoredNotice[]
  readonly zone: string
}

const SIBLINGS_MAX = 50
const NOTICES_SHOWN = 30

/** A dispute with its clocks, its checklist, its files and its siblings. Refuses `action_missing`. */
export async function getDispute(context: UseCaseContext, actionId: number): Promise<Result<DisputeView>> {
  const { store, keys } = context
  const loaded = await findAction<DisputeState>(store.read, keys, dispute, actionId)
  if (!loaded || loaded.state.reason === null) return refuse('action_missing')
  const { state, row, events } = loaded
  const around = row.order_row_id === null ? null : await loadAroundOrder(store.read, keys, row.order_row_id)
  const [frame, files, notices, siblings, { settings }] = await Promise.all([
    actionFrame(context, disputeKind, loaded), listEvidence(store.read, actionId), listNoticeRows(store.read, { object: `action:${actionId}` }, null, NOTICES_SHOWN),
    listPartyActions(store.read, 'dispute', row.party_hash, row.order_row_id, SIBLINGS_MAX), getOperatorSettings(store.read),
  ])
  const order = around?.order ?? null
  const [told] = await claimantContacts(store.read, keys, actionId, order?.subscriberId ?? subscriberOfKey(row.subject_key))
  const inRecords = (item: EvidenceItem): boolean => {
    switch (item) {
      case 'order_row': return order !== null
      case 'channel_row': return (around?.receipts ?? []).some((receipt) => receipt.trust === 'T3')
      case 'ledger_rows': return (around?.ledger ?? []).length > 0
      case 'two_trade_nos': return new Set((around?.receipts ?? []).map((receipt) => receipt.channelTradeNo).filter((no) => no !== null)).size > 1
      case 'redemption_record': return (around?.ledger ?? []).some((entry) => entry.voucherSerial !== null)
      case 'messages': return (around?.messages ?? []).length > 0
      case 'sms_text': return order?.smsText != null
      default: return false
    }
  }
  return accept({
    frame, state, text: String(frame.events[0]?.data.text ?? events[0]?.data.text ?? ''), clocks: clocksOf(state), trust: trustOf(around), files, limit: REPLY_LIMITS[state.road],
    checklist: evidenceNeeded(state.reason ?? 'other', state.channel).map((item) => ({ item, isByRecords: BY_RECORDS.has(item), isDone: BY_RECORDS.has(item) ? inRecords(item) : state.checked.includes(item) })),
    order: order === null ? null : {
      rowId: order.rowId, orderId: order.orderId, number: order.targetNumber === null ? null : maskPhone(order.targetNumber), paid: { amountMinor: order.paidMinor, currency: order.currency },
      createdAt: order.createdAt, status: order.status,
    },
    siblings: siblings.filter((one) => one.id !== actionId).map((one) => ({ id: one.id, reason: one.variant, status: one.status, openedAt: one.opened_at })),
    caseId: row.case_id,
    contact: told === undefined ? null : maskField(told.channel === 'email' ? 'email' : 'phone', told.address), notices: notices.rows, zone: settings.zone,
  })
}
