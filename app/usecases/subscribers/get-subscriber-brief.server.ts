import { maskEmail, maskName, maskPhone } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { findSubscriber } from '../../../db/queries/profiles.ts'
import type { UseCaseContext } from '../context.ts'

export interface SubscriberBrief {
  readonly id: string
  readonly name: string
  readonly numbers: readonly string[]
  readonly contactPhone: string | null
  readonly email: string | null
  readonly language: string | null
}

/** Who a form is about, masked. Refuses `subscriber_gone`. */
export async function getSubscriberBrief({ store, keys }: UseCaseContext, subscriberId: string): Promise<Result<SubscriberBrief>> {
  const found = await findSubscriber(store.read, keys, subscriberId)
  if (!found) return refuse('subscriber_gone')
  return accept({
    id: found.subscriberId, name: maskName(found.name), numbers: found.numbers.slice(0, 5).map(maskPhone), contactPhone: found.contactPhone === null ? null : maskPhone(found.contactPhone),
    email: found.email === null ? null : maskEmail(found.email), language: found.language,
  })
}
