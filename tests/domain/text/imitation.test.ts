import { describe, expect, it } from 'vitest'
import { isOneSlip, skeletonOf } from '../../../app/domain/text/imitation.ts'
import { decodeLabel } from '../../../app/domain/text/punycode.ts'
import { readText } from '../../../app/domain/text/read-text.ts'
import { textListsOf } from '../../../app/domain/text/text-lists.ts'

const lists = textListsOf({ country: 'CN', officialHosts: ['galaxycell.example', 'silver-river.example'], officialShortPrefixes: [] }, {
  brands: [{ id: 'moonbank', sector: 'bank', names: ['月亮银行'], domains: ['moonbank.example'], tokens: ['moonbank'], weakTokens: [] }],
})
const imitates = (url: string) => {
  const found = readText(url, lists).links[0]?.imitates
  return found ? `${found.brand} ${found.way}` : null
}

describe('borrowed names', () => {
  it.each([
    ['http://wap-10086vp.cn', 'china_mobile compound'],
    ['www.jfl0086cc.com', 'china_mobile look_alike_letters'],
    ['10860.PT5JF.PW', 'china_mobile anagram'],
    ['http://100086.cc/', 'china_mobile doubled_digit'],
    ['http://10086.cn.pay-vip.top/', 'china_mobile spelled_domain'],
    ['http://10086.cn@evil.top/', 'china_mobile user_part'],
    ['http://10086.top/', 'china_mobile other_ending'],
    ['http://10086123.cn/', 'china_mobile compound'],
    ['https://chlnamobile-x.com', 'china_mobile look_alike_letters'],
    ['https://alipay.weebly.com', 'alipay other_ending'],
    ['https://paypal-login.example.com', 'paypal compound'],
    ['https://login.paypal.example.com', 'paypal sub_label'],
    ['https://paypa1.com', 'paypal look_alike_letters'],
    ['https://rnaybank.com', 'maybank look_alike_letters'],
    ['https://arnazon.com', 'amazon look_alike_letters'],
    ['https://dhldelivery.example.com', 'dhl compound'],
    ['https://chat.whatsagp.com/x', 'whatsapp misspelling'],
    ['http://раураӏ.com', 'paypal look_alike_letters'],
    ['http://аррӏе.com', 'apple look_alike_letters'],
    ['http://中国移动积分.com', 'china_mobile written_name'],
    ['https://galaxycell-pay.top', 'own compound'],
    ['https://ga1axycell.com', 'own look_alike_letters'],
    ['https://river-silver.help/refund', 'own compound'],
    ['https://moonbank-login.xyz', 'moonbank compound'],
    ['http://月亮银行.com', 'moonbank written_name'],
  ])('%s borrows %s', (url, expected) => expect(imitates(url)).toBe(expected))

  it.each([
    'https://jf.10086.cn/', 'https://10085.cn/', 'https://10010.com/', 'https://www.icbc.com.cn/', 'https://www.vodafone.de/', 'https://citibank.com.au/', 'http://21008655.com/', 'http://www.pineapple.com/',
    'http://purchase-online.com/', 'http://smart-gardens.com/', 'http://accounting.example.com/', 'http://interactive.example.com/', 'http://revolutions.example.com/', 'http://mobile.de/', 'http://trust.example.com/',
    'http://goggles.com/', 'http://galaxycell.example/', 'https://mobile-china.com/', 'https://river-silver-jewels.com/', 'http://shop.galaxycell.example/', 'https://moonbank.example/', 'http://20261122.com/', 'http://58.com/',
  ])('%s borrows nothing', (url) => expect(imitates(url)).toBeNull())

  it('compares by shape', () => {
    expect(skeletonOf('I0086'.toLowerCase())).toBe(skeletonOf('10086'))
    expect(skeletonOf('rnodem')).toBe(skeletonOf('modem'))
    expect(skeletonOf('vvechat')).toBe(skeletonOf('wechat'))
    expect(skeletonOf('10085')).not.toBe(skeletonOf('10086'))
  })

  it('knows one slip from two', () => {
    for (const [a, b] of [['paypal', 'papyal'], ['paypal', 'paypl'], ['paypal', 'payypal'], ['paypal', 'paypol']] as const) expect([a, b, isOneSlip(a, b), isOneSlip(b, a)]).toEqual([a, b, true, true])
    for (const [a, b] of [['paypal', 'paypal'], ['paypal', 'payapl2'], ['paypal', 'poypol'], ['paypal', 'paypalxx']] as const) expect([a, b, isOneSlip(a, b)]).toEqual([a, b, false])
  })

  it('decodes international labels as their parser encodes them', () => {
    for (const label of ['移动积分', 'іcbc', 'bücher', 'ドコモ', '中国移动积分商城', 'a-ü']) {
      const host = new URL(`http://${label}.com`).hostname.split('.')[0] as string
      expect(decodeLabel(host)).toBe(label)
    }
    expect(decodeLabel('plain')).toBe('plain')
    expect(decodeLabel('xn--!!')).toBeNull()
    expect(decodeLabel(`xn--${'9'.repeat(60)}`)).toBeNull()
  })
})
