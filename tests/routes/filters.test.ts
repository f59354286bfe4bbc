import { expect, it } from 'vitest'
import { useApp } from '../support/app.ts'
import { addFlaggedOrder } from '../support/records.ts'

const app = useApp()

it.each(['/queue?band=zz', '/orders?channel=zz'])('an address with a filter that cannot be read says which: %s', async (path) => {
  const client = await app.signedIn(await app.addPerson(`${path.slice(1, 4)}@operator.example`, 'reviewer'))
  const response = await client.get(path)
  expect(response.status).toBe(422)
  expect(await response.text()).toContain(`The field ${new URL(path, app.url).searchParams.keys().next().value} cannot be read.`)
})

it('the stage of a case is a filter in the address of the queue and of its file, in either language, and stands in the row', async () => {
  const supervisor = await app.signedIn(await app.addPerson('stage@operator.example', 'supervisor'))
  const { caseId } = await addFlaggedOrder(app.services.store, { order_id: 'STAGE-1' }, [{}], app.clock.at)
  await app.services.store.write((tx) => tx.updateTable('cases').set({ stage: 'awaiting_approval', is_open: 0 }).where('id', '=', caseId).execute())
  const page = await (await supervisor.get('/queue?stage=awaiting_approval')).text()
  expect(page).toContain('data-stage="awaiting_approval"')
  expect(page).toContain('waiting for approval')
  expect(await (await supervisor.get('/queue?stage=executing')).text()).not.toContain('STAGE-1')
  expect((await supervisor.get('/queue?stage=zz')).status).toBe(422)
  const file = await supervisor.send('/export/queue?stage=awaiting_approval', { method: 'POST', headers: { origin: app.url } })
  expect(file.status).toBe(200)
  const lines = (await file.text()).trim().split(/\r?\n/)
  expect([lines.length, lines[0]?.includes(',stage,'), lines[1]?.includes(',awaiting_approval,')]).toEqual([2, true, true])
  await app.services.store.write((tx) => tx.updateTable('staff').set({ locale: 'zh' }).where('email', '=', 'stage@operator.example').execute())
  const chinese = await (await supervisor.get('/queue?stage=awaiting_approval')).text()
  expect(chinese).toContain('阶段：待审批')
})

it.each(['/queue?band=hold', '/orders?status=unknown', '/refunds?state=failed', '/disputes?show=open', '/profile-changes?show=open', '/audit?object=nothing-such', '/access-log?from=2001-01-01&to=2001-01-02'])('a list that the filters leave empty offers no file of it and says why: %s', async (path) => {
  const supervisor = await app.signedIn(await app.addPerson(`${path.slice(1, 5)}.none@operator.example`, 'supervisor'))
  const response = await supervisor.get(path)
  expect(response.status).toBe(200)
  const page = await response.text()
  expect(page).toContain('There is no row here to export.')
  expect(page).not.toMatch(/action="[^"]*export/)
})

it('a list that has rows offers the file of them', async () => {
  const supervisor = await app.signedIn(await app.addPerson('rows@operator.example', 'supervisor'))
  await addFlaggedOrder(app.services.store, { order_id: 'FILE-1' }, [{}], app.clock.at)
  expect(await (await supervisor.get('/orders')).text()).toContain('action="/export/orders"')
})
