import { defang } from '../../text/links.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest } from '../message/text-hits.ts'

const ID = 'link/obfuscated'
const MENDED = 0.55
const UNREADABLE = 0.3

/** A link that only reading against the letter reveals: `hxxp`, `[.]`, 点com, blanks; or one that the URL parser refuses (R-LINK-11). */
export const obfuscated: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  looksAt: ['foreignLinks'],
  ...fromTexts(ID, 'all', ({ reading }) => strongest(reading.links.flatMap((link) => {
    const isRefused = link.url === null
    if (link.isOfficial || link.host.isAllowed || (!link.isObfuscated && !isRefused)) return []
    return [{ strength: link.isObfuscated ? MENDED : UNREADABLE, evidence: { link: defang(link), host: link.host.host, isRefused }, places: [[link.start, link.end]] as const }]
  }))),
  examples: {
    fires: [
      { name: 'scheme and dots', facts: said('hxxps://abc[.]example[.]com/x') },
      { name: 'the word for dot', facts: said('登录 abcpay点com 领取') },
      { name: 'blanks in the scheme', facts: said('http //abc.example.com/x') },
      { name: 'blanks around the dot', facts: said('go to abcpay . com now') },
      { name: 'a chat with blanks between its signs', facts: said('t . me / hf_8820 低价话费') },
      { name: 'a shortener letter by letter', facts: said('打开 t . c n / A6ab12 领取') },
      { name: 'signs that the reader is to take out', facts: said('复制 kahe*hf.c*om 去掉星号打开') },
      { name: 'the same in English', facts: said('go to kahe-re-fill.c#om, remove the signs') },
      { name: 'a port that cannot be, weakly', facts: said('http://abc.example.com:99999/') },
    ],
    silent: [
      { name: 'an ideographic full stop is read as a dot by browsers', facts: said('http://10086。cn/') },
      { name: 'a plain link', facts: said('https://abc.example.com/x') },
      { name: 'signs between words', facts: said('充值 . 缴费 / 查询 a . b / cdef') },
      { name: 'a card number whose stars are spoken of', facts: said('卡号 6222****0101 去掉星号吗') },
      { name: 'half past three', facts: said('下午3点半去营业厅') },
      { name: 'a sentence that ends before a word like an ending', facts: said('ok . me too') },
    ],
  },
}
