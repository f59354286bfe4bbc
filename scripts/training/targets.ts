/** The two questions asked of a labelled text. `null`: nobody said, and the text is not used for that question. */
export type Target = 0 | 1 | null

interface Labelled {
  readonly label: string
  readonly source: string
}

const FRAUD_LABELS = new Set(['smishing', 'fraud', 'illegal'])
/** Their spam was never sorted, and holds frauds that nobody marked; that of the second is advertising but for a few. */
const UNSORTED_SPAM = new Set(['spamhunter', 'zh-sms-11k'])

export function unwantedTarget({ label }: Labelled): Target {
  return label === 'ham' || label === 'notice' ? 0 : 1
}

export function fraudTarget({ label, source }: Labelled): Target {
  if (FRAUD_LABELS.has(label)) return 1
  return label === 'spam' && UNSORTED_SPAM.has(source) ? null : 0
}

/** Our own unlawful offers, and lawful ones and chat in the same words, teach the head for bare texts alone: the others lose letters and talks by them. */
const SHORT_LINES = new Set(['invented-unlawful_scene', 'invented-offer_scene', 'invented-chat_scene'])
/** Unlawful offers written one by one teach *unwanted* alone, for the same reason. */
const UNLAWFUL_LINES = 'invented-line_unlawful'

/** Unwanted, without the short lines. */
export function unwantedHeadTarget(one: Labelled): Target {
  return SHORT_LINES.has(one.source) ? null : unwantedTarget(one)
}

/** Fraud against what people want: advertisements are left out. */
export function fraudHeadTarget(one: Labelled): Target {
  return one.label === 'spam' || one.source === UNLAWFUL_LINES || SHORT_LINES.has(one.source) ? null : fraudTarget(one)
}

/** Fraud against advertisements, and against our own English notices of many hands: an alarm that one of the two heads withholds is not raised. */
export function lureTarget(one: Labelled): Target {
  if (one.source === UNLAWFUL_LINES || SHORT_LINES.has(one.source)) return null
  if (one.source === 'invented-written_notice') return 0
  if (fraudTarget(one) === 1) return 1
  return one.label === 'spam' && one.source !== 'spamhunter' ? 0 : null
}

/** Fraud against everything else, in short texts alone: scripts and our own talks and letters are another genre and cost three points there. */
export function bareTarget(one: Labelled): Target {
  if (SHORT_LINES.has(one.source)) return fraudTarget(one)
  return one.source === 'fraud-r1' || one.source.startsWith('invented') ? null : fraudTarget(one)
}

/** Kinds of text that the head for bare texts tells apart; the first ones are no fraud. */
export const BARE_KINDS = ['wanted', 'advertisement', 'bank', 'shares', 'gambling', 'papers', 'escort', 'other'] as const
export const HARMLESS_KINDS = 2
export type BareKind = (typeof BARE_KINDS)[number]

/** Frauds by what their collection files them under. */
const KIND_OF_CATEGORY: Readonly<Record<string, BareKind>> = {
  'FR:Phishing(Bank)': 'bank', 'FR:Phishing(Other)': 'bank', 'FR:Financial': 'shares', 'IL:Gambling': 'gambling', 'IL:Fake_ID_and_invoice': 'papers', 'IL:Escort_service': 'escort',
}

/** The kind of a text that the head for bare texts learns from. */
export function bareKind(one: Labelled & { readonly category: string }): BareKind {
  if (bareTarget(one) === 1) return KIND_OF_CATEGORY[one.category] ?? 'other'
  return one.label === 'spam' ? 'advertisement' : 'wanted'
}
