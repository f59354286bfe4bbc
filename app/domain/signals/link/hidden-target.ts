import { defang } from '../../text/links.ts'
import type { TextReading } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest, type TextHit } from '../message/text-hits.ts'

const ID = 'link/hidden-target'
const USER_PART = 0.75
const OTHER_SHOWN = 0.75
const ODD_PORT = 0.5
const DEVELOPER_PORT = 0.35
/** What is installed past every store. */
const PROGRAM = /\.(?:apk|xapk|apks|ipa|hap|mobileconfig|exe|scr|msi|bat)(?:[?#]|$)/i
const A_PROGRAM = 0.5
const WEB_PORTS = new Set(['', '80', '443'])
/** What a firm's own pages are called, which their people reach at such ports. */
const OFFICE = /^(?:oa|erp|crm|hr|vpn|sso|mail|webmail|git|gitlab|jira|wiki|nas|intranet|portal|ehr|ims|wms)\./
const DEVELOPER_PORTS = new Set(['8000', '8080', '8443', '8888', '3000'])

/**
 * A link with a name before `@`, which people read as the host, or with a port no public site uses, or one that is shown as the address of another site,
 * or one that brings a program (R-LINK-05). Mail addresses are no links.
 */
export const hiddenTarget: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  ...fromTexts(ID, 'all', ({ reading }) => strongest([...shownOtherwise(reading), ...reading.links.flatMap((link) => {
    if (link.isOfficial || (link.host.isPrivateAddress && link.written.includes(link.host.host)) || link.url === null || !/^https?$/.test(link.scheme)) return []
    if (PROGRAM.test(link.path) && link.user === '' && !link.host.isAllowed && link.host.brand === null) return [{ strength: A_PROGRAM, evidence: { link: defang(link), host: link.host.host, way: 'program', user: '', port: link.port }, places: [[link.start, link.end]] as const }]
    const hasPort = !WEB_PORTS.has(link.port)
    if (link.user === '' && (!hasPort || (DEVELOPER_PORTS.has(link.port) && OFFICE.test(link.host.host) && !link.host.isThrowAway && link.imitates === null))) return []
    const strength = link.user !== '' ? USER_PART : DEVELOPER_PORTS.has(link.port) ? DEVELOPER_PORT : ODD_PORT
    return [{ strength, evidence: { link: defang(link), host: link.host.host, way: link.user === '' ? 'port' : 'user_part', user: link.user, port: link.port }, places: [[link.start, link.end]] as const }]
  })])),
  examples: {
    fires: [
      { name: 'the true host before @', facts: said('http://10086.cn@evil.top/') },
      { name: 'an odd port', facts: said('http://pay.example.com:8899/x') },
      { name: 'a developer\'s port, weakly', facts: said('http://shop.example.com:8080/') },
      { name: 'a program in place of a page', facts: said('安装最新版营业厅 http://dl.ruixin.com/galaxy.apk 领50话费') },
      { name: 'a profile for phones', facts: { order: { remark: 'add this profile for cheaper reloads http://ruixin.io/g.mobileconfig' } } },
      { name: 'an office of a borrowed name', facts: said('http://oa.10086-hf.top:8443/login') },
      { name: 'a true address shown over another', facts: said('[www.10086.cn](http://jf-ab12.example/l) 点这里') },
      { name: 'the same as a page is written', facts: said('<a href="http://hf-ab12.example/l">https://www.10086.cn/pay</a>') },
    ],
    silent: [
      { name: 'a mail address', facts: said('mailbox wang@example.com') },
      { name: 'a camera in the customer\'s own network', facts: said('监控 192.168.0.108:8000 连不上') },
      { name: 'a firm\'s own desk', facts: said('报销系统 https://oa.hzmetal.com.cn:8443/login 打不开') },
      { name: 'our own program', facts: { ...said('下载 https://app.galaxy.example/galaxy.apk 打不开'), settings: { officialHosts: ['galaxy.example'] } } },
      { name: 'the ordinary port', facts: said('https://shop.example.com:443/') },
      { name: 'an address shown as it is', facts: said('[www.shop.example.com](https://m.shop.example.com/new)') },
      { name: 'two addresses beside each other', facts: said('http://shop.example.com/a (http://garden.example.org/b)') },
      { name: 'a word shown over an address', facts: said('[open](http://garden.example.org/b)') },
      { name: '@ in a path', facts: said('https://social.example.com/@somebody') },
    ],
  },
}

/** What stands between the address that is shown and the true one behind it, or the other way round. */
const SHOWN_FIRST = /^ ?\] ?\( ?$/
const TRUE_FIRST = /^["'][^<>]{0,80}> ?$/
const TAG = /<a\b[^<>]{0,80}$/

/** Links that are written as the address of one site and lead to another, in Markdown or as pages are written. */
function shownOtherwise({ links, normal: { text } }: TextReading): readonly TextHit[] {
  return links.slice(1).flatMap((second, at) => {
    const first = links[at]
    if (!first || first.host.host === second.host.host) return []
    const between = text.slice(first.end, second.start)
    const isMarkdown = SHOWN_FIRST.test(between) && text[first.start - 1] === '['
    if (!isMarkdown && !(TRUE_FIRST.test(between) && TAG.test(text.slice(Math.max(0, first.start - 90), first.start)))) return []
    const [shown, led] = isMarkdown ? [first, second] : [second, first]
    if (led.isOfficial || (shown.host.site ?? shown.host.host) === (led.host.site ?? led.host.host)) return []
    return [{ strength: OTHER_SHOWN, evidence: { link: defang(shown), host: led.host.host, way: 'shown', user: '', port: led.port }, places: [[first.start, second.end]] as const }]
  })
}
