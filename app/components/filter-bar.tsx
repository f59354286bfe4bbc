import { Menu, Popover, TextInput } from '@mantine/core'
import { useLocation, useNavigation, useSearchParams } from '@remix-run/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { countText, listText } from '../i18n/format.ts'
import { EmptyState } from './data-table.tsx'
import { DayPicker, isWhole } from './day-field.tsx'
import { useT } from './reader.tsx'
import css from './filter-bar.module.css'

/** Reads and changes the filters of a list, which live in the URL alone. Every change starts at the first page. */
function useFilters() {
  const [search, setSearch] = useSearchParams()
  const change = (edit: (next: URLSearchParams) => void) => {
    const next = new URLSearchParams(search)
    edit(next)
    next.delete('after')
    setSearch(next, { replace: true, preventScrollReset: true })
  }
  return {
    all: (name: string) => search.getAll(name),
    get: (name: string) => search.get(name),
    set: (name: string, value: string | null) => change((next) => (value === null || value === '' ? next.delete(name) : next.set(name, value))),
    setMany: (values: Readonly<Record<string, string | null>>) => change((next) => {
      for (const [name, value] of Object.entries(values)) if (value === null || value === '') next.delete(name); else next.set(name, value)
    }),
    toggle: (name: string, value: string) => change((next) => {
      const now = next.getAll(name)
      next.delete(name)
      for (const one of now.includes(value) ? now.filter((each) => each !== value) : [...now, value]) next.append(name, one)
    }),
    clear: (names: readonly string[]) => change((next) => names.forEach((name) => next.delete(name))),
  }
}

export interface FilterOption {
  readonly value: string
  readonly label: string
  readonly count?: number
  readonly shape?: ReactNode
  readonly tone?: string
}

/** A row of filters above a list. */
export function FilterBar({ children, end }: { readonly children: ReactNode; readonly end?: ReactNode }) {
  return (
    <div className={css.bar}>
      {children}
      {end ? <span className={css.end}>{end}</span> : null}
    </div>
  )
}

/** The few values of the most used filter, as chips with their counts. */
export function FilterChips({ name, label, options, cap, implied }: {
  readonly name: string
  readonly label: string
  readonly options: readonly FilterOption[]
  readonly cap?: number
  /** The value that holds while none is chosen. */
  readonly implied?: string
}) {
  const t = useT()
  const filters = useFilters()
  const named = filters.all(name)
  const chosen = named.length === 0 && implied !== undefined ? [implied] : named
  return (
    <div className={css.chips} role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" className={css.chip} data-tone={option.tone} aria-pressed={chosen.includes(option.value)} onClick={() => filters.toggle(name, option.value)}>
          {option.shape ? <span aria-hidden="true">{option.shape}</span> : null}
          {option.label}
          {option.count === undefined ? null : <span className={css.count}>{countText(option.count, t.reader.locale, cap)}</span>}
        </button>
      ))}
    </div>
  )
}

/** One filter behind a button that says what is chosen. `isMany` allows several values. */
export function FilterMenu({ name, label, options, isMany = false }: {
  readonly name: string
  readonly label: string
  readonly options: readonly FilterOption[]
  readonly isMany?: boolean
}) {
  const t = useT()
  const filters = useFilters()
  const chosen = filters.all(name)
  const words = options.filter((option) => chosen.includes(option.value)).map((option) => option.label)
  return (
    <Menu position="bottom-start" closeOnItemClick={!isMany}>
      <Menu.Target>
        <button type="button" className={css.chip} data-on={words.length > 0 || undefined}>
          {words.length === 0 ? label : `${label}${t('common.is')}${words.length > 2 ? words.length : listText(words, t.reader.locale)}`}
          <span aria-hidden="true" className={css.caret}>▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {isMany ? null : <Menu.Item onClick={() => filters.set(name, null)} rightSection={chosen.length === 0 ? '✓' : null}>{t('common.all')}</Menu.Item>}
        {options.map((option) => (
          <Menu.Item
            key={option.value}
            role={isMany ? 'menuitemcheckbox' : 'menuitemradio'}
            aria-checked={chosen.includes(option.value)}
            onClick={() => (isMany ? filters.toggle(name, option.value) : filters.set(name, option.value))}
            rightSection={chosen.includes(option.value) ? '✓' : null}
          >
            {option.label}
          </Menu.Item>
        ))}
        {isMany && chosen.length > 0 ? <Menu.Item onClick={() => filters.set(name, null)}>{t('common.reset')}</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Words to look for; looked up after a pause or at Enter. */
export function FilterText({ name, label, shortest = 2 }: { readonly name: string; readonly label: string; readonly shortest?: number }) {
  const filters = useFilters()
  const current = filters.get(name) ?? ''
  const [text, setText] = useState(current)
  const sent = useRef(current)
  useEffect(() => {
    if (current !== sent.current) {
      sent.current = current
      setText(current)
    }
  }, [current])
  const send = (value: string) => {
    const wanted = value.trim().length < shortest ? '' : value.trim()
    if (wanted === sent.current) return
    sent.current = wanted
    filters.set(name, wanted)
  }
  // Who goes on to a row while the pause still runs is not fetched back by it.
  const { pathname } = useLocation()
  const navigation = useNavigation()
  const isLeaving = navigation.location !== undefined && navigation.location.pathname !== pathname
  const typedOn = useRef(pathname)
  const latest = useRef(send)
  latest.current = (value) => {
    if (!isLeaving && typedOn.current === pathname) send(value)
  }
  useEffect(() => {
    const timer = setTimeout(() => latest.current(text), 400)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <TextInput
      type="search"
      className={css.text}
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={100}
      onChange={(event) => {
        typedOn.current = pathname
        setText(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        send(text)
        // The keys of the list work again; Tab goes on from here.
        event.currentTarget.blur()
      }}
    />
  )
}

/** Two bounds of an amount, in major units as people write them; the server parses them. */
export function FilterRange({ from, to, label, fromLabel, toLabel }: {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly fromLabel: string
  readonly toLabel: string
}) {
  const t = useT()
  const filters = useFilters()
  const [isOpen, setOpen] = useState(false)
  const low = filters.get(from)
  const high = filters.get(to)
  const words = low && high ? `${low}–${high}` : low ? `≥ ${low}` : high ? `≤ ${high}` : null
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <button type="button" className={css.chip} data-on={words !== null || undefined} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {words === null ? label : `${label}${t('common.is')}${words}`}
          <span aria-hidden="true" className={css.caret}>▾</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={css.range}
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            filters.setMany({ [from]: plainAmount(form.get(from)), [to]: plainAmount(form.get(to)) })
            setOpen(false)
          }}
        >
          <TextInput name={from} label={fromLabel} inputMode="decimal" defaultValue={low ?? ''} pattern="\d{1,9}(\.\d{1,3})?" w={96} />
          <TextInput name={to} label={toLabel} inputMode="decimal" defaultValue={high ?? ''} pattern="\d{1,9}(\.\d{1,3})?" w={96} />
          <button type="submit" className={css.chip}>{t('common.apply')}</button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

/** A day whose year has all its digits. */
const TYPED_DAY = /^2\d{3}-\d{2}-\d{2}/

/** A calendar day in the operator's zone, or a time of day where a link named one. */
export function FilterDay({ name, label, implied = '' }: { readonly name: string; readonly label: string; readonly implied?: string }) {
  const filters = useFilters()
  const value = filters.get(name) ?? implied
  const [text, setText] = useState(value.replace('T', ' '))
  const shown = useRef(value)
  // The address has changed by another way: a link, a cleared filter, the way back.
  useEffect(() => {
    if (value === shown.current) return
    shown.current = value
    setText(value.replace('T', ' '))
  }, [value])
  const send = (typed: string) => {
    setText(typed)
    const wanted = typed.trim().replace(' ', 'T')
    // What is on the way to a day asks for nothing; emptied it is when it is left.
    if (wanted === value || !TYPED_DAY.test(wanted) || !(isWhole(wanted, 'day') || isWhole(wanted, 'moment'))) return
    shown.current = wanted
    filters.set(name, wanted)
  }
  const leave = () => {
    if (text === '' && implied === '' && value !== '') filters.set(name, null)
    else if (!isWhole(text, 'day') && !isWhole(text, 'moment')) setText(value.replace('T', ' '))
  }
  return (
    <span className={css.day} data-on={value !== '' || undefined}>
      <label>
        <span>{label}</span>
        <input value={text} placeholder="YYYY-MM-DD" maxLength={16} inputMode="numeric" autoComplete="off" data-long={text.length > 10 || undefined} onChange={(event) => send(event.target.value)} onBlur={leave} />
      </label>
      <DayPicker value={text} onPick={send} button={20} />
    </span>
  )
}

function plainAmount(value: FormDataEntryValue | null): string | null {
  const text = typeof value === 'string' ? value.trim() : ''
  return /^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? text : null
}

/** Unfolds the filters that a narrow list keeps folded. */
export function FilterMore({ onMore }: { readonly onMore: () => void }) {
  const t = useT()
  return <button type="button" className={css.chip} aria-expanded={false} onClick={onMore}>{t('table.filter_more')}</button>
}

/** Takes all of a list's filters away; there only when one is set. */
export function FilterClear({ names }: { readonly names: readonly string[] }) {
  const t = useT()
  const filters = useFilters()
  if (!names.some((name) => filters.get(name) !== null)) return null
  return <button type="button" className={css.clear} onClick={() => filters.clear(names)}>{t('table.filter_clear')}</button>
}

/** Says in place of rows that the filters leave none, and takes them off. */
export function NoMatch({ names }: { readonly names: readonly string[] }) {
  const t = useT()
  return <EmptyState title={t('table.no_match')} hint={t('table.no_match_hint')} action={<FilterClear names={names} />} />
}
