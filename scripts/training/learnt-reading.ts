import { createHash } from 'node:crypto'
import { readMessageFeatures } from '../../app/domain/scoring/message-features.ts'
import { tokenPlaces } from '../../app/domain/scoring/patterns-head.ts'
import { readUrlFeatures } from '../../app/domain/scoring/url-features.ts'
import { URL_LURES, writeLures } from '../../app/domain/scoring/url-lures.ts'
import { spelledParts } from '../../app/domain/scoring/url-model.ts'
import { urlParts } from '../../app/domain/scoring/url-parts.ts'
import { URL_SHAPES, writeShapes } from '../../app/domain/scoring/url-shapes.ts'
import { DEFAULT_SETTINGS } from '../../app/domain/intake/operator-settings.ts'
import { BRANDS } from '../../app/domain/lists/brands.ts'
import { ALLOWED_HOSTS } from '../../app/domain/lists/hosts.ts'
import { BORROWED_NAMES, LURE_WORDS } from '../../app/domain/lists/lures.ts'
import { normalise } from '../../app/domain/text/normalise.ts'
import { listsFor } from '../../app/domain/text/text-lists.ts'
import { inventedLinks } from './invented-links.ts'
import { inventedMessages } from './invented-messages.ts'
import { INVENTED_EACH, MESSAGE_RECIPES, URL_RECIPE } from './recipes.ts'

/**
 * A model is right about a text only as long as the text is read as it was when the model was trained. These digests say how the code reads a fixed
 * set of texts and links; training writes them into the model, and a test compares them with the code of the day. They cover the normal form, the
 * features with their lists, our own training texts and the recipes. Left out are the collections, which are no part of the project, and the lists of
 * hosts, of which one more entry changes the reading of that host alone.
 */

/** Spellings that our own texts hardly have, for the normal form. */
const SPELLINGS = [
  'ＣＬＡＩＭ ｙｏｕｒ ｒｅｗａｒｄ ａｔ ｈｔｔｐ：／／ｅｘａｍｐｌｅ．ｃｏｍ', '𝐅𝐫𝐞𝐞 𝒕𝒐𝒑-𝒖𝒑 𝓽𝓸𝓭𝓪𝔂', 'раураl ассоunt lосkеd', 'c\u200bl\u200bi\u200bc\u200bk h\u00ade\u00adr\u00ade', '\u202etxet sdrawkcab\u202c', 'Y0u h4ve w0n 5OO',
  '①③⑧⓪⓪①③⑧⓪⓪⓪', '壹叁捌零零壹叁捌', '加薇❤伩：ａｂｃ①②③', '儲值卡優惠，請點擊鏈接領取獎勵', '充/值/返/利', '话.费.充.值', '🅒🅛🅘🅒🅚 🄽🄾🅆', '１０　０８６。ｃｎ', '電話：＋８６　１３８－００１３－８０００', 'xn--80ak6aa92e.com', '<#> 482913 is your code', 'cellphone url digit name',
] as const

/** Links of forms that invented ones hardly have. */
const LINK_FORMS = [
  'http://10086.cn@evil.example/login', 'http://16909060/', 'http://0x7f.1/a', 'https://xn--cbc-ihd.com.cn/', 'http://example.com:8080/%70%61y?u=a@b.example', '//cdn.example/wp-content/x.php', 'https://t.me/s/esim1088', 'http://a.b.c.d.example.top/~u/.well-known/a1b2c3d4e5f60718',
  'HTTP://ＥＸＡＭＰＬＥ．ＣＯＭ／', 'example.com', '', 'https://www.paypa1-secure.example/index.html', 'http://icloud.com.find-my.example/http://icloud.com',
] as const

/** Links invented for the digest; half of them harmful. */
const LINKS = 2000

/** How texts of a language are read for its message model. */
export function messageReading(lang: 'en' | 'zh'): string {
  const digest = createHash('sha256').update(JSON.stringify([INVENTED_EACH, MESSAGE_RECIPES[lang]]))
  const invented = inventedMessages(1).filter((one) => one.lang === lang)
  for (const text of [...SPELLINGS, ...invented.map((one) => one.text)]) {
    const normal = normalise(text).text
    const features = readMessageFeatures(normal)
    digest.update(JSON.stringify([normal, features.typographyFrom, features.ingredientsFrom, ...features.slots.subarray(0, features.count)]))
    digest.update(JSON.stringify([...tokenPlaces(features.tokenHashes, features.tokens)]))
  }
  for (const { kind } of invented) digest.update(kind)
  return short(digest.digest('hex'))
}

/** How links are read for the link model. */
export function linkReading(): string {
  const lists = listsFor(DEFAULT_SETTINGS)
  const names = [BRANDS.entries.map(({ tokens, weakTokens, sector }) => [sector, tokens, weakTokens]), BORROWED_NAMES.map((list) => list.entries), LURE_WORDS.entries]
  const digest = createHash('sha256').update(JSON.stringify([URL_RECIPE, names]))
  const columns = new Float32Array(URL_SHAPES.length + URL_LURES.length)
  const invented = inventedLinks(LINKS, ALLOWED_HOSTS.entries, LURE_WORDS.entries)
  for (const url of [...LINK_FORMS, ...invented.map((one) => one.url)]) {
    const parts = urlParts(url)
    const features = readUrlFeatures(parts)
    const { name, path } = spelledParts(parts)
    writeShapes(parts, lists, columns, 0)
    writeLures(name, parts.labels.slice(0, parts.owned).join('.'), path, columns, URL_SHAPES.length)
    digest.update(JSON.stringify([url, [...features.slots.subarray(0, features.count)], [...features.groups.subarray(0, features.count)], Array.from(columns, (column) => column.toFixed(4))]))
  }
  return short(digest.digest('hex'))
}

const short = (hex: string): string => hex.slice(0, 16)
