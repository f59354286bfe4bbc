import { describe, expect, it } from 'vitest'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { DETECTORS } from '../../../app/domain/signals/index.ts'
import { said } from '../../../app/domain/signals/message/text-hits.ts'

const RULES = DETECTORS.filter(({ id }) => /^(?:link|message)\//.test(id) && !id.endsWith('-score') && !id.endsWith('scam-text') && !id.endsWith('scored-url'))
const settings = { officialHosts: ['10086.cn'], officialShortPrefixes: ['https://dx.10086.cn/'] }
/** Detectors that say enough to bring a text to somebody's desk. */
const strong = (text: string) => RULES.flatMap(({ id, detect }) => detect(factsOf({ ...said(text), settings })).flatMap((finding) => ('strength' in finding && finding.strength >= 0.35 ? [id] : [])))

describe('a contact in disguise', () => {
  it.each([
    '加 薇 abc123', '+VX:abc123', '伽V: abc1234', 'w e i x i n abc123', '微-信 abc123', '➕🛰️ abc_1988', '✈️号 abc_1988', '🐧 12345678', '飞机✈️ @abcde1', 'TеIegram @abcde1', '加微X:hf123456', '加我wei信 hf123456', '薇亻言 hf123456',
    'v:hf123456', 'qq：12345678', '进裙 12345678 领话费', '加裙851561591', '微信号：wxid_abc123xyz', 'whatsapp me 08031234567', '佳微 hf_1234', '电 报 @hf_1234', '𝐓𝐞𝐥𝐞𝐠𝐫𝐚𝐦 @hf_1234', '🅥🅧 hf12345', 'ＴＧ：ｈｆ１２３４５',
    'ᴛᴇʟᴇɢʀᴀᴍ: hf12345', '微\u200b信 hf12345', '加V❤ hf12345', '加v♥hf12345', '徽信hf12345', '扣扣 851561591', '企鹅号851561591',
  ])('is seen: %s', (text) => expect(strong(text)).toContain('message/contact-lure'))

  it.each(['联系电话 13800138000', '我的微信号改了，怎么解绑', '微信绑定的手机号是13800138000', 'QQ音乐会员怎么充', '用微信给13800138000充的', '支付宝转账到微信里', '卫星信号差', '企鹅真可爱', 'tgif everyone', 'V型弹簧', '加油', '加我一个', '进群了吗', '扫码付款成功', '微信群里说今天休息', 'my whatsapp is not working'])(
    'is not made up: %s', (text) => expect(strong(text)).toEqual([]))
})

describe('a number in disguise', () => {
  it.each(['138⓪⓪138⓪⓪⓪', '138零零13八000', '幺三八零零幺三八零零零', '1 3 8 0 0 1 3 8 0 0 0', '1̶3̶8̶0̶0̶1̶3̶8̶0̶0̶0̶', '1⭐3⭐8⭐0⭐0⭐1⭐3⭐8⭐0⭐0⭐0', '①③捌〇〇①③捌〇〇〇', '१३८००१३८०००', '𝟙𝟛𝟠𝟘𝟘𝟙𝟛𝟠𝟘𝟘𝟘', '⒈⒊⒏⓪⓪⒈⒊⒏⓪⓪⓪'])('is seen: %s', (text) => {
    expect(strong(`联系${text}办理`)).toContain('message/number-in-disguise')
  })
  it.each(['人民币壹仟贰佰叁拾肆元伍角陆分', '一九九七年七月一日', '第①步充值，第②步查询', '2026-03-14 12:00', '100 200 300 400', '订单号20260313202527'])('is not made up: %s', (text) => expect(strong(text)).toEqual([]))
})

describe('a borrowed host', () => {
  it.each([
    'http:\\\\10086-x.top', 'http://10086.cn:pw@evil.top/', 'https://10086.cn%40evil.top/', 'http://10086.cn․evil.top/', 'http://100-86.cn/', 'http://china-mobile-vip.com', 'http://ali-pay.top/x', 'http://100B6.cn/jf', 'http://10O86.top', 'http://1008б.com',
    'http://www10086.cn', 'http://chinamobi1e.com', 'http://10086.net', 'http://10086.duckdns.org', '移动10086.com', 'www.10086vip。cc', 'airtel-offers.top', 'royalmail-fee.com/pay', 'http://evil.example/10086.cn/login', 'http://сhinamobile.com', 'https://vodafone.bill-update.xyz',
    'http://alipay.com.verify-id.top', 'https://rnaybank2u.com', 'http://dhl-track.online/fee', 'https://gcash-verify.com',
  ])('is seen: %s', (text) => expect(strong(text)).toContain('link/lookalike-domain'))
  it.each(['http://0300.0250.1.1/x', 'http://0xC0A80001/', 'http://3232235521/', 'http://[::ffff:1.2.3.4]/'])('is an address in any notation: %s', (text) => expect(strong(text)).toContain('link/bare-ip-host'))
})

describe('an offer in disguise', () => {
  it.each(['充一百得一百五', '五十元充一百', '六折充话费，慢充', '话 费 八 折', '话费７折', '话费柒折', '话費8折秒到'])('is seen: %s', (text) => expect(strong(text)).toContain('message/reward-bait'))
})

describe('a request in disguise', () => {
  it.each(['请把短信里的数字发给客服', '验*证*码发我，我是移动客服', '请把驗證碼發給客服', '客服：请告知6位数', 'send OTP to our agent now', '我是反诈中心工作人员，请下载会议并共享屏幕'])('is seen: %s', (text) => expect(strong(text)).toContain('message/impersonation'))
})
