import { simplified } from '../../text/traditional.ts'
import { currencyOfCountry } from '../../values/money.ts'
import { parseNumber, type ReadNumber } from '../../values/msisdn.ts'
import type { Feed } from '../feed.ts'
import type { Order, OrderStatus } from '../record.ts'
import { BEIJING, hundredThousandths, numberInName } from '../written.ts'
import { currencyBesideIn, currencyIn, dayWithClockIn, exactMoneyIn, type ForeignCells, foreignFeed, moneyIn, requiredMoneyIn, timeIn, tradeIdIn } from './foreign-table.ts'
import { ORDER_NAMES } from './list-names.ts'
import { kept } from './wechat-merchant.ts'

/** What a reseller's list may say of an order, whatever it calls it. */
type ResellerColumn =
  | 'id' | 'ref' | 'number' | 'product' | 'sku' | 'network' | 'face' | 'paid' | 'sum' | 'back' | 'fee' | 'currency' | 'delivered' | 'delivered_currency' | 'discount' | 'speed' | 'hours' | 'status' | 'state' | 'code'
  | 'error' | 'created' | 'clock' | 'paid_at' | 'done' | 'operator_txn' | 'sender' | 'country' | 'partner'

/** Where an order of a list stands, told by the first of several columns that has a word for it. Keys in lower case. */
export interface StatusMap {
  readonly column: ResellerColumn
  readonly words: Readonly<Record<string, OrderStatus>>
  /** For words that are not in the map, such as one error code of many. */
  readonly others?: (word: string) => OrderStatus | null
}

interface ResellerFormat {
  readonly id: string
  /** Name of the source in our records. */
  readonly source: string
  readonly columns: Partial<Readonly<Record<ResellerColumn, readonly string[]>>>
  readonly mark: readonly (readonly ResellerColumn[])[]
  readonly fits?: (names: ReadonlySet<string>) => boolean
  readonly statuses: readonly StatusMap[]
  /** Of amounts without one; null for the operator's own. */
  readonly currency: string | null
  /** Zone of times without one; null for the operator's. */
  readonly zone: string | null
  /** Numbers come with the country code and no plus sign (DingConnect). */
  readonly isInternational?: boolean
  /** Country of all its numbers, where there is one; else the operator's. */
  readonly country?: string
  /** Many resellers use it, and each counts its own orders. */
  readonly isShared?: boolean
  /** The fee is paid beside the amount sent, not out of it. */
  readonly isFeeOnTop?: boolean
  /** What was asked for is told in the currency that arrives, not in the one paid: where they differ its worth is the price. */
  readonly isFaceDelivered?: boolean
  readonly speedOf?: (cells: ForeignCells<ResellerColumn>) => 'fast' | 'slow' | null
}

/** A reseller's or aggregator's list of the top-ups it passed on: orders of the partner channel (DOMAIN 6.5). */
function resellerFeed(format: ResellerFormat): Feed {
  const columns = format.columns as Readonly<Record<ResellerColumn, readonly string[]>>
  return foreignFeed<ResellerColumn>({
    id: format.id,
    kind: 'order',
    shapes: ['csv', 'ndjson', 'json'],
    columns,
    mark: format.mark,
    ...(format.fits ? { fits: format.fits } : {}),
    required: [['number', 'product'], ['created', 'clock', 'done', 'paid_at'], ['face', 'paid', 'sum', 'product']],
    summed: ['face', 'paid', 'sum', 'back'],
    open: (context, has) => {
      const clock = { country: context.country, ...(context.dayOrder === undefined ? {} : { dayOrder: context.dayOrder }), zone: format.zone ?? context.zone }
      return {
        read: (cells): Order => {
          const country = format.country ?? context.country
          const usual = currencyBesideIn(cells, ['paid', 'face', 'sum']) ?? format.currency ?? (context.hasOtherCurrency ? '' : (currencyOfCountry(context.country) ?? 'CNY'))
          const currency = has('currency') ? currencyIn(cells, 'currency', usual) : usual
          if (currency === '') cells.refuse('value_missing', 'currency')
          const written = has('product') ? cells.text('product') : null
          const named = written === null ? null : numberInName(written, country)
          const product = written === null ? null : withoutSecret(written, named !== null)
          // Some lists carry the number in the name of the product alone.
          const given = cells.required('number', cells.optionalId('number') ?? named?.raw ?? '')
          const target = targetOf(given, format.isInternational === true, has('country') ? cells.code('country') : null, country)
          const faceInName = product !== null && !cells.trimmed('face') ? faceOf(product) : null
          const isElsewhere = format.isFaceDelivered === true && currencyIn(cells, 'delivered_currency', currency) !== currency
          const faceMinor = faceInName ?? requiredMoneyIn(cells, isElsewhere ? ['paid'] : ['face', 'sum', 'paid'], currency)
          // An amount that is called nothing else is what was paid where the list tells the face value besides, and the face value where it does not.
          const isSumPaid = cells.trimmed('paid') === '' && cells.trimmed('sum') !== '' && (faceInName !== null || cells.trimmed('face') !== '')
          const paidMinor = isSumPaid ? requiredMoneyIn(cells, ['sum'], currency) : cells.trimmed('paid') === '' ? faceMinor : requiredMoneyIn(cells, ['paid'], currency)
          if (paidMinor < 0) cells.refuse('amount_negative', 'paid', { text: cells.trimmed('paid') })
          if (format.currency === 'CNY') {
            const toldMinor = product === null ? null : faceOf(product)
            refuseFen(cells, ['face', 'sum', 'paid'], faceMinor, toldMinor)
            refuseFen(cells, isSumPaid ? ['sum'] : ['paid'], paidMinor, toldMinor ?? faceMinor)
          }
          // A fee that is part of what was paid may be finer than the currency; one that is paid beside it has to be exact.
          const feeMinor = cells.trimmed('fee') === '' ? null : format.isFeeOnTop ? moneyIn(cells, 'fee', currency) : exactMoneyIn(cells, 'fee', currency)
          const status = statusOf(cells, format.statuses)
          const backMinor = status.backMinor ?? exactMoneyIn(cells, 'back', currency) ?? 0
          // An order of which less came back than was paid is neither given back nor simply delivered: that is for a person to say.
          if (status.status === 'refunded' && backMinor !== 0 && Math.abs(backMinor) < Math.min(paidMinor, faceMinor)) cells.refuse('value_unknown', status.column, { text: status.backMinor === null ? `${status.raw} ${cells.trimmed('back')}` : status.raw })
          const created = dayWithClockIn(cells, 'created', 'clock', clock, ['paid_at', 'done'])
          const done = timeIn(cells, 'done', clock)
          const ref = tradeIdIn(cells, 'ref')
          return {
            kind: 'order',
            orderId: cells.required('id', orderName(tradeIdIn(cells, 'id'), ref, format.isShared === true) ?? tradeIdIn(cells, 'operator_txn') ?? ''),
            source: format.source,
            channel: 'partner_api',
            partnerId: has('partner') ? cells.code('partner') : null,
            merchantOrderNo: ref,
            product: target.kind === 'smart_card' ? 'smart_card' : 'sim',
            targetNumberRaw: given,
            targetNumber: target.normal,
            targetKind: target.kind,
            // What the product is called is a second telling of the number, by the same hand.
            confirmNumberRaw: named && named.normal !== target.normal ? named.raw : null,
            confirmNumber: named && named.normal !== target.normal ? named.normal : null,
            subscriberId: null,
            faceMinor,
            paidMinor: Math.max(0, paidMinor + (format.isFeeOnTop ? (feeMinor ?? 0) : 0)),
            feeMinor,
            currency,
            paymentMethod: 'other',
            channelTradeNo: null,
            payerAccount: cells.words('sender'),
            payerName: null,
            cardBinLast4: null,
            deviceId: null,
            ip: null,
            userAgent: null,
            agentId: null,
            terminalId: null,
            voucherSerial: null,
            speed: format.speedOf?.(cells) ?? null,
            campaignId: null,
            smsText: null,
            remark: product,
            referrerUrl: null,
            createdAt: created.at,
            paidAt: timeIn(cells, 'paid_at', clock)?.at ?? null,
            deliveredAt: status.status === 'delivered' ? (done?.at ?? null) : null,
            offsetMin: created.offsetMin,
            status: status.status,
            statusRaw: status.raw,
            operatorTxnId: tradeIdIn(cells, 'operator_txn'),
            extra: { ...cells.extra(), ...kept({
              network: cells.words('network'), sku: cells.code('sku'), state: cells.code('state'), code: cells.code('code'), error: cells.words('error'), hours: cells.code('hours'),
              ...(isElsewhere ? { asked: cells.code('face') } : {}), amount: cells.trimmed('paid') !== '' && cells.trimmed('face') !== '' ? cells.code('sum') : null, refunded: cells.code('back'), delivered: cells.code('delivered'), delivered_currency: cells.code('delivered_currency'), discount: cells.code('discount'), country: cells.code('country'), fee: feeMinor === null ? cells.code('fee') : null,
              finished: status.status === 'delivered' ? null : cells.code('done'),
            }) },
          }
        },
      }
    },
  })
}

/** A count that every reseller begins anew; their numbers of orders are longer. */
const COUNTED = /^\d{1,9}$/

/** What an order goes by: its number with the reseller, and ours beside it where that may be the number of another reseller's order too. A list with one number has it under whatever name. */
function orderName(id: string | null, ref: string | null, isShared: boolean): string | null {
  return isShared && id !== null && ref !== null && id !== ref && COUNTED.test(id) ? `${id}/${ref}` : (id ?? ref)
}

/** A number as lists write it: with its country code, or, beside the code of a country, as people there dial it. */
function targetOf(given: string, isInternational: boolean, rowCountry: string | null, country: string): ReadNumber {
  const digits = given.replaceAll(/[\s-]/g, '').replace(/^00/, '')
  const abroad = isInternational && /^[1-9]\d{7,14}$/.test(digits) ? parseNumber(`+${digits}`, { country, product: null }) : null
  if (abroad?.valid) return abroad
  const there = rowCountry !== null && /^[A-Za-z]{2}$/.test(rowCountry) ? parseNumber(given, { country: rowCountry.toUpperCase(), product: null }) : null
  return there?.valid ? there : (abroad ?? parseNumber(given, { country, product: null }))
}

/** What was sold may come with the secret that redeems it, behind a word for it or as bare digits: that is never kept (DOMAIN 6.6). */
function withoutSecret(product: string, isNumber: boolean): string | null {
  if (!isNumber && !/\p{L}{2}/u.test(product)) return null
  return product.replace(/((?:\bpin\b|卡密|密码|\bactivation code\b)[^\p{L}\d]{0,4})(\d[\d -]{2,24}\d)/giu, (_, word: string, secret: string) => word + secret.replace(/\d/g, '*'))
}

/** The face value a product is named by (`全国 10元话费`), in minor units, or null when it names none. */
function faceOf(product: string): number | null {
  const m = /(?<![\d.])(\d{1,5})(?:\.(\d{1,2}))?\s*元/.exec(product.normalize('NFKC'))
  return m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : null
}

/** From which to which multiple of a face value an amount in whole numbers is one in fen, sold at the price of it or a fifth below. */
const FEN_FROM = 80
const FEN_TO = 100

/** Lists in fen that do not say so are off by a hundred without anything else amiss: what the product is called, or the face value beside, tells. */
function refuseFen(cells: ForeignCells<ResellerColumn>, columns: readonly ResellerColumn[], amountMinor: number, faceMinor: number | null): void {
  const column = columns.find((one) => cells.trimmed(one) !== '')
  if (column === undefined || faceMinor === null || faceMinor <= 0 || amountMinor < faceMinor * FEN_FROM || amountMinor > faceMinor * FEN_TO) return
  const text = cells.trimmed(column)
  if (/^\d+(?:\.0+)?$/.test(text)) cells.refuse('amount_hundredfold', column, { text: text.slice(0, 40), face: (faceMinor / 100).toFixed(2) })
}

interface ToldStatus {
  readonly status: OrderStatus
  readonly raw: string
  readonly column: ResellerColumn | null
  /** How much came back, where the state says so; in hundredths. */
  readonly backMinor: number | null
}

/** `已退款(￥20.00)`, `Refunded 20.00`: a state with what it speaks of. A bare whole number beside a state is a code. */
const WITH_AMOUNT = /^(.*?\D)[\s:]*\(?\s*(?:([¥￥])\s*)?(\d[\d,]*(?:\.\d{1,2})?)\s*(元)?\s*\)?$/

function statusOf(cells: ForeignCells<ResellerColumn>, maps: readonly StatusMap[]): ToldStatus {
  for (const { column, words, others } of maps) {
    const raw = cells.code(column)
    if (raw === null) continue
    const word = simplified(raw.toLowerCase())
    const listed = (part: string) => (Object.hasOwn(words, part) ? words[part] : others?.(part)) ?? null
    const known = (part: string) => listed(part) ?? listed(bareState(part)) ?? stateInForm(bareState(part))
    const [, before = '', sign, figure = '', unit] = WITH_AMOUNT.exec(word.normalize('NFKC')) ?? []
    const isAmount = sign !== undefined || unit !== undefined || figure.includes('.')
    const stated = before.replace(/[\s(:]+$/, '')
    const part = isAmount ? (known(stated) ?? statusInParts(stated, known)) : null
    // Before all else: beside a failure words that nobody knows would count as its reason.
    if (part === 'refunded') return { status: part, raw, column, backMinor: Math.round((hundredThousandths(figure) ?? 0) / 1_000) }
    const status = known(word) ?? statusInParts(word, known)
    if (status) return { status, raw, column, backMinor: null }
    cells.refuse('value_unknown', column, { text: raw.slice(0, 40) })
    return { status: 'unknown', raw, column, backMinor: null }
  }
  cells.refuse('value_missing', maps[0]?.column ?? null)
  return { status: 'unknown', raw: '', column: null, backMinor: null }
}

/** Marks between the parts of a state, and where a failure and what came of its money are written as one word (`充值失败已退款`). */
const PARTED = /[,、;:()[\]/|。]+|\s[-–—]\s|(?<=\p{Script=Han})[-–—_](?=\p{Script=Han})|(?<=失败)(?=已退款|退款)/u

/**
 * A state that is told with something beside it: `充值成功(4)`, `充值失败，已退款`, `失败:余额不足`, `Success - Delivered`. The last part that is a state holds. What stands beside it may be
 * a bare code or, for a failure, its reason; beside any other state words that nobody knows may change what it means, so there is none.
 */
function statusInParts(word: string, known: (part: string) => OrderStatus | null): OrderStatus | null {
  const [first = '', ...rest] = word.normalize('NFKC').split(PARTED).map((part) => part.trim()).filter((part) => part !== '')
  const coded = /^\d{1,5}$/.test(first) ? rest.shift() ?? '' : first
  let status = /^\d+$/.test(coded) ? null : known(coded)
  for (const part of rest) {
    if (status === null) return null
    if (/^-?\d{1,5}$/.test(part)) continue
    const next = known(part)
    if (next === null && status !== 'failed') return null
    status = next ?? status
  }
  return status
}

/** What a state may be said of, which adds nothing to it. Of a payment it says another thing. */
const SAID_OF = '(?:订单|充值|交易|缴费|话费|直充|业务|系统)*'
/** How states are made of few words, for those that no list names (`充值已失败`, `正在受理`). */
const STATE_FORMS: readonly (readonly [form: RegExp, status: OrderStatus])[] = [
  [new RegExp(`^${SAID_OF}(?:已|已经)?(?:处理|发货|执行|到账)?(?:成功|到账)$`), 'delivered'],
  [new RegExp(`^${SAID_OF}(?:已|已经)?(?:处理|发货|执行|提交|到账|下单)?已?(?:失败|取消|关闭|作废|拒绝|驳回)$`), 'failed'],
  [new RegExp(`^${SAID_OF}(?:正在)?(?:充值|处理|进行|提交|受理|排队|缴费|发货|执行|出库|匹配|交易|到账)中$|^正在(?:充值|处理|提交|受理|缴费|执行)$|^(?:等待|待|等候)到账$`), 'submitted'],
  [new RegExp(`^${SAID_OF}(?:等待|待|等候)(?:充值|处理|发货|提交|受理|缴费|执行|派单)$`), 'paid'],
  [new RegExp(`^${SAID_OF}(?:等待|待|未)(?:买家)?(?:支付|付款)$`), 'created'],
  [new RegExp(`^${SAID_OF}(?:已|已经)?(?:全额)?(?:退款|退费|退回)(?:成功|完成)?$`), 'refunded'],
  [new RegExp(`^${SAID_OF}(?:结果|状态|处理)*(?:超时|未知|不明|待查询|待确认|待核实)$`), 'unknown'],
  // What is still being done to an order may end either way.
  [/^(?:in|under|being) ?(?:process|processing|processed|progress)$|^in ?transit$|^(?:submitt|send|deliver|recharg|dispatch|execut|retry|cancell|fail|revers|refund)ing$/, 'submitted'],
]

/** A state without what it is said of (`TXN_SUCCESS`, `Recharge Failed`) and marks behind it. */
function bareState(word: string): string {
  return word.replaceAll(/[_\s]+/g, ' ').replace(/^(?:status\s*[:=]?\s*)/, '').replace(/^(?:transaction|txn|trx|order|recharge|top-?up|request|delivery) (?=\S)/, '').replace(/[\s!.。！~]+$/, '').replace(/^(?:has been|was|is) /, '')
}

function stateInForm(word: string): OrderStatus | null {
  return STATE_FORMS.find(([form]) => form.test(word))?.[1] ?? null
}

/** Words of states in the lists of all resellers, Chinese and English. */
const WORDS: Readonly<Record<string, OrderStatus>> = {
  successful: 'delivered', success: 'delivered', succeeded: 'delivered', sukses: 'delivered', complete: 'delivered', completed: 'delivered', delivered: 'delivered', ok: 'delivered', done: 'delivered', fulfilled: 'delivered', 'top-up successful': 'delivered', 到账: 'delivered', 到账成功: 'delivered', 缴费成功: 'delivered', 成功: 'delivered', 充值成功: 'delivered', 充值完成: 'delivered', 交易成功: 'delivered', 订单成功: 'delivered', 已完成: 'delivered', 已充值: 'delivered', 已到账: 'delivered', 已发货: 'delivered',
  failed: 'failed', failure: 'failed', fail: 'failed', gagal: 'failed', rejected: 'failed', declined: 'failed', cancelled: 'failed', canceled: 'failed', error: 'failed', unsuccessful: 'failed', 缴费失败: 'failed', 失败: 'failed', 充值失败: 'failed', 交易失败: 'failed', 订单失败: 'failed', 已失败: 'failed', 交易关闭: 'failed', 已关闭: 'failed', 撤单: 'failed', 已撤单: 'failed', 退款中: 'failed', 待退款: 'failed', 取消: 'failed', 已取消: 'failed', '失败需退款': 'failed',
  refunded: 'refunded', refund: 'refunded', 'fully refunded': 'refunded', 'full refund': 'refunded', 全额退款: 'refunded', 已全额退款: 'refunded', 失败已退款: 'refunded', 退款成功: 'refunded', 已退款: 'refunded', reversed: 'reversed', 冲正: 'reversed', 已冲正: 'reversed',
  untreated: 'paid', 'not processed': 'paid', unprocessed: 'paid', waiting: 'paid', processing: 'submitted', pending: 'submitted', submitted: 'submitted', underway: 'submitted', inprogress: 'submitted', 'in progress': 'submitted', accepted: 'submitted', queued: 'submitted', 受理中: 'submitted', 已受理: 'submitted', 缴费中: 'submitted', 'in_progress': 'submitted', 充值中: 'submitted', 正在充值: 'submitted', 处理中: 'submitted', 已提交: 'submitted', 提交成功: 'submitted', 待充值: 'paid', 等待充值: 'paid', 未充值: 'paid', confirmed: 'paid', 已匹配: 'submitted', 已支付: 'paid', 已付款: 'paid', 支付成功: 'paid', 待发货: 'paid', 等待发货: 'paid', 买家已付款: 'paid', paid: 'paid', 
  created: 'created', new: 'created', unpaid: 'created', 未付款: 'created', 等待付款: 'created', 等待买家付款: 'created', 待付款: 'created', 待支付: 'created', 未支付: 'created', unknown: 'unknown', 未知: 'unknown', 结果未知: 'unknown', timeout: 'unknown', 'timed out': 'unknown', 超时: 'unknown', 充值超时: 'unknown', 可疑: 'unknown', 可疑订单: 'unknown', 存疑: 'unknown', 待确认: 'unknown', 待核实: 'unknown',
}

const map = (column: ResellerColumn, words: Readonly<Record<string, OrderStatus>>, others?: StatusMap['others']): StatusMap => ({ column, words: { ...WORDS, ...words }, ...(others ? { others } : {}) })

const phoneFee = { currency: 'CNY', zone: BEIJING, isShared: true } as const

const PHONE_FEE_COLUMNS = {
  number: ['mobile', 'phone', '手机号', '充值号码', '充值账号', '手机号码', '充值手机号', '充值手机', ...ORDER_NAMES.chinese.number], product: ['product_name', 'cardname', 'goods_name', '产品名称', '商品名称', '套餐'], network: ['isp', 'operator', '运营商'],
  face: ['money', 'cardnum', 'face_value', 'par', '面值', '充值面值', '充值面额', '面额', '充值金额', 'charge_face', ...ORDER_NAMES.chinese.face], sum: ['amount', '金额'], back: ['退款金额', '已退金额', '已退款金额', 'refund_amount', 'refund_money', 'refunded_amount'],
  // What is called paid was paid, whatever price and coupon stand beside it; a price is what was paid where nothing is called so.
  paid: ['实付金额', '实付', '实付款', '实付款金额', '买家实付金额', '买家实际支付金额', '支付金额', '付款金额', '扣款金额', '扣费金额', '实收金额', '实收', '收款金额', 'pay_amount', 'paid_amount', 'pay_money', 'pay_price', 'real_price', 'price', 'ordercash', 'cost', '进价', '价格', '结算价', '结算金额', '销售价', '销售金额', '售价', '成本价', 'total_price', 'order_price', 'sale_price', 'settle_price', '提交金额', '订单金额', '交易金额', '总价', '单价', ...ORDER_NAMES.chinese.paid],
  created: ['create_time', 'created_at', 'create_at', 'create_date', 'ctime', 'add_time', 'addtime', 'order_time', '创建时间', '下单时间', '订单时间', '提交时间', 'sporder_time', 'submit_time', '交易时间', '充值时间', '受理时间', '操作时间', '缴费时间', '日期时间', '下单日期', '交易日期', '充值日期', ...ORDER_NAMES.chinese.created], clock: ['时间'], paid_at: ['pay_time', 'paid_at', 'pay_at', '支付时间', '付款时间'],
  done: ['finish_time', 'complete_time', 'end_time', 'finished_at', 'finish_at', 'success_at', 'success_time', 'ordersuccesstime', 'recharge_time', '完成时间', '充值完成时间', '到账时间', '结束时间', 'otime', ...ORDER_NAMES.chinese.done], operator_txn: ['voucher', 'official_no', '运营商流水号', '流水号', ...ORDER_NAMES.chinese.operator], partner: ['userid', 'store_id', 'user_id', 'game_userid_owner'],
  error: ['err_msg', 'remark', 'fail_reason', 'msg', '失败原因', '备注'],
} as const

/** `recharge_type` (1 fast, 0 slow), `order_type` (1 slow) and how many hours a slow order may take (DOMAIN R-PAY-02). */
function phoneFeeSpeed(cells: ForeignCells<ResellerColumn>): 'fast' | 'slow' | null {
  const speed = (cells.code('speed') ?? '').toLowerCase()
  if (speed !== '') return /^(?:0|slow|慢充?)$/.test(speed) ? 'slow' : /^(?:1|fast|快充?)$/.test(speed) ? 'fast' : null
  if (/slow|慢/i.test(cells.code('sku') ?? '')) return 'slow'
  const hours = Number(cells.code('hours') ?? Number.NaN)
  return Number.isFinite(hours) ? (hours >= 24 ? 'slow' : 'fast') : null
}

/** Chinese phone-fee interface A: `out_trade_num`, status 1 to 6, `state` beside it. */
export const phoneFeeA = resellerFeed({
  ...phoneFee, id: 'phone_fee_a', source: 'phone_fee_a',
  columns: { ...PHONE_FEE_COLUMNS, id: ['id', 'order_number', 'order_no'], ref: ['out_trade_num', 'out_trade_nums', 'out_trade_no'], sku: ['product_id'], status: ['order_status', 'status'], state: ['state'], speed: ['recharge_type'], hours: ['mctype'] },
  mark: [['ref'], ['number'], ['status', 'state'], ['id', 'product', 'face', 'sum']],
  statuses: [
    map('status', { 1: 'created', 2: 'paid', 3: 'submitted', 4: 'delivered', 5: 'failed', 6: 'refunded' }),
    map('state', { '-1': 'failed', 0: 'submitted', 1: 'delivered', 2: 'failed' }),
  ],
  speedOf: phoneFeeSpeed,
})

/** Chinese phone-fee interface B: `order_no` of ours, `order_number` of theirs, status 0 to 7. */
export const phoneFeeB = resellerFeed({
  ...phoneFee, id: 'phone_fee_b', source: 'phone_fee_b',
  columns: { ...PHONE_FEE_COLUMNS, id: ['order_number'], ref: ['order_no'], status: ['status', 'order_status', '订单状态'], speed: ['recharge_type'], sku: ['product_id', 'goods_id'] },
  mark: [['ref'], ['number'], ['status'], ['id', 'speed', 'partner']],
  statuses: [map('status', { 0: 'created', 1: 'submitted', 2: 'delivered', 3: 'failed', 4: 'refunded', 6: 'paid', 7: 'submitted' })],
  speedOf: phoneFeeSpeed,
})

/** Chinese phone-fee interface C: `sporder_id`, `game_state` 1, 0, 9. */
export const phoneFeeC = resellerFeed({
  ...phoneFee, id: 'phone_fee_c', source: 'phone_fee_c',
  columns: { ...PHONE_FEE_COLUMNS, id: ['orderid'], ref: ['sporder_id'], number: ['game_userid', ...PHONE_FEE_COLUMNS.number], sku: ['cardid'], hours: ['mctype'], status: ['game_state'], code: ['retcode'] },
  mark: [['ref'], ['number'], ['status']],
  statuses: [
    map('status', { 1: 'delivered', 0: 'submitted', 9: 'failed' }),
    map('code', { 1: 'submitted' }, (word) => (/^(?:319|1007|1008)$/.test(word) ? 'failed' : null)),
  ],
  speedOf: phoneFeeSpeed,
})

const ORDER_STATES = ['订单状态', '充值状态', '充值结果']
const PAYMENTS = ['支付宝交易号', '微信订单号', '微信支付订单号', '微信支付业务单号', '交易单号', '交易流水号', '对方账户', '对方账号']
/** What only who sells to customers knows: how they paid, and where. Of such a list the channel and the method matter, so somebody says what they mean. */
const SHOPS = ['支付方式', '付款方式', '收款方式', '支付渠道', '付款渠道', '支付途径', '店员', '营业员', '收银员', '工号', '门店', '网点', '营业厅', '充值渠道', '下单渠道', '办理渠道', '受理渠道', 'paymentmethod', 'paymethod', 'paymenttype', 'tender', 'paidby', 'cashier', 'clerk', 'shop', 'outlet', 'kiosk', 'kioskid', 'terminal', 'terminalid']
/** A wallet says of each movement of what sort it was, and knows neither network nor face value. */
const MOVEMENTS = ['transactiontype', 'txntype', 'trxtype', 'transtype', 'trantype']
const isOfShop = (names: ReadonlySet<string>) => SHOPS.some((name) => names.has(name))
const VOUCHERS = ['序列号', '卡序列号', '充值卡序列号', '充值卡号', '券号', '卡状态', '充值卡状态']

/** Lists that Chinese resellers draw from their desks, headed in words. States are words too: what a bare number means there nobody can say, so it is set aside. */
export const phoneFeeList = resellerFeed({
  ...phoneFee, id: 'phone_fee_list', source: 'phone_fee_list',
  columns: {
    ...PHONE_FEE_COLUMNS, id: ['订单号', '订单编号', '平台订单号', ...ORDER_NAMES.chinese.id], ref: ['商户订单号', '商户单号', '商家订单号', ...ORDER_NAMES.chinese.ref],
    currency: ['币种', '货币', '结算币种'], status: ['订单状态', '充值状态', '状态', '充值结果', ...ORDER_NAMES.chinese.status], speed: ['充值类型', '充值方式', '充值速度', '快慢充'],
  },
  mark: [['ref', 'id', 'operator_txn'], ['number', 'product'], ['status'], ['face', 'product', 'paid', 'sum']],
  // A table of vouchers tells where each was used, too. A shop may tell the number in the name of its goods alone; what it calls an order's state then sets it apart from bills of payments.
  fits: (names) => !isOfShop(names) && !VOUCHERS.some((name) => names.has(name)) && (names.has('number') || (ORDER_STATES.some((name) => names.has(name)) && !PAYMENTS.some((name) => names.has(name)))),
  statuses: [map('status', {})],
  speedOf: phoneFeeSpeed,
})

/** Receipts of Chinese data and fee resellers that tell by a five-digit code why an order did not go through (DOMAIN 6.5). */
export const phoneFlow = resellerFeed({
  ...phoneFee, id: 'phone_flow', source: 'phone_flow',
  columns: { ...PHONE_FEE_COLUMNS, id: ['order_number', 'id'], ref: ['order_no', 'out_trade_num', 'out_trade_no', 'orderno'], code: ['code', 'result_code', 'ret_code'], sku: ['product_id', 'flow_id'], speed: ['recharge_type'] },
  mark: [['ref'], ['number'], ['code'], ['face', 'sum', 'product', 'sku']],
  fits: (names) => !names.has('status') && !names.has('state'),
  statuses: [map('code', { 10005: 'submitted', 89999: 'unknown', 99999: 'unknown' }, (word) => (/^(?:1000[0-4]|1100[136])$/.test(word) ? 'failed' : null))],
  speedOf: phoneFeeSpeed,
})

/** Chinese card interface: `OrderNo`, `AccountVal`, `OrderStatus`. */
export const cardApi = resellerFeed({
  ...phoneFee, id: 'card_api', source: 'card_api',
  columns: {
    ...PHONE_FEE_COLUMNS, id: ['orderid', 'serialno'], ref: ['OrderNo'], number: ['AccountVal'], status: ['OrderStatus'], created: ['Time', 'OrderTime', ...PHONE_FEE_COLUMNS.created], product: ['ProductData', 'ProductName'],
    sku: ['BizType', 'ProductId'], partner: ['UserId'], error: ['Message', 'ErrMsg'],
  },
  mark: [['ref'], ['number'], ['status']],
  statuses: [map('status', {})],
})

export const reloadly = resellerFeed({
  id: 'reloadly', source: 'reloadly', currency: 'USD', zone: null, isInternational: true,
  columns: {
    id: ['transactionId'], ref: ['customIdentifier'], number: ['recipientPhone', 'recipientPhone.number', 'recipientPhoneNumber'], network: ['operatorName', 'operator'], sku: ['operatorId'], face: ['requestedAmount'],
    currency: ['requestedAmountCurrencyCode', 'requestedAmountCurrency', 'requestedCurrency', 'currency'], delivered: ['deliveredAmount'], delivered_currency: ['deliveredAmountCurrencyCode', 'deliveredAmountCurrency', 'deliveredCurrency'], discount: ['discount'], fee: ['fee', 'senderFee'], status: ['status'], created: ['transactionDate', 'date'],
    operator_txn: ['operatorTransactionId'], sender: ['senderPhone', 'senderPhone.number'], country: ['countryCode', 'recipientPhone.countryCode', 'country'], code: ['errorCode'],
  },
  mark: [['id'], ['number'], ['face'], ['status']],
  fits: (names) => names.has('delivered') || names.has('currency') || names.has('network'),
  statuses: [map('status', {})],
})

export const dingConnect = resellerFeed({
  id: 'ding_connect', source: 'ding_connect', currency: 'USD', zone: 'UTC', isInternational: true, isFeeOnTop: true,
  columns: {
    id: ['TransferRef', 'TransferId', 'Transfer Reference'], ref: ['DistributorRef', 'Distributor Reference'], number: ['AccountNumber'], sku: ['SkuCode', 'SKU'], face: ['SendValue', 'Send Amount'], currency: ['SendCurrencyIso', 'Send Currency', 'Send Currency Code'], delivered: ['ReceiveValue', 'Receive Amount'],
    delivered_currency: ['ReceiveCurrencyIso', 'Receive Currency', 'Receive Currency Code'],
    fee: ['CustomerFee'], discount: ['CommissionApplied'], status: ['ProcessingState', 'Transfer State', 'Transfer Status'], code: ['ResultCode'], error: ['ErrorCodes', 'Error Code'], created: ['StartedUtc', 'Started (UTC)'], done: ['CompletedUtc', 'Completed (UTC)'], product: ['ReceiptText'], network: ['ProviderName', 'ProviderCode'],
  },
  mark: [['ref', 'id'], ['number'], ['sku', 'face'], ['status', 'code']],
  statuses: [
    map('status', {}),
    map('code', { 1: 'delivered', 2: 'delivered', 3: 'unknown', 4: 'failed', 5: 'failed' }),
  ],
})

export const dtOne = resellerFeed({
  id: 'dt_one', source: 'dt_one', currency: 'USD', zone: 'UTC', isInternational: true,
  columns: {
    id: ['id', 'transaction_id'], ref: ['external_id'], number: ['credit_party_identifier.mobile_number', 'credit_party_identifier.account_number', 'credit_party_mobile_number', 'mobile_number', 'beneficiary.mobile_number', 'destination_msisdn'],
    product: ['product.name', 'product_name'], sku: ['product.id', 'product_id'], network: ['product.operator.name', 'operator_name', 'operator'],
    face: ['prices.retail.amount', 'retail_price', 'prices.wholesale.amount', 'wholesale_price', 'retail_amount', 'requested_values.source.amount', 'source_amount', 'buying_price'],
    currency: ['prices.retail.unit', 'retail_currency', 'prices.wholesale.unit', 'wholesale_currency', 'retail_unit', 'currency', 'source_unit', 'buying_currency'], fee: ['prices.retail.fee', 'buying_fee'], delivered: ['benefits.0.amount.base', 'destination_amount', 'product_value'],
    delivered_currency: ['benefits.0.unit', 'destination_unit'], state: ['status.class.id', 'status_class_id'], code: ['status.id', 'status_id'], status: ['status.message', 'status_message', 'status.class.message', 'status_class_message', 'status'],
    created: ['creation_date', 'created_at'], paid_at: ['confirmation_date'], done: ['last_status_updated_date'], operator_txn: ['operator_reference', 'operator_transaction_id'], sender: ['debit_party_identifier.mobile_number', 'sender.mobile_number', 'sender_mobile_number'],
  },
  mark: [['ref'], ['number'], ['status', 'state', 'code'], ['created']],
  statuses: [
    map('state', dtClasses()),
    map('code', {}, (word) => (/^\d{5,6}$/.test(word) ? (dtClasses()[String(Math.floor(Number(word) / 10_000))] ?? null) : null)),
    map('status', {}, (word) => WORDS[word.split('-')[0] ?? ''] ?? null),
  ],
})

/** Status classes of DT One. 7 is called final, yet 8 may follow it (DOMAIN 0.3). */
function dtClasses(): Readonly<Record<string, OrderStatus>> {
  return { 1: 'created', 2: 'paid', 3: 'failed', 4: 'failed', 5: 'submitted', 7: 'delivered', 8: 'reversed', 9: 'failed' }
}

export const transferTo = resellerFeed({
  id: 'transfer_to', source: 'transfer_to', currency: 'USD', zone: 'UTC', isInternational: true, isFaceDelivered: true,
  columns: {
    id: ['transactionid', 'transaction_id'], ref: ['cid1', 'external_id', 'key', 'authentication_key'], number: ['destination_msisdn'], sender: ['msisdn'], face: ['product_requested', 'product', 'requested_value'], paid: ['retail_price', 'wholesale_price'],
    currency: ['originating_currency', 'currency'], delivered: ['actual_product_sent', 'local_info_value'], delivered_currency: ['destination_currency', 'local_info_currency'], code: ['error_code'], error: ['error_txt'], created: ['date', 'transaction_date', 'created_at'],
    network: ['operator'], country: ['country'], operator_txn: ['reference_operator'],
  },
  mark: [['number'], ['code'], ['id']],
  statuses: [map('code', { 0: 'delivered', 203: 'unknown' }, (word) => (/^\d{1,5}$/.test(word) ? 'failed' : null))],
})

export const digiflazz = resellerFeed({
  id: 'digiflazz', source: 'digiflazz', currency: 'IDR', zone: 'Asia/Jakarta', country: 'ID',
  columns: {
    id: ['trx_id', 'id'], ref: ['ref_id'], number: ['customer_no'], sku: ['buyer_sku_code'], product: ['product_name'], network: ['brand'], face: ['price', 'selling_price', 'harga'], status: ['status'], code: ['rc'], error: ['message'],
    operator_txn: ['sn'], created: ['created_at', 'date', 'time', 'tanggal', 'trx_date', 'waktu'], done: ['updated_at', 'finished_at'],
  },
  mark: [['ref'], ['number'], ['sku'], ['status', 'code']],
  statuses: [
    map('code', { '00': 'delivered', 0: 'delivered', '03': 'submitted', 3: 'submitted', 39: 'submitted', 99: 'submitted' }, (word) => (/^\d{1,3}$/.test(word) ? 'failed' : null)),
    map('status', {}),
  ],
})

/** Lists in English of partners and shops without a format of their own. The currency is that of a column, else the operator's. */
export const partnerList = resellerFeed({
  id: 'partner_list', source: 'partner_list', currency: null, zone: null, isShared: true,
  columns: {
    id: ['order_id', 'transaction_id', 'txn_id', 'trans_id', 'order_ref', 'order_no', 'order_number', 'transaction_no', 'transaction_number', 'transaction_ref', 'transaction_reference', 'top_up_id', 'recharge_id', 'sale_id', 'reference', 'reference_no', 'reference_number', 'ref_no', 'ref', 'our_ref', 'our_reference', ...ORDER_NAMES.english.id],
    ref: ['merchant_order_no', 'merchant_order_id', 'merchant_ref', 'merchant_reference', 'partner_ref', 'partner_reference', 'partner_order_id', 'client_ref', 'client_reference', 'client_order_id', 'external_id', 'external_ref', 'external_reference', 'your_ref', 'your_reference', 'customer_reference', ...ORDER_NAMES.english.ref],
    number: ['msisdn', 'mobile', 'mobile_number', 'mobile_no', 'phone', 'phone_number', 'phone_no', 'recipient', 'recipient_number', 'recipient_phone', 'recipient_msisdn', 'beneficiary', 'beneficiary_msisdn', 'destination', 'destination_number', 'subscriber_number', 'number', 'topup_number', 'customer_number', ...ORDER_NAMES.english.number],
    product: ['product', 'product_name', 'item', 'package', 'plan', 'bundle'], sku: ['sku', 'product_id', 'product_code'], network: ['operator', 'operator_name', 'network', 'carrier', 'telco', 'provider'],
    face: ['face_value', 'face_amount', 'denomination', 'denom', 'topup_amount', 'top_up_value', 'recharge_amount', 'recharge_value', 'airtime_amount', 'airtime_value', 'value', 'send_amount', 'requested_amount', ...ORDER_NAMES.english.face], sum: ['amount'], back: ['refund_amount', 'refunded_amount', 'amount_refunded'],
    paid: ['paid_amount', 'amount_paid', 'paid', 'charged', 'amount_charged', 'charged_amount', 'net_amount', 'total_amount', 'total', 'selling_price', 'sell_price', 'sale_price', 'retail_price', 'price', 'cost', 'wholesale_price', ...ORDER_NAMES.english.paid],
    fee: ['fee', 'service_fee', 'convenience_fee'], currency: ['currency', 'ccy', 'currency_code', 'paid_currency', 'price_currency', 'sale_currency', 'amount_currency', 'send_currency', 'source_currency', 'cost_currency'], status: ['status', 'state', 'order_status', 'transaction_status', 'topup_status', 'recharge_status', 'result', ...ORDER_NAMES.english.status],
    error: ['error', 'message', 'reason', 'failure_reason', 'error_message', 'remarks', 'remark'], code: ['error_code', 'response_code', 'result_code'],
    created: ['created', 'created_at', 'created_on', 'created_date', 'create_time', 'creation_date', 'order_date', 'order_time', 'transaction_date', 'transaction_time', 'txn_date', 'txn_time', 'trans_date', 'date_time', 'datetime', 'date/time', 'date_and_time', 'timestamp', 'requested_at', 'date', ...ORDER_NAMES.english.created], clock: ['time'],
    paid_at: ['paid_at', 'paid_on', 'payment_date', 'payment_time'], done: ['completed', 'completed_at', 'completed_on', 'completion_date', 'completion_time', 'delivered_at', 'delivered_on', 'finished_at', 'processed_at', 'updated_at', ...ORDER_NAMES.english.done],
    operator_txn: ['operator_reference', 'operator_ref', 'operator_transaction_id', 'operator_txn_id', 'network_reference', 'provider_reference', 'carrier_ref', ...ORDER_NAMES.english.operator], sender: ['sender', 'sender_phone', 'sender_number'], partner: ['partner', 'partner_id', 'agent_code'], country: ['country_code', 'country_iso', 'country'],
  },
  mark: [['id', 'ref'], ['number'], ['status'], ['face', 'paid', 'sum'], ['created', 'clock', 'done']],
  // What a reseller has left in its wallet may stand beside each order, but then the network does too. Ledgers, vouchers, statements and messages have numbers and states of their own; a list of our own format that lacks a column is none of others.
  fits: (names) => !isOfShop(names) && !NO_ORDERS.some((name) => names.has(name)) && (names.has('network') || names.has('face') || !MOVEMENTS.some((name) => names.has(name))) && (names.has('network') || !names.has('balance')),
  statuses: [map('status', {})],
})

const NO_ORDERS = ['targetnumber', 'balancebefore', 'balanceafter', 'serial', 'serialnumber', 'serialno', 'voucherserial', 'debit', 'credit', 'direction', 'responsecode', 'origintransactionid', 'subscriberid', 'text', 'errorcode']
