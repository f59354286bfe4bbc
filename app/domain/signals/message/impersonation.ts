import { ABROAD } from '../../lists/lexicon.ts'
import { isDenied } from '../../text/context.ts'
import type { Keyword } from '../../text/words.ts'
import type { Detector, TextField } from '../detector.ts'
import { DEMANDS, TELLS_OF } from './demands.ts'
import { demandsOpenly } from './open-demand.ts'
import { fromTexts, said, type TextHit } from './text-hits.ts'

const ID = 'message/impersonation'
const STRENGTH = 0.8
const ASK_ALONE = 0.6
/** How far role and request may stand apart (R-TEXT-06). */
const REACH = 60
/** Says to be an office that nobody listed: a care line of any name, a bureau, a headquarters. */
const POSES = /(?:this is|i am from|i'm from|we are|calling from)\s[a-z .]{0,24}\b(?:care|support|helpline|service|hotline|head office|team|security|verification desk|billing|fraud (?:desk|unit|department))\b|(?:我是|这里是|我们是|我方是)[^,。!?\n]{0,10}(?:公司|中心|总部|营业厅|平台|银行|移动|联通|电信|公安局|管理局)/
/** Somebody's superior who cannot be called and has others pay for credit or move money, or who does so from a new number (DOMAIN 2.7, the victim as payer). */
const SUPERIOR = /我是[^,。!?\n]{0,3}(?:总|经理|主任|领导|老板|局长|校长|书记|院长)|(?:this is|it'?s|im|i'm|i am) your (?:boss|manager|director|principal|supervisor)/
const BUSY = /开会|不方便(?:接|说|打|出面)|私事|办点事|in a (?:\w+ )?meeting|(?:don'?t|do not) call\b|(?:can't|cannot|can not) (?:talk|speak|call)/
const CREDIT = /充[^,。!?\n]{0,12}(?:话费|\d{2,4})|(?:话费|充值卡|点卡|礼品卡)[^,。!?\n]{0,8}充|(?:buy|load|top ?up|recharge)\b.{0,40}\b(?:card|cards|load|airtime|credit|numbers?)/
const MOVED = /(?:转|垫付?|打款?|汇款?)[^,。!?\n]{0,6}(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)[万千百]|(?:transfer|wire)\b.{0,30}\d/
const NEW_NUMBER = /换(?:了)?(?:号|手机|电话|微信)|(?:这是|存一?下)我?的?新号|(?:(?:this is|got) (?:my|a)|,) new number/
const REPAID = /还你|还给你|转给你|打给你|补给你|给你报销|pay you back|reimburse/
/** A relative without a phone of their own who needs money at once. */
const RELATIVE = /^(?:爸爸?|妈妈?|老爸|老妈|爷爷|奶奶|外公|外婆|姐|哥|叔|舅舅|姑姑?|老公|老婆|宝贝)[,，、! ]|^(?:亲爱的|宝贝|老公|老婆)(?=我)|^(?:hi |hey |hello |hallo |hola |oi |ola |salut |bonjour |coucou |ciao )?(?:mum|mom|mama|dad|papa|grandma|grandpa|oma|opa|mae|pai|maman|nay|tay|mamma)\b/
const BORROWED = /手机(?:没电|坏|丢|摔|进水|停机)|(?:同学|同事|路人)的|(?:借|用)(?:的)?(?:同学|老师|朋友|别人|同事)|(?:this is my|got a) new number|neue nummer|nuevo numero|novo numero|nouveau numero|nuovo numero|bagong number|mudei de numero|handy (?:ist )?kaputt|telephone (?:est )?casse|celular (?:quebrou|estragou)|(?:phone|screen) (?:is )?(?:broken|lost|dead|died)|(?:dropped|lost|broke) my phone/
const NEEDED = /(?:急|马上|快|赶紧|先)[^,。!?\n]{0,6}(?:交|转|打|汇|垫)|(?:转|打|汇)(?:给|到)[^,。!?\n]{0,8}(?:卡|账户|老师|微信)|给这个号[^,。!?\n]{0,4}充|\b(?:pay|send|transfer|load|top up|uberweisen|schicken|transferir|enviar|mandar|envoyer|virer)\b/
/** A remark is short: one of these words stands in those that demand something. */
const MATTERS = /[机话名]卡|日结|日赚|打[^,。]{0,3}万|工资|身份|投|hiring|invest|earn|deposit|atm|手[上里]|花呗|征信|充值卡|scratch|voucher|load|recharge|top ?up|code|otp|[码款金蓄奖多]|nanalo|premyo|won|winner|prize|raffle|hadiah|undian|mistake|your|wrong/
const LEAST_ASKING = 10
const SUPERIOR_ASKS = [[CREDIT, REPAID, BUSY], [MOVED, BUSY], [MOVED, NEW_NUMBER]] as const
/** How far a private thing and the word that asks for it may stand apart. */
const GIVE_REACH = 14

/**
 * Somebody who poses as staff or authority asks for what nobody may ask for (R-TEXT-06): a safe account, screen sharing, a deposit, or a code, password or card
 * number to be handed over. A role beside a private word alone is not enough, since honest notices name both; denial and warnings are silent.
 */
export const impersonation: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['words'],
  ...fromTexts(ID, 'others', ({ field, reading }) => {
    if (field === 'sms_text' || field === 'referrer_url') return null
    const { normal: { text }, keywords, context } = reading
    if (context.isAdvice) return null
    const stands = (word: Keyword) => !isDenied(text, keywords, word.start, word.end)
    const asks = keywords.filter((word) => (word.group === 'ask' || (word.group === 'secret' && isAskedFor(word, keywords, text))) && stands(word))
    const [ask] = asks
    if (ask && asks.every((word) => word.group === 'secret') && AWAITED.test(text)) return null
    if (ask && (OWN_DEED.test(text) || (ASKED_BACK.test(text) && TOLD_OF.test(text)))) return null
    if (!ask) return asksAsSuperior(text) ?? asksAsRelative(text) ?? asksForTheUnaskable(text, field) ?? demandsOpenly(reading)
    const role = keywords.find((word) => word.group === 'role' && stands(word) && asks.some((one) => Math.abs(one.start - word.start) <= REACH))
    const posed = role ? null : POSES.exec(text)
    if (!role && !posed && !hasPressureBeside(ask, keywords) && !isLevered(asks, keywords, text)) return asksForTheUnaskable(text, field) ?? demandsOpenly(reading)
    return {
      strength: role || posed ? STRENGTH : ASK_ALONE,
      evidence: { role: role?.term ?? posed?.[0] ?? null, asksFor: [...new Set(asks.map((word) => word.term))].slice(0, 6) },
      places: [...(role ? [role] : posed ? [{ start: posed.index, end: posed.index + posed[0].length }] : []), ...asks].map((word) => [word.start, word.end] as const),
    }
  }),
  examples: {
    fires: [
      { name: 'a safe number for the balance', facts: said('This is Meridian fraud team. To stop a 900 transfer move your balance to the safe number I give you') },
      { name: 'somebody of old in need', facts: said('我是你前同事小周，老婆住院急用五千，明天发工资就还') },
      { name: 'a prompt to be approved', facts: said('We saw suspicious login. Stay on the phone and approve the prompt on your screen') },
      { name: 'a gain each day', facts: said('Crypto mentor guarantees 20% daily, start with 100 airtime') },
      { name: 'a card and a code to one person', facts: said('你爸的社保停了，把卡号和短信里的数字发我，我去柜台办') },
      { name: 'a penalty in codes', facts: said('Pay the clearance of 75 in recharge PINs or your visa is cancelled') },
      { name: 'credit that comes back doubled', facts: said('We will double every airtime you send to this line before 6pm') },
      { name: 'a PIN for free data', facts: said('Congrats! 10GB free for 7 days. Forward to 12 friends and enter your mobile money PIN to activate') },
      { name: 'a code typed at a voice\'s word', facts: said('您尾号4412的卡被他人绑定，请按语音提示输入密码解绑') },
      { name: 'a group in which cards are registered', facts: said('您去年购买的网课机构破产，国家清退，请加退费群登记银行卡') },
      { name: 'credit put on the reader\'s number, to be paid in private', facts: said('我把两千话费充到你手机上了，等钱用，你微信转我就行，别去营业厅') },
      { name: 'what the reader received', facts: said('帮忙投票，顺便把你手机收到的码发我') },
      { name: 'papers of everybody', facts: said('老板让你把工资表和大家的身份证发到这个邮箱 hr.pay@163-office.com') },
      { name: 'calls led to somebody else', facts: said('Your line has been selected for 5G migration. Dial *72 then 0917 555 0155 and press call to activate') },
      { name: 'who is to be guessed', facts: said('猜猜我是谁，老同学都忘了？我明天到你那，路上出点事，先打两千') },
      { name: 'one\'s own money in advance', facts: said('充值员兼职：用你自己的钱给客户充话费，返 8%，多充多得') },
      { name: 'a machine for cash', facts: said('貨到付款有誤，請操作ATM解除分期付款') },
      { name: 'little becomes much', facts: said('Invest 500 get 5000 in 2 hours. 100% legit, screenshot proof available') },
      { name: 'the same in Chinese', facts: said('他们都赚翻了，跟单老师，投1万变3万，三天') },
      { name: 'somebody in their hands', facts: said('你家孩子在我手上，准备五万，别报警') },
      { name: 'a charge for what nobody wanted', facts: said('您的百万医疗险今天到期自动续保，每月扣1680，不需要请马上回拨 00 852 5555 0166') },
      { name: 'a wage for one\'s own money', facts: said('Earn from home by recharging phones for customers with your own money, 8% commission') },
      { name: 'hiring', facts: said('Hi, I\'m hiring remote app raters, 150-400 a day, no experience, message me to start') },
      { name: 'in Filipino', facts: said('Hi ate, pwede bang pahiram ng OTP na matatanggap mo') },
      { name: 'load in Filipino', facts: said('Tito, nasa ospital ako, pa-load po muna ng 500 sa number na to, bayaran ko bukas') },
      { name: 'a secret outright', facts: said('您的号码存在安全隐患，请回复服务密码完成验证') },
      { name: 'the same in English', facts: said('We are from the bank, confirm your CVV') },
      { name: 'a private account', facts: said('话费充值失败，请扫码重新支付到个人账户') },
      { name: 'somebody important with a private matter', facts: said('在吗？我是李书记，方便的话帮我处理点私事，先转3万给对方') },
      { name: 'a case nobody may be told of', facts: said('您好，这里是市刑侦支队，您名下银行卡卷入一起诈骗案，需将资金转入核查账户，案件保密请勿告知任何人') },
      { name: 'current that is cut', facts: said('您家电表欠费停电，扫码补缴') },
      { name: 'relatives of the reader', facts: said('你的亲戚在医院抢救，速打款') },
      { name: 'what was recorded', facts: said('I have recorded you through your webcam. Send 0.05 BTC') },
      { name: 'money that strayed to the reader', facts: said('大哥，我充错了钱到您号，求您转回来，我是学生') },
      { name: 'a code to be sent to customer service', facts: said('请把验证码发给客服处理退款') },
      { name: 'the same with hidden characters', facts: said('请把验\u200b证\u2060码发给客服处理退款') },
      { name: 'a safe account', facts: said('我是公安局民警，请把资金转到安全账户') },
      { name: 'screen sharing', facts: said('退款专员：请开启屏幕共享，我帮您办理双倍赔付') },
      { name: 'English', facts: said('This is customer care. Please share the OTP with our agent to get your refund') },
      { name: 'a care line of any name', facts: said('This is Meridian care, kindly share your MPIN so we can correct your balance') },
      { name: 'the reader is accused of laundering', facts: said('我是移动总部，您的号码涉嫌群发诈骗信息，请将余额转入指定的核查账户') },
      { name: 'a boss who is busy and pays back later', facts: said('我是李总，在开会不方便接电话，先帮我给这个号码充500话费，下午还你') },
      { name: 'a boss with a new number who has money moved', facts: said('小陈，我是王总，换号了，你先帮我给供应商转三万过去') },
      { name: 'the reader is accused of fraud', facts: said('这里是通信管理局，您名下号码群发诈骗短信，请按9转接警官，将存款转入核查账户') },
      { name: 'the code of a card to be photographed', facts: said('我是营业厅小刘，帮您核对充值卡，把刮开的密码拍照发我') },
      { name: 'not to be told at home', facts: said('你涉嫌一起洗钱案，案件保密不得告诉家人，把资金转到指定的安全账户接受审查') },
      { name: 'a boss by text who pays back', facts: said('Its your boss, new number. Top up 500 to each of these four numbers now, will reimburse. Dont call') },
      { name: 'a child on somebody else\'s phone', facts: said('妈，我手机没电了用同学的，急交资料费2800，转到老师这张卡') },
      { name: 'the code of a card, for a good cause', facts: said('为灾区捐话费，请将充值卡密码回复本短信，平台双倍配捐') },
      { name: 'a code that strayed', facts: said('Hi, I sent my 6 digit code to your number by mistake, could you forward it to me please?') },
      { name: 'all savings on one card', facts: said('为保护您，请将全部存款归集到一张卡，交专人保管') },
      { name: 'a prize that must be paid for first', facts: said('Nanalo po kayo ng 50k sa raffle! Magpadala muna ng 300 load sa number na ito') },
      { name: 'a threat in dialect', facts: said('快把收到的那串数字念给我，不然马上给你停了哈') },
      { name: 'a favour for a code', facts: said('验正码转发过来帮您解封') },
      { name: 'a code of somebody who mistyped', facts: said('你收到的验证码是我填错手机号了，转发我一下谢谢') },
      { name: 'to be read out, in dialect', facts: said('恁的号出事了，快把那个码儿念给俺，俺给恁解开') },
      { name: 'words that only sound so', facts: said('把眼正码发给客伏') },
      { name: 'a word taken to pieces', facts: said('把马佥讠正石马发给客服就能退款') },
      { name: 'credit that strayed, to be sent back by hand', facts: said('兄弟，刚才手滑给你手机充了100，发个红包还我呗') },
      { name: 'the same in Swahili', facts: said('Nimetuma pesa kimakosa kwa namba yako, tafadhali nirudishie 500') },
      { name: 'pictures that will be shown around', facts: said('我手里有你的视频和通讯录，转5000就删，不然群发') },
      { name: 'gold to be fetched', facts: said('账户涉嫌洗钱，请取现金购买黄金，放到小区门口由专案组同志取走') },
      { name: 'somebody\'s child in hospital, told by a stranger', facts: said('你家孙子在学校摔伤住院，赶快转五千手术费过来') },
      { name: 'a hand led through the bank\'s app', facts: said('保单今晚自动扣费，取消请听我指挥打开手机银行看一下转账限额') },
      { name: 'a landlord\'s new account', facts: said('房东换卡了，以后房租打到我爱人这张卡6217000000000000') },
      { name: 'prison unless paid', facts: said('名下号码群发短信，限今日缴纳取保候审金，违者批捕') },
      { name: 'a strongbox', facts: said('这是银联风控，检测到你卡正在深圳消费，如非本人操作请立刻把余额挪到我们给你开的保险柜户头') },
      { name: 'lines to be collected', facts: said('长期收实名手机卡，带副卡也要，一张三百，当天结') },
      { name: 'two phones side by side', facts: said('招人帮忙挂机，两部手机放一起通话就行，按小时给钱，现结') },
      { name: 'the calls of others for sale', facts: said('查任意号码的通话清单，先出一半再付款，私信') },
      { name: 'a charge that only a call will stop', facts: said('您误入批发会员名单，年底将划走2388元，想撤出来就回电02888120000，听人工一步步操作') },
      { name: 'digits to be recited', facts: said('This is Mr. Osei from the fraud unit. A clone of your SIM is active. To kill it, recite the six digits you are about to get') },
      { name: 'cards for somebody far away', facts: said('Hello dear, I am on the oil rig and can not buy recharge here. Kindly get me 3 of 100 and snap the back') },
      { name: 'credit that strayed, to be sent back over a wallet', facts: said('我把钱转错到你话费里了，五百，学生不容易，你微信发我四百五就行') },
      { name: 'phones to be hired', facts: said('有偿征集：家里闲置电话卡放我设备上跑，一张300周结') },
      { name: 'a charge that somebody helps to switch off', facts: said('您的会员明天起每月扣费600，不需要我一步步带您关闭') },
      { name: 'compensation through one\'s own credit', facts: said('包裹丢了三倍赔您，花呗里提出来，多出的转回公司') },
      { name: 'money first, so that one\'s own comes out', facts: said('账户已冻结，需先充值500解冻，之后全额返还方可提现') },
      { name: 'a line to be cut within hours', facts: said('您名下另有一卡群发短信，两小时后强制停机，请转接民警核实') },
      { name: 'the same in English', facts: said('Your eSIM will be disconnected within 24 hours, call 09170001234') },
      { name: 'cards whose codes are money', facts: said('buy 3 steam cards for the client, scratch and send me the codes') },
      { name: 'a code to be read out', facts: said('To reverse the charge, read me the digits we just texted you') },
      { name: 'three digits on the back', facts: said('给您提额到八万，只需报一下卡背面三位数') },
      { name: 'a card that money is to run over', facts: said('出借银行卡三天给三千，只过账') },
      { name: 'gas that will be cut', facts: said('报警器过期须换，今晚前缴980元押金否则断气，先付款再上门') },
      { name: 'a case that nobody may be told of', facts: said('您的护照牵涉一起案件，请勿挂断，远程做笔录') },
      { name: 'somebody busy who wants silence', facts: said('stuck in a meeting, get five vouchers for a vendor and keep this quiet') },
      { name: 'the words of a wallet', facts: said('Your wallet is flagged, enter your 24 words to keep your coins') },
      { name: 'a call that will ask for a code', facts: said('您的卡芯片过期，专员将来电指导更换，请把短信里的激活码告知') },
      { name: 'a code received for somebody', facts: said('亲爱的帮我接个短信码，收到截图发我') },
      { name: 'a screen to be shown', facts: said('手机中毒了，打开会议软件让我看，屏幕给我看我带您关掉') },
      { name: 'a face for an allowance', facts: said('养老金要重新认证人脸，我把链接发您照着做') },
      { name: 'a card for a questionnaire', facts: said('填问卷送话费，最后绑卡开通免密支付') },
      { name: 'more given back than is asked for', facts: said('靓仔帮我充100话费到新号，我多转50给你') },
      { name: 'wages for clicks', facts: said('Part-time: rating hotels, 200 usd a day, reply for a trainer') },
      { name: 'a code that goes to the reader', facts: said('一会有个六位数发到你那，你发给我就行') },
      { name: 'a code that is about to come', facts: said('For your free eSIM send us the QR code you get by mail within 5 minutes') },
      { name: 'the reader\'s own code', facts: said('客服要您的验证码核对') },
      { name: 'in words on no list: a surplus to a private card, or else', facts: said('充多了话费？把多出的 200 退到我银行卡就行，不然我报警说你诈骗') },
      { name: 'a tool and its number for an engineer', facts: said('We found a virus on your line. Get RustDesk and give our engineer the ID so he can clean it') },
      { name: 'a pass code for a reward', facts: said('To keep your 20GB gift, text back the passcode you were sent within 10 minutes') },
      { name: 'a nurse\'s card, and silence', facts: said('奶奶我摔断腿在医院，把钱打到护士这张卡上，别告诉爸爸') },
      { name: 'a line of credit, led by hand', facts: said('亲您的订单充值失败，需开通备用金通道，跟着我点') },
      { name: 'postage for a gift', facts: said('恭喜获得话费礼包，邮费 20 元由您扫码付') },
      { name: 'coins, or the pictures go out', facts: said('I filmed you through your webcam. 400 in bitcoin by tonight or your contacts get it') },
      { name: 'somebody who will come for the money', facts: said('奶奶我闯祸了要赔钱，别跟我爸说，会有叔叔来家里拿') },
      { name: 'a fee for keeping what is one\'s own', facts: said('您的号码即将被收回，点小程序缴纳占号费 9.9 元保留') },
      { name: 'vouchers, their backs, and silence', facts: said('Keep this between us. Need you to grab 4 vouchers of 500, scratch the backs and snap them') },
      { name: 'pictures of a card', facts: said('退税到账提醒:请在2小时内回信用卡正反面照片，逾期不予受理') },
      { name: 'the reader kept apart', facts: said('您的包裹含违禁品被扣，请独自到酒店开房配合线上做笔录') },
      { name: 'put through to an officer', facts: said('Sir I am calling from TRAI, your number will be stopped in 2 hours, press 9 to talk to officer') },
      { name: 'a debt in cards', facts: said('Immigration notice: your file is closed unless you settle 120 dollars in prepaid cards today') },
      { name: 'a mother with a new number', facts: said('Hi mum, dropped my phone, this is my new number. Can you load 1000 to it') },
      { name: 'Russian', facts: said('Служба безопасности: ваша карта заблокирована, назовите код из смс') },
      { name: 'Spanish', facts: said('Su línea será suspendida hoy. Envíe el código de verificación y su tarjeta') },
      { name: 'French', facts: said('Votre ligne sera coupée ce soir. Répondez avec le code reçu et votre numéro de carte') },
      { name: 'Malay', facts: said('Akaun anda akan digantung. Sila beri kod TAC kepada pegawai kami sekarang') },
      { name: 'Indonesian', facts: said('Selamat! Nomor anda menang undian. Kirim PIN dan kode OTP anda untuk klaim hadiah') },
      { name: 'Vietnamese', facts: said('SIM của quý khách sẽ bị khóa trong 2 giờ, vui lòng cung cấp mã OTP cho nhân viên') },
      { name: 'Hindi in Latin letters', facts: said('Sir KYC pending hai, aapka SIM aaj band ho jayega, OTP batao turant') },
      { name: 'a landlord nobody has met, whose account is another', facts: said('您好我是新房东，之前的收款改成我这个支付宝了，今天务必转房租') },
      { name: 'a charge each month, and the bank\'s app', facts: said('这边查到你开通了直播会员，不取消每月扣八百，你开一下手机银行') },
      { name: 'work that must be paid for in credit', facts: said('Work from home 900 per day just rate hotels, registration fee 200 by airtime') },
      { name: 'a village office', facts: said('俺是村委会的，养老金要重登，把存折密码发过来') },
      { name: 'cards instead of what was paid too much', facts: said('Kindly refund the overpayment by getting 2 google play cards and scratch the silver part') },
      { name: 'a fortune behind a fee', facts: said('I am a soldier, i need a trusted person to hold 3.2m dollars, pay only the courier') },
      { name: 'a second payment that would free the first', facts: said('您好订单掉单了，需要您再付一笔激活，前一笔自动退回') },
      { name: 'Swahili', facts: said('Mimi ni wa customer care, tuma code ya SMS sasa hivi ufunguliwe laini') },
      { name: 'kin in Filipino who needs credit', facts: said('Hello po, ako si Jun pinsan mo, emergency, padala ka ng load 300 bayaran ko bukas') },
      { name: 'an overseer\'s purse, and silence at home', facts: said('您的钱包涉嫌过账，须将余额先归集到国库监管钱包核查，两小时后原路返还，此事请勿告知家人') },
      { name: 'papers and the digits that came, or the line is slowed', facts: said('旧套餐号码周五起限速停呼，回复姓名+身份证+刚收到的6位数字即可保号') },
      { name: 'a fee taken, and a number abroad that stops it', facts: said('贵号码消息功能已扣费年费680元，如非本人办理，请在今天内致电 0085-2694-0718 转人工退订') },
      { name: 'cards of credit, their codes photographed', facts: said('老板今晚见客户，帮我买10张话费卡，刮开卡密拍给我，明天报销') },
      { name: 'whoever pays first gets more back', facts: said('You send airtime first, we return 130% in 10 minutes. Only 12 seats left') },
      { name: 'the same in Chinese', facts: said('帮商家冲量，你先垫100到指定号码，五分钟返130') },
      { name: 'lines at home to be hired', facts: said('收手机口、GOIP线路，一小时150，家里座机也行，设备我们寄') },
      { name: 'the picture that makes a line', facts: said('We could not verify your eSIM. Reply with the QR picture and your birth date within 2 hours') },
      { name: 'the same in Chinese', facts: said('eSIM迁移：请截图发送二维码给工号5571专员，由后台代写入') },
      { name: 'what was given back twice, sent on by hand', facts: said('You were refunded twice. Send the extra 200 back to our cashier on 09170000444') },
      { name: 'credit for coins', facts: said('用话费换U，比例高，先打话费后放币') },
      { name: 'work for which one pays in', facts: said('HR: boost orders from home, 30-50 USD/hr, top up your work account to start') },
      { name: 'accused of a scam', facts: said('This is Officer Cruz. Your SIM was used in a scam, settle the fine by load cards to stay free') },
      { name: 'a new secured account, and silence', facts: said('Move your savings to the new secured account we created for you before 5 pm, do not tell the branch') },
      { name: 'a card held to the phone', facts: said('下载“银联会议”，打开后把银行卡贴手机背面做验卡，十分钟恢复额度') },
      { name: 'a room in an inn', facts: said('您家的快递是违禁品，海关要求您去宾馆开房做隔离审讯，手机不要离线') },
      { name: 'a deposit before a loan', facts: said('贷款专员提醒您，需先缴纳保证金解冻账户') },
      { name: 'a room by its number', facts: said('为保障您的资金安全，请下载“云会议”并输入会议号 882 019 331') },
      { name: 'a card by return', facts: said('通知：ETC年审，回复车牌+银行卡号办理') },
      { name: 'digits that came', facts: said('这边是10086，您的积分有误，请把收到的六位数告诉我') },
      { name: 'a child on a borrowed phone', facts: said("mom it's me, phone's dead, borrowed this one, need 300 load now") },
      { name: 'an agent\'s account for hire', facts: said('出租代理商充值账号，押金可谈') },
      { name: 'the same in English', facts: said('rent out your agent account, no questions, same day pay') },
      { name: 'numbers to be topped up with the reader\'s own money', facts: said('Part-time: top up phone numbers for our clients with your own money, we return 110% within an hour') },
    ],
    silent: [
      { name: 'a purse that the operator closes', facts: said('您的数字人民币钱包已按您的申请注销，余额将原路返还，如有疑问请致电 400-810-0000') },
      { name: 'the fee of a service and its line', facts: said('您的会员将于明日自动续费25元，如需取消请致电 400-810-0000') },
      { name: 'a customer whose line was slowed', facts: said('限速停呼了，回复的6位数字一直没收到怎么办') },
      { name: 'credit for a client, honestly', facts: said('帮我给客户买两张话费卡，拿发票回来报销') },
      { name: 'whoever pays first is served first', facts: said('If you load first at the counter, we give you the receipt for double entry') },
      { name: 'a line at home', facts: said('家里座机停了，重新装一小时要150吗') },
      { name: 'a customer who was refunded twice', facts: said('I was refunded twice, to whom do I send the extra 20 back?') },
      { name: 'our own eSIM', facts: said('Your eSIM QR code is in the app. We never ask you to send the QR picture.') },
      { name: 'a customer without an eSIM code', facts: said('eSIM 二维码截图发给客服了还没激活，我的工单多久处理') },
      { name: 'a card that the reader does not see', facts: said('信用卡贴手机背面读不出来，NFC 坏了吗') },
      { name: 'a customer reports a scam by SIM', facts: said('My SIM was used in a scam, please block it, I do not want to pay fines by load cards') },
      { name: 'an advance of the family', facts: said('上次先垫的100你返我了吗，食堂那次') },
      { name: 'a tenant\'s landlord changed his card', facts: said('房东换卡了，明天别忘了转房租') },
      { name: 'a customer who paid twice', facts: said('第一次没成功我又付了一笔，请把前一笔退回') },
      { name: 'a pensioner', facts: said('俺是村委会门口小店的，养老金卡绑的手机号想改一下') },
      { name: 'a customer in the bank\'s app', facts: said('打开手机银行付款一直失败，每月扣的套餐费也没扣') },
      { name: 'a customer waits for a code in Swahili', facts: said('Sijapata code ya kuingia, mnitumie tena') },
      { name: 'kin in Filipino without any need', facts: said('ako ito si ate, padala ka load 50 pag uwi') },
      { name: 'a fee at a desk', facts: said('registration fee 200 at the counter, work from home plan starts monday') },
      { name: 'a notice that leads to our own line', facts: said('如号码出现异常停机，可拨打10086按语音提示输入服务密码查询原因') },
      { name: 'a colleague of the reader in an honest matter', facts: said('我是你同事小王，下周团建报名，每人AA两百') },
      { name: 'a deposit that secures a house', facts: said('so we will have to put a deposit on the house, to secure it if those are the dates you want') },
      { name: 'a customer who needs a code again', facts: said('银行卡绑定要验证码，短信没收到，再发我一次') },
      { name: 'our own offer', facts: said('Load 100 today and we double your data, valid for 3 days', 'out') },
      { name: 'how a prompt is meant', facts: said('Never approve a prompt on your phone that you did not ask for, even when the caller says it is about security') },
      { name: 'how a voucher is used', facts: said('To redeem your free bonus enter your voucher PIN in the app and share the news', 'out') },
      { name: 'a friend who paid for the reader', facts: said('我把100话费充到你手机了，看看到账没') },
      { name: 'a customer whose refund is told in a group', facts: said('我在班级群里登记的银行卡错了，学校退费会退到哪') },
      { name: 'a customer who moves their balance', facts: said('Can I move my balance to the new number?') },
      { name: 'a customer who gave it to us', facts: said('验证码已经告诉你们客服了') },
      { name: 'a notice of a code', facts: said('075114陌陌验证码，仅用于注册，请勿告知他人') },
      { name: 'a customer who repays at home', facts: { order: { remark: '先给我充50，月底还你' } } },
      { name: 'a customer whose child is ill', facts: said('女儿住院，急需开通流量') },
      { name: 'a customer at the machine', facts: said('我在ATM操作转账给你们，怎么没到') },
      { name: 'a customer\'s salary', facts: said('工资表发下来再交话费') },
      { name: 'a deposit of ours', facts: said('I was told to deposit 500 for postpaid, is it refundable') },
      { name: 'a fund that advertises', facts: said('【易方达】股民的余额理财，投资159001，3天内赚钱') },
      { name: 'credit for a relative', facts: said('妈妈的手机欠费了，我先帮她垫') },
      { name: 'a customer on the line', facts: said('晚上开会，不方便接电话，短信说') },
      { name: 'loading in Filipino', facts: said('nagload ako ng 300 pero wala') },
      { name: 'a customer forwards calls', facts: said('how do I dial *72 to forward my calls') },
      { name: 'a power cut at home', facts: said('家里停电了，信号也没了') },
      { name: 'a refund to the card it came from', facts: said('您有20元退款，预计款项会在23:59前退回到您尾号1407的招商银行卡。若超时未收到，请联系银行') },
      { name: 'an idle line', facts: said('闲置座机想报停，每月还扣二十') },
      { name: 'a firm that writes to its customers', facts: said('有没有企业群发短信的接口，正规备案的，价格好谈') },
      { name: 'a shop that advertises', facts: said('编辑L#发送至106909994可得礼券一张，按普通短信费收取，每个手机号限领一张') },
      { name: 'a letter to members', facts: said('亲爱的会员，回复编号数字即可抽取话费券') },
      { name: 'a customer wants the surplus back on a card', facts: said('请尽快把多收的流量费退到我的账户，不然我就投诉工信部') },
      { name: 'a customer thanks for a refund to the card', facts: said('麻烦把发票发到我邮箱，退款退到我银行卡') },
      { name: 'a customer who cannot enter a secret', facts: said("I can't enter the PIN, SIM is locked") },
      { name: 'a tenant pays', facts: said('明天把房租转到我卡上，尾号1234') },
      { name: 'the code of a parcel', facts: said('驿站:您的快递今天到，取件码 8-2-1033，逾期将退回') },
      { name: 'a meeting at work', facts: said('公司开会，打开腾讯会议，会议号 882 019 331，用流量多吗') },
      { name: 'a child who calls from a friend\'s phone', facts: said("mom, my phone's dead, this is Tim's, I'll be home at six") },
      { name: 'what a customer sends along', facts: said('退款要回复银行卡号吗') },
      { name: 'an agent who lost the password', facts: said('代理商账号密码忘了，怎么找回，押金能退吗') },
      { name: 'a customer with a part-time job', facts: said('I work part-time and pay with my own money, can I get a refund for the double charge?') },
      { name: 'a customer who gives up a second card', facts: said('闲置卡想注销，不用了') },
      { name: 'a plan that goes on', facts: said('Your plan renews today. You will be charged 29.90') },
      { name: 'a customer tells of a father who was called', facts: said('My father received a call to buy gift cards and send the codes. Is there a way to block the number?') },
      { name: 'a customer tells of a near miss', facts: said('老人差点把钱转到对方说的安全账户，请帮忙查这个来电') },
      { name: 'a menu of our line', facts: said('您的号码今日将停机，请拨打10086按1转人工办理') },
      { name: 'a customer whom an agent asked', facts: said('Your agent told me to reply with my account number, is that normal') },
      { name: 'a child who pays', facts: said('手机坏了，先转你 200 买菜，晚点还我') },
      { name: 'a lawyer at the counter', facts: said('律师来取材料了，公司的号什么时候过户') },
      { name: 'a hotel that keeps the money', facts: said('房间保留至次日中午，不能取消修改，未入住将扣除首日房费，如有问题请联系10106666') },
      { name: 'an operator that gives back month by month', facts: said('您申请的预存返费本月返还话费20元，已注入账户，请您关注余额变化') },
      { name: 'a parent asks how to prove a face', facts: said('养老金认证人脸过不去，怎么弄') },
      { name: 'a customer whose card came with a plan', facts: said('送的话费要我绑卡才能领，我不想绑') },
      { name: 'a customer who is busy', facts: said('tied up in a meeting, please transfer my call to voicemail') },
      { name: 'a customer whose gas bill came', facts: said('我家断气了，说欠50元费，能在这里缴款吗') },
      { name: 'a line that is in debt', facts: said('您的号码已欠费，24小时内将停机，请拨打10086或充值') },
      { name: 'a customer asks about a second card', facts: said('收到一张旧手机卡，日结话费怎么查') },
      { name: 'a customer wants a card stopped', facts: said('我的花呗额度付了话费，赔不赔') },
      { name: 'a customer asks about a gift card', facts: said('Can I buy a gift card and send the code to my son?') },
      { name: 'a customer whose own top-up strayed', facts: said('我不小心给别人充了100，能退给我吗') },
      { name: 'a stranger\'s credit, given back by our road', facts: said('别人充错到我这了，我愿意退，走你们流程') },
      { name: 'a customer whose child is in hospital', facts: said('我儿子住院了，想把他的号先停机保号') },
      { name: 'a customer threatened with pictures', facts: said('有人威胁把我的视频群发通讯录，要我转5000') },
      { name: 'a manager of rent', facts: said('房东换了宽带户名，我这边要重新办吗') },
      { name: 'the operator\'s warning', facts: said('我们不会要求您共享屏幕或提供银行卡号、CVV，凡索要者均为诈骗，请勿相信。') },
      { name: 'a customer who knows', facts: { order: { remark: '客服说不要把验证码告诉别人，收到' } } },
      { name: 'a notice that names both', facts: said('凭服务密码登录掌上营业厅，客服热线10086。') },
      { name: 'a code with the usual advice', facts: said('您的验证码是 482913，5分钟内有效，请勿告诉他人，客服95588。') },
      { name: 'our own sentence under every receipt', facts: said('您尾号0485的号码已成功充值100.00元。工作人员不会向您索要验证码。') },
      { name: 'a card that cannot be read', facts: said('充值卡刮坏了卡密看不清，客服能给我换一张吗') },
      { name: 'a manager tells of a new number', facts: said('我是赵经理，换号了，存一下，下午三点开会') },
      { name: 'a child asks a parent', facts: said('爸，话费没了，帮我充50，回家还你') },
      { name: 'a customer tells of a caller', facts: said('刚有人自称移动客服要我的验证码，我没给，告诉你们一声') },
      { name: 'a child without a phone who only calls', facts: said('妈，我手机没电了用同学的，晚点回家') },
      { name: 'a customer who told the code', facts: said('我把验证码念给客服了，这样安全吗') },
      { name: 'a customer asks whether they may', facts: said('工作人员要我提供身份证号，在营业厅可以吗') },
      { name: 'a customer offers the code', facts: said('充值卡密码刮坏了，拍照发给你们可以吗') },
      { name: 'a customer waits for a code in Spanish', facts: said('No me llega el código, mi línea está suspendida') },
      { name: 'moves what is left to a new SIM', facts: said('我想把旧卡全部余额转到新卡') },
      { name: 'a customer waits for the code that was announced', facts: said('客服说稍后会发验证码给我，一直没来') },
      { name: 'a mistyped word of a customer', facts: said('验正码收不到怎么办') },
      { name: 'a question about the password', facts: said('服务密码忘了怎么办，客服电话多少') },
    ],
  },
}

function asksAsSuperior(text: string): TextHit | null {
  if (!SUPERIOR.test(text)) return null
  const way = SUPERIOR_ASKS.find((parts) => parts.every((part) => part.test(text)))
  if (!way) return null
  return { strength: ASK_ALONE, evidence: { role: SUPERIOR.exec(text)?.[0] ?? null, asksFor: [way[0].exec(text)?.[0] ?? ''] }, places: told([SUPERIOR, ...way], text) }
}

/** `parts` hold together: the place of each. */
function told(parts: readonly RegExp[], text: string): TextHit['places'] {
  return parts.flatMap((part) => {
    const found = part.exec(text)
    return found ? [[found.index, found.index + found[0].length] as const] : []
  })
}

function asksAsRelative(text: string): TextHit | null {
  const parts = [RELATIVE, BORROWED, NEEDED]
  if (!parts.every((part) => part.test(text)) || !/\d{2}|[一二两三四五六七八九]{1,2}[百千万]|bill|money|cash/.test(text)) return null
  return { strength: ASK_ALONE, evidence: { role: RELATIVE.exec(text)?.[0]?.trim() ?? null, asksFor: [NEEDED.exec(text)?.[0] ?? ''] }, places: told(parts, text) }
}

function asksForTheUnaskable(text: string, field: TextField): TextHit | null {
  if (text.length < LEAST_ASKING || (field !== 'text' && !MATTERS.test(text))) return null
  const demand = DEMANDS.find(({ parts, but }) => parts.every((part) => part.test(text)) && !but?.test(text))
  if (!demand || ASKED_BACK.test(text) || OWN_DEED.test(text) || TELLS_OF.test(text)) return null
  return { strength: ASK_ALONE, evidence: { role: null, asksFor: demand.parts.map((part) => part.exec(text)?.[0] ?? '').slice(0, 3) }, places: told(demand.parts, text) }
}

/** The speaker, or one of theirs, has handed it over: a victim, who goes to care. */
const OWN_DEED = /已经?(?:告诉|发给?|报给?|给)了?你们|(?:^|[,。!\n])我(?:妈妈?|爸爸?|奶奶|爷爷|家人|老婆|老公)?(?:已经|刚才?|刚刚|都|也)?(?:把|将)[^。!?\n]{0,16}(?:给|告诉|念|报|发|转)[^。!?\n]{0,10}了/

/** The code never came: whoever writes waits for it. */
const AWAITED = /(?:一直|还|都|也)(?:没|未)(?:有)?(?:来|收到|发|到)[^,。!?\n]{0,3}[。!?]?$|收不到[^,。!?\n]{0,4}[。!?]?$/

/** Somebody asks whether what they were asked for is in order. */
const TOLD_OF = /\b(?:told|asked) me to\b|(?:要|让|叫|问)我(?!们|司|方)[^。!?\n]{0,4}(?:提供|报|念|给|发|交|说|填|拍|开)/

/** A question. */
const ASKED_BACK = /\bis (?:that|this|it) (?:normal|ok|okay|right|safe|true|allowed)\b|[吗呢]\s*\??\s*$|怎么办|是不是|可以吗|能不能/

/** What follows when the reader does not, or does: a threat or a favour in plain words. */
const OR_ELSE = /(?:不然|要不|否则|要不然|再不)[^。!?\n]{0,10}(?:停|断|封|关|销|抓|罚|扣|冻|拘)|or (?:else )?(?:your|the) \w+ (?:will|is going to)|帮[您你](?!们)[^。!?\n]{0,4}(?:解封|解冻|解除|解锁|恢复|退款|提额)/

/** To be read out over the telephone: only somebody who calls asks for that. */
const READ_OUT = /[念报读讲话](?:一下)?(?:给|拨|畀|俾|与|予|乎)(?:我|俺|侬|阮|咱)/

/** No role is named, but a secret is asked for under a threat or to be read out; in another language also for a prize. */
function isLevered(asks: readonly Keyword[], keywords: readonly Keyword[], text: string): boolean {
  if (!asks.some((word) => word.group === 'secret')) return false
  const isAbroad = keywords.some((word) => word.value === ABROAD && (word.group === 'secret' || word.group === 'give'))
  return OR_ELSE.test(text) || READ_OUT.test(text) || (isAbroad && keywords.some((word) => word.group === 'pressure' || word.group === 'cash_out'))
}

/** 给我换一张: asks us to do something, and hands nothing over. */
const SERVES = /^给我(?:换|补|查|办|退|处|解|重|回|开|弄|改)/

/** The reader's own is asked for: 要您的…. */
const WANTS_YOURS = /(?:要|需|索取|核对|核验|查验|出示)(?:用|看|核对|一下)?[您你](?!们)的?$/

/** A word of giving near the private thing, and not about our own form: `输入` a code on the official page is ordinary. */
function isAskedFor(secret: Keyword, keywords: readonly Keyword[], text: string): boolean {
  if (WANTS_YOURS.test(text.slice(Math.max(0, secret.start - 8), secret.start))) return true
  return keywords.some((word) => word.group === 'give' && !SERVES.test(text.slice(word.start, word.end + 2)) && word.end >= secret.start - GIVE_REACH && word.start <= secret.end + GIVE_REACH
    && (word.start >= secret.end || word.end <= secret.start) && !/[。!?\n]/.test(text.slice(Math.min(word.end, secret.end), Math.max(word.start, secret.start))))
}

function hasPressureBeside(ask: Keyword, keywords: readonly Keyword[]): boolean {
  return ask.group === 'ask' && keywords.some((word) => (word.group === 'pressure' || word.group === 'give') && Math.abs(word.start - ask.start) <= REACH)
}
