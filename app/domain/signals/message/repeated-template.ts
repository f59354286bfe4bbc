import type { Detector, Facts } from '../detector.ts'
import { signal } from '../finding.ts'
import { isCampaignToken, placesOfToken, tokensOf } from '../../text/tokens.ts'
import { said, spanOf } from './text-hits.ts'

const ID = 'message/repeated-template'
const STRENGTH = 0.7
/** A page that several customers name, in texts that lure nobody: an offer everybody speaks of looks the same. */
const PAGE_ONLY = 0.05
/** A name that is no contact by itself, at three parties: one hand behind them, or something that staff have not told us of. */
const NAME_ONLY = 0.45
/** Records or parties in 30 days from which a rare token is a campaign (R-LINK-10). */
const LEAST = 3

/**
 * The same rare link, handle, number or near-same text in three records of at least two parties, or of three parties, within 30 days (R-LINK-10). Tokens are
 * taken only from texts that advertise or lead away (`text/tokens.ts`), so greetings and own notices never count.
 */
export const repeatedTemplate: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['textTokens'],
  detect: (facts) => {
    const { tokens, texts } = facts
    const repeated = tokens.filter(({ token, records, parties }) => isCampaignToken(token) && (token.startsWith(NAME) ? parties >= LEAST && !isOurs(token.slice(NAME.length), facts) : parties >= LEAST || (records >= LEAST && parties >= 2)))
    if (repeated.length === 0) return []
    const most = repeated.reduce((a, b) => (b.records > a.records ? b : a))
    const spans = texts.flatMap((fact) => (tokensOf(fact).includes(most.token) ? placesOfToken(most.token, fact.reading).map(([start, end]) => spanOf(fact, start, end)) : []))
    // A wording is only kept of texts that lead away, bait or disguise (`text/tokens.ts`).
    const isNameOnly = repeated.every(({ token }) => token.startsWith(NAME))
    const isLure = most.token.startsWith('link:') ? tokens.some(({ token }) => token.startsWith('text:') || token.startsWith('host:') || token.startsWith('handle:')) : true
    return [signal(ID, isNameOnly ? NAME_ONLY : isLure ? STRENGTH : PAGE_ONLY, {
      evidence: { token: most.token, records: most.records, parties: most.parties, tokens: repeated.slice(0, 8).map(({ token }) => token), least: LEAST },
      spans,
    })]
  },
  examples: {
    fires: [
      { name: 'a handle in three records', facts: { ...said('优惠多多，微信 hfsaqumu476'), tokens: [{ token: 'handle:hfsaqumu476', records: 3, parties: 2 }] } },
      { name: 'a nickname of three wallets', facts: { order: { payerName: '认准飞哥话费66' }, tokens: [{ token: 'name:认准飞哥话费66', records: 3, parties: 3 }] } },
      { name: 'an account name without an app', facts: { order: { remark: '找 hf_8820ab' }, tokens: [{ token: 'name:hf_8820ab', records: 4, parties: 3 }] } },
      { name: 'a text of three payers', facts: { ...said('话费7折秒到，找 TG @wezida49'), tokens: [{ token: 'text:1a2b3c', records: 2, parties: 3 }] } },
    ],
    silent: [
      { name: 'seen twice', facts: { ...said('优惠多多，微信 hfsaqumu476'), tokens: [{ token: 'handle:hfsaqumu476', records: 2, parties: 2 }] } },
      { name: 'one customer who writes again and again', facts: { ...said('优惠多多，微信 hfsaqumu476'), tokens: [{ token: 'handle:hfsaqumu476', records: 5, parties: 1 }] } },
      { name: 'a complaint worded as others', facts: { ...said('充的话费一直没到账'), tokens: [{ token: 'claim:1a2b', records: 4, parties: 4 }] } },
      { name: 'a campaign of ours that customers name', facts: { ...said('spring_26 活动还有吗'), tokens: [{ token: 'name:spring_26', records: 9, parties: 9 }], settings: { campaigns: [{ id: 'SPRING_26', paidToFace: 0.9, from: 0, to: 1 }] } } },
      { name: 'the number that three relatives top up', facts: { order: { targetNumber: '+8613800138000', remark: '打 13800138000' }, tokens: [{ token: 'name:+8613800138000', records: 3, parties: 3 }] } },
      { name: 'a name that two wallets share', facts: { order: { payerName: '认准飞哥话费66' }, tokens: [{ token: 'name:认准飞哥话费66', records: 5, parties: 2 }] } },
      { name: 'nothing rare', facts: said('谢谢') },
    ],
  },
}

const NAME = 'name:'

/** What staff have allowed, our own campaigns and mail addresses, and the number that the record is about. */
function isOurs(name: string, { settings, lists, order, message }: Facts): boolean {
  return name === order?.targetNumber || name === message?.number || (lists.additions.allowedHandles?.includes(name) ?? false) || (lists.additions.allowedNumbers?.includes(name) ?? false)
    || settings.campaigns.some(({ id }) => id.toLowerCase() === name) || settings.officialHosts.some((host) => name.endsWith(`@${host}`) || name.endsWith(`.${host}`))
}
