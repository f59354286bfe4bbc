import { expect, test } from 'vitest'
import { startProduct } from '../support/browser.ts'

test('a server ends in order when nobody is left to read what it says', async () => {
  const product = await startProduct(['--empty'], { LOG_LEVEL: 'debug' })
  const code = product.abandon()
  // Whatever it says next meets the broken pipe.
  while ((await fetch(`${product.url}/sign-in`).catch(() => null)) !== null) await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await code).toBe(1)
})
