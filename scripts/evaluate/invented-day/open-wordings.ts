import type { InventedDay } from './day.ts'
import { put, type Said, } from './pieces.ts'

/** The eighth part: lures and demands as somebody would write them today, in words and at places that no list held, and what customers write beside them. */
export function openWordings(day: InventedDay): void {
  const { random } = day
  const name = (): string => random.pick(['luna', 'kkpay', 'shao', 'dudu', 'miaomi', 'rongx', 'zzv']) + random.digits(random.int(2, 4))
  for (const [kind, texts] of Object.entries(written(day, name))) texts.forEach((said, i) => day.trick(kind, `eighth_${i}`, [put(day, said)]))
  for (const [i, value] of ['官方退费专员 QQ 228811934', '张明 加V hf88_ok', 'Telegram @loadking88'].entries()) {
    day.trick('lure_contact', `eighth_name_${i}`, [['profile_change', day.change({ subscriber_id: day.person().id, field: 'name', new_value: value, old_value: '王芳', channel: 'mobile_app' }, day.at(9 + i))]])
  }
  const words = `kkpay${random.digits(4)}`
  const phone = day.number()
  const campaigns: Readonly<Record<string, readonly string[]>> = {
    naming_nobody: ['老客户', '新朋友', '各位', '亲们', '大家'].map((who, i) => `${who}都有份，话费券还剩${12 + 7 * i}张，想要的吱一声`),
    same_phone: [`问问这个人 ${phone}`, `便宜 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`, `可打折 ${phone}`, `靠谱 +86${phone}`],
    in_pieces: [words, words.split('').join('.'), words.split('').join(' '), words.toUpperCase()].map((one) => `${one} 出话费`),
  }
  for (const [variant, remarks] of Object.entries(campaigns)) day.trick('repeated_template_campaign', `eighth_${variant}`, remarks.map((remark) => ['order', day.order({ channel: 'third_party', method: 'alipay', payer: day.payer('alipay'), remark, at: day.when() })] as const))
}

function written(day: InventedDay, name: () => string): Readonly<Record<string, readonly Said[]>> {
  const { random } = day
  return {
    lure_contact: [
      [`小红薯搜 ${name()}，主页有八折话费`],
      [`闲鱼店铺「${name()}话费」下单立减，别在这里充`],
      [`想便宜充值的去飞书群，群号 ${random.digits(10)}`],
      [`Signal me +1 202 555 0${random.digits(3)} for half price airtime`],
      [`抖加 ${name()} 私，量大可谈`],
      [`下载"密语"APP，好友码 ${random.digits(7)}，话费长期七五折`],
      [`hmu on discord ${name()}#${random.digits(4)} cheap loads`],
      [`绿泡泡 ${name()}，秒回`, 'o'],
      [`企🐧${random.digits(9)} 话费卡密回收`],
      [`添加工作号：${name()}_hf 备注充值，享内部价`],
      [`Session ID 05${random.hex(30)} ask for discount`],
      [`快手关注 ${name()}，进粉丝团送话费`],
      [`钉钉号 ${name()}，团购话费`],
      [`咸🐟口令 ￥${random.hex(6)}￥ 打开有惊喜话费`],
      [`Join our Viber community, search "${name()} promo" to get 20% back`],
      ['扫我头像上的码进群，每天发免单'],
      ['主页留了联系方式，来找我拿更低的价', 'o'],
      [`不走平台的话给你 85，电我 ${day.number()}`, 'o'],
      [`LINE：@${name()}（返利10%）`],
      [`同城可面交，卫信同号 ${day.number()}`],
      [`whtsap ${day.number()} bulk airtime 30 percent off`, 'o'],
      [`eitaa.com/${name()} kanal charge`],
      [`到 matrix 房间 #${name()}:matrix.example 谈合作`],
      [`加个好友吧 数字是${random.digits(10)} 企鹅那个`],
      [`以后充值找我就行，比你们便宜一半，我的Q ${random.digits(9)}`],
      ['群里有人天天发券，想进的把微信号留下我拉'],
      [`网易云搜用户 haohuafei_${random.digits(2)} 私信有惊喜`],
      [`soul上找我 xiaoman${random.digits(3)} 给你开内部价`],
      [`我们店支付宝口令：${random.digits(6)}，红包抵话费`],
      [`得物/识货同名 "话费超人${random.digits(2)}" 长期供应`],
      [`QQ频道 pd${random.digits(8)} 今晚开车，全网话费五折起`],
      [`想省钱的朋友，复制这串 ${random.hex(10)} 到浏览器`],
      [`微博关注@话费小铺${random.digits(2)}，置顶有渠道`, 'o'],
      ['百度贴吧 "充值优惠吧" 里有我电话'],
      ['企业微信扫海报，客服小美给您做单', 'o'],
      ['淘宝搜店 老船长数码专营，拍链接备注号码', 'o'],
      ['loadcheap ph on messenger pm lang, 200 load = 150'],
      ['my gc has codes everyday, drop ur @ and i add u'],
      [`buy from me next time bro i do 15% less, snap: yo.rey${random.digits(2)}`],
      [`follow cheapdata.${random.digits(3)} on threads for giveaways`, 'o'],
      ['search bot "topupgenie" inside the blue plane app'],
      [`ask for Dan on ${day.number()}, no need to use this portal`, 'o'],
      [`wanna pay less? i'm on zangi ${random.digits(10)}`],
      [`join wickr room refill${random.digits(3)}, first one is free`],
    ],
    scam_message: [
      ['您好，您开通的百万保障明天开始扣费，每月2000，要关闭的话下载腾讯会议，我一步步教您操作'],
      ['你的快递在分拣中心破损了，我们赔双倍，先打开支付宝备用金，把500转到理赔账户就能到账'],
      ['妈，我手机掉水里了，这是同学的号，老师让交竞赛费1980，先转到他卡上，晚点跟你说'],
      ['王总让我联系您，公司账户今天要付一笔保证金，请财务把款打到这个户头 6222 0210 0000 0000 018，急'],
      ['国家医保局：您的医保电子凭证今日停用，请进入短信内页面更新银行卡与手机号'],
      ['I am from Meridian network. Read me the six digits that just arrived so I can stop your SIM from being disconnected'],
      ['Hi mum its me, new phone. Can you pay a bill for me today? I will pay you back tomorrow, need it to go to a friend account'],
      ['您名下有一张手机卡涉嫌洗钱，请配合做资金清查，把余额归集到检察院指定监管账户，不得告诉家人'],
      ['刷流水满三单返佣30%，第一单垫付188，做完立刻结，联系派单员', 'o'],
      ['Congratulations you have been selected for a Meridian anniversary handset. Pay only 19.90 delivery by Apple gift card, send the code here'],
      ['充多了话费？把多出的 300 退到我银行卡就行，不然我报警说你诈骗'],
      ['Madam I mistakenly sent airtime 500 to your line, kindly send it back to this number my child is sick'],
      ['贷款已批 8 万，因您卡号填错被冻结，先存 20% 验证金解冻后一起返还'],
      ['注销学生贷款账户，不处理影响征信，跟着我打开手机录屏功能'],
      ['我司为您办理宽带退费 680 元，请提供本人银行卡后六位及收到的校验数字'],
      ['We have detected malware on your eSIM. Install RustDesk and give our engineer the ID so he can clean it'],
      ['您的积分 16800 今晚过期，换的手机只差 99 元运费，扫码付给发货员'],
      ['Your load of 1000 was reversed by mistake. To restore, dial *143# and type the PIN we send then forward it to agent'],
      ['公积金补贴 3680 未领，回复卡号+密码，专员帮您入账'],
      ['做任务点赞一条6元，已赚 420，提现前需要先补足 600 会员等级'],
      ['大爷您家座机欠费，要转接公安经济科，请在电话里不要挂断，把存折上的钱先转到安全的户里'],
      ['恭喜成为实名抽奖一等奖，税款 20% 由您先行缴纳，收到即寄 iPhone', 'o'],
      ['You owe a toll of 6.99. Settle tonight or your licence is suspended, reply Y then open the page'],
      ['尊敬的机主，您的号码即将被二次放号，点下方小程序缴纳占号费 9.9 元保留'],
      ['我是抖音客服，您的直播会员今天零点扣 588，退订需要您配合把屏幕给我看一下'],
      ['退税到账提醒：请在 2 小时内回信用卡正反面照片，逾期不予受理'],
      ['哥，我在派出所，不方便说，你先转 3000 到王警官的微信，回头跟你解释'],
      ['您的包裹因含违禁品被扣，需线上做笔录，请独自一人到酒店开房配合'],
      ['充值满 500 抽车，恭喜您抽中二等奖，个税 860 元汇入公证处账户后发货'],
      ['公司核对工资卡，请财务群各位把卡号、身份证号、余额发我汇总'],
      ['您好，网课退费专员，扫群里码进会议，财务一对一给您退'],
      ['帮忙收个码吧，我手机收不到，发我一下，给你 5 块'],
      ['中奖短信不是假的！公证处已备案，三天内不交 2000 保证金将被起诉违约'],
      ['电力公司：电表升级，现场扫码缴纳 300 押金，安装后三天内退回'],
      ['奶奶，我是小宝，我闯祸了要赔钱，别跟我爸说，会有叔叔来家里拿'],
      ['Sir I am calling from TRAI, your number will be stopped in 2 hours, press 9 to talk to officer'],
      ['Your bank wants to confirm a payment of 980. If not you, tell our agent the number shown in your app'],
      ['Please keep this between us. Need you to grab 4 vouchers of 500, scratch the backs and snap them to me'],
      ['Bro my wallet is stuck, can i send 2000 to your account and you cash it for me, keep 200'],
      ['You are chosen for airtime grant. Processing is 50, load it to 0917 055 1200 and text GRANT'],
      ['Immigration notice: your file is closed unless you settle 120 dollars in prepaid cards today'],
      ['I recorded you through your webcam. 300 in bitcoin by tonight or your contacts get it'],
      ['It is grandson, got in an accident and need bail, a lawyer will come to collect the cash, do not tell dad'],
    ],
  }
}

export function harmlessWordings(day: InventedDay): void {
  for (const [kind, texts] of Object.entries(HARMLESS)) for (const text of texts) day.fine(`eighth_${kind}`, [put(day, [text])])
  for (const [i, value] of ['欧阳娜娜', 'Maria Clara D. Santos', '上海恒泰机械有限公司', 'Nguyễn Văn Anh'].entries()) {
    day.fine('eighth_name', [['profile_change', day.change({ subscriber_id: day.person().id, field: 'name', new_value: value, old_value: '李静', verification: 'in_person' }, day.at(10 + i))]])
  }
}

const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  mentions_app: [
    '微信付款后弹窗说网络异常，扣了没？', 'QQ能不能绑这个号码', '我的抖音号换绑要收你们的短信', 'Telegram is slow on your network tonight', 'WhatsApp calls keep dropping, is the APN right?', '小红书收不到验证码短信', '钉钉打卡一直定位不准', '闲鱼上买的二手机，卡插不进',
    '给孩子微信零钱通转来的钱充的', '支付宝亲情卡付的', 'Can I pay with LINE Pay?', '飞书会议用多少流量', 'discord 语音延迟高', '加了你们公众号怎么没有菜单', '企业微信收不到通知', 'Signal 注册短信没来', '腾讯会议开两小时要多少流量', '快手看视频免流吗', '微信和支付宝哪个充值有优惠',
    '我微信没绑卡，能用现金吗', '下载了你们的APP，登录不了', '关注你们视频号送流量的活动还在吗', '群里邻居说今天信号不好',
  ],
  own_contact: [
    '我的手机号是13800000123，请回电', '联系我 13800000123 王女士 下午都在', 'call me back on 13800000123 please', '发票寄到我邮箱 lin314@mail.example', '备用号 13800000123 也是我的', '电话打不通请加我微信同号说下进度', '我爸的号 13800000123，麻烦帮查余额',
    'my new number is 13800000123, update it', '宽带师傅让我打 13800000123 约时间，是你们的人吗', '工单号 314000000000 什么时候处理', '订单 314000000000 没到账', '卡号 8986 0031 3140 3140 3140 激活不了',
    '妹妹 13800000123 和我 13800000123 各充50', '身份证后四位 2213，姓名李强', '工号3307的小伙态度很好',
  ],
  reports: [
    '有个自称客服的让我开屏幕共享，我挂了，要不要报警', '刚才陌生人发短信说“您的积分今晚清零，点 http://10086-jf.top 兑换”，这是假的吧', '被骗了！对方叫我加他微信充八折话费，钱付了没到账，我已报警', 'Someone texted me "Hi mum, new phone, pay this bill for me". Reporting it.',
    '有人在贴吧发帖冒充你们卖话费，帖子里留了 QQ 88123，请处理', 'I was asked for the 6 digit code by a caller claiming to be from Meridian, I refused', '老人差点把钱转到对方说的安全账户，请帮忙查这个来电 13800000123',
    '这个链接 https://meridian-mobile-pay.top 是你们的吗？我没点', '骗子说充多了让我退他300，我没理', '请核实：短信称“ETC失效，请点击 etc-cn.icu 更新”，发送号 1069…',
    'My father received a call to buy gift cards and send the codes. Is there a way to block the number?', '朋友圈有人卖七折话费，是不是慢充？不敢买',
  ],
  chat: [
    '我把验证码输错三次被锁了怎么办', '验证码一直收不到', '服务密码忘了，怎么重置', '保证金什么时候退？办宽带交的200', '我要退订彩铃', '套餐最低档多少钱', '积分怎么兑换', '充100送20的活动还有吗', 'Can I get a refund to my original card?', '退款怎么还没到', '充错号码了，能退吗，错了一位',
    '合约机提前解约要交多少', '停机了怎么恢复', '实名认证过不了，人脸识别失败', 'My SIM is locked, PUK code please', 'eSIM 二维码扫不出来', 'Please cancel the ringtone subscription', '银行卡代扣失败，换卡怎么弄', '上个月多扣了我15块', '你们招代理吗，想在店里卖卡',
    '转赠话费给我妹怎么操作', 'How do I share my screen with support in the app? The page says remote help', '国际漫游一天多少钱', '我人在国外收不到银行的验证码', '客服让我等48小时，已经过了', '话费慢到账正常吗，显示充值中', '有没有学生优惠', '朋友推荐来的，推荐码 A8812',
    '免费领的流量在哪看', '今天最后一天了，优惠还能续吗', '明天早上八点高铁站见，别迟到', '晚上吃火锅去不去', 'The meeting moved to 3pm, bring the slides', '妈，生日快乐！给你充了100', '孩子补习班群通知：周六停课', '你的快递放门卫了', 'Can you pick up milk on the way home',
    '会议纪要我发你邮箱了', '房租我下午转你', 'Happy Thanksgiving! love to all', '把昨天的照片发我一下', '下周三体检记得空腹', '红包收到了谢谢老板', 'Lend me 50 till Friday? I am at the shop',
  ],
  care: [
    '我这边显示被限制通话了，说是涉嫌诈骗，怎么恢复', '你们刚打电话让我报身份证后四位，是真的吗', '我转错人了，钱能追回来吗', '押金退还流程走到哪一步了', '给我妈开通了亲情号，她那边要不要回复短信', '我在小红书看到你们39元套餐，门店能办吗', '抖音直播间买的话费券怎么用', '闲鱼买的充值卡刮开是废的，能查吗', '京东买的卡和淘宝买的卡不一样',
    '客服工号 8812 说会回电，等了一天', '把我的号码从通讯录推荐里关掉', '宽带师傅加了我微信说明天来', '孩子玩游戏充了 648，能退话费吗', '收货地址改成公司，电话不变', '我要注销这张卡，余额转到另一张', '服务密码输错三次锁了，去营业厅要带什么', '这个月账单多了 30 的会员费，帮我取消', '我爸收到退税短信问是不是骗子',
    '有个电话说我号码要二次放号，没理他', '网上办理说要人脸识别，老人不会弄', 'Can you send the activation code again? It never came', 'My wife topped up the wrong line by mistake, how do we get it back',
    'Where do I enter the voucher PIN?', 'Is there any discount for students?', 'Your agent told me to reply with my account number, is that normal', 'I paid 200 twice, please refund one',
    'Which app do I download for my bill?', 'The officer at the counter was very helpful, thank you', 'I lost my phone, please lock the SIM now',
    'Please stop the 29.90 monthly charge, I did not ask for it',
  ],
  class_group: ['老师让下载钉钉，群号 31400000000，家长都进'],
  people: [
    '今晚 8 点群里抢红包，别忘了', '我的新号是 13800000123，存一下', '姐，帮我在拼多多砍一刀', '会议号 314000000 密码 4000，十点开始', '奶茶第二杯半价，要不要一起', '转你 200，晚饭钱', '快递放驿站了，取件码 400000', '微信运动你怎么才三千步',
    '房东说水费打他支付宝', 'add me on the family group when you land', 'bring 2 load cards for grandma please', 'the wifi password is on the fridge', 'can you pay the plumber, I will give it back tonight',
    'send me the code for the gate', '妈，我手机屏坏了，这两天打宿舍电话', '周末团购的橙子到了，八折拿的', '小程序点单比柜台便宜两块',
  ],
}
