import type { Money } from '../domain/values/money.ts'
import type { Json } from '../domain/values/result.ts'
import { isShownNumber } from '../domain/values/shown-number.ts'
import { en, type Messages } from './en.ts'
import {
  ABSENT, agoText, bytesText, dayText, defang, durationText, exactTimeText, listComma, LOCALES, type Locale, moneyText, msisdnText, numberText, percentText,
  type Reader, scoreText, shortTimeText,
} from './format.ts'
import { zh } from './zh.ts'

type Catalogue = typeof en
export type MessageKey = keyof Catalogue

/** A new language is a file that satisfies {@link Messages} and a line here. */
export const CATALOGUES: Readonly<Record<Locale, Messages>> = { en, zh }

type NameIn<Hole extends string> = Hole extends `${infer Name}:${string}` ? Name : Hole
/** The names of the values a message speaks of, read off its text. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}` ? NameIn<Hole> | NamesIn<Rest> : never

type MessageDatum = Json | Money | undefined
export type MessageData = { readonly [name: string]: MessageDatum }
type DataFor<Key extends MessageKey> = { readonly [Name in NamesIn<Catalogue[Key]>]: MessageDatum }

/** A piece of a message: fixed words, or a value with the way it is written, so that a page can show it with its own component. */
type MessagePart =
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'value'; readonly name: string; readonly format: ValueFormat; readonly value: MessageDatum; readonly text: string }

/**
 * How a value is written: `{name}`, `{name:format}` or `{name:format(argument)}`.
 * `money(currency)` takes minor units and the name of the value that holds the currency; `term(channel)` looks the code up among
 * the words `channel.*`; `text(channel)` and `term(channel)` write `channel.none`, if there is such a word, where there is no value; `list(channel)` does so for many; `brand` does so among `brand.*` and writes other ids, such as `singtel`, as names; `plural(one=# order;other=# orders)` chooses by Intl.
 */
type ValueFormat =
  | 'text' | 'money' | 'signed' | 'msisdn' | 'time' | 'short' | 'day' | 'ago' | 'duration' | 'percent' | 'score' | 'bytes' | 'defang' | 'term' | 'list' | 'plural' | 'quote' | 'brand'

const HOLE = /\{(\w+)(?::(\w+)(?:\(([^)]*)\))?)?\}/g

export interface Translator {
  readonly reader: Reader
  /** The message in the reader's language. A key or a value that is missing is a type error. */
  <Key extends MessageKey>(key: Key, ...data: [NamesIn<Catalogue[Key]>] extends [never] ? [] : [DataFor<Key>]): string
  /** The message of a key that is put together at run time, or null when there is none. A message may have a form for a ground (`<key>.<why>`) and one for when less is known (`<key>.short`). */
  find(key: string, data?: MessageData): string | null
  /** The word for a code of a vocabulary, e.g. `term('channel', 'sms')`; an unknown code is shown as it is. */
  term(vocabulary: string, code: string | null | undefined): string
  parts(key: string, data?: MessageData): readonly MessagePart[] | null
}

export function translator(reader: Reader): Translator {
  const messages: Readonly<Record<string, string>> = CATALOGUES[reader.locale]
  const plurals = new Intl.PluralRules(reader.locale)

  const term = (vocabulary: string, code: string | null | undefined): string => {
    if (code === null || code === undefined || code === '') return ABSENT
    const key = `${vocabulary}.${code}`
    return Object.hasOwn(messages, key) ? (messages[key] ?? code) : code
  }

  const write = (format: string, argument: string, value: MessageDatum, data: MessageData): string => {
    if (isMissing(value)) return (format === 'text' || format === 'term' ? messages[`${argument}.none`] : null) ?? ABSENT
    if (isMoney(value)) return moneyText(value, format === 'signed')
    if (isShownNumber(value)) return msisdnText(value.text)
    if (Array.isArray(value)) {
      const items = value.map((item: Json) => (argument ? term(argument, String(item)) : write(format === 'list' ? 'text' : format, '', item, data)))
      // What was seen twice, such as a link at head and tail, is named once.
      return [...new Set(items)].join(listComma(reader.locale)) || ABSENT
    }
    if (typeof value === 'number') {
      switch (format) {
        case 'money':
        case 'signed': {
          const currency = data[argument || 'currency']
          return typeof currency === 'string' ? moneyText({ amountMinor: value, currency }, format === 'signed') : numberText(value, reader.locale)
        }
        case 'time': return exactTimeText(value, reader)
        case 'short': return shortTimeText(value, reader)
        case 'day': return dayText(value, reader)
        case 'ago': return agoText(value, reader)
        case 'duration': return durationText(value, reader.locale)
        case 'percent': return percentText(value, reader.locale)
        case 'score': return scoreText(value)
        case 'bytes': return bytesText(value, reader.locale)
        case 'plural': return pluralForm(argument, plurals.select(value)).replace('#', numberText(value, reader.locale))
        case 'term': return term(argument, String(value))
        default: return numberText(value, reader.locale)
      }
    }
    if (typeof value === 'object') return JSON.stringify(value)
    const text = String(value)
    switch (format) {
      case 'msisdn': return msisdnText(text)
      case 'defang': return defang(text)
      case 'quote': return reader.locale === 'en' ? `“${defang(text)}”` : `“${defang(text)}”`
      case 'brand': return find(`brand.${text}`) ?? text.replaceAll(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase())
      case 'term':
      case 'list': return term(argument, text)
      default: return text
    }
  }

  /** The message for the one ground of evidence that has a `why`, else the message, else its `.short` form: the first that everything is known for. */
  const messageFor = (key: string, data: MessageData): string => {
    const forms = [...(typeof data.why === 'string' ? [`${key}.${data.why}`] : []), key, `${key}.short`].flatMap((form) => (Object.hasOwn(messages, form) ? [messages[form] ?? ''] : []))
    return forms.find((form) => namesIn(form).every((name) => !isMissing(data[name]))) ?? forms.at(-1) ?? ''
  }

  const parts = (key: string, data: MessageData = {}): readonly MessagePart[] | null => {
    if (!Object.hasOwn(messages, key)) return null
    const message = messageFor(key, data)
    const found: MessagePart[] = []
    let from = 0
    for (const hole of message.matchAll(HOLE)) {
      if (hole.index > from) found.push({ type: 'words', text: message.slice(from, hole.index) })
      const name = hole[1] ?? ''
      const format = hole[2] ?? 'text'
      const value = Object.hasOwn(data, name) ? data[name] : undefined
      found.push({ type: 'value', name, format: format as ValueFormat, value, text: write(format, hole[3] ?? '', value, data) })
      from = hole.index + hole[0].length
    }
    if (from < message.length) found.push({ type: 'words', text: message.slice(from) })
    return found
  }

  const find = (key: string, data?: MessageData): string | null => parts(key, data)?.map((part) => part.text).join('') ?? null
  const t = (key: MessageKey, data?: MessageData): string => find(key, data) ?? key
  return Object.assign(t, { reader, find, term, parts }) as Translator
}

/** Names of the values that a message speaks of, in order; for the tests that compare languages. */
export function namesIn(message: string): readonly string[] {
  return [...message.matchAll(HOLE)].map((hole) => hole[1] ?? '')
}

function pluralForm(argument: string, category: string): string {
  const forms = new Map(argument.split(';').map((form) => {
    const cut = form.indexOf('=')
    return [form.slice(0, cut).trim(), form.slice(cut + 1)] as const
  }))
  return forms.get(category) ?? forms.get('other') ?? '#'
}

function isMissing(value: MessageDatum): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function isMoney(value: MessageDatum): value is Money {
  return typeof value === 'object' && value !== null && 'amountMinor' in value && 'currency' in value
}

/** The locale of a language header or stored preference: the first that we speak, else English. */
export function localeFrom(wish: string | null | undefined): Locale {
  for (const part of (wish ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? ''
    if (tag.startsWith('zh')) return 'zh'
    if (tag.startsWith('en')) return LOCALES[0]
  }
  return LOCALES[0]
}
