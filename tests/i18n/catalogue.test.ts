import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../app/i18n/format.ts'
import { CATALOGUES, namesIn, translator, type MessageData, type MessageKey } from '../../app/i18n/translate.ts'

const keys = Object.keys(CATALOGUES.en) as MessageKey[]
const reader = { zone: 'Asia/Shanghai', now: Date.UTC(2026, 2, 14, 4, 0) }

describe('the catalogue', () => {
  it.each(LOCALES)('%s has every key and no other', (locale) => {
    expect(Object.keys(CATALOGUES[locale]).sort()).toEqual([...keys].sort())
  })

  it.each(LOCALES)('%s says every key once: of two the later would silently win', async (locale) => {
    const folder = new URL(`../../app/i18n/${locale}/`, import.meta.url)
    const parts = await Promise.all(readdirSync(folder).map((name) => import(new URL(name, folder).href) as Promise<Readonly<Record<string, object>>>))
    const all = parts.flatMap((part) => Object.values(part).flatMap((messages) => Object.keys(messages)))
    expect(all.length).toBeGreaterThanOrEqual(keys.length)
    expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([])
  })

  it.each(LOCALES)('%s leaves no message empty', (locale) => {
    expect(keys.filter((key) => CATALOGUES[locale][key].trim() === '')).toEqual([])
  })

  it.each(LOCALES)('%s speaks of the same values as the key list', (locale) => {
    const other = keys.filter((key) => {
      const wanted = new Set(namesIn(CATALOGUES.en[key]))
      const found = new Set(namesIn(CATALOGUES[locale][key]))
      return wanted.size !== found.size || [...wanted].some((name) => !found.has(name))
    })
    expect(other).toEqual([])
  })

  it.each(LOCALES)('%s writes every message without a hole or a stray brace', (locale) => {
    const t = translator({ ...reader, locale })
    const broken = keys.filter((key) => {
      const data: Record<string, MessageData[string]> = {}
      for (const name of namesIn(CATALOGUES[locale][key])) data[name] = 7
      const text = t.find(key, data)
      return text === null || /[{}]|undefined|NaN|\[object/.test(text)
    })
    expect(broken).toEqual([])
  })

  it.each(LOCALES)('%s asks for ways of writing that exist', (locale) => {
    const known = 'text money signed msisdn time short day ago duration percent score bytes defang term list plural quote brand'.split(' ')
    const formats = keys.flatMap((key) => [...CATALOGUES[locale][key].matchAll(/\{\w+:(\w+)/g)].map((hole) => hole[1]))
    expect([...new Set(formats)].filter((format) => !known.includes(format ?? ''))).toEqual([])
  })

  it.each(LOCALES)('%s looks codes up in vocabularies that exist', (locale) => {
    const vocabularies = new Set(keys.map((key) => key.slice(0, key.indexOf('.'))))
    const asked = keys.flatMap((key) => [...CATALOGUES[locale][key].matchAll(/\{\w+:(?:term|list)\((\w+)\)/g)].map((hole) => hole[1] ?? ''))
    expect([...new Set(asked)].filter((name) => !vocabularies.has(name))).toEqual([])
  })

  it('Chinese is Chinese: messages with words hold Han characters unless they are names', () => {
    const same = keys.filter((key) => CATALOGUES.zh[key] === CATALOGUES.en[key] && /[a-z]{3}/.test(CATALOGUES.en[key].replace(/\{[^}]*\}/g, '')))
    expect(same.filter((key) => !['app.name', 'frame.language_en'].includes(key) && !/^(?:pull_app|brand)\./.test(key))).toEqual([])
  })

  it('does not shout', () => {
    expect(LOCALES.flatMap((locale) => keys.filter((key) => /[!！]/.test(CATALOGUES[locale][key])))).toEqual([])
  })
})

describe('a translator', () => {
  const en = translator({ ...reader, locale: 'en' })
  const zh = translator({ ...reader, locale: 'zh' })

  it('says in words that nothing is named, where there are words for it', () => {
    expect(en.find('signal.link/contact-host', { way: null, links: ['t.me/a'] })).toMatch(/^A link leads to a messenger/)
    expect(zh.find('signal.link/contact-host', { way: null, links: ['t.me/a'] })).toMatch(/^链接引向社交软件/)
    expect(en.find('signal.link/contact-host', { way: 'came_from', links: ['t.me/a'] })).toMatch(/^The customer came/)
    expect(en.find('signal.message/impersonation', { role: 'care', asksFor: ['otp'] })).toContain('(speaks as: care)')
  })

  it('chooses plurals by the language', () => {
    expect([en('table.selected', { count: 1 }), en('table.selected', { count: 2 }), zh('table.selected', { count: 2 })]).toEqual(['1 selected', '2 selected', '已选 2 项'])
  })

  it('shows an unknown code as it is, so that nothing disappears', () => {
    expect(en.term('channel', 'carrier_pigeon')).toBe('carrier_pigeon')
  })

  it('shows a dash for a value that is not known', () => {
    expect(en('case.decided_by', { name: null, at: undefined })).toBe('by –, –')
  })

  it('takes nothing from the prototype of its data', () => {
    expect(en.find('case.title', {})).toBe('Case –')
    expect(en.find('constructor')).toBeNull()
  })

  it('writes money in a message with the currency that the data names', () => {
    expect(en.find('queue.rank_money', { money: 5000, currency: 'CNY' })).toBe('¥50.00 at stake')
  })
})
