import { createElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { withoutNuls } from '../../app/entry.server.tsx'

test('a page of Chinese comes without the NUL bytes that are left where a character did not fit into a piece', async () => {
  const words = Array.from({ length: 2_000 }, (_, i) => `${'x'.repeat(i % 3)}退款${i}笔`)
  const body = withoutNuls()
  renderToPipeableStream(createElement('div', null, ...words.map((word) => createElement('input', { key: word, defaultValue: word })))).pipe(body)
  const page = await text(body)
  expect(page).not.toContain('\0')
  for (const word of words) expect(page).toContain(`value="${word}"`)
})
