/** A number that a text has its reader put together: said in words of another language, backwards, in pieces, or with letters between. */
export interface ToldNumber {
  readonly digits: string
  readonly start: number
  readonly end: number
}

const ENGLISH: Readonly<Record<string, string>> = { zero: '0', oh: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' }
const PINYIN: Readonly<Record<string, string>> = { ling: '0', dong: '0', yao: '1', yi: '1', er: '2', liang: '2', san: '3', si: '4', wu: '5', liu: '6', qi: '7', guai: '7', ba: '8', jiu: '9', gou: '9' }
const IN_ENGLISH = /\b(?:(?:(?:double|triple) )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[ ,.-]{1,2}){5,14}(?:(?:double|triple) )?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b/
/** A number has as many digits at least. */
const LEAST_DIGITS = 7
const IN_PINYIN = /\b(?:(?:ling|dong|yao|yi|er|liang|san|si|wu|liu|qi|guai|ba|jiu|gou)[ ,.-]{0,2}){6,14}(?:ling|dong|yao|yi|er|liang|san|si|wu|liu|qi|guai|ba|jiu|gou)\b/
const BACKWARDS = /倒(?:着|过来|序|写)|反(?:着|过来)|从后往前|backwards?|in reverse/
const RUN = /(?<!\d)\d{10,13}(?!\d)/
const PIECES = /(?<!\d)(1[3-9]\d)(?!\d)[^\d。!?\n]{1,6}(\d{4})(?!\d)[^\d。!?\n]{1,6}(\d{4})(?!\d)/
const HEAD_OR_TAIL = /开头|中间|最后|结尾|前三|后四|尾|加/
const MIXED = /(?<![a-z0-9])(?=(?:[a-z]*\d){11}[a-z]*(?![a-z0-9]))(?:\d[a-z]){6,12}\d?(?![a-z0-9])/
const LETTERS_OUT = /(?:去掉|删掉|不要|除去|忽略|拿掉)[^,。!?\n]{0,3}字母|(?:remove|without|drop|ignore) (?:the )?letters/
const DIGITS = /(?:\d\D{0,8}){10}/
const MOBILE = /^1[3-9]\d{9}$/

/** Roman numerals, one sign a digit; clocks and lists have fewer in a row. */
const ROMAN = /(?<![\u2160-\u216b])[\u2160\u2170](?:[ .-]?[\u2160-\u2168\u2170-\u2178〇零○0]){10}(?![\u2160-\u216b])/

/** A mobile number in Roman numerals, with its place in the raw text. */
export function romanNumber(raw: string): ToldNumber | null {
  const found = raw.length >= 11 ? ROMAN.exec(raw) : null
  const digits = found?.[0].replace(/[ .-]/g, '').replace(/./gu, (sign) => (sign < '\u2160' || sign > '\u2178' ? '0' : String(((sign.charCodeAt(0) - 0x2160) % 16) + 1))) ?? ''
  return found && MOBILE.test(digits) ? told(found, digits) : null
}

/** A word in brackets, or a character that measures nothing, between the digits, for the reader to take out. */
const BRACKETED = /(?<!\d)(1[3-9]\d{1,8})(?:[([{<][^\d\s()[\]{}<>]{1,4}[)\]}>]|(?![元块毛角分号楼室栋层年月日时点秒个张次第幢座单万千百十折兆到至送返加减和与及或])\p{Script=Han})(\d{1,8})(?!\d)/u

/** Each digit in brackets of its own. */
const EACH_BRACKETED = /(?:[[({<【]\d[\])}>】] ?){11}/

/** Digits within brackets that are no round ones: a mobile number only without them. */
const WITHIN = /(?<!\d)(1[3-9]?\d{0,5})[<{[](\d{2,8})[>}\]](\d{2,8})(?!\d)/

/** Digits of which half are letters that look alike, in groups: the normal form reads only runs that are mostly digits. */
const DRAWN = /(?<![a-z0-9|])[1li|][ .-]?[3-9][ .-]?[0-9oli|](?:[ .-]?[0-9oli|]){8}(?![a-z0-9|])/
const LOOKS: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1', '|': '1' }
const LEAST_PLAIN = 4

function drawnNumber(text: string): ToldNumber | null {
  const found = DRAWN.exec(text)
  const signs = found?.[0].replace(/[ .-]/g, '') ?? ''
  return found && /[oli|]/.test(signs) && signs.replace(/\D/g, '').length >= LEAST_PLAIN ? told(found, signs.replace(/[oli|]/g, (sign) => LOOKS[sign] ?? sign)) : null
}

/** The first such number. Each way is looked for only where one of its words stands. */
export function toldNumber(text: string): ToldNumber | null {
  const english = /(?:one|ero|ine)[ ,.-]/.test(text) ? IN_ENGLISH.exec(text) : null
  const spoken = english?.[0].replace(/(double|triple) ([a-z]+)/g, (_, times: string, word: string) => `${word} `.repeat(times === 'double' ? 2 : 3)).replace(/[a-z]+/g, (word) => ENGLISH[word] ?? '').replace(/\D/g, '') ?? ''
  if (english && spoken.length >= LEAST_DIGITS) return told(english, spoken)
  const pinyin = text.includes('yao') || text.includes('ling') || text.includes('jiu') ? IN_PINYIN.exec(text) : null
  if (pinyin) return told(pinyin, [...pinyin[0].matchAll(/ling|dong|yao|liang|san|liu|guai|jiu|gou|yi|er|si|wu|qi|ba/g)].map(([word]) => PINYIN[word] ?? '').join(''))
  const drawn = text.includes('o') || text.includes('l') ? drawnNumber(text) : null
  if (drawn) return drawn
  // Ten digits at least: fewer make no number.
  if (!DIGITS.test(text)) return null
  const run = BACKWARDS.test(text) ? RUN.exec(text) : null
  if (run) {
    const digits = [...run[0]].reverse().join('')
    if (MOBILE.test(digits)) return told(run, digits)
  }
  const pieces = HEAD_OR_TAIL.test(text) ? PIECES.exec(text) : null
  if (pieces) return told(pieces, pieces.slice(1).join(''))
  const each = EACH_BRACKETED.exec(text)
  const single = each?.[0].replace(/\D/g, '') ?? ''
  if (each && MOBILE.test(single)) return told(each, single)
  const within = /[<{[]/.test(text) ? WITHIN.exec(text) : null
  if (within && MOBILE.test(within.slice(1).join(''))) return told(within, within.slice(1).join(''))
  const bracketed = BRACKETED.exec(text)
  if (bracketed && MOBILE.test(`${bracketed[1]}${bracketed[2]}`)) return told(bracketed, `${bracketed[1]}${bracketed[2]}`)
  const mixed = LETTERS_OUT.test(text) ? MIXED.exec(text) : null
  return mixed ? told(mixed, mixed[0].replace(/\D/g, '')) : null
}

function told(found: RegExpExecArray, digits: string): ToldNumber {
  return { digits, start: found.index, end: found.index + found[0].length }
}

/** Words in letters of a code that mail programs use; nobody types them so. */
const BASE64 = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,400}={0,2}(?![A-Za-z0-9+/=])/
const PLAIN_WORDS = /^[\x20-\x7e]{12,}$/

/** Plain words hidden in Base64, with their place in the raw text. */
export function encodedWords(raw: string): ToldNumber | null {
  if (raw.length < 24 || !/[A-Z]/.test(raw)) return null
  const found = BASE64.exec(raw)
  if (!found || !/[A-Z]/.test(found[0]) || !/[a-z]/.test(found[0]) || found[0].replace(/=+$/, '').length % 4 === 1) return null
  const words = decode(found[0])
  return PLAIN_WORDS.test(words) && words.split(' ').length >= 3 ? told(found, words) : null
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function decode(written: string): string {
  let words = ''
  let bits = 0
  let held = 0
  for (const sign of written) {
    const value = SIGNS.indexOf(sign)
    if (value < 0) break
    held = (held << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      words += String.fromCharCode((held >> bits) & 0xff)
    }
  }
  return words
}

/** `10086,ab3,top`: commas where dots belong, before an ending that is bought for such names. */
const COMMAS = /(?<![\w.,-])[a-z0-9-]{2,30}(?:,[a-z0-9-]{2,30}){0,2},(?:com|cn|cc|top|vip|xyz|net|icu|club|shop|site|online|fun|buzz)(?![\w,])/
/** `10 0 86 点 vip`: a service number in pieces before an ending; the word for the dot is a dot in the normal form. */
const APART = /(?<![\d.])(?=[\d]+ )1 ?0 ?0 ?(?:8 ?6|1 ?0|0 ?0|9 ?9) ?(?:点|dot|\.) ?(?:com|cn|cc|top|vip|xyz|net|icu|club|shop|site|online|fun|buzz)(?![\w,])/
/** `幺零零八六杠会员.com`: a service number in words at the head of a host. */
const SAID_LINE = /(?<![一幺二两三四五六七八九零〇洞])[一幺][零〇洞]{2}(?:[八][六]|[一幺][零〇洞]|[零〇洞]{2}|九九)[^,。!?\n]{0,8}(?:点|\.)(?:com|cn|cc|top|vip|xyz|net|icu|club|shop|site)(?![\w,])/
/** `suo 点 im 斜杠 ab3`. */
const ALOUD = /(?<![a-z0-9])([a-z0-9-]{1,30}) ?(?:点|dot|\.) ?([a-z]{2,6}) ?(?:斜杠|slash) ?([a-z0-9]{2,20})/

/** `name (dot) com`, and a name with Han characters at its end before the word for the dot: `hf充值点com`. */
const DOT_TOLD = /(?<![a-z0-9-])([a-z0-9-]{3,40}) ?[([{] ?(?:dot|点|\.) ?[)\]}] ?(com|cn|net|org|top|vip|xyz|cc|icu|club|shop|site|online|info)(?![a-z0-9])|(?<![a-z0-9-])([a-z0-9-]{2,20}\p{Script=Han}{1,4})点(com|cn|net|top|vip|xyz|cc|icu|club|shop|site)(?![a-z0-9])/u
/** A scheme whose letters stand apart, so that no program sees a link. */
const SCHEME_APART = /(?<![a-z])h t t p (?:s )?: ?\/ ?\/ ?([a-z0-9-]+ ?\. ?[a-z0-9. -]{2,40})/

/** A host that no browser would read and a person would. `digits` holds it with its dots. */
export function toldHost(text: string): ToldNumber | null {
  const apart = text.includes('1') && text.includes(' ') ? APART.exec(text) : null
  if (apart) return told(apart, apart[0].replace(/点|dot/, '.').replaceAll(' ', ''))
  const said = text.includes('零') || text.includes('〇') || text.includes('洞') ? SAID_LINE.exec(text) : null
  if (said) return told(said, said[0])
  const dotted = text.includes('dot') || text.includes('点') || text.includes('[.') || text.includes('(.') ? DOT_TOLD.exec(text) : null
  if (dotted) return told(dotted, `${dotted[1] ?? dotted[3]}.${dotted[2] ?? dotted[4]}`)
  const scheme = text.includes('h t t p') ? SCHEME_APART.exec(text) : null
  if (scheme) return told(scheme, (scheme[1] ?? '').replaceAll(' ', ''))
  const found = text.includes('斜杠') || text.includes('slash') ? ALOUD.exec(text) : text.includes(',') ? COMMAS.exec(text) : null
  if (found && found[2] === undefined && !/\d|,.*,|-/.test(found[0])) return null
  return found ? told(found, found[2] === undefined ? found[0].replaceAll(',', '.') : `${found[1]}.${found[2]}`) : null
}
