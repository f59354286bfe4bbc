/**
 * 25 rules as staff write them, over the product's own facts: the compiled rule set beside closures that a programmer would type,
 * the CEL library's own evaluation and json-rules-engine. All must hit the same orders before anything is timed.
 */
import { Environment } from '@marcbachmann/cel-js'
import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine'
import { compileRuleSet } from '../../app/domain/rules/compile.ts'
import { type Expr, printRule } from '../../app/domain/rules/expression.ts'
import type { FactValue } from '../../app/domain/rules/fact.ts'
import type { FactSlots } from '../../app/domain/rules/facts-schema.ts'
import type { Rule } from '../../app/domain/rules/rule.ts'
import { atLeast, atMost, type Bench, type BenchCase, dice, measure, table, tellGoals } from './measure.ts'

/** One order with the facts that the 25 rules ask for, under plain names. */
interface BenchOrder {
  readonly amount: number; readonly face: number; readonly ratio: number; readonly hour: number; readonly channel: string; readonly method: string
  readonly status: string; readonly speed: string; readonly agent: string; readonly partner: string; readonly target: string; readonly confirm: string
  readonly remark: string; readonly receiptText: string; readonly payee: string; readonly hasCampaign: boolean; readonly payerKnown: boolean
  readonly payerOrders: number; readonly payerNumbers: number; readonly payerSum: number; readonly devicePayers: number; readonly deviceCards: number
  readonly targetOrders: number; readonly targetPayers: number; readonly simAge: number; readonly openedDays: number
  readonly lookalike: number; readonly outside: number; readonly lure: number; readonly scam: number; readonly bait: number; readonly slow: number
}

/** The declared fact behind each plain name. */
const FACTS: Readonly<Record<keyof BenchOrder, string>> = {
  amount: 'order.amount_minor', face: 'order.face_minor', ratio: 'order.discount_ratio', hour: 'anchor.hour_of_day', channel: 'order.channel', method: 'order.payment_method',
  status: 'order.status', speed: 'order.speed', agent: 'order.agent_id', partner: 'order.partner_id', target: 'order.target_number', confirm: 'order.confirm_number',
  remark: 'order.remark', receiptText: 'receipt.text', payee: 'receipt.payee', hasCampaign: 'order.has_campaign', payerKnown: 'order.payer_is_known',
  payerOrders: 'payer.orders_24h', payerNumbers: 'payer.numbers_24h', payerSum: 'payer.sum_24h_minor', devicePayers: 'device.payers_24h', deviceCards: 'device.cards_24h',
  targetOrders: 'target.orders_24h', targetPayers: 'target.payers_7d', simAge: 'subscriber.sim_age_days', openedDays: 'subscriber.age_days',
  lookalike: 'link.lookalike_domain', outside: 'link.outside_allowlist', lure: 'link.contact_host', scam: 'message.scam_text', bait: 'message.reward_bait', slow: 'payment.slow',
}
const SIGNALS = ['link/lookalike-domain', 'link/outside-allowlist', 'link/contact-host', 'message/scam-text', 'message/reward-bait', 'payment/slow']

/** Each rule twice: as staff write it, and as a programmer would. */
const RULES: readonly (readonly [when: string, byHand: (o: BenchOrder) => boolean])[] = [
  ['order.amount_minor > 50000 && subscriber.sim_age_days < 7', (o) => o.amount > 50000 && o.simAge < 7],
  ['order.target_number != order.confirm_number', (o) => o.target !== o.confirm],
  ['link.lookalike_domain > 0.5', (o) => o.lookalike > 0.5],
  ['link.outside_allowlist > 0 && message.scam_text >= 0.5', (o) => o.outside > 0 && o.scam >= 0.5],
  ['message.scam_text >= 0.85', (o) => o.scam >= 0.85],
  ['link.contact_host > 0 || message.reward_bait > 0 && order.discount_ratio < 0.95', (o) => o.lure > 0 || (o.bait > 0 && o.ratio < 0.95)],
  ['payer.orders_24h > 10', (o) => o.payerOrders > 10],
  ['payer.numbers_24h >= 8 && !order.payer_is_known', (o) => o.payerNumbers >= 8 && !o.payerKnown],
  ['device.payers_24h >= 5', (o) => o.devicePayers >= 5],
  ['device.cards_24h >= 3 && order.payment_method == "bank_card"', (o) => o.deviceCards >= 3 && o.method === 'bank_card'],
  ['target.orders_24h > 8 && payer.sum_24h_minor > 100000', (o) => o.targetOrders > 8 && o.payerSum > 100000],
  ['order.channel in ["third_party", "partner_api"] && payment.slow > 0 && order.amount_minor > 20000', (o) => (o.channel === 'third_party' || o.channel === 'partner_api') && o.slow > 0 && o.amount > 20000],
  ['anchor.hour_of_day < 5 && order.amount_minor > 30000', (o) => o.hour < 5 && o.amount > 30000],
  ['order.remark.contains("返利") || order.remark.contains("客服")', (o) => o.remark.includes('返利') || o.remark.includes('客服')],
  ['receipt.text.contains("http") && link.outside_allowlist > 0', (o) => o.receiptText.includes('http') && o.outside > 0],
  ['order.discount_ratio < 0.9 && !order.has_campaign', (o) => o.ratio < 0.9 && !o.hasCampaign],
  ['order.discount_ratio < 0.95 && order.speed == "slow"', (o) => o.ratio < 0.95 && o.speed === 'slow'],
  ['order.amount_minor != order.face_minor && order.payment_method in ["alipay", "wechat_pay"] && !order.has_campaign', (o) => o.amount !== o.face && (o.method === 'alipay' || o.method === 'wechat_pay') && !o.hasCampaign],
  ['order.target_number.startsWith("+86170") || order.target_number.startsWith("+86171")', (o) => o.target.startsWith('+86170') || o.target.startsWith('+86171')],
  ['receipt.payee != "银河移动通信有限公司" && order.status == "delivered"', (o) => o.payee !== '银河移动通信有限公司' && o.status === 'delivered'],
  ['message.scam_text > 0.8 || link.lookalike_domain > 0.3 && message.scam_text > 0.4', (o) => o.scam > 0.8 || (o.lookalike > 0.3 && o.scam > 0.4)],
  ['target.payers_7d >= 4 && subscriber.age_days < 3', (o) => o.targetPayers >= 4 && o.openedDays < 3],
  ['order.agent_id in ["A1", "A17", "A33", "A99", "A120", "A205", "A310", "A333", "A404", "A499"]', (o) => AGENTS.has(o.agent)],
  ['payer.orders_24h > 5 && target.orders_24h > 5 && order.partner_id != "P0"', (o) => o.payerOrders > 5 && o.targetOrders > 5 && o.partner !== 'P0'],
  ['order.amount_minor > 100000 || !order.payer_is_known && order.channel == "web_portal" && order.amount_minor > 60000', (o) => o.amount > 100000 || (!o.payerKnown && o.channel === 'web_portal' && o.amount > 60000)],
]
const AGENTS = new Set(['A1', 'A17', 'A33', 'A99', 'A120', 'A205', 'A310', 'A333', 'A404', 'A499'])

const ORDERS = 20_000
/** json-rules-engine and the CEL library are timed on a part of the orders, or the run would take minutes. */
const SLOW_ORDERS = 400
const CEL_ORDERS = 5_000
const PASSES = 5

export const bench: Bench = async ({ rounds, say }) => {
  const orders = makeOrders(ORDERS)
  const rules = RULES.map(([when], i): Rule => ({ id: `bench_${i}`, version: 1, family: 'payment', flag: 'payment/slow', severity: 'S3', weight: 0.3, status: 'live', appliesTo: ['order'], when, source: 'bench' }))
  const ruleSet = compileRuleSet(rules, SIGNALS)
  if (ruleSet.broken.length > 0) throw new Error(`A rule of this bench does not read: ${JSON.stringify(ruleSet.broken[0]?.refusal)}`)
  const fourfold = compileRuleSet([0, 1, 2, 3].flatMap((copy) => rules.map((rule) => ({ ...rule, id: `${rule.id}_${copy}` }))), SIGNALS)
  const byHand = RULES.map(([, test]) => test)
  const rows: readonly FactSlots[] = orders.map((order) => ruleSet.schema.facts.map(({ name }) => order[PLAIN_NAME.get(name) as keyof BenchOrder]))
  const cel = celRules(ruleSet.rules.map(({ expr }) => expr))
  const variables = orders.slice(0, CEL_ORDERS).map(celFacts)
  const engine = jsonRules(ruleSet.rules.map(({ expr }) => expr))
  const flat = orders.slice(0, SLOW_ORDERS).map((order) => Object.fromEntries(Object.entries(FACTS).map(([plain, name]) => [name, order[plain as keyof BenchOrder]])))

  const indexOf = new Map(ruleSet.rules.map(({ rule }, i) => [rule.id, i]))
  const maskOfHeld = (held: readonly { readonly rule: Rule }[]): number => held.reduce((mask, { rule }) => mask | (1 << (indexOf.get(rule.id) ?? 0)), 0)
  const maskByHand = (order: BenchOrder): number => byHand.reduce((mask, test, i) => (test(order) ? mask | (1 << i) : mask), 0)
  const maskByEngine = async (facts: Record<string, unknown>): Promise<number> => (await engine.run(facts)).events.reduce((mask, event) => mask | (1 << Number(event.params?.i)), 0)

  let differing = 0
  let hits = 0
  for (const [i, order] of orders.entries()) {
    const expected = maskByHand(order)
    hits += expected.toString(2).replaceAll('0', '').length
    const answers = [maskOfHeld(ruleSet.holding(rows[i] as FactSlots, 'order')), maskOfHeld(ruleSet.evaluate(rows[i] as FactSlots, 'order'))]
    const context = variables[i]
    if (context) answers.push(cel.reduce((mask, rule, k) => (rule(context) === true ? mask | (1 << k) : mask), 0))
    const facts = flat[i]
    if (facts) answers.push(await maskByEngine(facts))
    if (answers.some((answer) => answer !== expected)) differing++
  }

  let sink = 0
  const repeat = (name: string, work: () => void): BenchCase => ({ name, units: ORDERS * PASSES, run: () => { for (let pass = 0; pass < PASSES; pass++) work() } })
  const cases: readonly BenchCase[] = [
    repeat('hand-written closures', () => {
      for (const order of orders) {
        let mask = 0
        for (let k = 0; k < byHand.length; k++) if ((byHand[k] as (o: BenchOrder) => boolean)(order)) mask |= 1 << k
        sink ^= mask
      }
    }),
    repeat('compiled rule set', () => { for (const row of rows) sink ^= ruleSet.holding(row, 'order').length }),
    repeat(`compiled rule set of ${4 * RULES.length} rules`, () => { for (const row of rows) sink ^= fourfold.holding(row, 'order').length }),
    repeat('compiled rule set, with reasons for each hit', () => { for (const row of rows) sink ^= ruleSet.evaluate(row, 'order').length }),
    { name: '@marcbachmann/cel-js, parsed once', units: CEL_ORDERS, run: () => { for (const context of variables) for (const rule of cel) if (rule(context) === true) sink++ } },
    { name: 'json-rules-engine, one run an order', units: SLOW_ORDERS, run: async () => { for (const facts of flat) sink ^= (await engine.run(facts)).events.length } },
  ]
  const measured = await measure(cases, rounds)
  if (Number.isNaN(sink)) throw new Error('unreachable: keeps the work from being dropped')
  const [, compiled = 0, hundred = 0, , cel8 = 0, jsonEngine = 0] = measured.map(({ ratio }) => ratio)
  const goals = [
    atMost('compiled rules, times hand-written closures', compiled, 1.5),
    atMost('four times as many rules, times the 25', hundred / compiled, 4.5),
    atLeast('compiled rules, times faster than cel-js', cel8 / compiled, 4),
    atLeast('compiled rules, times faster than json-rules-engine', jsonEngine / compiled, 100),
  ]
  say(table(`Rules: ${RULES.length} rules × ${ORDERS} orders, ${(hits / ORDERS).toFixed(2)} hits an order`, measured, 'an order'))
  tellGoals(say, goals)
  say(differing === 0 ? 'All engines hit the same orders.' : `ENGINES DIFFER on ${differing} orders.`)
  return { yardstick: 'hand-written closures', cases: measured, agrees: differing === 0, goals }
}

const PLAIN_NAME: ReadonlyMap<string, string> = new Map(Object.entries(FACTS).map(([plain, name]) => [name, plain]))

function makeOrders(count: number): readonly BenchOrder[] {
  const next = dice(20_260_314)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T
  const skewed = (max: number): number => Math.floor(next() ** 4 * max)
  const phone = (): string => `+86${pick(['139', '138', '186', '189', '170', '133', '150', '177'])}${String(Math.floor(next() * 1e8)).padStart(8, '0')}`
  return Array.from({ length: count }, () => {
    const isBad = next() < 0.03
    const face = pick([1000, 2000, 3000, 5000, 10000, 20000, 30000, 50000])
    const ratio = next() < 0.97 ? 1 : pick([0.98, 0.93, 0.85])
    const target = phone()
    return {
      amount: Math.round(face * ratio), face, ratio, hour: Math.floor(next() * 24), channel: pick(['web_portal', 'mobile_app', 'sms', 'retail_store', 'third_party', 'partner_api']),
      method: pick(['alipay', 'wechat_pay', 'bank_card', 'cash']), status: next() < 0.95 ? 'delivered' : 'failed', speed: next() < 0.98 ? 'fast' : 'slow',
      agent: `A${Math.floor(next() * 2000)}`, partner: `P${Math.floor(next() * 20)}`, target, confirm: next() < 0.995 ? target : phone(),
      remark: isBad ? pick(['点击领取返利，加我', '联系客服退款', '日结工资']) : pick(['', '给妈妈充话费', '公司报销用', 'thanks']),
      receiptText: `手机话费充值 ${face / 100}元${isBad ? ' http://pay.example' : ''}`, payee: next() < 0.995 ? '银河移动通信有限公司' : '张*', hasCampaign: next() < 0.02, payerKnown: next() < 0.6,
      payerOrders: 1 + skewed(14), payerNumbers: 1 + skewed(9), payerSum: face + skewed(120_000), devicePayers: 1 + skewed(5), deviceCards: 1 + skewed(3),
      targetOrders: 1 + skewed(10), targetPayers: 1 + skewed(4), simAge: Math.floor(next() * 900), openedDays: Math.floor(next() * 2000),
      lookalike: isBad && next() < 0.3 ? 0.9 : 0, outside: next() < 0.04 ? 1 : 0, lure: isBad && next() < 0.3 ? 0.8 : 0, scam: isBad ? 0.4 + next() * 0.6 : next() * 0.3, bait: isBad && next() < 0.3 ? 0.7 : 0, slow: next() < 0.01 ? 1 : 0,
    }
  })
}

function celRules(rules: readonly Expr[]): readonly ((context: unknown) => unknown)[] {
  const environment = new Environment()
  for (const [name, value] of Object.entries(celFacts(makeOrders(1)[0] as BenchOrder))) environment.registerVariable(name, typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'bool' : 'string')
  return rules.map((rule) => environment.parse(asFlatCel(printRule(rule))) as (context: unknown) => unknown)
}

/** Plain variables, since the library copies objects at every evaluation. */
function celFacts(order: BenchOrder): Record<string, FactValue> {
  return Object.fromEntries(Object.entries(FACTS).map(([plain, name]) => [name.replace('.', '_'), order[plain as keyof BenchOrder]]))
}

/** CEL by itself keeps whole numbers apart from doubles; facts are named `group_field` here. */
function asFlatCel(text: string): string {
  const facts = new Set(Object.values(FACTS))
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|[a-z]\w*\.\w+|(?<![\w.])\d+(?![\w.])/g, (token) =>
    token.startsWith('"') ? token : facts.has(token) ? token.replace('.', '_') : /^\d/.test(token) ? `${token}.0` : token)
}

const JSON_OPERATORS = { '>': 'greaterThan', '>=': 'greaterThanInclusive', '<': 'lessThan', '<=': 'lessThanInclusive', '==': 'equal', '!=': 'notEqual' } as const

function jsonRules(rules: readonly Expr[]): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  engine.addOperator('contains_text', (text: string, part: string) => text.includes(part))
  engine.addOperator('starts_with', (text: string, part: string) => text.startsWith(part))
  const conditionOf = (expr: Expr): NestedCondition => {
    switch (expr.kind) {
      case 'all': return { all: expr.args.map(conditionOf) }
      case 'any': return { any: expr.args.map(conditionOf) }
      case 'not': return { not: conditionOf(expr.arg) }
      case 'fact': return { fact: expr.name, operator: 'equal', value: true }
      case 'compare': return { fact: nameOf(expr.left), operator: JSON_OPERATORS[expr.op], value: expr.right.kind === 'fact' ? { fact: expr.right.name } : (expr.right as { value: unknown }).value }
      case 'one_of': return { fact: nameOf(expr.item), operator: 'in', value: [...expr.values] }
      case 'text_test': return { fact: nameOf(expr.text), operator: expr.op === 'contains' ? 'contains_text' : 'starts_with', value: expr.part }
      default: throw new Error(`No rule of this bench uses ${expr.kind}`)
    }
  }
  rules.forEach((rule, i) => {
    const condition = conditionOf(rule)
    const conditions = 'fact' in condition ? { all: [condition] } : (condition as TopLevelCondition)
    engine.addRule({ conditions, event: { type: 'hit', params: { i } } })
  })
  return engine
}

function nameOf(expr: Expr): string {
  if (expr.kind !== 'fact') throw new Error('A comparison of this bench starts with a fact')
  return expr.name
}
