import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface LabelledMessage {
  readonly id: string
  readonly lang: 'en' | 'zh'
  readonly text: string
  readonly label: 'ham' | 'spam' | 'smishing' | 'fraud' | 'illegal'
  readonly source: string
  readonly category?: string
  readonly month?: string
  readonly topic?: string
}

export interface LabelledUrl {
  readonly id: string
  readonly url: string
  readonly label: 'benign' | 'phishing' | 'scam'
  readonly source: string
  readonly kind: 'link' | 'domain'
}

/** Reads a gzipped or plain JSON Lines file of the labelled collections; an absent file reads as empty. */
export function readCollection<T>(folder: string, file: string): T[] {
  for (const name of [`${file}.gz`, file]) {
    const at = path.join(folder, name)
    if (existsSync(at)) return readLines(at)
  }
  return []
}

/** Reads one JSON Lines file, unpacked first when its name ends in `.gz`. */
export function readLines<T>(file: string): T[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as T)
}
