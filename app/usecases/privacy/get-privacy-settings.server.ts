import { factorDueAt } from '../../auth/second-factor.ts'
import type { Instant } from '../../domain/values/time.ts'
import { getPrivacySettings, type StoredPrivacy } from '../../../db/queries/settings.ts'
import type { UseCaseContext } from '../context.ts'

/** How staff sign in and how long personal data is kept, with the version that a change has to name. */
export function getPrivacy({ store }: Pick<UseCaseContext, 'store'>): Promise<StoredPrivacy> {
  return getPrivacySettings(store.read)
}

/** When nothing opens for this person any more without a second factor; null when they need none or have one (S59). */
export async function getFactorDue(
  { store }: Pick<UseCaseContext, 'store'>,
  person: { readonly role: string; readonly factorSince: Instant | null; readonly factorAskedAt: Instant | null },
  sessionStartedAt: Instant,
): Promise<Instant | null> {
  if (person.factorSince !== null) return null
  return factorDueAt(person, (await getPrivacySettings(store.read)).settings, sessionStartedAt)
}
