/** Names that every first word makes with every second one. An empty word leaves the other alone. */
function joined(firsts: readonly string[], seconds: readonly string[]): readonly string[] {
  return firsts.flatMap((first) => seconds.map((second) => first + second))
}

/** {@link joined} without those that mean something else, or nothing. */
function joinedBut(not: readonly string[], firsts: readonly string[], seconds: readonly string[]): readonly string[] {
  return joined(firsts, seconds).filter((name) => !not.includes(name))
}

/**
 * What lists of orders call their columns, put together of the words that such headings are made of: makers of lists choose among few words and join them
 * freely. Blanks, case and underscores do not count. Names that are surer stand first; lists with names of their own put those before.
 */
const ENGLISH_DEAL = ['order', 'transaction', 'txn', 'trx', 'trans', 'tx', 'topup', 'recharge', 'refill', 'sale', 'purchase', 'request', 'transfer'] as const
const ENGLISH_TIME = ['date', 'time', 'datetime', 'dateandtime', 'date/time', 'timestamp', 'date&time', 'at', 'on', 'datetimeutc', 'timeutc', 'utc'] as const
const CHINESE_TIME = ['时间', '日期', '日期时间', '时刻'] as const
const ENGLISH_MONEY = ['price', 'amount', 'amt', 'value', 'cost'] as const
const ENGLISH_NUMBER = ['msisdn', 'mobile', 'mobilenumber', 'mobileno', 'mobilephone', 'phone', 'phonenumber', 'phoneno', 'cell', 'cellphone', 'cellnumber', 'gsm', 'tel', 'telephone', 'number', 'no', 'contact'] as const
/** Whose account was credited; an account that nothing is said of may be the reseller's own. */
const ENGLISH_ACCOUNT = ['account', 'accountno', 'accountnumber', 'acct', 'accountval'] as const

export const ORDER_NAMES = {
  english: {
    id: joinedBut(['topupnumber', 'rechargenumber', 'refillnumber'], ENGLISH_DEAL, ['id', 'no', 'number', 'num', 'ref', 'refno', 'reference', 'referenceno', 'referencenumber', 'code']),
    ref: joined(['merchant', 'partner', 'client', 'external', 'reseller', 'agent', 'distributor', 'your', 'thirdparty', 'out', 'cust', 'customer'], ['ref', 'refno', 'reference', 'referenceno', 'referencenumber', 'orderid', 'orderno', 'ordernumber', 'orderref', 'txnid', 'trxid', 'transactionid', 'transactionno', 'tradeno', 'tradenum', 'tradenumber']),
    number: [...joined(['charge', 'recharge', 'recharged', 'topup', 'refill', 'target', 'recipient'], ENGLISH_ACCOUNT), ...joinedBut(['no', 'contact', 'number', 'customerno', 'customercontact', 'subscriberno'], ['', 'recipient', 'receiver', 'beneficiary', 'destination', 'dest', 'target', 'customer', 'subscriber', 'topup', 'recharge', 'recharged', 'refill', 'called', 'credited'], ENGLISH_NUMBER)],
    face: joinedBut(['topup', 'recharge', 'refill', 'airtime', 'product', 'plan', 'pack', 'requested', 'request', 'list'], ['face', 'denom', 'denomination', 'topup', 'recharge', 'refill', 'airtime', 'product', 'plan', 'pack', 'requested', 'request', 'nominal', 'list', 'mrp', 'gross'], ['', ...ENGLISH_MONEY]),
    paid: [...joinedBut(['order', 'charge', 'sale', 'sales', 'sell', 'buy', 'payment', 'retail', 'purchase', 'dealer', 'reseller', 'trade', 'unit', 'wholesale', 'invoice', 'final', 'settled', 'settlement', 'selling', 'buying', 'payable', 'discounted'], ['paid', 'charged', 'charge', 'debited', 'deducted', 'billed', 'payable', 'payment', 'net', 'discounted', 'final', 'selling', 'sell', 'sale', 'sales', 'settlement', 'settled', 'retail', 'cost', 'purchase', 'buying', 'buy', 'dealer', 'reseller', 'trade', 'unit', 'wholesale', 'invoice', 'total', 'order'], ['', ...ENGLISH_MONEY]), ...joined(['amount', 'price', 'value'], ['paid', 'charged', 'debited', 'deducted', 'billed', 'payable'])],
    status: joined(['', ...ENGLISH_DEAL, 'delivery', 'final', 'current', 'processing'], ['status', 'state', 'result', 'outcome']),
    created: [...joined(['created', 'creation', 'create', 'placed', 'ordered', 'submitted', 'submission', 'requested', 'initiated', 'initiation', 'received', ...ENGLISH_DEAL], ENGLISH_TIME), 'created', 'placed', 'submitted', 'initiated', 'datetime', 'dateandtime', 'date/time', 'date&time', 'timestamp', 'ts', 'date'],
    done: [...joined(['completed', 'completion', 'complete', 'delivered', 'delivery', 'finished', 'finish', 'end', 'processed', 'success', 'fulfilled', 'response', 'updated', 'lastupdated'], ENGLISH_TIME), 'completed', 'delivered', 'finished', 'processed', 'fulfilled'],
    operator: joined(['operator', 'carrier', 'network', 'provider', 'telco', 'upstream', 'supplier'], ['ref', 'refno', 'reference', 'txnid', 'trxid', 'transactionid', 'transactionno', 'orderid', 'orderno']),
  },
  chinese: {
    id: joinedBut(['平台号', '系统号', '交易号', '交易单号', '交易流水号', '交易编号', '缴费号', '平台编号', '系统编号', '平台ID', '系统ID', '交易ID', '平台流水流水号', '缴费编号'], ['订单', '平台订单', '平台', '系统', '系统订单', '充值订单', '平台流水', '系统流水', '充值流水', '交易订单', '交易', '缴费'], ['号', '编号', '单号', '流水号', 'ID']),
    ref: joined(['商户', '商家', '外部', '下游', '客户', '代理商', '代理', '第三方', '渠道商', '合作方', '合作商', '接入方', '接入商', '分销商', '采购商', '来源', '买家'], ['订单号', '单号', '订单编号', '流水号', '流水', '订单', '订单ID', '参考号']),
    number: [...joined(['充值', '被充', '被充值', '缴费', '用户', '客户', '接收', '目标', '机主', '话费', '会员'], ['号码', '手机号', '手机号码', '手机', '账号', '账户', '帐号']), '手机号', '手机号码', '手机', '电话号码', '业务号码', '号码', '账号', '帐号'],
    face: joinedBut(['商品金额', '产品金额', '套餐金额', '标准金额', '卡金额'], ['充值', '面值', '话费', '产品', '商品', '官方', '标准', '套餐', '充入', '到账', '卡'], ['面值', '面额', '金额', '额度']),
    paid: [...joinedBut(['折扣价钱', '代理款', '客户款'], ['实付', '支付', '付款', '扣款', '扣费', '实扣', '结算', '进货', '采购', '成本', '供货', '折后', '折扣', '成交', '销售', '实收', '收款', '应付', '代理', '客户', '订单', '交易', '下单', '消费'], ['金额', '价', '价格', '价钱', '单价', '款', '总额', '总价']), '进价', '售价', '实付', '实收', '实扣', '扣费', '扣款', '成本', '总价', '价格', '单价'],
    status: [...joined(['订单', '充值', '到账', '缴费', '处理', '受理', '回调', '执行', '当前', '交易'], ['状态', '结果', '进度']), '状态', '结果', '进度'],
    created: [...joined(['下单', '创建', '提交', '订单', '订单创建', '订单提交', '受理', '接单', '发起', '申请', '请求', '充值', '充值提交', '缴费', '交易', '操作', '办理', '生成', '记录'], CHINESE_TIME), '日期时间', '日期'],
    done: joined(['完成', '到账', '成功', '结束', '回调', '充值完成', '充值成功', '充值到账', '订单完成', '处理完成', '返回', '完结', '更新', '最后更新', '状态更新', '反馈'], CHINESE_TIME),
    operator: joined(['运营商', '官方', '上游', '供应商', '渠道', '上家', '局方'], ['流水号', '流水', '订单号', '单号', '交易号']),
  },
} as const

const VOUCHERS = ['', 'voucher', 'card', 'scratchcard', 'pin', 'coupon'] as const

export const VOUCHER_NAMES = {
  serial: [...joined(VOUCHERS, ['serial', 'serialno', 'serialnumber', 'serialnum', 'sn']).filter((name) => name !== 'sn'), ...joined(['卡', '充值卡', '卡密', '券', '充值券'], ['序列号', '序号', '编号', '卡号'])],
  state: [...joined(VOUCHERS, ['state', 'status']), ...joined(['卡', '充值卡', '券', '使用', '当前', '库存'], ['状态'])],
  value: [...joined(VOUCHERS.filter((name) => name !== ''), ['value', 'amount', 'denomination', 'facevalue', 'face']), ...joined(['卡', '充值卡', '券', '充值'], ['面值', '面额', '金额'])],
} as const

const CHINESE_SALES = ['交易', '收款', '支付', '缴费', '销售', '受理', '办理', '开单', '结账', '收银', '收费', '消费', '业务', '营业'] as const

/** What tills and counters call the number, the moment and the sum of a sale. */
export const SALE_NAMES = {
  reference: joined(CHINESE_SALES, ['流水号', '流水', '单号', '编号', '凭证号']),
  time: joined(CHINESE_SALES, ['时间', '日期时间']),
  date: joined(CHINESE_SALES, ['日期']),
  amount: joined(CHINESE_SALES, ['金额', '总额', '额']),
} as const
