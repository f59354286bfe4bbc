import { findStaff, updateStaff } from '../../../db/queries/staff.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { UseCaseContext } from '../context.ts'

/** Remembers the person's language and theme. They grant nothing, so they are not put on record. Refuses `changed_meanwhile`. */
export async function setPreferences(
  { store, actor }: UseCaseContext & { readonly actor: { readonly staffId: number } },
  change: { readonly locale?: 'en' | 'zh'; readonly theme?: 'auto' | 'light' | 'dark' },
): Promise<Result<null>> {
  return store.write(async (tx) => {
    const member = await findStaff(tx, actor.staffId)
    return member && (await updateStaff(tx, member.id, member.version, change)) ? accept(null) : refuse('changed_meanwhile')
  })
}
