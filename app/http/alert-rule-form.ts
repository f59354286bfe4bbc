import { z } from 'zod'
import { type AlertRule, DIRECTIONS, TOLD_ROLES } from '../domain/alerts/alert-rule.ts'
import { ALERT_METRICS, METRIC_NATURE } from '../domain/alerts/metric.ts'
import { SEVERITIES } from '../domain/cases/flag.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { HOUR_MS, MINUTE_MS } from '../domain/values/time.ts'

const number = z.string().trim().max(20).regex(/^\d{1,12}(?:\.\d{1,6})?$/).transform(Number)
const many = <Value extends z.ZodType>(value: Value) => z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(value).max(10))
const clock = z.string().regex(/^(?:\d{2}:\d{2})?$/).default('')

/** The form of an alert rule: shares in percent, lengths of time in hours, clearing in minutes. */
export const AlertRuleForm = z.object({
  intent: z.enum(['save', 'preview']),
  token: z.string().max(100),
  version: z.string().regex(/^\d{1,9}$/).transform(Number),
  isNew: z.literal('yes').optional(),
  code: z.string().trim().max(60),
  name: z.string().trim().max(200).default(''),
  metric: z.enum(ALERT_METRICS),
  direction: z.enum(DIRECTIONS).default('above'),
  windowHours: number.default(1),
  baselineWeeks: number.default(0),
  deviations: number.default(0),
  limit: number.default(0),
  minVolume: number.default(0),
  severity: z.enum(SEVERITIES),
  clearMinutes: number.default(15),
  role: many(z.enum(TOLD_ROLES)),
  byEmail: z.literal('yes').optional(),
  byWebhook: z.literal('yes').optional(),
  quietFrom: clock,
  quietTo: clock,
  limits: z.string().max(10_000).default(''),
  isOn: z.literal('yes').optional(),
  reason: z.string().max(600).default(''),
})

/** One unit of a limit as people write it, in that of the rule. */
function limitScale(metric: AlertRule['metric']): number {
  const { unit } = METRIC_NATURE[metric]
  return unit === 'share' ? 0.01 : unit === 'duration' ? HOUR_MS : 1
}

/** What the form says. Refuses `alert_rule_limits` for a line that cannot be read and `alert_rule_field` for half a span of quiet hours; the rest is checked when it is saved. */
export function ruleOfForm(form: z.output<typeof AlertRuleForm>): Result<AlertRule> {
  const scale = limitScale(form.metric)
  const rounded = (value: number) => Math.round(value * scale * 1e9) / 1e9
  const limits: Record<string, number> = {}
  for (const line of form.limits.split(/\r?\n/).map((text) => text.trim()).filter((text) => text !== '')) {
    const match = /^(\S{1,80})\s*[=：:]\s*(\d{1,12}(?:\.\d{1,6})?)$/.exec(line)
    if (!match) return refuse('alert_rule_limits', { subject: line.slice(0, 40) }, 'limits')
    limits[match[1] ?? ''] = rounded(Number(match[2]))
  }
  if ((form.quietFrom === '') !== (form.quietTo === '')) return refuse('alert_rule_field', { min: 0, max: 24 }, 'quiet')
  const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const isNow = METRIC_NATURE[form.metric].kind === 'now'
  return accept({
    code: form.code, name: form.name, metric: form.metric, direction: form.direction, windowHours: form.windowHours, baselineWeeks: isNow ? 0 : form.baselineWeeks, deviations: form.deviations,
    limit: rounded(form.limit), minVolume: form.minVolume, severity: form.severity, clearMs: Math.round(form.clearMinutes * MINUTE_MS), roles: [...new Set(form.role)], byEmail: form.byEmail === 'yes',
    byWebhook: form.byWebhook === 'yes', quiet: form.quietFrom === '' ? null : { fromMin: minuteOf(form.quietFrom), toMin: minuteOf(form.quietTo) }, limits, isOn: form.isOn === 'yes',
  })
}
