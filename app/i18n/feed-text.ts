import type { Translator } from './translate.ts'

interface Feed {
  readonly kind: string
  readonly source: string
}

/** Where a feed's records come from: receipts by who vouches for them, in words; others by the name their system goes by. Empty where a kind has one source. */
export function feedSourceText(t: Translator, { kind, source }: Feed): string {
  return kind === 'receipt' && source !== '' ? t.term('receipt_source', source) : source
}

/** A feed by what it brings and where that comes from. */
export function feedNameText(t: Translator, feed: Feed): string {
  const source = feedSourceText(t, feed)
  return source === '' ? t.term('records', feed.kind) : `${t.term('records', feed.kind)} · ${source}`
}
