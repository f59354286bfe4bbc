import { Link } from '@remix-run/react'
import { msisdnText } from '../../i18n/format.ts'
import type { MessageData } from '../../i18n/translate.ts'
import { MoneyText } from '../money-text.tsx'
import { Facts } from '../page.tsx'
import { useT } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import { TimeText } from '../time-text.tsx'
import css from './actions.module.css'

export type ShownValue =
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'term'; readonly vocabulary: string; readonly code: string }
  | { readonly as: 'sentence'; readonly key: string; readonly data: MessageData }
  | { readonly as: 'money'; readonly money: { readonly amountMinor: number; readonly currency: string } }
  | { readonly as: 'time'; readonly at: number }
  | { readonly as: 'link'; readonly to: string; readonly text: string }
  | { readonly as: 'change'; readonly before: ShownValue | null; readonly after: ShownValue | null }

/** What is asked for, value by value: a change as before and after. */
export function AskedFor({ facts }: { readonly facts: readonly (readonly [label: string, value: ShownValue])[] }) {
  const t = useT()
  return <Facts facts={facts.map(([label, value]) => [t.find(label) ?? label, <Value key={label} value={value} />] as const)} />
}

export function Value({ value }: { readonly value: ShownValue | null }) {
  const t = useT()
  if (value === null) return <>–</>
  switch (value.as) {
    case 'text': return <span className={css.asked}>{msisdnText(value.text)}</span>
    case 'term': return <>{msisdnText(t.term(value.vocabulary, value.code))}</>
    case 'sentence': return <Sentence of={value.key} data={value.data} />
    case 'money': return <MoneyText money={value.money} />
    case 'time': return <TimeText at={value.at} />
    case 'link': return <Link to={value.to}>{value.text}</Link>
    case 'change': return <span className={css.change}><del><Value value={value.before} /></del><span aria-hidden="true">→</span><ins><Value value={value.after} /></ins></span>
  }
}
