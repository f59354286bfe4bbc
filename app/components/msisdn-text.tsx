import type { ShownNumber } from '../domain/values/shown-number.ts'
import { ABSENT, msisdnGroups, msisdnText } from '../i18n/format.ts'
import { useT } from './reader.tsx'
import css from './values.module.css'

/**
 * A phone or card number in the groups people compare by. Digits that differ from another number are marked by weight, underline and colour,
 * and read out: "digit 7: 5, not 8".
 */
export function MsisdnText({ number }: { readonly number: (Pick<ShownNumber, 'text'> & Partial<ShownNumber>) | string | null | undefined }) {
  const t = useT()
  if (!number) return <span className={css.absent}>{ABSENT}</span>
  const { text, differs = [], others = [] }: Pick<ShownNumber, 'text'> & Partial<ShownNumber> = typeof number === 'string' ? { text: number } : number
  const groups = msisdnGroups(text)
  if (!groups) return <span className={css.number}>{text}</span>
  if (differs.length === 0) return <span className={css.number}>{msisdnText(text)}</span>
  const first = groups[0]?.start ?? 0
  const spoken = differs.map((at, i) => {
    const here = text[at] ?? ''
    const there = others[i]
    const digit = at - first + 1
    if (there === undefined) return t('number.digit_marked', { digit, here })
    return there === null ? t('number.digit_extra', { digit, here }) : t('number.digit_differs', { digit, here, there })
  })
  return (
    <span className={css.number}>
      {groups.map((group, g) => (
        <span key={group.start}>
          {g > 0 ? ' ' : ''}
          {[...text.slice(group.start, group.end)].map((digit, i) => {
            const at = group.start + i
            return differs.includes(at) ? <b key={at} className={css.differs}>{digit}</b> : digit
          })}
        </span>
      ))}
      <span className="visually-hidden"> ({spoken.join('; ')})</span>
    </span>
  )
}
