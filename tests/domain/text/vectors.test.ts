import { describe, expect, it } from 'vitest'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { DETECTORS } from '../../../app/domain/signals/index.ts'
import { said } from '../../../app/domain/signals/message/text-hits.ts'

const LOOKED_AT = new Set(DETECTORS.map(({ id }) => id).filter((id) => (id.startsWith('link/') || id.startsWith('message/')) && id !== 'link/outside-allowlist' && id !== 'link/scored-url' && !id.endsWith('-score') && !id.endsWith('scam-text')))
const hits = (text: string) => DETECTORS.filter(({ id }) => LOOKED_AT.has(id)).flatMap(({ id, detect }) => detect(factsOf(said(text))).map(() => id)).sort()

describe('the vectors of the domain book', () => {
  it.each([
    ['https://t.me/s/esim1088', ['link/contact-host']],
    ['https://i.postimg.cc/4NQfJmqS/x.png', ['link/image-host']],
    ['http://wap-10086vp.cn', ['link/lookalike-domain']],
    ['www.10086sfw.cn', ['link/lookalike-domain']],
    ['www.jfl0086cc.com', ['link/lookalike-domain']],
    ['10860.PT5JF.PW', ['link/lookalike-domain']],
    ['http://10086.cn.pay-vip.top/', ['link/lookalike-domain', 'link/throw-away-ending']],
    ['http://10086.cn@evil.top/', ['link/hidden-target', 'link/lookalike-domain']],
    ['http://16909060/', ['link/bare-ip-host']],
    ['http://0x7f.1/', ['link/bare-ip-host']],
    ['http://іcbc.com.cn/', ['link/lookalike-domain', 'link/mixed-script-host']],
    ['https://jf.10086.cn/', []],
    ['https://wap.js.10086.cn', []],
    ['请加V信①③⑧00138000', ['message/contact-lure', 'message/number-in-disguise']],
    ['切勿轻信来历不明的信息或链接', []],
    ['http://①⓪⓪⑧⑥.cn', ['message/number-in-disguise']],
  ])('%s', (text, expected) => expect(hits(text)).toEqual(expected))

  it('says host outside the allowlist besides, for every foreign host and for no other', () => {
    const outside = DETECTORS.find(({ id }) => id === 'link/outside-allowlist')
    const isOutside = (text: string) => (outside?.detect(factsOf(said(text))) ?? []).length > 0
    for (const text of ['https://t.me/s/esim1088', 'http://wap-10086vp.cn', 'http://16909060/', 'http://іcbc.com.cn/', 'http://10086.cn@evil.top/']) expect([text, isOutside(text)]).toEqual([text, true])
    for (const text of ['https://jf.10086.cn/', 'https://wap.js.10086.cn', 'http://①⓪⓪⑧⑥.cn', 'http://10086。cn/']) expect([text, isOutside(text)]).toEqual([text, false])
  })
})
