import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest } from '../message/text-hits.ts'

const ID = 'link/mixed-script-host'
const DECEPTIVE = 0.8
const INTERNATIONAL_ONLY = 0.25

/** A host in other letters (R-LINK-04): strong when one label mixes scripts or reads as a brand, weak for any other international name. */
export const mixedScriptHost: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  looksAt: ['foreignLinks'],
  ...fromTexts(ID, 'all', ({ reading }) => strongest(reading.links.flatMap((link) => {
    if (!link.host.isInternational || link.isOfficial) return []
    const isDeceptive = link.host.hasMixedScripts || link.host.imitates?.way === 'look_alike_letters'
    return [{
      strength: isDeceptive ? DECEPTIVE : INTERNATIONAL_ONLY,
      evidence: { link: defang(link), host: link.host.host, reads: link.host.reads, mixesScripts: link.host.hasMixedScripts },
      places: [[link.start, link.end]] as const,
    }]
  }))),
  examples: {
    fires: [
      { name: 'one Cyrillic letter', facts: said('http://іcbc.com.cn/') },
      { name: 'all letters Cyrillic, read as a brand', facts: said('http://раураӏ.com/') },
      { name: 'given in punycode', facts: said('http://xn--lipy-63db.com/') },
      { name: 'an honest Chinese name, weakly', facts: said('http://你好.com/') },
    ],
    silent: [
      { name: 'plain letters', facts: said('http://icbc.com.cn/') },
      { name: 'full-width letters are the same host', facts: said('http://ｊｆ.10086.cn/') },
    ],
  },
}
