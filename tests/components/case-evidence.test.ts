import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FiveWayStrip } from '../../app/components/case/five-way-strip.tsx'
import { EvidenceList } from '../../app/components/evidence-list.tsx'
import { ReaderProvider } from '../../app/components/reader.tsx'
import { translator } from '../../app/i18n/translate.ts'
import type { FlagView, MismatchView, SideView } from '../../app/usecases/cases/case-view.ts'

const EN = { locale: 'en', zone: 'UTC', now: 0 } as const
const drawn = (element: ReactElement, reader: typeof EN | { locale: 'zh'; zone: string; now: number } = EN) =>
  renderToStaticMarkup(createElement(ReaderProvider, { reader } as Parameters<typeof ReaderProvider>[0], element))
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim()

const REMARK = { record: 'order:W1', kind: 'order', id: 'W1', field: 'remark', direction: null, at: 0, text: 'TG @bonus first, then @bonus again' } as const
const flag = (id: number, weight: number, signals: FlagView['signals']): FlagView => ({
  id, flag: signals[0]?.id ?? 'link/contact-host', family: 'link', ruleId: `rule_${id}`, ruleVersion: 1, rule: null, severity: 'S2', weight, record: { kind: 'order', id: 'W1' }, signals, orders: [], because: [], clears: [], notAssessed: [], raisedAt: 0, withdrawnAt: null,
})
const signal = (id: string, evidence: FlagView['signals'][number]['evidence'], at: readonly number[] = []): FlagView['signals'][number] => ({
  id, strength: 1, evidence, spans: at.map((start) => ({ record: REMARK.record, field: REMARK.field, start, end: start + 6 })),
})
const evidence = (flags: readonly FlagView[]) => drawn(createElement(EvidenceList, { flags, texts: [REMARK], currency: 'CNY' }))

describe('why a case was flagged', () => {
  it('tells both times of a receipt older than its order, and without them when that is not known', () => {
    const told = (gapMs: number | null) => textOf(drawn(createElement(EvidenceList, { flags: [flag(1, 0.4, [signal('reconciliation/unmatched', { why: 'receipt_before_order', amountMinor: 20_000, source: 'alipay', orderAt: 7_200_000, receiptAt: 0, gapMs })])], texts: [], currency: 'CNY' }), { locale: 'zh', zone: 'Asia/Shanghai', now: 0 }))
    expect(told(7_200_000)).toContain('支付宝凭证时间为 1月1日 08:00，比 1月1日 10:00 的下单时间早2小时。')
    expect(told(null)).toContain('：凭证早于订单。')
  })

  it('quotes a text once, with what every flag saw in it marked', () => {
    const html = evidence([flag(1, 0.8, [signal('link/contact-host', { links: ['t.me/x'] }, [3])]), flag(2, 0.7, [signal('message/wrapper', { token: '@bonus' }, [21])])])
    expect(html.match(/<mark/g)).toHaveLength(2)
    expect(html.match(/<figure/g)).toHaveLength(1)
    expect(textOf(html)).toContain('in the text shown above')
  })

  it('marks beside the strongest flags only what they saw; those folded away quote the text again with their own', () => {
    const strong = ['a', 'b', 'c'].map((name, i) => flag(i + 1, 0.9 - i / 100, [signal('link/contact-host', { links: [name] }, [3])]))
    const [first = '', rest = ''] = evidence([...strong, flag(4, 0.3, [signal('message/scam-text', {}, [0, 10, 20])])]).split('1 more flag')
    expect([first.match(/<figure/g)?.length, first.match(/<mark/g)?.length]).toEqual([1, 1])
    expect([rest.match(/<figure/g)?.length, rest.match(/<mark/g)?.length]).toEqual([1, 3])
  })

  it('names a link at head and tail once', () => {
    expect(textOf(evidence([flag(1, 0.8, [signal('link/contact-host', { links: ['t.me/x', 't.me/x', 't.me/y'] })])]))).toContain('operator: t[.]me/x, t[.]me/y .')
  })

  it('spends no line of the first three on a rule that says less than a stronger one', () => {
    const slow = signal('payment/slow', {})
    const discount = signal('payment/discount', { ratio: 0.8 })
    const html = evidence([flag(1, 0.8, [slow, discount]), flag(2, 0.75, [slow]), flag(3, 0.7, [discount]), flag(4, 0.5, [signal('payment/velocity', { orders: 7 })]), flag(5, 0.4, [signal('payment/fan-in', { people: 4 })])])
    const [first = '', rest = ''] = html.split('2 more flags')
    expect([...first.matchAll(/rule_(\d)/g)].map(([, id]) => id)).toEqual(['1', '4', '5'])
    expect([...rest.matchAll(/rule_(\d)/g)].map(([, id]) => id)).toEqual(['2', '3'])
  })
})

describe('the five sides', () => {
  const side = (name: SideView['side'], state: SideView['state']): SideView => ({ side: name, state, number: null, amount: null, isSigned: false, at: null, records: 1, detail: { kind: 'none' } })
  const mismatch = (code: MismatchView['code'], aMinor: number, bMinor: number) => ({ code, between: ['order', 'receipt'], slip: null, plausibility: null, explainedBy: null, amounts: { aMinor, bMinor, currency: 'CNY' } }) as unknown as MismatchView
  const strip = (ledger: SideView['state'], mismatches: readonly MismatchView[] = [], locale: 'en' | 'zh' = 'en') =>
    textOf(drawn(createElement(FiveWayStrip, { sides: [side('order', null), side('receipt', 'matched'), side('ledger', ledger)], mismatches }), { ...EN, locale } as never))

  it('agree when all that should be there are, and name the one that is not', () => {
    expect(strip('matched')).toContain('= All sides agree.')
    expect(strip('missing')).toContain('≠ Ledger missing; the rest agrees.')
    expect(strip('missing', [], 'zh')).toContain('≠ 缺少账务流水，其余各方一致。')
  })

  it('say which sum is whose, and set no two currencies beside each other', () => {
    expect(strip('matched', [mismatch('A1', 10_000, 8_200)])).toContain('Face value ¥100.00, paid ¥82.00')
    expect(strip('matched', [mismatch('A3', 10_000, 5_000)], 'zh')).toContain('面值 ¥100.00，入账 ¥50.00')
    expect(strip('matched', [mismatch('A4', 10_000, 11_000)])).not.toContain('110.00')
    expect(strip('matched', [mismatch('A4', 10_000, 11_000)])).toContain(translator(EN).term('mismatch', 'A4'))
  })
})
