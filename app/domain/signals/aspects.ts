import type { TextReading } from '../text/reading.ts'
import type { Facts, TextField } from './detector.ts'

/**
 * What an anchor may have for detectors to look at. One that names aspects has nothing to say where the anchor has none of them and is not asked there;
 * most orders have few: nothing was written, the numbers agree, nobody is listed.
 */
export type Aspect = keyof typeof ASPECTS

const ASPECTS = {
  texts: 1,
  /** Written by people for people: no commands by SMS and no address of the page that somebody came from. */
  words: 2,
  /** Links, or mail addresses, whose hosts are read too. */
  links: 4,
  /** Links that are not the operator's own, or mail addresses. */
  foreignLinks: 8,
  numbers: 16,
  /** Words of the lexicon, or offers of one amount for another. */
  terms: 32,
  mismatches: 64,
  /** Staff have blocked somebody or something. */
  blocklist: 128,
  tokens: 256,
  /** Tokens, and texts that they may be of. */
  textTokens: 2048,
  receipts: 512,
  messages: 1024,
} as const

/** As bits, those that detectors name. */
export function bitsOf(aspects: readonly Aspect[]): number {
  return aspects.reduce((bits, aspect) => bits | ASPECTS[aspect], 0)
}

/** What one text has to look at. */
export function aspectsOfText(field: TextField, { links, mails, numbers, keywords, offers }: TextReading): number {
  let bits: number = ASPECTS.texts
  if (field !== 'sms_text' && field !== 'referrer_url') bits |= ASPECTS.words
  if (mails.length > 0) bits |= ASPECTS.links | ASPECTS.foreignLinks
  else if (links.length > 0) bits |= links.every((link) => link.isOfficial) ? ASPECTS.links : ASPECTS.links | ASPECTS.foreignLinks
  if (numbers.length > 0) bits |= ASPECTS.numbers
  if (keywords.length > 0 || offers.length > 0) bits |= ASPECTS.terms
  return bits
}

/** What an anchor has to look at. */
export function aspectsOf({ texts, reconciliation, lists, tokens, receipt, receipts, message, messages }: Facts): number {
  let bits = 0
  for (const text of texts) bits |= text.aspects
  if (reconciliation !== null && reconciliation.mismatches.length > 0) bits |= ASPECTS.mismatches
  if (lists.blocked !== null) bits |= ASPECTS.blocklist
  if (tokens.length > 0) bits |= texts.length > 0 ? ASPECTS.tokens | ASPECTS.textTokens : ASPECTS.tokens
  if (receipt !== null || receipts.length > 0) bits |= ASPECTS.receipts
  if (message !== null || messages.length > 0) bits |= ASPECTS.messages
  return bits
}
