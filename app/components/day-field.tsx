import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import 'dayjs/locale/zh-cn'
import { useEffect, useRef, useState } from 'react'
import { isDay } from '../domain/metrics/days.ts'
import { dayWords } from '../i18n/format.ts'
import { Icon } from './frame/icon.tsx'
import { useT } from './reader.tsx'

const DAY = /^\d{4}-\d{2}-\d{2}/
/** The clock that a day gets when it is chosen for a field that also wants one. */
const MIDNIGHT = '00:00'

/** A calendar in the language of the account, behind a button; a browser's own would speak the browser's. */
export function DayPicker({ value, onPick, max, button = 22 }: { readonly value: string; readonly onPick: (day: string) => void; readonly max?: string | undefined; readonly button?: number }) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const isChinese = t.reader.locale === 'zh'
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon type="button" size={button} variant="transparent" color="gray" aria-label={t('day.pick')} title={t('day.pick')} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="calendar" size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          size="xs" weekendDays={[]} locale={isChinese ? 'zh-cn' : 'en'} value={DAY.exec(value)?.[0] ?? null} defaultDate={DAY.exec(value)?.[0]} {...(max === undefined ? {} : { maxDate: max })}
          {...(isChinese ? { monthLabelFormat: 'YYYY年M月', yearLabelFormat: 'YYYY年', yearsListFormat: 'YYYY' } : {})}
          getDayAriaLabel={(day) => dayWords(day, t.reader.locale)}
          ariaLabels={{
            nextMonth: t('day.next'), previousMonth: t('day.previous'), nextYear: t('day.next'), previousYear: t('day.previous'), nextDecade: t('day.next'), previousDecade: t('day.previous'),
            monthLevelControl: t('day.months'), yearLevelControl: t('day.years'),
          }}
          onChange={(day) => {
            if (day !== null) onPick(day)
            setOpen(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

type Form = 'day' | 'moment' | 'clock'
const PLACEHOLDER = { day: 'YYYY-MM-DD', moment: 'YYYY-MM-DD HH:mm', clock: 'HH:mm' } as const satisfies Record<Form, string>
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** Whether a text is whole: a day there is, a clock of a day, or both. */
export function isWhole(text: string, form: Form): boolean {
  if (form === 'clock') return CLOCK.test(text)
  return isDay(text.slice(0, 10)) && (form === 'day' ? text.length === 10 : /^[T ]$/.test(text.slice(10, 11)) && CLOCK.test(text.slice(11)))
}

type DayFieldProps = Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue' | 'rightSection' | 'type' | 'form'> & {
  readonly defaultValue?: string
  /** Told of every text; a whole day or time, or something on the way to one. */
  readonly onText?: (text: string) => void
  /** `moment` is a day and a clock, `clock` the clock alone. */
  readonly as?: Form
  /** Last day that can be chosen. */
  readonly max?: string
}

/**
 * A day as year-month-day, with the clock behind it where it is wanted: a text that is typed, or filled by a calendar. It is the same in every language, what
 * does not read as one is said in the language of the account, and its form works without scripts.
 */
export function DayField({ defaultValue = '', onText, as = 'day', max, error, ...input }: DayFieldProps) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(defaultValue.replace('T', ' '))
  const [isLeft, setLeft] = useState(false)
  const fault = text === '' || isWhole(text, as) ? '' : t(as === 'day' ? 'refusal.day_form' : as === 'moment' ? 'day.moment_form' : 'day.clock_form')
  useEffect(() => field.current?.setCustomValidity(fault), [fault])
  const change = (next: string) => {
    setText(next)
    onText?.(next)
  }
  return (
    <TextInput
      {...input} ref={field} value={text} placeholder={PLACEHOLDER[as]} maxLength={PLACEHOLDER[as].length} autoComplete="off" inputMode="numeric" error={error ?? (isLeft && fault !== '' ? fault : undefined)}
      onChange={(event) => change(event.currentTarget.value)} onBlur={() => setLeft(true)} rightSectionPointerEvents="auto"
      rightSection={as === 'clock' ? undefined : <DayPicker value={text} max={max} onPick={(day) => change(as === 'moment' ? `${day} ${/\d{2}:\d{2}$/.exec(text)?.[0] ?? MIDNIGHT}` : day)} />}
    />
  )
}
