import type { Translator } from '../../i18n/translate.ts'
import { useT } from '../reader.tsx'

/** Where a rule comes from, in words; with its number in the catalogue where somebody may have to trace it. */
export function RuleSource({ source, isTraced = false }: { readonly source: string; readonly isTraced?: boolean }) {
  const t = useT()
  const words = ruleSourceWords(t, source)
  if (words === source || source === 'staff') return words
  return isTraced ? t('rule.source_code', { words, code: codeOf(source) }) : <span title={codeOf(source)}>{words}</span>
}

/** The catalogue that rules start from is numbered by pattern, `R-LINK-01`, and by chapter; staff write `staff` or words of their own. */
function ruleSourceWords(t: Translator, source: string): string {
  if (source === 'staff') return t('rule_source.staff')
  if (/^R-[A-Z]+-\d/.test(source)) return t('rule_source.catalogue')
  const chapter = /^DOMAIN (\d+\.\d+)$/.exec(source)?.[1]
  if (chapter === undefined) return source
  return chapter === '2.8' ? t('rule_source.lists') : chapter === '2.7' ? t('rule_source.schemes') : t('rule_source.catalogue')
}

function codeOf(source: string): string {
  return source.replace(/^DOMAIN /, '')
}
