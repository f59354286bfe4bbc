/** Shows how far long work is: a bar on a terminal, a line every few seconds otherwise; always on stderr. */
export interface Progress {
  /** `done` of `total` in any unit; `total` 0 when it is not known. */
  readonly show: (title: string, done: number, total: number) => void
  /** Clears the bar; with `line`, leaves that line behind. */
  readonly end: (line?: string) => void
}

const BAR_CELLS = 24
const BAR_EVERY_MS = 100
const LINE_EVERY_MS = 3_000

export function startProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const isTerminal = out.isTTY === true
  let lastAt = performance.now()
  let hasBar = false
  const clear = () => {
    if (hasBar) out.write('\r\u001b[2K')
    hasBar = false
  }
  return {
    show: (title, done, total) => {
      const now = performance.now()
      if (now - lastAt < (isTerminal ? BAR_EVERY_MS : LINE_EVERY_MS)) return
      lastAt = now
      const share = total > 0 ? Math.min(1, done / total) : null
      const percent = share === null ? '' : `${Math.floor(share * 100)} %`
      if (!isTerminal) {
        out.write(`${title} ${percent}\n`)
        return
      }
      const filled = share === null ? 0 : Math.round(share * BAR_CELLS)
      clear()
      const width = Math.max(20, (out.columns ?? 80) - 1)
      out.write(`${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)} ${percent.padStart(5)} ${title}`.slice(0, width))
      hasBar = true
    },
    end: (line) => {
      clear()
      if (line !== undefined) out.write(`${line}\n`)
    },
  }
}
