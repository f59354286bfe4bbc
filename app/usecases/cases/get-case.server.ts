import { allowedActions } from '../../domain/cases/case.ts'
import { afterRemedy, recommend } from '../../domain/cases/recommend.ts'
import { maskNumberOfSubject } from '../../domain/cases/shown-reason.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Json, type Result } from '../../domain/values/result.ts'
import { dayOf } from '../../domain/values/time.ts'
import { shownEvidence } from '../../domain/values/shown-number.ts'
import { countOutage } from '../../../db/queries/flag-list.ts'
import { countActivity, listOrderKeys, listPriorCases, listRelatedOrders } from '../../../db/queries/activity.ts'
import { listCaseRows } from '../../../db/queries/case-work.ts'
import { findCase, findCaseAbout, listCaseFlags, type LoadedCase } from '../../../db/queries/cases.ts'
import { listNamedOrders } from '../../../db/queries/named-orders.ts'
import { listRulesJudgedBy } from '../../../db/queries/rules.ts'
import { loadAroundOrder, loadAroundRecords, type Around } from '../../../db/queries/order-around.ts'
import { findNextCase, staffNames } from '../../../db/queries/queue.ts'
import { teamNames } from '../../../db/queries/teams.ts'
import type { Handle } from '../../../db/client.ts'
import type { StoredFlag } from '../../../db/codecs.ts'
import type { Keys } from '../../../db/seal.ts'
import { may } from '../../auth/permissions.ts'
import { findHold } from '../privacy/find-hold.server.ts'
import { withRealMoney } from '../money/order-money-view.server.ts'
import { isInHandedTeam } from './act-on-case.ts'
import { conflictOf } from './case-conflict.ts'
import { loadDeeds, loadTellings } from './case-deeds.ts'
import { personOf } from './case-person.ts'
import { loadCaseWork, peopleOf, teamsOf } from './case-work.ts'
import { aroundView, caseHead, flagView, noteViews, ordersOf, priorView, relatedView, timelineOf, type CaseView } from './case-view.ts'
import type { UseCaseContext } from '../context.ts'

/** Everything for the 30-second screen of one case (DOMAIN 8), masked. Reads only. Refuses `case_missing`. */
export async function getCase(context: UseCaseContext, caseId: number): Promise<Result<CaseView>> {
  const { store, keys, now, actor } = context
  const db = store.read
  const loaded = await findCase(db, caseId)
  if (!loaded) return refuse('case_missing')
  const { row, state, events } = loaded
  const flags = await listCaseFlags(db, caseId)
  const around = await loadAroundCase(db, keys, loaded, flags)
  const { order } = around
  const person = personOf(actor)
  const conflict = actor.staffId === null ? null : await conflictOf(db, keys, actor.staffId, loaded, now)
  const isOfTeam = await isInHandedTeam(db, state, person.staffId)
  const parts = await listCaseRows(db, state.parts.map((part) => part.caseId))
  const partOrders = await listOrderKeys(db, parts.flatMap((part) => part.order_row_id ?? []))
  const orderRowIds = [...(row.order_row_id === null ? [] : [row.order_row_id]), ...partOrders.map((one) => one.rowId)]
  const named = await listNamedOrders(db, flags.flatMap((flag) => flag.evidence.signals.flatMap((signal) => signal.joined)))
  const rules = await listRulesJudgedBy(db, flags)
  const active = flags.filter((flag) => flag.withdrawnAt === null)
  const namedOrders = active.flatMap((flag) => ordersOf(flag, named))
  // Counted up to the newest order that its flags speak of: the first of seven has seven around it.
  const until = Math.max(row.at, ...[...(order ? [order] : []), ...partOrders].map((one) => one.createdAt), ...namedOrders.map((one) => one.at))
  const [activity, related, prior, nextCaseId] = await Promise.all([
    countActivity(db, [...(order ? [order] : []), ...partOrders], until),
    order ? listRelatedOrders(db, order, namedOrders.map((one) => one.rowId)) : { orders: [], isCut: false },
    listPriorCases(db, {
      caseId, payerAccount: order?.payerAccount ?? null, targetNumber: row.target_number, subscriberId: around.subscriber?.subscriberId ?? order?.subscriberId ?? null,
    }),
    findNextCase(db, row, person.staffId, now),
  ])
  const names = await staffNames(db, [
    ...peopleOf(loaded), state.assigneeId, ...prior.map((one) => one.row.decided_by),
  ])
  const view = aroundView(around, active, now)
  const { money, lights, remedied } = await withRealMoney(db, keys, around, view, now)
  const recommendation = afterRemedy(recommendFor(around, active), remedied)
  return accept({
    ...view,
    money,
    lights,
    remedied,
    case: caseHead(row, state, maskNumberOfSubject(row.subject_key), names, actor.staffId, now),
    recommendation,
    work: await loadCaseWork(db, keys, loaded, active, recommendation.code, actor.staffId),
    flags: flags.map((flag) => flagView(flag, named, rules)),
    activity,
    related: { orders: related.orders.map(relatedView), isCut: related.isCut },
    prior: prior.map((one) => priorView(one, names)),
    timeline: timelineOf(around, events, [...(await loadTellings(db, keys, around.order)), ...(await loadDeeds(db, { caseIds: [caseId, ...parts.map((part) => part.id)], orderRowIds, subscriberId: view.subscriberId }))], names, await teamNames(db, teamsOf(loaded))),
    notes: noteViews(state.notes, names, actor.staffId),
    allowed: allowedActions(state, { now, person, conflict, expectedVersion: null, isOfTeam }),
    nextCaseId,
    outage: actor.role !== null && may(actor.role, 'refund.request') ? await outageOf(db, around, active) : null,
    agent: order?.agentId == null ? null : { id: order.agentId, orderRowId: order.rowId, caseId: await openCaseOf(db, order.agentId) },
    hold: await holdOf(context, row.merged_into ?? caseId, view.subscriberId),
  })
}

/** Orders of one outage have to be at least this many, the case's own among them. */
const OUTAGE_MIN = 3

/** Whether the order of a case belongs to an outage, whose orders are refunded together (DOMAIN 8, story S3). */
async function outageOf(db: Handle, { order, settings }: Around, flags: readonly StoredFlag[]): Promise<CaseView['outage']> {
  const flag = flags.find((one) => one.flag === 'payment/paid-not-delivered')
  if (!order || !flag) return null
  const others = await countOutage(db, flag.ruleId, order)
  return others + 1 < OUTAGE_MIN ? null : { day: dayOf(order.createdAt, settings.zone), channel: order.channel, others }
}

/** What the police hold of a case: the case itself, with all that is merged into it, and its customer. */
async function holdOf(context: UseCaseContext, wholeId: number, subscriberId: string | null): Promise<CaseView['hold']> {
  const [standing, person] = [await findHold(context, `case:${wholeId}`), subscriberId === null ? null : await findHold(context, `subscriber:${subscriberId}`)]
  const { role } = context.actor
  return { standing: standing && { ...standing, caseId: wholeId }, person: person && subscriberId !== null ? { subscriberId, reference: person.reference, at: person.at } : null, mayPlace: role !== null && may(role, 'hold.place') }
}

async function openCaseOf(db: Handle, agentId: string): Promise<number | null> {
  const found = await findCaseAbout(db, `agent:${agentId}`)
  return found === null || found.state.status === 'decided' ? null : found.row.id
}

/** What stands around a case: its order, or the records that carry its flags. */
export async function loadAroundCase(db: Handle, keys: Keys, { row }: LoadedCase, flags: readonly StoredFlag[]): Promise<Around> {
  const around = row.order_row_id === null ? null : await loadAroundOrder(db, keys, row.order_row_id)
  if (around) return around
  const rowsOf = (kind: StoredFlag['record']['kind']) => flags.filter((flag) => flag.record.kind === kind).map((flag) => flag.recordRowId)
  const colon = row.subject_key.indexOf(':')
  const [kind, id] = [row.subject_key.slice(0, colon), row.subject_key.slice(colon + 1)]
  return loadAroundRecords(db, keys, {
    messageRowIds: rowsOf('message'), receiptRowIds: rowsOf('receipt'), ledgerRowIds: rowsOf('ledger'),
    number: kind === 'number' ? id : row.target_number, subscriberId: kind === 'subscriber' ? id : null, at: row.at,
  })
}

/** What the flags of a case advise, with the records around it. */
export function recommendFor({ messages }: Around, flags: readonly StoredFlag[]) {
  const flaggedMessages = flags.filter((flag) => flag.record.kind === 'message').map((flag) => flag.recordRowId)
  const text = messages.find((message) => flaggedMessages.includes(message.rowId))
  const recommendation = recommend({
    flags: flags.map((flag) => ({
      flag: flag.flag, family: flag.family, severity: flag.severity, weight: flag.weight, recordKind: flag.record.kind,
      data: (flag.evidence.signals.find((signal) => signal.id === flag.flag) ?? flag.evidence.signals[0])?.evidence ?? {},
    })),
    textFrom: text?.direction ?? null,
  })
  return { ...recommendation, data: shownEvidence(recommendation.data as { [key: string]: Json }, maskText) }
}
