import { describe, expect, test } from 'vitest'
import { ANSWER_DUE_MS, clocksOf, dispute, DISPUTE_REOPEN_MS, DISPUTE_STATES, FIRST_LOOK_MS, MEDIATION_MS, type DisputeCommand, type DisputeSituation, type DisputeState } from '../../../app/domain/actions/dispute.ts'
import { DISPUTE_REASONS, EVIDENCE_ITEMS, evidenceNeeded, replyLength } from '../../../app/domain/actions/dispute-evidence.ts'
import { EVIDENCE_BYTES_MAX, evidenceType, withoutMetadata } from '../../../app/domain/actions/evidence-file.ts'
import { CHANNELS } from '../../../app/domain/intake/record.ts'
import { CATALOGUES } from '../../../app/i18n/translate.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const situation = (changes: Partial<DisputeSituation> = {}): DisputeSituation => ({
  now: NOW, person: { staffId: 1, may: new Set(['dispute.handle', 'dispute.supervise', 'hold.place']) }, askerMay: null, conflict: null, expectedVersion: null, contentHash: null, trust: 'T3', staged: [], stagedImages: 0,
  hasForeignLink: false, otherOpenId: null, ...changes,
})
const OPEN: DisputeCommand = { type: 'open', reason: 'not_received', channel: 'third_party', road: 'sms', language: 'zh', text: '充值一直没到账', contact: null }
const WORDS = '一段足够长的文字'
const COMMANDS: readonly DisputeCommand[] = [
  OPEN, { type: 'take' }, { type: 'tick', item: 'order_row' }, { type: 'ask_customer', needed: WORDS }, { type: 'ask_channel', text: WORDS }, { type: 'resume', text: WORDS }, { type: 'reply', text: WORDS },
  { type: 'submit_evidence' }, { type: 'grant_exception', reason: WORDS }, { type: 'decide', outcome: 'upheld', letter: WORDS }, { type: 'close' }, { type: 'reopen', reason: WORDS },
  { type: 'withdraw', reason: WORDS }, { type: 'police_hold', reference: '公(刑)冻字〔2026〕12号', reason: WORDS }, { type: 'lift_hold', reason: WORDS }, { type: 'escalate', reference: 'MIIT-2026-1', reason: WORDS },
  { type: 'return_from_regulator', reason: WORDS }, { type: 'set_contact', contact: '+8613800138000' },
]
function run(...steps: readonly (DisputeCommand | readonly [DisputeCommand, Partial<DisputeSituation>])[]): DisputeState {
  return steps.reduce<DisputeState>((state, step) => {
    const [command, changes] = 'type' in step ? [step, {}] : step
    const result = dispute.decide(state, command, situation(changes))
    if (!result.ok) throw new Error(`${command.type}: ${result.refusal.code}`)
    return result.value.reduce(dispute.evolve, state)
  }, dispute.nothing)
}
const of = (type: DisputeCommand['type']) => COMMANDS.find((command) => command.type === type) as DisputeCommand
const STATES: Readonly<Record<(typeof DISPUTE_STATES)[number], readonly DisputeCommand['type'][]>> = {
  received: [], in_review: ['take'], awaiting_customer: ['take', 'ask_customer'], awaiting_channel: ['take', 'ask_channel'], regulator_escalated: ['escalate'], police_hold: ['take', 'police_hold'],
  decided: ['take', 'decide'], closed: ['take', 'decide', 'close'], withdrawn: ['withdraw'],
}
const stateOf = (status: keyof typeof STATES) => run(OPEN, ...STATES[status].map(of))
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  received: ['take', 'set_contact', 'withdraw', 'police_hold', 'escalate'],
  in_review: ['tick', 'set_contact', 'ask_customer', 'ask_channel', 'reply', 'submit_evidence', 'grant_exception', 'decide', 'withdraw', 'police_hold', 'escalate'],
  awaiting_customer: ['tick', 'set_contact', 'resume', 'reply', 'withdraw', 'police_hold', 'escalate'],
  awaiting_channel: ['tick', 'set_contact', 'resume', 'reply', 'withdraw', 'police_hold', 'escalate'],
  regulator_escalated: ['tick', 'set_contact', 'reply', 'submit_evidence', 'grant_exception', 'return_from_regulator', 'decide', 'police_hold'],
  police_hold: ['lift_hold'],
  decided: ['close', 'set_contact', 'reopen', 'reply', 'police_hold', 'escalate'],
  closed: ['reopen', 'police_hold', 'escalate'],
  withdrawn: ['reopen', 'police_hold'],
}

describe('a contact that is told later', () => {
  test('is kept sealed, changes nothing else, and cannot be empty', () => {
    const result = dispute.decide(stateOf('in_review'), { type: 'set_contact', contact: '+8613800138000' }, situation())
    expect(result).toMatchObject({ ok: true, value: [{ type: 'contact_set', data: {}, secret: { contact: '+8613800138000' } }] })
    expect(run(OPEN, of('take'), of('set_contact'))).toEqual({ ...stateOf('in_review'), version: 3 })
    expect(dispute.decide(stateOf('in_review'), { type: 'set_contact', contact: '' }, situation())).toMatchObject({ ok: false, refusal: { code: 'contact_form' } })
  })
})

describe('every state and every command', () => {
  test('the commands here are all there are', () => {
    expect(COMMANDS.map(({ type }) => type).sort()).toEqual([...dispute.commandTypes].sort())
  })
  for (const status of DISPUTE_STATES)
    for (const command of COMMANDS) {
      const isKnown = KNOWN[status]?.includes(command.type) === true
      test(`${status} ${isKnown ? 'knows' : 'does not know'} ${command.type}`, () => {
        const state = stateOf(status)
        expect(state.status).toBe(status)
        const result = dispute.decide(state, command, situation({ staged: ['a'], trust: command.type === 'grant_exception' ? 'T1' : 'T3' }))
        if (isKnown) expect(result).toMatchObject({ ok: true })
        else expect(result).toMatchObject({ ok: false, refusal: { code: 'action_state_forbids' } })
      })
    }
})

describe('money', () => {
  test.each([['T4', true], ['T3', true], ['T2', false], ['T1', false], ['T0', false], [null, false]] as const)('a receipt of trust %s alone allows it: %s', (trust, isAllowed) => {
    const result = dispute.decide(stateOf('in_review'), of('decide'), situation({ trust }))
    expect(result.ok).toBe(isAllowed)
    if (!result.ok) expect(result.refusal.code).toBe('receipt_not_trusted')
    expect(dispute.decide(stateOf('in_review'), { type: 'decide', outcome: 'rejected', letter: WORDS }, situation({ trust })).ok).toBe(true)
  })
  test('a supervisor’s written exception stands in for the receipt, and only a supervisor’s', () => {
    const state = run(OPEN, of('take'), [of('grant_exception'), { trust: 'T1' }])
    expect(dispute.decide(state, of('decide'), situation({ trust: 'T1' })).ok).toBe(true)
    expect(dispute.decide(stateOf('in_review'), of('grant_exception'), situation({ trust: 'T1', person: { staffId: 1, may: new Set(['dispute.handle']) } }))).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(dispute.decide(stateOf('in_review'), of('grant_exception'), situation({ trust: 'T3' }))).toMatchObject({ ok: false, refusal: { code: 'exception_not_needed' } })
  })
  test('an exception does not outlive a reopening', () => {
    const state = run(OPEN, of('take'), [of('grant_exception'), { trust: 'T1' }], [of('decide'), { trust: 'T1' }], of('reopen'))
    expect(dispute.decide(state, of('decide'), situation({ trust: 'T1' }))).toMatchObject({ ok: false, refusal: { code: 'receipt_not_trusted' } })
  })
})

describe('clocks', () => {
  const due = (state: DisputeState) => Object.fromEntries(clocksOf(state).map(({ clock, dueAt }) => [clock, dueAt - NOW]))
  test('first look, answer, channel and regulator, the soonest first', () => {
    expect(due(stateOf('received'))).toEqual({ first_look: FIRST_LOOK_MS, answer: ANSWER_DUE_MS })
    expect(due(stateOf('in_review'))).toEqual({ answer: ANSWER_DUE_MS })
    expect(due(run({ ...OPEN, road: 'wechat' } as DisputeCommand))).toEqual({ first_look: FIRST_LOOK_MS, channel: 2 * FIRST_LOOK_MS, answer: ANSWER_DUE_MS })
    expect(due(stateOf('regulator_escalated'))).toMatchObject({ regulator: MEDIATION_MS })
    expect(due(stateOf('awaiting_customer'))).toMatchObject({ customer: 7 * FIRST_LOOK_MS, answer: ANSWER_DUE_MS })
    for (const status of ['decided', 'closed', 'withdrawn', 'police_hold'] as const) expect(clocksOf(stateOf(status))).toEqual([])
  })
  test('a reply stops the channel’s clock', () => {
    expect(due(run({ ...OPEN, road: 'wechat' } as DisputeCommand, of('take'), of('reply')))).toEqual({ answer: ANSWER_DUE_MS })
  })
  test('is reopened for thirty days, to the millisecond', () => {
    expect(dispute.decide(stateOf('decided'), of('reopen'), situation({ now: NOW + DISPUTE_REOPEN_MS })).ok).toBe(true)
    expect(dispute.decide(stateOf('decided'), of('reopen'), situation({ now: NOW + DISPUTE_REOPEN_MS + 1 }))).toMatchObject({ ok: false, refusal: { code: 'reopen_too_late' } })
  })
})

describe('a police hold', () => {
  test('comes over everything and goes back to where it came from', () => {
    for (const status of ['in_review', 'decided', 'closed'] as const) expect(run(OPEN, ...STATES[status].map(of), of('police_hold'), of('lift_hold')).status).toBe(status)
  })
})

describe('what comes before people again', () => {
  const clocks = (state: DisputeState) => clocksOf(state).map(({ clock, dueAt }) => [clock, dueAt - NOW])
  const later = (changes: Partial<DisputeSituation> = {}) => ({ now: NOW + 20 * FIRST_LOOK_MS, ...changes })
  test('a customer who was asked before a hold has seven days from when it is lifted', () => {
    const state = run(OPEN, of('take'), of('ask_customer'), of('police_hold'), [of('lift_hold'), later()])
    expect(state.status).toBe('awaiting_customer')
    expect(clocks(state)).toEqual([['answer', ANSWER_DUE_MS], ['customer', 27 * FIRST_LOOK_MS]])
    expect(clocks(run(OPEN, of('take'), of('ask_channel'), of('police_hold'), [of('lift_hold'), later()]))).toEqual([['answer', ANSWER_DUE_MS]])
  })
  test('a reopened one begins anew: no exception, no submitted evidence, no answer, and no mediation of the regulator that is over', () => {
    const state = run(OPEN, of('escalate'), of('decide'), of('close'), [of('reopen'), later()])
    expect(state).toMatchObject({ status: 'in_review', openedAt: NOW + 20 * FIRST_LOOK_MS, outcome: null, letter: null, decidedAt: null, answeredAt: null, exception: null, submittedAt: null, escalatedAt: null })
    expect(clocks(state)).toEqual([['answer', 20 * FIRST_LOOK_MS + ANSWER_DUE_MS]])
  })
  test('what is withdrawn is reopened for thirty days from then, and what was never decided from its beginning', () => {
    const state = run(OPEN, [of('withdraw'), later()])
    const at = (now: number) => dispute.decide(state, of('reopen'), situation({ now }))
    expect(at(NOW + 20 * FIRST_LOOK_MS + DISPUTE_REOPEN_MS).ok).toBe(true)
    expect(at(NOW + 20 * FIRST_LOOK_MS + DISPUTE_REOPEN_MS + 1)).toEqual({ ok: false, refusal: { code: 'reopen_too_late', data: { days: 30 } } })
  })
})

describe('what is written', () => {
  const refusalOf = (state: DisputeState, command: object, changes: Partial<DisputeSituation> = {}) => {
    const decided = dispute.decide(state, command as DisputeCommand, situation({ trust: 'T1', ...changes }))
    return decided.ok ? null : [decided.refusal.code, decided.refusal.field]
  }
  const eventOf = (state: DisputeState, command: object, changes: Partial<DisputeSituation> = {}) => {
    const decided = dispute.decide(state, command as DisputeCommand, situation({ trust: 'T1', ...changes }))
    return decided.ok ? decided.value[0] : null
  }
  const WRITTEN: readonly (readonly [status: keyof typeof STATES, command: DisputeCommand, field: string, event: string])[] = [
    ['in_review', of('ask_customer'), 'needed', 'customer_asked'], ['in_review', of('ask_channel'), 'text', 'channel_asked'], ['awaiting_channel', of('resume'), 'text', 'resumed'],
    ['in_review', of('grant_exception'), 'reason', 'exception_granted'], ['closed', of('reopen'), 'reason', 'reopened'], ['in_review', of('withdraw'), 'reason', 'withdrawn'], ['in_review', of('police_hold'), 'reason', 'held'],
    ['police_hold', of('lift_hold'), 'reason', 'hold_lifted'], ['in_review', of('escalate'), 'reason', 'escalated'], ['regulator_escalated', of('return_from_regulator'), 'reason', 'returned'],
  ]
  test.each(WRITTEN)('in %s, %j has a text of five to two thousand characters, kept without the blanks around it', (status, command, field, type) => {
    const state = stateOf(status)
    expect(eventOf(state, { ...command, [field]: '  five5 ' })).toMatchObject({ type, by: 1, at: NOW, data: { [field]: 'five5' } })
    expect(refusalOf(state, { ...command, [field]: ' four ' })).toEqual(['text_too_short', field])
    expect(refusalOf(state, { ...command, [field]: 'x'.repeat(2_001) })).toEqual(['text_too_long', field])
    expect(refusalOf(state, { ...command, [field]: 'x'.repeat(2_000) })).toBeNull()
  })
  test('opening names a reason and tells what happened, in ten characters where the reason is another', () => {
    const open = (changes: object) => refusalOf(dispute.nothing, { ...OPEN, ...changes })
    expect(open({ reason: 'moon' })).toEqual(['reason_unknown', 'reason'])
    expect([open({ text: '1234 ' }), open({ text: '12345' })]).toEqual([['text_too_short', 'text'], null])
    expect([open({ reason: 'other', text: '123456789' }), open({ reason: 'other', text: '1234567890' })]).toEqual([['text_too_short', 'text'], null])
    expect(eventOf(dispute.nothing, { ...OPEN, text: ' paid and nothing came ', contact: '+8613800138000' })).toEqual({
      type: 'opened', by: 1, at: NOW, secret: { contact: '+8613800138000' }, data: { disputeReason: 'not_received', channel: 'third_party', road: 'sms', language: 'zh', text: 'paid and nothing came' },
    })
  })
  test('an item of the list is ticked, and not any more when it is pressed again', () => {
    const [none, one] = [stateOf('in_review'), run(OPEN, of('take'), of('tick'))]
    expect([none.checked, one.checked, run(OPEN, of('take'), of('tick'), of('tick')).checked]).toEqual([[], ['order_row'], []])
    expect(eventOf(one, of('tick'))).toMatchObject({ type: 'ticked', data: { item: 'order_row', isDone: false } })
    expect(run(OPEN, of('take'), of('tick'), { type: 'tick', item: 'consent' }, of('tick')).checked).toEqual(['consent'])
  })
  test('a question to the customer carries no link and says until when it is waited for', () => {
    expect(refusalOf(stateOf('in_review'), of('ask_customer'), { hasForeignLink: true })).toEqual(['text_has_link', 'needed'])
    expect(eventOf(stateOf('in_review'), of('ask_customer'))?.data).toEqual({ needed: WORDS, dueAt: NOW + 7 * FIRST_LOOK_MS })
  })
  test('an answer goes by the road that the customer chose, a letter in their language; both are kept as they go out', () => {
    expect(eventOf(stateOf('in_review'), { type: 'reply', text: ` ${WORDS} ` })).toMatchObject({ type: 'replied', data: { text: WORDS, road: 'sms' } })
    expect(refusalOf(stateOf('in_review'), { type: 'reply', text: ' four ' })).toEqual(['text_too_short', 'text'])
    expect(run(OPEN, of('take'), of('reply'), of('reply'))).toMatchObject({ replies: 2, answeredAt: NOW })
    const decide = { type: 'decide', outcome: 'upheld', letter: ` ${WORDS} ` }
    expect(eventOf(stateOf('in_review'), decide, { trust: 'T3' })).toMatchObject({ type: 'decided', data: { outcome: 'upheld', text: WORDS, language: 'zh' } })
    expect(refusalOf(stateOf('in_review'), decide, { trust: null })).toEqual(['receipt_not_trusted', 'outcome'])
    expect(dispute.decide(stateOf('in_review'), decide as DisputeCommand, situation({ trust: null }))).toMatchObject({ refusal: { data: { trust: 'T0' } } })
    expect(refusalOf(stateOf('in_review'), { ...decide, letter: 'four' }, { trust: 'T3' })).toEqual(['text_too_short', 'letter'])
    expect(refusalOf(stateOf('in_review'), { ...decide, letter: 'x'.repeat(10_001) }, { trust: 'T3' })).toEqual(['text_too_long', 'letter'])
    // A decision answers the customer, who may have been answered before.
    expect(run(OPEN, of('take'), [of('reply'), {}], [of('decide'), { now: NOW + 5 }])).toMatchObject({ answeredAt: NOW, decidedAt: NOW + 5 })
  })
  test('evidence keeps which files went out; an exception what the receipt was worth, once and where none is trusted', () => {
    expect(eventOf(stateOf('in_review'), of('submit_evidence'), { staged: ['a', 'b'] })?.data).toEqual({ files: ['a', 'b'] })
    expect(eventOf(stateOf('in_review'), of('grant_exception'), { trust: 'T2' })?.data).toEqual({ trust: 'T2', reason: WORDS })
    expect(dispute.decide(stateOf('in_review'), of('grant_exception'), situation({ trust: 'T4' }))).toMatchObject({ refusal: { code: 'exception_not_needed', data: { trust: 'T4' } } })
    expect(refusalOf(run(OPEN, of('take'), [of('grant_exception'), { trust: 'T1' }]), of('grant_exception'))).toEqual(['exception_granted_already', undefined])
  })
  test('a hold and a regulator have a number', () => {
    for (const type of ['police_hold', 'escalate'] as const) {
      expect(eventOf(stateOf('in_review'), { ...of(type), reference: ' 12〔2026〕号 ' })?.data).toEqual({ reference: '12〔2026〕号', reason: WORDS })
      for (const reference of ['12', 'x'.repeat(61), 'a;b', '']) expect(refusalOf(stateOf('in_review'), { ...of(type), reference })).toEqual(['reference_form', 'reference'])
    }
    expect(refusalOf(stateOf('in_review'), { type: 'set_contact', contact: '' })).toEqual(['contact_form', 'contact'])
  })
})

describe('replies', () => {
  const wechat = run({ ...OPEN, road: 'wechat' } as DisputeCommand, of('take'))
  const reply = (text: string, changes: Partial<DisputeSituation> = {}) => dispute.decide(wechat, { type: 'reply', text }, situation(changes))
  test('WeChat takes 200 code points, however many units they are', () => {
    expect(replyLength('𠮷👍')).toBe(2)
    expect(reply('𠮷'.repeat(200)).ok).toBe(true)
    expect(reply('𠮷'.repeat(201))).toMatchObject({ ok: false, refusal: { code: 'text_too_long', data: { max: 200, length: 201 } } })
    expect(reply('a'.repeat(199)).ok).toBe(true)
  })
  test('and four pictures', () => {
    expect(reply(WORDS, { stagedImages: 4 }).ok).toBe(true)
    expect(reply(WORDS, { stagedImages: 5 })).toEqual({ ok: false, refusal: { code: 'too_many_images', data: { max: 4, count: 5 } } })
  })
  test('no link but our own', () => {
    expect(reply(WORDS, { hasForeignLink: true })).toMatchObject({ ok: false, refusal: { code: 'text_has_link' } })
  })
  test('evidence is submitted once', () => {
    const state = run(OPEN, of('take'), [of('submit_evidence'), { staged: ['a'] }])
    expect(dispute.decide(state, of('submit_evidence'), situation({ staged: ['b'] }))).toMatchObject({ ok: false, refusal: { code: 'evidence_submitted_already' } })
    expect(dispute.decide(stateOf('in_review'), of('submit_evidence'), situation())).toMatchObject({ ok: false, refusal: { code: 'evidence_none_staged' } })
  })
})

describe('the checklist', () => {
  test.each([
    ['wrong_number', 'both_numbers ledger_rows consent'], ['not_received', 'channel_row ledger_rows status_query'], ['duplicate', 'channel_row two_trade_nos'], ['amount_incorrect', 'channel_row ledger_rows amounts'],
    ['unauthorised', 'issuer_note device_log identity_check'], ['voucher_invalid', 'serial card_photo voucher_state'], ['voucher_used', 'serial redemption_record'], ['service_fee', 'fee_disclosure receipt'],
    ['wrong_product', 'customer_wish activation_state'], ['credit_not_processed', 'refund_reference channel_state'], ['scam_induced', 'police_report messages'], ['system_error', 'incident_id'],
    ['delivered_late', 'timestamps ledger_rows'], ['other', 'description'],
  ] as const)('DOMAIN 4.3: %s asks for %s beside the order', (reason, items) => {
    expect(evidenceNeeded(reason, null)).toEqual(['order_row', ...items.split(' ')])
  })
  test('each channel asks for what only it leaves behind, once', () => {
    const more = (channel: (typeof CHANNELS)[number]) => evidenceNeeded('other', channel).slice(2)
    expect(Object.fromEntries(CHANNELS.map((channel) => [channel, more(channel).join()]).filter(([, items]) => items !== ''))).toEqual({
      web_portal: 'web_order_no', mobile_app: 'device_log', sms: 'sms_text', retail_store: 'paper_slip', service_counter: 'paper_slip', third_party: 'channel_row', voucher: 'serial',
    })
    expect(evidenceNeeded('voucher_used', 'voucher')).toEqual(['order_row', 'serial', 'redemption_record'])
  })
  test('every reason in every channel asks for the order and something more, nothing twice, all of it in words', () => {
    for (const reason of DISPUTE_REASONS)
      for (const channel of [null, ...CHANNELS]) {
        const items = evidenceNeeded(reason, channel)
        expect(items[0]).toBe('order_row')
        expect(items.length).toBeGreaterThan(1)
        expect(new Set(items).size).toBe(items.length)
      }
    for (const item of EVIDENCE_ITEMS) for (const messages of Object.values(CATALOGUES)) expect(messages).toHaveProperty([`evidence_item.${item}`])
  })
})

describe('evidence files', () => {
  const jpeg = (...segments: number[][]) => Uint8Array.from([0xff, 0xd8, ...segments.flat(), 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])
  const segment = (marker: number, text: string) => [0xff, marker, 0, text.length + 2, ...Buffer.from(text)]
  test('are what their content says, whatever they are called', () => {
    expect(evidenceType(jpeg())).toEqual({ ok: true, value: 'image/jpeg' })
    expect(evidenceType(Buffer.from('%PDF-1.7'))).toEqual({ ok: true, value: 'application/pdf' })
    expect(evidenceType(Buffer.from('聊天记录'))).toEqual({ ok: true, value: 'text/plain' })
    for (const bad of ['<svg onload=alert(1)>', ' <!DOCTYPE html>', '<script>', '\u0000\u0001', 'MZ\u0000']) expect(evidenceType(Buffer.from(bad))).toMatchObject({ ok: false, refusal: { code: 'file_type_unknown' } })
    expect(evidenceType(new Uint8Array())).toMatchObject({ ok: false, refusal: { code: 'file_empty' } })
    expect(evidenceType(Uint8Array.from([0xff, 0xfe, 0x00]))).toMatchObject({ ok: false })
  })
  test('pictures are shown without place, device, comment and what hangs behind their end', () => {
    const whole = Uint8Array.from([...jpeg(segment(0xe0, 'JFIF'), segment(0xe1, 'Exif GPS 39.9'), segment(0xfe, 'comment'), segment(0xdb, 'Q')), ...Buffer.from('<script>')])
    const bare = Buffer.from(withoutMetadata(whole, 'image/jpeg')).toString('latin1')
    expect(bare).toContain('JFIF')
    expect(bare).toContain('Q')
    expect(bare).not.toMatch(/Exif|GPS|comment|script/)
    const chunk = (name: string, body: string) => [0, 0, 0, body.length, ...Buffer.from(name + body), 0, 0, 0, 0]
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunk('IHDR', 'x'), ...chunk('eXIf', 'GPS'), ...chunk('tEXt', 'me'), ...chunk('IDAT', 'y'), ...chunk('IEND', ''), ...Buffer.from('tail')])
    const names = Buffer.from(withoutMetadata(png, 'image/png')).toString('latin1')
    expect(names).toMatch(/IHDR.*IDAT.*IEND/s)
    expect(names).not.toMatch(/eXIf|tEXt|tail/)
  })
  test('are taken to the last byte of their size and none beyond, and a text with any sign of control or markup is none', () => {
    const ofSize = (size: number) => evidenceType(Uint8Array.from({ length: size }, () => 0x61))
    expect([ofSize(EVIDENCE_BYTES_MAX), ofSize(EVIDENCE_BYTES_MAX + 1)]).toEqual([{ ok: true, value: 'text/plain' }, { ok: false, refusal: { code: 'file_too_large', data: { most: EVIDENCE_BYTES_MAX } } }])
    expect(evidenceType(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toEqual({ ok: true, value: 'image/png' })
    for (const text of ['a\tb\r\nc', 'x < y']) expect(evidenceType(Buffer.from(text)).ok).toBe(true)
    for (const bad of ['a\u0008', 'a\u000b', 'a\u001f', '\n<?xml', '<HTML>', '%PDX']) expect([bad, evidenceType(Buffer.from(bad)).ok]).toEqual([bad, bad === '%PDX'])
  })
  test('other types are shown as they came', () => {
    const text = Buffer.from('%PDF-1.7 GPS')
    expect(withoutMetadata(text, 'application/pdf')).toBe(text)
    expect(withoutMetadata(text, 'text/plain')).toBe(text)
  })
  test('a picture keeps every byte that makes it, in place, and no more', () => {
    const kept = [[0xff, 0xe0, 0, 4, 1, 2], [0xff, 0xee, 0, 3, 7], [0xff, 0xdb, 0, 2], [0xff, 0xc0, 0, 3, 9]]
    const dropped = [[0xff, 0xe1, 0, 3, 1], [0xff, 0xed, 0, 2], [0xff, 0xef, 0, 2], [0xff, 0xfe, 0, 2]]
    const tail = [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]
    // 0xff before a marker is filling; a 0xd9 alone is no end.
    const whole = Uint8Array.from([0xff, 0xd8, ...kept.flatMap((one, i) => [...(dropped[i] ?? []), 0xff, ...one]), ...tail, 0xd9, 0x00, 0xff])
    expect([...withoutMetadata(whole, 'image/jpeg')]).toEqual([0xff, 0xd8, ...kept.flat(), ...tail])
    // Cut off before its end: what is there of the picture, and nothing of what stood beside it.
    const cut = Uint8Array.from([0xff, 0xd8, ...(dropped[0] ?? []), 0xff, 0xda, 0, 2, 1, 2])
    expect([...withoutMetadata(cut, 'image/jpeg')]).toEqual([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2])
    const long = Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 1, 0, ...Array.from({ length: 254 }, () => 5), ...tail])
    expect([...withoutMetadata(long, 'image/jpeg')]).toEqual([0xff, 0xd8, ...tail])
  })
  test('a picture whose segments do not fit is nothing', () => {
    for (const broken of [[0xff, 0xd8, 0xff, 0xdb, 0, 1, 0xff, 0xda, 0, 2, 0xff, 0xd9], [0xff, 0xd8, 0xff, 0xdb, 0, 9, 1, 0xff, 0xd9], [0xff, 0xd8, 0x00, 0xdb, 0, 2, 0xff, 0xda, 0, 2, 0xff, 0xd9], [0xff, 0xd8, 0xff, 0xdb, 0, 2]])
      expect([...withoutMetadata(Uint8Array.from(broken), 'image/jpeg')]).toEqual([])
    const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    const chunk = (name: string, body: readonly number[], length = body.length) => [0, 0, 0, length, ...Buffer.from(name), ...body, 1, 2, 3, 4]
    const picture = [...head, ...chunk('IHDR', [1, 2]), ...chunk('tRNS', []), ...chunk('IDAT', [3]), ...chunk('IEND', [])]
    expect([...withoutMetadata(Uint8Array.from(picture), 'image/png')]).toEqual(picture)
    expect([...withoutMetadata(Uint8Array.from([...head, ...chunk('IDAT', [3], 2), ...chunk('IEND', [])].slice(0, -12)), 'image/png')]).toEqual([])
    expect([...withoutMetadata(Uint8Array.from([...head, ...chunk('IDAT', [3])]), 'image/png')]).toEqual([])
  })
  test('a broken picture is shown as nothing rather than as it came', () => {
    expect(withoutMetadata(Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]), 'image/jpeg')).toHaveLength(0)
    expect(withoutMetadata(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 255, 255]), 'image/png')).toHaveLength(0)
  })
})
