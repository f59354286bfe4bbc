import type { ProfileField, Subscriber } from '../intake/record.ts'

/** What two records of subscribers have in common of what tells one person from another: a contact, the name and ending of the document, or neither. */
export function inCommon(a: Subscriber, b: Subscriber): readonly ProfileField[] {
  const same = (one: string | null, other: string | null) => one !== null && one !== '' && one === other
  return [
    ...(same(a.contactPhone, b.contactPhone) ? ['contact_phone' as const] : []),
    ...(same(a.email?.toLowerCase() ?? null, b.email?.toLowerCase() ?? null) ? ['email' as const] : []),
    ...(same(a.name, b.name) ? ['name' as const] : []),
    ...(same(a.idDocLast4, b.idDocLast4) ? ['id_doc' as const] : []),
  ]
}
