import { expect, it } from 'vitest'
import { useApp } from '../support/app.ts'

const app = useApp()

it.each(['/queue?band=zz', '/orders?channel=zz'])('an address with a filter that cannot be read says which: %s', async (path) => {
  const client = await app.signedIn(await app.addPerson(`${path.slice(1, 4)}@operator.example`, 'reviewer'))
  const response = await client.get(path)
  expect(response.status).toBe(422)
  expect(await response.text()).toContain(`The field ${new URL(path, app.url).searchParams.keys().next().value} cannot be read.`)
})
