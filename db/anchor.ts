import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import type { AuditHead } from './queries/audit.ts'

/**
 * Heads of the audit chain kept in a file of their own, one JSON object a line, best on another disk or machine. Whoever puts back an older
 * database cannot make these lines fit, and cannot write new ones without the chain's key (S52).
 */

/** Name of that file, in the folder of what the installation keeps. */
export const ANCHOR_FILE = 'audit-anchors.ndjson'

/** Adds a line, unless the newest line says the same; what a crash left of a last line goes first. Readable by its owner only. */
export function appendAnchor(path: string, head: AuditHead): void {
  if (readAnchors(path).at(-1)?.seq === head.seq) return
  dropCutLine(path)
  appendFileSync(path, `${JSON.stringify({ seq: head.seq, hash: head.hash, mac: head.mac })}\n`, { mode: 0o600, flush: true })
}

function dropCutLine(path: string): void {
  if (!existsSync(path)) return
  const bytes = readFileSync(path)
  const whole = bytes.lastIndexOf('\n') + 1
  if (whole < bytes.length) truncateSync(path, whole)
}

/** All anchors, oldest first; none when there is no file. A line that cannot be read counts as a forged one, but for a last line cut by a crash. */
export function readAnchors(path: string): readonly AuditHead[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  const anchors: AuditHead[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    try {
      const { seq, hash, mac } = JSON.parse(line) as Record<string, unknown>
      anchors.push({ seq: Number(seq), hash: String(hash), mac: String(mac) })
    } catch {
      if (index < lines.length - 1) anchors.push({ seq: 0, hash: '', mac: '' })
    }
  }
  return anchors
}
