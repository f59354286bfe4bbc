import { erasure, type ErasureState } from '../../domain/actions/erasure.ts'
import { legalHold, type LegalHoldState } from '../../domain/actions/legal-hold.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Refusal } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { listActionRows } from '../../../db/queries/action-lists.ts'
import { findFootprint, findTombstone } from '../../../db/queries/erasure.ts'
import { findAction, type LoadedAction } from '../../../db/queries/staff-actions.ts'
import { actionFrame, type ActionFrame } from '../actions/action-view.ts'
import { erasureKind, footprintCounts } from '../actions/erasure.server.ts'
import { legalHoldKind } from '../actions/legal-hold.server.ts'
import type { UseCaseContext } from '../context.ts'
import { baseOf } from '../actions/perform-action.server.ts'

/** What an erasure of one person would take, what stays, and whether it can be asked for. */
export interface ErasurePreview {
  readonly subscriberId: string
  readonly counts: Readonly<Record<'orders' | 'receipts' | 'ledger' | 'messages' | 'changes' | 'files' | 'notices' | 'notes' | 'quarantined', number>>
  readonly openCases: readonly number[]
  readonly openActions: readonly { readonly id: number; readonly kind: string }[]
  readonly erasedAt: Instant | null
  /** Null where it can be asked for, else why not. */
  readonly objection: Refusal | null
  /** The same for a legal hold. */
  readonly holdObjection: Refusal | null
}

export interface WaitingErasure {
  readonly frame: ActionFrame
  readonly subscriberId: string
  readonly reason: string
  readonly counts: ErasurePreview['counts'] | null
}

export interface HoldView {
  readonly frame: ActionFrame
  /** One of the two. */
  readonly subscriberId: string | null
  readonly caseId: number | null
  readonly reference: string
}

/** Most that a page shows of each. */
const SHOWN = 50
const LINKS_MAX = 20

/** The preview for one subscriber; null when there is no such person. */
export async function previewErasure(context: UseCaseContext, subscriberId: string): Promise<ErasurePreview | null> {
  const { store, keys } = context
  const footprint = await findFootprint(store.read, keys, subscriberId)
  if (!footprint) return null
  const asked = { loaded: null, subject: { subjectKey: '', orderRowId: null, caseId: null, parentId: null, partyHash: null }, base: await baseOf(store.read, context, erasureKind, null) }
  const facts = await erasureKind.situation(store.read, context, { ...asked, command: { type: 'propose', subscriberId, reason: '' } })
  const hold = await legalHoldKind.situation(store.read, context, { ...asked, command: { type: 'place', about: { subscriberId }, reference: '', reason: '' } })
  return {
    subscriberId, counts: footprintCounts(footprint), openCases: footprint.openCases.slice(0, LINKS_MAX), openActions: footprint.openActions.filter(({ kind }) => kind !== 'erasure').slice(0, LINKS_MAX).map(({ id, kind }) => ({ id, kind })),
    erasedAt: (await findTombstone(store.read, 'subscriber', String(footprint.subscriber[0])))?.at ?? null,
    objection: facts.ok ? (erasure.allowed(erasure.nothing, facts.value.situation).propose ?? null) : facts.refusal,
    holdObjection: hold.ok ? (legalHold.allowed(legalHold.nothing, hold.value.situation).place ?? null) : hold.refusal,
  }
}

/** Erasures that wait for a second look, newest first. */
export async function listWaitingErasures(context: UseCaseContext): Promise<readonly WaitingErasure[]> {
  const { store, keys } = context
  const { rows } = await listActionRows(store.read, { kind: 'erasure', statuses: ['proposed'], variants: [], isOpen: true }, 'newest', null, SHOWN)
  const views: WaitingErasure[] = []
  for (const row of rows) {
    const loaded = await findAction<ErasureState>(store.read, keys, erasure, row.id)
    const subscriberId = loaded?.state.content?.subscriberId
    if (!loaded || subscriberId == null) continue
    const footprint = await findFootprint(store.read, keys, subscriberId)
    views.push({ frame: await actionFrame(context, erasureKind, loaded), subscriberId, reason: maskText(loaded.state.reason ?? ''), counts: footprint && footprintCounts(footprint) })
  }
  return views
}

/** Holds that stand, newest first. */
export async function listHolds(context: UseCaseContext): Promise<readonly HoldView[]> {
  const { store, keys } = context
  const { rows } = await listActionRows(store.read, { kind: 'legal_hold', statuses: ['held'], variants: [], isOpen: true }, 'newest', null, SHOWN)
  const views: HoldView[] = []
  for (const row of rows) {
    const loaded = await findAction<LegalHoldState>(store.read, keys, legalHold, row.id)
    if (loaded) views.push(await holdView(context, loaded))
  }
  return views
}

async function holdView(context: UseCaseContext, loaded: LoadedAction<LegalHoldState>): Promise<HoldView> {
  const { subscriberId, caseId, reference } = loaded.state
  return { frame: await actionFrame(context, legalHoldKind, loaded), subscriberId, caseId, reference: reference ?? '' }
}
