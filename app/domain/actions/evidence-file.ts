import { accept, refuse, type Result } from '../values/result.ts'

const EVIDENCE_TYPES = ['image/jpeg', 'image/png', 'application/pdf', 'text/plain'] as const
export type EvidenceType = (typeof EVIDENCE_TYPES)[number]
export const EVIDENCE_BYTES_MAX = 5_000_000
export const EVIDENCE_FILES_MAX = 20

/** What a file is, by its content and never by its name (S29). Refuses `file_empty`, `file_too_large`, `file_type_unknown`. */
export function evidenceType(bytes: Uint8Array): Result<EvidenceType> {
  if (bytes.length === 0) return refuse('file_empty')
  if (bytes.length > EVIDENCE_BYTES_MAX) return refuse('file_too_large', { most: EVIDENCE_BYTES_MAX })
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return accept('image/jpeg')
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return accept('image/png')
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return accept('application/pdf')
  return isPlainText(bytes) ? accept('text/plain') : refuse('file_type_unknown')
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte)
}

function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // Markup could be run by whoever opens it; it is no evidence we take.
    return !/[\u0000-\u0008\u000b\u000e-\u001f]/.test(text) && !/^\s*(?:<\?xml|<!doctype|<html|<svg|<script)/i.test(text)
  } catch {
    return false
  }
}

/** A picture without what cameras and programs wrote beside it: place, device, names, thumbnails. Other types come back as they are. */
export function withoutMetadata(bytes: Uint8Array, type: EvidenceType): Uint8Array {
  return type === 'image/jpeg' ? bareJpeg(bytes) : type === 'image/png' ? barePng(bytes) : bytes
}

/** Leaves out every APPn segment but JFIF (APP0) and Adobe's colours (APP14), and comments; what follows the picture's end too. */
function bareJpeg(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return bytes.subarray(0, 0)
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda) {
      const end = lastEnd(bytes)
      kept.push(bytes.subarray(at, end < at ? bytes.length : end))
      return joined(kept)
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    if (length < 2 || at + 2 + length > bytes.length) return bytes.subarray(0, 0)
    const isMetadata = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
    if (!isMetadata) kept.push(bytes.subarray(at, at + 2 + length))
    at += 2 + length
  }
  return bytes.subarray(0, 0)
}

function lastEnd(bytes: Uint8Array): number {
  for (let at = bytes.length - 2; at >= 2; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2
  return -1
}

const PNG_KEPT: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs'])

/** Keeps the chunks that make the picture. */
function barePng(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) return bytes.subarray(0, 0)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return joined(kept)
    at = end
  }
  return bytes.subarray(0, 0)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
