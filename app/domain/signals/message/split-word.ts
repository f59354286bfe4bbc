import { isDenied } from '../../text/context.ts'
import type { Detector } from '../detector.ts'
import { hitsIn, said } from './text-hits.ts'

const ID = 'message/split-word'
const STRENGTH = 0.5
/** Words that somebody has a reason to split. */
const TELLING = new Set(['app', 'pull', 'bait', 'ask', 'secret', 'cash_out', 'code'])

/** A telling word written with signs between its characters, such as 验.证.码 or t.e.l.e.g.r.a.m (R-TEXT-01, the visible kind). Blanks between Han characters are ordinary. */
export const splitWord: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  detect: (facts) => hitsIn(ID, facts, 'others', ({ reading }) => {
    const { keywords, normal } = reading
    const found = keywords.filter((word) => word.isSplit && TELLING.has(word.group) && word.term.length >= 2 && (word.group !== 'app' || word.term.length >= 3 || /[\u4e00-\u9fff]/.test(word.term)))
      .filter((word) => !isDenied(normal.text, keywords, word.start, word.end))
    const [first] = found
    if (!first) return null
    return {
      strength: STRENGTH,
      evidence: { written: normal.text.slice(first.start, first.end), reads: first.term, count: found.length },
      places: found.map((word) => [word.start, word.end]),
    }
  }),
  examples: {
    fires: [
      { name: 'dots between characters', facts: said('把验.证.码给我') },
      { name: 'letters one by one', facts: said('find me on t.e.l.e.g.r.a.m') },
      { name: 'a dash in an app\'s name', facts: said('加我微-信聊') },
    ],
    silent: [
      { name: 'blanks of a word segmenter', facts: said('请 输入 验证 码') },
      { name: 'a slash between two words', facts: said('充值/缴费/发票') },
      { name: 'initials', facts: said('J. K. Smith paid') },
    ],
  },
}
