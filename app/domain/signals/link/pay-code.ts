import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said } from '../message/text-hits.ts'

const ID = 'link/pay-code'
const STRENGTH = 0.6
/** Addresses inside collection codes of persons and small sellers: host, then how the path begins. */
const PERSONAL: readonly (readonly [host: string, path: RegExp])[] = [
  ['qr.alipay.com', /^\/(?:fkx|tsx|stx|\d)/i],
  ['wx.tenpay.com', /^\/(?:f2f|qr)/i],
  ['payapp.weixin.qq.com', /./],
  ['qr.95516.com', /./],
  ['paypal.me', /^\/\w/],
  ['cash.app', /^\/\$/],
  ['venmo.com', /^\/u\//],
]
const SCHEMES = new Set(['wxp', 'alipays', 'alipayqr', 'upi', 'upwrp'])

/**
 * The address of a personal collection code in a text: money asked to a person instead of a registered merchant (R-LINK-09). Payees on
 * statements are compared elsewhere; pictures are not read.
 */
export const payCode: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  ...fromTexts(ID, 'others', ({ reading }) => {
    const found = reading.links.filter((link) => SCHEMES.has(link.scheme) || PERSONAL.some(([host, path]) => link.host.host === host && path.test(link.path)))
    const [first] = found
    if (!first) return null
    return { strength: STRENGTH, evidence: { links: found.map(defang), host: first.host.host }, places: found.map((link) => [link.start, link.end]) }
  }),
  examples: {
    fires: [
      { name: 'a WeChat collection code', facts: said('付到这里 wxp://f2f0AbCdEfGh123') },
      { name: 'an Alipay collection code', facts: said('充值扫这个 https://qr.alipay.com/fkx1234567890abc') },
    ],
    silent: [
      { name: 'the payment service\'s own pages', facts: said('https://www.alipay.com/ 登不上') },
      { name: 'paying is only spoken of', facts: said('支付宝付的，别充错') },
    ],
  },
}
