import { defang } from '../../text/links.ts'
import { PAY_WORDS } from '../../lists/hosts.ts'
import type { TextLink } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest } from '../message/text-hits.ts'

const ID = 'link/throw-away-ending'
const STRENGTH = 0.5
/** Only the host and the beginning of the path count: long paths of blogs and shops hold every word. */
const MAX_PATH = 40
const WORDS: ReadonlySet<string> = new Set(PAY_WORDS.entries)
const GLUED = /pay|topup|recharge|jifen|chongzhi|huafei|10086|10010|login|verify|refund|bonus|reward|redeem|wallet|充值|积分|话费|缴费/

/** A host with an ending that costs next to nothing, or on a free host, whose address speaks of paying, points or signing in (R-LINK-08). Small honest shops do so too. */
export const throwAwayEnding: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  looksAt: ['foreignLinks'],
  ...fromTexts(ID, 'others', ({ reading }) => strongest(reading.links.flatMap((link) => {
    if (link.isOfficial || link.host.isAllowed || link.host.brand !== null || link.isContact) return []
    if (!link.host.isThrowAway && !link.host.isFreeSite) return []
    const word = payWord(link)
    if (word === null) return []
    return [{ strength: STRENGTH, evidence: { link: defang(link), host: link.host.host, ending: link.host.ending, isFreeHost: link.host.isFreeSite, word }, places: [[link.start, link.end]] as const }]
  }))),
  examples: {
    fires: [
      { name: 'paying on a throw-away ending', facts: said('缴费请进 http://kecage-pay.xyz/pal') },
      { name: 'points in the path', facts: said('http://abcd.top/jf') },
      { name: 'signing in on a free host', facts: said('https://myaccount7.weebly.com/login') },
    ],
    silent: [
      { name: 'a throw-away ending alone', facts: said('http://garden-club.top/roses') },
      { name: 'paying on an ordinary ending', facts: said('https://pay.example.com/bill') },
      { name: 'such a word deep in a blog\'s path', facts: said('https://network7.weebly.com/2011/how-to-choose-a-network-card') },
      { name: 'a free host without such words', facts: said('https://grandmas-recipes.weebly.com/soup') },
    ],
  },
}

function payWord(link: TextLink): string | null {
  const first = link.path.indexOf('/', 1)
  const address = `${link.host.reads}${first < 0 ? link.path.slice(0, MAX_PATH) : link.path.slice(0, Math.min(first, MAX_PATH))}`.toLowerCase()
  for (const word of address.split(/[^a-z0-9]+/)) if (WORDS.has(word)) return word
  return GLUED.exec(address)?.[0] ?? null
}
