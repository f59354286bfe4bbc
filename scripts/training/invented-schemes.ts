/**
 * Talks, letters and scripts put together from parts: who speaks, what is said to have happened, what is asked for, what is threatened.
 * The same people with the same matters and nothing asked for are the counterparts that deserve no alarm.
 * Blanks in braces are those of `invented-messages.ts`.
 */
export interface Scheme {
  readonly isFraud: boolean
  readonly who: readonly string[]
  readonly what: readonly string[]
  readonly ask: readonly string[]
  readonly push: readonly string[]
}

/** One scheme a block: four lines (who, what, ask, push), each with its choices parted by bars. */
function schemes(isFraud: boolean, text: string): Scheme[] {
  return text.trim().split('\n\n').map((block) => {
    const [who = [], what = [], ask = [], push = []] = block.split('\n').map((line) => line.split('|').map((part) => part.trim()))
    return { isFraud, who, what, ask, push }
  })
}

const FRAUD_ZH = `
我是{zshop}的客服|这里是{zshop}平台售后客服，工号{tail}|我是{zshop}商家售后|您好请问是{zname}先生吗，我是{zshop}商城客服专员|我这边是天猫店铺的客服
您之前买的商品质检不合格，我们要给您退款|由于工作人员操作失误，把您误登记成了代理商会员，每个月要扣{zbig}元|您的订单因为系统升级出现异常，钱没有付成功|您购买的奶粉甲醛超标，公司主动给您赔付|您的会员今天到期，不取消就会自动扣费
请您下载{zapp}，打开屏幕共享，我来教您操作|麻烦把银行卡号和收到的短信验证码报给我|您先在借呗或者备用金里把额度提出来，再转回我们公司的账户|请加我的QQ {zwx}，我发退款链接给您|您需要先往指定账户转{zbig}元做流水验证，随后会一起退给您
不然会影响您的征信|今天下班前不处理就退不了了|操作过程请不要挂电话，也不要告诉别人|这是为了保证您的资金安全|好的您按我说的一步一步来

我是{zcity}市公安局刑侦支队的警官，警号{zcode}|这里是{zcity}市检察院|我是{zcity}公安局经侦大队的{zname}警官|这里是最高人民法院，您有一张传票没有领取|这里是通信管理局|我是社保局的工作人员|这里是海关缉私处
您名下的一张银行卡涉嫌洗钱案件，涉案金额{zbig}元|有人用您的身份证办了电话卡发诈骗短信|您的身份信息被冒用，牵涉一起特大贩毒案|您的社保卡在外地被盗刷，买了大量违禁药品|您有一个从境外寄来的包裹，里面查出多本护照和银行卡
您必须把名下所有存款转到安全账户接受资金清查|请您找一个没有人的地方，加QQ {zwx}做线上笔录|您要缴纳{zbig}元取保候审保证金|把银行卡号、密码和动态口令告诉我们做资金公证|登录这个网址 {zlink} 查看您的通缉令，并填写账户信息
此案属于国家机密，不许告诉家人|否则两小时内冻结你所有账户并派人逮捕|如果不配合就按同案犯处理|查清楚以后钱会原封不动退还给您|现在全程录音，不许挂电话

您好，我是{zbank}信贷部的|我这里是某某金融贷款平台客服|您好，做低息贷款的，我姓{zname}|这里是京东金融客服中心|您好，我是小额贷款公司的经理
您申请的{zbig}元贷款已经批下来了|我们这里无抵押不看征信，当天放款|您的银行卡号填错了一位，贷款资金被银监会冻结了|您的综合评分不足，放款被卡住了|凭身份证就能贷{zbig}元，利息很低
需要先交{zbig}元保证金才能放款|您要先转{zbig}元解冻费，解冻以后和贷款一起到账|先往卡里存{zbig}元刷流水，证明还款能力|先付会员费和首月利息，再把验证码发给我|请下载{zapp}注册，在里面交一笔工本费
不交的话会算您违约，要起诉您|这笔钱放款的时候会一起退给您|今天名额最后一个|否则会上征信黑名单|转完以后马上到账，您放心

小{zname}，我是你领导，听不出来吗|{zname}啊，明天早上来我办公室一趟|我是公司{zname}总，这是我的新微信|你好，我是张书记，这是我的私人号码|{zname}老师，我是校长
我这边有个客户急着要一笔款|我在陪上级领导吃饭，不方便打电话|我现在在开会，有点事要你去办|有个关系要打点一下，我不方便出面|亲戚急着用钱，我怕影响不好，不想直接转
你先帮我垫付{zbig}元，把钱转到这个卡上|我先把钱转给你，你再帮我转给对方，截图已经发你了|马上安排财务给这个账户打{zbig}元|你去买几张购物卡，把卡密拍照给我|你先准备{zbig}元，卡号我短信发你
下午就还你|转好了告诉我一声|银行有延迟，你先转，对方在催|这件事不要跟别人说|我相信你的办事能力，年底提拔的事我心里有数

爸，我是{zname}，我手机摔坏了，用同学的号发的|喂，我是你老同学啊，猜猜我是谁|妈，我在学校，换了个QQ|你好，我是你儿子的辅导员|姑姑，是我，我换号了|老婆，我手机没电了，借别人手机发的
我出车祸了，现在在医院|学校有个名师培训班，今天截止报名|我跟人打架，被派出所扣下了|他突然晕倒了，正在急诊室抢救|我想帮朋友买机票，信用卡限额了|我在外地钱包被偷了
快点打{zbig}元到这个账户|先转{zbig}元手术费到医生的卡上|把学费转给教务主任，卡号是{ref}|你先帮我付一下，我晚上转给你|微信给这个号转{zbig}元
很急，别告诉妈妈|再晚就来不及了|我手机坏了接不了电话，你直接转|求你了，就这一次|到了给我说一声

诚聘网络兼职|招聘线上兼职，在家可做|我们是{zshop}商家合作的推广公司|您好，看到您在网上的简历，我们招兼职|急招宝妈学生党，手机就能做
每天一两个小时，日赚{zamt}元|刷单一单佣金{zamt}元，当场结算|关注公众号、点赞抖音就有钱拿|做任务返本金加{zn}%佣金|前三单已经给您返了{zamt}元佣金
先垫付本金{zbig}元，任务完成一起返还|下载{zapp}，找接待员领任务，充值才能做高级任务|联系客服QQ {zwx} 登记|您这是连单任务，还要再充{zbig}元做完才能提现|交押金{zamt}元办理入职，押金随工资退还
名额有限，先到先得|不做完前面的本金就退不了|绝对正规，可以签合同|您操作失误导致账户冻结，补齐{zbig}元才能解冻|无门槛，工资日结

您好，我是证券公司的分析师助理|我们老师在炒股群里|我是你在交友软件认识的小{zname}|您好，这里是投资理财公司|我舅舅是做数字货币平台的
明天有一只涨停的内幕票|上周带大家翻了一倍|平台有漏洞，我知道什么时候买涨|新币马上要上线，稳赚不赔|这个项目月收益百分之{zn}，保本保息
加微信 {zwx} 进群，免费领牛股|你在{zapp}上开个户，先充{zbig}元试试|把钱打到平台对公账户，我让老师带你操作|要提现先交百分之二十的个人所得税|交{zamt}元会员费就能拿到内部消息
机会就这几天|赚了钱我们就结婚|很多人都在跟，你不跟就错过了|亏了我赔给你|我自己也投了{zbig}

恭喜您！您的手机号|尊敬的用户，您在《{zshop}十周年》活动中|您好，您被抽选为场外幸运观众|恭喜，{zop}回馈老用户活动
获得二等奖：现金{zbig}元和苹果笔记本一台|中了一等奖，奖金{zbig}元|抽中了价值{zbig}元的大礼包
请登录 {zlink} 填写银行卡领奖|领奖前需缴纳{zamt}元手续费和公证费|请拨打{znum}联系兑奖处，先交个人所得税|加 {zwx} 凭验证码领取
逾期视为放弃，将追究违约责任|活动真实有效，已由公证处公证|仅限今天

这里是{zcour}客服|您好，{zcour}理赔中心|我是快递公司的，您的包裹
您的快件在运输途中丢失了，我们三倍赔偿|因为地址不清被退回|在仓库破损了，公司给您理赔|被海关扣留了
加理赔员微信 {zwx}，扫描二维码填写卡号|点开 {zlink} 支付{zamt}元重新派送|请打开支付宝备用金，按我说的操作|下载{zapp}和我视频，我教您开通理赔通道
请在今天内办理|钱会退到您的卡里，请把验证码告诉我|不处理会影响您的芝麻信用

【ETC中心】您的ETC|【社保局】您的医保卡|【{zbank}】您的手机银行|【交管】您的驾驶证|尊敬的车主您的行驶证|【税务局】您的个税
已过期停用|信息未完善，将于今日失效|需要重新认证|存在异常，已被限制使用|有一笔补贴待领取，金额{zbig}元
请点击 {zlink} 办理|速登录 {zlink} 更新资料|请访问 {zlink} 填写卡号和密码|回电{znum}核实
逾期账户将被冻结|否则将影响使用|限今日办理|以免造成损失
`

const PLAIN_ZH = `
我是{zshop}的客服|这里是{zshop}平台售后客服，工号{tail}|您好请问是{zname}先生吗，我是{zshop}商城客服|我是{zshop}店铺的客服
您申请的退货我们收到了|您咨询的发票已经开好了|您买的洗衣机师傅明天上门安装|您反映的尺码问题我们给您换货|您的订单缺货，想问您是等还是取消
退款会自动原路退回，您不用操作|您在订单详情里下载就可以|您看上午方便还是下午方便|您把商品放在门口，快递员会来取，运费我们出|您在官方应用里点取消就行
感谢您的支持|祝您生活愉快|打扰您了，再见|有问题随时在订单里联系我们

我是{zcity}市公安局户政科的|这里是社区民警{zname}|我是辖区派出所的，跟您核对一下人口信息|这里是法院立案庭|我是社保局的工作人员|这里是街道办
您申请的身份证办好了|您报的案子我们已经受理|您丢的钱包有人送来了|您的养老待遇资格认证还没做|周六小区有反诈宣传|您的材料少一张复印件
请带上户口本来窗口领取|有进展会联系您，您也可以到所里来问|您有空来取一下，带上证件|您可以在官方应用里做，也可以到社区来做|欢迎您参加，现场有专家讲解|您下次来补上就可以
不收任何费用|我们不会要您转账，也不会问密码|工作时间是早上九点到下午五点|电话里不办理，请您到窗口|谢谢配合

您好，我是{zbank}信用卡中心|这里是{zbank}客服|您好，我是{zbank}客户经理{zname}|这里是{zbank}网点
您申请的信用卡已经寄出|您上个月的账单还没还清|您预约的大额取款备好了|您的房贷审批通过了|您的定期存款下周到期|您反映的重复扣款已经查清
请您带身份证到网点激活|您可以在手机银行里查看明细|约您周三来网点签合同|到期会自动转存，您也可以来柜台办理|多扣的{zamt}元已退回您的账户|最晚本月二十号之前还就可以
我们不会索要您的密码和验证码|如有疑问请打卡背面的电话|谢谢您的理解|祝您工作顺利

小{zname}，我是你领导|{zname}啊，明天早上|我是公司{zname}总|{zname}老师，您好|主任好，我是{zname}
明天的例会改到下午三点|上次的报告改好了吗|下周客户来参观|周五的培训你去一下|家长会的通知发了吗|报销单我签好了
你把材料打印十份|改完发我邮箱|你安排一下会议室和接站|记得带上笔记本|放在前台了，你来拿|财务说下周打到工资卡
辛苦了|不急，这周内就行|有问题当面说|收到请回复

爸，我是{zname}|妈，我到了|老同学，好久不见|姑姑，是我|老婆，我下班了|哥，在忙吗
我这周末回家吃饭|学校下周放假|我考试过了|孩子退烧了|同学聚会定在周六|我换了新手机，号码没变|路上堵车
你少做点菜|不用接我，我自己坐车|钱够用，不用打|晚上给你打电话细说|给我留个门|上次借的{zamt}块我明天见面还你
放心吧|早点休息|路上小心|爱你们|回头见

公司招聘文员|我们单位招一名会计|您好，看到您在网上的简历|门店招服务员|{zcity}工厂招普工
五险一金，双休|月薪{zbig}，包吃住|试用期三个月|朝九晚五，有年假
请把简历发到邮箱，约您来公司面试|带身份证到店里面谈|明天上午十点来面试，地址在{zcity}人民路|可以先过来看看工作环境
不收任何费用|期待您的加入|没有押金|合适的话下周入职

您好，我是证券营业部的|这里是基金公司客服|我是您的保险代理人{zname}|这里是期货公司
您的开户资料审核通过了|您持有的基金今天分红|您的保单下个月要续期|年度对账单已经寄出|您的风险测评过期了
请您登录官方应用查看|分红直接进您的账户|扣款前请保持余额充足|您有空在官方应用里重新做一下
投资有风险，请谨慎|有疑问请拨打官方客服|感谢您的信任|不构成投资建议

这里是{zcour}客服|我是{zcour}快递员|您好，驿站的|您好，外卖到了
您的快件到了|您的包裹地址少了门牌号|您寄的件已经签收|您的快递外包装湿了|您的件今天派送
给您放门口还是驿站|请您在官方小程序里补一下|您先验货再签收，有损坏我给您登记|您下楼拿一下|凭取件码{tail}来取
不收费|电话打不通，给您发个短信|谢谢|麻烦您了
`

const FRAUD_EN = `
This is {who} from the {bank} security team.|I am calling from {op} customer care.|This is the {wallet} fraud department.|Hello, I am {who}, your account manager at {bank}.|We are the technical support centre of your internet provider.
We noticed suspicious transactions of {cur}{amt} on your account.|Your account was used from another country.|Your line will be disconnected today.|A refund of {cur}{amt} failed because of a system error.|Hackers have entered your computer.
Please read me the code we just sent you.|You must move your savings to the safe account we opened for you.|Install the screen sharing app so that I can guide you.|Confirm your card number, expiry date and PIN.|Buy gift cards and give me the numbers on the back.
Do not tell the branch staff, they may be involved.|If you hang up your account will be blocked.|You have {n} minutes.|This call is recorded for your safety.|Everything will be returned afterwards.

This is Officer {who} of the cyber crime police.|I am calling from the tax office.|This is the customs department.|Social security administration speaking.|I am the court clerk.
A parcel in your name contains drugs and passports.|Your identity is linked to money laundering of {cur}{amt}.|You owe {cur}{amt} in unpaid taxes.|There is a warrant for your arrest.|Your bank accounts are used for fraud.
Transfer {cur}{amt} as a security deposit for verification.|Pay the fine by gift cards or Bitcoin now.|Give us your account number and password so that we can check the funds.|Stay on a video call and show us your bank app.|Call {num} immediately to settle.
This is confidential, do not speak to your family.|Otherwise you will be arrested within two hours.|Your number and assets will be frozen.|The money will be refunded after the investigation.|You are not allowed to hang up.

Hi mum, it's me,|Hello grandma, guess who this is,|Hey {who}, this is your cousin,|Dad, I dropped my phone,|It's {who} from the office,|I am your CEO,
I am texting from a friend's phone.|I had an accident and I am at the hospital.|I lost my wallet abroad.|I am in a meeting and can't talk.|I was arrested and need bail.|my bank app is locked.
Can you transfer {cur}{amt} to this account today?|Please send {cur}{amt} by money transfer to {who}.|Buy {n} gift cards of {cur}{amt} and send me the codes.|Pay this invoice for me now, the details follow.|Send the money to my lawyer's account.
I will pay you back tomorrow.|Please don't tell anyone.|It is very urgent.|Don't call, I can't pick up.|You are the only one who can help.

We are hiring part-time workers.|Hello dear, I am {who} from a recruitment agency.|Our online store needs reviewers.|I found your number on a job site.|Congratulations, you were selected.
Earn {cur}{amt} a day from your phone.|Like videos and get paid for each task.|Your first commission of {cur}{amt} was already paid.|No experience and no interview.|We pay daily.
Pay a small prepayment to unlock the next tasks.|Contact our manager on WhatsApp {link}.|You must recharge {cur}{amt} to complete the order and withdraw.|Pay a registration fee of {cur}{amt} for the training kit.|Send your bank login so that we can set up payroll.
Only {n} places left.|Your balance is frozen until you pay.|The deposit is refunded with your salary.|Reply yes to start.

Our trading teacher|A friend of my uncle who works at an exchange|I made {cur}{amt} last week because my mentor|This AI trading platform
gives signals with {n}0% profit a week.|guarantees that you never lose.|knows the price before the market.|doubles every deposit within {n} days.
Deposit {cur}{amt} on the platform and I will guide you.|Join the Telegram group {link}.|To withdraw you must pay the tax of {cur}{amt} first.|Send Bitcoin to the address I give you.
Hurry, the offer ends today.|My darling, we will be rich together.|I put in all my savings too.|Many members already profit.

Dear Sir or Madam, I am {who}, a lawyer.|I am the widow of a late minister.|Greetings from the lottery commission.|You are the beneficiary of an unclaimed fund.
The sum of {cur}{amt} million is in your name.|Your e-mail won the second prize.|My client died without heirs.|The consignment is at the airport.
Send your full name, address and bank details.|Pay the release fee of {cur}{amt} to receive it.|Reply with a copy of your passport and {cur}{amt} for the paperwork.|Contact the agent at {num} to claim.
This must stay confidential.|You will receive {n}0% of the sum.|God bless you.|Act within {n} days.
`

const PLAIN_EN = `
This is {who} from {bank}.|I am calling from {op} customer care.|This is the {shop} support team.|Hello, I am {who}, your account manager at {bank}.|This is your internet provider.
Your new card is ready.|We fixed the duplicate charge of {cur}{amt}.|Your complaint was received.|The engineer can come on {date}.|Your mortgage was approved.|Your plan ends next month.
You can collect it at the branch with your ID.|The money goes back by itself, you do not have to do anything.|You can see the details in the app.|Is the morning or the afternoon better for you?|Come in to sign whenever you like.|You can renew in any store.
We never ask for your PIN or codes.|Thank you for your patience.|There is no charge.|Have a nice day.|Call the number on your card if you have questions.

This is Officer {who} from the local station.|I am calling from the tax office.|This is the council.|The court clerk here.|School office speaking.
Your lost bag was handed in.|Your return was received.|Your bin day changes to {date}.|The hearing moved to {date}.|{who} has a slight fever.
Please bring an ID to collect it.|No payment is due.|You will get a letter by post.|You need not do anything.|Could you pick up your child before {time}?
We do not take payments by telephone.|Our office is open from nine to five.|Thank you.|Sorry for the short notice.

Hi mum, it's me,|Hello grandma,|Hey {who},|Dad,|It's {who} from the office,|Morning all,
I passed the exam.|the train is late.|I have a new phone, same number.|I will be home on {date}.|the report is on your desk.|the meeting moved to {time}.|we had a great time yesterday.
No need to pick me up.|Can you keep some dinner for me?|I'll give you the {cur}{amt} back when I see you.|Please bring ten copies.|Call me when you have a minute.|Send me the photos please.
Love you.|See you soon.|Thanks a lot.|Take care.|No rush.

We are hiring a receptionist.|I am {who} from HR.|Our cafe looks for weekend staff.|Thank you for applying.
Paid holidays and training on the job.|We would like to invite you for an interview.|The pay is {cur}{amt} an hour.|The position is filled.
Please come to our office on {date} at {time}.|Send your CV to the address on our site.|Ask for {who} at the counter.|We will keep your CV.
No fees of any kind.|We look forward to meeting you.|Good luck.|Kind regards.
`

export const SCHEMES: Readonly<Record<'en' | 'zh', readonly Scheme[]>> = {
  zh: [...schemes(true, FRAUD_ZH), ...schemes(false, PLAIN_ZH)],
  en: [...schemes(true, FRAUD_EN), ...schemes(false, PLAIN_EN)],
}

const ANSWERS: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  zh: ['好的', '哦，是这样啊', '什么事？', '真的吗？', '嗯，你说', '那我要怎么做？', '我没听明白', '行，我知道了', '您是哪位？', '可以', '我现在不太方便', '谢谢你'],
  en: ['OK.', 'Really?', 'What do I have to do?', 'Who is this?', 'I see.', 'Thank you.', 'Go on.', 'I do not understand.', 'Fine.'],
}

/** One text of a scheme; blanks stay for the caller to fill. Some are one piece, some a talk with the other side's answers. */
export function composeScheme(scheme: Scheme, lang: 'en' | 'zh', next: () => number): string {
  const one = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? ''
  const parts = [one(scheme.who), one(scheme.what), one(scheme.ask)]
  if (next() < 0.3) parts.splice(2, 0, one(scheme.what))
  if (next() < 0.3) parts.push(one(scheme.ask))
  if (next() < 0.7) parts.push(one(scheme.push))
  const form = next()
  if (form < 0.55) return lang === 'zh' ? `${one(['', '您好，', '你好，', '喂，', ''])}${parts.join(one(['，', '，', '。', '']))}${one(['。', '', '！'])}` : parts.join(' ')
  const [speaker, other] = lang === 'zh'
    ? ([['【坐席】', '【客户】'], ['客服：', '客户：'], ['A：', 'B：'], ['对方：', '我：'], ['', '']] as const)[Math.floor(next() * 5)] ?? ['', '']
    : ([['Agent: ', 'Customer: '], ['A: ', 'B: '], ['Caller: ', 'Me: ']] as const)[Math.floor(next() * 3)] ?? ['', '']
  const end = lang === 'zh' ? '。' : ''
  return parts.map((part) => `${speaker}${part}${end}${other}${one(ANSWERS[lang])}${end}`).join(lang === 'zh' ? '' : ' ')
}
