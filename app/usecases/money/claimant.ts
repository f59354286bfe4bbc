import { maskAccount, maskPhone } from '../../domain/values/masking.ts'
import type { ClaimantKeys } from '../../../db/queries/action-lists.ts'

const KEYS = ['payer', 'subscriber', 'number', 'device'] as const
type ClaimantKey = (typeof KEYS)[number]

/** Who asked: by what claims are taken for those of one party, masked, and what else they have in common with another claim of that party. */
export interface Claimant {
  readonly by: 'payer' | 'subscriber' | 'number' | 'order'
  readonly shown: string
  readonly shares: readonly ClaimantKey[]
}

/** The party of refunds about an order: who paid, else whose account it is, else the number (R-REF-03). */
export function refundParty({ payer, subscriber, number, orderId }: Omit<ClaimantKeys, 'device'> & { readonly orderId: string }): { readonly by: Claimant['by']; readonly value: string } {
  if (payer !== null) return { by: 'payer', value: payer }
  if (subscriber !== null) return { by: 'subscriber', value: subscriber }
  return number !== null ? { by: 'number', value: number } : { by: 'order', value: orderId }
}

/** `others`: the claims of the same party, itself aside. */
export function claimantOf(claim: ClaimantKeys & { readonly orderId: string }, others: readonly ClaimantKeys[]): Claimant {
  const { by, value } = refundParty(claim)
  return {
    by, shown: by === 'payer' ? maskAccount(value) : by === 'number' ? maskPhone(value) : value,
    shares: KEYS.filter((key) => key !== by && claim[key] !== null && others.some((other) => other[key] === claim[key])),
  }
}
