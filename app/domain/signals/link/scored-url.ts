import { LURE_WORDS } from '../../lists/lures.ts'
import { PAY_WORDS } from '../../lists/hosts.ts'
import { scoreUrl } from '../../scoring/url-score.ts'
import { isOfSchool } from '../../text/host.ts'
import { defang } from '../../text/links.ts'
import type { TextLink, TextReading } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest } from '../message/text-hits.ts'

const ID = 'link/scored-url'
/** Score of the model at which its alarm is raised, and the strength that each height gives: the model knows the address, not who runs it. */
const STEPS = [[0.9, 0.65], [0.75, 0.55], [0.5, 0.45]] as const

/** Words that every site has. */
const EVERYDAY: ReadonlySet<string> = new Set('page pages app web team new community site online portal business form forms space live pro'.split(' '))

/**
 * The trained model reads the address as one of those that frauds use (DOMAIN 2.1): for hosts that no list and no rule of shape names.
 * Links that lead to a site we know, to a chat or into somebody's own network are left to other detectors. Misses honest names that were broken into or bought.
 */
export const scoredUrl: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['foreignLinks'],
  ...fromTexts(ID, 'others', ({ field, reading }) => {
    if (field === 'referrer_url') return null
    return strongest(reading.links.flatMap((link) => {
      const { host } = link
      if (link.isOfficial || link.isContact || host.isAllowed || host.brand !== null || host.isPrivateAddress) return []
      const { fraud } = scoreUrl(link.url ?? link.written)
      const step = STEPS.find(([least]) => fraud >= least)
      // A school's page must look like one that was broken into.
      if (step !== STEPS[0] && isOfSchool(host.host)) return []
      return step && !isPlainPage(link, reading) ? [{ strength: step[1], evidence: { link: defang(link), host: host.host, score: Math.round(fraud * 100) / 100, threshold: step[0] }, places: [[link.start, link.end]] as const }] : []
    }))
  }),
  examples: {
    fires: [
      { name: 'a folder of a site that was broken into', facts: said('请查看 http://lakesidebakery.example.com/wp-includes/docs/login.php') },
      { name: 'names of a service strung together', facts: said('your account is limited: https://secure-account-verify-login.com/update') },
      { name: 'a page of a free host that asks to sign in', facts: said('https://wallet-verify-login.pages.dev/connect') },
      { name: 'in a remark', facts: { order: { remark: '退款 http://wallet-claim-verification.net/connect' } } },
    ],
    silent: [
      { name: 'a news page', facts: said('我在 https://www.example-news.com/business/2026/mobile-operators-report 看到的') },
      { name: 'a page of a school', facts: said('孩子学校的缴费页 https://xx.zhxy.edu.cn/pay 收不到验证码') },
      { name: 'a shop page', facts: said('is this phone ok? https://shop.example.com/phones/model-7') },
      { name: 'an official site', facts: said('请登录 https://www.10086.cn/login?verify=account') },
      { name: 'a club on a free host', facts: said('社团主页 https://hikers-club.pages.dev') },
      { name: 'homework in a shared document', facts: said('作业 https://docs.google.com/document/d/1x9/edit') },
      { name: 'a router at home', facts: said('http://192.168.1.1/login.php 打不开') },
      { name: 'a host that staff have allowed', facts: { ...said('https://secure-account-verify-login.com/update'), settings: { officialHosts: ['secure-account-verify-login.com'] } } },
      { name: 'a page that led to the order', facts: { order: { referrerUrl: 'https://secure-account-verify-login.com/update' } } },
    ],
  },
}

const LURES: ReadonlySet<string> = new Set([...LURE_WORDS.entries, ...PAY_WORDS.entries].filter((word) => !EVERYDAY.has(word)))
const LURING = new Set(['ask', 'secret', 'pressure', 'cash_out', 'bait', 'act', 'give', 'pull'])

/** A page of a free host that neither lures nor stands in a text that does: clubs, homework and small shops have theirs there as well. */
function isPlainPage({ host, path, imitates }: TextLink, { keywords }: TextReading): boolean {
  if (!host.isFreeSite || imitates !== null || keywords.some(({ group }) => LURING.has(group))) return false
  return !`${host.host}${path}`.toLowerCase().split(/[^a-z0-9]+/).some((word) => LURES.has(word) || /\d{4}/.test(word))
}
