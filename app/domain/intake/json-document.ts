import { type ForeignKeys, objectRows } from './json-lines.ts'
import type { IntakeLimits } from './limits.ts'
import { faultyRow, rejection, type RawRow, type RowReader } from './raw-row.ts'

/** Keys under which answers of interfaces put their list; a list under another key belongs to a record. */
const LIST_KEYS = /^(?:data|content|items?|records?|results?|transactions|transfers|transferrecords|list|lists|rows|orders|response|payload|body|page|pages|result_?set|return_?data|(?:data|order|record|result|item|row|transaction|trade|bill)_?lists?)$/i

export interface JsonDocumentReader extends RowReader {
  /** After `end`: whether the document stops before it is closed. */
  readonly isCut: () => boolean
}

/**
 * Reader of one JSON document that holds a list of objects, bare or wrapped (`{"content": [ … ]}`), or one object alone. Cuts out the objects as the
 * text arrives; memory is bounded by the longest of them.
 */
export function jsonDocumentReader(columns: readonly string[], limits: IntakeLimits, foreign: ForeignKeys | null = null): JsonDocumentReader {
  const rowOf = objectRows(columns, limits, foreign)
  /** Open brackets outside of a record, and the key each stands under. */
  const open: { readonly bracket: '{' | '['; readonly key: string }[] = []
  let depthInside = 0
  let record = ''
  let isTooLong = false
  let recordLine = 0
  let line = 1
  let isString = false
  let isEscaped = false
  let word = ''
  let key = ''
  let isDone = false
  let whole = ''
  let rows: RawRow[] = []

  const finish = () => {
    rows.push(isTooLong ? faultyRow(rejection('row_too_long'), recordLine, record) : rowOf(record, recordLine))
    record = ''
    isTooLong = false
  }

  const push = (text: string): readonly RawRow[] => {
    rows = []
    // An object without a list is a record itself, so it is kept until a list turns up in it.
    if (whole.length <= limits.rowChars && open[0]?.bracket !== '[') whole += text
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const c = text[at] as string
      if (c === '\n') line += 1
      if (isString) {
        if (isEscaped) isEscaped = false
        else if (c === '\\') isEscaped = true
        else if (c === '"') isString = false
        if (isString && depthInside === 0 && word.length < 200) word += c
        continue
      }
      if (c === '"') {
        isString = true
        word = ''
        continue
      }
      if (depthInside > 0) {
        if (c === '{' || c === '[') depthInside += 1
        else if (c === '}' || c === ']') depthInside -= 1
        if (depthInside > 0) continue
        if (!isTooLong) record += text.slice(from, at + 1)
        if (record.length > limits.rowChars) isTooLong = true
        finish()
        continue
      }
      if (c === ':') key = word
      else if (c === '{' && isInList()) {
        depthInside = 1
        // Where several objects stand on one line each takes a number of its own, by which its row is known when it is set aside.
        recordLine = Math.max(line, recordLine + 1)
        from = at
      } else if (c === '{' || c === '[') {
        open.push({ bracket: c, key })
        key = ''
      } else if (c === '}' || c === ']') {
        open.pop()
        if (open.length === 0) isDone = true
      }
    }
    if (depthInside > 0 && !isTooLong) {
      record += text.slice(from)
      if (record.length > limits.rowChars) isTooLong = true
    }
    return rows
  }

  const isInList = () => {
    const last = open.at(-1)
    return last?.bracket === '[' && open.length <= limits.jsonDepth && open.every(({ key: name }, index) => index === 0 || name === '' || LIST_KEYS.test(name))
  }

  let hasRows = false
  return {
    push: (text) => {
      const cut = push(text)
      if (cut.length > 0) {
        hasRows = true
        whole = ''
      }
      return cut
    },
    end: () => {
      if (hasRows || !isDone || whole.length > limits.rowChars || !whole.trimStart().startsWith('{')) return []
      return [rowOf(whole.trim(), 1)]
    },
    isCut: () => !isDone || isString,
  }
}
