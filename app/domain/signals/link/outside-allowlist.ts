import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said } from '../message/text-hits.ts'

const ID = 'link/outside-allowlist'

/** A link to a host that is neither the operator's nor a known gateway's or authority's (R-LINK-01). Adds to the score only: shops and news pages do the same. */
export const outsideAllowlist: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['foreignLinks'],
  ...fromTexts(ID, 'others', ({ field, reading }) => {
    if (field === 'referrer_url') return null
    const foreign = reading.links.filter((link) => !link.isOfficial && !link.host.isAllowed && !link.host.isPrivateAddress)
    if (foreign.length === 0) return null
    return { strength: 0.3, evidence: { links: foreign.map(defang) }, places: foreign.map((link) => [link.start, link.end]) }
  }),
  examples: {
    fires: [
      { name: 'a shop page', facts: said('我在 https://shop.example.com/item/7 看到的型号') },
      { name: 'a host without scheme', facts: said('see www.example.org') },
    ],
    silent: [
      { name: 'a host of the starter allowlist', facts: said('请登录 https://jf.10086.cn/ 查询') },
      { name: 'the operator\'s own host', facts: { ...said('bill at https://my.galaxy.example/bill'), settings: { officialHosts: ['galaxy.example'] } } },
      { name: 'a mail address is no link', facts: said('发票发到 wang@example.com') },
      { name: 'a page that led to the order says nothing', facts: { order: { referrerUrl: 'https://search.example/?q=topup' } } },
      { name: 'a full stop without a blank', facts: said('ok.love you so much.me too') },
    ],
  },
}
