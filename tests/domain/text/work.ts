/**
 * Counts the work a function does on strings, so that tests can compare growth without a clock: one for each unit read, the distance scanned by a search,
 * the length copied by a slice, the distance covered by a pattern.
 */
export function workOf(run: () => void): number {
  let work = 0
  const strings = String.prototype
  const { charCodeAt, codePointAt, startsWith, slice, indexOf, lastIndexOf, includes } = strings
  const { exec } = RegExp.prototype
  const scanned = (text: string, from: number, found: number) => (found < 0 ? Math.max(0, text.length - from) : Math.max(0, found - from)) + 1
  const patched = {
    charCodeAt(this: string, at: number) { work += 1; return charCodeAt.call(this, at) },
    codePointAt(this: string, at: number) { work += 1; return codePointAt.call(this, at) },
    startsWith(this: string, part: string, at?: number) { work += 1; return startsWith.call(this, part, at) },
    slice(this: string, from?: number, to?: number) { const part = slice.call(this, from, to); work += part.length + 1; return part },
    indexOf(this: string, part: string, from = 0) { const found = indexOf.call(this, part, from); work += scanned(this as string, from, found); return found },
    lastIndexOf(this: string, part: string, from?: number) { work += this.length; return lastIndexOf.call(this, part, from) },
    includes(this: string, part: string, from = 0) { work += this.length; return includes.call(this, part, from) },
  }
  const original = { charCodeAt, codePointAt, startsWith, slice, indexOf, lastIndexOf, includes }
  Object.assign(strings, patched)
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const from = this.sticky || this.global ? this.lastIndex : 0
    const found = exec.call(this, text)
    work += found ? found.index + found[0].length - from + 1 : this.sticky ? 1 : Math.max(0, String(text).length - from) + 1
    return found
  } as typeof exec
  try {
    run()
  } finally {
    Object.assign(strings, original)
    RegExp.prototype.exec = exec
  }
  return work
}
