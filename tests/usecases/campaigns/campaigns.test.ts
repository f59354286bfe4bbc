import { expect, test } from 'vitest'
import { actOnCases, previewCases } from '../../../app/usecases/cases/act-on-cases.server.ts'
import { getCampaign } from '../../../app/usecases/campaigns/get-campaign.server.ts'
import { listCampaigns } from '../../../app/usecases/campaigns/list-campaigns.server.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'
import { addFlaggedOrder } from '../../support/records.ts'
import { valueOf } from '../../support/result.ts'

const REPEATED = { flag: 'message/repeated-template', rule_id: 'message_repeated_template', weight: 0.7 }

forEachDialect('campaigns', (open) => {
  async function campaign(count: number, token = 'handle:cheap_88') {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    const cases: number[] = []
    for (let n = 0; n < count; n++) {
      const { orderRowId, caseId } = await addFlaggedOrder(store, { order_id: `W${n}`, payer_account: `p${n}`, paid_minor: 10_000, remark: '低价话费 TG @cheap_88 电话13800138000' }, [REPEATED], TEST_NOW - n * 1_000)
      await store.write((tx) => tx.insertInto('record_tokens').values({ token, kind: 'order', record_row_id: orderRowId, at: TEST_NOW - n * 1_000, party: `p${n}` }).execute())
      cases.push(caseId)
    }
    return { store, context, cases }
  }

  test('show reach, money, first sight and status, and hide numbers in what they say', async () => {
    const { context } = await campaign(4)
    const [row] = await listCampaigns(context)
    expect(row).toMatchObject({ mark: 'handle', value: 'cheap_88', records: 4, orders: 4, parties: 4, money: [{ currency: 'CNY', amountMinor: 40_000 }], firstAt: TEST_NOW - 3_000, lastAt: TEST_NOW, cases: 4, openCases: 4, status: 'open' })
    const view = await getCampaign(context, row?.id ?? '')
    expect(view).toMatchObject({ ok: true, value: { rows: expect.any(Array), samples: expect.any(Array) } })
    if (!view.ok) return
    expect(view.value.rows).toHaveLength(4)
    expect(view.value.samples.length).toBeGreaterThan(0)
    expect(JSON.stringify(view.value)).not.toContain('13800138000')
  })

  test('are decided in one go after a preview, and then stand as decided', async () => {
    const { context, cases } = await campaign(3)
    const [row] = await listCampaigns(context)
    const view = valueOf(await getCampaign(context, row?.id ?? ''))
    const items = view.rows.map((one) => ({ caseId: one.id, expectedVersion: one.version }))
    const command = { type: 'decide', outcome: 'confirmed_fraud', reasonCode: 'lure', note: '同一联系方式' } as const
    const preview = await previewCases(context, command, items)
    expect(preview).toMatchObject({ ok: true, value: { ready: expect.arrayContaining(cases), money: [{ currency: 'CNY', amountMinor: 30_000 }], refused: [] } })
    expect(await actOnCases(context, command, items)).toMatchObject({ ok: true, value: { refused: [] } })
    expect((await listCampaigns(context))[0]).toMatchObject({ openCases: 0, cases: 3, status: 'decided' })
  })

  test('need three records of two parties, and end when their flags are taken back', async () => {
    const { store, context } = await campaign(3)
    await store.write((tx) => tx.updateTable('flags').set({ withdrawn_at: TEST_NOW }).where('record_id', '=', 'W0').execute())
    expect(await listCampaigns(context)).toEqual([])
    expect(await getCampaign(context, 'nothing')).toMatchObject({ ok: false, refusal: { code: 'campaign_missing' } })
  })

  test('leave out pages that many only name', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    for (let n = 0; n < 3; n++) {
      const { orderRowId } = await addFlaggedOrder(store, { order_id: `W${n}` }, [{ ...REPEATED, weight: 0.05 }])
      await store.write((tx) => tx.insertInto('record_tokens').values({ token: 'link:shop.example/7', kind: 'order', record_row_id: orderRowId, at: TEST_NOW, party: `p${n}` }).execute())
    }
    expect(await listCampaigns(context)).toEqual([])
  })
})
