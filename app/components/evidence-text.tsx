import { useMemo, useState } from 'react'
import { defangedUnits } from '../i18n/format.ts'
import { useT } from './reader.tsx'
import css from './evidence.module.css'

export interface TextMark {
  /** UTF-16 offsets in the raw text. */
  readonly start: number
  readonly end: number
  /** What the part tells, in the reader's language; becomes the tooltip. */
  readonly label?: string
}

export interface TextPiece {
  readonly start: number
  readonly text: string
  readonly marks: readonly TextMark[]
  /** Code point of a character that nobody would see; such a piece stands alone. */
  readonly hidden: number | null
}

/** Format and filler characters, controls other than line ends, tag characters. Selectors and joiners inside emoji are ordinary. */
const HIDDEN = /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]|[\u{E0000}-\u{E007F}]/gu
const EMOJI_JOIN = /\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?\u200D(?=\p{Extended_Pictographic})/gu

/**
 * Cuts a raw text into pieces to show: links broken, hidden characters alone, each piece with the marks that cover it.
 * The pieces' `start` values are raw offsets; together they cover the text without gap.
 */
export function textPieces(raw: string, marks: readonly TextMark[]): readonly TextPiece[] {
  const shown = defangedUnits(raw)
  const joins = new Set<number>()
  for (const match of raw.matchAll(EMOJI_JOIN)) joins.add(match.index + match[0].length - 1)
  const hidden = new Map<number, { readonly end: number; readonly codePoint: number }>()
  for (const match of raw.matchAll(HIDDEN)) {
    if (!joins.has(match.index)) hidden.set(match.index, { end: match.index + match[0].length, codePoint: match[0].codePointAt(0) ?? 0 })
  }
  const cuts = new Set<number>([0, raw.length])
  const inside = (at: number) => Math.max(0, Math.min(raw.length, at))
  for (const mark of marks) cuts.add(inside(mark.start)).add(inside(mark.end))
  for (const [at, one] of hidden) cuts.add(at).add(one.end)
  const ordered = [...cuts].sort((a, b) => a - b)
  return ordered.slice(0, -1).map((start, i) => {
    const end = ordered[i + 1] ?? raw.length
    return {
      start,
      text: shown.slice(start, end).join(''),
      marks: marks.filter((mark) => mark.start < end && mark.end > start),
      hidden: hidden.get(start)?.codePoint ?? null,
    }
  })
}

function hiddenKind(codePoint: number): 'bidi_override' | 'bidi' | 'tag' | 'control' | 'zero_width' {
  if (codePoint === 0x202d || codePoint === 0x202e) return 'bidi_override'
  if ((codePoint >= 0x202a && codePoint <= 0x202c) || (codePoint >= 0x2066 && codePoint <= 0x2069) || codePoint === 0x200e || codePoint === 0x200f || codePoint === 0x061c) return 'bidi'
  if (codePoint >= 0xe0000) return 'tag'
  return codePoint < 0x20 || (codePoint >= 0x7f && codePoint <= 0x9f) ? 'control' : 'zero_width'
}

/** Longest text shown without asking. */
const SHORT = 480

/**
 * Hostile text, shown as evidence: as text only, links broken, the telling parts marked, hidden characters as labelled boxes,
 * direction fixed so that an override cannot reorder the page around it (S36 to S38).
 */
export function EvidenceText({ text, marks = [], isInline = false }: { readonly text: string; readonly marks?: readonly TextMark[]; readonly isInline?: boolean }) {
  const t = useT()
  const [isWhole, setWhole] = useState(false)
  const pieces = useMemo(() => textPieces(text, marks), [text, marks])
  const isCut = !isWhole && text.length > SHORT
  const visible = isCut ? pieces.filter((piece) => piece.start < SHORT) : pieces
  const Frame = isInline ? 'span' : 'div'
  return (
    <Frame className={isInline ? css.inline : css.text}>
      <bdi dir="ltr" className={css.raw}>
        {visible.map((piece) => {
          const content = piece.hidden === null
            ? (isCut ? piece.text.slice(0, Math.max(0, SHORT - piece.start)) : piece.text)
            : <HiddenBox codePoint={piece.hidden} />
          if (piece.marks.length === 0) return <span key={piece.start}>{content}</span>
          return <mark key={piece.start} className={css.mark} title={piece.marks.map((mark) => mark.label).filter(Boolean).join('; ') || undefined}>{content}</mark>
        })}
      </bdi>
      {isCut ? <button type="button" className={css.more} onClick={() => setWhole(true)}>{t('text.cut', { count: text.length - SHORT })} {t('common.more')}</button> : null}
    </Frame>
  )
}

function HiddenBox({ codePoint }: { readonly codePoint: number }) {
  const t = useT()
  const name = t(`text.hidden.${hiddenKind(codePoint)}`)
  const code = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
  return (
    <span className={css.hidden} title={t('text.hidden_character', { name, code })}>
      <span aria-hidden="true">{code}</span>
      <span className="visually-hidden">{t('text.hidden_character', { name, code })}</span>
    </span>
  )
}
