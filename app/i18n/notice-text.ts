import type { NoticeKind } from '../domain/notices/notice.ts'
import type { Json } from '../domain/values/result.ts'
import type { Locale } from './format.ts'
import { translator } from './translate.ts'

/**
 * A notice as the customer reads it (DOMAIN 4.9): what it is about, the text of its kind, and at the end always that staff never ask for a
 * verification code. The templates hold no links.
 */
export function noticeText(
  { kind, data }: { readonly kind: NoticeKind; readonly data: Readonly<Record<string, Json>> }, reader: { readonly language: Locale; readonly zone: string; readonly now: number },
): { readonly subject: string; readonly text: string } {
  const t = translator({ locale: reader.language, zone: reader.zone, now: reader.now })
  const about = t.find('notice.about', data) ?? ''
  return {
    subject: t.find(`notice.${kind}.subject`, data) ?? about,
    text: [about, t.find(`notice.${kind}.text`, data) ?? '', t('notice.closing')].join('\n\n'),
  }
}
