import type { TextLink, TextReading } from './reading.ts'

/** The first and the last non-empty line of a text, as places of the normal form; null when it has fewer than three such lines. */
export interface Frame {
  readonly head: readonly [start: number, end: number]
  readonly tail: readonly [start: number, end: number]
}

/** Finds the frame. A text of two lines has no body that the frame could be foreign to. */
export function frameOf(text: string): Frame | null {
  if (!text.includes('\n')) return null
  let head: readonly [number, number] | null = null
  let tail: readonly [number, number] | null = null
  let lines = 0
  for (let start = 0; start <= text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop < 0 ? text.length : stop
    if (text.slice(start, end).trim() !== '') {
      lines++
      head ??= [start, end]
      tail = [start, end]
    }
    start = end + 1
  }
  return head !== null && tail !== null && lines >= 3 ? { head, tail } : null
}

/** True when a link to the same place stands in the first and in the last line of the text. */
export function isInFrame(reading: TextReading, link: TextLink): boolean {
  const frame = frameOf(reading.normal.text)
  if (frame === null) return false
  const key = linkKey(link)
  const same = reading.links.filter((other) => linkKey(other) === key)
  return same.some((other) => isWithin(other.start, frame.head)) && same.some((other) => isWithin(other.start, frame.tail))
}

/** Host and path without case, closing slash, query and `www.`: where a link leads, however it is written. */
export function linkKey(link: TextLink): string {
  const host = link.host.host.startsWith('www.') ? link.host.host.slice(4) : link.host.host
  return host + link.path.replace(/\?.*$/s, '').replace(/\/+$/, '').toLowerCase()
}

export function isWithin(at: number, [start, end]: readonly [number, number]): boolean {
  return at >= start && at < end
}
