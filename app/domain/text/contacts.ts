import type { TextLink } from './reading.ts'

/** The account or number that the address of a chat names: `t.me/s/name`, `wa.me/8613800138000`, `tg://resolve?domain=name`. Lower case; null when it names none. */
export function contactOfPath(path: string): string | null {
  const named = /[?&](?:domain|phone)=([\w.+-]{3,40})/i.exec(path)?.[1]
  const last = named ?? path.replace(/[?#].*$/s, '').replace(/\/+$/, '').split('/').at(-1) ?? ''
  const contact = last.replace(/^[@+]/, '').toLowerCase()
  return /^[\w.-]{3,40}$/.test(contact) ? contact : null
}

/** {@link contactOfPath} of a link that opens a chat; null for all others. */
export function contactOfLink(link: TextLink): string | null {
  return link.isContact ? contactOfPath(link.path) : null
}
