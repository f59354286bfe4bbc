import type { Translator } from '../../i18n/translate.ts'

/** What a value in the audit is called; settings by the names that their page gives them. */
export function fieldText(t: Translator, name: string): string {
  return t.find(`audit_field.${name}`) ?? t.find(`setting.${name}`) ?? name
}
