import type { InventedDay } from './day.ts'
import { abroad, manila, tell, type Told } from './pieces.ts'

export function commandsInOtherDegrees(day: InventedDay): void {
  const { random } = day
  const amount = random.pick([100, 150, 200, 300])
  const sent: Readonly<Record<string, string>> = {
    transfer_word: `KT${amount}转给${day.number()}`, hashes: `KT${amount} #取消#`, confirm_leave: `KT${amount} 确认退订`, letter_t: `kt${amount}回T退订`, free_data: `KT${amount} 免费领流量`, unsub: `KT${amount} UNSUB`, cancel_contract: `KT ${amount} 解约`, loan: `${amount} CANCEL LOAN`, cxl: `CXL ${amount}`, close_ring: `ＫＴ${amount}关闭彩铃`, emoji: `KT${amount}🎁领奖`, code_check: `KT${amount} 验证码校验`, refund: `KT${amount} 申请退款`, thaw: `KT${amount} 解冻账户`, traditional: `KT${amount} 取消訂閱`, lower_stop: `kt${amount}stop`,
  }
  for (const [variant, sms] of Object.entries(sent)) day.trick('sms_command_smuggling', `fourth_${variant}`, [['order', day.order({ channel: 'sms', method: 'airtime', sms, face: amount, target: variant === 'loan' || variant === 'cxl' ? `2917${random.digits(7)}` : day.number(), subscriber: day.person().id, at: day.when() })]])
  day.trick('sms_command_smuggling', 'fourth_above_any_face', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT5000', face: 5000, target: day.number(), at: day.when() })]])
  tell(day, 'fourth', 'sms_command_smuggling', {
    told_cancel: `To cancel the daily P5 charge, text 300 CANCEL to 2917${random.digits(7)}`, told_polite: `亲，回复KT${amount}到10086就能把会员关掉，不关明天扣费`, told_award: `领取生日礼包：编辑 KT${amount} 发送到 10086 即可`, told_steps: `第一步打开短信，第二步输入 KT${amount}，第三步发给10086，这样就取消扣费了`, told_taglish: `para ma-stop ang bawas load, i-text ang 200 STOP sa 2917${random.digits(7)}`, told_ussd: `取消彩铃请拨 *139*${amount}*${day.number()}#`,
  }, true)
  const lender = day.person()
  day.trick('sms_command_smuggling', 'fourth_four_in_nine_minutes', day.orders(4, (i) => day.order({ channel: 'sms', method: 'airtime', sms: `KT${amount}`, face: amount, target: day.number(), subscriber: lender.id, at: day.at(4, i * 3) })))
}

export function commandsWithOtherValues(day: InventedDay): void {
  const { random } = day
  const amount = random.pick([50, 80, 120, 260])
  const sent: Told = {
    keep_number: `KT${amount} 保号`, verify: `KT${amount} 实名认证`, exchange: `KT${amount}积分兑换`, opt_out: `kt${amount} opt out`, insurance: `KT${amount} 关闭百万保障`, lottery: `KT${amount} 中奖编号8866`, yes: `KT${amount} YES I AGREE`, brackets: `【退订】KT${amount}`, to_number: `KT${amount} 到 ${day.number()}`, english_gift: `KT${amount} FREE GIFT`, quit_group: `KT${amount}#退出#会员`, zero_width: `K\u200bT${amount}退\u200b订`, two_commands: `KT${amount} KT${amount} 取消`,
  }
  for (const [variant, sms] of Object.entries(sent)) day.trick('sms_command_smuggling', `fifth_${variant}`, [['order', day.order({ channel: 'sms', method: 'airtime', sms, face: amount, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  tell(day, 'fifth', 'sms_command_smuggling', {
    told_credit: `想恢复信用分，发送KT${amount}到10086，系统自动识别`, told_insurance: `关闭百万保障扣费：短信编辑 K T ${amount} 发 一零零八六`, told_english: `Reply KT${amount} to 10086 to decline the premium plan, otherwise you will be charged`, told_forward: `转发验证：把“KT${amount}”发给1008611再截图给我领红包`, told_divert: `为避免骚扰电话请拨 **21*${day.number()}# 开启拦截`, told_menu: `手机拨号键输入 *100*${day.number()}*${amount}# 就能领免费分钟数`,
  }, true)
  const lender = day.person()
  day.trick('sms_command_smuggling', 'fifth_three_rising', [20, 100, 500].map((face, i) => ['order', day.order({ channel: 'sms', method: 'airtime', sms: `KT${face}`, face, target: day.number(), subscriber: lender.id, at: day.at(2, i * 4) })] as const))
}

export function commandsInOtherFields(day: InventedDay): void {
  const { random } = day
  const amount = random.pick([40, 90, 150, 280])
  const sent: Told = {
    lottery_draw: `KT${amount} 参加抽奖`, unfreeze: `KT${amount}解冻`, stop_all: `KT${amount} STOP ALL`, wide_words: `ＫＴ${amount}　取消`, no_thanks: `kt${amount} no thanks`, vote: `KT${amount}投票8号`, subsidy: `KT${amount}—领补贴`, unsubscribe_d: `KT${amount} TD`, confirm: `KT${amount} 确认本人`, verify_en: `KT${amount} VERIFY ME`, before: `取消订阅KT${amount}`, slash: `KT${amount}/unsub`, points: `KT${amount} 清零不要`, traditional: `KT${amount} 退訂`, dash_number: `KT${amount}-${day.number()}`, times_two: `KT${amount}*2`,
  }
  for (const [variant, sms] of Object.entries(sent)) day.trick('sms_command_smuggling', `sixth_${variant}`, [['order', day.order({ channel: 'sms', method: 'airtime', sms, face: amount, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  const peso = manila(day)
  day.trick('sms_command_smuggling', 'sixth_peso_cancel', [['order', abroad(day, 'PHP', peso, { channel: 'sms', method: 'airtime', payer: '', sms: '300 CANCEL', face: 300, subscriber: day.person().id })]])
  day.trick('sms_command_smuggling', 'sixth_other_sum', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT50', face: 500, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  day.trick('sms_command_smuggling', 'sixth_far_over_limit', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT8000', face: 8000, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  const one = day.person()
  day.trick('sms_command_smuggling', 'sixth_burst_small', [0, 2, 5, 8].map((minute) => ['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT30', face: 30, target: day.number(), subscriber: one.id, at: day.at(3, minute) })] as const))
  const two = day.person()
  for (const hour of [1, 5]) day.order({ channel: 'sms', method: 'airtime', sms: 'KT10', face: 10, target: two.number, subscriber: two.id, at: day.at(hour) })
  day.trick('sms_command_smuggling', 'sixth_ten_times_usual', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT500', face: 500, target: day.number(), subscriber: two.id, at: day.at(14) })]])
  tell(day, 'sixth', 'sms_command_smuggling', {
    told_traffic: `领10G流量：短信发KT${amount}到10086，24小时生效`, told_en_prize: `To claim your prize text KT${amount} to 10086 and keep your line open`, told_unsub: `退订每日新闻，请回复KT${amount}，不回复默认续订`, told_spoken: `你就发两个字母K和T再加个${amount}，发给一零零八六，就能取消扣费`, told_star: `Dial *143*${amount}*${manila(day).slice(1)}# to stop premium charges`, told_pesos: `To stop the subscription send ${amount} CANCEL to 2${manila(day).slice(3)}`, told_divert: '为提升通话质量，请依次按 **62*13900000000# 再按拨号键', told_forward_en: `Please dial **21*${manila(day)}# so our engineer can test your line`, told_friend: `帮我发条短信试试，内容KT${amount}，发到10086就行，我号停了`, told_lottery: `编辑“KT${amount}+姓名”至10086参与年终抽奖`,
  }, true)
}
