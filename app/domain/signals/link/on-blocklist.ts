import { ownListsOf } from '../../lists/own-lists.ts'
import { suffixMatch } from '../../text/host.ts'
import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { hitsIn, said, strongest } from '../message/text-hits.ts'

const ID = 'link/on-blocklist'
const STRENGTH = 0.85
/** Somebody came from there; nobody was led there. */
const AS_REFERRER = 0.4

const EXAMPLE_LISTS = ownListsOf([{ id: 1, list: 'blocked_hosts', value: 'huafei-gift.top', detail: {}, reason: 'fake recharge page', expiresAt: null }])

/** A link to a host, or below a host, that staff have put on the blocklist (DOMAIN 2.8). */
export const onBlocklist: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['blocklist'],
  detect: (facts) => {
    const { blocked } = facts.lists
    if (blocked === null || blocked.hosts.size === 0) return []
    return hitsIn(ID, facts, 'all', ({ field, reading }) => strongest(reading.links.flatMap((link) => {
      const listed = suffixMatch(link.host.host, blocked.hosts)
      return listed
        ? [{ strength: field === 'referrer_url' ? AS_REFERRER : STRENGTH, evidence: { link: defang(link), host: link.host.host, why: listed.why, entryId: listed.entry }, places: [[link.start, link.end]] as const }]
        : []
    })))
  },
  examples: {
    fires: [
      { name: 'the host itself', facts: { ...said('领券 https://huafei-gift.top/a'), lists: EXAMPLE_LISTS } },
      { name: 'below it, and broken up', facts: { order: { remark: '充值 m.huafei-gift[.]top' }, lists: EXAMPLE_LISTS } },
      { name: 'came from there', facts: { order: { referrerUrl: 'https://huafei-gift.top/go' }, lists: EXAMPLE_LISTS } },
    ],
    silent: [
      { name: 'another name with the same end', facts: { ...said('https://nothuafei-gift.top/a'), lists: EXAMPLE_LISTS } },
      { name: 'a customer reports it', facts: { ...said('我收到这样一条短信，是不是骗子：“领券 https://huafei-gift.top/a”'), lists: EXAMPLE_LISTS } },
      { name: 'nothing on the list', facts: said('领券 https://huafei-gift.top/a') },
    ],
  },
}
