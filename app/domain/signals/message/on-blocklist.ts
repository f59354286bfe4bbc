import { type Listed, ownListsOf } from '../../lists/own-lists.ts'
import { contactOfLink } from '../../text/contacts.ts'
import { isNear, templateOf } from '../../text/tokens.ts'
import type { Detector } from '../detector.ts'
import { hitsIn, said, strongest, type TextHit } from './text-hits.ts'

const ID = 'message/on-blocklist'
const CONTACT = 0.8
const WORDING = 0.7

const WORDS = '长期低价话费八折秒到，需要的老板直接联系，量大从优诚信合作'
const EXAMPLE_LISTS = ownListsOf([
  { id: 1, list: 'blocked_handles', value: 'hf_hup09', detail: {}, reason: 'confirmed lure', expiresAt: null },
  { id: 2, list: 'blocked_numbers', value: '+8613800138000', detail: {}, reason: 'police request', expiresAt: null },
  { id: 3, list: 'blocked_templates', value: 'x', detail: { text: WORDS }, reason: 'spread in March', expiresAt: null },
])

/** A handle, a phone number or a wording that staff have put on the blocklist (DOMAIN 2.8), however it is disguised. */
export const onBlocklist: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['blocklist'],
  detect: (facts) => {
    const { blocked } = facts.lists
    if (blocked === null || blocked.handles.size + blocked.numbers.size + blocked.templates.length === 0) return []
    return hitsIn(ID, facts, 'others', ({ reading }) => {
      const hit = (strength: number, what: 'handle' | 'number' | 'template', value: string, listed: Listed, places: TextHit['places']): TextHit =>
        ({ strength, evidence: { what, value, why: listed.why, entryId: listed.entry }, places })
      const contact = (written: string, places: TextHit['places']): readonly TextHit[] => {
        const handle = blocked.handles.get(written)
        if (handle) return [hit(CONTACT, 'handle', written, handle, places)]
        const number = blocked.numbers.get(written) ?? blocked.numbers.get(`+${written}`)
        return number ? [hit(CONTACT, 'number', written, number, places)] : []
      }
      const template = blocked.templates.length === 0 ? null : templateOf(reading)
      const near = template === null ? undefined : blocked.templates.find((one) => isNear(one.template, template))
      return strongest([
        ...reading.handles.flatMap(({ id, start, end }) => (id === '' ? [] : contact(id, [[start, end]]))),
        ...reading.links.flatMap((link) => {
          const named = contactOfLink(link)
          return named === null ? [] : contact(named, [[link.start, link.end]])
        }),
        ...reading.numbers.flatMap(({ e164, digits, start, end }) => contact(e164 ?? digits, [[start, end]])),
        ...(near ? [hit(WORDING, 'template', '', near, [[0, reading.normal.text.length]])] : []),
      ])
    })
  },
  examples: {
    fires: [
      { name: 'a handle', facts: { ...said('话费8折加V信 hf_hup09'), lists: EXAMPLE_LISTS } },
      { name: 'the handle in a link to a chat', facts: { ...said('https://t.me/s/hf_hup09'), lists: EXAMPLE_LISTS } },
      { name: 'a number in disguise', facts: { ...said('有事打①③⑧零零①③⑧零零零'), lists: EXAMPLE_LISTS } },
      { name: 'nearly the same words in a remark', facts: { order: { remark: '长期低价话费八折秒到，需要的老板直接联系我，量大从优诚信合作！' }, lists: EXAMPLE_LISTS } },
    ],
    silent: [
      { name: 'another handle', facts: { ...said('话费8折加V信 hf_hup10'), lists: EXAMPLE_LISTS } },
      { name: 'our own message', facts: { ...said('您的号码13800138000已充值100元', 'out'), lists: EXAMPLE_LISTS } },
      { name: 'other words', facts: { ...said('周末一起去爬山吗？我订了早上八点的车，记得多带点水'), lists: EXAMPLE_LISTS } },
      { name: 'a customer reports it', facts: { ...said('举报诈骗短信，内容如下：话费8折加V信 hf_hup09'), lists: EXAMPLE_LISTS } },
    ],
  },
}
