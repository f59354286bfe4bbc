import type { InventedDay } from './day.ts'
import { changed, named, profiled, tell } from './pieces.ts'

export function disguisesInOtherDegrees(day: InventedDay): void {
  const phone = day.number()
  const map = (sign: (digit: number) => string) => [...phone].map((digit) => sign(Number(digit))).join('')
  const between = (sign: string) => [...phone].join(sign)
  const words = '零一二三四五六七八九'
  tell(day, 'fourth', 'hidden_or_disguised_text', {
    selectors_in_word: '请提供验\ufe00证\ufe00码', joiners_in_english: 'your veri\u200cfica\u200dtion code is needed', mongolian: '把服\u180e务\u180e密\u180e码发来', invisible_separator: '联系客服退\u2063款加\u2063微', grapheme_joiner: '客\u034f服需要验\u034f证\u034f码', invisible_plus: '银\u2064行\u2064卡号发给我',
    thai: `拨打 ${map((digit) => String.fromCodePoint(0xe50 + digit))}`, bengali: `联系 ${map((digit) => String.fromCodePoint(0x9e6 + digit))}`, full_stop_digits: `电话 ${map((digit) => (digit === 0 ? '0' : String.fromCodePoint(0x2487 + digit)))}`, double_struck: `打 ${map((digit) => String.fromCodePoint(0x1d7d8 + digit))}`, bracketed_words: `电话 ${map((digit) => (digit === 0 ? '〇' : String.fromCodePoint(0x321f + digit)))}`,
    comma_digits: `急用拨 ${map((digit) => String.fromCodePoint(0x1f101 + digit))}`, spelled_in_groups: `电话是${map((digit) => words[digit] ?? '').replace(/^(...)(....)(....)$/, '$1，$2，$3')}，便宜充值`, half_and_half: `加我${phone.slice(0, 4)}${[...phone.slice(4)].map((digit) => '洞幺两叁四伍六拐八勾'[Number(digit)]).join('')}充值`, plus_between: `充话费打${phone.slice(0, 3)}加${phone.slice(3, 7)}加${phone.slice(7)}`,
    hearts_between: `打给我 ${between('❤️')}`, tildes: `电话 ${between('~')}`, underscores: `联系${between('_')}`, slashes: `便宜充值 ${between('/')}`, pipes: `电话 ${between('|')}`, small_caps: 'ᴠᴇʀɪꜰʏ ʏᴏᴜʀ ᴀᴄᴄᴏᴜɴᴛ ɴᴏᴡ ᴛᴏ ᴀᴠᴏɪᴅ ꜱᴜꜱᴘᴇɴꜱɪᴏɴ', squared: `话费优惠 ${[...'TGME'].map((letter) => String.fromCodePoint(0x1f130 + letter.charCodeAt(0) - 65)).join('')} 找我`,
    turned_around: `打电话 \u202e${[...phone].reverse().join('')}\u202c 退款`, embedded: `your order \u202aneeds\u202c a \u202bverification\u202c code`, cyrillic_word: 'ореn уоur ассоunt and соnfirm', greek_in_latin: 'Cοnfirm yοur pαssword tοday', armenian: 'verify your payոent and balaոce', circled_letters: `ⓥⓔⓡⓘⓕⓨ ⓨⓞⓤⓡ ⓐⓒⓒⓞⓤⓝⓣ`, regional: '加 🇹 🇬 找客服退款', zero_space_number: `联系 ${between('\u200b')}`, soft_hyphen_number: `拨 ${between('\u00ad')}`,
  })
  const named = day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() })
  day.trick('hidden_or_disguised_text', 'fourth_in_nickname', [['order', Object.assign(named, { payer_name: `退\u200b款\u200b客\u200b服` })]])
  day.trick('hidden_or_disguised_text', 'fourth_in_command', [['order', day.order({ channel: 'sms', sms: `K\u200bT5\u200b0 谢\u202e谢`, face: 50, at: day.when() })]])
}

export function disguisesWithOtherValues(day: InventedDay): void {
  const { random } = day
  const phone = day.number()
  const map = (sign: (digit: number) => string) => [...phone].map((digit) => sign(Number(digit))).join('')
  tell(day, 'fifth', 'hidden_or_disguised_text', {
    marks_between: `拨 ${[...phone].join('\u200f')} 退费`, tabs: `联系\t${[...phone].join('\t')}`, segmented: `打 ${map((digit) => String.fromCodePoint(0x1fbf0 + digit))}`, monospace: `call ${map((digit) => String.fromCodePoint(0x1d7f6 + digit))}`, gujarati: `电话 ${map((digit) => String.fromCodePoint(0xae6 + digit))}`, khmer: `联系 ${map((digit) => String.fromCodePoint(0x17e0 + digit))}`, persian: `拨打 ${map((digit) => String.fromCodePoint(0x6f0 + digit))}`,
    entities: `退款电话 ${[...phone].map((digit) => `&#${48 + Number(digit)};`).join('')}`, commas: `便宜充值 ${[...phone].join('，')}`, words_and_signs: `电话：${[...phone].map((digit, i) => (i % 3 === 0 ? '零一二三四五六七八九'[Number(digit)] : i % 3 === 1 ? String.fromCharCode(0xff10 + Number(digit)) : digit)).join('')}`, brackets: `打${[...phone].map((digit) => `(${digit})`).join('')}领返现`, middle_words: `加我 ${phone.slice(0, 3)}幺幺${phone.slice(5, 9)}洞洞 充值便宜`,
    fraktur: [...'verify account'].map((letter) => (letter === ' ' ? ' ' : String.fromCodePoint(0x1d51e + letter.charCodeAt(0) - 97))).join(''), bracketed_latin: `${[...'send otp'].map((letter) => (letter === ' ' ? ' ' : String.fromCodePoint(0x249c + letter.charCodeAt(0) - 97))).join('')} now`, left_marks: '把验\u200e证\u200e码报给客\u200e服', arabic_mark: '服\u061c务\u061c密\u061c码 发过来', selectors_beyond: '验\u{e0101}证\u{e0102}码给我', byte_order_inside: '客\ufeff服解\ufeff冻需要保\ufeff证金',
    isolates: 'please \u2066confirm\u2069 your \u2068PIN\u2069 \u202eedoc', dotted_letters: 'reply with your O.T.P and P-I-N to s-u-p-p-o-r-t', split_characters: '把马佥讠正石马发给客服就能退款', homophones: '把眼正码和服物密马发给客伏', pinyin: '客服 需要 ni de yanzhengma he mima 才能 tuikuan', cyrillic_only_one: 'Your аccount is limited, reply now', greek_capitals: 'ΑLIPΑY rеfund ready', math_script: `${[...'wechat'].map((letter) => String.fromCodePoint(0x1d4ea + letter.charCodeAt(0) - 97)).join('')} ${random.hex(6)} 话费八折`,
  })
  const nick = day.order({ channel: 'mobile_app', method: 'alipay', at: day.when() })
  day.trick('hidden_or_disguised_text', 'fifth_nickname_number', [['order', Object.assign(nick, { payer_name: `代充${map((digit) => '⓪①②③④⑤⑥⑦⑧⑨'[digit] ?? '')}` })]])
  profiled(day, 'hidden_or_disguised_text', 'profile_address', 'address', `客\u200b服退\u200b款 ${map((digit) => '０１２３４５６７８９'[digit] ?? '')}`)
}

export function disguisesInOtherFields(day: InventedDay): void {
  const phone = day.number()
  const map = (sign: (digit: number) => string, between = '') => [...phone].map((digit) => sign(Number(digit))).join(between)
  const from = (base: number) => (digit: number) => String.fromCodePoint(base + digit)
  tell(day, 'sixth', 'hidden_or_disguised_text', {
    thai: `联系 ${map(from(0xe50))}`, bengali: `call ${map(from(0x9e6))} for refund`, burmese: `退款打 ${map(from(0x1040))}`, formal: `电话 ${map((d) => '零壹贰叁肆伍陆柒捌玖'[d] ?? '')}`, suzhou: `拨 ${map((d) => '〇〡〢〣〤〥〦〧〨〩'[d] ?? '')} 领返利`, negative_circles: `找 ${map((d) => '⓿❶❷❸❹❺❻❼❽❾'[d] ?? '')}`, english_words: `call ${map((d) => ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][d] ?? '', ' ')} now`, pinyin_digits: `打 ${map((d) => ['ling', 'yao', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'][d] ?? '', ' ')} 返话费`,
    one_a_line: `退费热线\n${[...phone].join('\n')}`, letters_between: `加 ${[...phone].map((d, i) => `${d}${'abcdefghijk'[i]}`).join('')} 去掉字母`, sums: `${phone.slice(0, 3)}加${phone.slice(3, 7)}加${phone.slice(7)} 联系领钱`, backwards: `号码倒着念 ${[...phone].reverse().join('')} 办退费`, keycaps: `客服 ${map((d) => `${d}\ufe0f\u20e3`)}`, stars: `打${[...phone].join('★')}返现`, dots_middle: `联系${[...phone].join('·')}退差价`, mixed_all: `电 ${map((d) => ['〇', '1', '②', '叁', '４', '伍', '⑥', '7', '八', '⑨'][d] ?? '')}`,
    soft_hyphen: '把验\u00ad证\u00ad码发给客\u00ad服', joiner: '客服要您的服\u2060务\u2060密\u2060码', filler: '银\u3164行\u3164卡号报给客服', blank_braille: '验\u2800证\u2800码告诉工作人员', struck: '验\u0336证\u0336码\u0336给我', tags: `您好${[...'send code'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}在吗`, small_capitals: 'ᴠᴇʀɪꜰʏ ʏᴏᴜʀ ᴄᴀʀᴅ ɴᴜᴍʙᴇʀ', flags: '🇸\u200b🇪\u200b🇳\u200b🇩 🇴\u200b🇹\u200b🇵 to agent', upside_down: 'ʎɟᴉɹǝʌ ɹnoʎ ƃuᴉuuɐq', radicals: '把⽤户密码和⾦额报给客服', leet: 'v3r1fy y0ur acc0unt p1n w1th supp0rt', spaced_letters: 'please s e n d  m e  t h e  O T P', dotted_chinese: '客服需要验.证.码 和 密.码', initials: '客服要 yzm 和 fwmm 才能解封', traditional_mix: '客伏要您的驗証碼核對', override: 'reply \u202eedoc ruoy\u202c to unlock', cherokee: 'Your ᎪᏢᏢle ID locked, reply code', armenian: 'cօnfirm yօur pin tօ stay active', squared_latin: '🅲🅾🅳🅴 please send', zalgo: 'O̷̢T̴͎P̵ please to continue', encoded: `code: ${Buffer.from('please send me the verification code').toString('base64')}`,
  })
  named(day, 'hidden_or_disguised_text', 'name_marks', '客\u200b服\u200d中\u200b心')
  named(day, 'hidden_or_disguised_text', 'name_number', `代充${map((d) => '０１２３４５６７８９'[d] ?? '')}`)
  changed(day, 'hidden_or_disguised_text', 'mail_cyrillic', 'email', 'аdmin@mail.example')
  changed(day, 'hidden_or_disguised_text', 'name_override', 'name', '\u202e明小李')
  day.trick('hidden_or_disguised_text', 'sixth_command_marks', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'K\u200bT\u200b50', face: 50, at: day.when() })]])
  const slip = day.order({ channel: 'third_party', method: 'alipay', at: day.when() })
  day.trick('hidden_or_disguised_text', 'sixth_slip_marks', [['receipt', day.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `支付\u200b成\u200b功 ￥${slip.paid_amount}` })]], { order: slip.order_id ?? '' })
}
