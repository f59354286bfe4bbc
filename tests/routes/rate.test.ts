import { expect, it } from 'vitest'
import { useApp } from '../support/app.ts'

const app = useApp({ changesPerMinute: 5 })

it('S80: one session that changes too much waits, others and readers do not', async () => {
  const [busy, calm] = [await app.signedIn(await app.addPerson('busy@operator.example', 'reviewer')), await app.signedIn(await app.addPerson('calm@operator.example', 'reviewer'))]
  const statuses: number[] = []
  for (let i = 0; i < 7; i++) statuses.push((await busy.post('/preferences', { theme: 'dark' })).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect((await busy.post('/preferences', { theme: 'dark' })).headers.get('retry-after')).toBe('60')
  expect((await busy.get('/account')).status).toBe(200)
  expect((await calm.post('/preferences', { theme: 'dark' })).status).toBe(200)
})

it('S80: a session that is made up anew for each change is nobody’s: its address waits', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 7; i++) statuses.push((await app.visitor().post('/preferences', { theme: 'dark' }, { cookie: `topwarden=${'a'.repeat(39)}${i}` })).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect((await (await app.signedIn(await app.addPerson('known@operator.example', 'reviewer'))).post('/preferences', { theme: 'dark' })).status).toBe(200)
})
