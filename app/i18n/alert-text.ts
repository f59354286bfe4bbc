import { type AlertMetric, METRIC_NATURE } from '../domain/alerts/metric.ts'
import type { Json } from '../domain/values/result.ts'
import { feedNameText } from './feed-text.ts'
import { durationText, numberText, percentText } from './format.ts'
import type { MessageData, Translator } from './translate.ts'

/** What is needed to say what an alert is about. */
export interface SpokenAlert {
  readonly ruleCode: string
  readonly ruleName: string
  readonly metric: AlertMetric
  readonly subject: string
  readonly value: number
  readonly limit: number | null
  readonly centre: number | null
  readonly data: Readonly<Record<string, Json>>
}

/** The rule's name as staff or the program gave it. */
export function alertTitle(t: Translator, { ruleCode, ruleName }: Pick<SpokenAlert, 'ruleCode' | 'ruleName'>): string {
  return ruleName || (t.find(`alert_rule.${ruleCode}`) ?? ruleCode)
}

/** What an alert is about, in words. Without `staffName` no member of staff is named: walls and letters say only that it is one. */
export function alertSubject(t: Translator, { metric, subject, data }: Pick<SpokenAlert, 'metric' | 'subject' | 'data'>, staffName: string | null = null): string {
  switch (METRIC_NATURE[metric].subject) {
    case 'channel': return t.term('channel', subject)
    case 'band': return t.term('band', subject)
    case 'rule': return (typeof data.flag === 'string' ? t.find(`flag.${data.flag}`) : null) ?? subject
    case 'staff': return staffName ?? t('alert_subject.staff')
    case 'feed': {
      const [kind = '', source = ''] = subject.split('/', 2)
      return feedNameText(t, { kind, source })
    }
    case 'file': return typeof data.file === 'string' ? data.file : t('alert_subject.file')
    case 'segment': return subject
    case 'all': return t('alert_subject.all')
  }
}

/** What was measured, in a sentence. */
export function alertSentence(t: Translator, alert: SpokenAlert, staffName: string | null = null): string {
  const { metric, value, limit, centre, data } = alert
  const form = data.direction === 'below' ? '_below' : centre === null && METRIC_NATURE[metric].kind === 'hours' ? '_bare' : ''
  const words: MessageData = { ...data, subject: alertSubject(t, alert, staffName), value, limit, centre }
  return t.find(`alert_says.${metric}${form}`, words) ?? t.find(`alert_says.${metric}`, words) ?? ''
}

/** A value of a metric in its own unit. */
export function metricText(t: Translator, metric: AlertMetric, value: number | null): string {
  if (value === null) return '–'
  const { locale } = t.reader
  switch (METRIC_NATURE[metric].unit) {
    case 'share': return percentText(value, locale)
    case 'duration': return durationText(value, locale)
    case 'count': return numberText(value, locale, 1)
  }
}
