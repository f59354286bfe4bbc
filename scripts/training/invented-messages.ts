import { FRAUD_DIALOGUES_ZH } from './dialogues-fraud-zh.ts'
import { PLAIN_DIALOGUES_ZH } from './dialogues-plain-zh.ts'
import { composeScheme, SCHEMES } from './invented-schemes.ts'
import { FRAUD_LINES_ZH } from './lines-fraud-zh.ts'
import { NOTICE_LINES_ZH } from './lines-notices-zh.ts'
import { PROMOTION_LINES_ZH } from './lines-promotions-zh.ts'
import { TALK_LINES_ZH } from './lines-talk-zh.ts'
import { UNLAWFUL_LINES_ZH } from './lines-unlawful-zh.ts'
import { sequence } from './sequence.ts'
import { sceneTexts } from './scenes.ts'
import { FRAUDS_EN_OF_MANY, NOTICES_EN_OF_MANY, PROMOTIONS_EN_OF_MANY, TALK_EN_OF_MANY } from './short-texts-en.ts'
import { NOTICES_ZH_OF_MANY, TALK_ZH_OF_MANY } from './short-texts-zh.ts'
import { FRAUDS_EN_WRITTEN } from './written-frauds-en.ts'
import { NOTICES_EN_WRITTEN } from './written-notices-en.ts'
import { PROMOTIONS_EN_WRITTEN } from './written-promotions-en.ts'
import { TALK_EN_WRITTEN } from './written-talk-en.ts'

/**
 * Messages written for training: what banks, operators, shops and authorities really send, what careful people and
 * staff write about fraud, how ordinary talk about money sounds, and the schemes of DOMAIN 2.7 in our own words.
 * They teach the models what the public collections lack. Blanks are filled from a seeded sequence: same text every run.
 */
export interface InventedMessage {
  readonly lang: 'en' | 'zh'
  readonly text: string
  readonly kind: 'notice' | 'advice' | 'talk' | 'promotion' | 'fraud' | 'plain_scheme' | 'fraud_scheme' | 'plain_scene' | 'fraud_scene' | 'promotion_scene' | 'unlawful_scene' | 'offer_scene' | 'chat_scene' | 'short_notice' | 'short_talk' | 'short_promotion' | 'short_fraud' | 'written_notice' | 'written_talk' | 'written_promotion' | 'written_fraud' | 'line_fraud' | 'line_unlawful' | 'line_promotion' | 'line_notice' | 'line_talk' | 'dialogue_fraud' | 'dialogue_plain'
}

const BLANKS: Readonly<Record<string, readonly string[]>> = {
  op: 'Galaxy Mobile,Vodafone,Airtel,Jio,MTN,Safaricom,Globe,Smart,Singtel,Maxis,Telkomsel,T-Mobile,Verizon,O2,EE,Three,Optus,Telstra,Glo,Vi,DITO,Orange,giffgaff,Digi'.split(','),
  bank: 'HDFC Bank,SBI,ICICI Bank,Axis Bank,Barclays,HSBC,Lloyds,NatWest,Chase,Wells Fargo,Bank of America,Citi,DBS,OCBC,Maybank,CIMB,BDO,BPI,GTBank,Access Bank,Equity Bank,ANZ,NAB,Westpac,FNB,Kotak Bank'.split(','),
  wallet: 'PayPal,GCash,Maya,Paytm,PhonePe,Google Pay,M-PESA,Airtel Money,MoMo,Touch n Go,GrabPay,Wise,Revolut'.split(','),
  courier: 'DHL,FedEx,UPS,Royal Mail,USPS,DPD,Evri,Australia Post,PostNL,Ninja Van,J&T Express,SingPost'.split(','),
  shop: 'Amazon,Lazada,Shopee,Flipkart,eBay,IKEA,Tesco,Walmart,Argos,Target,Jumia,Takealot,Swiggy,Zomato,Uber,Grab,Foodpanda'.split(','),
  cur: 'Rs.,INR ,Rs ,$,USD ,£,GBP ,€,PHP ,P,RM,S$,SGD ,KES ,Ksh,NGN ,N,ZAR ,R,AUD ,GHS '.split(','),
  amt: '5.00 10 20.00 49 99 100.00 149 199 239.00 299 500 500.00 666 719.00 999 1000 1,250.00 2,000.00 3,499 12,850.75 25,000.00'.split(' '),
  n: '1,2,3,5,6,7,10,14,15,24,28,30,56,60,84,90'.split(','),
  code: '482913,0571,739204,118276,663019,90214,4471,205518,871602,36095'.split(','),
  tail: '1234,0042,7718,9053,4421,6650,8812,3097'.split(','),
  ref: 'QK72HX81PL,TXN8830127745,201998431220,AB1299X7,N203884117,REF774120,MP2311.0912.H88123,1009283847,4200018837'.split(','),
  date: '12/03/2025,03-11-24,21 Jun,5 September,14-Jan-2026,2025-07-30,Monday,tomorrow,31 March,01.08.25'.split(','),
  time: '09:14,10:00 AM,18:37,2:30pm,23:05,07:45,between 9am and 1pm'.split(','),
  num: '9812345678,09171234567,+447700900123,0722000111,98XXXXXX21,60123456789,91234567,555-0142'.split(','),
  who: 'John,Mary Wanjiku,RAHUL K,A. Santos,Sarah,M Chen,Ms Patel,Daniel O,Grace A,Tom'.split(','),
  own: 'our app,the app,My Account,any store,the official website,internet banking,your nearest branch,the number on the back of your card'.split(','),
  data: '500MB,1GB,1.5GB/day,2GB,5GB,12GB,100 MB,unlimited data'.split(','),
  link: 'bit.ly/3xYz9,http://secure-update-info.top/login,https://verify-account-help.com,www.claim-now.site/id82,tinyurl.com/y8kq2,http://bank-alerts.xyz/kyc,https://parcel-redeliver.info/pay,wa.me/15550142,http://10.2.3.4/ok'.split(','),
  bait: 'verify-login.support,https://security-alert.top/id,parcel-addr.help,www.pay-now.vip/t7,secure-cancel.info,http://billing-update.shop/a,claim-portal.site,https://review-account.cc,my-refund.online/form,t.me/agent_x,bit.ly/2kQx,http://toll-due.win/pay,unlock-service.live'.split(','),
  zop: '中国移动,中国联通,中国电信,银河移动,中国广电'.split(','),
  zbank: '工商银行,建设银行,农业银行,中国银行,招商银行,交通银行,邮储银行,平安银行,浦发银行,中信银行,民生银行,兴业银行,光大银行,广发银行'.split(','),
  zshop: '淘宝,京东,拼多多,美团,饿了么,唯品会,盒马,苏宁,抖音商城,闲鱼'.split(','),
  zcour: '顺丰速运,中通快递,圆通速递,韵达快递,申通快递,邮政EMS,京东快递,菜鸟驿站'.split(','),
  zamt: '10,20,30,50,50.00,100,100.00,188,200.00,298.5,300,499.50,500,1000,1280.00,2000,3650,5000.00,12000'.split(','),
  zbig: '3000,5000,6800,9800,12800,18000,20000,29999,36000,50000,80000,10万,20万'.split(','),
  zn: '1,2,3,5,7,10,15,30,60,80,90'.split(','),
  zdate: '3月12日,8月1日,11月30日,今日,昨日,本月底,2025年6月18日,12月31日,下周一'.split(','),
  ztime: '09:14,18:37,10时25分,22:08,上午10点,15:30'.split(','),
  znum: '13800000000,15912340000,18600120000,17051110000,010-65550000,400-000-1234,0755-83330000'.split(','),
  zname: '张,王,李,刘,陈,杨,赵,黄,周,吴,小明,阿强,丽丽,老李'.split(','),
  zcity: '北京,上海,广州,深圳,杭州,成都,武汉,南京,重庆,西安,郑州,长沙'.split(','),
  zcode: '482913,057136,739204,118276,663019,902148'.split(','),
  zlink: 'http://jf-10086vip.top,www.95588up.cc/login,https://t.cn/A6xYz,http://etc-sfyz.xyz,t.me/kefu88,http://dwz.cn/abc12,https://hk-bank.icu/app,http://123.45.67.89/a.apk'.split(','),
  zwx: 'hf88kefu,wx_20231,vip6688,kefu001,qq 38291021,18800000000'.split(','),
  zapp: '百盈财富,鑫享通,瞩目会议,云闪办,优聘,天天任务,聚宝盆,安全卫士助手'.split(','),
}

const NOTICES_EN = `
Recharge of {cur}{amt} for {num} is successful. Txn ID {ref}. Validity {n} days.
{op}: Your recharge of {cur}{amt} was successful on {date} at {time}. New balance {cur}{amt}. Thank you.
Dear customer, your top-up of {cur}{amt} has been credited to {num}. Your balance is {cur}{amt}, valid till {date}.
You have successfully loaded {cur}{amt} to {num}. Ref no. {ref}. Thank you for using {op}.
Your account has been credited with {cur}{amt} airtime. New balance: {cur}{amt}. Expires on {date}.
{ref} Confirmed. You bought {cur}{amt} of airtime on {date} at {time}. New {wallet} balance is {cur}{amt}.
{ref} Confirmed. {cur}{amt} sent to {who} {num} on {date} at {time}. New balance is {cur}{amt}. Transaction cost {cur}{amt}.
You have received {cur}{amt} from {who} {num} on {date}. Your new {wallet} balance is {cur}{amt}. Ref {ref}.
You sent {cur}{amt} to {who}. Ref. {ref}. Check it in the {wallet} app.
{bank}: {cur}{amt} debited from A/c XX{tail} on {date} to {who}. Avl bal {cur}{amt}. Not you? Call the number on your card.
{cur}{amt} credited to your A/c no. XX{tail} on {date} by transfer from {who}. Avail bal {cur}{amt} -{bank}
Your {bank} card ending {tail} was used for {cur}{amt} at {shop} on {date} {time}. If this was not you, call us on the number on the back of your card.
Alert: You've spent {cur}{amt} on your {bank} credit card XX{tail} at {shop}. Available limit {cur}{amt}.
{code} is your OTP for a payment of {cur}{amt} at {shop}. Valid for {n} minutes. Do not share it with anyone. {bank} will never ask for it.
Your {op} verification code is {code}. It expires in {n} minutes. Don't share this code with anyone; our staff will never ask for it.
G-{code} is your Google verification code.
Use {code} to sign in to {shop}. If you did not request this, ignore this message.
Your {op} bill of {cur}{amt} for account {tail} is ready. Due date {date}. View or pay it in {own}.
Reminder: your {op} postpaid bill of {cur}{amt} is due on {date}. Please ignore if already paid.
Payment of {cur}{amt} received for your {op} account on {date}. Ref {ref}. Thank you.
You have used 80% of your {data}. Your plan renews on {date}. Check usage in {own}.
Your {data} pack has expired. Dial *123# or open {own} to buy a new one.
Your plan of {cur}{amt} expires on {date}. Recharge in {own} to keep your service.
Welcome to {op}! Your number {num} is now active. Plan: {data}, valid {n} days.
Your SIM replacement request {ref} has been received. If you did not ask for this, visit {own} at once.
Your number porting request is accepted. UPC {code}, valid for {n} days.
Planned maintenance on {date} from {time}: calls and data may be interrupted in your area. We are sorry. {op}
Your request {ref} has been registered and will be resolved by {date}. {op} Care.
Your complaint {ref} is closed. Please rate our service from 1 to 5 by reply. Standard rates apply.
Your refund of {cur}{amt} for order {ref} has been processed to your original payment method. It may take {n} days to appear.
We could not process your payment of {cur}{amt} for your {op} plan. Please update your card in {own}.
Your {shop} order {ref} has shipped and will arrive on {date}. Track it in {own}.
{courier}: your parcel {ref} from {shop} will be delivered {date} {time}. You don't need to do anything.
{courier}: we delivered your parcel {ref} at {time}. It was left with {who}.
Your {shop} delivery is on its way. Driver {who} will arrive in {n} minutes.
Sorry we missed you. Your parcel {ref} is at the post office; bring this card and photo ID from {date}. {courier}
Your appointment with Dr {who} is on {date} at {time}. Reply C to confirm or call us to change it.
Booking confirmed: {shop} {ref}, {date}, {time}. Show this message at the counter.
Your flight to Singapore on {date} departs at {time}, gate {n}. Boarding closes {n} minutes before departure.
EMI of {cur}{amt} for loan XX{tail} is due on {date}. Please keep enough balance in your account. {bank}
Your standing instruction of {cur}{amt} to {who} was executed on {date}. {bank}
Statement for your card XX{tail}: total due {cur}{amt}, minimum due {cur}{amt}, due date {date}. {bank}
Cheque no. {code} for {cur}{amt} has been cleared on {date}. Balance {cur}{amt}. {bank}
Your password was changed on {date} at {time}. If this wasn't you, contact us through {own}.
New sign-in to your {bank} app from an iPhone on {date}. If it was you, no action is needed.
Your contact e-mail was changed at our store on {date}. If you did not do this, call customer service.
You have transferred {cur}{amt} of load to {num}. Your balance is {cur}{amt}.
Insufficient balance. Your call could not be connected. Please recharge.
You have {n} missed calls from {num}. Last call at {time} on {date}.
Voicemail: you have {n} new messages. Dial 121 to listen.
Your salary of {cur}{amt} has been credited to a/c XX{tail} on {date}.
Cash withdrawal of {cur}{amt} at ATM on {date} from card XX{tail}. Avail bal {cur}{amt}.
Your direct debit of {cur}{amt} to {op} will be taken on {date}.
Voucher redeemed. {cur}{amt} added, serial ending {tail}. Balance {cur}{amt}.
The voucher PIN you entered is not valid. Please check the number and try again. {n} attempts left.
Your top-up of {cur}{amt} failed and your money will be returned within {n} working days. Ref {ref}.
Your loyalty points balance is {amt}. Use them in {own}. {op}
Use {code} as your Microsoft account security code
{code} is your {wallet} security code. Don't share it.
Your one-time passcode is {code}. It expires in {n} minutes. {bank}
Your booking {ref} was cancelled because it was not paid in time. Please book again.
`

const ADVICE_EN = `
{op} reminder: keep your PIN and one-time codes to yourself and ignore links in texts from people you don't know.
{bank} will never ask you for your PIN, password or one-time code. If someone does, hang up and call us on the number on your card.
Beware of fraud: {bank} never sends links asking you to update KYC. Report suspicious messages to us.
Scam alert: criminals pretend to be {courier} and ask for a small redelivery fee. We do not ask for payment by text.
Stay safe: don't move money to a so-called safe account, whoever tells you to. That is always a scam.
Be careful of callers who say your account is blocked. We will not ask for remote access to your phone. {op}
Warning from {op}: messages saying you have won a prize are fake. Please don't reply, don't send money and don't give your code.
Please do not believe anyone who offers half price recharge through Telegram or WhatsApp. Top up only through official channels.
If you get a call from the police asking you to transfer money, hang up. The police never do that.
I got this text, is it a scam? It says my account will be closed unless I click a link.
Someone called me and said he was from your company and asked for the code. I did not give it. Just reporting.
I want to report a fraud SMS about a parcel fee. I did not pay.
Is this message from you? It asks me to update my card. Looks fake to me.
My mother nearly fell for one of those bank scams, please warn your customers.
They told me I won a prize and must pay a fee first. I think it is fraud, what should I do?
Don't trust anyone asking for gift cards. It's a scam, ok?
Be careful there's a scam going around with fake {bank} texts, don't click the link!
`

const TALK_EN = `
How do I check my balance?
I topped up {cur}{amt} this morning but it has not arrived yet.
I recharged the wrong number by mistake, can you help me get the money back?
Please refund my {cur}{amt}, the order number is {ref}.
My phone says no service since yesterday, what should I do?
What time does your shop close on {date}?
Can I pay my bill with WeChat Pay or with a card?
I changed my number last week, where will the recharge go?
Hi, I sent you {cur}{amt} for dinner yesterday, did you get it?
can u transfer the rent to my account today? thx
Mum please top up my phone, I have no credit left
Ok I will transfer the money tonight when I get home
Did you get the verification code? I need it to log in to the netflix account, I'm at the door
Hey {who}, my new number is {num}, please save it. See you on {date}
Just paid the deposit for the flat, we get the keys on {date}!
Could you send me the invoice for {date} please? My accountant needs it.
Meeting moved to {time} {date}, room {n}. Please bring the contract.
The bank said the loan was approved, we can go and sign on {date}
I'm at the bank now, the queue is so long. Will call you later
Your delivery came, I put it in the kitchen
Thanks for the gift card! I bought a book with it
Please click the link I sent you yesterday for the class photos, they came out great
Agent: good morning, this is {op}, how can I help you? Customer: I want to know when my plan ends. Agent: your plan ends on {date}. Is there anything else? Customer: no, thank you.
Agent: thank you for calling {bank}. Customer: I lost my card. Agent: I have blocked it and a new one will come by post in {n} days. We never need your PIN. Customer: great.
Agent: your order {ref} was delivered on {date}. Customer: I did not get it. Agent: I will ask the courier and call you back. You do not have to pay anything.
The screen is bright and the battery lasts all day, but the camera is average. For {cur}{amt} I am happy with it. Delivery took {n} days.
We stayed at the hotel for {n} nights. The room was clean, staff were friendly and breakfast was good. I would come back.
The city council said on {date} that the new bridge will open in spring. Work began {n} years ago and cost {cur}{amt} million.
How to top up: open the app, choose your number, check it twice, select the amount and pay. The money arrives within {n} minutes. Keep the receipt.
`

const PROMOTION_EN = `
{shop} SALE! Up to 70% off everything this weekend only. Shop in store or online. T&Cs apply. Reply STOP to opt out.
{op}: get double data when you recharge {cur}{amt} or more before {date}. Dial *121# to activate.
Enjoy {data} for only {cur}{amt} valid {n} days. To subscribe reply YES. {op}
New arrivals at {shop}. Show this text for 20% off your next purchase. Valid till {date}.
Get a personal loan from {bank} at low rates. Visit your nearest branch. T&C apply.
Join our gym for {cur}{amt} a month, no joining fee until {date}. Call {num}.
`

const FRAUD_EN = `
Dear customer, your {bank} account has been suspended. Verify your details at {link} within {n} hours or it will be closed.
{bank} alert: unusual activity was detected. Confirm your identity now {link}
Your {op} SIM will be deactivated today as your KYC is pending. Call {num} immediately to update.
{courier}: your parcel is held because of an unpaid fee of {cur}{amt}. Pay here to release it: {link}
You have an outstanding toll of {cur}{amt}. Pay now to avoid a penalty {link}
Final notice: unpaid fine. Legal action will be taken unless you settle {cur}{amt} at {link}
Congratulations! Your number won {cur}{amt} in the {op} lucky draw. To claim send your bank details to {num}
You are due a tax refund of {cur}{amt}. Claim it before {date}: {link}
Your {op} points of {amt} expire today. Redeem for cash now {link}
Hi mum, my phone is broken, this is my new number. I need to pay a bill of {cur}{amt} today, can you transfer it for me?
This is {who} from {bank} fraud team. Your money is at risk. Move it to the safe account we give you and tell no one.
Officer {who} of the cyber police: your ID is linked to money laundering. Stay on the line, do not tell your family, and transfer {cur}{amt} as a security deposit for verification.
Earn {cur}{amt} a day by liking videos. Work from home, no experience. Message us on WhatsApp {link}
Complete simple tasks, pay a small prepayment and get {n}0% commission back the same day. Add our manager on Telegram {link}
I am your boss. I am in a meeting, buy gift cards worth {cur}{amt} now and send me the codes. I will pay you back.
Invest {cur}{amt} and our teacher guarantees {n}0% profit a week. Download the platform {link}
Recharge at 20% discount, 72 hours delivery, contact us on Telegram {link}. Internal channel, any operator.
I accidentally topped up your number with {cur}{amt}. Please send it back to {num} or I will report you.
Please read me the code you just received so that I can cancel the order and refund {cur}{amt} to you.
Dear user, a loan of {cur}{amt} is approved. Pay the insurance fee of {cur}{amt} first and the money is in your account in {n} minutes.
Your {wallet} account has been limited. Restore access: {link}
Install this app so that our engineer can see your screen and remove the virus {link}
`

const NOTICES_ZH = `
【{zop}】您尾号{tail}的号码已成功充值{zamt}元，当前余额{zamt}元。
【{zop}】尊敬的客户，您于{zdate}{ztime}充值{zamt}元已到账，感谢您的使用。
尊敬的客户：您好！您已成功交费{zamt}元，账户余额{zamt}元。{zop}
您的号码{znum}于{zdate}成功充值{zamt}元，流水号{ref}，如有疑问请拨打客服热线。
【{zop}】您本月已使用流量{data}，剩余{data}，套餐外流量按标准资费收取。
【{zop}】您的{zdate}账单已出，消费{zamt}元，可登录营业厅APP查询详情。
【{zop}】您的账户余额已不足{zamt}元，为避免影响使用，请及时充值。
【{zop}】尊敬的用户，您订购的{zamt}元套餐已生效，有效期{zn}天。
【{zop}】您的补卡申请已受理，如非本人操作请立即携带证件到营业厅办理。
【{zop}】您的携号转网授权码为{zcode}，有效期至{zdate}。
【{zop}】因网络升级，{zdate}{ztime}起部分区域通话可能中断，给您带来不便敬请谅解。
【{zop}】您好，您反映的问题已处理完毕，请对本次服务评价，回复1至5分。
【{zbank}】您尾号{tail}的储蓄卡{zdate}{ztime}支出人民币{zamt}元，余额{zamt}元。
您尾号{tail}卡{zdate}{ztime}网上支付支出{zamt}元，余额{zamt}元。【{zbank}】
【{zbank}】您账户{tail}于{zdate}入账工资人民币{zamt}元，可用余额{zamt}元。
您的信用卡{tail}本期账单{zamt}元，最低还款{zamt}元，到期还款日{zdate}，请按时还款。如已还款请忽略。【{zbank}】
【{zbank}】您尾号{tail}的信用卡{zdate}消费{zamt}元，如非本人交易请致电卡背面客服电话。
【{zbank}】验证码{zcode}，您正在向{zname}转账{zamt}元，任何人索取验证码均为诈骗，切勿泄露。
【{zshop}】验证码{zcode}，用于登录，{zn}分钟内有效，请勿泄露给他人。
您的验证码是{zcode}。如非本人操作，请忽略本短信。【{zshop}】
【{zshop}】您的订单{ref}已发货，由{zcour}承运，预计{zdate}送达。
【{zcour}】您的包裹已到{zcity}网点，快递员{zname}师傅将于{ztime}派送，电话{znum}，请保持电话畅通。
【{zcour}】取件码{tail}，您的快递已放至小区门口驿站，请于{zdate}前领取。
【{zshop}】您的退款{zamt}元已原路退回，预计{zn}个工作日到账，请留意账户变动。
【{zshop}】商家已同意您的退货申请，请在{zn}天内寄回商品，退款将原路返回。
【12306】您购买的{zdate}G{tail}次{zcity}站{ztime}开的车票已出票，请携带证件乘车。
【航空公司】很抱歉，您{zdate}的航班因天气原因延误，预计{ztime}起飞，请以机场显示为准，可在官方APP免费退改。
【{zcity}社保】您{zdate}的养老保险已缴费成功，可在官方网站查询。
【{zcity}医院】您预约的{zdate}{ztime}内科门诊已成功，请提前{zn}分钟到院取号。
【{zcity}供电】您户号{ref}的电费余额{zamt}元，请及时交费。
【{zcity}交警】您的小型汽车{zdate}有一条违法记录，请登录交管12123查询处理。
话费充值失败，您支付的{zamt}元将在{zn}个工作日内原路退回，订单号{ref}。
您输入的充值卡密码有误，请核对后重新输入，今日还可尝试{zn}次。
您已成功兑换充值卡，面值{zamt}元，当前余额{zamt}元。
您的联系邮箱已于{zdate}在营业厅变更，如非本人办理请联系客服。
【{zop}】您的积分余额为{zamt}0分，可在积分商城查询使用，详情请登录官方网站。
您已成功办理停机保号业务，每月收取{zamt}元，如需恢复请到营业厅办理。
您向{znum}转赠话费{zamt}元成功，当前余额{zamt}元。
【{zcour}】您寄往{zcity}的包裹已签收，签收人：本人，感谢使用。
【物业】尊敬的业主，{zdate}{ztime}小区停水检修，请提前储水。
`

const ADVICE_ZH = `
【{zop}】防骗提示：收到积分兑换、积分过期类短信请先核实，不要点开短信里的网址，也不要把验证码和服务密码告诉别人。
【{zop}】我们的工作人员绝不会让您打开屏幕共享，也不会索要银行卡密码，遇到请立即挂断。
【{zop}】折扣话费多为洗钱陷阱，充值请认准营业厅和官方应用，切勿添加陌生联系方式。
【{zcity}反诈中心】凡是要求转账到安全账户的都是诈骗，公安机关不会通过电话办案，请不要轻信。
【{zbank}】温馨提示：请勿向陌生人转账汇款，不要泄露密码和短信验证码，谨防电信网络诈骗。
警方提示：网络刷单就是诈骗，不要相信高额返利，更不要先行垫付资金。
民警提醒您：接到自称公检法的电话要求转账的，一律挂断并拨打110核实。
{zcity}公安提醒：冒充领导、熟人要求转账汇款的，务必当面或打电话核实，谨防上当受骗。
反诈宣传：贷款前先交手续费、保证金的都是骗子，切勿下载陌生APP。
各位家长，近期有骗子混入班级群冒充老师收费，请大家提高警惕，不要扫描陌生二维码付款。
任何自称客服说商品有质量问题要双倍赔付的，都是骗子，不要开启屏幕共享。
收到短信让我点网址换积分，这个是不是骗人的？
刚才有人打电话说是你们客服，问我要验证码，我没给，跟你们反映一下。
我想举报一个诈骗电话，他说我涉嫌洗钱要我转账，我没有转。
请问这条短信是你们发的吗？让我登录网址领取退款，我没敢点。
我妈差点被骗了，对方冒充公安局，你们能不能提醒一下老人。
昨天我爸被人骗了{zbig}元，已经报警了，请帮忙查一下这个号码。
这个人加我微信说低价充话费，我觉得是诈骗，给你们举报。
`

const TALK_ZH = `
我充了{zamt}元怎么还没到账？
充值充错号码了，能不能退回来？
我的套餐还有多少流量
请问充值卡在哪里买
微信支付充的，能开发票吗
用QQ登录的账号忘记密码了怎么办
营业厅{zdate}几点下班？
我换号码了，以后请打这个电话{znum}，{zname}。
我转你{zamt}块钱了，你看看收到没有
晚上吃饭的钱我微信转给你了，记得收一下
妈，我到学校了，钱够用，不用再打钱了
帮我把这个月房租转给房东，我晚上还你
验证码发我一下，我登一下你的视频会员，在你旁边呢
银行说贷款批下来了，{zdate}去签合同
老板，合同我已经发到您邮箱了，请您有空看一下
{zname}总，{zdate}的会议改到{ztime}，三楼会议室，麻烦准时参加
孩子的学费已经交了，老师发了收据
我在银行排队呢，人特别多，一会儿给你回电话
快递我帮你拿了，放在门口了
明天的票买好了，{ztime}的，咱们在南站见
客服：您好，这里是{zop}客服，请问有什么可以帮您？客户：我想查一下话费余额。客服：您的余额是{zamt}元。请问还有其他需要吗？客户：没有了，谢谢。
客服：您好，请问您反映的是什么问题？客户：我家宽带上不了网。客服：好的，已为您登记，装维师傅会在{zn}小时内联系您上门检修，不收任何费用。
客户：我要退掉这个套餐。客服：好的，退订后次月生效，为您核对一下，您的号码尾号是{tail}对吗？客户：对的。客服：已为您办理，感谢来电。
客户：我的银行卡丢了。客服：已为您挂失，请您带身份证到就近网点补卡，我们不会向您索要密码。
【客户】你好，我的快递到哪了？【客服】您好，已经到{zcity}了，预计{zdate}送到。【客户】好的，谢谢。【客服】不客气，祝您生活愉快。
【坐席】您好，这里是{zshop}售后，您申请的退货我们已经收到，退款{zamt}元会原路退回，您不用做任何操作。【客户】好的，谢谢。
【坐席】您好，给您做个满意度回访，请问上次的维修服务您满意吗？【客户】挺满意的，师傅很准时。【坐席】感谢您的评价，再见。
手机收到了，屏幕清晰，电池能用一天，拍照一般，{zamt}元的价格还算满意，物流也快。
酒店位置很好，离地铁站近，房间干净，前台服务热情，早餐种类多，下次还会来住。
这家店的菜味道不错，就是上菜有点慢，人均{zamt}元，适合朋友聚会。
据{zcity}日报报道，新建的大桥将于{zdate}通车，届时两岸通行时间缩短到{zn}分钟，市民出行更加方便。
公司{zdate}发布公告称，上半年营业收入同比增长百分之{zn}，净利润基本持平，董事会决定暂不分红。
国家统计局{zdate}公布数据，居民消费价格同比上涨，食品价格有所回落，专家认为总体运行平稳。
充值方法：打开官方应用，输入手机号码并核对两遍，选择金额后付款，一般{zn}分钟内到账，请保留凭证。
周末我们去爬山吧，叫上{zname}，早上{ztime}在公园门口集合，记得带水和雨伞。
上课的地点改到二号教学楼，请同学们互相转告，作业{zdate}之前交给班长。
今天降温了，你多穿点衣服，别感冒了，晚上早点回家，我给你做了排骨汤。
祝您新年快乐，身体健康，阖家幸福，万事如意！
这部电影讲的是一个小镇上的故事，演员表演自然，画面很美，节奏慢了一点，但结尾让人感动。
请问{zname}老师，这道题第二步是怎么推导出来的？我算了几遍结果都不对。
`

const PROMOTION_ZH = `
【{zshop}】年中大促全场{zn}折起，满{zamt}减{zamt}，点击领取优惠券，退订回T
【{zop}】尊敬的客户，即日起充{zamt}元送{zamt}元话费，详询营业厅，退订回复TD
{zcity}新楼盘首付{zn}万起，地铁口精装三房，周末看房有礼，热线{znum}
【{zbank}】信用卡客户专享，分期手续费{zn}折，详情请登录手机银行，退订回TD
健身房周年庆，办年卡立减{zamt}元，详询{znum}，退订回T
【{zshop}】亲，您的优惠券即将到期，满{zamt}可用，快来选购吧，回T退订
英语培训暑假班招生，名师小班，报名立减{zamt}元，咨询电话{znum}
`

const FRAUD_ZH = `
尊敬的用户，您的积分即将清零，可兑换{zbig}元现金，请登录 {zlink} 领取，逾期失效【{zop}】
尊敬的用户您的{zbank}手机银行将于今日失效，请登录 {zlink} 升级更新，否则账户将被冻结
【ETC】您的ETC已停用，请点击 {zlink} 重新签署认证，逾期将影响通行
【社保】您的电子社保卡将停用，请于{zdate}前访问 {zlink} 补充信息
话费8折充值，三网通用，72小时内到账，内部渠道，加微信 {zwx}
低价慢充话费，100到账130，加V {zwx}，先充后付
长期回收话费额度，日结，加QQ {zwx}
您好，我是{zshop}客服，您购买的商品有质量问题，我们给您双倍赔付，请加QQ {zwx} 并打开备用金，按提示操作才能退款。
您好，这里是{zcour}客服中心，您的快递丢失了，我们按三倍赔偿，请您下载 {zapp} 开启屏幕共享，把收到的验证码告诉我。
我是{zcity}市公安局民警，您的身份证涉嫌一起洗钱案件，请不要告诉任何人，把资金转到安全账户配合调查，否则立即逮捕。
这里是通信管理局，您名下的手机号涉嫌发送违法信息，两小时后将停机，请按1转接公安局刑侦队做笔录。
您好，我是银监会工作人员，您在校期间注册过校园贷，需要注销账户，否则影响征信，请把各平台额度借出转到对公账户。
您的百万保障服务即将到期，不关闭每月自动扣费{zbig}元，请下载 {zapp} 联系人工客服取消。
恭喜您被抽中为幸运用户，获得{zbig}元奖金和笔记本电脑一台，请先缴纳手续费和个人所得税，详情登录 {zlink}
兼职刷单，日赚{zamt}元，垫付本金，任务完成立返本金和佣金，联系客服微信 {zwx}
在家做任务点赞关注就能赚钱，每单{zamt}元，下载 {zapp} 领取，做满三单提现，先充值才能做福利单。
无抵押无担保贷款，凭身份证当天放款{zbig}元，只需先交保证金和解冻费，加微信 {zwx}
您的贷款{zbig}元已审批，因银行卡号填写错误账户被冻结，需转账{zbig}元认证解冻后方可提现。
老师带您炒股，内部消息，稳赚不赔，每天收益百分之{zn}，进群免费领牛股，加微信 {zwx}
我在{zapp}平台做数字货币投资，有内幕，跟着我买稳赚，先充{zbig}试试，我把链接发你 {zlink}
{zname}，我是你领导，明天上午到我办公室来一趟。我现在急需给客户转{zbig}元，不方便出面，你先垫付一下，下午还你。
爸，我手机坏了，这是同学的号，学校要交培训费{zbig}元，你转到主任的卡上，急。
我是你儿子的同学，他出车祸在医院抢救，急需手术费{zbig}元，请马上转账。
喂，猜猜我是谁，连老同学的声音都听不出来了？我在{zcity}出了点事，被派出所扣了，能不能先借我{zbig}元救急。
尊敬的旅客，您预订的航班因机械故障已取消，请拨打 {znum} 办理退改签，可获赔偿{zamt}元。
您的银行卡在{zcity}消费{zbig}元，如有疑问请拨打 {znum} 咨询，我们将帮您转接公安报案并冻结资金。
低价出售游戏账号和装备，先付押金再交易，账户被冻结需充值{zbig}元解冻。
同城约会，先交诚意金，联系客服办理会员卡，加 {zwx}
办理证件、代开发票、税点优惠、可验真伪，联系 {znum} 陈经理
网上真人娱乐，注册送{zamt}元彩金，充值返利百分之{zn}，提款秒到，{zlink}
【坐席】您好，我是{zbank}客服，您的账户存在风险，需要您把验证码和银行卡密码告诉我，我帮您解除风险。【客户】好的，验证码是{zcode}。
【坐席】您好，这里是公安局，您涉嫌诈骗案，请把存款转入国家安全账户核查资金。【客户】我没有犯法啊。【坐席】请您配合，不然就发通缉令。【客户】那我转到哪个账户？
我不小心给你充了{zamt}元话费，麻烦你加我微信 {zwx} 转回来，不然我报警了。
请把你刚收到的验证码发给我，我这边才能给你办理话费退款。
`

function fill(template: string, next: () => number): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const choices = BLANKS[name]
    return choices === undefined ? whole : (choices[Math.floor(next() * choices.length)] ?? '')
  })
}

/** Lines of which no two have the same words: those with blanks stand so often, the others once. */
const FILLINGS_WRITTEN = 3
/** A scheme has many more wordings than a template: so many texts where a template gives one. */
const TEXTS_A_SCHEME = 10
const TEXTS_A_SCENE = 10

/** All invented messages, `each` fillings of every template, in a fixed order. */
export function inventedMessages(each: number): InventedMessage[] {
  const sets: readonly (readonly [InventedMessage['lang'], InventedMessage['kind'], string])[] = [
    ['en', 'notice', NOTICES_EN], ['en', 'advice', ADVICE_EN], ['en', 'talk', TALK_EN], ['en', 'promotion', PROMOTION_EN], ['en', 'fraud', FRAUD_EN],
    ['zh', 'notice', NOTICES_ZH], ['zh', 'advice', ADVICE_ZH], ['zh', 'talk', TALK_ZH], ['zh', 'promotion', PROMOTION_ZH], ['zh', 'fraud', FRAUD_ZH],
  ]
  const ofMany: typeof sets = [
    ['en', 'short_notice', NOTICES_EN_OF_MANY], ['en', 'short_fraud', FRAUDS_EN_OF_MANY], ['en', 'short_talk', TALK_EN_OF_MANY], ['en', 'short_promotion', PROMOTIONS_EN_OF_MANY],
    ['zh', 'short_notice', NOTICES_ZH_OF_MANY], ['zh', 'short_talk', TALK_ZH_OF_MANY],
  ]
  const written: typeof sets = [
    ['en', 'written_notice', NOTICES_EN_WRITTEN], ['en', 'written_fraud', FRAUDS_EN_WRITTEN], ['en', 'written_talk', TALK_EN_WRITTEN], ['en', 'written_promotion', PROMOTIONS_EN_WRITTEN],
  ]
  const next = sequence(20260301)
  const all: InventedMessage[] = []
  for (const [lang, kind, templates] of sets) {
    for (const template of templates.trim().split('\n')) {
      for (let i = 0; i < each; i++) all.push({ lang, kind, text: fill(template, next) })
    }
  }
  for (const lang of ['en', 'zh'] as const) {
    for (const scheme of SCHEMES[lang]) {
      for (let i = 0; i < each * TEXTS_A_SCHEME; i++) all.push({ lang, kind: scheme.isFraud ? 'fraud_scheme' : 'plain_scheme', text: fill(composeScheme(scheme, lang, next), next) })
    }
  }
  const nextOfMany = sequence(20261127)
  for (const [lang, kind, templates] of ofMany) {
    for (const template of templates.trim().split('\n')) {
      for (let i = 0; i < each; i++) all.push({ lang, kind, text: fill(template, nextOfMany) })
    }
  }
  const nextWritten = sequence(20261128)
  for (const [lang, kind, lines] of written) {
    for (const line of lines.trim().split('\n')) {
      for (let i = 0; i < (line.includes('{') ? FILLINGS_WRITTEN : 1); i++) all.push({ lang, kind, text: fill(line, nextWritten) })
    }
  }
  for (const { kind, text } of writtenLines()) all.push({ lang: 'zh', kind, text })
  for (const { lang, text, kind } of sceneTexts(each * TEXTS_A_SCENE)) all.push({ lang, kind: `${kind}_scene`, text })
  return all
}

/** Texts that were written one by one, with the heading (a scheme, a sender, a trade) they stand under. */
export function writtenLines(): { readonly kind: InventedMessage['kind']; readonly heading: string; readonly text: string }[] {
  const sets: readonly (readonly [InventedMessage['kind'], string])[] = [
    ['line_fraud', FRAUD_LINES_ZH], ['line_unlawful', UNLAWFUL_LINES_ZH], ['line_promotion', PROMOTION_LINES_ZH], ['line_notice', NOTICE_LINES_ZH], ['line_talk', TALK_LINES_ZH],
    ['dialogue_fraud', FRAUD_DIALOGUES_ZH], ['dialogue_plain', PLAIN_DIALOGUES_ZH],
  ]
  return sets.flatMap(([kind, block]) => {
    let heading = ''
    return block.trim().split('\n').flatMap((line) => {
      if (!line.startsWith('= ')) return [{ kind, heading, text: line }]
      heading = line.slice(2)
      return []
    })
  })
}
