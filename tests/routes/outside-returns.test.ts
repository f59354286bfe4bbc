import { expect, it } from 'vitest'
import { performAction } from '../../app/usecases/actions/perform-action.server.ts'
import { fieldIn, type TestClient, useApp } from '../support/app.ts'
import { testContext } from '../support/database.ts'
import { addOrder } from '../support/money.ts'

const app = useApp()

it('S6, S7, S64: that a chargeback was won is said on its page with how it is known, and agreed to by somebody else there or in the list of approvals', async () => {
  const ids = { ann: await app.addPerson('ann@operator.example', 'reviewer'), bob: await app.addPerson('bob@operator.example', 'reviewer') }
  const [ann, bob] = [await app.signedIn(ids.ann), await app.signedIn(ids.bob)]
  const { store } = app.services
  const orderRowId = await addOrder(store, {}, 700)
  const made = await performAction(testContext(store, { staffId: ids.ann, role: 'reviewer', now: app.clock.at }), {
    kind: 'outside_return', actionId: null, subject: { orderRowId }, command: { type: 'record', road: 'chargeback', amountMinor: 10_000, reference: 'CB-0700', scheme: 'visa' },
  })
  if (!made.ok) throw new Error(made.refusal.code)
  const { actionId } = made.value
  const own = `/refunds/outside/${actionId}`
  const send = async (client: TestClient, path: string, fields: Record<string, string>) => {
    const html = await (await client.get(path)).text()
    const body = new URLSearchParams({ token: fieldIn(html, 'token'), version: fieldIn(html, 'version'), shownHash: /name="shownHash"[^>]*value="([0-9a-f]*)"/.exec(html)?.[1] ?? '', key: `${crypto.randomUUID()}-x`, ...fields })
    return client.send(path, { method: 'POST', body, headers: { origin: app.url } })
  }
  const status = async () => (await store.read.selectFrom('staff_actions').select('status').where('id', '=', actionId).executeTakeFirstOrThrow()).status
  expect((await send(bob, own, { command: 'win', reason: ' ' })).status).toBe(422)
  expect((await send(bob, own, { command: 'win', reason: 'credit on the statement of 14 March' })).status).toBe(302)
  expect(await status()).toBe('winning')
  const mine = await (await bob.get(`/approvals?item=a${actionId}`)).text()
  expect(mine).toContain('data-command="withdraw_win"')
  expect(mine).not.toContain('data-command="confirm_win"')
  for (const path of [own, `/approvals?item=a${actionId}`]) {
    const tried = await send(bob, path, { command: 'confirm_win' })
    expect([tried.status, path, (await tried.text()).includes('Somebody else has to check it')]).toEqual([422, path, true])
    expect(await status()).toBe('winning')
  }
  const theirs = await (await ann.get(`/approvals?item=a${actionId}`)).text()
  expect(theirs).toContain('credit on the statement of 14 March')
  expect((await send(ann, `/approvals?item=a${actionId}`, { command: 'confirm_win', shownHash: 'f'.repeat(64) })).status).toBe(422)
  app.clock.at += 6 * 60_000
  expect((await send(ann, own, { command: 'confirm_win' })).headers.get('location')).toBe(`/confirm?next=${encodeURIComponent(own)}`)
  app.clock.at -= 6 * 60_000
  expect((await send(ann, `/approvals?item=a${actionId}`, { command: 'confirm_win' })).status).toBe(200)
  expect(await status()).toBe('won')
  const audit = await store.read.selectFrom('audit_events').select('action').where('object', '=', `action:${actionId}`).orderBy('seq').execute()
  expect(audit.map(({ action }) => action)).toEqual(['outside_return.recorded', 'outside_return.win_asked', 'outside_return.refused', 'outside_return.refused', 'outside_return.win_confirmed'])
})

it('a chargeback is recorded only with the scheme that somebody chose, since the days to answer follow from it', async () => {
  const carl = await app.signedIn(await app.addPerson('carl@operator.example', 'reviewer'))
  const orderRowId = await addOrder(app.services.store, {}, 701)
  const path = `/refunds/outside/new?order=${orderRowId}`
  const html = await (await carl.get(path)).text()
  expect(html).toMatch(/<select[^>]*name="scheme"[^>]*>\s*<option value="" selected/)
  const fields = { token: fieldIn(html, 'token'), key: fieldIn(html, 'key'), currency: fieldIn(html, 'currency'), road: 'chargeback', amount: '10.00', reference: 'CB-0701', code: '', toldOn: /name="toldOn"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="toldOn"/.exec(html)?.slice(1).find((one) => one !== undefined) ?? '', answerOn: '' }
  const untold = await carl.post(path, { ...fields, scheme: '' })
  expect([untold.status, (await untold.text()).includes('Choose the card scheme')]).toEqual([422, true])
  expect(await app.services.store.read.selectFrom('staff_actions').select('id').where('order_row_id', '=', orderRowId).execute()).toEqual([])
  expect((await carl.post(path, { ...fields, scheme: 'mastercard' })).status).toBe(302)
})
