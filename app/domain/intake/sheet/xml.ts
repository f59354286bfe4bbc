/** One piece of an XML text. Names come without their prefix. */
export type XmlPiece =
  | { readonly type: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly isEmpty: boolean }
  | { readonly type: 'close'; readonly name: string }
  | { readonly type: 'text'; readonly text: string }

/** Thrown at what a spreadsheet never holds; `code` is the refusal's. */
export class XmlFault extends Error {
  readonly code: 'sheet_broken' | 'sheet_doctype' | 'sheet_too_large'

  constructor(code: XmlFault['code']) {
    super(code)
    this.code = code
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([['lt', '<'], ['gt', '>'], ['amp', '&'], ['quot', '"'], ['apos', "'"]])
/** A tag longer than this is no spreadsheet's; text longer than this no cell's. */
const MOST_CHARS = 1024 ** 2
const ATTRIBUTE = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** XML text as people wrote it: the five named references and numbers. There are no others, since a document type is refused, so nothing expands. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '\ufffd'
  })
}

/** Cuts a stream of XML into pieces as the text arrives; memory is bounded by the longest piece. Only what spreadsheets are made of is understood. */
export function xmlPieces(): { readonly push: (text: string) => readonly XmlPiece[]; readonly end: () => void } {
  let buffer = ''
  const tagEnd = (from: number): number => {
    let quote = ''
    for (let at = from; at < buffer.length; at++) {
      const c = buffer[at] as string
      if (quote !== '') {
        if (c === quote) quote = ''
      } else if (c === '"' || c === "'") quote = c
      else if (c === '>') return at
    }
    return -1
  }
  return {
    push: (text) => {
      buffer += text
      const pieces: XmlPiece[] = []
      let from = 0
      while (from < buffer.length) {
        const open = buffer.indexOf('<', from)
        if (open === -1) break
        if (open > from) pieces.push({ type: 'text', text: unescaped(buffer.slice(from, open)) })
        from = open
        if (buffer.startsWith('<!--', open)) {
          const end = buffer.indexOf('-->', open)
          if (end === -1) break
          from = end + 3
          continue
        }
        if (buffer.startsWith('<![CDATA[', open)) {
          const end = buffer.indexOf(']]>', open)
          if (end === -1) break
          pieces.push({ type: 'text', text: buffer.slice(open + 9, end) })
          from = end + 3
          continue
        }
        if (buffer.length - open < 9 && '<![CDATA['.startsWith(buffer.slice(open))) break
        if (buffer[open + 1] === '!' && !buffer.startsWith('<!-', open)) throw new XmlFault('sheet_doctype')
        const end = tagEnd(open + 1)
        if (end === -1) break
        const inside = buffer.slice(open + 1, end)
        from = end + 1
        if (inside.startsWith('?')) continue
        if (inside.startsWith('/')) {
          pieces.push({ type: 'close', name: localName(inside.slice(1).trim()) })
          continue
        }
        const isEmpty = inside.endsWith('/')
        const name = /^[^\s/]+/.exec(inside)?.[0] ?? ''
        const attributes = new Map<string, string>()
        for (const [, key, double, single] of inside.slice(name.length).matchAll(ATTRIBUTE)) attributes.set(key ?? '', unescaped(double ?? single ?? ''))
        pieces.push({ type: 'open', name: localName(name), attributes, isEmpty })
      }
      buffer = buffer.slice(from)
      if (buffer.length > MOST_CHARS) throw new XmlFault('sheet_too_large')
      return pieces
    },
    end: () => {
      if (buffer.trim() !== '') throw new XmlFault('sheet_broken')
    },
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
