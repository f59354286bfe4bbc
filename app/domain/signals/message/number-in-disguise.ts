import { isOwnNumber } from '../../text/context.ts'
import { type NormalText, rawSlice } from '../../text/normalise.ts'
import type { NumberDisguise } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said, strongest, type TextHit } from './text-hits.ts'
import { encodedWords, romanNumber, toldHost, toldNumber } from './told-numbers.ts'

const ID = 'message/number-in-disguise'
const PHONE = 0.6
const BARE_NUMBER = 0.45
const FULL_WIDTH_ONLY = 0.4
const HOST = 0.5
/** Eleven digits, drawn or with what says how to put them together. */
const LEAST_TOLD = 11
const LEAST_HOST = 8

/**
 * A number that only the normal form reveals (R-TEXT-02): circled, full-width or styled digits, digit words, keycaps, emoji or signs between single
 * digits, letters for digits. Needs the shape of a phone, or an identifier beside an app's name; amounts in formal digits have neither. Also a link whose host is drawn so, or a numeric one said aloud.
 */
export const numberInDisguise: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  ...fromTexts(ID, 'all', ({ field, direction, reading }) => {
    if (field === 'sms_text') return null
    const hits: TextHit[] = []
    for (const number of reading.numbers) {
      if (number.disguises.length === 0) continue
      const isContact = reading.handles.some((handle) => handle.start <= number.start && handle.end >= number.end)
      if (direction === 'in' && isSpelledOut(number.disguises) && isOwnNumber(reading.normal.text, number.start) && !reading.keywords.some(({ group }) => LURING.has(group))) continue
      if (!number.isPhone && !(isContact && number.digits.length <= 15)) continue
      hits.push({
        strength: strengthOf(number.disguises, number.isPhone),
        evidence: { number: number.e164 ?? number.digits, disguises: number.disguises, what: 'number' },
        places: [[number.start, number.end]],
      })
    }
    for (const link of reading.links) {
      if (link.isDisguised && (link.hasScheme || link.path !== '' || link.isOfficial || (/[a-z\d]/i.test(link.written) && /[\uff10-\uff5a]/.test(link.written)))) hits.push({ strength: HOST, evidence: { number: link.host.host, disguises: ['enclosed'], what: 'host' }, places: [[link.start, link.end]] })
    }
    const { text } = reading.normal
    const grouped = text.includes('一') || text.includes('幺') ? IN_GROUPS.exec(text) : null
    if (grouped && !(direction === 'in' && isOwnNumber(text, grouped.index) && !reading.keywords.some(({ group }) => LURING.has(group)))) {
      hits.push({ strength: PHONE, evidence: { number: [...grouped[0]].map((word) => WORDS[word] ?? '').join(''), disguises: ['words'], what: 'number' }, places: [[grouped.index, grouped.index + grouped[0].length]] })
    }
    const address = reading.links.length === 0 && text.includes('.') && reading.normal.raw !== text ? ADDRESS.exec(text) : null
    if (address && !reading.normal.raw.includes(address[0]) && !/^[\uff10-\uff19．。\d.]+$/.test(rawSlice(reading.normal, address.index, address.index + address[0].length))) {
      hits.push({ strength: HOST, evidence: { number: address[0], disguises: ['enclosed'], what: 'host' }, places: [[address.index, address.index + address[0].length]] })
    }
    const spoken = text.includes('点') || text.includes('dot') ? SPOKEN.exec(text) : null
    const parts = (spoken?.slice(1) ?? []).map(Number)
    if (spoken && parts.every((part) => part <= 255) && parts.filter((part) => part > 24).length >= 2) {
      hits.push({ strength: HOST, evidence: { number: parts.join('.'), disguises: ['words'], what: 'host' }, places: [[spoken.index, spoken.index + spoken[0].length]] })
    }
    const encoded = text.includes('&#') ? ENCODED.exec(text) : null
    if (encoded) {
      const digits = encoded[0].replace(ONE_CODE, (_, hex?: string, decimal?: string) => String.fromCharCode(hex ? Number.parseInt(hex, 16) : Number(decimal)))
      hits.push({ strength: PHONE, evidence: { number: digits, disguises: ['encoded'], what: 'number' }, places: [[encoded.index, encoded.index + encoded[0].length]] })
    }
    const told = text.length >= LEAST_TOLD ? toldNumber(text) : null
    if (told && !(direction === 'in' && isOwnNumber(text, told.start) && !reading.keywords.some(({ group }) => LURING.has(group)))) {
      hits.push({ strength: PHONE, evidence: { number: told.digits, disguises: ['told'], what: 'number' }, places: [[told.start, told.end]] })
    }
    const roman = /[\u2160-\u2178]/.test(reading.normal.raw) ? romanNumber(reading.normal.raw) : null
    if (roman) hits.push({ strength: PHONE, evidence: { number: roman.digits, disguises: ['told'], what: 'number' }, places: [[normalOf(reading.normal, roman.start), normalOf(reading.normal, roman.end)]] })
    const host = text.length >= LEAST_HOST ? toldHost(text) : null
    if (host) hits.push({ strength: HOST, evidence: { number: host.digits, disguises: ['told'], what: 'host' }, places: [[host.start, host.end]] })
    const words = field === 'text' || field === 'remark' ? encodedWords(reading.normal.raw) : null
    if (words && !reading.links.some((link) => words.start < link.end && words.end > link.start)) hits.push({ strength: PHONE, evidence: { number: words.digits.slice(0, 60), disguises: ['encoded'], what: 'number' }, places: [[words.start, words.end]] })
    return strongest(hits)
  }),
  examples: {
    fires: [
      { name: 'digits of a market\'s tally', facts: said('电话 〡〣〨〇〇〡〣〨〇〇〇') },
      { name: 'one digit a line', facts: said('退款打\n1\n3\n8\n0\n0\n1\n3\n8\n0\n0\n0') },
      { name: 'circled digits', facts: said('请加V信①③⑧00138000') },
      { name: 'in English words', facts: said('call one three eight zero zero one three eight zero zero zero now') },
      { name: 'with doubled digits', facts: said('cheap credit: zero nine one seven, double zero, four two one, six six') },
      { name: 'in syllables', facts: said('打 yao san ba ling ling yao san ba ling ling ling 返话费') },
      { name: 'to be read backwards', facts: said('号码倒着念 00083100831 办退费') },
      { name: 'in pieces', facts: said('138开头 中间0013 尾8000 微同号 话费折扣') },
      { name: 'a word in brackets to be taken out', facts: said('1387（删）6750809') },
      { name: 'a character drawn between', facts: said('15896🈲040794 找我') },
      { name: 'with letters between', facts: said('加 1a3b8c0d0e1f3g8h0i0j0k 去掉字母') },
      { name: 'each digit in brackets of its own', facts: said('[1][5][9][8][5][6][1][0][1][2][2]') },
      { name: 'the word for the dot in brackets, with blanks', facts: said('go to kedah-refill (dot) com') },
      { name: 'Han characters before the word for the dot', facts: said('打开 keda充值点com 输号码') },
      { name: 'the letters of the scheme apart', facts: said('h t t p : / / kedahf.com/cz') },
      { name: 'a host half in wide signs', facts: said('ｗｗｗ．kahoｈｆ．ｃｏｍ') },
      { name: 'a host with commas for dots', facts: said('进 10086,c62e,top 兑换') },
      { name: 'a host said aloud with its slash', facts: said('浏览器输 suo 点 im 斜杠 c62e') },
      { name: 'an address in circles', facts: said('打开 ①⑨⑧.⑤①.①⓪⓪.69 充值') },
      { name: 'words in Base64', facts: said('code: cGxlYXNlIHNlbmQgbWUgdGhlIGNvZGU=') },
      { name: 'English words joined by dashes', facts: said('call me one-eight-zero-six-seven-four-eight-zero-two-nine-seven') },
      { name: 'digit words with a comma behind each', facts: said('电话一，八，六，二，九，零，五，零，五，八，七') },
      { name: 'keycaps', facts: said('电话 1️⃣9️⃣7️⃣1️⃣3️⃣9️⃣3️⃣0️⃣8️⃣2️⃣1️⃣ 找小李') },
      { name: 'formal digits', facts: said('联系壹叁捌零零壹叁捌零零零') },
      { name: 'spoken digits', facts: said('打幺三八 零零幺三 八零零零') },
      { name: 'one\'s own number, as bait', facts: said('低价话费找我，我的号码是一三八零零零二零一零一') },
      { name: 'a service number in words before an ending', facts: said('网址是幺零零一零杠福利点com') },
      { name: 'digits in angles between digits', facts: said('13<8001>38000 找我') },
      { name: 'a host on from its dot in words', facts: said('telegram点me斜杠hf8820') },
      { name: 'Roman numerals', facts: said('电话ⅠⅢⅧ〇〇ⅠⅢⅧ〇〇〇') },
      { name: 'a service number in pieces before an ending', facts: said('10 0 86 点 vip 兑积分') },
      { name: 'digits by their codes', facts: said('退款电话 &#49;&#51;&#56;&#48;&#48;&#49;&#51;&#56;&#48;&#48;&#48;') },
      { name: 'commas between single digits', facts: said('便宜充值 1，3，8，0，0，1，3，8，0，0，0') },
      { name: 'tabs between digits', facts: said('联系\t1\t3\t8\t0\t0\t1\t3\t8\t0\t0\t0') },
      { name: 'said in groups with commas', facts: said('电话是一三八，零零一三，八零零零，便宜充值') },
      { name: 'circled digits in a nickname', facts: { order: { payerName: '代充①③⑧⓪⓪①③⑧⓪⓪⓪' } } },
      { name: 'an address said aloud', facts: said('浏览器打开 203点0点113点8 充值') },
      { name: 'bars between digits', facts: said('电话 1|3|8|0|0|1|3|8|0|0|0') },
      { name: 'words between the parts', facts: said('充话费打138加0013加8000') },
      { name: 'letters for digits', facts: said('call l38OO138OOO now') },
      { name: 'half of the digits drawn as letters', facts: said('致电 l38 OOI3 O2l1 有优惠') },
      { name: 'emoji between digits', facts: said('1😀3😀8😀0😀0😀1😀3😀8😀0😀0😀0') },
      { name: 'signs between single digits', facts: said('1*3*8*0*0*1*3*8*0*0*0') },
      { name: 'styled digits', facts: said('𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎') },
      { name: 'black circles', facts: said('❶❸❽⓿⓿❶❸❽⓿⓿⓿') },
      { name: 'Arabic digits in Chinese text', facts: said('打电话١٣٨٠٠١٣٨٠٠٠') },
      { name: 'a true host in circled digits', facts: said('http://①⓪⓪⑧⑥.cn') },
    ],
    silent: [
      { name: 'a point in a list', facts: said('营业厅服务点cnooc加油站旁边') },
      { name: 'numbered steps in brackets', facts: said('(1)先停机 (2)再补卡 (3)最后充值') },
      { name: 'a customer spells out their own number', facts: said('我的号码是 1 3 8 0 0 0 2 0 1 0 1 打字慢请见谅') },
      { name: 'a customer says it in groups', facts: said('我的号码是一三八，零零零二，零一零一，查下余额') },
      { name: 'a customer spells it in words', facts: said('我的号码是一三八零零零二零一零一，帮查余额') },
      { name: 'a sum and a date', facts: { order: { remark: '充1380元20261119' } } },
      { name: 'two sums and what they are for', facts: { order: { remark: '充 138(元)2026 年度话补' } } },
      { name: 'a list in words', facts: said('一，三，五的晚上打不通') },
      { name: 'sums with commas between', facts: said('充了100,50,200,30都没到') },
      { name: 'a sum in thousands', facts: said('一共 1,386,000 元') },
      { name: 'Chinese by its codes, as a faulty form sends it', facts: said('&#20805;&#20540;&#27809;&#21040;&#36134;&#35831;&#26597;') },
      { name: 'a customer\'s own number in English words', facts: said('my number is one three eight zero zero one three eight zero zero zero') },
      { name: 'a list of names', facts: said('hi anna,ben,carl') },
      { name: 'counting in English', facts: said('one two three, is anybody there') },
      { name: 'a model number and a serial', facts: said('modem SN 4A5B6C7D8E9F0A1B2C3D4E5F does not register') },
      { name: 'hours of a day', facts: said('8点12点18点22点都打不进电话') },
      { name: 'a formal amount', facts: said('人民币壹佰贰拾元整') },
      { name: 'a sum', facts: said('充了100加50加200都没到') },
      { name: 'a number with ordinary separators', facts: said('138-0013-8000') },
      { name: 'a number written as a phone shows it', facts: said('+86 138 0013 8000') },
      { name: 'a line in words, and our host', facts: said('打幺零零八六说去 meridian-mobile.example') },
      { name: 'a number in round brackets', facts: said('138(0013)8000 那个号') },
      { name: 'chapters in Roman numerals', facts: said('请看附件ⅠⅡⅢⅣⅤⅥⅦⅧⅨ部分') },
      { name: 'a service number at an hour', facts: said('10086 点了没反应') },
      { name: 'words of letters that look like digits', facts: said('ill 8 oil lol 38 ooo ill') },
      { name: 'a serial with an O and an I', facts: said('SN l3O-OI9-88A2O0 不开机') },
      { name: 'counting in words', facts: said('三网一种两小时一二三') },
      { name: 'a list in circles', facts: said('①充值②查询③发票④客服⑤投诉⑥其他') },
      { name: 'a wide command', facts: { order: { channel: 'sms', smsText: 'ＫＴ100' } } },
    ],
  },
}

/** Where a place of the raw text stands in the normal form. */
function normalOf({ offsets, text }: NormalText, at: number): number {
  let place = 0
  while (place < text.length && (offsets[place] ?? 0) < at) place++
  return place
}

/** A mobile said in words as three, four and four digits: shorter runs of words are read as digits nowhere else. */
const IN_GROUPS = /(?<![〇零洞一幺二两三四五六七拐八九勾])[一幺][,、 .-][三四五六七拐八九勾](?:[,、 .-][〇零洞一幺二两三四五六七拐八九勾]){9}(?![〇零洞一幺二两三四五六七拐八九勾])|(?<![〇零洞一幺二两三四五六七拐八九勾])[一幺][三四五六七拐八九勾][〇零洞一幺二两三四五六七拐八九勾](?:[,、 .-][〇零洞一幺二两三四五六七拐八九勾]{4}){2}(?![〇零洞一幺二两三四五六七拐八九勾])/
const WORDS: Readonly<Record<string, string>> = { 〇: '0', 零: '0', 洞: '0', 一: '1', 幺: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 拐: '7', 八: '8', 九: '9', 勾: '9' }

/** A numeric address; only one that was drawn is meant. */
const ADDRESS = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/

/** A numeric address said aloud: 203点0点113点8. Clocks have no number above 24, and an address mostly has two. */
const SPOKEN = /(?<![\d.])(\d{1,3})(?:点|dot| dot )(\d{1,3})(?:点|dot| dot )(\d{1,3})(?:点|dot| dot )(\d{1,3})(?![\d点])/

/** Plain digits and letters that a page would show as such, spelled by their codes: nothing needs that. */
const ENCODED = /(?:&#(?:x(?:3[0-9]|[4-7][0-9a-f])|4[89]|5[0-7]|6[5-9]|[78]\d|9[07-9]|1[01]\d|12[0-2]);){7,40}/
const ONE_CODE = /&#(?:x([0-9a-f]{2})|(\d{2,3}));/g

/** Digits one by one or in words, as the unpractised type. */
function isSpelledOut(disguises: readonly NumberDisguise[]): boolean {
  return disguises.every((one) => one === 'spaced' || one === 'words')
}

/** Beside these a number is a way out, whoever it is said to belong to. */
const LURING = new Set(['app', 'pull', 'bait'])

function strengthOf(disguises: readonly NumberDisguise[], isPhone: boolean): number {
  if (disguises.every((one) => one === 'full_width')) return FULL_WIDTH_ONLY
  return isPhone ? PHONE : BARE_NUMBER
}
