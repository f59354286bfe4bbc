import { instantText } from '../../../app/domain/values/time.ts'
import type { InventedDay } from './day.ts'
import { manila } from './pieces.ts'

export function campaignsInOtherDegrees(day: InventedDay): void {
  const { random } = day
  const spread = (variant: string, texts: readonly string[]) => day.trick('repeated_template_campaign', `fourth_${variant}`, texts.map((text, i) => (i % 2 ? ['message', day.said(text)] : ['order', day.remarked(text)])))
  const id = `z${random.hex(6)}`
  spread('one_handle_many_registers', [`老铁话费便宜 找tg ${id}`, `cheap load tg @${id}`, `平價增值 telegram ${id}`, `话费打折啦🎉 电报${id}`])
  const host = `${random.hex(5)}-hf`
  spread('one_host_other_names', ['a', 'vip', 'm', 'cz'].map((name, i) => `${['话费优惠', '充值立减', '低价话费', '快充入口'][i]} https://${name}.${host}.shop/`))
  const phone = day.number()
  spread('one_number_other_offers', [`话费8折 ${phone}`, `代充电话 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, `流量便宜 联系${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`, `充值返利 找 ${phone} 小张`])
  const mail = `${random.hex(6)}@proton.me`
  spread('one_mail', [`话费合作 ${mail}`, `长期收话费单 邮箱${mail}`, `cheap airtime ${mail}`, `低价充值请发邮件 ${mail}`])
  const words = random.pick(['充话费送会员名额有限速来', '话费内部价今天最后一天', '慢充三天到账稳定可靠'])
  spread('same_words_other_signs', Array.from({ length: 6 }, (_, i) => `${'✨🔥💰👉❗📢'[i] ?? ''}${[...words].join(['', ' ', '·', '', '-', ''][i] ?? '')}${'！~。…!~'[i]} ${random.digits(2)}`))
  spread('numbered_frames', Array.from({ length: 5 }, (_, i) => `【通知${random.digits(4)}】您好，${['张', '王', '李', '赵', '孙'][i]}先生，您的话费补贴${random.int(50, 300)}元待领取，逾期失效，回复1领取`))
}

export function campaignsWithOtherValues(day: InventedDay): void {
  const { random } = day
  const spread = (variant: string, texts: readonly string[]) => day.trick('repeated_template_campaign', `fifth_${variant}`, texts.map((text, i) => (i % 2 ? ['message', day.said(text)] : ['order', day.remarked(text)])))
  const group = random.digits(9)
  spread('one_group_number', [`进裙领话费 ${group}`, `Q群${group} 话费折扣`, `打折充值 扣扣群：${[...group].join(' ')}`, `话费福利 群${group} 速来`])
  const id = `w${random.hex(6)}`
  spread('handle_in_other_fonts', [`话费八折 v信 ${id}`, `v信：${[...id].map((sign) => String.fromCodePoint(sign.codePointAt(0) as number + 0xfee0)).join('')} 话费优惠`, `低价充值 vx ${id.toUpperCase()}`, `要充话费薇 ${[...id].join('.')}`])
  const pay = random.hex(8)
  spread('one_collection_page', [`话费补贴 https://${pay}.github.io/hf`, `充值 ${pay}.github.io/cz?id=3`, `领流量 https://${pay}.github.io/`, `见 ${pay}.github.io`])
  spread('english_same_words', Array.from({ length: 5 }, (_, i) => `${['Hi', 'Hello po', 'Good day', 'Hey', 'Dear'][i]} ${['Ana', 'Ben', 'Carl', 'Dina', 'Ed'][i]}, cheap load promo P${[100, 200, 300, 500, 50][i]} for half the price until tonight only, reply LOAD${random.digits(3)} to reserve your slot`))
  const mail = `${random.hex(6)}@tutanota.com`
  spread('mail_with_other_signs', [`慢充合作 ${mail}`, `慢充合作 ${mail.replace('@', ' @ ')}`, `话费渠道 ${mail.toUpperCase()}`, `低价话费 ${mail.replace('@', '＠')}`])
  const name = `话费优惠找老${random.pick(['孟', '佘', '荀'])}${random.digits(2)}`
  day.trick('repeated_template_campaign', 'fifth_same_nickname', Array.from({ length: 5 }, (_, i) => ['order', Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', at: day.at(8 + i * 2) }), { payer_name: name })] as const))
  const zones = Array.from({ length: 4 }, (_, i) => day.remarked(`慢充通道 ${['早', '午', '晚', '夜'][i]}班 找 tg ${id}zz`))
  for (const [i, order] of zones.entries()) Object.assign(order, { created_at: instantText(Date.parse(order.created_at ?? ''), [0, 480, -300, 330][i] ?? 0) })
  day.trick('repeated_template_campaign', 'fifth_other_zones', zones.map((order) => ['order', order] as const))
  spread('pesos_number', [`load 50% off ${manila(day)}`, `discounted load, bulk ok, txt me at t.me/${id}q`, `cheap load @${id}q telegram`, `tg ${id}q half price load`, `load mura ${id}q sa telegram`].slice(1))
}

export function campaignsInOtherFields(day: InventedDay): void {
  const { random } = day
  const spread = (variant: string, texts: readonly string[]) => day.trick('repeated_template_campaign', `sixth_${variant}`, texts.map((text, i) => (i % 2 ? ['message', day.said(text)] : ['order', day.remarked(text)])))
  const id = `k${random.hex(6)}`
  spread('handle_in_four_tongues', [`话费七折 tg ${id}`, `cheap load telegram @${id}`, `儲值找 ${id}（電報）`, `пополнение дешево, телеграм ${id}`])
  const phone = day.number()
  spread('number_in_words', [`打${phone}充值打折`, `便宜话费 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, `联系${[...phone].map((d) => '零一二三四五六七八九'[Number(d)]).join('')}拿话费`, `找我 ${[...phone].join('-')}`])
  const host = `hf${random.hex(5)}`
  spread('one_host_other_paths', [`领话费 https://a1.${host}.com/x`, `流量 b2.${host}.com/y?k=2`, `充值 http://${host}.com:80/z`, `http://www.${host.toUpperCase()}.com`])
  spread('near_same_long', Array.from({ length: 5 }, (_, i) => `${['您好', '亲', '朋友', '在吗', '老板'][i]}，我们长期承接三网话费代充，${['一百', '两百', '三百', '五百', '一千'][i]}起充，价格比官方便宜百分之${12 + i}，先到账后付款，需要的话回复数字${i + 1}我们安排专人对接`))
  const nick = `省话费小${random.pick(['郭', '尹', '罗'])}${random.digits(2)}`
  day.trick('repeated_template_campaign', 'sixth_nickname_four_channels', ['third_party', 'mobile_app', 'web_portal', 'partner_api'].map((channel, i) => ['order', Object.assign(day.order({ channel, method: i % 2 ? 'alipay' : 'wechat_pay', at: day.at(7 + i * 4) }), { payer_name: i === 3 ? `${nick} ` : nick })] as const))
  const address = `低价话费 Q${random.digits(9)}`
  day.trick('repeated_template_campaign', 'sixth_in_addresses', Array.from({ length: 4 }, (_, i) => ['profile_change', day.change({ subscriber_id: day.person().id, field: 'address', new_value: `${['东', '西', '南', '北'][i]}区 ${address}`, verification: 'otp_old', channel: 'mobile_app' }, day.at(8 + i * 3))] as const))
  spread('english_varied', Array.from({ length: 4 }, (_, i) => `Sell ${['Globe', 'Smart', 'TNT', 'DITO'][i]} load ${[20, 25, 30, 35][i]} percent below, gcash first, pm ${id}x`))
  spread('refund_bait', Array.from({ length: 4 }, (_, i) => `您${['3', '4', '5', '6'][i]}月多扣话费${[38, 42, 56, 61][i]}元已批准退还，请于今日${[14, 15, 16, 17][i]}点前联系退费组领取，编号${random.digits(5)}`))
  const zoned = Array.from({ length: 4 }, (_, i) => day.remarked(`收慢充${'①②③④'[i]}单 微 ${id}q`))
  for (const [i, order] of zoned.entries()) order.created_at = instantText(Date.parse(order.created_at ?? ''), [480, 0, -480, 540][i] ?? 0)
  day.trick('repeated_template_campaign', 'sixth_zoned', zoned.map((order) => ['order', order] as const))
  const mixed = day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() })
  day.trick('repeated_template_campaign', 'sixth_over_fields', [['order', day.remarked(`微 ${id}z 话费`)], ['message', day.said(`有需要的找${id}z`)], ['order', Object.assign(day.order({ channel: 'third_party', method: 'alipay', at: day.when() }), { payer_name: `话费${id}z` })], ['receipt', day.slip(mixed, { channel_trade_no: mixed.channel_trade_no ?? '', text: `支付成功 ￥${mixed.paid_amount} 备注 ${id}z` })]])
}
