import { ABSENT } from '../i18n/format.ts'
import css from './values.module.css'

/** Letters at the end that stay when there is no room for all: by them people tell accounts apart. */
const TAIL = 5

/** An account, masked on the server. Where room is short it loses its middle and keeps both ends. */
export function AccountText({ account }: { readonly account: string | null }) {
  if (account === null) return <span className={css.absent}>{ABSENT}</span>
  if (account.length <= 2 * TAIL) return <bdi>{account}</bdi>
  return <bdi className={css.account} title={account}><span>{account.slice(0, -TAIL)}</span><span>{account.slice(-TAIL)}</span></bdi>
}
