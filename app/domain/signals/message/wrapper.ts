import { frameOf, isWithin, linkKey } from '../../text/frame.ts'
import type { TextReading } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said } from './text-hits.ts'

const ID = 'message/wrapper'
const STRENGTH = 0.65

/**
 * The same foreign link or handle in the first and the last line and nowhere between (R-TEXT-08): promotion wrapped around somebody else's text. The two lines
 * need not be equal. Own links are silent; mail signatures stand at the end only.
 */
export const wrapper: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  ...fromTexts(ID, 'others', ({ reading }) => {
    const frame = frameOf(reading.normal.text)
    if (frame === null) return null
    const byKey = new Map<string, (readonly [number, number])[]>()
    for (const { key, place } of tokensOf(reading)) byKey.set(key, [...(byKey.get(key) ?? []), place])
    for (const [key, places] of byKey) {
      const inHead = places.some(([start]) => isWithin(start, frame.head))
      const inTail = places.some(([start]) => isWithin(start, frame.tail))
      const inBody = places.some(([start]) => !isWithin(start, frame.head) && !isWithin(start, frame.tail))
      if (inHead && inTail && !inBody) return { strength: STRENGTH, evidence: { repeated: key }, places }
    }
    return null
  }),
  examples: {
    fires: [
      { name: 'a link around help text', facts: said('https://t.me/rodip99\n查询余额可拨打客服热线，充值前核对号码。\n更多优惠 https://t.me/rodip99') },
      { name: 'a handle around help text', facts: said('充值找 TG @rodip99\n充值前请核对号码。\n保存凭证。\n问题联系 TG @rodip99') },
    ],
    silent: [
      { name: 'a signature at the end only', facts: said('您好\n我的充值没到账\nWang, www.example.com') },
      { name: 'also in the body', facts: said('见 https://abc.example/x\n打开 https://abc.example/x 填写\n再看 https://abc.example/x') },
      { name: 'our own link', facts: said('https://www.10086.cn/\n充值前核对号码\nhttps://www.10086.cn/') },
      { name: 'two lines only', facts: said('https://abc.example/x\nhttps://abc.example/x') },
    ],
  },
}

function tokensOf(reading: TextReading): { readonly key: string; readonly place: readonly [number, number] }[] {
  return [
    ...reading.links.filter((link) => !link.isOfficial && !link.host.isAllowed).map((link) => ({ key: linkKey(link), place: [link.start, link.end] as const })),
    ...reading.handles.filter((handle) => handle.id !== '').map((handle) => ({ key: `@${handle.id}`, place: [handle.start, handle.end] as const })),
  ]
}
