import { describe, expect, it } from 'vitest'
import { datedLists, type GivenValue, type ListEntry, NO_OWN_LISTS, ownListsOf, readListedValue } from '../../../app/domain/lists/own-lists.ts'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { signalsOf } from '../../../app/domain/signals/index.ts'
import type { FactsSketch } from '../../../app/domain/signals/detector.ts'

const read = (given: GivenValue) => {
  const result = readListedValue(given, 'CN')
  return result.ok ? result.value.value : result.refusal.code
}
const entry = (list: ListEntry['list'], value: string, detail: ListEntry['detail'] = {}, expiresAt: number | null = null): ListEntry => ({ id: 1, list, value, detail, reason: 'because', expiresAt })
const ids = (sketch: FactsSketch) => signalsOf(factsOf(sketch)).filter((finding) => 'strength' in finding).map(({ id }) => id)

describe('what people list', () => {
  it.each([
    ['https://WWW.Huafei-Gift.top/a?b=1', 'huafei-gift.top'], ['hxxps://m.huafei-gift[.]top', 'm.huafei-gift.top'], ['*.shop.example', 'shop.example'], ['中文.中国', 'xn--fiq228c.xn--fiqs8s'], ['192.0.2.7', '192.0.2.7'],
    ['com.cn', 'list_host'], ['hello', 'list_host'], ['', 'list_host'], ['a b.com', 'list_host'],
  ])('the host %s is compared as %s', (given, expected) => expect(read({ list: 'blocked_hosts', value: given })).toBe(expected))

  it.each([['@HF_hup09', 'hf_hup09'], ['ｈｆ＿ｈｕｐ', 'hf_hup'], ['ab', 'list_handle'], ['two words', 'list_handle']])('the handle %s is compared as %s', (given, expected) =>
    expect(read({ list: 'allowed_handles', value: given })).toBe(expected))

  it.each([['138 0013 8000', '+8613800138000'], ['+63 917 123 4567', '+639171234567'], ['10086', '10086'], ['138****8000', 'list_number'], ['abc', 'list_number']])('the number %s is compared as %s', (given, expected) =>
    expect(read({ list: 'blocked_numbers', value: given })).toBe(expected))

  it.each([
    ['2600000000000010..2600000000000059', '2600000000000010..2600000000000059'], ['2600000000000010-2600000000000059', '2600000000000010..2600000000000059'], ['sn-0010 to sn-0059', 'SN-0010..SN-0059'], ['2600010 至 2600059', '2600010..2600059'],
    ['2600000000000010', '2600000000000010'], ['SN-2026-0010', 'SN-2026-0010'],
    ['2600000000000059..2600000000000010', 'list_serials'], ['2600010..26000590', 'list_serials'], ['AB0010..AC0059', 'list_serials'], ['2600000000000010..2600000009000010', 'list_serials'], ['12', 'list_serials'], ['26000010, 26000059', 'list_serials'], ['', 'list_serials'],
  ])('the cards %s are compared as %s', (given, expected) => expect(read({ list: 'blocked_serials', value: given })).toBe(expected))

  it('a wording must say enough to be told from others', () => {
    expect(read({ list: 'blocked_templates', value: '加我 13800138000' })).toBe('list_template')
    expect(read({ list: 'blocked_templates', value: '长期低价话费八折秒到，需要的老板直接联系，量大从优诚信合作' })).toMatch(/^[a-z0-9]+$/)
  })

  it('a brand needs a name or a word, and hosts that are hosts', () => {
    expect(read({ list: 'brands', value: 'Star_Tel', tokens: 'startel', domains: 'startel.example' })).toBe('star_tel')
    expect(read({ list: 'brands', value: 'star_tel' })).toBe('list_brand_tokens')
    expect(read({ list: 'brands', value: 'star_tel', tokens: 'startel', domains: 'not a host' })).toBe('list_host')
    expect(read({ list: 'brands', value: 'Star Tel', tokens: 'startel' })).toBe('list_brand')
  })
})

describe('what staff list', () => {
  it('a blocked host is flagged and an allowed one is not even foreign', () => {
    const message = { text: '详情见 https://shop.partner.example/a' }
    expect(ids({ message })).toContain('link/outside-allowlist')
    expect(ids({ message, lists: ownListsOf([entry('allowed_hosts', 'partner.example')]) })).toEqual([])
    expect(ids({ message, lists: ownListsOf([entry('blocked_hosts', 'partner.example')]) })).toContain('link/on-blocklist')
  })

  it('an allowed handle is no lure, in words or in a link to a chat', () => {
    const lists = ownListsOf([entry('allowed_handles', 'galaxy_care')])
    for (const text of ['客服微信 galaxy_care', 'https://t.me/galaxy_care']) {
      expect(ids({ message: { text } }).length).toBeGreaterThan(0)
      expect(ids({ message: { text }, lists })).not.toContain('message/contact-lure')
      expect(ids({ message: { text }, lists })).not.toContain('link/contact-host')
    }
  })

  it('the cards of a blocked pack are flagged, those beside it are not', () => {
    const lists = ownListsOf([entry('blocked_serials', 'SN-0010..SN-0059')])
    const card = (voucherSerial: string): FactsSketch => ({ order: { channel: 'voucher', voucherSerial }, lists })
    for (const serial of ['SN-0010', 'sn-0042', 'SN-0059']) expect(ids(card(serial))).toContain('voucher/on-blocklist')
    for (const serial of ['SN-0009', 'SN-0060', 'SN-00420', 'XX-0042']) expect(ids(card(serial))).not.toContain('voucher/on-blocklist')
  })

  it('an official number is no private one', () => {
    const message = { text: '您的账户已被冻结，请致电专属客服13800138000处理' }
    expect(ids({ message })).toContain('message/private-service-number')
    expect(ids({ message, lists: ownListsOf([entry('official_numbers', '+8613800138000')]) })).not.toContain('message/private-service-number')
  })

  it('an allowed wording is harmless until a foreign link is put into it', () => {
    const text = '尊敬的工行用户，您的电子密码器将于次日失效，请尽快登录我行网站进行升级，给您带来不便敬请谅解'
    const lists = ownListsOf([entry('allowed_templates', 'k', { text })])
    expect(ids({ message: { text } })).toContain('message/scam-text')
    expect(ids({ message: { text }, lists })).toEqual([])
    expect(ids({ message: { text: `${text} http://icbc-login.top/a` }, lists }).length).toBeGreaterThan(0)
  })

  it('a new brand is protected, a new shortener known, a new official host ours', () => {
    const text = 'http://startelco-bonus.top/login'
    expect(ids({ message: { text } })).not.toContain('link/lookalike-domain')
    expect(ids({ message: { text }, lists: ownListsOf([entry('brands', 'startelco', { names: [], domains: ['startelco.example'], tokens: ['startelco'] })]) })).toContain('link/lookalike-domain')
    expect(ids({ message: { text: '充值返现 https://go.partner.example/nuf12si' }, lists: ownListsOf([entry('shortener_hosts', 'go.partner.example')]) })).toContain('link/shortener')
    expect(ids({ message: { text: '账单 https://my.partner.example/bill' }, lists: ownListsOf([entry('official_hosts', 'partner.example')]) })).toEqual([])
  })
})

describe('lists over time', () => {
  it('judge a record by what had not expired when it happened', () => {
    const lists = datedLists([entry('blocked_hosts', 'a.example', {}, 1_000), { ...entry('blocked_hosts', 'b.example'), id: 2 }])
    expect([...(lists.at(999).blocked?.hosts.keys() ?? [])]).toEqual(['a.example', 'b.example'])
    expect([...(lists.at(1_000).blocked?.hosts.keys() ?? [])]).toEqual(['b.example'])
    expect(lists.at(5_000)).toBe(lists.at(1_000))
    expect(datedLists([]).at(0)).toBe(NO_OWN_LISTS)
  })
})
