import { Form, useNavigation } from '@remix-run/react'
import { type ReactNode, useId } from 'react'
import { REASON_MIN } from '../../domain/values/reason.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { sentenceGap } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import css from './actions.module.css'

export interface ActionField {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'area' | 'secret' | 'choice'
  /** What a choice begins with; null asks for one, left out it begins with the first. */
  readonly initial?: string | null
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly hint?: string
  /** Left out, an area takes the shortest reason that the domain takes. */
  readonly minLength?: number
  readonly maxLength?: number
  readonly isOptional?: boolean
}

export interface ActionButton {
  /** Name of the command; its word is `<kind>_command.<type>`. */
  readonly type: string
  readonly fields?: readonly ActionField[]
  /** Needs a password given lately (S64). */
  readonly isFresh?: boolean
  /** What the person should read before they press. */
  readonly before?: ReactNode
}

export interface ActionFrameView {
  readonly version: number
  readonly contentHash: string | null
  readonly key: string
  readonly allowed: Readonly<Record<string, Refusal | null>>
}

/**
 * The commands of an action as buttons; each opens its own small form and sends it with the version and the content that were shown (S7, S8) and a key of its
 * own (S5). What is not possible in this state is left out; what is possible but not for this person or not now stays, with its reason. Works without scripts.
 */
export function ActionBar({ kind, frame, buttons, token, refusal, refusedType, hidden = {} }: {
  readonly kind: string
  readonly frame: ActionFrameView
  readonly buttons: readonly ActionButton[]
  readonly token: string
  readonly refusal?: Refusal | null
  readonly refusedType?: string | null
  /** Further fields of every form, where one page shows several actions. */
  readonly hidden?: Readonly<Record<string, string>>
}) {
  const t = useT()
  const isSending = useNavigation().state === 'submitting'
  const shown = buttons.filter(({ type }) => frame.allowed[type] === null || (frame.allowed[type] && !['action_state_forbids', 'action_missing'].includes(frame.allowed[type].code)))
  // A command whose button is gone meanwhile, or bears its objection, is refused where the buttons stand.
  const isHomeless = refusal != null && !shown.some(({ type }) => type === refusedType && frame.allowed[type] === null)
  if (shown.length === 0 && !isHomeless) return null
  return (
    <div className={css.bar}>
      {isHomeless ? <p role="alert" className={css.alert}>{refusalText(t, refusal)}</p> : null}
      {shown.map(({ type, fields = [], before, isFresh }) => {
        const objection = frame.allowed[type]
        const label = t.term(`${kind}_command`, type)
        const fault = refusal != null && refusedType === type ? refusal : null
        const isOfField = fault?.field !== undefined && fields.some(({ name }) => name === fault.field)
        if (objection)
          return (
            <p key={type} className={css.no}>
              <button type="button" className={css.button} aria-disabled="true" title={refusalText(t, objection)}>{label}</button>
              <span>{refusalText(t, objection)}</span>
            </p>
          )
        return (
          <details key={`${type}-${frame.version}`} open={fault !== null || undefined}>
            <summary className={css.button} data-command={type}>{label}</summary>
            <Form method="post" className={css.form} data-fresh={isFresh || undefined}>
              <input type="hidden" name="command" value={type} />
              <input type="hidden" name="token" value={token} />
              <input type="hidden" name="version" value={frame.version} />
              <input type="hidden" name="shownHash" value={frame.contentHash ?? ''} />
              <input type="hidden" name="key" value={`${frame.key}-${type}`} />
              {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
              {before}
              {fields.map((field) => <Field key={field.name} field={field} refusal={fault} />)}
              {fault && !isOfField ? <p role="alert" className={css.alert}>{refusalText(t, fault)}</p> : null}
              <button type="submit" className={css.go} disabled={isSending}>{label}</button>
            </Form>
          </details>
        )
      })}
    </div>
  )
}

/** One field with its label above, its help below, and what is wrong with it below that, when the refusal is about this field. */
export function Field({ field, refusal = null }: { readonly field: ActionField; readonly refusal?: Refusal | null }) {
  const t = useT()
  const id = useId()
  const fault = refusal?.field === field.name ? refusal : null
  const least = field.minLength ?? (field.type === 'area' && !field.isOptional ? REASON_MIN : 0)
  const hint = [least > 0 ? t('common.at_least', { min: least }) : undefined, field.hint].filter((one) => one !== undefined).join(sentenceGap(t.reader.locale))
  const said = [hint ? `${id}-hint` : null, fault ? `${id}-fault` : null].filter((one) => one !== null).join(' ')
  const told = { id, name: field.name, 'aria-invalid': fault ? true : undefined, 'aria-describedby': said || undefined }
  const common = { ...told, required: !field.isOptional, minLength: least || undefined, maxLength: field.maxLength ?? 500 }
  return (
    <div className={css.field}>
      <label htmlFor={id}>{field.label}</label>
      {field.type === 'area' ? <textarea rows={3} {...common} /> : null}
      {field.type === 'text' ? <input type="text" autoComplete="off" {...common} /> : null}
      {field.type === 'secret' ? <input type="password" inputMode="numeric" autoComplete="one-time-code" {...common} /> : null}
      {field.type === 'choice'
        ? <select {...told} defaultValue={field.initial ?? undefined} required>{field.initial === null ? <option value="">{t('form.pick')}</option> : null}{(field.options ?? []).map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}</select>
        : null}
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
      {fault ? <span role="alert" id={`${id}-fault`} className={css.alert}>{refusalText(t, fault)}</span> : null}
    </div>
  )
}
