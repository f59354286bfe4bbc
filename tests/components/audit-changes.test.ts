import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Changes } from '../../app/components/audit/changes.tsx'
import { ReaderProvider } from '../../app/components/reader.tsx'
import { LOCALES } from '../../app/i18n/format.ts'

describe('what an entry of the audit says', () => {
  it.each(LOCALES)('%s: the kind of a notice, of an action and of a declared interest in words', (locale) => {
    for (const kind of ['consent_asked', 'refund_done', 'bulk_decision', 'payer']) {
      const html = renderToStaticMarkup(createElement(ReaderProvider, { reader: { locale, zone: 'Asia/Shanghai', now: 0 } } as Parameters<typeof ReaderProvider>[0], createElement(Changes, { before: null, after: { kind } })))
      expect(html).toContain('<li>')
      expect(html, kind).not.toContain(kind)
    }
  })
})
