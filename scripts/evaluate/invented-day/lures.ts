import type { InventedDay } from './day.ts'
import { changed, manila, named, OURS, profiled, tell } from './pieces.ts'

export function luresInOtherDegrees(day: InventedDay): void {
  const { random } = day
  const id = `${random.pick(['hf', 'cz', 'kk', 'vip', 'lao'])}${random.hex(5)}`
  const phone = day.number()
  tell(day, 'fourth', 'lure_contact', {
    v_core: `冲话费便宜 +v芯 ${id}`, split_hands: `话费打八折 扌口扌口 ${random.digits(9)}`, same_as_phone: random.pick([`需要话费优惠的，微信同号 ${phone}`, `话费85折 vx同手机号${phone}`]), heart_letters: `低价话费 薇❤️：${id}`, wei_heart: `充值找我 威❤信 ${id}`, spaced_pinyin: `便宜话费 wei xin: ${id}`,
    v_heart: `V❤：${id} 话费折扣`, victory_hand: `流量话费七折 ➕✌️ ${id}`, penguin_emoji: `代充话费 🐧${random.digits(9)}`, plane_emoji: `话费慢充 ✈️ @${id}`, mail_emoji: `📩TG：${id} 折扣充值`, one_in_name: `cheap topup on Te1egram: ${id}_x`, spaced_link: `t . me / ${id} 低价话费`, dot_word: `t点me/${id} 话费八折`,
    two_words: `half price airtime, tele gram : @${id}_top`, viber: `load discount viber ${manila(day)}`, messenger: `cheap load pm m.me/${id}`, zalo: `nạp thẻ giá rẻ, zalo 09${random.digits(8)}`, kakao: `충전 할인 카톡 ${id}`, public_account: `微信公众号搜【${random.pick(['惠充', '快充', '省心'])}话费】领85折券`, instagram: `dm me on ig @${id} for cheap load`,
    load_by_text: `DM for cheap load 50% off 📲 0917 ${random.digits(3)} ${random.digits(4)}`, taglish: `Murang load po! 100 = 60 pesos lang, PM nyo ko sa tg @${id}`, indonesian: `Pulsa murah diskon 40%, hubungi WA 0812${random.digits(8)}`, cantonese: `平價增值搵我 whatsapp +852 9${random.digits(3)} ${random.digits(4)}`, northern: `老铁整话费便宜的，俺这嘎达8折，加俺微 ${id}`,
    latin_v: `话费85折加vx ${id}`, wechat_wide: `充话费优惠　ＷＸ：${id}`, mail_lure: `话费六折长期合作 联系 ${id}@proton.me`, image_sm: `扫码加群充话费 https://s2.loli.net/2026/03/14/${random.hex(14)}.png`, telegraph: `https://telegra.ph/huafei-${random.hex(4)} 话费内部价`, weixin_group: `充值福利群 https://weixin.qq.com/g/${random.hex(16)}`, short_video: `抖音搜 ${id} 私信我 话费七折`, second_hand: `闲鱼搜“${id}”话费八五折 先充后付`,
    line_jp: `割引チャージ LINE: ${id}`, traditional: `儲值八折 請加微信 ${id}`, bat_emoji: `🦇 ${random.digits(8)} 充值代理`, letters_apart: `v x : ${[...id].join(' ')} 话费便宜`, handle_only_at_end: `充话费的朋友看过来，长期稳定，量大从优，先到先得 ——@${id}_hf`, potato: `土豆群 @${id} 跑分充值`,
  })
  for (const [variant, name] of Object.entries({ nickname_wx: `话费8折vx${id}`, nickname_qq: `充值Q${random.digits(9)}`, nickname_tg: `tg@${id}低价充` })) day.trick('lure_contact', `fourth_${variant}`, [['order', Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() }), { payer_name: name })]])
  day.trick('lure_contact', 'fourth_in_bank_text', [['receipt', Object.assign(day.receipt({ source: 'alipay', channel_trade_no: day.tradeNo('alipay', day.time(day.from).slice(0, 10).replaceAll('-', '')), amount: '100.00', payee: OURS, occurred_at: day.time(day.at(12)), status: 'TRADE_SUCCESS', text: `话费充值 备注:低价充值+vx ${id}` }))]])
}

export function luresWithOtherValues(day: InventedDay): void {
  const { random } = day
  const id = `${random.pick(['xm', 'yy', 'hh', 'ok', 'da'])}${random.hex(5)}`
  tell(day, 'fifth', 'lure_contact', {
    skirt: `便宜话费进裙 ${random.digits(9)}`, satellite_emoji: `话费优惠 ➕🛰️：${id}`, button_button: `抠抠 ${random.digits(9)} 长期收单八折`, wei_semicolon: `充话费打折联系微；信 ${id}`, heart_pinyin: `wei❤xin：${id} 话费85折`, hui_core: `徽芯 ${id} 低价代充`, ding_group: `话费团购钉钉群号 ${random.digits(11)} 八折`, red_book: `小红书搜 ${id} 话费七五折`, kuaishou: `快手号 ${id} 充话费优惠私我`,
    skype: `cheap topup contact Skype: live:${id}`, wechat_en: `add my WeChat ${id} for 30% off recharge`, leet_whatsapp: `h4lf price load, wh4tsapp 0917 ${random.digits(3)} ${random.digits(4)}`, joinchat: `话费代理群 https://t.me/joinchat/${random.hex(16)}`, mirror: `https://telegram.dog/${id} 话费折扣`, wa_link: `cheap airtime https://wa.link/${random.hex(6)}`, wa_api: `https://api.whatsapp.com/send?phone=63917${random.digits(7)}&text=load`, lin_ee: `儲值優惠 https://lin.ee/${random.hex(7)}`, signal_me: `discounted load https://signal.me/#p/+63917${random.digits(7)}`,
    work_weixin: `充值客服 https://work.weixin.qq.com/kfid/kfc${random.hex(12)} 八五折`, price_list: `30=25 50=42 100=83 找我拿货 薇 ${id}`, english_price: `Load for sale! P100=80 P300=240 txt 0918 ${random.digits(3)} ${random.digits(4)}`, agent_wanted: `诚招话费慢充代理，日结佣金，扣${random.digits(9)}`, order_takers: `长期收慢充单，量大价优，飞机联系 ${id}`, balance_buyers: `高价回收话费余额、充值卡，联系V ${id}`, tail_only: `谢谢老板。（办低价话费的可以找 电薇同步 ${day.number()}）`, hand_sign: `话费内部价👉👉👉 ${id}（V）`,
    arabic: `شحن رصيد بنصف السعر واتساب +63917${random.digits(7)}`, russian: `Пополнение со скидкой 40%, пишите в телеграм @${id}`, thai: `เติมเงินราคาถูก แอดไลน์ ${id}`, hashtag: `#话费七折# 详询 @${id}_tg`, subscribed: `关注公众号“${random.pick(['省话费', '乐充', '充值侠'])}${random.digits(2)}”回复1领八折话费`, mini_program: `微信小程序搜“${random.pick(['快充惠', '话费省', '折充'])}”，话费85折，慢充三天到`,
  })
  for (const [variant, name] of Object.entries({ nickname_whatsapp: `load wa 0917${random.digits(7)}`, nickname_plane: `✈️${id}话费八折`, nickname_number: `低价话费${day.number()}` })) day.trick('lure_contact', `fifth_${variant}`, [['order', Object.assign(day.order({ channel: 'third_party', method: 'alipay', at: day.when() }), { payer_name: name })]])
  profiled(day, 'lure_contact', 'profile_address', 'address', `低价话费加V信${id}`)
  const slip = day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() })
  day.trick('lure_contact', 'fifth_slip_in_english', [['receipt', day.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `Payment successful. Note: discount load tg @${id}` })]], { order: slip.order_id ?? '' })
}

export function luresInOtherFields(day: InventedDay): void {
  const { random } = day
  const id = `${random.pick(['qq', 'zx', 'mm', 'ly', 'bo'])}${random.hex(5)}`
  const phone = day.number()
  tell(day, 'sixth', 'lure_contact', {
    line_traditional: `加賴 ${id} 儲值九折`, idle_fish: `闲鱼搜 ${id} 同款话费更便宜`, weibo: `微博私信@${id} 拿七折话费`, momo: `陌陌号${random.digits(9)} 低价充话费`, short_video: `抖音号 ${id} 每晚直播送半价话费`, channel: `QQ频道 ${id} 每日放慢充名额`, forum: `贴吧同名 ${id} 出话费 可刀`, family: `嘉威 ${id} 话费打折`, house: `家薇❤${id} 充100只要82`, superscript: `话费ᵛˣ ${id} 八五折`, squared: `🆅🆇 ${id} 代充便宜`,
    penguin: `🐧${random.digits(9)} 充值折扣`, small_plane: `🛩️号：${id} 长期低价`, pieces: `${phone.slice(0, 3)}开头 中间${phone.slice(3, 7)} 尾${phone.slice(7)} 微同号 话费折扣`, look_at_picture: '头像有联系方式，话费长期八折', look_at_page: '进我主页看简介加我，充值便宜两成', leave_one: '想要低价话费的评论1，我私你', direct_message: 'DM me for cheap load, always below face value', insta: `ig: @${id}.load 40% off any network`, messenger: `half price load m.me/${id}`, discord: `discounted top ups discord.gg/${random.hex(7)}`, snap: `add my snap ${id} for discount airtime`,
    zalo: `Nạp thẻ chiết khấu 30%, Zalo 09${random.digits(8)}`, kakao: `반값 충전 카톡 아이디 ${id}`, japanese: `チャージ半額 LINE追加 @${id}`, indonesian: `Pulsa murah banget, WA 0812${random.digits(8)}`, spanish: `Recargas a mitad de precio, escríbeme por WhatsApp +52155${random.digits(8)}`, portuguese: `Recarga com 50% de desconto chama no zap 1198${random.digits(7)}`, hindi: `आधे दाम में रिचार्ज, टेलीग्राम @${id}`, turkish: `Yarı fiyatına kontör, telegramdan yaz: ${id}`, pidgin: `Cheap airtime dey, chat me for WhatsApp 0803${random.digits(7)}`,
    image: `https://ibb.co/${random.hex(7)} 扫码充值八折`, page: `https://telegra.ph/hf-${random.hex(4)} 内部渠道话费`, image_code: `二维码在 https://sm.ms/${random.hex(6)}.png 扫一扫充话费`, running: `话费跑分日结 ${id} 佣金8个点 T`, card_buyers: `回收移动联通卡密 95折秒结 vx${id}`, want_workers: `手机兼职帮人充话费 垫付返10% 详聊 ${id}（绿泡泡）`, green_bubble: `绿色软件 ${id} 话费85`, blue_bird: `蓝色小飞机 ${id} 有货`, green_app_en: `Message me on the green app 0917${random.digits(7)} for load at 70`,
    matrix: `reselling airtime, write @${id}:matrix.org`, session: `cheap recharge, session id 05${random.hex(64)}`, mail_only: `话费批发联系 ${id}@proton.me 支持验货`, tail_after_thanks: `已收到，谢谢客服。\n\n\n\n\n— 低价话费 ${id} 薇`, head_and_tail: `【TG @${id}】\n充值前请核对号码和金额，保存好小票。\n【TG @${id}】`,
  })
  named(day, 'lure_contact', 'nickname_plus', `话费八折+${id}`)
  named(day, 'lure_contact', 'nickname_en', `50% load tg ${id}`)
  named(day, 'lure_contact', 'nickname_buyer', `收话费卡密找我${random.digits(8)}`)
  day.trick('lure_contact', 'sixth_referrer', [['order', day.order({ channel: 'web_portal', referrer: `https://t.me/${id}`, at: day.when() })]])
  day.trick('lure_contact', 'sixth_in_command', [['order', day.order({ channel: 'sms', method: 'airtime', sms: `KT30 加V ${id}`, face: 30, at: day.when() })]])
  changed(day, 'lure_contact', 'new_name', 'name', `低价充值${id}飞机`)
  changed(day, 'lure_contact', 'new_mail', 'email', `huafei-bazhe-vx-${id}@mail.example`)
  const row = day.order({ channel: 'web_portal', method: 'bank_card', receipt: 'none', at: day.when() })
  day.trick('lure_contact', 'sixth_transfer_note', [['receipt', day.receipt({ source: 'bank', merchant_order_no: row.merchant_order_no ?? '', channel_trade_no: row.channel_trade_no ?? '', amount: row.paid_amount ?? '', payee: '子午移动通信有限公司', occurred_at: row.paid_at ?? '', status: 'SUCCESS', text: `附言：慢充合作加V ${id}`, payer_account: row.payer_account ?? '' })]], { order: row.order_id ?? '' })
}
