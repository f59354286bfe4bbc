import { Button, CloseButton, NativeSelect, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import { useMemo, useRef, useState } from 'react'
import { type FormCondition, type FormFact, type FormOp, opsOf, type RuleForm, textOfForm } from '../../domain/rules/rule-form.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { useAnswer } from '../use-answer.ts'
import css from './condition-editor.module.css'

type Read = { readonly ok: true; readonly value: { readonly form: RuleForm | null } } | { readonly ok: false; readonly refusal: Refusal }

/** A rule's condition, by form or as text: one is always what the other says. Sends the text under `when`. */
export function ConditionEditor({ when, form: initial, facts, error }: {
  readonly when: string
  /** Null when only the text can say it. */
  readonly form: RuleForm | null
  readonly facts: readonly FormFact[]
  readonly error?: string
}) {
  const t = useT()
  const [text, setText] = useState(when)
  const [form, setForm] = useState<RuleForm | null>(initial)
  const [view, setView] = useState<'form' | 'text'>(initial === null ? 'text' : 'form')
  const reading = useFetcher<Read>()
  const asked = useRef(false)
  const byName = useMemo(() => new Map(facts.map((fact) => [fact.name, fact])), [facts])

  // The answer to "show this text as a form" comes once for each asking.
  useAnswer(reading, (read) => {
    if (!asked.current) return
    asked.current = false
    if (!read.ok || read.value.form === null) return
    setForm(read.value.form)
    setView('form')
  })

  const change = (next: RuleForm) => {
    setForm(next)
    setText(textOfForm(next, byName))
  }
  const show = (wanted: string) => {
    if (wanted === view) return
    if (wanted === 'text') {
      setView('text')
      return
    }
    if (text.trim() === '') {
      setForm({ join: 'all', conditions: [] })
      setView('form')
      return
    }
    asked.current = true
    reading.submit({ intent: 'read', when: text }, { method: 'post' })
  }
  const answer = reading.data
  const trouble = view === 'text' && reading.state === 'idle' && answer ? (answer.ok ? (answer.value.form === null ? t('rule.form_cannot') : null) : refusalText(t, answer.refusal)) : null
  return (
    <div className={css.editor}>
      <div className={css.head}>
        <span className={css.label}>{t('rule.field_when')}</span>
        <SegmentedControl size="xs" value={view} onChange={show} disabled={reading.state !== 'idle'} data={[{ value: 'form', label: t('rule.view_form') }, { value: 'text', label: t('rule.view_text') }]} aria-label={t('rule.view')} />
      </div>
      {view === 'form' && form ? (
        <>
          <input type="hidden" name="when" value={text} />
          <Conditions form={form} facts={facts} byName={byName} change={change} />
          <code className={css.text}>{text === '' ? t('rule.form_empty') : text}</code>
          {error ? <p className={css.error} role="alert">{error}</p> : null}
        </>
      ) : (
        <Textarea
          name="when" aria-label={t('rule.field_when')} description={t('rule.field_when_help')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={2} maxRows={12} maxLength={10_000}
          spellCheck={false} error={error ?? trouble ?? undefined} styles={{ input: { fontFamily: 'var(--tw-mono)', fontSize: 13 } }}
        />
      )}
    </div>
  )
}

function Conditions({ form, facts, byName, change }: {
  readonly form: RuleForm
  readonly facts: readonly FormFact[]
  readonly byName: ReadonlyMap<string, FormFact>
  readonly change: (form: RuleForm) => void
}) {
  const t = useT()
  const options = useMemo(() => {
    const groups = new Map<string, { value: string; label: string }[]>()
    for (const { name } of facts) {
      const group = name.slice(0, name.indexOf('.'))
      const word = t.find(`fact.${name}`) ?? t.find(`flag.${name.replace('.', '/').replaceAll('_', '-')}`)
      const items = groups.get(group) ?? []
      items.push({ value: name, label: word ? `${word} · ${name}` : name })
      groups.set(group, items)
    }
    return [...groups].map(([group, items]) => ({ group, items }))
  }, [facts, t])
  const set = (index: number, next: FormCondition) => change({ ...form, conditions: form.conditions.map((one, i) => (i === index ? next : one)) })
  const choose = (index: number, name: string | null) => {
    const fact = byName.get(name ?? '')
    if (!fact) return
    const now = form.conditions[index]
    const ops = opsOf(fact)
    set(index, { fact: fact.name, op: now && ops.includes(now.op) ? now.op : (ops[0] ?? '=='), value: fact.values ? (fact.values[0] ?? '') : fact.type === 'number' ? '0' : '' })
  }
  return (
    <>
      <NativeSelect
        size="xs" w={220} aria-label={t('rule.join')} value={form.join} onChange={(event) => change({ ...form, join: event.currentTarget.value as RuleForm['join'] })}
        data={[{ value: 'all', label: t('rule.join_all') }, { value: 'any', label: t('rule.join_any') }]}
      />
      <ol className={css.conditions}>
        {form.conditions.map((condition, i) => {
          const fact = byName.get(condition.fact)
          const isBare = condition.op === 'is' || condition.op === 'is_not' || condition.op === 'is_known'
          return (
            // Conditions have no name of their own, and a row keeps what is typed into it.
            <li key={i} className={css.condition}>
              <Select size="xs" searchable aria-label={t('rule.fact')} value={condition.fact || null} onChange={(name) => choose(i, name)} data={options} maxDropdownHeight={320} className={css.fact} nothingFoundMessage={t('rule.fact_none')} />
              <NativeSelect size="xs" aria-label={t('rule.op')} value={condition.op} onChange={(event) => set(i, { ...condition, op: event.currentTarget.value as FormOp })} data={opsOf(fact ?? { type: 'number' }).map((op) => ({ value: op, label: t.term('form_op', op) }))} className={css.op} />
              {isBare ? <span className={css.value} /> : fact?.values && condition.op !== 'in' ? (
                <NativeSelect size="xs" aria-label={t('rule.value')} value={condition.value} onChange={(event) => set(i, { ...condition, value: event.currentTarget.value })} data={[...fact.values]} className={css.value} />
              ) : (
                <TextInput size="xs" aria-label={t('rule.value')} value={condition.value} inputMode={fact?.type === 'number' && condition.op !== 'in' ? 'decimal' : undefined} onChange={(event) => set(i, { ...condition, value: event.currentTarget.value })} placeholder={condition.op === 'in' ? t('rule.value_many') : undefined} className={css.value} />
              )}
              <CloseButton aria-label={t('rule.condition_remove')} onClick={() => change({ ...form, conditions: form.conditions.filter((_, k) => k !== i) })} />
            </li>
          )
        })}
      </ol>
      <Button size="xs" variant="default" w="fit-content" onClick={() => change({ ...form, conditions: [...form.conditions, { fact: facts[0]?.name ?? '', op: opsOf(facts[0] ?? { type: 'number' })[0] ?? '==', value: facts[0]?.values?.[0] ?? '0' }] })}>{t('rule.condition_add')}</Button>
    </>
  )
}
