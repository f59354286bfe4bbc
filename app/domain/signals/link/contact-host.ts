import { defang } from '../../text/links.ts'
import { contactOfLink } from '../../text/contacts.ts'
import { isInFrame } from '../../text/frame.ts'
import type { TextLink } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said } from '../message/text-hits.ts'

const ID = 'link/contact-host'
const STRENGTH = 0.7
const FRAME_EXTRA = 0.15
/** Somebody came from a chat: weak, and no text of theirs; less so where the address names the channel or the number that sent them. */
const AS_REFERRER = 0.3
const AS_NAMED_REFERRER = 0.45

/**
 * A link that opens a chat, a group or a contact outside our channels (R-LINK-02), stronger when it frames the text.
 * Own support channels are entered as official short-link prefixes. Misses invitations that hide behind a shortener.
 */
export const contactHost: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  looksAt: ['foreignLinks'],
  ...fromTexts(ID, 'all', ({ field, reading }) => {
    const found = reading.links.filter((link: TextLink) => link.isContact && !link.isOfficial)
    const [first] = found
    if (!first) return null
    const isFrame = found.some((link) => isInFrame(reading, link))
    const strength = field === 'referrer_url' ? (found.some((link) => contactOfLink(link) !== null) ? AS_NAMED_REFERRER : AS_REFERRER) : STRENGTH + (isFrame ? FRAME_EXTRA : 0)
    return { strength, evidence: { links: found.map(defang), host: first.host.host, isFrame, way: field === 'referrer_url' ? 'came_from' : 'written' }, places: found.map((link) => [link.start, link.end]) }
  }),
  examples: {
    fires: [
      { name: 'a channel on Telegram', facts: said('https://t.me/s/esim1088') },
      { name: 'with blanks between its signs, behind words', facts: said('discounted esim at t . me / esimboss') },
      { name: 'a WhatsApp group without scheme', facts: said('join chat.whatsapp.com/AbCdEfGh123') },
      { name: 'dots in brackets', facts: said('详情 t[.]me/somebody') },
      { name: 'an app address', facts: said('tg://resolve?domain=somebody') },
      { name: 'in a remark', facts: { order: { remark: '优惠 https://wa.me/8613800138000' } } },
      { name: 'a blank for the dot', facts: said('dis cord gg/panda12 cheap load') },
      { name: 'a slash for the dot', facts: said('join t/me/esimboss88 daily codes') },
      { name: 'a channel that sent the customer', facts: { order: { referrerUrl: 'https://t.me/s/esimboss88?start=hf' } } },
    ],
    silent: [
      { name: 'our own channel', facts: { ...said('客服 https://t.me/galaxycare'), settings: { officialShortPrefixes: ['https://t.me/galaxycare'] } } },
      { name: 'a customer asks whether it is ours', facts: said('请问 https://t.me/galaxy_help 是你们的官方群吗？') },
      { name: 'the app\'s name is no link', facts: said('我用 Telegram 登录不了') },
      { name: 'half a path', facts: said('the file lies in /etc/me/esimboss88') },
    ],
  },
}
