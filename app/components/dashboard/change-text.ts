import { relativeChange } from '../../domain/metrics/comparison.ts'
import { numberText } from '../../i18n/format.ts'
import type { Translator } from '../../i18n/translate.ts'

/** Below this a figure counts as unchanged. */
const LEAST_CHANGE = 0.005
const LEAST_POINTS = 0.0005

/** How a count or a sum moved, in words; null when there is nothing to compare with. */
export function changeText(t: Translator, { now, before }: { readonly now: number; readonly before: number | null }): string | null {
  if (before === null) return null
  if (before === 0) return now === 0 ? t('dashboard.same') : t('dashboard.none_before')
  const share = relativeChange(now, before) ?? 0
  if (Math.abs(share) < LEAST_CHANGE) return t('dashboard.same')
  return t(share > 0 ? 'dashboard.more' : 'dashboard.less', { share: Math.abs(share) })
}

/** How a share moved, in percentage points. */
export function pointsText(t: Translator, { now, before }: { readonly now: number | null; readonly before: number | null }): string | null {
  if (now === null || before === null) return null
  const difference = now - before
  if (Math.abs(difference) < LEAST_POINTS) return t('dashboard.points_same')
  return t(difference > 0 ? 'dashboard.points_more' : 'dashboard.points_less', { points: numberText(Math.abs(difference) * 100, t.reader.locale, 1) })
}
