import { Button, Checkbox, NativeSelect, Textarea, TextInput, type TextInputProps } from '@mantine/core'
import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { type AlertRule, DIRECTIONS, TOLD_ROLES } from '../../domain/alerts/alert-rule.ts'
import { ALERT_METRICS, METRIC_NATURE } from '../../domain/alerts/metric.ts'
import { SEVERITIES } from '../../domain/cases/flag.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/values/time.ts'
import { DayField } from '../day-field.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import css from './alerts.module.css'

const EXAMPLES = { channel: 'sms = 5', rule: 'link_shortener = 20', staff: 'staff:7 = 40', segment: '+861700000 = 30', feed: 'order/web-hall = 2', file: '', band: 'hold = 1', all: '' } as const

/** Help of one or two lines must not push a field below those beside it. */
const HELP_BELOW: TextInputProps['inputWrapperOrder'] = ['label', 'input', 'description', 'error']

/** A rule as a form. It can be tried on the past before it is saved; both buttons send the same fields. */
export function RuleForm({ rule, version, isNew, isTried, isDisabled, token, refusal, reason }: {
  readonly rule: AlertRule
  readonly version: number
  readonly isNew: boolean
  /** It comes back from a try on the past, whose answer stands below. */
  readonly isTried: boolean
  readonly isDisabled: boolean
  readonly token: string
  readonly refusal: Refusal | null
  readonly reason: string
}) {
  const t = useT()
  const isSending = useNavigation().state === 'submitting'
  const form = useRef<HTMLFormElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a rule that is opened or answered is a form anew.
  useEffect(() => {
    // What was refused has the hand; a try leaves it where it was; and a new rule begins at its first field.
    const begin = refusal ? '[aria-invalid="true"]' : isTried ? '[value="preview"]' : isNew ? '[name="code"]' : null
    if (begin) form.current?.querySelector<HTMLElement>(begin)?.focus()
  }, [])
  const nature = METRIC_NATURE[rule.metric]
  const scale = nature.unit === 'share' ? 0.01 : nature.unit === 'duration' ? HOUR_MS : 1
  const shown = (value: number) => String(Math.round((value / scale) * 1e4) / 1e4)
  const errorOf = (field: string) => (refusal?.field === field ? refusalText(t, refusal) : undefined)
  const clock = (minutes: number | undefined) => (minutes === undefined ? '' : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
  const example = EXAMPLES[nature.subject]
  const isHours = nature.kind === 'hours'
  const hasWindow = isHours || rule.metric === 'segment_orders'
  const plain = { required: true, withAsterisk: false, autoComplete: 'off', inputMode: 'decimal' as const, inputWrapperOrder: HELP_BELOW }
  return (
    <Form ref={form} method="post" preventScrollReset>
      <fieldset className={css.form} disabled={isDisabled}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="version" value={version} />
        {isNew ? (
          <>
            <input type="hidden" name="isNew" value="yes" />
            <TextInput name="code" label={t('alert_rules.code')} description={t('alert_rules.code_help')} inputWrapperOrder={HELP_BELOW} defaultValue={rule.code} required withAsterisk={false} autoComplete="off" error={errorOf('code')} />
            <NativeSelect name="metric" label={t('alert_rules.metric')} defaultValue={rule.metric} data={ALERT_METRICS.map((value) => ({ value, label: t(`alert_metric.${value}`) }))} error={errorOf('metric')} />
          </>
        ) : (
          <>
            <input type="hidden" name="code" value={rule.code} />
            <input type="hidden" name="metric" value={rule.metric} />
          </>
        )}
        <TextInput name="name" label={t('alert_rules.name')} description={t('alert_rules.name_help')} inputWrapperOrder={HELP_BELOW} defaultValue={rule.name} maxLength={80} autoComplete="off" error={errorOf('name')} />
        {isNew || nature.canBeSilent ? <NativeSelect name="direction" label={t('alert_rules.direction')} defaultValue={rule.direction} data={DIRECTIONS.map((value) => ({ value, label: t(`alert_rules.direction_${value}`) }))} error={errorOf('direction')} /> : <input type="hidden" name="direction" value={rule.direction} />}
        {rule.direction === 'below' && !isNew ? <input type="hidden" name="limit" value="0" /> : (
          <TextInput
            {...plain} name="limit" label={t(`alert_rules.limit_${nature.unit}`)} defaultValue={shown(rule.limit)} error={errorOf('limit')}
            description={rule.metric === 'feed_silence' ? t('alert_rules.limit_duration_help') : rule.baselineWeeks > 0 ? t('alert_rules.limit_usual_help') : undefined}
          />
        )}
        {isNew || hasWindow ? <TextInput {...plain} name="windowHours" label={t('alert_rules.window')} defaultValue={String(rule.windowHours)} error={errorOf('windowHours')} /> : null}
        {isNew || isHours ? (
          <>
            <TextInput {...plain} name="baselineWeeks" label={t('alert_rules.weeks')} description={t('alert_rules.weeks_help')} defaultValue={String(rule.baselineWeeks)} error={errorOf('baselineWeeks')} />
            <TextInput {...plain} name="deviations" label={t('alert_rules.deviations')} description={t('alert_rules.deviations_help')} defaultValue={String(rule.deviations)} error={errorOf('deviations')} />
            <TextInput {...plain} name="minVolume" label={t('alert_rules.volume')} description={t('alert_rules.volume_help')} defaultValue={String(rule.minVolume)} error={errorOf('minVolume')} />
          </>
        ) : null}
        <NativeSelect name="severity" label={t('alert_rules.severity')} defaultValue={rule.severity} data={SEVERITIES.map((value) => ({ value, label: t.term('severity', value) }))} />
        <TextInput {...plain} name="clearMinutes" label={t('alert_rules.clear')} description={t('alert_rules.clear_help')} defaultValue={String(rule.clearMs / MINUTE_MS)} error={errorOf('clearMs')} />
        {example === '' ? null : (
          <div className={css.wide}>
            <Textarea
              name="limits" label={t('alert_rules.limits')} description={t('alert_rules.limits_help', { example })} inputWrapperOrder={HELP_BELOW} rows={3} spellCheck={false} autoComplete="off" error={errorOf('limits')}
              defaultValue={Object.entries(rule.limits).map(([subject, limit]) => `${subject} = ${shown(limit)}`).join('\n')}
            />
          </div>
        )}
        <fieldset className={`${css.choices} ${css.wide}`}>
          <legend>{t('alert_rules.roles')}</legend>
          {TOLD_ROLES.map((role) => <Checkbox key={role} name="role" value={role} label={t.term('role', role)} defaultChecked={rule.roles.includes(role)} />)}
          <Checkbox name="byEmail" value="yes" label={t('alert_rules.by_email')} defaultChecked={rule.byEmail} />
          <Checkbox name="byWebhook" value="yes" label={t('alert_rules.by_webhook')} defaultChecked={rule.byWebhook} />
          {errorOf('roles') ? <span role="alert" className={css.answer}>{errorOf('roles')}</span> : null}
        </fieldset>
        <DayField as="clock" name="quietFrom" label={`${t('alert_rules.quiet')}, ${t('alert_rules.quiet_from')}`} description={t('alert_rules.quiet_help')} inputWrapperOrder={HELP_BELOW} defaultValue={clock(rule.quiet?.fromMin)} error={errorOf('quiet')} />
        <DayField as="clock" name="quietTo" label={`${t('alert_rules.quiet')}, ${t('alert_rules.quiet_to')}`} defaultValue={clock(rule.quiet?.toMin)} />
        <div className={css.wide}><Checkbox name="isOn" value="yes" label={t('alert_rules.is_on')} defaultChecked={rule.isOn} /></div>
        {isDisabled ? null : (
          <>
            <div className={css.wide}><TextInput name="reason" label={t('alert_rules.reason')} defaultValue={reason} maxLength={500} autoComplete="off" error={errorOf('reason')} /></div>
            <div className={`${css.buttons} ${css.wide}`}>
              <Button type="submit" name="intent" value="save" loading={isSending}>{t('alert_rules.save')}</Button>
              <Button type="submit" name="intent" value="preview" variant="default" loading={isSending}>{t('alert_rules.preview')}</Button>
            </div>
          </>
        )}
      </fieldset>
    </Form>
  )
}
