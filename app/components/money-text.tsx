import type { Money } from '../domain/values/money.ts'
import { ABSENT, moneyText } from '../i18n/format.ts'
import css from './values.module.css'

/** Money with currency, own decimals and a real minus. `signed` writes the plus too, as ledger rows have it. */
export function MoneyText({ money, signed = false }: { readonly money: Money | null | undefined; readonly signed?: boolean }) {
  if (!money) return <span className={css.absent}>{ABSENT}</span>
  return <span className={css.money}>{moneyText(money, signed)}</span>
}
