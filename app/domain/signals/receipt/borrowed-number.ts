import { type Message, type Order, type Receipt, refOf, type Stored } from '../../intake/record.ts'
import { isMoneyIn, isStatementRow, paymentState, provenPayments } from '../../reconciliation/evidence.ts'
import type { Detector, Facts, OrderGlance, Signal } from '../detector.ts'
import { signal } from '../finding.ts'
import { claimsNotReceived } from '../refund/claims.ts'
import { tradeNumbersTold } from './trade-number.ts'

const ID = 'receipt/borrowed-number'
/** Words prove nothing (T0); a slip with the same number weighs more (`receipt/reused`). */
const STRENGTH = 0.7
const FOR_SOMEBODY = /朋友|同事|同学|邻居|帮(?:他|她|人|忙)|他的|她的|他那|她那|for (?:a|my) (?:friend|colleague|neighbou?r)|\b(?:his|her|their) (?:payment|order|top-?up|reference)/i

/** Asks for credit without saying that none came. */
const WANTS_CREDIT = /补[上充发]|给我(?:充|加|到)|(?:尽快|快点|赶紧|麻烦|请)[^,，。!?\n]{0,6}(?:到账|充上|入账)|\bcredit (?:my|me|it|the)\b|\bwhere is my\b|怎么还(?:没|不)/i

/** The trade number of a payment that a customer names in a message of no order and wants credit for; null when there is none. */
export function tradeClaimed(message: Pick<Message, 'direction' | 'orderId' | 'text'>): string | null {
  if (message.direction !== 'in' || message.orderId !== null) return null
  const [told = null] = tradeNumbersTold(message.text)
  return told !== null && !FOR_SOMEBODY.test(message.text) && (claimsNotReceived(message) || WANTS_CREDIT.test(message.text)) ? told : null
}

/** Trade numbers that the customer of an order writes of it, in its remark or in messages about it. */
export function tradesTold(order: Pick<Order, 'remark'>, messages: readonly Pick<Message, 'direction' | 'text'>[]): readonly string[] {
  const texts = [...(order.remark === null ? [] : [order.remark]), ...messages.flatMap((message) => (message.direction === 'in' && !FOR_SOMEBODY.test(message.text) ? [message.text] : []))]
  return texts.flatMap(tradeNumbersTold)
}

/**
 * The customer of an order that no payment is known of writes the trade number of a payment for somebody else's order (DOMAIN R-RCP-03 in words). Silent when the other order is the
 * same customer's, number's, payer's or device's, when its payer has paid for this number or customer before, or when they say that they ask for somebody.
 * A message that names no order is judged by itself when it wants credit for a payment whose order was delivered to a number that is not the customer's.
 */
export const borrowedNumber: Detector = {
  id: ID,
  appliesTo: ['order', 'message'],
  detect: (facts) => {
    if (facts.message) return claimedInWords(facts, facts.message)
    const { order, receipts, messages, sharedReceipts } = facts
    if (!order || sharedReceipts.length === 0 || provenPayments(receipts).length > 0) return []
    const told = new Set(tradesTold(order, messages))
    if (told.size === 0) return []
    const borrowed = sharedReceipts.filter((row) => row.channelTradeNo !== null && row.channelTradeNo !== order.channelTradeNo && told.has(row.channelTradeNo)
      && isStatementRow(row) && isMoneyIn(row) && paymentState(row.statusRaw) !== 'unpaid' && isOfOther(row, order) && !isTheirs(row, facts))
    const [first] = borrowed
    if (!first) return []
    const saying: readonly Stored<Message>[] = messages.filter((message) => message.direction === 'in' && tradeNumbersTold(message.text).includes(first.channelTradeNo ?? ''))
    return [signal(ID, STRENGTH, {
      evidence: { tradeNo: first.channelTradeNo, firstOrder: first.orderId ?? first.merchantOrderNo, amountMinor: first.amountMinor, currency: first.currency },
      joined: [...saying.map(refOf), ...borrowed.map(refOf)], flagged: saying.map(refOf),
    })]
  },
  examples: {
    fires: [
      { name: 'said in a message', facts: { order: { status: 'created', merchantOrderNo: 'M2' }, messages: [{ text: '钱明明扣了，单号2026031622001055214875227406，快点给我到账' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1' }] } },
      { name: 'in groups, in English', facts: { order: { status: 'submitted', merchantOrderNo: 'M2' }, messages: [{ text: 'I already paid, reference 2026 0316 2200 1055 2148 7522 7406. Please credit my line.' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1' }] } },
      { name: 'in the remark', facts: { order: { status: 'submitted', merchantOrderNo: 'M2', remark: '已付，流水 4200002231202603161234567890' }, sharedReceipts: [{ source: 'wechat_pay', channelTradeNo: '4200002231202603161234567890', orderId: 'X' }] } },
      { name: 'in a message of no order, for credit that somebody else got', facts: { message: { number: '+8613800000009', subscriberId: 'S9', text: '我付了款话费没到账，流水号2026031622001055214875227406，请补上' }, sameTrade: [{ channelTradeNo: '2026031622001055214875227406', status: 'delivered', targetNumber: '+8613900000001', payerAccount: 'ali:other' }] } },
      { name: 'the same in English', facts: { message: { number: '+8613800000009', text: 'Paid already! reference 2026031622001055214875227406 please credit my number' }, sameTrade: [{ channelTradeNo: '2026031622001055214875227406', status: 'delivered', targetNumber: '+8613900000001', payerAccount: 'ali:other' }] } },
    ],
    silent: [
      { name: 'a message about the customer\'s own payment', facts: { message: { number: '+8613800000009', text: '没到账，流水号2026031622001055214875227406' }, sameTrade: [{ channelTradeNo: '2026031622001055214875227406', status: 'delivered', targetNumber: '+8613800000009' }] } },
      { name: 'a message about a payment of whoever tops this number up', facts: { message: { number: '+8613800000009', text: '没到账，流水号2026031622001055214875227406' }, sameTrade: [{ channelTradeNo: '2026031622001055214875227406', status: 'delivered', targetNumber: '+8613900000001', payerAccount: 'ali:mum' }], sameTarget: [{ payerAccount: 'ali:mum' }] } },
      { name: 'a message about a payment that brought nobody credit', facts: { message: { number: '+8613800000009', text: '没到账，流水号2026031622001055214875227406' }, sameTrade: [{ channelTradeNo: '2026031622001055214875227406', status: 'failed', targetNumber: '+8613900000001', payerAccount: 'ali:me' }] } },
      { name: 'only names it', facts: { message: { number: '+8613800000009', text: '流水号2026031622001055214875227406 开发票' }, sameTrade: [{ channelTradeNo: '2026031622001055214875227406', status: 'delivered', targetNumber: '+8613900000001', payerAccount: 'ali:other' }] } },
      { name: 'whose number is not known', facts: { message: { number: null, subscriberId: null, text: '没到账，流水号2026031622001055214875227406' }, sameTrade: [{ channelTradeNo: '2026031622001055214875227406', status: 'delivered', targetNumber: '+8613900000001', payerAccount: 'ali:other' }] } },
      { name: 'the number of the order\'s own payment', facts: { order: { merchantOrderNo: 'M2' }, receipts: [{ channelTradeNo: '2026031622001055214875227406' }], messages: [{ text: '单号2026031622001055214875227406，请问到账了吗' }] } },
      { name: 'another order of the same number', facts: { order: { status: 'created', merchantOrderNo: 'M2' }, messages: [{ text: '我上一笔单号2026031622001055214875227406是对的' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1' }], sameTarget: [{ merchantOrderNo: 'M1' }] } },
      { name: 'a payer who has paid for this number before', facts: { order: { status: 'created', merchantOrderNo: 'M2' }, messages: [{ text: '我妈付的，单号2026031622001055214875227406' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1', payerAccount: 'ali:mum' }], sameTarget: [{ merchantOrderNo: 'M0', payerAccount: 'ali:mum' }] } },
      { name: 'asks for a friend', facts: { order: { status: 'created', merchantOrderNo: 'M2' }, messages: [{ text: '帮朋友问，他那笔 2026031622001055214875227406 到账没' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1' }] } },
      { name: 'we tell of it', facts: { order: { status: 'created', merchantOrderNo: 'M2' }, messages: [{ direction: 'out', text: '单号2026031622001055214875227406不是您的订单' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1' }] } },
      { name: 'a payment that belongs to no order', facts: { order: { status: 'created', merchantOrderNo: 'M2' }, messages: [{ text: '单号2026031622001055214875227406' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: null, orderId: null }] } },
    ],
  },
}

/** A customer wants credit for a payment whose order brought it to somebody else. */
function claimedInWords({ sameTrade, sameSubscriber, sameTarget, subscriber }: Facts, message: Stored<Message>): readonly Signal[] {
  const told = tradeClaimed(message)
  if (told === null || (message.number === null && message.subscriberId === null)) return []
  const near = [...sameSubscriber.orders, ...sameTarget.orders]
  const isNear = ({ targetNumber, payerAccount, subscriberId, deviceId }: OrderGlance): boolean => targetNumber === null || targetNumber === message.number || (subscriber?.numbers.includes(targetNumber) ?? false)
    || (subscriberId !== null && subscriberId === message.subscriberId) || near.some((one) => one.targetNumber === targetNumber || (payerAccount !== null && one.payerAccount === payerAccount) || (deviceId !== null && one.deviceId === deviceId))
  const [order] = sameTrade.orders.filter(({ channelTradeNo }) => channelTradeNo === told)
  if (order?.status !== 'delivered' || isNear(order)) return []
  return [signal(ID, STRENGTH, { evidence: { tradeNo: told, firstOrder: order.ref.id, amountMinor: order.paidMinor, currency: order.currency }, joined: [order.ref] })]
}

function isOfOther(row: Receipt, order: Order): boolean {
  if (row.orderId !== null) return row.orderId !== order.orderId
  return row.merchantOrderNo !== null && row.merchantOrderNo !== order.merchantOrderNo
}

/** Somebody near paid it: the same customer for another order, or whoever paid for this number or customer before. */
function isTheirs(row: Receipt, { order, sameTarget, sameSubscriber, samePayer, sameDevice }: Facts): boolean {
  if (row.payerAccount !== null && row.payerAccount === order?.payerAccount) return true
  const near = [...sameTarget.orders, ...sameSubscriber.orders]
  return (row.payerAccount !== null && near.some((one) => one.payerAccount === row.payerAccount))
    || [...near, ...samePayer.orders, ...sameDevice.orders].some((one) => one.ref.id === row.orderId || (one.merchantOrderNo !== null && one.merchantOrderNo === row.merchantOrderNo) || (one.channelTradeNo !== null && one.channelTradeNo === row.channelTradeNo))
}
