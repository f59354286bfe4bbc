import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said } from '../message/text-hits.ts'

const ID = 'link/image-host'
const ALONE = 0.35
const WITH_CODE_WORDS = 0.55
const CODE_WORDS = ['二维码', '扫码', '扫一扫', '收款码', '付款码', 'qr code', 'scan the', 'scan to']

/** A picture on a host where anybody can put one, as "proof" or as carrier of a code (R-LINK-07); stronger beside words of topping up or scanning. */
export const imageHost: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  looksAt: ['foreignLinks'],
  ...fromTexts(ID, 'others', ({ reading }) => {
    const found = reading.links.filter((link) => link.host.isImageHost && !link.isOfficial)
    const [first] = found
    if (!first) return null
    const hasWords = reading.keywords.some((word) => word.group === 'topup') || CODE_WORDS.some((word) => reading.normal.text.includes(word))
    return { strength: hasWords ? WITH_CODE_WORDS : ALONE, evidence: { links: found.map(defang), host: first.host.host, hasWords }, places: found.map((link) => [link.start, link.end]) }
  }),
  examples: {
    fires: [
      { name: 'a free picture host', facts: said('https://i.postimg.cc/4NQfJmqS/x.png') },
      { name: 'with words of scanning', facts: said('扫码充值 https://imgur.com/a/Ab3dE') },
    ],
    silent: [
      { name: 'a picture on a shop\'s own host', facts: said('https://img.shop.example.com/7.png') },
      { name: 'the host is only named', facts: said('imgur 打不开') },
    ],
  },
}
