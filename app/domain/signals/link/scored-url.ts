import { scoreUrl } from '../../scoring/url-score.ts'
import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest } from '../message/text-hits.ts'

const ID = 'link/scored-url'
/** Score of the model at which its alarm is raised, and the strength that each height gives: the model knows the address, not who runs it. */
const STEPS = [[0.9, 0.65], [0.75, 0.55], [0.5, 0.45]] as const

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
      return step ? [{ strength: step[1], evidence: { link: defang(link), host: host.host, score: Math.round(fraud * 100) / 100, threshold: step[0] }, places: [[link.start, link.end]] as const }] : []
    }))
  }),
  examples: {
    fires: [
      { name: 'a folder of a site that was broken into', facts: said('请查看 http://lakesidebakery.example.com/wp-includes/docs/login.php') },
      { name: 'names of a service strung together', facts: said('your account is limited: https://secure-account-verify-login.com/update') },
      { name: 'in a remark', facts: { order: { remark: '退款 http://wallet-claim-verification.net/connect' } } },
    ],
    silent: [
      { name: 'a news page', facts: said('我在 https://www.example-news.com/business/2026/mobile-operators-report 看到的') },
      { name: 'a shop page', facts: said('is this phone ok? https://shop.example.com/phones/model-7') },
      { name: 'an official site', facts: said('请登录 https://www.10086.cn/login?verify=account') },
      { name: 'a router at home', facts: said('http://192.168.1.1/login.php 打不开') },
      { name: 'a host that staff have allowed', facts: { ...said('https://secure-account-verify-login.com/update'), settings: { officialHosts: ['secure-account-verify-login.com'] } } },
      { name: 'a page that led to the order', facts: { order: { referrerUrl: 'https://secure-account-verify-login.com/update' } } },
    ],
  },
}
