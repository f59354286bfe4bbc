import { describe, expect, test } from 'vitest'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { ordersOf, readFeed, type ReadFile, receiptsOf, wasRead } from '../../support/foreign-files.ts'

const read = async (...rows: readonly string[]) => wasRead(await readFeed(textPart('file', `${rows.join('\n')}\n`)))
const amounts = (file: ReadFile) => ordersOf(file).map(({ faceMinor, paidMinor }) => [faceMinor, paidMinor])

describe('which of several amounts is the face value and which was paid', () => {
  test('an amount called nothing else is the face value, but what was paid where the list tells the face value besides', async () => {
    const tail = 'Completed,2026-06-04 10:00:00'
    const partner = (header: string, cells: string) => read(`Order ID,Mobile,${header},Status,Created At`, `K1,13800130201,${cells},${tail}`)
    expect(amounts(await partner('Amount', '50'))).toEqual([[5000, 5000]])
    expect(amounts(await partner('Face Value,Amount', '50,47.50'))).toEqual([[5000, 4750]])
    expect(amounts(await partner('Amount,Price', '50,47.50'))).toEqual([[5000, 4750]])
    const all = await partner('Face Value,Price,Amount', '50,47.50,49')
    expect([amounts(all), ordersOf(all)[0]?.extra]).toMatchObject([[[5000, 4750]], { amount: '49' }])
    expect(amounts(await partner('Face Value,Price,Total', '50,48,48.50'))).toEqual([[5000, 4850]])
  })

  test('a list of a Chinese desk goes by the same rule, and by the face value that a product is named by', async () => {
    const desk = (header: string, cells: string) => read(`订单号,充值号码,${header},订单状态,下单时间`, `K1,13800130201,${cells},充值成功,2026-06-04 10:00:00`)
    expect(amounts(await desk('金额', '50'))).toEqual([[5000, 5000]])
    expect(amounts(await desk('面值,金额', '50,47.5'))).toEqual([[5000, 4750]])
    expect(amounts(await desk('商品名称,金额', '全国 50元话费,47.5'))).toEqual([[5000, 4750]])
  })

  test('what is called paid was paid, whatever price and coupon stand beside it', async () => {
    const file = await read('订单号,充值号码,面值,售价,优惠券,实付金额,订单状态,下单时间', 'K1,13800130201,100,99.80,5.00,94.80,充值成功,2026-06-04 10:00:00')
    expect([amounts(file), ordersOf(file)[0]?.extra]).toMatchObject([[[10000, 9480]], { 优惠券: '5.00' }])
  })

  test('a price less a coupon is not computed: what the list does not say was paid stays its price', async () => {
    expect(amounts(await read('订单号,充值号码,面值,订单金额,优惠金额,订单状态,下单时间', 'K1,13800130201,100,100,5,充值成功,2026-06-04 10:00:00'))).toEqual([[10000, 10000]])
  })
})

test('a list in English whose day and time share one heading, with signs of the currency before its amounts', async () => {
  const file = wasRead(await readFeed(textPart('file', 'Transaction ID,Date/Time,Phone Number,Carrier,Top-up Amount,Amount Charged,Status\nU1,7/25/2026 8:03:05 AM,+1 650 555 0100,AT&T,$25.00,$26.50,Completed\n'), 'US', 'America/New_York'))
  expect([file.feed, file.rejections, amounts(file)]).toEqual(['partner_list', [], [[2500, 2650]]])
})

describe('what a list says came back', () => {
  const list = async (header: string, ...rows: readonly string[]) => {
    const file = await read(`平台订单号,充值账号,面值,实付金额,订单状态${header},下单时间`, ...rows.map((row, i) => `P${i},13800130201,100,98,${row},2026-06-04 10:00:00`))
    return [ordersOf(file).map(({ status }) => status), file.rejections.map(({ rejection }) => rejection.code)]
  }

  test('given back without more means all of it, as does an amount of at least what was paid', async () => {
    expect(await list('', '已退款', '已退款98.00', '已退款(￥98.00)', '已退款：￥100', '充值失败，已退款98元')).toEqual([new Array(5).fill('refunded'), []])
    expect(await list(',退款金额', '已退款,98.00', '已退款,', '已退款,0', '已退款,-98.00', '充值成功,0')).toEqual([['refunded', 'refunded', 'refunded', 'refunded', 'delivered'], []])
  })

  test('less than was paid is for a person to say', async () => {
    expect(await list('', '已退款20.00', '已退款(￥97.99)')).toEqual([[], ['value_unknown', 'value_unknown']])
    expect(await list(',退款金额', '已退款,97.99')).toEqual([[], ['value_unknown']])
  })
})

describe('a bill that a customer exported', () => {
  const header = '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注'
  const bill = async (type: string, way: string, status: string) => receiptsOf(await read('微信支付账单明细,,', header, `2026-05-01 10:00:00,${type},某通信公司,话费充值 50元,${way},¥50.00,零钱,${status},4200001,K1,/`))[0]?.receiptKind

  test('a trade under neither way whose money came back is not the return of it', async () => {
    expect([await bill('商户消费', '/', '已退款'), await bill('商户消费', '/', '已全额退款'), await bill('商户消费', '/', '已退款(￥20.00)')]).toEqual(['other', 'other', 'other'])
    expect([await bill('某通信公司-退款', '/', '已全额退款'), await bill('某通信公司-退款', '收入', '已退款'), await bill('商户消费', '/', '退款成功'), await bill('商户消费', '支出', '已退款')]).toEqual(['refund', 'refund', 'refund', 'payment'])
  })
})
