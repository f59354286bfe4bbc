import type { Handle } from '../../../db/client.ts'
import { findCaseBrief } from '../../../db/queries/cases.ts'
import { findOrderName } from '../../../db/queries/orders.ts'
import type { ActionState, AnyStaffAction } from '../../domain/actions/staff-action.ts'
import type { CaseState, StaffCommand } from '../../domain/cases/case.ts'
import { invariant, type Json } from '../../domain/values/result.ts'
import { instantText } from '../../domain/values/time.ts'
import type { OutgoingEvent, WebhookType } from '../../domain/webhooks/event.ts'

/** Cases that screening has just opened, as they are told. */
export function casesOpened(db: Handle, caseIds: readonly number[]): readonly OutgoingEvent[] {
  return caseIds.map((caseId) => ({ type: 'case.opened', object: `case:${caseId}`, key: `case:${caseId}`, data: () => briefOf(db, caseId) }))
}

async function briefOf(db: Handle, caseId: number): Promise<Readonly<Record<string, Json>>> {
  const brief = await findCaseBrief(db, caseId)
  invariant(brief, 'a case that was opened is there')
  return { ...brief, dueAt: instantText(brief.dueAt) }
}

/** What a command of staff means to others: decided, or open again. Null for what concerns nobody outside. */
export function caseMoved(db: Handle, caseId: number, command: StaffCommand, state: CaseState): OutgoingEvent | null {
  const type: WebhookType | null = command.type === 'decide' ? 'case.decided' : command.type === 'undo' || command.type === 'reopen' ? 'case.reopened' : null
  if (type === null) return null
  return {
    type, object: `case:${caseId}`, key: `case:${caseId}/${state.version}`,
    data: async () => {
      const order = (await findCaseBrief(db, caseId))?.order ?? null
      const outcome: Readonly<Record<string, Json>> = command.type === 'decide' ? { outcome: command.outcome, reasonCode: command.reasonCode } : {}
      return { caseId, order, state: state.status, disposition: state.disposition, ...outcome, version: state.version }
    },
  }
}

/** A decided case that the program brought before people again. */
export function caseCameBack(db: Handle, caseId: number, state: CaseState): OutgoingEvent {
  return {
    type: 'case.reopened', object: `case:${caseId}`, key: `case:${caseId}/${state.version}`,
    data: async () => ({ caseId, order: (await findCaseBrief(db, caseId))?.order ?? null, state: state.status, disposition: state.disposition, version: state.version }),
  }
}

const ACTION_TYPES: Readonly<Record<string, WebhookType>> = { refund: 'refund.state_changed', dispute: 'dispute.state_changed' }

/** A refund or a dispute whose state an event has changed; null for everything else. */
export function actionMoved(db: Handle, action: AnyStaffAction, { actionId, orderRowId, before, state }: { readonly actionId: number; readonly orderRowId: number | null; readonly before: ActionState; readonly state: ActionState }): OutgoingEvent | null {
  const type = ACTION_TYPES[action.kind]
  if (!type || before.status === state.status) return null
  return {
    type, object: `action:${actionId}`, key: `action:${actionId}/${state.version}`,
    data: async () => {
      const { variant, reference, amountMinor, currency, reasonCode } = action.row(state)
      return {
        [`${action.kind}Id`]: actionId, order: orderRowId === null ? null : await findOrderName(db, orderRowId), state: state.status, before: before.status, variant, reference, amountMinor, currency, reasonCode,
        version: state.version,
      }
    },
  }
}
