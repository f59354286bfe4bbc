import type { Json } from '../../domain/values/result.ts'
import { exactTimeText, moneyText, numberText } from '../../i18n/format.ts'
import type { Translator } from '../../i18n/translate.ts'
import { useT } from '../reader.tsx'
import css from './audit.module.css'
import { fieldText } from './field-text.ts'

/** Vocabularies in which the values of a field have words. */
const VALUE_WORDS: Readonly<Record<string, readonly string[]>> = {
  format: ['feed'], state: ['case_state', 'approval_state'], status: ['refund_state', 'dispute_state', 'profile_change_state', 'wrong_number_state', 'forced_match_state', 'outside_return_state', 'refund_batch_state', 'rule_change_state', 'policy_change_state', 'erasure_state', 'factor_reset_state', 'person_merge_state', 'legal_hold_state'], role: ['role'], outcome: ['disposition'], disposition: ['disposition'], kind: ['record', 'notice_kind', 'action_kind', 'interest_kind'], reasonCode: ['reason', 'refund_reason', 'match_reason'], rule: ['alert_rule'], subject: ['channel', 'band'], channel: ['channel', 'notice_channel'], proof: ['change_proof'], because: ['audit_because'], field: ['change_field'], was: ['profile_change_state'], severity: ['severity'], road: ['road'], route: ['route'], level: ['approval_level'], letter: ['case_letter'], playbook: ['playbook'], step: ['playbook_step'], band: ['band'], provider: ['provider'], scheme: ['scheme'], slip: ['slip'],
}

/** What an entry says of before and after, field by field. Values were masked when they were written. */
export function Changes({ before, after }: { readonly before: Json; readonly after: Json }) {
  const t = useT()
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const currency = [now.currency, old.currency].find((one) => typeof one === 'string')
  const shown = names.filter((name) => JSON.stringify(old[name] ?? null) !== JSON.stringify(now[name] ?? null))
  if (shown.length === 0) return <>–</>
  return (
    <ul className={css.changes}>
      {shown.map((name) => {
        const field = fieldText(t, name)
        const to = valueText(t, name, now[name] ?? null, currency)
        return (
          <li key={name}>
            {Object.hasOwn(old, name) ? t('audit.changed', { field, before: valueText(t, name, old[name] ?? null, currency), after: to }) : t('audit.said', { field, after: to })}
          </li>
        )
      })}
    </ul>
  )
}

/** Lists and records as words, cut where they would fill the page; the export has all of it. */
const LONGEST = 160

function collectionText(t: Translator, name: string, value: Json): string {
  const text = Array.isArray(value)
    ? value.map((item: Json) => valueText(t, name, item)).join('; ')
    : Object.entries(value as Readonly<Record<string, Json>>).map(([field, item]) => `${fieldText(t, field)} ${valueText(t, field, item)}`).join(', ')
  return text === '' ? '–' : text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text
}

function fieldsOf(value: Json): Readonly<Record<string, Json>> {
  if (value === null) return {}
  return typeof value === 'object' && !Array.isArray(value) ? (value as Readonly<Record<string, Json>>) : { value }
}

function valueText(t: Translator, name: string, value: Json, currency?: string): string {
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  if (typeof value === 'number' && name.endsWith('Minor') && currency !== undefined) return moneyText({ amountMinor: value, currency })
  if (typeof value === 'number') return /(?:At|Until|since|answerBy)$/.test(name) ? exactTimeText(value, t.reader) : numberText(value, t.reader.locale)
  if (typeof value !== 'string') return collectionText(t, name, value)
  // Of a quarantined row the fault it was set aside for; of anything else why it was refused.
  if (name === 'code') return t.find(`fault.${value}`) ?? t.find(`refusal.${value}`)?.replaceAll(/\{[^}]*\}/g, '…') ?? value
  for (const words of VALUE_WORDS[name] ?? []) {
    const word = t.find(`${words}.${value}`)
    if (word !== null) return word
  }
  return value
}
