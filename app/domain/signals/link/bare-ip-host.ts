import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest, type TextHit } from '../message/text-hits.ts'

const ID = 'link/bare-ip-host'
const PUBLIC = 0.75
/** Addresses inside somebody's own network, plainly written, lead a customer nowhere. */
const PRIVATE = 0.3

const NAMED_ADDRESS = /(?:^|[.-])(?:\d{1,3}[.-]){3}\d{1,3}\.(?:nip\.io|sslip\.io|xip\.io|traefik\.me|localtest\.me)$/

/** A link to a numeric address, in whatever notation the URL parser understands: dotted, decimal, hexadecimal, IPv6 (R-LINK-05). */
export const bareIpHost: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  ...fromTexts(ID, 'all', ({ reading }) => strongest(reading.links.flatMap((link): TextHit[] => {
    if (link.host.kind === 'name') {
      // Names that stand for the address they begin with: whoever holds it answers.
      return NAMED_ADDRESS.test(link.host.host) ? [{ strength: PUBLIC, evidence: { link: defang(link), host: link.host.host, kind: 'name', isPrivate: false, isPlain: true }, places: [[link.start, link.end]] as const }] : []
    }
    const { host, kind, isPrivateAddress } = link.host
    const isPlain = link.written.includes(host)
    return [{ strength: isPrivateAddress && isPlain ? PRIVATE : PUBLIC, evidence: { link: defang(link), host, kind, isPrivate: isPrivateAddress, isPlain }, places: [[link.start, link.end]] as const }]
  }))),
  examples: {
    fires: [
      { name: 'decimal', facts: said('http://16909060/') },
      { name: 'hexadecimal loopback', facts: said('http://0x7f.1/') },
      { name: 'a private address, weakly', facts: said('http://192.168.1.1/admin') },
      { name: 'dotted without scheme', facts: said('34.96.107.204/login') },
      { name: 'dotted with Han behind', facts: said('点击http://115.28.157.120领取') },
      { name: 'without anything behind, to be opened', facts: said('打开 203.0.113.5 充值') },
      { name: 'with full stops for dots', facts: said('登录 203。0。113。8 充值') },
      { name: 'with dots of another kind', facts: said('登录 203．0．113．8 充值') },
      { name: 'a name that only stands for an address', facts: said('http://198.51.100.7.nip.io/cz') },
      { name: 'IPv6', facts: said('http://[2001:db8::1]/pay') },
    ],
    silent: [
      { name: 'a version number', facts: said('APP 版本 10.2.3.4 打不开') },
      { name: 'numbers that end sentences', facts: said('充了50。到了20。差30。') },
      { name: 'a server of names', facts: said('DNS 改成 8.8.8.8 就好了') },
      { name: 'a sum with dots', facts: said('3.50.20') },
      { name: 'a number in a path', facts: said('https://www.10086.cn/1885765016') },
    ],
  },
}
