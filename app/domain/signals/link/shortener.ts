import { REDIRECT_HOSTS } from '../../lists/hosts.ts'
import { readHost } from '../../text/host.ts'
import { defang } from '../../text/links.ts'
import type { TextLink } from '../../text/reading.ts'
import { listsFor, type TextLists } from '../../text/text-lists.ts'
import type { Detector } from '../detector.ts'
import { hitsIn, said, strongest } from '../message/text-hits.ts'

const ID = 'link/shortener'
const LISTED = 0.45
const BY_SHAPE = 0.4
/** A well-known host that is only asked to pass on to a bare address. */
const REDIRECTS = /[?&](?:q|u|url|to|target|dest|redirect\w*|link|next)=(?:https?(?::|%3a)(?:\/|%2f){2})?(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/i

/** Where apps' own sharing leads, under the name of a shortener: a place, a picture, a form. Nothing else can be put there. */
const SHARES: ReadonlySet<string> = new Set(['maps.app.goo.gl', 'photos.app.goo.gl', 'surl.amap.com', 'j.map.baidu.com', 'youtu.be', 'b23.tv', 'v.douyin.com', 'dpurl.cn'])

const REDIRECTORS: ReadonlySet<string> = new Set(REDIRECT_HOSTS.entries)
const TARGET = /[?&](?:q|u|url|to|target|dest|goto|redirect\w*|link|next)=(https?(?:%3a|:)(?:%2f|\/){2}[^&#]+)/i

/** A page of a well-known site that only passes on, to a host that would be looked at by itself: the name that is seen is not where the link leads. */
function passesOn(link: TextLink, lists: TextLists): boolean {
  const { host } = link.host
  if (!REDIRECTORS.has(host) && !REDIRECTORS.has(`${host}${link.path.replace(/[?#].*$/s, '')}`)) return false
  const target = TARGET.exec(link.path)?.[1]
  if (target === undefined) return false
  try {
    const told = readHost(new URL(decodeURIComponent(target)).hostname, lists)
    return !told.isAllowed && (told.kind !== 'name' || told.isThrowAway || told.isFreeSite || told.isShortener || told.imitates !== null)
  } catch {
    return true
  }
}

/**
 * A link whose target cannot be read (R-LINK-06): a listed shortener, or a very short host with nothing but a code behind it. Own short links are silent. As the page that a customer came from
 * only listed ones count: a shortener that passes on names the page before it, so that one which names itself showed a page of its own.
 */
export const shortener: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  looksAt: ['foreignLinks'],
  detect: (facts) => hitsIn(ID, facts, 'others', ({ field, reading }) => {
    const isReferrer = field === 'referrer_url'
    const lists = listsFor(facts.settings, facts.lists)
    return strongest(reading.links.flatMap((link) => {
      if (link.isOfficial || link.isContact) return []
      if (!isReferrer && (REDIRECTS.test(link.path) || passesOn(link, lists))) return [{ strength: LISTED, evidence: { link: defang(link), host: link.host.host, isListed: false }, places: [[link.start, link.end]] as const }]
      if (link.host.isAllowed || SHARES.has(link.host.host)) return []
      const isListed = link.host.isShortener && link.path.length > 1
      if (!isListed && (isReferrer || !hasShortShape(link))) return []
      return [{ strength: isListed ? LISTED : BY_SHAPE, evidence: { link: defang(link), host: link.host.host, isListed }, places: [[link.start, link.end]] as const }]
    }))
  }),
  examples: {
    fires: [
      { name: 'a search engine that passes on to a throw-away host', facts: said('https://www.baidu.com/link?url=http%3A%2F%2Fcz-abc.top%2Fpay 领取补贴') },
      { name: 'a Chinese shortener', facts: said('充值返现 http://t.cn/nuf12si') },
      { name: 'wholly in wide signs', facts: said('ｔ．ｃｎ／Ａ６ab12 话费券') },
      { name: 'without scheme', facts: said('Top up bonus bit.ly/2PALIru') },
      { name: 'a translator that passes on to a throw-away host', facts: said('https://translate.google.com/translate?u=http://cz-abc.icu/pay 话费返现') },
      { name: 'not listed, by its shape', facts: said('点这里 http://zq7.us/2qTk9') },
      { name: 'a search engine that passes on to a bare address', facts: said('https://www.google.com/url?q=http://203.0.113.9/ab 领券') },
      { name: 'in a remark', facts: { order: { remark: 'dwz.cn/Ab3dE' } } },
      { name: 'the page that led to the order', facts: { order: { referrerUrl: 'https://dwz.cn/Ab3dE' } } },
    ],
    silent: [
      { name: 'passed on to an operator', facts: said('https://www.google.com/url?q=https://www.10086.cn/bill 打不开') },
      { name: 'a search engine that passed a customer on', facts: { order: { referrerUrl: 'https://www.baidu.com/link?url=http%3A%2F%2Fcz-abc.top%2Fpay' } } },
      { name: 'the front page of a shortener', facts: { order: { referrerUrl: 'https://bitly.com/' } } },
      { name: 'our own short link led to the order', facts: { order: { referrerUrl: 'https://dx.galaxy.example/lolar' }, settings: { officialHosts: ['galaxy.example'], officialShortPrefixes: ['https://dx.galaxy.example/'] } } },
      { name: 'a short host that led to the order', facts: { order: { referrerUrl: 'http://zq7.us/2qTk9' } } },
      { name: 'a search result without a target', facts: said('https://www.baidu.com/link?url=Zx81kQ0aB 里说的套餐还有吗') },
      { name: 'a search engine that passes on to a site', facts: said('https://www.google.com/url?q=https://shop.example.com/a') },
      { name: 'our own short link', facts: { ...said('详情 https://dx.galaxy.example/lolar'), settings: { officialHosts: ['galaxy.example'], officialShortPrefixes: ['https://dx.galaxy.example/'] } } },
      { name: 'a place on a map', facts: said('我在这 https://maps.app.goo.gl/abc123 附近没信号') },
      { name: 'a shortener that is only named', facts: said('what is bit.ly?') },
      { name: 'a short host with a readable path', facts: said('https://ge.com/news/reports') },
      { name: 'a page of a short-named shop', facts: said('http://hm.com/sale') },
    ],
  },
}

/** A name of at most four signs and one short code with digits or mixed case: what shorteners look like and shops do not. */
function hasShortShape(link: TextLink): boolean {
  const { domain, host, ending, brand, isFreeSite } = link.host
  if (domain === null || brand !== null || isFreeSite || ending === '') return false
  if (host !== domain && host !== `www.${domain}`) return false
  const name = domain.slice(0, domain.length - ending.length - 1)
  if (name.length > 4) return false
  const code = /^\/([A-Za-z0-9_-]{3,12})(?:\?.*)?$/.exec(link.path)?.[1]
  return code !== undefined && (/\d/.test(code) ? /[A-Za-z]/.test(code) : /[a-z][A-Z]|[A-Z][A-Z]*[a-z]*[A-Z]/.test(code))
}
