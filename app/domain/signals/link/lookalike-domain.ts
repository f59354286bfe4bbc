import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { hitsIn, said, strongest } from '../message/text-hits.ts'

const ID = 'link/lookalike-domain'

/**
 * A link whose host, or what stands before its `@`, borrows the name of an operator, bank, payment service or other brand (R-LINK-03): look-alike
 * letters and digits, rearranged digits, the true domain as a sub-label, the name beside risk words, one slip of spelling. Misses names on no list.
 */
export const lookalikeDomain: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  detect: (facts) => hitsIn(ID, facts, 'all', ({ reading }) => strongest(reading.links.flatMap((link) => {
    if (link.imitates === null || link.isOfficial) return []
    const { brand, token, way, strength } = link.imitates
    return [{ strength, evidence: { link: defang(link), host: link.host.host, reads: link.host.reads, brand, token, way }, places: [[link.start, link.end]] as const }]
  }))),
  examples: {
    fires: [
      { name: 'operator number inside letters', facts: said('http://wap-10086vp.cn') },
      { name: 'letters behind the number', facts: said('www.10086sfw.cn') },
      { name: 'l for 1', facts: said('www.jfl0086cc.com') },
      { name: 'capital I for 1', facts: said('http://www.I0086-gz.com/jf') },
      { name: 'digits rearranged', facts: said('10860.PT5JF.PW') },
      { name: 'o for 0', facts: said('http://wap-1oo86de.cn/bill?id=1') },
      { name: 'true domain as sub-label', facts: said('http://10086.cn.pay-vip.top/') },
      { name: 'true domain before @', facts: said('http://10086.cn@evil.top/') },
      { name: 'l for i in a word', facts: said('https://chlnamobile-abc.com/check') },
      { name: 'Cyrillic letters', facts: said('http://аlipаy-abc.com 付款') },
      { name: 'the whole true domain in Cyrillic', facts: said('http://іcbc.com.cn/') },
      { name: 'brand beside a risk word', facts: said('paypal-secure-login.example.com/x') },
      { name: 'brand on a free host', facts: said('https://alipay.weebly.com/') },
      { name: 'one letter wrong', facts: said('http://chat.whatsagp.com/BXM') },
      { name: 'brand in Chinese characters', facts: said('http://移动积分.com/ 领取') },
      { name: 'a referrer', facts: { order: { referrerUrl: 'http://10086-ab.top/jf' } } },
      { name: 'the operator\'s own name, whatever it is', facts: { ...said('http://galaxycell-bonus.top'), settings: { officialHosts: ['galaxycell.example'] } } },
    ],
    silent: [
      { name: 'a true sub-domain', facts: said('https://jf.10086.cn/') },
      { name: 'a deeper true sub-domain', facts: said('https://wap.js.10086.cn') },
      { name: 'a neighbouring real short code is not one changed digit', facts: said('http://10085.cn/') },
      { name: 'true host in circled digits', facts: said('http://①⓪⓪⑧⑥.cn') },
      { name: 'a word that holds a short brand name', facts: said('http://www.pineapple-growers.com/purchase') },
      { name: 'a weak name without company', facts: said('http://smart-gardens.com/') },
      { name: 'digits that go on', facts: said('http://www.21008655.com/') },
      { name: 'a customer asks about it', facts: said('收到短信让我点 http://10086-jf.top ，是真的吗') },
      { name: 'a brand\'s own regional domain', facts: said('https://www.vodafone.de/hilfe') },
    ],
  },
}
