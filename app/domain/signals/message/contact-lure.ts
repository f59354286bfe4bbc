import { frameOf, isWithin } from '../../text/frame.ts'
import { isDenied } from '../../text/context.ts'
import type { TextHandle, TextReading } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { pullsElsewhere } from './elsewhere.ts'
import { luresOpenly } from './open-lure.ts'
import { fromTexts, said, strongest, type TextHit } from './text-hits.ts'

const ID = 'message/contact-lure'
const AT_HANDLE = 0.7
const WITH_ID = 0.65
const PULL_ONLY = 0.45
const LOOSE_HANDLE = 0.45
const FRAME_EXTRA = 0.15
/** A company's own public account is named as official or to be followed; frauds say so too, so it adds to the score. */
const OFFICIAL_ACCOUNT = 0.3

/**
 * Pull to a chat outside our channels in words (R-TEXT-03, R-LINK-02): an app's name, plain or disguised, with an identifier beside it, or asked to be
 * joined; an @handle beside bait. Places on no list are told by what is to be done and had there (`elsewhere.ts`). Apps as services (微信支付, QQ登录) and warnings are silent.
 */
export const contactLure: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  ...fromTexts(ID, 'others', ({ field, direction, reading }) => {
    const { normal, keywords, context } = reading
    const named = strongest([...bareNames(reading), ...soundsLike(reading), ...reading.handles.flatMap((handle) => {
      if (isDenied(normal.text, keywords, handle.start, handle.end)) return []
      if (handle.id === '' && direction === 'in' && WHETHER_TRUE.test(normal.text)) return []
      if (handle.id === '' && (context.isAdvice || (IN_PASSING.test(normal.text) && !keywords.some(({ group }) => group === 'bait')))) return []
      if ((direction === 'in' || field === 'remark') && !handle.isPull && OWN_ACCOUNT.test(normal.text.slice(Math.max(0, handle.start - 10), handle.start)) && !STRANGER.test(normal.text) && !keywords.some(({ group }) => group === 'bait' || group === 'pull' || group === 'topup') && reading.offers.length === 0) return []
      if (direction !== 'out' && AMONG_PEOPLE.test(normal.text) && !keywords.some(({ group }) => group === 'bait' || group === 'topup')) return []
      const strength = strengthOf(handle, reading)
      if (strength === 0) return []
      const isFrame = handle.id !== '' && framesText(handle, reading)
      return [{
        strength: strength + (isFrame ? FRAME_EXTRA : 0),
        evidence: { app: handle.app, term: handle.term, id: handle.id, isPull: handle.isPull, isFrame },
        places: [[handle.start, handle.end]] as const,
      }]
    })])
    return named ?? (field === 'sms_text' || field === 'referrer_url' ? null : pullsElsewhere(reading) ?? luresOpenly(reading))
  }),
  examples: {
    fires: [
      { name: 'a handle on Telegram', facts: said('TG💪 @lecalo013 长期低价') },
      { name: 'paper plane, to be searched', facts: said('纸飞机搜 libaqeq_05 拿码') },
      { name: 'V for WeChat', facts: said('话费8折加V信 hf_hup09') },
      { name: 'look-alike character and circled digits', facts: said('有问题加薇信①⑤②④①⑦③⓪⑦③⑦') },
      { name: 'a QQ group', facts: said('充值交流Q群 851561591，进群领券') },
      { name: 'glued to the name, in wide letters', facts: said('加我ｖｘｊｅｖｅｒ３６') },
      { name: 'the name split by signs', facts: said('加我微-信 hf_hup09') },
      { name: 'a Q before the number of a nickname', facts: { order: { payerName: '充值Q123456789' } } },
      { name: 'the app\'s name in syllables', facts: said('便宜话费 wei xin: hf_8820') },
      { name: 'in Korean', facts: said('충전 할인 카톡 hf_8820') },
      { name: 'an app by its sound', facts: said('电抱 hfzk2026 进群领价目') },
      { name: 'by its sound before a handle', facts: said('纸灰机 @hfdd77 三网') },
      { name: 'our customers\' page on an app, in quotation marks', facts: said('便宜话费关注公众号「话费小胖」') },
      { name: 'three characters by their sound', facts: { order: { remark: '纸肥机：hf_boss01 长期' } } },
      { name: 'letters behind the word for an account', facts: said('wechat id czhf-boss for wholesale airtime') },
      { name: 'digits of the name in brackets', facts: said('威(信)号 keda(8)moku(5) 低价') },
      { name: 'plain letters before a dash', facts: said('Viber dekodofu - bulk load cheap') },
      { name: 'plain letters to be added', facts: said('下载蝙蝠，加 jivamapo 拿价') },
      { name: 'a heart behind its sound', facts: said('充得多送得多 徽♥ hfmoda18') },
      { name: 'a letter and a picture', facts: { order: { remark: 'v❌：hf-lao6 秒到' } } },
      { name: 'an app on no list, by whom one is to find', facts: said('SafeW 找我 hfdk_88，支持U') },
      { name: 'homophone', facts: said('详情加卫星 abc_1988') },
      { name: 'WhatsApp with a number', facts: said('cheap airtime, whatsapp +234 803 123 4567') },
      { name: 'asked to join without identifier', facts: said('优惠多多，扫码进群，加微信') },
      { name: 'in the nickname of a wallet', facts: { order: { payerName: '话费8折加V信hf_hup09' } } },
      { name: 'a channel with its handle', facts: said('电报频道 @hf_huafei 每天低价') },
      { name: 'a flag that spells the app', facts: said('加 🇹🇬 topup_88 低价话费') },
      { name: 'an app for pictures, to be searched', facts: said('话费半价 小红书搜 hf_huafei8') },
      { name: 'in the note of a statement row', facts: { receipt: { source: 'alipay', text: '话费充值 备注:低价充值+vx hf_8820' } } },
      { name: 'V alone before a name', facts: said('高价回收话费余额、充值卡，联系V yy3eb94') },
      { name: 'V in brackets behind it', facts: said('话费内部价 yy3eb94（V）') },
      { name: 'letters drawn as digits', facts: said('half price load, wh4tsapp 0917 056 5451') },
      { name: 'two letters before a phone', facts: { order: { payerName: 'load wa 09176042416' } } },
      { name: 'a name with blanks between its signs', facts: said('v x : l a o 8 2 2 7 0 话费便宜') },
      { name: 'in Arabic', facts: said('شحن رصيد بنصف السعر واتساب +639170196404') },
      { name: 'in Thai', facts: said('เติมเงินราคาถูก แอดไลน์ yy3eb94') },
      { name: 'phone and WeChat alike', facts: said('办低价话费的可以找 电薇同步 13445000485') },
      { name: 'in an address', facts: { change: { field: 'address', newValue: '低价话费加V信yy3eb94' } } },
      { name: 'the bait of one\'s own account', facts: said('我的微信 hf_8820 话费八折') },
      { name: 'in a remark', facts: { order: { remark: '优惠多多，微信 hfsaqumu476' } } },
      { name: 'a character for the app, behind the name', facts: said('谢谢客服\n\n— 低价话费 ly0bced 薇') },
      { name: 'a site of pictures, to be searched', facts: said('小蓝鸟搜 hf_store_kk 私信开卡') },
      { name: 'a second-hand market', facts: said('转转上搜同名小铺，聊好价再付，别走平台') },
      { name: 'a code on a picture', facts: said('扫我头像里的码，群里拿货更低') },
      { name: 'whoever is interested is to leave a contact', facts: said('要的老板留个联系方式，我一会拉你进去') },
      { name: 'a number of QQ in pieces', facts: said('Q：2837 4491 05 加了说充值') },
      { name: 'a market opened by a copied code', facts: { order: { remark: '复制￥8aBcD1eFgH￥打开看大额直降' } } },
      { name: 'a bargain by asking a person', facts: said('小票上有我们老板的名片，下次直接找他便宜三成') },
      { name: 'a label of no app we know', facts: { order: { remark: 'snp: topup_lily9 cheap credit' } } },
      { name: 'a page of pictures in English', facts: said('find our page on tiktok, vouchers every night, wholesale rates') },
      { name: 'an account name alone', facts: { order: { remark: '添加 cz6688kf' } } },
      { name: 'in words and at a place on no list: not here', facts: said('咸鱼店「topup_lily」拍下立减，别在这里充话费') },
      { name: 'an app that nobody knows, with a code of friends', facts: said('下载"密谈"APP，好友码 8812345，话费长期七五折') },
      { name: 'a name behind any label', facts: said('添加工号：lilypay796_hf 备注充值，享内部价') },
      { name: 'away from the shop, by telephone', facts: said('不走平台给你 85，电我 13900000123') },
      { name: 'a misspelt app before a number', facts: said('whtsap 0917 042 5566 bulk airtime 30 percent off') },
      { name: 'a room somewhere', facts: said('到 matrix 房间 #lily12:matrix.example 谈合作') },
      { name: 'a contact on one\'s page', facts: said('主页留了联系方式，来找我拿更低的价') },
      { name: 'a name to be searched, whatever the place', facts: said('得物同名 "话费超人66" 长期供应') },
      { name: 'no need for our page', facts: said('ask for Dan on 0917 042 5566, pay less, no need to use this portal') },
      { name: 'a string to be copied', facts: said('想省钱的朋友，复制这串 a8f3c01e99 到浏览器') },
      { name: 'a price of its own and a chat', facts: said('loadcheap on messenger pm lang, 200 load = 150') },
      { name: 'as the name of a customer', facts: { change: { field: 'name', newValue: '官方退费专员 QQ 228811934' } } },
      { name: 'a shop on a market', facts: said('looking for cheaper reloads? my shop is on Carousell, look for tofu0572_reloads') },
      { name: 'a counter of theirs', facts: said('we moved our discount counter to Slack, workspace "mumu49", ask for invite') },
      { name: 'a mail address for a bargain', facts: said('credit at 70 cents on the dollar, only through my agent, drop him a line: weiz8431@proton.example') },
      { name: 'a group of buyers', facts: said('多多买菜群里接龙充话费，群主 tofu7068，比官方少付一截') },
      { name: 'a branch elsewhere', facts: said('我在另一个平台开了分店，名字一样，那里付款少三成，这里不方便留') },
      { name: 'the same before it', facts: said('收慢充②单 微 k5a3f89q') },
      { name: 'the number of the phone for an app', facts: said('卫星号同手机，低价') },
      { name: 'the same after a number', facts: { order: { remark: '要折扣打这个 13900000123 微同号' } } },
      { name: 'a misspelt app before a number in groups', facts: said('平價增值，搵 wtsapp 5555 0188') },
      { name: 'an app with a letter missing', facts: said('telegrm: cheapcoin99') },
      { name: 'two letters drawn as one', facts: said('c0ntact vv3chat: hf_pro') },
      { name: 'flags that spell no country', facts: { order: { remark: '🇻🇽 hfzk_2026' } } },
      { name: 'a short code of friends', facts: said('下载APP“充充乐”输邀请码 K8Q2 得 50 话费') },
      { name: 'free credit behind a label', facts: { order: { remark: 'kik: loaderz23 for free credit' } } },
      { name: 'a number behind a character', facts: said('彩票计划群，导师带，扣 88273611') },
      { name: 'a number of a group', facts: said('官方返利群 781237812') },
      { name: 'a plane with an account', facts: said('有路子，话费七成，懂的来，飞机 lz_007') },
      { name: 'a name to be searched there', facts: said('tg搜索 话费天堂') },
      { name: 'outside the shop', facts: said('平台外交易立减10元，加我') },
      { name: 'a new account of ours', facts: said('客服微信更换为 kf_yidong01，请添加') },
      { name: 'who met the reader by chance', facts: said('打错了不好意思，交个朋友吧，我的微信 amy_lucky7') },
      { name: 'an app as a verb', facts: said('微我：shan88991，返 20') },
      { name: 'a bird and its group', facts: said('加鹅群 8 2 7 1 0 0 3 9 4 领券') },
      { name: 'a plane and a handle', facts: { order: { remark: '飞机@hfdz_kefu 全天在线' } } },
      { name: 'to be looked for', facts: { order: { remark: '平價增值搵我 whatsapp +852 9123 4567' } } },
      { name: 'a second account of theirs', facts: said('朋友圈天天有活动，加客服小号 panda12') },
      { name: 'a shop of theirs on a market', facts: said('请到咸鱼搜“移动100话费秒到”，我在那边卖') },
      { name: 'a character for the app glued to a name', facts: { order: { remark: '想长期合作的话，微feng73' } } },
      { name: 'a star within the app\'s name', facts: { order: { remark: '卫⭐信 jojo281' } } },
      { name: 'an app\'s name in its parts', facts: { order: { remark: '扌口扌口 114004355' } } },
      { name: 'a colleague\'s account', facts: said('客服下班了，可加值班微 zhiban_07 继续办理') },
      { name: 'an app drawn with a digit', facts: said('add sn4p: topup.jay fast load') },
      { name: 'pictures for the app', facts: { order: { remark: '📱➕💚：xing0459' } } },
      { name: 'a page of a site on no list', facts: said('our vk group: vk.com/yoyo758 all operators -30%') },
      { name: 'as Skype writes them', facts: said('skype live:.cid.7b331acc82e4040f topup reseller') },
      { name: 'a number of QQ in two pieces', facts: { order: { remark: '扣 1 25205430 问价' } } },
      { name: 'V and a sound', facts: said('v贝 zhen1526，认准头像小猫') },
      { name: 'behind an arrow, the app in brackets', facts: { order: { remark: '备注这个换更低价的渠道→xing39（绿泡）' } } },
      { name: 'an account of a stranger, to be searched', facts: said('便宜话费公众号搜「话费飞哥」') },
      { name: 'the sound of a group', facts: said('领券小助手 qun 7782 0193 5') },
      { name: 'an account at a site', facts: { order: { remark: '需要的私 hf_77@推特' } } },
      { name: 'an app with a letter lost and a blank', facts: said('whats ap me +234 8031234567 for data') },
      { name: 'to be added, as one speaks', facts: said('那你加一下我微信吧我给你便宜点') },
      { name: 'a bargain and an app', facts: said('真的便宜，加微信充话费打八折') },
      { name: 'three signs', facts: { order: { remark: 'dd我 便宜充' } } },
    ],
    silent: [
      { name: 'calls in an app', facts: said('do you sell cheap data for Viber calls abroad?') },
      { name: 'an app with a plain word behind it', facts: said('whatsapp stickers use cheap data only') },
      { name: 'a class that hands in its work', facts: said('老师说扫码进群交作业') },
      { name: 'our own page, to be followed', facts: said('关注公众号「子午移动」后便宜了五块，怎么没到账') },
      { name: 'a power bank by its code', facts: said('充电宝 pb_10086a 借了没还上') },
      { name: 'a shop\'s name that sounds so', facts: { order: { remark: '惠芯电子 发票' } } },
      { name: 'a version with a mark', facts: said('APP v✅3.2.1 更新后闪退') },
      { name: 'our account, to be searched', facts: said('公众号搜「子午移动」有八折券吗') },
      { name: 'a group of a class, by its sound', facts: said('qun里发了作业') },
      { name: 'whether an offer is true', facts: said('上午有个加微信充话费打八折的，是真的吗') },
      { name: 'whether we do so', facts: said('你们公司有没有让人进QQ群退费的事') },
      { name: 'whether that is ours', facts: said('短信说加值班微 zhiban_07，是你们的吗') },
      { name: 'a customer whom our staff did not add', facts: said('我加客服小号 kf_1088 没通过') },
      { name: 'a page of a customer\'s club', facts: said('our running group: strava.com/clubs4 uses your data SIMs') },
      { name: 'a charge and a date', facts: said('扣 10 20261119 那天的月租') },
      { name: 'a seat behind an arrow', facts: { order: { remark: '座位换了 a12b→c3d4，报销用' } } },
      { name: 'a lane of a device', facts: said('v口 eth0_12 灯不亮，要换光猫吗') },
      { name: 'a customer asks whose app may be told', facts: said('加我老婆微信也能收到通知吗') },
      { name: 'what a group said', facts: said('扣扣群说今天维护') },
      { name: 'friends on an app', facts: said('加我微信好友的同事也是你们客户') },
      { name: 'a flight', facts: said('飞机 mu5231 上能充话费吗') },
      { name: 'a customer\'s own account in a remark', facts: { order: { remark: '我QQ 88273611，发票发到这个QQ邮箱' } } },
      { name: 'a customer who waits to be told', facts: { order: { remark: '请加我微信同号，有情况通知我' } } },
      { name: 'the same number', facts: said('微信号也是这个手机号') },
      { name: 'a number on a receipt', facts: said('扣 100 元没到账') },
      { name: 'a lesson', facts: said('老师话要裝Zoom，流量夠唔夠') },
      { name: 'our own page', facts: said('Do you have a Slack or Discord for developers, our discount code does not work') },
      { name: 'a customer\'s account on an app', facts: said('我的抖音号换绑要收你们的短信') },
      { name: 'a firm that signs its advertisement', facts: said('【当当网】店庆百万图书4.9折，话费券手机下单再减，先到先得，回复TD退订') },
      { name: 'what a customer read somewhere', facts: said('论坛里说充值打折，是官方活动吗') },
      { name: 'a customer who tells on a neighbour', facts: said('朋友圈有人卖七折话费，是不是慢充，不敢买') },
      { name: 'a discount of another shop', facts: said('楼下超市酸奶半价，下班记得去拿两箱') },
      { name: 'a meeting', facts: said('进群看下周排班，账号找组长要') },
      { name: 'parents of a class', facts: said('老师让下载钉钉，群号 31455520188，家长都进') },
      { name: 'a customer who waits for an answer', facts: said('电话打不通请加我微信同号说下进度') },
      { name: 'a name of a person', facts: { change: { field: 'name', newValue: 'Maria Clara D. Santos' } } },
      { name: 'a firm', facts: { change: { field: 'name', newValue: '上海恒泰机械有限公司' } } },
      { name: 'our own search', facts: said('search "roaming" in the app shows nothing') },
      { name: 'a group of the family', facts: said('群名叫“幸福一家人”，话费群主出') },
      { name: 'a quarter and a form', facts: said('Q3 报表里的 Q1 数字不对') },
      { name: 'seen on an app for pictures', facts: said('我在小红书上看到你们的活动') },
      { name: 'the note of an honest payer', facts: { receipt: { source: 'alipay', text: '话费充值 备注:给妈妈' } } },
      { name: 'a masked name', facts: { order: { payerName: '*艳' } } },
      { name: 'a company as payer', facts: { order: { payerName: '东海市城关镇供销社' } } },
      { name: 'paid by WeChat Pay', facts: said('微信支付充的') },
      { name: 'signing in with QQ', facts: said('用QQ登录的账号') },
      { name: 'asks for the public account', facts: said('你们有微信公众号吗') },
      { name: 'English service', facts: said('paid by WeChat Pay') },
      { name: 'a warning', facts: said('请通过官方渠道充值，不要加陌生人微信、QQ或Telegram。') },
      { name: 'a mail address at QQ', facts: said('发票发到 12345678@qq.com') },
      { name: 'a customer reports it', facts: said('举报诈骗短信，内容如下：话费8折加V信 hf_hup09') },
      { name: 'a customer\'s own account, for the invoice', facts: said('我的微信号是 wang_1988，发票发微信行吗') },
      { name: 'a customer whose account cannot be added', facts: said('我微信 lily_0808 搜不到你们客服') },
      { name: 'a model of a phone', facts: said('vivo V 2023a 用不了你们的卡') },
      { name: 'a little more credit', facts: said('话费 20230101 微调一下套餐') },
      { name: 'a customer asks for our group', facts: said('你们的福利群怎么进，有优惠券吗') },
      { name: 'a family tops up together', facts: { order: { remark: '家里群说好一起充话费' } } },
      { name: 'what a customer saw', facts: said('我在直播间看到话费优惠，进不去') },
      { name: 'a customer joins a plan of ours', facts: said('I want to join the family group plan with discount') },
      { name: 'a quarter and a sum', facts: said('Q3 2026 补贴 500') },
      { name: 'an order number that is asked about', facts: said('查找 wo2026031 订单怎么没有') },
      { name: 'a satellite', facts: said('卫星电视怎么缴费') },
    ],
  },
}

/** An account name beside a character that stands for WeChat, in a text that baits: `低价话费 hf8820 薇`, `收慢充 微 hf8820`. */
const BARE_NAME = /(?:(?<![\u4e00-\u9fff])|(?<=[找加联系]))[薇微威徽]{1,2}[: ]{0,2}((?=[a-z_-]*\d)[a-z0-9_-]{5,20})(?![a-z0-9_.-])|(?<![a-z0-9_.-])((?=[a-z_-]*\d)(?=[\d_-]*[a-z])[a-z0-9_-]{5,20}) ?[薇微威徽](?![\u4e00-\u9fff])/

/** What hawkers promise, where credit is not named. */
const HAWKS = /长期|合作|可谈|量大|秒回|秒到|有货|靠谱|问价|询价|渠道/

/** The same behind a few words that say whose account is to be added: `可加值班微 zhiban_07`. */
const PULLED = /(?<!我)(?:可加|请加|添加|加)(?!我|了)[\u4e00-\u9fff]{1,4}[薇微威徽][: ]{1,2}((?=[a-z_-]*\d)[a-z0-9_-]{5,20})(?![a-z0-9_.-])/

function bareNames({ normal: { text }, keywords, handles }: TextReading): readonly TextHit[] {
  if (!/[薇微威徽]/.test(text)) return NO_HITS
  const pulled = handles.every((handle) => handle.id === '') && !IN_PASSING.test(text) && !keywords.some((word) => word.group === 'negation') ? PULLED.exec(text) : null
  if (pulled) return [{ strength: LOOSE_HANDLE, evidence: { app: 'v', term: '', id: pulled[1] ?? '', isPull: true, isFrame: false }, places: [[pulled.index, pulled.index + pulled[0].length]] }]
  if (!(keywords.some((word) => word.group === 'bait' || word.group === 'topup') || HAWKS.test(text)) || handles.some((handle) => handle.id !== '') || keywords.some((word) => word.group === 'negation')) return NO_HITS
  const found = BARE_NAME.exec(text)
  return found ? [{ strength: LOOSE_HANDLE, evidence: { app: 'v', term: '', id: found[1] ?? found[2] ?? '', isPull: false, isFrame: false }, places: [[found.index, found.index + found[0].length]] }] : NO_HITS
}

/** An app's name by its sound alone, or its letter and a picture, before an account: whoever has nothing to hide writes the name. */
const BY_SOUND = /(?<!充)(?:[电店典][抱爆鲍豹暴宝薄]|[纸只止指旨][飞非菲啡肥费妃绯灰挥][鸡积基肌击机]|[飞非菲啡肥费妃][鸡积基肌击]|[微薇葳崴维威徽唯惟][芯欣新心辛鑫]|[葳崴巍维唯惟]信|[抠叩口蔻寇][抠叩口扣蔻寇]|[企起][俄饿额]|[编便遍][福幅蝠服]|亻言)(?:号|id)?[: ]{0,3}@?((?=[a-z_.-]*[\d_])(?=[\d_.-]*[a-z])[a-z0-9_.-]{5,24})(?![a-z0-9@/])|(?<![a-z0-9])[vqw][^\p{ASCII}\p{L}\p{N}\p{P}]{1,4}[: ]{1,3}((?=[a-z_.-]*[\d_])(?=[\d_.-]*[a-z])[a-z0-9_.-]{5,24})(?![a-z0-9@/])/u

function soundsLike({ normal: { text }, keywords, handles }: TextReading): readonly TextHit[] {
  if (handles.some(({ id, app }) => id !== '' && app !== 'handle') || !/[a-z]/.test(text)) return NO_HITS
  const found = BY_SOUND.exec(text)
  return found && !isDenied(text, keywords, found.index, found.index + found[0].length)
    ? [{ strength: LOOSE_HANDLE, evidence: { app: 'elsewhere', term: '', id: found[1] ?? found[2] ?? '', isPull: true, isFrame: false }, places: [[found.index, found.index + found[0].length]] }]
    : NO_HITS
}

const NO_HITS: readonly TextHit[] = Object.freeze([])

/** A customer asks about an app or tells what was said there; nobody is asked to come. */
const IN_PASSING = /[吗呢?]\s*$|群(?:说|里|有人|通知|发)|好友的/
/** A customer asks whether an offer that they met is in order. */
const WHETHER_TRUE = /(?:是不是真的?|是真的|真的假的|靠谱|可信|可靠|正规|合法|骗人的?|套路|是不是骗局|骗子)[吗么呢吧?]{0,2}\s*\??$|有没有[^,。!?\n]{2,16}(?:的事|这回事|这事)[儿吗呢]?\s*\??$|\b(?:is (?:that|this|it) (?:true|legit|real|safe|ours|yours)|legit)\s*\?$/
/** Said among people who know each other, or to staff about something that is under way. */
const AMONG_PEOPLE = /有(?:情况|进展|结果|消息)|到账了?(?:就|再|请)?(?:告诉|通知)|发票发|家长|班级|班群|业主群|同学群|公司群|亲友群|拼车|(?:说|告知|回复|问)下?[^,。]{0,2}(?:进度|结果)/

/** Somebody who met the reader by chance. */
const STRANGER = /交个?朋友|认识一下|加个?好友|(?:打|发|加)错了?(?:不好意思|抱歉)|缘分/
/** Said of an account of the speaker's own. */
const OWN_ACCOUNT = /(?:(?<![找搵揾加系问戳敲私])我的?|本人|本人的|my) ?$/

const OFFICIAL = /官方|公众|订阅号|服务号|关注|帐号|账号/

function strengthOf(handle: TextHandle, { keywords, normal }: TextReading): number {
  if (handle.app === 'handle' || handle.app === 'v') {
    const hasBait = keywords.some((word) => word.group === 'bait' || word.group === 'pull' || word.group === 'topup')
    return hasBait ? LOOSE_HANDLE : 0
  }
  if (handle.id === '') return PULL_ONLY
  if (handle.app === 'wechat' && !handle.isPull && OFFICIAL.test(normal.text.slice(Math.max(0, handle.start - 10), handle.end))) return OFFICIAL_ACCOUNT
  return handle.app === 'telegram' ? AT_HANDLE : WITH_ID
}

function framesText(handle: TextHandle, { normal, handles }: TextReading): boolean {
  const frame = frameOf(normal.text)
  if (frame === null) return false
  const same = handles.filter((other) => other.id === handle.id)
  return same.some((other) => isWithin(other.start, frame.head)) && same.some((other) => isWithin(other.start, frame.tail))
}
