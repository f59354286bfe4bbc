import { crc32, deflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'

export interface Member {
  readonly name: string | Uint8Array
  readonly bytes: string | Uint8Array
  /** Unix mode and file type. */
  readonly mode?: number
  readonly flags?: number
  /** What the directory claims, when it lies. */
  readonly claimedBytes?: number
}

/** A zip archive, written by hand so that it can also be wrong. */
export function zipOf(members: readonly Member[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, mode = 0o100644, flags = 0, claimedBytes } of members) {
    const raw = Buffer.from(bytes as Uint8Array)
    const packed = deflateRawSync(raw)
    const label = typeof name === 'string' ? Buffer.from(name) : Buffer.from(name)
    const size = claimedBytes ?? raw.length
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(flags, 6)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(raw), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(size, 22)
    head.writeUInt16LE(label.length, 26)
    parts.push(head, label, packed)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE((3 << 8) | 20, 4)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(crc32(raw), 16)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(size, 24)
    central.writeUInt16LE(label.length, 28)
    central.writeUInt32LE((mode << 16) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    directory.push(central, label)
    offset += head.length + label.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** A cell of a test workbook: text, a number as it is written, a number shown as a day, or a formula with its result, if any program has reckoned it. */
export type SheetCell = string | number | { readonly day: string } | { readonly formula: string; readonly result: string; readonly isText?: boolean } | null

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const column = (index: number) => String.fromCharCode(65 + (index % 26))

/** Members of a workbook with one sheet, as spreadsheet programs write it; `isInline` puts texts into the cells. */
export function workbookMembers(rows: readonly (readonly SheetCell[])[], isInline = false): readonly Member[] {
  const texts: string[] = []
  const cell = (value: SheetCell, at: string): string => {
    if (value === null) return ''
    if (typeof value === 'string' && isInline) return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${texts.push(value) - 1}</v></c>`
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if ('formula' in value) return `<c r="${at}"${value.isText ? ' t="str"' : ''}><f>${escaped(value.formula)}</f><v>${value.result}</v></c>`
    return `<c r="${at}" s="1"><v>${value.day}</v></c>`
  }
  const data = rows.map((row, r) => (row.length === 0 ? '' : `<row r="${r + 1}">${row.map((value, c) => cell(value, `${column(c)}${r + 1}`)).join('')}</row>`)).join('')
  return [
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    { name: 'xl/workbook.xml', bytes: '<?xml version="1.0"?><workbook xmlns:r="x"><sheets><sheet name="明细" sheetId="1" r:id="rId1"/></sheets></workbook>' },
    { name: 'xl/_rels/workbook.xml.rels', bytes: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>' },
    { name: 'xl/styles.xml', bytes: '<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>' },
    { name: 'xl/sharedStrings.xml', bytes: `<sst>${texts.map((text) => `<si><r><t>${escaped(text.slice(0, 2))}</t></r><r><t>${escaped(text.slice(2))}</t></r><rPh><t>x</t></rPh></si>`).join('')}</sst>` },
    { name: 'xl/worksheets/sheet1.xml', bytes: `<worksheet><sheetData>${data}</sheetData></worksheet>` },
  ]
}

/** The files of a zip archive as text, by name, in their order. */
export async function contentsOf(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, file) => (error ? reject(error) : resolve(file))))
  const files = new Map<string, string>()
  await new Promise<void>((resolve, reject) => {
    zip.on('end', () => resolve())
    zip.on('error', reject)
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error)
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(parts).toString('utf8'))
          zip.readEntry()
        })
      })
    })
    zip.readEntry()
  })
  return files
}
