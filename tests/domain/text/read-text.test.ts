import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDenied } from '../../../app/domain/text/context.ts'
import { readText } from '../../../app/domain/text/read-text.ts'
import { textListsOf } from '../../../app/domain/text/text-lists.ts'
import { nicknameToken, tokensOf } from '../../../app/domain/text/tokens.ts'

const lists = textListsOf({ country: 'CN', officialHosts: ['10086.cn'], officialShortPrefixes: [] })
const read = (text: string) => readText(text, lists)

describe('numbers in a text', () => {
  it.each([
    ['打13800138000', '+8613800138000', ''],
    ['138-0013-8000', '+8613800138000', ''],
    ['+86 138 0013 8000', '+8613800138000', ''],
    ['8613800138000', '+8613800138000', ''],
    ['0086 13800138000', '+8613800138000', ''],
    ['+639171234567', '+639171234567', ''],
    ['010-62770000', '+861062770000', ''],
    ['①③⑧00138000', '+8613800138000', 'enclosed'],
    ['１３８００１３８０００', '+8613800138000', 'full_width'],
    ['壹叁捌零零壹叁捌零零零', '+8613800138000', 'words'],
    ['l38OO138OOO', '+8613800138000', 'letters'],
    ['1*3*8*0*0*1*3*8*0*0*0', '+8613800138000', 'spaced'],
    ['138\u200b0013\u200b8000', '+8613800138000', 'hidden'],
    ['𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎', '+8613800138000', 'styled'],
    ['1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣', '+8613800138000', 'keycap'],
  ])('%s is %s, %s', (text, e164, disguises) => {
    expect(read(text).numbers.map((number) => [number.e164, number.disguises.join()])).toEqual([[e164, disguises]])
  })

  it.each(['充值100元', '2026-03-14 12:00:30', '12345', '12345678901', '三网一种两小时', 'ool lii'])('%s is no phone', (text) => expect(read(text).numbers.filter((number) => number.isPhone)).toEqual([]))

  it('does not take digits out of links', () => expect(read('https://a.example.com/13800138000').numbers).toEqual([]))
})

describe('handles in a text', () => {
  it.each([
    ['TG💪 @lecalo013 长期低价', 'telegram', 'lecalo013'],
    ['纸飞机搜 libaqeq_05 拿码', 'telegram', 'libaqeq_05'],
    ['加V信 hf_hup09', 'wechat', 'hf_hup09'],
    ['微信：hfsaqumu476', 'wechat', 'hfsaqumu476'],
    ['微信号是 wang_lei', 'wechat', 'wang_lei'],
    ['加我vxjever36', 'wechat', 'jever36'],
    ['有问题加薇信①⑤②④①⑦③⓪⑦③⑦', 'wechat', '15241730737'],
    ['Q群 851561591', 'qq', '851561591'],
    ['➕薇 abc_1988', 'wechat', 'abc_1988'],
    ['hf_name09 加v', 'wechat', 'hf_name09'],
    ['telegram: galaxy_deals', 'telegram', 'galaxy_deals'],
    ['whatsapp +234 803 123 4567', 'whatsapp', '+2348031234567'],
    ['contact @some_body', 'handle', 'some_body'],
  ])('%s names %s %s', (text, app, id) => expect(read(text).handles.map((handle) => [handle.app, handle.id])).toEqual([[app, id]]))

  it.each(['微信支付充的', '用QQ登录的账号', '微信零钱扣款成功', 'paid by WeChat Pay', '我是在微信小程序里充值的', '12345678@qq.com', '卫星电视', '你们有微信公众号吗', 'my telegram does not work', '@我'])('%s names nobody', (text) => {
    expect(read(text).handles).toEqual([])
  })
})

describe('words in a text', () => {
  it('finds them split by signs, and says so', () => {
    expect(read('验.证.码').keywords.filter(({ term }) => term === '验证码').map(({ isSplit }) => isSplit)).toContain(true)
    expect(read('t.e.l.e.g.r.a.m').keywords.some(({ term, isSplit }) => term === 'telegram' && isSplit)).toBe(true)
    expect(read('验 证 码').keywords.filter(({ term }) => term === '验证码').every(({ isSplit }) => !isSplit)).toBe(true)
  })

  it('takes Latin words whole', () => {
    expect(read('spinning').keywords.some(({ term }) => term === 'pin')).toBe(false)
    expect(read('my pin').keywords.some(({ term }) => term === 'pin')).toBe(true)
  })

  it('hears denial in the same sentence only', () => {
    const denied = (text: string, term: string) => {
      const { normal, keywords } = read(text)
      const start = normal.text.indexOf(term)
      return isDenied(normal.text, keywords, start, start + term.length)
    }
    expect(denied('切勿透露验证码和服务密码', '服务密码')).toBe(true)
    expect(denied('never share your otp or pin', 'pin')).toBe(true)
    expect(denied('凡索要验证码的都是诈骗', '验证码')).toBe(true)
    expect(denied('不要犹豫，验证码发我', '验证码')).toBe(false)
    expect(denied('请勿外传。把验证码发给客服', '验证码')).toBe(false)
    expect(denied("don't miss it! send your otp", 'otp')).toBe(false)
  })
})

describe('offers and codes', () => {
  it.each([['话费85折', 0.85], ['话费8.5折', 0.85], ['话费八五折', 0.85], ['话费七折', 0.7], ['充200到账250', 0.8], ['充100送50', 100 / 150], ['75元充100', 0.75], ['30% off', 0.7], ['pay 50 get 100', 0.5]])('%s asks %d', (text, ratio) => {
    expect(read(text).offers[0]?.ratio).toBeCloseTo(ratio, 5)
  })

  it.each(['打折', '折叠屏', '曲折', '充值100元', '100充值'])('%s offers nothing', (text) => expect(read(text).offers).toEqual([]))

  it('finds a code beside its name only', () => {
    expect(read('验证码是 482913').codes.length).toBe(1)
    expect(read('482913 is your OTP').codes.length).toBe(1)
    expect(read('订单 482913').codes).toEqual([])
    expect(read('验证码发到13800138000').codes).toEqual([])
  })

  it('reads sums with their currency', () => expect(read('¥1,234.50 and 100元').amounts.map(({ value, currency }) => [value, currency])).toEqual([[1234.5, 'CNY'], [100, 'CNY']]))
})

describe('context', () => {
  it.each(['举报诈骗短信，内容如下：话费8折加V信 hf_hup09', '我收到这样一条短信，是不是骗子：“积分兑换 http://abc.example”', 'I got this text, is it a scam? "You have won"', '请问 https://shop.10086.cn/i/ 是你们的官网吗？'])('%s is a report', (text) => {
    expect(read(text).context.isReport).toBe(true)
  })
  it.each([
    '老人差点把钱转到对方说的账户，请帮忙查这个来电', '朋友圈有人卖七折话费，是不是慢充，不敢买', 'My father received a call to buy gift cards. Is there a way to block the number?', 'He said he was from the bank and wanted the code, I refused',
  ])('%s tells of what somebody else did', (text) => expect(read(text).context.isReport).toBe(true))
  it.each(['有人用您的身份证办卡，请核实，按9转接民警', '朋友圈有人卖七折话费，不敢买的找 @lily8812', '对方手机没电了，帮我充50'])('%s tells of nobody', (text) => expect(read(text).context.isReport).toBe(false))
  it.each(['充的话费一直没到账', '您的积分可兑换现金，登录 http://abc.example 领取', '加V信 hf_hup09'])('%s is none', (text) => expect(read(text).context.isReport).toBe(false))
  it.each(['请勿轻信“话费85折”等信息，防范话费慢充洗钱。', 'never share your OTP or PIN. Do not click links.'])('%s is advice', (text) => expect(read(text).context.isAdvice).toBe(true))
  it('is no advice when it leads away', () => expect(read('谨防诈骗，切勿轻信，请登录 http://abc.example 核实').context.isAdvice).toBe(false))
})

describe('tokens', () => {
  const tokens = (text: string, direction: 'in' | 'out' | null = null) => tokensOf({ direction, reading: read(text) })

  it('are the same for the same contact in other frames and other disguise', () => {
    const shared = tokens('优惠多多，微信 hfsaqumu476').filter((token) => tokens('低价充值加V hfsaqumu476').includes(token))
    expect(shared).toContain('handle:hfsaqumu476')
    expect(tokens('联系①③⑧00138000')).toContain('number:+8613800138000')
  })

  it('are shared by many names of one mail host that trades by its name, and by no firm\'s', () => {
    expect(tokens('contact sale@mofei450topup.biz')).toContain('name:@mofei450topup.biz')
    expect(tokens('contact boss@mofei450topup.biz')).toContain('name:@mofei450topup.biz')
    expect(tokens('contact li@hengtai-metal.com.cn')).toEqual(['name:li@hengtai-metal.com.cn'])
  })

  it('are shared by near-same wordings', () => {
    const a = tokens('话费7折秒到，三网通用，长期有效，量大从优，找 TG @wezida49 咨询办理')
    const b = tokens('话费7折秒到，三网通用，长期有效，量大从优，找 TG @other_99 咨询办理吧')
    expect(a.filter((token) => b.includes(token) && token.startsWith('near:')).length).toBeGreaterThan(0)
  })

  it.each([
    ['麻烦走三号通道，老客户', '走三号通道麻烦了，谢谢'],
    ['小美介绍的老客户', '老客户（小美介绍）'],
    ['as agreed with Mr Tan, pls', 'agreed with mr. Tan earlier'],
    ['找 hf_8820ab', '找h f _ 8 8 2 0 a b'],
    ['结果回 load123@freemail.example', '有问题发load123@freemail.example谢谢'],
    ['打款账户 6217 0038 1234 5678 901', '汇至 6217003812345678901'],
    ['联系电话 170 1234 0123', '有事打17012340123'],
    ['靠谱的，17012340123', '便宜 170-1234-0123 认准'],
    ['凭暗号“青山12”提货', '暗号：青山12'],
    ['复制￥8aBcD1eFgH￥', '口令 ￥8aBcD1eFgH￥ 打开'],
    ['trc20 TX9pQ2wE4rT6yU8iK1sD3fG5hJ7kL9zXcV', 'send to TX9pQ2wE4rT6yU8iK1sD3fG5hJ7kL9zXcV'],
  ])('are shared by %s and %s', (one, other) => {
    const names = tokens(one).filter((token) => token.startsWith('name:'))
    expect(names.length).toBeGreaterThan(0)
    expect(tokens(other).filter((token) => names.includes(token)).length).toBeGreaterThan(0)
  })

  it.each(['给 iPhone15 充的', '5G199套餐', '朋友介绍来的', '发票发到 wang12@mail.example', '13800138000 老打给我，是诈骗吗', '给妈妈 13800138000 充', '本机13800138000', '房号 12-302', '订单金额100.00元', 'KT100', '第3季度补贴 2026-11'])('are no names in %s', (text) => expect(tokens(text).filter((token) => token.startsWith('name:'))).toEqual([]))

  it('are kept of a wording that speaks of credit and asks its readers to answer', () => {
    const wordings = (text: string) => tokens(text).filter((token) => token.startsWith('near:'))
    const other = wordings('各位都有份，话费券还剩30张，想要的吱一声')
    expect(wordings('老客户都有份，话费券还剩12张，想要的吱一声').filter((token) => other.includes(token)).length).toBeGreaterThan(0)
    for (const text of ['员工话费补贴 3月', '给爸爸充话费', '双11领的话费券']) expect([text, wordings(text)]).toEqual([text, []])
  })

  it('tell nicknames that are made up from those that many have', () => {
    const nickname = (name: string) => nicknameToken(read(name))
    for (const name of ['认准飞哥话费66', ' 认准 飞哥话费66', '认准飞哥话费６６']) expect(nickname(name)).toEqual(['name:认准飞哥话费66'])
    for (const name of ['微信用户', '支付宝用户123', '平安是福', '李*', '东海贸易有限公司3', '13800138000', 'Chen Li']) expect([name, nickname(name)]).toEqual([name, []])
  })

  it('are none for greetings, own links, own messages, advice and reports', () => {
    for (const text of ['谢谢', '充话费', '请登录 https://www.10086.cn/ 查询', '请勿轻信“话费85折”，防范洗钱', '话费充值-13800138000', 'VOUCHER 2685490660709973', '发票抬头见我们网站']) expect([text, tokens(text)]).toEqual([text, []])
    expect(tokens('话费7折秒到，找 TG @wezida49', 'out')).toEqual([])
    expect(tokens('举报诈骗短信：话费7折秒到，找 TG @wezida49', 'in')).toEqual([])
  })
})

describe('any text', () => {
  it('is read without exception, and all places lie inside it', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom('http://', 'hxxp', '://', '@', '.', '。', '点com', '[.]', '10086', 'xn--', '加V', '微信', 'TG @', '验证码', '①③⑧', '\u200b', '\u202e', '😀', '“', '”', '举报：', '切勿', '\n', '充100得', '85折', ':99999', '[::1]', '%zz'),
    )
    fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const reading = read(parts.join(''))
      const { length } = reading.normal.text
      for (const list of [reading.links, reading.numbers, reading.handles, reading.amounts, reading.offers, reading.codes, reading.keywords]) {
        for (const { start, end } of list) expect([start >= 0, start <= end, end <= length]).toEqual([true, true, true])
      }
      tokensOf({ direction: 'in', reading })
    }), { numRuns: 300 })
  })
})
