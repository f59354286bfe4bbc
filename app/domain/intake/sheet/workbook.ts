import { XmlFault, type XmlPiece } from './xml.ts'

/** A sheet as the workbook names it, and where its rows stand in the archive. */
interface SheetEntry {
  readonly name: string
  readonly path: string
}

/** What the small files of a workbook say that its sheets need. */
export interface Workbook {
  readonly sheets: readonly SheetEntry[]
  /** Days are counted from 1904, as old Macintosh files do. */
  readonly is1904: boolean
}

export function readWorkbook(book: readonly XmlPiece[], relations: readonly XmlPiece[]): Workbook {
  const targets = new Map<string, string>()
  for (const piece of relations) if (piece.type === 'open' && piece.name === 'Relationship') targets.set(piece.attributes.get('Id') ?? '', piece.attributes.get('Target') ?? '')
  const sheets: SheetEntry[] = []
  let is1904 = false
  for (const piece of book) {
    if (piece.type !== 'open') continue
    if (piece.name === 'workbookPr') is1904 = /^(?:1|true)$/.test(piece.attributes.get('date1904') ?? '')
    if (piece.name !== 'sheet') continue
    const target = targets.get(piece.attributes.get('r:id') ?? piece.attributes.get('id') ?? '')
    if (target) sheets.push({ name: piece.attributes.get('name') ?? '', path: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}` })
  }
  return { sheets, is1904 }
}

/** Number formats that every workbook has and that show days or times (ECMA-376, 18.8.30). */
const isBuiltInDate = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** For each cell style whether it shows a day or a time. */
export function readDateStyles(pieces: readonly XmlPiece[]): readonly boolean[] {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let isCellStyles = false
  for (const piece of pieces) {
    if (piece.type === 'close') {
      if (piece.name === 'cellXfs') isCellStyles = false
      continue
    }
    if (piece.type !== 'open') continue
    if (piece.name === 'numFmt') custom.set(Number(piece.attributes.get('numFmtId')), showsDate(piece.attributes.get('formatCode') ?? ''))
    else if (piece.name === 'cellXfs') isCellStyles = !piece.isEmpty
    else if (piece.name === 'xf' && isCellStyles) {
      const id = Number(piece.attributes.get('numFmtId') ?? '0')
      styles.push(custom.get(id) ?? isBuiltInDate(id))
    }
  }
  return styles
}

function showsDate(format: string): boolean {
  return /[ymdhs]/i.test(format.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').replaceAll(/general|e[+-]/gi, ''))
}

/** The texts that cells point to. Phonetic readings beside them are left out. */
export function sharedStrings(mostChars: number): { readonly take: (pieces: readonly XmlPiece[]) => void; readonly texts: readonly string[] } {
  const texts: string[] = []
  let text: string | null = null
  let isText = false
  let isPhonetic = false
  let chars = 0
  return {
    texts,
    take: (pieces) => {
      for (const piece of pieces) {
        if (piece.type === 'open') {
          if (piece.name === 'si') text = ''
          else if (piece.name === 'rPh') isPhonetic = !piece.isEmpty
          else if (piece.name === 't') isText = !piece.isEmpty && !isPhonetic
          if (piece.name === 'si' && piece.isEmpty) texts.push('')
        } else if (piece.type === 'close') {
          if (piece.name === 't') isText = false
          else if (piece.name === 'rPh') isPhonetic = false
          else if (piece.name === 'si') {
            texts.push(text ?? '')
            text = null
          }
        } else if (isText && text !== null) {
          text += piece.text
          chars += piece.text.length
          if (chars > mostChars) throw new XmlFault('sheet_too_large')
        }
      }
    },
  }
}

export interface SheetSetting {
  readonly texts: readonly string[]
  readonly dateStyles: readonly boolean[]
  readonly is1904: boolean
  readonly columns: number
  readonly rows: number
}

const LETTERS = /^([A-Z]{1,3})/
/** From here on a spreadsheet no longer keeps every digit of a whole number. */
const EXACT_BELOW = 1e15
/** Digits of a number that a spreadsheet shows. */
const SHOWN_DIGITS = 15

/**
 * Rows of a sheet as lines of delimited text, so that everything after reads it as any other table: one line a row, at the row's own number, gaps
 * left blank, short rows filled up, days and times as text. Whole numbers too long for a spreadsheet come out in scientific notation, which no id passes.
 */
export function sheetLines(setting: SheetSetting): { readonly take: (pieces: readonly XmlPiece[]) => string; readonly end: () => void } {
  let cells: string[] = []
  let at = 0
  let lastRow = 0
  let row = 0
  let type = ''
  let isDate = false
  let value: string | null = null
  /** The formula of a cell; null where it has none. */
  let formula: string | null = null
  let isFormula = false
  let isEnded = false
  let hasData = false
  let width = 0

  const shown = (): string => {
    const raw = value ?? ''
    if (raw === '') return ''
    if (type === 's') return setting.texts[Number(raw)] ?? ''
    if (type === 'b') return raw === '1' ? 'TRUE' : 'FALSE'
    if (type !== '' && type !== 'n') return raw
    const number = Number(raw)
    if (!Number.isFinite(number)) return raw
    if (isDate) return dayText(number, setting.is1904)
    // What was reckoned has a tail that a spreadsheet does not show (`99.60000000000001`).
    return Number.isInteger(number) ? (Math.abs(number) >= EXACT_BELOW ? number.toExponential() : String(number)) : String(Number(number.toPrecision(SHOWN_DIGITS)))
  }
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const line = (): string => {
    width = Math.max(width, cells.length)
    if (cells.every((cell) => cell === '')) return '\n'
    return `${Array.from({ length: width }, (_, index) => quoted(cells[index] ?? '')).join(',')}\n`
  }

  return {
    take: (pieces) => {
      let lines = ''
      for (const piece of pieces) {
        if (piece.type === 'text') {
          if (value !== null) value += piece.text
          else if (isFormula && formula !== null) formula += piece.text
          continue
        }
        if (piece.type === 'close') {
          if (piece.name === 'sheetData') isEnded = true
          else if (piece.name === 'v' || piece.name === 't') {
            cells[at] = shown() === '' && type === 'inlineStr' ? (value ?? '') : type === 'inlineStr' ? `${cells[at] ?? ''}${value ?? ''}` : shown()
            value = null
          } else if (piece.name === 'f') isFormula = false
          else if (piece.name === 'c') {
            // A program that does not reckon leaves no result: the cell says what it asks for, so that it is never taken for empty.
            if (formula !== null && type !== 'str' && (cells[at] ?? '') === '') cells[at] = `=${formula}`
            formula = null
            at += 1
          }
          else if (piece.name === 'row') {
            lines += '\n'.repeat(row - lastRow - 1) + line()
            lastRow = row
          }
          continue
        }
        if (piece.name === 'sheetData') {
          hasData = true
          if (piece.isEmpty) isEnded = true
        } else if (piece.name === 'row') {
          row = Number(piece.attributes.get('r') ?? lastRow + 1)
          if (!Number.isInteger(row) || row <= lastRow || row > setting.rows) throw new XmlFault('sheet_broken')
          cells = []
          at = 0
          if (piece.isEmpty) {
            lines += '\n'.repeat(row - lastRow)
            lastRow = row
          }
        } else if (piece.name === 'c') {
          const letters = LETTERS.exec(piece.attributes.get('r') ?? '')?.[1]
          if (letters) at = columnIndex(letters)
          if (at >= setting.columns) throw new XmlFault('sheet_too_large')
          while (cells.length <= at) cells.push('')
          type = piece.attributes.get('t') ?? ''
          isDate = setting.dateStyles[Number(piece.attributes.get('s') ?? '0')] ?? false
          if (piece.isEmpty) at += 1
        } else if ((piece.name === 'v' && type !== 'inlineStr') || (piece.name === 't' && type === 'inlineStr')) {
          if (!piece.isEmpty) value = ''
        } else if (piece.name === 'f') {
          formula = ''
          isFormula = !piece.isEmpty
        }
      }
      return lines
    },
    end: () => {
      if (!hasData || !isEnded) throw new XmlFault('sheet_broken')
    },
  }
}

function columnIndex(letters: string): number {
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

const DAY_MS = 86_400_000

/** A spreadsheet's day number as text: a day, a time of day, or both. */
function dayText(days: number, is1904: boolean): string {
  if (days < 0 || days > 2_958_466) return String(days)
  const ms = Math.round(days * 86_400) * 1_000
  const text = new Date((is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)) + ms).toISOString()
  if (days < 1) return text.slice(11, 19)
  return ms % DAY_MS === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}
