import { getOperatorSettings, type StoredSettings } from '../../../db/queries/settings.ts'
import type { UseCaseContext } from '../context.ts'

/** What the operator knows of itself, with the version that a change has to name. */
export function getSettings({ store }: UseCaseContext): Promise<StoredSettings> {
  return getOperatorSettings(store.read)
}
