import { isDenied } from '../../text/context.ts'
import type { TextReading } from '../../text/reading.ts'
import type { TextHit } from './text-hits.ts'
import { type Sign, weigh } from './weighed.ts'

const STRENGTH = 0.6
/** What is asked for counts two; two more signs of why must stand beside it. */
const LEAST = 4
const LONGEST = 300
const SHORTEST = 14

/** What nobody may ask for: a secret, a hand on the reader's device, money on a private way, a code that is money. */
const ACTS: readonly Sign[] = [
  { name: 'secret', weight: 2, pattern: /(?:回|发|拍|传)[^,。!?\n]{0,6}(?:信用卡|银行卡|身份证)[^,。!?\n]{0,4}(?:正反面|照片|正面)|(?:报|念|读|告诉|告知|发|回复|提供|转发|说|填)[^,。!?\n]{0,12}(?:验证码|校验[码数]|动态码|密码|口令|\d位数?|[四六]位|数字|卡号|后[四六]位|短信内容|识别码|授权码)|(?:验证码|校验[码数字]{0,3}|动态码|密码|口令|[四六]位数?字?|(?:激活|短信|收到)[^,。!?\n]{0,4}数字|卡号|后[四六]位|识别码|授权码)[^,。!?\n]{0,10}(?:报|念|读|告诉|告知|发|回复|提供|转发|说)(?:给|来|过|一下|我|出|至|到)|\b(?:read|tell|send|give|forward|reply|text|share|provide|say|confirm)\b[^.!?\n]{0,28}\b(?:codes?|digits|pins?|otp|passwords?|passcode|cvv|last (?:four|six|4|6)|card number)\b|\b(?:type|enter)\b[^.!?\n]{0,20}\bpin\b[^.!?\n]{0,30}\b(?:forward|send|give)\b/ },
  { name: 'device', weight: 2, pattern: /(?:下载|安装|打开|开启|装个?|点开)[^,。!?\n]{0,14}(?:会议|远程|共享|录屏|投屏|协助|控制|屏幕|todesk|向日葵)|\b(?:install|download|open|get|run)\b[^.!?\n]{0,30}\b(?:any ?desk|team ?viewer|rust ?desk|quick ?support|to ?desk|remote|screen|zoom|ultra ?viewer|air ?droid)\b|(?:共享|投屏|录屏)[^,。!?\n]{0,8}(?:我|功能|给)/ },
  { name: 'private_pay', weight: 2, pattern: /(?:转|打|汇|退|付|存|还|交|归集|充)(?:账|款|钱|回)?[^,。!?\n]{0,8}?(?:到|给|进|至|入|往)[^,。!?\n]{0,8}(?:我(?!们)|他|她|同学|老师|对方|专员|指定|这[个张]|本人|私人|户头|卡上|银行卡|理赔账户|监管账户|安全[^,。]{0,4}户|发货|快递员|收款码|师傅|法院|检察|派出所|警官|[^,。!?\n]{1,4}的?(?:微信|支付宝|账上|户头))|\d ?(?:in |worth of )?(?:bitcoin|btc|usdt|crypto|ethereum)\b|\b(?:send|pay|load|transfer|wire)\b[^.!?\n]{0,24} to \+?\d[\d -]{6,}|比特币|泰达币|(?:叔叔|阿姨|专人|律师|民警|师傅)[^,。!?\n]{0,4}(?:来|上门|到)[^,。!?\n]{0,4}[拿取收]|(?:上门|来家)[^,。!?\n]{0,4}[拿取收](?:钱|现金|存折|卡)|\b(?:courier|lawyer|driver|officer|agent)\b[^.!?\n]{0,16}\b(?:collect|pick up)\b|\b(?:send|pay|transfer|wire|return|load|gcash)\b[^.!?\n]{0,40}\b(?:back to (?:me|this)|to (?:this|my|a|his|her|our|the) (?:number|account|friend|agent|wallet|card|line)|friend'?s? account|this number|my (?:gcash|wallet|account|number))\b/ },
  { name: 'fee_first', weight: 2, pattern: /(?:先|需|须|要|得|仅|只)[^,。!?\n]{0,8}(?:交|缴|付|转|存|垫|补足?|充|预付|支付)(?![你您])[^,。!?\n]{0,10}(?:\d{2,}|[一二三四五六七八九十百千]+元|%|保证金|验证金|解冻|税|运费|手续费|押金|工本费|邮费)|(?:税款?|运费|手续费|保证金|验证金|工本费|邮费|押金)[^,。!?\n]{0,14}(?:先行?|自行|由[您你]|扫码|付给|缴纳|支付)|(?:垫付|垫)\s?\d{2,}|只差\s?\d+|(?:缴纳|支付|交|付)[^,。!?\n]{0,3}(?!话费|月费|网费|水费|电费|学费|套餐)\p{Script=Han}{1,3}[费金税]\s?\d|(?:缴纳|扫码)[^,。!?\n]{0,6}\d+\s?元?[^,。!?\n]{0,2}(?:押金|保证金|税)|\b(?:processing|release|unlock|activation|delivery|customs|admin)\b[^.!?\n]{0,8}(?:is|fee|:) ?\$?\d|\b(?:settle|pay|clear) \$?\d[^.!?\n]{0,32}\b(?:cards?|vouchers?|crypto|bitcoin)\b|\bpay (?:only |just )?[^.!?\n]{0,14}\b(?:fee|delivery|shipping|tax|customs|release|activation|first)\b|\b(?:deposit|top up|pay|load)\b[^.!?\n]{0,24}\bfirst\b/u },
  { name: 'put_through', weight: 2, pattern: /^(?!.*(?:10086|10010|10000|10099)).*(?:\bpress \d\b|按\d(?:转|接|联系))/s },
  { name: 'kept_apart', weight: 2, pattern: /(?:独自|一个人)[^,。!?\n]{0,6}(?:去|到|在|开)|酒店开房|线上[做录]?笔录|\bgo (?:alone|somewhere private)\b/ },
  { name: 'credit_line', weight: 2, pattern: /(?:开通|打开|开启|启用|走|提)[^,。!?\n]{0,6}(?:备用金|花呗|借呗|白条|微粒|信用额度|借款额度)/ },
  { name: 'token_money', weight: 2, pattern: /(?:礼品卡|点卡|购物卡|充值卡|e卡)[^。!?\n]{0,16}(?:卡密|密码|拍照|发我|发给|报)|\b(?:gift|steam|apple|itunes|google play|razer|load|scratch) ?cards?\b[^!?\n]{0,50}\b(?:codes?|pins?|photos?|pictures?|send|numbers?)\b|\b(?:vouchers?|load cards?|prepaid cards?)\b[^!?\n]{0,50}\b(?:scratch|snap|photo|pictures?|read|codes?)\b|\b(?:apple|steam|gift|google) cards?\b[^!?\n]{0,40}\b(?:read|text|tell)\b/ },
]
/** Why the reader should: one of these alone is ordinary, two beside what is asked for are a scheme. */
const REASONS: readonly Sign[] = [
  { name: 'threat', weight: 1, pattern: /停机|停用|冻结|锁定|封[号停]|征信|报警|起诉|立案|涉嫌|涉案|洗钱|逮捕|拘|失效|过期|作废|销户|扣费|否则|不然|要不|后果|占号|放号|违禁|被扣|病毒|webcam|recorded you|or your|\bunless\b|stopped|异常|失败|\b(?:warrant|suspend|disconnect|block|lock|deactivat|terminat|cut off|arrest|police|legal|malware|virus|hacked|penalt|fine\b|expire|charged|revers)/ },
  { name: 'gain', weight: 1, pattern: /退款|退费|赔|返还|返佣|返利|奖|中了|补贴|提现|到账|解冻|贷款|佣金|免费|领取|恭喜|提额|积分|补偿|\b(?:chosen|grant|free|refund|prize|won|win|selected|reward|bonus|cashback|congratulations|compensation|gift|free|loan|earn|restore|credit you)\b/ },
  { name: 'poses', weight: 1, pattern: /我是|这里是|我司|本公司|客服|专员|经理|民警|警官|公安|检察|法院|派出所|监管|银行|医保局|社保局|通管局|老师|领导|总让|工程师|派单员|engineer|technician|\bofficer|\bagent\b|\b(?:i am|this is|we are|it'?s) (?:from|your|the|calling|sgt|mr|ms|dr|officer|agent|inspector|captain|me\b)|\bdepartment\b|\bsupport\b|\bteam\b/ },
  { name: 'story', weight: 1, pattern: /手机[^,。]{0,6}(?:坏|丢|水里|没电|摔|进水|屏)|换了?(?:号|手机)|多充|充多|充错|打错|转错|误|弄错|填错|掉|住院|医院|派出所|闯祸|受伤|摔|断了|车祸|出事|急用|回来签|报销|还[您你]|补给[您你]|\bmistake|\bnew (?:phone|number)|\bwrong(?:ly)?\b|\bby accident|\bhospital|\bsick\b|\blost my|\bbroke(?:n)?\b/ },
  { name: 'haste', weight: 1, pattern: /今[天日晚]|马上|立即|立刻|尽快|赶紧|急|分钟内|小时内|最后|逾期|\b(?:now|today|tonight|immediately|urgent(?:ly)?|within|asap|quickly|hurry|before (?:noon|\d|midnight|tonight)|by (?:noon|tonight|\d))\b|必须/ },
  { name: 'secrecy', weight: 1, pattern: /不得告诉|别告诉|不要告诉|不要挂|别挂|勿挂|保密|别声张|别跟|别和|独自|不方便说|瞒着|don'?t tell|do not tell|keep (?:this|it) (?:quiet|secret|between)|between us|stay on the line/ },
  { name: 'led', weight: 1, pattern: /(?:跟着|听|按|照)我|我(?:一步步)?(?:教|带|指导|协助|帮)[您你](?!们)|帮[您你](?!们)[^,。]{0,6}(?:入账|办|解|退|关|开|处理)|\bso (?:that )?(?:i|we) can\b|\b(?:i|we)(?:'ll| will) (?:help|guide|restore|pay you|refund)\b|\bso (?:he|she|they) can\b/ },
  { name: 'to_reader', weight: 1, pattern: /[您你](?!们)|\byou(?:r|rs)?\b|\bur?\b|\bmadam\b|\bsir\b/ },
]
/** A customer asks, tells what they did or what happened to them, or speaks to our staff. */
const CUSTOMER = /[?吗呢么]\s*[。!]?\s*$|怎么|为什么|哪里|能不能|可不可以|可以[^,。]{0,6}吗|请问|你们|贵司|我(?:的|想|要|没|不(?!方便|好)|已|刚|在(?=网上|你们|营业厅|官|app|淘宝|京东)|把|被|收到|接到|就|给|打|充|付|转|办|自己)|(?:一直|还|都)没|收不到|打不开|登不上|不[会能得再]?(?:向|索|要求|让)|切勿|请勿|谨防|警惕|骗子|骗局|被骗|骗[了走我钱]|(?<!说[您你]|告[您你]|算)诈骗|举报|麻烦|谢谢|感谢|(?:已经?|都)(?:收到|到账)|投诉|工信部|退款(?:请)?退|(?:帮我|请)把?[^,。!?\n]{0,12}退|原[卡路]|\b(?:can|could|do|does|did|how|why|where|what|should|is|are) (?:i|we|it|the|my|this|there)\b|\bi(?:'m|'ve)? (?:want|need|tried|cannot|can't|did|have|got|paid|received|refused|was|lost|forgot)\b|\b(?:never|don'?t (?:share|give|click)|do not|scam|beware|will not ask|won't ask)\b/

/** Cheap words without which nothing is asked for. */
const WORTH = /独自|笔录|按\d|\bpress \d|[码密卡屏议装转打汇退付垫交缴币]|数字|开通|来[^,。]{0,4}[拿取收]|\b(?:grab|buy|get|settle|bitcoin|btc|usdt|crypto|collect|vouchers?|send|pay|read|tell|give|install|download|open|forward|transfer|wire|return|load|enter|type|reply|text|share|provide|say|confirm|deposit|top up|cards?)\b/

/**
 * Somebody asks for what nobody may ask for and says why (R-TEXT-06, DOMAIN 2.7), in words on no list: a secret, a hand on the reader's device, money on a
 * private way or first, a code that is money; beside it two of a threat, a gain, an office, a mishap, haste, secrecy, a hand that leads, the reader addressed.
 */
export function demandsOpenly({ normal: { text }, keywords, context }: TextReading): TextHit | null {
  if (text.length < SHORTEST || text.length > LONGEST || context.isAdvice || context.isReport || !WORTH.test(text)) return null
  const stands = (start: number, end: number): boolean => !isDenied(text, keywords, start, end)
  const acts = weigh(text, ACTS, stands)
  if (acts.sum === 0 || CUSTOMER.test(text)) return null
  const reasons = weigh(text, REASONS)
  // The reader is addressed in most letters; it counts only beside a reason proper.
  if (Math.min(acts.sum, 2) + reasons.sum < LEAST || reasons.names.every((name) => name === 'to_reader' || name === 'haste' || name === 'poses')) return null
  return { strength: STRENGTH, evidence: { role: null, asksFor: [...acts.words, ...reasons.words].slice(0, 3) }, places: [...acts.places, ...reasons.places] }
}
