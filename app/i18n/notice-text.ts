import { STAFF_NOTICES, type NoticeKind } from '../domain/notices/notice.ts'
import type { Json } from '../domain/values/result.ts'
import type { Locale } from './format.ts'
import { alertSentence, alertTitle, type SpokenAlert } from './alert-text.ts'
import { translator, type Translator } from './translate.ts'

/**
 * A notice as the customer reads it (DOMAIN 4.9): what it is about, the text of its kind, and at the end always that staff never ask for a
 * verification code. The templates hold no links.
 */
export function noticeText(
  { kind, data }: { readonly kind: NoticeKind; readonly data: Readonly<Record<string, Json>> }, reader: { readonly language: Locale; readonly zone: string; readonly now: number },
): { readonly subject: string; readonly text: string } {
  const t = translator({ locale: reader.language, zone: reader.zone, now: reader.now })
  if (kind === 'alert_raised') return staffText(t, data)
  const about = t.find('notice.about', data) ?? ''
  const text = t.find(`notice.${kind}.text`, withQuestions(t, data)) ?? ''
  if (STAFF_NOTICES.has(kind)) return { subject: t.find(`notice.${kind}.subject`, data) ?? '', text }
  return {
    subject: t.find(`notice.${kind}.subject`, data) ?? about,
    text: [about, text, t('notice.closing')].join('\n\n'),
  }
}

/** What the program that speaks with the mail server calls it when that answers no, is not there, does not let us in, or cannot be trusted. */
const MAIL_FAULTS: Readonly<Record<string, string>> = {
  EENVELOPE: 'refused', EMESSAGE: 'refused', EPROTOCOL: 'refused', ECONNECTION: 'unreachable', ETIMEDOUT: 'unreachable', ESOCKET: 'unreachable', EDNS: 'unreachable', EAUTH: 'sign_in', ENOAUTH: 'sign_in', ETLS: 'unsafe', EREQUIRETLS: 'unsafe', smtp: 'not_sent',
}

/** Why a notice was not sent, in the reader's words; `error` as the road keeps it: a code of ours, or one of a mail server with its answer (`EENVELOPE 550`). */
export function noticeErrorText(t: Translator, error: string): string {
  const [code = '', answer = '–'] = error.split(' ')
  const fault = MAIL_FAULTS[code]
  return fault ? (t.find(`notice_error.${fault}`, { answer }) ?? error) : t.term('notice_error', error)
}

/** Questions stand one after the other, not as a list of words. */
function withQuestions(t: Translator, data: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  if (!Array.isArray(data.asks)) return data
  return { ...data, asks: data.asks.map((ask) => t.term('playbook_ask', String(ask))).join(t.reader.locale === 'en' ? ' ' : '；') }
}

/** What members of staff are told: nobody is named and there is no closing for customers. */
function staffText(t: Translator, data: Readonly<Record<string, Json>>): { readonly subject: string; readonly text: string } {
  const alert: SpokenAlert = {
    ruleCode: String(data.rule), ruleName: String(data.ruleName ?? ''), metric: data.metric as SpokenAlert['metric'], subject: String(data.subject), value: Number(data.value),
    limit: data.limit === null ? null : Number(data.limit), centre: data.centre === null ? null : Number(data.centre), data,
  }
  const words = { ...data, title: alertTitle(t, alert), sentence: alertSentence(t, alert) }
  return { subject: t.find('notice.alert_raised.subject', words) ?? '', text: t.find('notice.alert_raised.text', words) ?? '' }
}
