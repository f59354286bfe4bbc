import type { IntakeWarning } from '../feed.ts'
import type { ReceiptKind } from '../record.ts'
import { currencyOfCountry, decimalsOf } from '../../values/money.ts'
import { parseNumber } from '../../values/msisdn.ts'
import type { WrittenInstant } from '../../values/time.ts'
import { BEIJING, currencyCode, hundredThousandths, numberInName, parseWrittenTime, usualDayOrder } from '../written.ts'
import { balanceWatch, redWatch, signWatch } from '../balance-ways.ts'
import { currencyBesideIn, currencyIn, DAY_FIRST_TONGUES, exactMoneyIn, type ForeignCells, foreignFeed, inOwnZone, isTotalsLine, joinedTimeIn, moneyIn, requiredTimeIn, type TimeContext, totalWarnings, tradeIdIn } from './foreign-table.ts'
import { kept } from './wechat-merchant.ts'

/** A bank's statement of the operator's account: credits are payments, debits refunds when they say so, and everything else is kept as neither. */
export const bankStatement = foreignFeed({
  id: 'bank_statement',
  currencyInHeadings: true,
  dashed: ['sign'],
  repeatable: ['currency'],
  worded: ['summary', 'purpose', 'note', 'place'],
  kind: 'receipt',
  columns: {
    time: ['交易时间', '记账时间', '入账时间', '交易日期时间', 'transaction time', 'transaction date time', 'transaction date and time', 'date and time', 'date & time', 'date/time', 'datetime', 'completion time', 'completed date', 'date completed', 'timestamp', 'created utc', 'created'], date: ['交易日期', '交易日', '记账日期', '记账日', '日期', '入账日期', 'transaction date', 'txn date', 'tran date', 'trans date', 'trx date', 'posting date', 'posted date', 'post date', 'booking date', 'bookg dt', 'entry date', 'date', 'buchungstag', 'buchungsdatum', 'buchung', 'datum', 'date operation', "date d'operation", 'date de comptabilisation', 'fecha', 'fecha operacion', 'fecha operación', 'fecha contable', 'data', 'data movimento', 'data contabile', 'data lançamento', 'data operazione', 'boekdatum', 'ngày giao dịch', 'ngày', 'tanggal', 'tanggal transaksi', 'tarikh'],
    clock: ['时间', 'time'], value_date: ['起息日', '起息日期', 'started date', 'date started', 'value date', 'val date', 'val dt', 'value dt', 'valuta', 'valutadatum', 'wertstellung', 'wert', 'date valeur', 'date de valeur', 'fecha valor', 'data valor', 'data valuta', 'rentedatum'], amount: ['交易金额', '发生额', '发生金额', '金额', 'amount', 'amt', 'transaction amount', 'txn amount', 'billing amount', 'gross', 'gross amount', 'betrag', 'umsatz', 'montant', 'importe', 'valor', 'importo', 'bedrag', 'jumlah', 'nominal', 'số tiền'], credit: ['记账金额(收入)', '贷方金额', '贷方发生额', '收入金额', '收入', '贷方', '存入金额', '存入', '存款金额', '转入金额', '入账金额', '存款', '收款金额', '贷方金额(收入)', 'credit', 'credits', 'cr', 'credit amount', 'credit amt', 'amount credited', 'deposit', 'deposits', 'deposit amount', 'deposit amt', 'money in', 'paid in', 'lodgement', 'lodgements', 'haben', 'crédit', 'abono', 'haber', 'ingreso', 'crédito', 'entrada', 'entradas', 'entrate', 'accrediti', 'avere', 'kredit', 'phát sinh có', 'ghi có'],
    traded_credit: ['交易金额(收入)'], traded_debit: ['交易金额(支出)'], traded_currency: ['交易币种'],
    debit: ['记账金额(支出)', '借方金额', '借方发生额', '支出金额', '支出', '借方', '支取金额', '支取', '取款金额', '转出金额', '出账金额', '提取金额', '提取', '提款金额', '提款', '提出', '付款金额', 'debit', 'debits', 'dr', 'debit amount', 'debit amt', 'amount debited', 'withdrawal', 'withdrawals', 'withdrawal amount', 'withdrawal amt', 'money out', 'paid out', 'withdrawn', 'soll', 'débit', 'cargo', 'debe', 'gasto', 'débito', 'saída', 'saídas', 'uscite', 'addebiti', 'dare', 'debet', 'phát sinh nợ', 'ghi nợ'], side: ['借贷标志', '借贷方向', '借贷标识', '收支方向', '收付', '收支标志', '借贷', '借/贷', '收/支', '收支类型', '收付标志', '交易方向', 'dr/cr', 'd/c', 'c/d', 'dc', 'drcr', 'crdr', 'debit/credit', 'debit credit indicator', 'dr/cr indicator', 'cdt dbt ind', 'credit debit indicator', 'cr/dr', 'credit/debit', 'in/out', 'money in/out', 'income/expense', 'direction', 'balance impact', 'af bij'], sign: ['sign', '+/-', '正负号', '正负标志', '符号'],
    balance: ['余额', '账户余额', '本次余额', '联机余额', '交易后余额', '可用余额', '账户结余', '当前余额', '结余', '结余金额', '交易后结余', '账面余额', '账户金额', 'balance', 'running balance', 'closing balance', 'available balance', 'ledger balance', 'account balance', 'balance amount', 'balance after', 'saldo', 'kontostand', 'solde', 'baki', 'saldo na mutatie', 'disponible', 'số dư'], reference: ['交易流水号', '流水号', '单号', '银行流水号', '账户明细编号-交易流水号', '交易序号', '凭证号', '交易流水', '核心流水号', '业务编号', '日志号', '柜员流水号', '交易参考号', '参考号', '参考编号', '交易编号', '回单编号', '电子回单号', '业务流水号', '全局流水号', '记录标识号', 'reference', 'reference no', 'ntry ref', 'acct svcr ref', 'transaction id', 'transaction reference', 'ref no', 'reference number', 'ref', 'txn id', 'tran id', 'transaction no', 'transaction number', 'transaction ref', 'trace no', 'utr', 'bank reference', 'receipt no', 'chq/ref no', 'cheque no', 'chq/ref number', 'cheque/reference no', 'additional reference', 'bank reference no', 'transaction code', 'balance transaction id', 'transferwise id', 'transfer id', 'referenz', 'référence', 'referencia', 'identificador', 'nº documento', 'documento', 'docto', 'no referensi', 'số tham chiếu', 'mã giao dịch'],
    party: ['对方户名', '对方账户名称', '对方账号名称', '对方单位名称', '对手信息', '对方姓名', '对方名称', '交易对手', '对方单位', 'counterparty', 'counterparty name', 'other party info', 'payer', 'payer name', 'beneficiary', 'name', 'beguenstigter/zahlungspflichtiger', 'begünstigter/zahlungspflichtiger', 'auftraggeber/empfänger', 'zahlungspflichtiger', 'name zahlungsbeteiligter', 'auftraggeber', 'tiers', 'beneficiario', 'beneficiário', 'naam/omschrijving'], party_account: ['对方账号', '对方账户', 'phone number', 'phone', 'msisdn', 'mobile number', 'mobile', 'customer msisdn', 'customer phone', 'customer mobile', 'customer number', 'payer msisdn', 'payer phone', 'sender', 'sender msisdn', 'sender number', 'sender phone', 'sender mobile', 'from', '手机号', '手机号码', '付款手机号', '对方手机号', 'counterparty account', 'payer account', 'account number', 'kontonummer', 'kontonummer/iban', 'tegenrekening', 'iban zahlungsbeteiligter'],
    summary: ['摘要', '交易摘要', '业务摘要', '详情', '说明', '描述', '交易描述', '明细', '交易明细', '进支详情', '摘要内容', 'description', 'details', 'narrative', 'narration', 'particulars', 'memo', 'payment details', 'rmt inf', 'ustrd', 'transaction details', 'transaction description', 'transaction narration', 'transaction particulars', 'transaction remarks', 'verwendungszweck', 'libellé', 'libelle', 'concepto', 'descripción', 'descrição', 'histórico', 'lançamento', 'descrizione', 'causale', 'omschrijving', 'mededelingen', 'keterangan', 'uraian', 'diễn giải', 'nội dung'], sort: ['交易类型', '业务类型', '交易名称', 'reason type', 'subcategory', 'statement code', 'transaction type', 'txn type', 'tran type', 'trans type', 'trx type', 'buchungstext', 'booking text', 'mutatiesoort', 'reporting category'], type: ['type', '类型'], purpose: ['用途', '资金用途', '交易用途', '款项用途'],
    note: ['附言', '交易附言', '附言信息', '备注', '交易备注', '备注信息', '摘要说明', '客户摘要', '交易说明', 'remarks'], place: ['交易详情', '交易场所', '交易地点', '交易渠道/场所'], currency: ['记账币种', '币种', '货币', '币别', '交易货币', 'currency', 'ccy', 'billing currency', 'payment currency', 'account currency', 'transaction currency', 'amount currency', 'waehrung', 'währung', 'devise', 'moneda', 'moeda', 'divisa', 'mata uang'],
    fee: ['fee', 'fees', 'fee amount', 'charges', 'service fee', 'transaction fee', '手续费', '服务费'],
    payer: ['付款人名称', 'dbtr'], payer_account: ['付款人账号', 'dbtr acct'], payee: ['收款人名称', 'cdtr'], back: ['rvsl ind', 'reversal indicator'],
    zone: ['时区', 'timezone', 'time zone'],
    status: ['交易状态', '状态', '处理状态', 'status', 'transaction status'], order_no: ['商户订单号', 'customer reference', 'merchant order no', 'end to end id', 'a/c no', 'client reference', 'invoice number', 'invoice no', 'payment metadata[order id]', 'metadata[order id]'], account: ['账号', '本方账号', 'account', 'acct', 'account no', 'auftragskonto'],
  },
  mark: [['time', 'date', 'value_date'], ['amount', 'credit', 'debit', 'traded_credit', 'traded_debit'], ['balance', 'reference', 'party', 'party_account', 'side', 'debit', 'currency', 'account'], ['summary', 'sort', 'type', 'note', 'party', 'balance']],
  // Bills of payment channels have more to say of themselves, and are read by their own formats; a bank knows neither goods nor how something was paid.
  fits: (names) => !OTHERS.some((name) => names.has(name)) && !(GOODS.some((name) => names.has(name)) && !names.has('balance')) && (names.has('balance') || names.has('reference') || (names.has('credit') && names.has('debit')) || ((names.has('party') || names.has('side')) && names.has('summary')) || (names.has('account') && names.has('sort') && names.has('summary'))),
  required: [['amount', 'credit', 'debit', 'traded_credit', 'traded_debit']],
  summed: ['credit', 'debit'],
  open: (context, has) => {
    const clock = { country: context.country, ...(context.dayOrder === undefined ? {} : { dayOrder: context.dayOrder }), zone: context.country === 'CN' ? BEIJING : context.zone }
    const above = currencyBefore(context.preamble.join('\n'))
    const usual = above ?? context.headed ?? (context.hasOtherCurrency ? '' : currencyOfCountry(context.country)) ?? ''
    const totals = printedTotals(context.preamble)
    // Where a bank gives neither a reference nor a balance, rows are told apart by what they say, equal ones of a file by their order.
    const alike = new Map<string, number>()
    const nth = (name: string): string => {
      const count = (alike.get(name) ?? 0) + 1
      alike.set(name, count)
      return count === 1 ? name : `${name}/${count}`
    }
    // A day that brings an account twice to one balance by one amount has two rows of it, if they say different things; rows that say the same are one row told twice.
    const saidOf = new Map<string, string[]>()
    let dayOfSaid = 0
    const rowOf = (name: string, said: string, at: number): string => {
      if (at !== dayOfSaid) saidOf.clear()
      dayOfSaid = at
      const others = saidOf.get(name) ?? []
      if (others.length === 0) saidOf.set(name, others)
      if (!others.includes(said)) others.push(said)
      const place = others.indexOf(said)
      return place === 0 ? name : `${name}/${place + 1}`
    }
    // Where rows say neither by sign nor by side which way money went, their balances do, else what the rows say of themselves.
    const isBare = has('amount') && !has('credit') && !has('debit') && !has('side') && !has('sign') && !has('back')
    const watch = isBare && has('balance') ? balanceWatch() : null
    // Banks of the tongues that write the day first put a sign before money that went out.
    const isOfPaid = context.headings.some((name) => PAID_OUT.test(name))
    const signs = isBare && !watch && (isOfPaid || !context.headings.some((name) => CAME_IN.test(name) || DAY_FIRST_TONGUES.test(name))) ? signWatch() : null
    // Where sums that went out have no sign, one below zero among them takes back an earlier one.
    const reds = has('debit') && !has('amount') ? redWatch() : null
    const isRed = (debit: number) => reds !== null && context.ways != null && debit < 0
    const isTopUpTelling = !has('balance') && !isOfPaid
    for (const line of context.preamble) noteOpening(line)
    function noteOpening(line: string): void {
      const written = OPENING.exec(line)?.[1]
      if (written !== undefined) watch?.opening(written)
    }
    // Below the heading of a summary stand figures of another table, until a line has a day again.
    let isBelow = false
    let hasRows = false
    // Some banks write what was traded and what it came to on the account; the account's figure holds.
    const isTraded = !has('amount') && !has('credit') && !has('debit')
    const currencyColumn = isTraded ? 'traded_currency' : 'currency'
    return {
      aside: (cells, raw) => {
        if (SUMMARY.test(cells.filter((cell) => cell !== '').join(' '))) isBelow = true
        // Sums below the columns they add up are held against the rows.
        if (isTotalsLine(cells)) return false
        const sums = labelledSums(cells)
        if (sums !== null) {
          totals.look(sums)
          return true
        }
        // Balances without a day, below rows, begin the figures that sum up the statement.
        const balance = balanceLineIn(cells)
        const isBalance = balance !== null
        if (isBalance && hasRows && !cells.some((cell) => DAY.test(cell))) isBelow = true
        const isAside = (isBelow && !cells.some((cell) => DAY.test(cell))) || (ASIDE.test(raw) && cells.filter((cell) => cell !== '').length <= Math.max(4, cells.length - 3)) || isBalance
        if (isAside) {
          totals.look(raw)
          if (balance === null) noteOpening(raw)
          else if (cells.some((cell) => OPENING_NAMED.test(cell))) watch?.opening(balance)
        }
        return isAside
      },
      note: (cells) => {
        hasRows = true
        const credit = hundredThousandths(cells.trimmed(isTraded ? 'traded_credit' : 'credit')) ?? 0
        const debit = hundredThousandths(cells.trimmed(isTraded ? 'traded_debit' : 'debit')) ?? 0
        const amount = hundredThousandths(cells.trimmed('amount')) ?? 0
        const isOut = debit !== 0 || amount < 0 || (amount !== 0 && (OUT.test(sideOf(cells)) || context.ways?.(cells.line) === 'out'))
        totals.add(isOut ? '支出' : '收入', isRed(debit) ? debit : Math.abs(isOut ? debit || amount : credit || amount))
        reds?.see(debit)
        if (sideOf(cells) !== '') return
        watch?.see(cells.line, cells.trimmed('amount'), cells.trimmed('balance'), whenOf(cells), cells.trimmed('account'))
        signs?.see(cells.trimmed('amount'))
      },
      read: (cells) => {
        const currency = currencyIn(cells, currencyColumn, currencyBesideIn(cells, ['credit', 'debit', 'amount']) ?? usual)
        if (currency === '') cells.refuse('value_missing', 'currency')
        const credit = moneyIn(cells, isTraded ? 'traded_credit' : 'credit', currency)
        const debit = moneyIn(cells, isTraded ? 'traded_debit' : 'debit', currency)
        const amount = has('amount') ? moneyIn(cells, 'amount', currency) : null
        const side = sideOf(cells)
        const isBackAgain = !credit && isRed(debit ?? 0)
        const moved = credit ? credit : debit ? (isBackAgain ? -debit : -Math.abs(debit)) : amount
        if (moved === null && credit === null && debit === null) cells.refuse('value_missing', has('amount') ? 'amount' : isTraded ? 'traded_credit' : 'credit')
        const way = side === '' && context.ways ? (context.ways(cells.line) ?? wayInWords(cells, isTopUpTelling)) : undefined
        // A row whose way nobody tells is not taken for money that came in.
        if ((way === null || (side === '' && has('side'))) && (amount ?? 0) > 0 && !credit && !debit) cells.refuse('value_missing', 'side')
        const isOut = (OUT.test(side) || way === 'out') && amount !== null ? true : (moved ?? 0) < 0
        const amountMinor = isOut ? -Math.abs(moved ?? 0) : (moved ?? 0)
        // Banks spread over several columns what a movement was for.
        const words = [...new Set(WORDED.map((column) => cells.words(column)).filter((text) => text !== null && !DIRECTION.test(text)))].join(' ')
        // Some banks write both ends of a transfer; the other one is the party.
        const party = cells.words('party') ?? cells.words(isOut ? 'payee' : 'payer')
        const local = inOwnZone(cells, 'zone', clock)
        const dated = /\d{4}.*\d/.test(cells.trimmed('time').replace(/^\d{6}$/, '')) ? requiredTimeIn(cells, ['time'], local) : dayAndClock(cells, local)
        const given = tradeIdIn(cells, 'reference')
        const isPayers = given !== null && isPayersOwn(given, context.country)
        const reference = isPayers ? null : given
        const balance = has('balance') ? cells.code('balance') : null
        if (given === null && balance === null && words === '' && party === null) cells.refuse('value_missing', 'reference')
        const status = cells.code('status')
        const text = isPayers ? `${words} ${cells.words('reference') ?? ''}`.trim() : words
        const named = text === '' ? null : numberInName(text, context.country)
        // One transfer and its fee may share a reference; amounts tell them apart. A short reference comes again on other days.
        const name = reference !== null ? `bank/${reference}/${amountMinor}${reference.length < TELLING_CHARS ? `/${dated.at}` : ''}` : `bank/${dated.at}/${amountMinor}/${balance ?? `${text} ${party ?? ''}`.trim().slice(0, NAMED_BY)}`
        return {
          kind: 'receipt',
          receiptId: reference !== null ? name : balance !== null ? rowOf(name, `${text} ${party ?? ''}`, dated.at) : nth(name),
          source: 'bank',
          trust: 'T3',
          // Beside a column of fees a charge is what a customer was charged.
          receiptKind: isBackAgain || (status !== null && UNDONE.test(status)) ? 'other' : bankKind(`${cells.trimmed('type').slice(0, NAMED_BY)} ${has('fee') ? words.replaceAll(/\bcharges?\b/gi, '') : words}`, isOut, /^(?:true|1|y|yes)$/i.test(cells.trimmed('back'))),
          orderId: null,
          merchantOrderNo: has('order_no') ? tradeIdIn(cells, 'order_no') : null,
          channelTradeNo: reference,
          refundNo: isOut ? reference : null,
          numberRaw: named?.raw ?? null,
          number: named?.normal ?? null,
          amountMinor,
          feeMinor: Math.abs(exactMoneyIn(cells, 'fee', currency) ?? 0) || exactMoneyIn(cells, 'fee', currency),
          currency,
          payerAccount: isOut ? null : (cells.words('party_account') ?? cells.words('payer_account')),
          payee: null,
          occurredAt: dated.at,
          offsetMin: dated.offsetMin,
          statusRaw: status ?? (side || (isOut ? 'debit' : 'credit')),
          text: text === '' ? null : text,
          fileHash: null,
          extra: { ...cells.extra(), ...kept({ party, balance, account: cells.words('account'), value_date: cells.code('value_date'), ...(isTraded ? {} : { traded_credit: cells.code('traded_credit'), traded_debit: cells.code('traded_debit'), traded_currency: cells.code('traded_currency') }) }) },
        }
      },
      finish: totals.finish,
      ...(watch ? { ways: () => watch.ways((when) => timeOf(when, clock)) } : signs ? { ways: signs.ways } : reds ? { ways: reds.ways } : {}),
      told: { ...(above === null || has(currencyColumn) ? {} : { [currencyColumn]: above }), ...(context.ways && !reds ? { side: '' } : {}) },
    }
  },
})

/** The currency that lines before the table name: by its word, or beside an amount such as the balance (`SGD 12,000.00`), when that is one alone. */
function currencyBefore(text: string): string | null {
  const [, named, rest = ''] = /(?:币种|currency)\s*[:：,][\s",]*(\p{L}+)([^\r\n]{0,20})/iu.exec(text) ?? []
  // A word in the language of its country may have the code beside it: `Naira (NGN)`.
  if (named && decimalsOf(currencyCode(named)) === null) return /\(\s*([A-Z]{3})\s*\)/.exec(rest)?.[1] ?? currencyCode(named)
  if (named) return currencyCode(named)
  const beside = new Set([...text.matchAll(/\b([A-Z]{3})\s*-?[\d,]+\.\d{2}\b|[\d,]\.\d{2}\s*([A-Z]{3})\b/g)].map((found) => found[1] ?? found[2] ?? '').filter((code) => decimalsOf(code) !== null))
  return beside.size === 1 ? ([...beside][0] ?? null) : null
}

/** Letters from which on a bank's reference names one movement alone. */
const TELLING_CHARS = 10

/** A reference that whoever paid wrote: words without a digit, or a number that was topped up. It comes again with each of their payments. */
function isPayersOwn(reference: string, country: string): boolean {
  const read = parseNumber(reference, { country })
  return !/\d/.test(reference) || (read.valid && read.kind === 'mobile')
}

/** Letters of what a row says that its name holds. */
const NAMED_BY = 80

/** Which way money went, as a column of its own says it. */
export const OUT = /^(?:借|支|出|付|转出|dr?$|af$|dbit$|debit|out|withdraw|expen|sent$|[-－−])/i
/** Wallets say the way in the column that elsewhere says what sort of movement it was; a word for nothing else. */
const DIRECTION = /^(?:debit|dr|credit|cr|[借贷]方?|收入|支出|转入|转出|money (?:in|out))\.?$/i

function sideOf<C extends string>(cells: ForeignCells<C | 'side' | 'sign' | 'sort' | 'type'>): string {
  const [sort, type] = [cells.trimmed('sort'), cells.trimmed('type')]
  return cells.trimmed('side') || cells.trimmed('sign') || (DIRECTION.test(sort) ? sort : DIRECTION.test(type) || OUT.test(type) ? type : '')
}

/** Lists of what was paid out name who got it. */
export const PAID_OUT = /^(?:收款(?:人|方(?!式)|账|单位)|供应商|beneficiary|payee|supplier|vendor(?!id)|recipient(?:name|account))/
/** Headings that say of a whole list that its money came in. */
const CAME_IN = /^(?:payer|sender|remitter|付款(?:人|方(?!式)|账|手机|单位)|汇款人|来款|到账|收款(?:金额|时间|日期)|amountreceived|receivedamount|receivedat|paidby)/
const IN_WORDS = /转入|汇入|存入|收款(?![人方账])|来账|入账|收入|\b(?:deposits?|received|incoming|credit(?:ed)?(?! ?card)|(?:money|cash|paid) in|transfer (?:in|from)|lodgement|gutschrift|receb\w+|recibid\w+|ingreso|abono)\b/i
const OUT_WORDS = /转出|汇出|支出|支取|取款|提现|往账|代付|代发|工资|缴税|手续费|\b(?:withdraw\w*|sent|outgoing|debit(?:ed)?(?! ?card)|(?:money|cash|paid) out|(?:paid|payments?) to|payouts?|transfer (?:out|to)|salary|salaries|suppliers?|vendors?|lastschrift|enviad\w+|cargo|fees?)\b/i
/** Money that comes back goes either way. */
const BACK_WORDS = /退款|退费|退货|退汇|冲正|refund|revers|return|chargeback/i

/** What a customer pays for; bought in or passed on it is paid for as well. */
const TOP_UP_WORDS = /话费|充值|缴费|top-?\s?up|recharge|airtime|refill|recarga|aufladung/i
const TRADE_WORDS = /采购|货款|代理|佣金|批发|purchas|wholesale|commission|dealer/i

/**
 * Which way a row says in words that its money went; null where it says nothing of it, or both. Where no balance contradicts it, a top-up that is named
 * (`isTopUpTelling`) was paid for by a customer.
 */
function wayInWords<C extends string>(cells: ForeignCells<C | 'type' | (typeof WORDED)[number]>, isTopUpTelling: boolean): 'in' | 'out' | null {
  const said = [cells.trimmed('type'), ...WORDED.map((column) => cells.trimmed(column))].join(' ').slice(0, NAMED_BY * 4)
  if (BACK_WORDS.test(said)) return null
  const isOut = OUT_WORDS.test(said)
  const isIn = IN_WORDS.test(said) || (isTopUpTelling && TOP_UP_WORDS.test(said) && !TRADE_WORDS.test(said))
  return isIn === isOut ? null : isIn ? 'in' : 'out'
}

/** States in which nothing was moved, or nothing yet. */
export const UNDONE = /失败|撤销|取消|关闭|退回|处理中|未成功|待处理|fail|declin|reject|cancel|void|pending|processing|returned/i
const OTHERS = ['支付宝交易号', '微信订单号', '交易单号', '交易订单号', 'orderid', '商品', '商品名称', '商品说明', '支付方式', '收/付款方式', '当前状态', 'paymentmethod', 'operator', 'operatorname', 'network', 'telco']
/** What a bank knows only of its own accounts, whose balance it tells beside. */
const GOODS = ['product', 'productname', 'goods']
const ASIDE = /^[\s",;]*(?:[#＃]|-{5,}|(?:人民币|美元|港币|本币|外币)?(?:合计|总计|小计|(?:收入|支出|借方|贷方|存入|支取|转入|转出)(?:发生额)?(?:合计|总|笔数|金额))|共计|本页|期初|期末|承前|过次|opening balance|closing balance|(?:grand |sub)?totals?\b)/i
/** Sums of a statement in one line, each behind what it is (`借方笔数,3,借方合计,60.00,贷方笔数,8,贷方合计,900.00`), as words with their figures; null of other lines. */
function labelledSums(cells: readonly string[]): string | null {
  const filled = cells.filter((cell) => cell !== '')
  const isLabelled = filled.length > 2 && filled.length % 2 === 0 && filled.every((cell, index) => (index % 2 === 0 ? SUM_LABEL.test(cell) : hundredThousandths(cell) !== null))
  return isLabelled ? filled.map((cell, index) => (index % 2 === 0 ? `${cell.replace(/笔数[:：]?$/, '')}：` : `${cell}${/笔数[:：]?$/.test(filled[index - 1] ?? '') ? '笔' : ''} `)).join('') : null
}

const SUM_LABEL = /^(?:收入|支出|借方|贷方|存入|支取|转入|转出)(?:发生额|总|交易)?(?:合计|总计|总额|笔数|总笔数|金额|总金额|合计金额)[:：]?$/
const BALANCE_NAMED = /^(?:期初|期末|上期|上日|上月|承前|过次|上页|(?:opening|closing|beginning|ending|starting|previous|last|start|end) balance|(?:balance )?(?:brought|carried) forward|balance [bc]\/?f|saldo (?:anterior|inicial|final|awal|akhir)|(?:anfangs|end)saldo|solde (?:initial|final|précédent))/i

/** Of a line among the rows that only tells what stood on the account, without that money moved, what that was; null of other lines. Nought where it says nothing else. */
function balanceLineIn(cells: readonly string[]): string | null {
  if (!cells.some((cell) => BALANCE_NAMED.test(cell))) return null
  const figures = cells.filter((cell) => !/^0\d/.test(cell) && (hundredThousandths(cell) ?? 0) !== 0)
  // A number of the account has no decimals, where amounts have them.
  const amounts = figures.filter((cell) => cell.includes('.'))
  const told = amounts.length > 0 ? amounts : figures
  return told.length <= 1 ? (told[0] ?? '0') : null
}

/** What a bank prints of one direction: `# 收入合计: 1 笔, 共 100.00 元`, `总支出笔数：3 总支出金额：60.00`. */
const PRINTED = /(收入|贷方|存入|支出|借方|支取)(?:合计|总计|总额|总金额)?\s*[:：]?\s*([\d,]+)\s*笔\s*[,，、；]?\s*(?:共|金额|合计)?\s*[:：]?\s*(?:人民币|[¥￥])?\s*(-?[\d,]+\.\d{2})/g

/** The sum alone: `借方合计：2.00 贷方合计：1,200.00`. */
const PRINTED_SUM = /(收入|贷方|存入|支出|借方|支取)(?:发生额)?(?:合计|总计|总额|总金额)(?:金额)?\s*[:：]?\s*(?:人民币|[¥￥])?\s*(-?[\d,]+\.\d{2})/g

const wayOf = (way = ''): '收入' | '支出' => (/收入|贷方|存入/.test(way) ? '收入' : '支出')

/** Totals that stand before or after the rows, and what the rows add up to beside them. Banks that print none are not held to any. */
function printedTotals(preamble: readonly string[]) {
  const printed = new Map<'收入' | '支出', { readonly count: number | null; readonly sum: number | null }>()
  const found = { 收入: { count: 0, sum: 0 }, 支出: { count: 0, sum: 0 } }
  const look = (line: string): void => {
    for (const [, way, sum] of line.matchAll(PRINTED_SUM)) printed.set(wayOf(way), { count: null, sum: hundredThousandths(sum ?? '') })
    for (const [, way, count, sum] of line.matchAll(PRINTED)) printed.set(wayOf(way), { count: Number((count ?? '').replaceAll(',', '')), sum: hundredThousandths(sum ?? '') })
  }
  for (const line of preamble) look(line)
  return {
    look,
    add: (way: '收入' | '支出', sum: number): void => {
      found[way].count += 1
      found[way].sum += sum
    },
    finish: (): readonly IntakeWarning[] => [...printed].flatMap(([what, { count, sum }]) => [
      ...(count === null ? [] : totalWarnings([{ what, printed: count, found: found[what].count }], 1)),
      ...(sum === null ? [] : totalWarnings([{ what, printed: Math.abs(sum), found: found[what].sum }], SCALE)),
    ]),
  }
}

const SCALE = 100_000

/** What heads the figures that sum up a statement below its rows. */
const SUMMARY = /^(?:(?:statement|account|transaction) summary|summary of (?:account|transactions)|账户汇总|交易汇总|汇总信息)\W*$/i
const DAY = /^(?:\d{1,4}[-/.年]\s?(?:\d{1,2}|[a-z]{3,9})[-/.月]\s?\d{1,4}|\d{8}|\d{1,2} [a-z]{3,9} \d{2,4})/i

/** Columns in which a bank says what a movement was for. */
const WORDED = ['sort', 'summary', 'purpose', 'note', 'place'] as const

/** `isBack`: the bank itself says that this undoes an earlier movement. */
function bankKind(words: string, isOut: boolean, isBack: boolean): ReceiptKind {
  if (isBack) return isOut ? 'reversal' : 'other'
  if (/手续费|服务费|利息|结息|年费|\b(?:fees?|entgelt\w*|gebühr\w*|zinsen|frais|comisi[oó]n|tarifa|comissão|commissioni|kosten|biaya|phí|(?:sms|service|bank|maintenance) ?charges?|charges?|interest|commission)\b/i.test(words)) return 'other'
  if (!isOut) return /退汇|returned|reversal of/i.test(words) ? 'other' : 'payment'
  if (/冲正|冲账|reversal|chargeback|\bdisputes?\b/i.test(words)) return 'reversal'
  return /退款|退费|refund|erstattung|remboursement|devoluci[oó]n|reembols|estorno|rimborso|storno|terugbetaling|pengembalian|hoàn tiền/i.test(words) ? 'refund' : 'other'
}

/** What stood on the account before the first row. */
const OPENING_NAMED = /^(?:期初|上期|上日|上月|承前|上页|opening|beginning|starting|previous|(?:balance )?brought forward|balance b\/?f|saldo (?:anterior|inicial|awal)|anfangssaldo|solde (?:initial|précédent))/i
/** The same in a line outside of the table, with the figure. */
const OPENING = /(?:期初|上期|上日|上月|承前|上页|opening|beginning|starting|previous|brought forward|saldo (?:anterior|inicial|awal)|anfangssaldo|solde (?:initial|précédent))\s*(?:账户)?(?:余额|结余|balance)?[\s:：,;|"]*(?:[A-Z]{3}|[¥￥$€£])?\s*(-?[\d,]+(?:\.\d+)?)/i

function whenOf<C extends string>(cells: ForeignCells<C | 'date' | 'value_date' | 'clock' | 'time'>): string {
  const day = cells.trimmed('date') || (cells.trimmed('time') === '' ? cells.trimmed('value_date') : '')
  return `${day} ${cells.trimmed('clock') || cells.trimmed('time')}`.trim()
}

function timeOf(when: string, { zone, country, dayOrder }: TimeContext): number | null {
  const order = dayOrder === undefined ? usualDayOrder(country) : dayOrder
  const time = parseWrittenTime(when, zone, order)
  const whole = time.ok ? time : parseWrittenTime(when.split(' ')[0] ?? '', zone, order)
  return whole.ok ? whole.value.at : null
}

/** Day and time of day in two columns; a day alone counts from its first moment. */
function dayAndClock<C extends string>(cells: ForeignCells<C | 'date' | 'value_date' | 'clock' | 'time'>, context: TimeContext): WrittenInstant {
  const clock = (cells.trimmed('clock') || cells.trimmed('time')).replace(/^\d{1,2}:\d{2}$/, '$&:00').replace(/^\d:/, '0$&')
  const day = cells.trimmed('date')
  if (clock === '' || day === '') return requiredTimeIn(cells, ['date', 'time', 'value_date'], context)
  return joinedTimeIn(cells, /^\d{6}$/.test(clock) ? `${day} ${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}` : `${day} ${clock}`, 'clock', context)
}
