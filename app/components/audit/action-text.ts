import type { Translator } from '../../i18n/translate.ts'

/** What was done, in words: the phrase for the code, or, for staff actions, their kind and what happened to it. An unknown code is shown as it is. */
export function actionText(t: Translator, code: string): string {
  const [kind = '', verb = ''] = code.split('.')
  const phrase = t.find(`audit_action.${code}`)
  if (phrase !== null) return phrase
  const noun = t.find(`action_kind.${kind}`)
  const happened = t.find(`${kind}_state.${verb}`) ?? t.find(`${kind}_event.${verb}`) ?? t.find(`audit_verb.${verb}`)
  if (noun === null || happened === null) return code
  return t.reader.locale === 'en' ? `${noun.charAt(0).toUpperCase()}${noun.slice(1)}: ${happened}` : `${noun}：${happened}`
}
