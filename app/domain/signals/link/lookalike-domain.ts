import { readHost } from '../../text/host.ts'
import type { Imitation } from '../../text/imitation.ts'
import { defang, defangText } from '../../text/links.ts'
import type { TextReading } from '../../text/reading.ts'
import { listsFor } from '../../text/text-lists.ts'
import type { Detector, Facts } from '../detector.ts'
import { hitsIn, said, strongest, type TextHit } from '../message/text-hits.ts'

const ID = 'link/lookalike-domain'
/** Owned by the brand whose name they hold, beside its main one: pages within WeChat give it as their address. The trained model does not ask this list. */
const TRUE_NAMES: ReadonlySet<string> = new Set(['servicewechat.com'])

/**
 * A link whose host, or what stands before its `@`, borrows the name of an operator, bank, payment service or other brand (R-LINK-03): look-alike
 * letters and digits, rearranged digits, the true domain as a sub-label, the name beside risk words, one slip of spelling. Misses names on no list.
 */
export const lookalikeDomain: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  looksAt: ['foreignLinks'],
  detect: (facts) => hitsIn(ID, facts, 'all', ({ reading }) => strongest([...mailHosts(reading, facts), ...reading.links.flatMap((link) => {
    if (link.isOfficial || TRUE_NAMES.has(link.host.domain ?? '')) return []
    const imitates = link.imitates ?? (link.host.isAllowed || link.host.brand !== null || link.host.kind !== 'name' ? null : nearOurs(link.host.host, facts.settings.officialHosts) ?? hiddenDigits(link.host.host))
    if (imitates === null) return []
    const { brand, token, way, strength } = imitates
    return [{ strength, evidence: { link: defang(link), host: link.host.host, reads: link.host.reads, brand, token, way }, places: [[link.start, link.end]] as const }]
  })])),
  examples: {
    fires: [
      { name: 'a service number before an ending, with nothing behind', facts: said('10086.vip 兑积分') },
      { name: 'the same said aloud', facts: said('10086 点 vip 兑积分') },
      { name: 'operator number inside letters', facts: said('http://wap-10086vp.cn') },
      { name: 'a dot in words between blanks', facts: said('到 wap.1oo86 点 com 上兑换') },
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
      { name: 'a page on a host where anybody puts pages', facts: said('https://sites.google.com/view/10010-gift/start') },
      { name: 'the host of a mail address', facts: said('把身份证发到 care@10010-kefu.com') },
      { name: 'a name that only begins like one of the brand\'s', facts: { order: { referrerUrl: 'https://servicewechat.com.hf-pay.top/' } } },
      { name: 'a fraud that only calls it yours', facts: said('Your site 10086-dcep.cn is your new wallet, open it today') },
      { name: 'a referrer', facts: { order: { referrerUrl: 'http://10086-ab.top/jf' } } },
      { name: 'the operator\'s own name with a slip, across its dash', facts: { ...said('https://galxy-mobile-ab12.com/ 账户核验'), settings: { officialHosts: ['galaxy-mobile.example'] } } },
      { name: 'digits in a name that does not decode', facts: said('https://xn--10086-c62ez9a.com/') },
      { name: 'the operator\'s own name, whatever it is', facts: { ...said('http://galaxycell-bonus.top'), settings: { officialHosts: ['galaxycell.example'] } } },
    ],
    silent: [
      { name: 'where WeChat\'s own pages come from', facts: { order: { referrerUrl: 'https://servicewechat.com/wx0a1/3/page-frame.html' } } },
      { name: 'a service number and a word', facts: said('拨 10086，VIP 用户优先') },
      { name: 'a name that only begins alike', facts: { ...said('https://galaxy-models.com/'), settings: { officialHosts: ['galaxy-mobile.example'] } } },
      { name: 'a document of a class', facts: said('https://docs.google.com/forms/d/e/1FAIpQLSd10086abcdefghijk/viewform') },
      { name: 'a brand\'s own mail', facts: said('邮件是 service@10086.cn 发来的') },
      { name: 'a true sub-domain', facts: said('https://jf.10086.cn/') },
      { name: 'a deeper true sub-domain', facts: said('https://wap.js.10086.cn') },
      { name: 'a neighbouring real short code is not one changed digit', facts: said('http://10085.cn/') },
      { name: 'true host in circled digits', facts: said('http://①⓪⓪⑧⑥.cn') },
      { name: 'a word that holds a short brand name', facts: said('http://www.pineapple-growers.com/purchase') },
      { name: 'a weak name without company', facts: said('http://smart-gardens.com/') },
      { name: 'digits that go on', facts: said('http://www.21008655.com/') },
      { name: 'a customer asks whether it is ours', facts: said('Is 10086-dcep.cn your site? A friend got that link and I told him not to open it') },
      { name: 'a customer asks about it', facts: said('收到短信让我点 http://10086-jf.top ，是真的吗') },
      { name: 'a brand\'s own regional domain', facts: said('https://www.vodafone.de/hilfe') },
    ],
  },
}

/** Mail addresses whose host borrows a name: whoever answers writes to somebody else. */
function mailHosts({ mails, normal }: TextReading, { settings, lists }: Facts): readonly TextHit[] {
  return mails.flatMap(([start, end]) => {
    const written = normal.text.slice(start, end)
    const host = readHost(written.slice(written.lastIndexOf('@') + 1), listsFor(settings, lists))
    const imitates = host.imitates ?? (host.isAllowed || host.brand !== null ? null : nearOurs(host.host, settings.officialHosts))
    return imitates === null ? [] : [{ strength: imitates.strength, evidence: { link: defangText(host.host), host: host.host, reads: host.reads, brand: imitates.brand, token: imitates.token, way: imitates.way }, places: [[start, end] as const] }]
  })
}

/** Shorter names of ours resemble too many words. */
const LEAST_NAME = 9

/** Our own name with one slip at the head of a label that goes on, dashes apart: `meridan-mobile-ab12`. */
function nearOurs(host: string, officialHosts: readonly string[]): Imitation | null {
  for (const official of officialHosts) {
    const name = letters(official.split('.').at(-2) ?? '')
    if (name.length < LEAST_NAME) continue
    for (const label of host.split('.')) {
      const written = letters(label)
      for (const length of [name.length - 1, name.length, name.length + 1]) {
        if (written.length >= length && isOneSlip(written.slice(0, length), name)) return { brand: 'own', token: name, way: 'misspelling', strength: 0.7 }
      }
    }
  }
  return null
}

function letters(label: string): string {
  return label.toLowerCase().replaceAll('-', '')
}

/** One letter more, less, other, or two neighbours swapped. */
function isOneSlip(a: string, b: string): boolean {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const [restA, restB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  return restA.length <= 1 && restB.length <= 1 || (restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0])
}

/** A name in Punycode that begins with an operator's number. */
function hiddenDigits(host: string): Imitation | null {
  const number = host.includes('xn--') ? /(?:^|\.)xn--(?:[a-z]+-)?(10086|10010|10000|10099)(?!\d)/.exec(host)?.[1] : undefined
  return number === undefined ? null : { brand: number, token: number, way: 'look_alike_letters', strength: 0.8 }
}
