import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { UseCaseContext } from '../context.ts'
import { normalValue } from '../subscribers/profile-fields.ts'

/** Where a claimant wants to be told, in its one form; null when they left it to us. Refuses `contact_form`. */
export async function normalContact({ store }: UseCaseContext, text: string): Promise<Result<string | null>> {
  if (text.trim() === '') return accept(null)
  const { settings } = await getOperatorSettings(store.read)
  const read = normalValue(text.includes('@') ? 'email' : 'contact_phone', text, settings.country)
  return read.ok ? accept(read.value) : refuse('contact_form', {}, 'contact')
}
