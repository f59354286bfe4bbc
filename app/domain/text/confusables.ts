/**
 * Letters of other scripts and letter-like signs that are drawn like a Latin letter or a digit. A reduced table in the manner of
 * Unicode TR39, compiled by hand: only what survives NFKC and diacritic folding, only lower case (the pass lowers first), only single characters.
 */

/** Foreign letters by the Latin letter they resemble. Applied inside a word only when the word has Latin letters too, or is drawn wholly in look-alikes. */
const FOREIGN_BY_LATIN: Readonly<Record<string, string>> = {
  a: 'аαӑ', b: 'ьвβ', c: 'сϲ', d: 'ԁժ', e: 'еёεҽє', f: 'ғϝ', g: 'ԍց', h: 'һнհ', i: 'іїι', j: 'јϳյ', k: 'кκқ', l: 'ӏ', m: 'мϻ', n: 'пηոռ',
  o: 'оοσօө', p: 'рρ', q: 'ԛզգ', r: 'гя', s: 'ѕ', t: 'тτ', u: 'υսцµμ', v: 'ѵν', w: 'ѡԝшωա', x: 'хχ', y: 'уγүყ', 3: 'зӡ', 4: 'ч', 6: 'б',
}

/** Latin letters of other shapes (small capitals, strokes, African and phonetic letters) by their plain letter. Applied always. */
const LATIN_BY_PLAIN: Readonly<Record<string, string>> = {
  a: 'ᴀɑ', b: 'ʙɓƅ', c: 'ᴄƈ', d: 'ᴅđɖɗ', e: 'ᴇəɛ', f: 'ꜰƒ', g: 'ɢɡɠ', h: 'ʜħɦ', i: 'ɪıɩ', j: 'ᴊȷɉ', k: 'ᴋƙ', l: 'ʟłɭƚ', m: 'ᴍɱ', n: 'ɴɲŋ',
  o: 'ᴏøɔ', p: 'ᴘƥ', q: 'ɋʠ', r: 'ʀɾɼ', s: 'ꜱʂ', t: 'ᴛŧƭ', u: 'ᴜʊ', v: 'ᴠʋ', w: 'ᴡɯ', y: 'ʏɏƴ', z: 'ᴢƶʐ',
}

function unitsOf(table: Readonly<Record<string, string>>): ReadonlyMap<number, number> {
  const map = new Map<number, number>()
  for (const [plain, shapes] of Object.entries(table)) {
    for (const shape of shapes) if (!map.has(shape.charCodeAt(0))) map.set(shape.charCodeAt(0), plain.charCodeAt(0))
  }
  return map
}

/** Lower-case Cyrillic, Greek, Armenian or Georgian unit → unit of the Latin letter it is drawn like. */
export const FOREIGN_LOOKALIKE: ReadonlyMap<number, number> = unitsOf(FOREIGN_BY_LATIN)

/** Unit of an unusual Latin letter → unit of the plain letter. */
export const LATIN_LOOKALIKE: ReadonlyMap<number, number> = unitsOf(LATIN_BY_PLAIN)

/** Digits and letters that NFKC leaves alone: dingbat digits, parenthesised and dotted digits, negative circled and squared letters. */
export function enclosedForm(codePoint: number): string | null {
  if (codePoint >= 0x2776 && codePoint <= 0x277f) return String(codePoint - 0x2775) // ❶ to ❿
  if (codePoint >= 0x2780 && codePoint <= 0x2789) return String(codePoint - 0x277f) // ➀ to ➉
  if (codePoint >= 0x278a && codePoint <= 0x2793) return String(codePoint - 0x2789) // ➊ to ➓
  if (codePoint >= 0x24f5 && codePoint <= 0x24fe) return String(codePoint - 0x24f4) // ⓵ to ⓾
  if (codePoint >= 0x2474 && codePoint <= 0x2487) return String(codePoint - 0x2473) // ⑴ to ⒇
  if (codePoint >= 0x2488 && codePoint <= 0x249b) return String(codePoint - 0x2487) // ⒈ to ⒛
  if (codePoint >= 0x249c && codePoint <= 0x24b5) return letter(codePoint - 0x249c) // ⒜
  if (codePoint === 0x24ff || codePoint === 0x1f10b || codePoint === 0x1f10c) return '0' // ⓿
  if (codePoint >= 0x1f101 && codePoint <= 0x1f10a) return String(codePoint - 0x1f101) // 🄁
  if (codePoint >= 0x3220 && codePoint <= 0x3228) return '一二三四五六七八九'[codePoint - 0x3220] ?? null // ㈠
  if (codePoint >= 0x1f110 && codePoint <= 0x1f129) return letter(codePoint - 0x1f110) // 🄐
  if (codePoint >= 0x1f150 && codePoint <= 0x1f169) return letter(codePoint - 0x1f150) // 🅐
  if (codePoint >= 0x1f170 && codePoint <= 0x1f189) return letter(codePoint - 0x1f170) // 🅰
  return null
}

function letter(index: number): string {
  return String.fromCharCode(97 + index)
}
