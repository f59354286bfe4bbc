import { describe, expect, it } from 'vitest'
import { compileRuleSet } from '../../../app/domain/rules/compile.ts'
import { factOfSignal, type FactSlots } from '../../../app/domain/rules/facts-schema.ts'
import { STARTER_RULES, UNANSWERED } from '../../../app/domain/rules/starter.ts'
import { whatWouldClear } from '../../../app/domain/rules/what-would-clear.ts'
import type { DetectorExample, Signal } from '../../../app/domain/signals/detector.ts'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { DETECTORS, SIGNAL_IDS, signalsOf } from '../../../app/domain/signals/index.ts'
import { ABSENT, LOCALES } from '../../../app/i18n/format.ts'
import { CATALOGUES, type MessageData, translator } from '../../../app/i18n/translate.ts'

const ruleSet = compileRuleSet(STARTER_RULES, SIGNAL_IDS)
const samples = DETECTORS.flatMap((detector) => detector.examples.fires.map((example): [string, string, DetectorExample] => [detector.id, example.name, example]))
const signalOf = (id: string, example: DetectorExample): Signal => {
  const found = signalsOf(factsOf(example.facts)).find((one): one is Signal => one.id === id && 'strength' in one)
  if (!found) throw new Error(`${id} does not fire on its own sample`)
  return found
}

describe('every sample that fires', () => {
  it.each(samples)('%s is turned off by the change of facts it names: %s', (id, _name, { facts: sketch }) => {
    const facts = factsOf(sketch)
    const slots = ruleSet.slotsOf(facts, signalsOf(facts))
    const hits = ruleSet.evaluate(slots, facts.anchor.kind).filter(({ rule }) => rule.flag === id)
    expect(hits.length).toBeGreaterThan(0)
    for (const hit of hits) {
      const clearing = whatWouldClear(hit.expr, slots, ruleSet.schema)
      expect(clearing?.changes.length ?? 0).toBeGreaterThan(0)
      const changed = slots.slice() as FactSlots
      for (const { fact, to } of clearing?.changes ?? []) changed[ruleSet.schema.slot(fact)] = (to ?? undefined) as number
      expect(ruleSet.evaluate(changed, facts.anchor.kind).some(({ rule }) => rule.id === hit.rule.id)).toBe(false)
    }
  })

  it.each(LOCALES)('tells what it saw in %s, in words alone', (locale) => {
    const t = translator({ locale, zone: 'Asia/Shanghai', now: 0 })
    const holes: string[] = []
    for (const [id, name, example] of samples) {
      const { evidence } = signalOf(id, example)
      const parts = t.parts(`signal.${id}`, evidence as MessageData)
      if (parts === null) {
        holes.push(`${id}: no sentence`)
        continue
      }
      for (const part of parts) {
        if (part.type !== 'value') continue
        if (!Object.hasOwn(evidence, part.name)) holes.push(`${id} (${name}): no value for ${part.name}`)
        const codes = part.format === 'term' || part.format === 'list' ? vocabularyOf(locale, id, part.name) : null
        if (codes === null || codes === '') continue
        for (const code of [part.value].flat()) {
          if (typeof code === 'string' && code !== '' && !Object.hasOwn(CATALOGUES[locale], `${codes}.${code}`)) holes.push(`${id} (${name}): ${codes}.${code} has no word`)
        }
      }
    }
    expect(holes).toEqual([])
  })

  it.each(LOCALES)('leaves no blank and shows no code of ours in %s', (locale) => {
    const t = translator({ locale, zone: 'Asia/Shanghai', now: 0 })
    const told = samples.map(([id, name, example]) => [id, name, t.find(`signal.${id}`, { currency: 'CNY', ...signalOf(id, example).evidence } as MessageData) ?? ''] as const)
    expect(told.filter(([, , text]) => text.includes(ABSENT))).toEqual([])
    const ofRecords = told.filter(([id]) => /^(?:voucher|agent|sms|profile|refund|payment|receipt|reconciliation)\//.test(id))
    expect(ofRecords.filter(([, , text]) => /[a-z]_[a-z]|[a-z]\/[a-z]/.test(text) || /^[a-z](?!\w*\d)/.test(text))).toEqual([])
  })

  it.each([
    ['refund/double-road', 'voided at the till and refunded by the channel', 'Money went back in more than one way (refund, reversal; Alipay, Till): ¥200.00 given back and ¥0.00 still under way, of ¥100.00 paid.', '以多种方式退款（退款、冲正；支付宝、收银终端）：已退 ¥200.00，处理中 ¥0.00，实付 ¥100.00。'],
    ['refund/double-road', 'a second refund while the first runs', 'One more refund (Alipay) is under way: ¥100.00 given back and ¥100.00 still under way, of ¥100.00 paid.', '又有一笔退款（支付宝）处理中：已退 ¥100.00，处理中 ¥100.00，实付 ¥100.00。'],
    ['sms/broken-grammar', 'charged more than written', 'The SMS command says 100; ¥200.00 was ordered.', '短信指令写明 100，订单面值为 ¥200.00。'],
    ['voucher/already-used', 'used by the customer before: only noted', 'A top-up card without a serial number on record: used before by the same number.', '充值卡（序列号未记录）：本号码此前已用。'],
    ['voucher/serial-run', 'from one phone to several numbers', '5 cards with neighbouring serial numbers were tried together within 1 d.', '1天内集中使用 5 张连号充值卡。'],
    ['reconciliation/unmatched', 'the receipt is three hours older than the order', 'The receipt of Alipay was made at 13 Mar 2026 09:00, 3 h before the order of 13 Mar 2026 12:00.', '支付宝凭证时间为 2026年3月13日 09:00，比 2026年3月13日 12:00 的下单时间早3小时。'],
    ['reconciliation/unmatched', 'credited twice', '¥200.00 was credited, though ¥100.00 was ordered.', '入账 ¥200.00，而订单面值为 ¥100.00。'],
    ['reconciliation/unmatched', 'credited, but no statement knows a payment', '¥100.00: credited without proof of payment.', '¥100.00：有入账无付款凭证。'],
    ['payment/paid-not-delivered', 'submitted for ever', '¥100.00 was paid and nothing was credited.', '实付 ¥100.00，未入账。'],
    ['payment/paid-not-delivered', 'half of the face was credited', 'Only ¥50.00 of ¥100.00 was credited; ¥100.00 was paid.', '面值 ¥100.00，仅入账 ¥50.00；实付 ¥100.00。'],
  ])('says of each ground what a reviewer needs, and nothing twice: %s, %s', (id, name, en, zh) => {
    const example = samples.find((sample) => sample[0] === id && sample[1] === name)?.[2]
    if (!example) throw new Error(`no sample ${name}`)
    const data = { currency: 'CNY', ...signalOf(id, example).evidence } as MessageData
    expect(LOCALES.map((locale) => [locale, translator({ locale, zone: 'Asia/Shanghai', now: 0 }).find(`signal.${id}`, data)])).toEqual([['en', en], ['zh', zh]])
    expect(translator({ locale: 'en', zone: 'Europe/London', now: 0 }).find(`signal.${id}`, data)).toBe(en.replace('09:00', '01:00').replace('12:00', '04:00'))
  })

  it('is told by the shorter form where a value is not known', () => {
    const t = translator({ locale: 'en', zone: 'Asia/Shanghai', now: 0 })
    expect(t.find('signal.reconciliation/unmatched', { why: 'receipt_before_order', amountMinor: 100, currency: 'CNY', receiptAt: null })).toBe('¥1.00: the receipt is older than the order.')
    expect(t.find('signal.receipt/reused', { key: 'picture', uses: 2, firstOrder: null })).not.toContain('order')
  })

  it.each(LOCALES)('has words in %s for the reviewer and the customer, and for what would clear it, whatever the signal', (locale) => {
    const words = CATALOGUES[locale] as Readonly<Record<string, string>>
    const missing = DETECTORS.flatMap(({ id }) => {
      const family = id.slice(0, id.indexOf('/'))
      return [`flag.${id}`, `signal.${id}`, `explain.customer.${family}`, `clears.${id.replace('/', '_').replaceAll('-', '_')}`].filter((key) => !words[key])
    })
    expect(missing).toEqual([])
  })

  it('names no rule, number or threshold to the customer', () => {
    for (const locale of LOCALES) {
      for (const rule of STARTER_RULES) expect(CATALOGUES[locale][`explain.customer.${rule.family}` as keyof (typeof CATALOGUES)['en']]).not.toMatch(/\d|R-|[a-z]+_[a-z]+/)
    }
  })
})

/** The vocabulary that a message looks a value up in. */
function vocabularyOf(locale: (typeof LOCALES)[number], id: string, name: string): string | null {
  const message = CATALOGUES[locale][`signal.${id}` as keyof (typeof CATALOGUES)['en']]
  return new RegExp(`\\{${name}:(?:term|list)\\((\\w+)\\)`).exec(message)?.[1] ?? null
}

describe('the catalogue of DOMAIN 2', () => {
  const numbered = (prefix: string, last: number) => Array.from({ length: last }, (_, i) => `R-${prefix}-${String(i + 1).padStart(2, '0')}`)
  const catalogue = [
    ...numbered('LINK', 11), ...numbered('TEXT', 10), ...numbered('RCP', 7), ...numbered('PAY', 14), ...numbered('SMS', 3),
    ...numbered('VCH', 4), ...numbered('AGT', 5), ...numbered('REF', 8), ...numbered('ATO', 4), ...numbered('STF', 2), ...numbered('DAT', 2),
  ]
  /** Patterns told by counts over facts alone, in shadow until staff have tried them on their own orders. */
  const BY_COUNTS = ['R-PAY-09']

  it.each(catalogue)('%s has a live rule on a detector with samples that fire and near misses that do not', (tag) => {
    const rules = STARTER_RULES.filter(({ source }) => source.split(', ').includes(tag))
    if (Object.hasOwn(UNANSWERED, tag)) return expect(rules).toEqual([])
    if (BY_COUNTS.includes(tag)) return expect(rules.map(({ status }) => status)).toEqual(['shadow'])
    const live = rules.filter(({ status }) => status === 'live')
    expect(live.length).toBeGreaterThan(0)
    const detectors = DETECTORS.filter(({ id }) => live.some((rule) => rule.flag === id || rule.when.includes(factOfSignal(id))))
    expect(detectors.length).toBeGreaterThan(0)
    for (const { examples } of detectors) expect([examples.fires.length > 0, examples.silent.length > 0]).toEqual([true, true])
  })
})
