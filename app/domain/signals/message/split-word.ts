import { isDenied } from '../../text/context.ts'
import type { Keyword } from '../../text/words.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, type TextHit } from './text-hits.ts'

const ID = 'message/split-word'
const STRENGTH = 0.5
/** Words that somebody has a reason to split. */
const TELLING = new Set(['app', 'pull', 'bait', 'ask', 'secret', 'cash_out', 'code'])

/** 验证码 by its sound in a text that is otherwise in characters. */
const BY_SOUND = /^(?:yan ?zheng ?ma|duanxinma|fu ?wu ?mi ?ma|zhifumima)$/
/** The same in initials, which the young also type when they ask for help. */
const INITIALS = /^(?:yzm|fwmm|zfmm)$/
const WANTED = /(?:客服|专员|工作人员)[^,。!?\n]{0,4}(?:要|需)|(?:发|报|念|给)(?:我|客服|专员)/

function isSpelledOut(word: Keyword, text: string): boolean {
  return word.group === 'secret' && (BY_SOUND.test(word.term) || (INITIALS.test(word.term) && WANTED.test(text) && !/吗|收不到|没收到|\?/.test(text))) && /[\u4e00-\u9fff]{2}/.test(text)
}

/** A telling word written with signs between its characters, such as 验.证.码 or t.e.l.e.g.r.a.m (R-TEXT-01, the visible kind), or a secret by its sound among characters. Blanks between Han characters are ordinary. */
export const splitWord: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  ...fromTexts(ID, 'others', ({ reading }) => {
    const { keywords, normal } = reading
    const found = keywords.filter((word) => (word.isSplit || isSpelledOut(word, normal.text)) && TELLING.has(word.group) && word.term.length >= 2 && (word.group !== 'app' || word.term.length >= 3 || /[\u4e00-\u9fff]/.test(word.term)))
      .filter((word) => !isDenied(normal.text, keywords, word.start, word.end))
    const [first] = found
    if (!first) return partedAll(normal.text)
    return {
      strength: STRENGTH,
      evidence: { written: normal.text.slice(first.start, first.end), reads: first.term, count: found.length },
      places: found.map((word) => [word.start, word.end]),
    }
  }),
  examples: {
    fires: [
      { name: 'dots between characters', facts: said('把验.证.码给我') },
      { name: 'by its sound among characters', facts: said('客服需要 yanzhengma 才能退款') },
      { name: 'in initials, asked for', facts: said('客服要 yzm 和 fwmm 才能解封') },
      { name: 'letters one by one', facts: said('find me on t.e.l.e.g.r.a.m') },
      { name: 'a whole sentence in pieces', facts: said('退/款/请/联/系/专/员') },
      { name: 'one character a line', facts: said('要\n的\n进\n来\n领\n券') },
      { name: 'a dash in an app\'s name', facts: said('加我微-信聊') },
    ],
    silent: [
      { name: 'blanks of a word segmenter', facts: said('请 输入 验证 码') },
      { name: 'a slash between two words', facts: said('充值/缴费/发票') },
      { name: 'quarters of the sky', facts: said('东/南/西/北 四个营业厅') },
      { name: 'a customer wants another password', facts: said('我要改fwmm怎么弄') },
      { name: 'a customer in a hurry', facts: said('yzm收不到咋回事') },
      { name: 'initials', facts: said('J. K. Smith paid') },
    ],
  },
}

/** The same sign between every two of six characters and more: nobody writes so who wants to be read by machines too. */
const PARTED = /[\u4e00-\u9fff]([^\p{L}\p{N}\t ,、。!?])(?:[\u4e00-\u9fff]\1){4,}[\u4e00-\u9fff]/u

function partedAll(text: string): TextHit | null {
  const found = PARTED.exec(text)
  return found ? { strength: STRENGTH, evidence: { written: found[0], reads: found[0].replaceAll(found[1] ?? '', ''), count: 1 }, places: [[found.index, found.index + found[0].length]] } : null
}
