import { Link } from '@remix-run/react'
import { FIGURES, type FigureId } from '../../domain/figures/figure.ts'
import type { Money } from '../../domain/values/money.ts'
import { defang, moneyText, numberText } from '../../i18n/format.ts'
import type { Translator } from '../../i18n/translate.ts'
import { useT } from '../reader.tsx'

/** A part of a figure in words: by its vocabulary, the person's name, or as it is, made harmless. */
export function partText(t: Translator, id: FigureId, part: string, name: string | null): string {
  const { parts } = FIGURES[id]
  if (parts === 'person') return name ?? (part === '' ? t('figure.nobody') : part)
  if (parts === 'plain') {
    const [mark = '', ...rest] = part.split(':')
    return id === 'new_tokens' ? `${t.term('campaign_mark', mark)} ${defang(rest.join(':'))}` : defang(part)
  }
  return parts === null || part === '' ? t('figure.no_part') : t.term(parts.vocabulary, part)
}

/** The address of the rows behind a number. */
export function figureHref(id: FigureId, scope: { readonly from: number; readonly to: number } | null, part: string | null = null): string {
  const search = new URLSearchParams()
  if (scope) {
    search.set('from', String(scope.from))
    search.set('to', String(scope.to))
  }
  if (part !== null) search.set('part', part)
  return `/figures/${id}${search.size > 0 ? `?${search}` : ''}`
}

/** A number that opens what it counts, with its money. */
export function FigureNumber({ href, count, money = [], label }: { readonly href: string; readonly count: number; readonly money?: readonly Money[]; readonly label: string }) {
  const t = useT()
  const sum = money.filter((one) => one.amountMinor !== 0).map((one) => moneyText(one)).join(' + ')
  const text = `${numberText(count, t.reader.locale)}${sum === '' ? '' : ` · ${sum}`}`
  return count === 0 ? <>0</> : <Link to={href} aria-label={`${label}${t('common.is')}${text}`}>{text}</Link>
}
