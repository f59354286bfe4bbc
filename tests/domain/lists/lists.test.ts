import { describe, expect, it } from 'vitest'
import { BRANDS } from '../../../app/domain/lists/brands.ts'
import * as hosts from '../../../app/domain/lists/hosts.ts'
import { LEXICON } from '../../../app/domain/lists/lexicon.ts'
import { BORROWED_NAMES, LURE_WORDS } from '../../../app/domain/lists/lures.ts'
import { normalise } from '../../../app/domain/text/normalise.ts'

const LISTS = [BRANDS, LEXICON, ...Object.values(hosts), ...BORROWED_NAMES, LURE_WORDS]

describe('every reviewed list', () => {
  it('says who answers for it, why it exists and when it was looked at', () => {
    expect(new Set(LISTS.map(({ id }) => id)).size).toBe(LISTS.length)
    for (const { id, owner, reason, reviewedOn, entries } of LISTS) {
      expect([id, owner.length > 0, reason.length > 10, /^\d{4}-\d{2}-\d{2}$/.test(reviewedOn), entries.length > 0]).toEqual([id, true, true, true, true])
    }
  })

  it('has lower-case hosts without scheme', () => {
    for (const { id, entries } of Object.values(hosts)) for (const entry of entries) expect([id, entry, /^[a-z0-9][a-z0-9.\-/]*$/.test(entry)]).toEqual([id, entry, true])
  })
})

describe('brands', () => {
  it('are named once and have a domain of their own and something to be known by', () => {
    expect(new Set(BRANDS.entries.map(({ id }) => id)).size).toBe(BRANDS.entries.length)
    for (const { id, domains, tokens, weakTokens } of BRANDS.entries) expect([id, domains.length > 0, tokens.length + weakTokens.length > 0]).toEqual([id, true, true])
  })

  it('have well-formed tokens and domains', () => {
    for (const { id, domains, tokens, weakTokens } of BRANDS.entries) {
      for (const token of [...tokens, ...weakTokens]) expect([id, token, /^[a-z0-9]{2,}$/.test(token)]).toEqual([id, token, true])
      for (const domain of domains) expect([id, domain, /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(domain)]).toEqual([id, domain, true])
      expect([id, tokens.filter((token) => token.length < 3)]).toEqual([id, []])
    }
  })
})

describe('borrowed names and lures', () => {
  it('are plain words that fit into the bits of a comparison, each on one list of names alone', () => {
    const names = BORROWED_NAMES.flatMap(({ entries }) => entries)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    for (const word of [...names, ...LURE_WORDS.entries]) expect([word, /^[a-z0-9]{2,30}$/.test(word)]).toEqual([word, true])
  })
})

describe('the lexicon', () => {
  it('is written as texts are read: every term is found in its own normal form', () => {
    for (const { text, group } of LEXICON.entries) {
      const { text: normal } = normalise(text)
      const isApp = group === 'app'
      expect([text, isApp || normal === text.toLowerCase()]).toEqual([text, true])
    }
  })
})
