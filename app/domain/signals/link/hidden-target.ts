import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest } from '../message/text-hits.ts'

const ID = 'link/hidden-target'
const USER_PART = 0.75
const ODD_PORT = 0.5
const DEVELOPER_PORT = 0.35
const WEB_PORTS = new Set(['', '80', '443'])
const DEVELOPER_PORTS = new Set(['8000', '8080', '8443', '8888', '3000'])

/** A link with a name before `@`, which people read as the host, or with a port no public site uses (R-LINK-05). Mail addresses are no links. */
export const hiddenTarget: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  ...fromTexts(ID, 'all', ({ reading }) => strongest(reading.links.flatMap((link) => {
    if (link.isOfficial || (link.host.isPrivateAddress && link.written.includes(link.host.host)) || link.url === null || !/^https?$/.test(link.scheme)) return []
    const hasPort = !WEB_PORTS.has(link.port)
    if (link.user === '' && !hasPort) return []
    const strength = link.user !== '' ? USER_PART : DEVELOPER_PORTS.has(link.port) ? DEVELOPER_PORT : ODD_PORT
    return [{ strength, evidence: { link: defang(link), host: link.host.host, user: link.user, port: link.port }, places: [[link.start, link.end]] as const }]
  }))),
  examples: {
    fires: [
      { name: 'the true host before @', facts: said('http://10086.cn@evil.top/') },
      { name: 'an odd port', facts: said('http://pay.example.com:8899/x') },
      { name: 'a developer\'s port, weakly', facts: said('http://shop.example.com:8080/') },
    ],
    silent: [
      { name: 'a mail address', facts: said('mailbox wang@example.com') },
      { name: 'a camera in the customer\'s own network', facts: said('监控 192.168.0.108:8000 连不上') },
      { name: 'the ordinary port', facts: said('https://shop.example.com:443/') },
      { name: '@ in a path', facts: said('https://social.example.com/@somebody') },
    ],
  },
}
