import { anyOf } from '../../text/word-tables.ts'

/** Something that nobody asks for with an honest purpose, whoever they say they are. All parts must be found; `but` tells an honest text with the same words. */
export interface Demand {
  readonly parts: readonly [RegExp, ...RegExp[]]
  readonly but?: RegExp
}

/** Money or credit on its way to somebody, in Chinese. */
const PAYS = /(?:转|打|汇|交|垫|缴|送)[^,。!?\n]{0,10}(?:钱|费|款|元|块|万|千|百|账|帐|卡|金|\d{3})/
const PAYS_EN = /\b(?:send|pay|gcash|transfer|deposit|wire|load)\b/

/** Latin letters carry no accents here: texts are read in their normal form. */
export const DEMANDS: readonly Demand[] = [
  // Lines, cards, accounts and hands for hire: the tools of frauds.
  {
    parts: [
      anyOf('手机卡 电话卡 实名卡 副卡 流量卡 闲置卡 卡密 代理商?[账帐]号 代理商?充值[账帐]号 座机 固话 银行卡 对公户 四件套 收款码 微信号 支付宝号 手机号 注册号 实名号 检测号 接码 猫池 群发接口 改主叫 两部手机 通话清单 主叫的?号 agent_accounts? registered_sims? sim_slots? sim_cards? bank_accounts? phone_lines? phone_numbers?'),
      anyOf('收(?![取益到费据件货获入看听拾藏]) 租 借 卖 求购 代开 代办 招人 招聘 批量 挂机 放一起 装个 配合 一套可出 查任意 大量群发 rent lend hire sell selling buy buying', '出(?=[,。一])'),
      anyOf('日薪 日结 现结 当天结 周结 每小时 按小时 一张 每张 价高 高价 价格好谈 样品 再付款 优先 可谈 面议 押金 秒结 自动发货 same_day no_questions no_id instant_payout a_day per_day per_card a_night each_month', '每[天日月](?:给|结|到)?[^,。!?\\n]{0,4}[\\d一二两三四五六七八九]', '(?:一天|天)[^,。!?\\n]{0,3}[\\d一二两三四五六七八九]{2,}'),
    ],
    but: anyOf('你们 客服 怎么 为什么 举报 注销 挂失 营业厅 被骗 谢谢 麻烦 do_you can_i how_much my our', '[?吗]', '我(?:的|想|要|在|有|妈|爸|家)'),
  },
  // The code of a card that was bought.
  { parts: [/充值卡[^,。!?\n]{0,6}(?:卡密|密码)[^,。!?\n]{0,6}(?:回复|发到|发至|发给(?!你们)|报给|告诉我)|(?:send|text|give|reply with)\b[^.!?\n]{0,24}\b(?:scratch(?:ed)?|load|recharge|voucher|top ?up)\b[^.!?\n]{0,12}\b(?:pins?|codes?|cards?)\b[^.!?\n]{0,60}\b(?:double|refund|bonus|reward|twice)/] },
  // A code that strayed to the reader, or will come to them.
  { parts: [/\b(?:code|otp)\b[^.!?\n]{0,14}\b(?:went|sent|came|goes)\b[^.!?\n]{0,10}\byour (?:number|phone)\b[^!?\n]{0,30}\b(?:forward|send|give|text|tell)\b|\b(?:sent|went)\b[^.!?\n]{0,24}\b(?:code|otp|pin)\b[^.!?\n]{0,16}\byour (?:number|phone)\b[^!?\n]{0,30}\b(?:forward|send|give|text|tell)\b|(?:码|短信)[^,。!?\n]{0,4}(?:发|填|留)(?:错|成)[^,。!?\n]{0,6}你(?!们)[^。!?\n]{0,16}(?:发|转|告诉|念|报)(?:给)?我|你(?!们)[^,。!?\n]{0,6}码[^。!?\n]{0,8}(?:填|发|留|写)错[^。!?\n]{0,12}(?:发|转|告诉|念|报)(?:给)?我|(?:\d位|[四六]位|码|数字|短信)[^。!?\n]{0,12}(?:发|到|寄)[^,。!?\n]{0,4}你(?!们)(?:那|这|手机|号|的)[^。!?\n]{0,16}(?:发|转|告诉|念|报|截)[^,。!?\n]{0,3}我/] },
  {
    parts: [/\b(?:send|give|forward|tell|text|read|share)\b[^.!?\n]{0,24}\b(?:us|me)\b[^.!?\n]{0,30}\b(?:code|otp|digits|pin)\b[^.!?\n]{0,20}\byou(?:'ll| will| just| have)* ?(?:get|got|receive|received)\b|(?:随后|稍后|待会儿?|等下|一会儿?)[^,。!?\n]{0,8}(?:收到|发来?)[^,。!?\n]{0,10}(?:码|数字)[^。!?\n]{0,16}(?<!勿|不要|别|不能)(?:发我|发给我|发过来|告诉我|告知|念给|报给|提供给?)/],
  },
  // All savings on one card; a surplus to a private account.
  { parts: [/(?:全部|所有|名下)[^,。!?\n]{0,4}(?:存款|资金|积蓄)[^。!?\n]{0,10}(?:归集|集中|转入|转到|汇入|存入|统一)|(?:存款|资金|积蓄)[^。!?\n]{0,4}(?:全部|统一|都)[^。!?\n]{0,4}(?:归集|集中|转入|转到|汇入|存入)/] },
  { parts: [/多(?:余|充|付|打|转)的?[^,。!?\n]{0,12}(?:退回|转回|退还|返还|退|转)(?:到|给|至)(?:这个|本|我的?|指定|以下|私人)[^,。!?\n]{0,4}(?:支付宝|微信|账户|账号|卡|收款码)/] },
  // A prize that must be paid for first.
  { parts: [/中奖|抽中|中了奖|奖金|nanalo|nakadaog|premyo|\bwon\b|winner|\bprize\b|raffle|hadiah|undian|umeshinda|ganado|ganador|premio|ganhou|ganhador|trung thuong/, /先(?:交|付|缴|充|转|打)|magpadala (?:ng|sa|po)\b|para (?:ma-?claim|makuha)|magpadala muna|magbayad muna|mag-?load muna|(?:ipadala|bayad|padala) una|una ang|terlebih dahulu|\bdulu\b|\bkwanza\b|primero|antes de|primeiro|\btruoc\b|(?:send|pay|deposit|load)\b[^.!?\n]{0,40}\bfirst\b/] },
  // Credit that strayed to the reader, to be given back by hand: never by our own road of consent.
  { parts: [/(?:误|错|手滑|不小心|弄混)[^。!?\n]{0,14}(?:给|往|到|在)[您你](?!们)[^。!?\n]{0,10}(?:充|打|转|存)|充[^,。!?\n]{0,4}到了?[您你](?!们)[^,。!?\n]{0,6}(?:号|手机|卡|那)[^。!?\n]{0,30}(?:误|错|手滑|不小心)|(?:误|错|手滑|不小心)[^。!?\n]{0,14}(?:充|打|转|存)[^,。!?\n]{0,4}(?:到|给|进)了?[您你](?!们)|(?:充|打|转|存)错[^,。!?\n]{0,4}(?:到|给|进|在)了?[您你](?!们)/, /(?:发|转|退|还|打|返)(?:个|点)?(?:红包|回来?|给|还)?[^,。!?\n]{0,4}(?:我|本人|俺|咱)|(?:转|退|还)回来/] },
  {
    parts: [/(?:mistake|accident|wrongly|in error)[^.!?\n]{0,40}\b(?:you|your (?:number|line|phone|account|sim))\b|\b(?:sent?|load\w*|transfer\w*|top\w*)\b[^.!?\n]{0,30}\b(?:to|on|in) (?:you|your (?:number|line|phone))\b[^.!?\n]{0,24}(?:mistake|accident|error|wrong)/, /\b(?:send|give|return|refund|transfer|pay|gcash|pasa|pass)\b[^.!?\n]{0,14}\b(?:back|am|me|it)\b/],
    but: /\b(?:you|operator|company) (?:charged|deducted|took|billed|credited)\b/,
  },
  { parts: [/(?:充|打|转|存)(?:到|进|在|给)了?[您你](?!们)[^,。!?\n]{0,4}(?:手机|号|卡|话费|那)/, /(?:转|退|还|返|给|打)(?:给)?我|我[^,。!?\n]{0,4}(?:微信|支付宝|卡)/, /(?:别|不[用要必])(?:去|找|打|走|经)(?:营业厅|客服|官方|柜台|运营商|平台)|等钱|急用钱|救急/], but: /[?吗]|你们/ },
  // A safe place for the reader's money; a code typed at a voice's word.
  { parts: [/\b(?:move|transfer|send|shift|put)\b[^.!?\n]{0,24}\b(?:balance|money|funds|savings|credit|load|deposits?)\b[^.!?\n]{0,20}\bto (?:the|a|an|this|our|my)? ?(?:new |special |temporary )?(?:safe|secured?|security|protected|holding|protection) (?:number|account|wallet|place|vault|line|card|balance|id)\b/], but: /\?|\bnever\b|\bnot\b(?! tell)|n't\b(?! tell)|\bscam/ },
  { parts: [/(?:语音|电话)提示?[^,。!?\n]{0,6}(?:输入|键入|按)[^,。!?\n]{0,6}密码/, /他人|绑定|盗[刷用]|异常|冻结|境外|解绑|失效|停用/], but: /[?吗]|我|你们|(?<!\d)(?:10086|10010|10000|10099|955\d\d|12\d{3})(?!\d)/ },
  { parts: [/\b(?:enter|type|key in|input)\b[^.!?\n]{0,14}\byour\b[^.!?\n]{0,16}\b(?:pin|mpin|otp|password|passcode|cvv)\b/, /\b(?:free|congrat\w*|won|winner|reward|bonus|claim|activate|unlock|gift)\b/, /\b(?:forward|share|claim|activate|unlock|redeem)\b/], but: /\?|\b(?:i|my|never|not|app|atm|counter|handset|voucher|card pin)\b|n't\b/ },
  // Somebody the reader is to know, in need of a sum that will be given back.
  { parts: [/我是[您你](?!们)的?[^,。!?\n]{0,8}(?:同事|同学|朋友|表[哥弟姐妹]|堂[哥弟姐妹]|邻居|亲戚|战友|领导|老师|老乡|室友)/, /急用|住院|出事|车祸|救急|周转|手术|抢救/, /[一二两三四五六七八九几\d][千万百]|\d{3,}/, /还|转|借|打|垫/], but: /[?吗]/ },
  // What the reader's own phone asks is to be approved at a stranger's word.
  { parts: [/\b(?:approve|accept|allow|confirm|tap yes (?:on|to))\b[^.!?\n]{0,16}\b(?:prompt|notification|push|request|pop-?up|message)\b[^.!?\n]{0,12}\b(?:on|in) your (?:screen|phone|app|handset)\b/, /suspicious|log ?in|fraud|block|stay on|security|unauthori[sz]ed|hold the line/], but: /\?|\bnever\b|\bnot\b|n't\b|\bmy\b|\bi\b/ },
  // A gain each day, for credit to begin with.
  { parts: [/\b(?:crypto|forex|mentor|traders?|invest\w*|trading|stakes?)\b/, /\bguarantee\w*\b|\d ?% (?:daily|a day|per day|each day|weekly|a week|profit)/, /\b(?:start|begin|join)\b[^.!?\n]{0,10}\b(?:with|for|from)\b|\bdeposit\b|\bminimum\b/], but: /\?|\bmy\b|\bi\b|\bfund\b/ },
  // A card and what was sent to the phone, both told to one person.
  { parts: [/卡号|银行卡/, /短信[^,。!?\n]{0,6}(?:数字|码|内容)|验证码|校验码/, /(?:发|报|念|告诉|给)(?:给)?我(?!们|的)/], but: /[?吗]|客服|你们|收不到|没收到/ },
  // A penalty that only codes of cards settle; credit that comes back doubled.
  { parts: [/\b(?:pay|settle|send|clear)\b[^.!?\n]{0,30}\b(?:in|with|by|via|using)\b[^.!?\n]{0,6}\b(?:recharge|airtime|load|voucher|gift card|top-?up)\b[^.!?\n]{0,6}\b(?:pins?|codes?|vouchers?|cards?)\b/, /\bor\b[^.!?\n]{0,24}(?:cancel|arrest|block|terminat|suspend|deport|revok|jail)|\b(?:fine|tax|warrant|clearance|penalty|bail)\b/], but: /\?|\bnever\b|\bi\b|\bmy\b/ },
  { parts: [/\b(?:double|triple|multiply)\b/, /\b(?:airtime|load|credit|money|cash|deposits?)\b/, /\b(?:send|transfer|deposit|load)\b[^.!?\n]{0,20}\b(?:to|on|into) (?:this|my|our)\b/], but: /\?|\bnever\b|\bnot\b|n't\b|\bi\b|twice by mistake/ },
  // Money that is given back in a group, to a card that is told there.
  { parts: [/退费|清退|退款|回款|兑付|返还/, /(?:加|进|入)[^,。!?\n]{0,4}(?:群|会议室)/, /(?:登记|填写?|提供|报|绑定?|提交)[^,。!?\n]{0,6}(?:银行卡|卡号|身份证|账户|账号)/], but: /[?吗]|我|你们/ },
  { parts: [/nagkamali|nasayop|namali|sayop|\bmali\b/, /pasa|load|padala|send/, /\bsa (?:inyo|iyo|imo)\b|\bsayo\b|number (?:mo|ninyo|nyo)/, /balik|\b(?:i)?uli\b/] },
  { parts: [/kimakosa[^!?\n]{0,40}(?:yako|kwako)[^!?\n]{0,50}(?:rudish|tuma)|(?:salah|keliru|tersalah)[^!?\n]{0,24}(?:kirim|transfer|isi|hantar|top ?up)[^!?\n]{0,40}(?:nomor|no|nombor|akun|ke) ?(?:anda|kamu|awak|kakak)[^!?\n]{0,50}(?:kembalikan|balikin|kirim balik|pulangkan)|(?:por error|equivocad|por engano|sin querer)[^!?\n]{0,50}(?:su|tu|seu|teu) (?:numero|celular|linea|chip)[^!?\n]{0,60}(?:devuelv|devolv|regres)|galti se[^!?\n]{0,40}(?:aapke|apke|tumhare)[^!?\n]{0,50}(?:wapas|vapas|lauta)|(?:nap|chuyen) nham[^!?\n]{0,40}(?:ban|anh|chi|em)\b[^!?\n]{0,50}(?:chuyen|tra|hoan) (?:lai|tra)/] },
  // Prison or worse, unless money is paid now.
  { parts: [/批捕|逮捕|抓去关|抓起来|拘捕|坐牢|通缉|抓人/, /(?:转|打|汇|交|垫|缴)[^,。!?\n]{0,10}(?:钱|费|款|元|金|处理)|转账|罚金/] },
  // Cash, gold or cards to be fetched by somebody in an office's name.
  { parts: [/现金|黄金|金条|存折|银行卡/, /上门[^,。!?\n]{0,12}(?:取|收)|放(?:到|在)[^,。!?\n]{0,12}(?:门口|柜|楼下|指定)|(?:闪送|邮寄|寄)[^,。!?\n]{0,4}(?:到|给)[^,。!?\n]{0,10}(?:指定|专员|同志|警|部门|办案)|交给[^,。!?\n]{0,8}(?:同志|警|专员|办案)/, /涉嫌|洗钱|专案|查验|验资|清查|警官|办案|流水/] },
  { parts: [/\b(?:cash|gold|bank cards?)\b/, /courier|pick (?:it|them) up|hand (?:it|them) |collect (?:it|them)/, /officer|investigat|laundering|\bagent\b|inspector/] },
  // Pictures that will be shown around.
  { parts: [/视频|照片|裸|录了/, /通讯录|群发|发给[^,。!?\n]{0,6}(?:家人|亲友|朋友|同事|单位)|公开/, /(?:转|打|付|汇|给|拿)[^,。!?\n]{0,6}[\d一二两三五万千]|封口费|\bbtc\b|usdt|比特币/] },
  { parts: [/\b(?:photos?|videos?|pictures|webcam|camera|access to your (?:phone|device))\b/, /\bcontacts\b|your (?:family|friends|boss|wife|husband)|publish|\bleak\b|post (?:it|them)|everyone/, /\b(?:send|pay|transfer)\b[^.!?\n]{0,24}(?:\d|btc|bitcoin|usdt)/] },
  // Somebody dear to the reader in need, told by a stranger.
  { parts: [/[您你](?!们)(?:家|的|家的)?(?:儿子|女儿|孩子|孙子|孙女|老公|老婆|爱人|老伴|爸|妈|父亲|母亲|娃|媳妇|弟|妹|外孙|亲戚|亲人|家人|亲属)/, /出事|受伤|住院|车祸|磕|摔|被抓|绑|手术|抢救|急救|酒驾|打架|打人|打伤|派出所/, new RegExp(`${PAYS.source}|私了|和解|速?打款|要[^,。]{0,3}[一二两三四五六七八九十\\d]+[万千]`)] },
  { parts: [/\byour (?:son|daughter|child|husband|wife|brother|sister|mother|father|mom|mum|dad|grandson|nephew)\b/, /accident|hospital|surgery|medicine|injured|arrested|\bjail\b|kidnap|custody/, PAYS_EN] },
  { parts: [/^(?:hi |hey |hello )?(?:mum|mom|dad|grandma|grandpa|granny|nana|uncle|aunt(?:ie|y)?)\b|^(?:爸|妈|姐|哥|叔|姑|舅|姨|爷爷|奶奶|外公|外婆)[,、! ]/, /\bjail\b|\bbail\b|accident|crash|arrested|hospital|撞(?:了|到|伤)|被抓|拘留|私了|出事/, /\b(?:need|send|pay|load|money|cash)\b|(?:转|打|汇|垫)[^,。!?\n]{0,10}(?:卡|钱|[万千]|\d{3})/] },
  // Credit for whoever gets none, for a fee in advance.
  { parts: [/信用卡|贷款|放款|额度|借款/, /黑白?户|无视|不看(?:征信|流水)|包(?:下|过|批)|百分百|秒批|内部/, /(?:先|前期|只收|预付|提前)[^,。!?\n]{0,6}(?:费|\d{2,})/], but: /[?吗]|骗/ },
  // A hand led through the bank's app.
  { parts: [/(?:听我|按我|照我|跟着我|我教[您你]|我指导|我一步|听从)[^,。!?\n]{0,16}(?:手机银行|网银|支付宝|花呗|借呗|转账|限额|余额|屏幕|银行卡|贷款)/] },
  // Gains that somebody leads to.
  { parts: [/(?:带|教)[您你](?!们)[^,。!?\n]{0,6}(?:赚|挣|做单|理财|翻|投资|操作)|跟(?:着|我)[^,。!?\n]{0,6}(?:老师|导师|操作|做单|下单)|老师带(?:队|你|单)|稳赚|包赔/, /外汇|股|币|期货|黄金|理财|基金|投资|零花|副业|彩票|平台/], but: /[?吗呢]\s*$/ },
  // A payee whose account changed.
  { parts: [/房租|租金|学费|货款|余款|款项|补课费|工程款|定金|尾款/, /(?:打|转|汇|付|存)(?:到|给|进|至|入)[^,。!?\n]{0,14}(?:卡|账户|账号|账上|支付宝|微信|爱人|侄子|老婆|儿子|财务|会计)/, /换|改|限额|新|停用|冻结|丢|注销|临时|\d{12,19}/] },
  { parts: [/\b(?:rent|tuition|invoice|supplier|deposit)\b/, /\bnew (?:account|bank|card)\b|(?:account|bank|card)s?\b[^.!?\n]{0,10}\bchanged|changed (?:our|my|the) (?:bank|account)/, /\b(?:pay|send|transfer|wire)\b/] },
  // Phones, lines and names of people to be hired: calls and codes of frauds run over them.
  { parts: [/(?<!回)收(?!到|不|费|款|货|件|据|入|听|藏|工|拾|取)|租(?!金|房|户|约)|招(?:兼职|人|募|合伙|工)|合伙|求购|有偿|兼职/, /(?:手机|电话|学生|流量|实名|闲置|白)卡|旧手机|老[年人]机|话机|座机|固话|手机口|语音线路|goip|猫池|音频线|(?:放|架|挂)[^,。!?\n]{0,6}设备|插[^,。!?\n]{0,6}卡|四件套|八件套|一套/, /一张\d|\d+(?:一|每|\/)(?:张|小时|天|套|个)|日结|现结|周结|包设备|有钱|就赚|提成|\d{2,}[元块]?(?:一|每)|一[小]?[时天张套][^,。!?\n]{0,3}\d/], but: /[?吗]|切勿|请勿|不要|违法|禁止/ },
  { parts: [/\b(?:rent|buy|buying|lend|hire)\b/, /\b(?:sims?|sim cards?|phone lines?|whatsapp accounts?|bank accounts?)\b/, /\b(?:per|a|each) (?:day|week|month|sim|card|account)\b|\bdaily\b|\beach\b/, /\byour\b|\bregistered\b|\bverified\b/] },
  { parts: [/出借|借用|出租|租用|有偿|走账|过账/, /银行卡|账户|收款码|支付宝|营业执照/, /给[\d一二两三四五六七八九十]+[千百万元块]|\d{3,}|提成|佣金|责任/], but: /[?吗]|切勿|请勿|不要|违法|禁止|我/ },
  // Gas, current, water or a parcel is cut off or destroyed unless money comes first.
  { parts: [/断[气电水网]|停[水电气](?!机)|销毁|报废|退回海关/, /\d+\s?元?[^,。!?\n]{0,4}(?:押金|费|款|金)|(?:押金|费|款|金)[^,。!?\n]{0,6}\d+/, /先付|先缴|前缴|先转|付款|缴纳/], but: /[?吗]|欠费|账单|余额|我/ },
  { parts: [/[断停][水电气](?!机)|[水电气]表欠费/, /扫码|点击|转(?:到|账|至|\s?\d{4})/, /补缴|缴清|结清|缴纳/], but: /[?吗]|我|怎么/ },
  { parts: [/\bcustoms\b|\bparcel\b|\bpackage\b|\bshipment\b/, /\bfee\b|\bduty\b|\btax\b/, /\bload(?:ed)?\b|agent number|airtime|\bto (?:the|this) number\b/, /destroy|return|today|within|before/], but: /\bmy\b|\?/ },
  // A case in which nobody may hang up or be told.
  { parts: [/案件|专案|涉案|立案|一案/, /[勿不]要?挂断|笔录|取保|保释|不得(?:告诉|外传)|不要告诉/, /[您你](?!们)|名下|护照|身份/], but: /[?吗]|我(?:接到|收到)/ },
  // Somebody important who is busy, wants credit and silence.
  { parts: [/\b(?:meeting|tied up|can'?t talk|cannot talk|busy)\b/, /\b(?:vouchers?|gift ?cards?|airtime|load|cards of|transfer)\b/, /between us|keep (?:it|this) (?:quiet|confidential|private|a secret)|don'?t (?:tell|mention)|surprise/], but: /\?/ },
  { parts: [/开会|不方便|忙着|走不开/, /(?:买|转|充|垫)[^,。!?\n]{0,10}(?:卡|券|\d{3}|[一二两三四五六七八九][千百万])/, /别(?:声张|告诉|跟|和|外传|问)|保密|先别说/], but: /[?吗]/ },
  // The words that open a wallet of coins.
  { parts: [/\b(?:wallet|coins?|crypto|metamask|ledger)\b|钱包|助记词/, /\b(?:12|24|twelve|twenty[- ]four)[ -](?:secret )?words?\b|seed|recovery (?:phrase|words)|private key|助记词|私钥/, /\b(?:enter|type|send|import|submit|confirm)\b|输入|填写|发/], but: /never|n't|\bnot\b|\?|[吗]|不要|切勿/ },
  // A charge that will come unless somebody is led through switching it off.
  { parts: [/(?:每月|每年|每天|自动|开始)[^,。!?\n]{0,6}扣(?!款失败)|扣[^,。!?\n]{0,6}\d{2,}/, /关闭|解除|注销|关掉|取消(?!修改|[,。])|不(?:需|想)要|如不/, /我[^,。!?\n]{0,4}(?:教|带|指导|协助|帮)|一步步|(?:下载|打开)[^,。!?\n]{0,6}(?:会议|软件|app)|专线|(?:致电|拨打?|联系|加|回拨|回电|来电)[^,。!?\n]{0,4}(?:客服|专员|热线)?\s?\+?\d(?:[ -]?\d){5,}/], but: /10086|10010|10000|10099/ },
  // Compensation paid through one's own credit: what is too much goes back to somebody.
  { parts: [/赔|补偿|退款|退费/, /备用金|花呗|借呗|微粒|白条|借款|贷款额度|额度/, /转回|退回|还给|多(?:出|余|打|付)|开通|开一下|提出来|提现/], but: /我(?:的)?(?:花呗|借呗|额度)[^,。]{0,8}(?:付|充|扣)/ },
  { parts: [/征信|网贷|校园贷|贷款(?:账户|记录)|利率/, /清零|注销|消除|关闭|降到|整改/, /转(?:到|入|至|给)|提(?:出来|现|取)|借(?:出来|空)|对公|认证(?:金|资金)|指定/] },
  // Money first, so that one's own comes out.
  { parts: [/提现|解冻|返还|返现|激活|退款|领取|开通/, /(?:需|先|要|得|必须)[^,。!?\n]{0,6}(?:充值?|转|缴|交|付|打|垫|存)[^,。!?\n]{0,6}\d{2,}|(?:先|需)[^,。!?\n]{0,4}(?:冻结|缴纳|支付)[^,。!?\n]{0,6}(?:%|保证金|押金|定金|税)/, /才(?:能|可)|后(?:才|即|方|会|全额|返|退)|再(?:退|返|给)|(?:一并|随)返|方可/], but: /套餐|宽带|合约|活动|我/ },
  { parts: [/担保|中介|交易(?:网|站|平台)/, /保证金|冻结|押金|解冻|先(?:注册|付|转|交)/, /https?:|链接|网址|站|\.(?:com|cn|top|vip|example)/], but: /[?吗]/ },
  // A line that will be cut within hours unless one calls or is put through.
  { parts: [/(?:名下|您的?|你的?|本机)[^。!?\n]{0,20}(?:卡|号|号码|手机|业务|账户)/, /停机|停用|关停|强制|冻结|封停|停止/, /(?:\d+|[一两二三])(?:个)?小时|今[日天]|立即|马上|当[日天]/, /转接|按\d|回拨|(?:民警|警官|专员|办案)|(?:联系|拨打|致电)[^,。!?\n]{0,4}\d{6,}/], but: /欠费|余额不足|10086|10010|10000|10099/ },
  { parts: [/\byour (?:sim|number|line|account|service|esim|connection|power|electricity|gas|water|internet|meter)\b/, /block|suspend|deactivat|disconnect|terminat|\bcut\b|locked/, /\b(?:within|in|before|today|tonight|immediately)\b/, /\b(?:call|dial|text|whatsapp|ring)\b[^.!?\n]{0,16}\+?\d[\d -]{5,}|\bpress \d\b/], but: /\bmy\b/ },
  // Cards whose codes are money.
  { parts: [/\b(?:apple|itunes|steam|google|amazon|gift|razer)[ a-z]{0,8}cards?\b|(?:点|礼品|购物|充值|话费|加油|超市|京东|提货|e)卡/, /\b(?:buy|purchase|get|pick up)\b|买|购/, /\b(?:codes?|scratch|pictures?|photos?)\b|卡密|密码|刮开|拍照/, /\b(?:send|text|email|give)\b[^.!?\n]{0,20}\b(?:me|us|them|code|codes)\b|发(?:给|到)?我|拍给我/], but: /(?:can|do|where) (?:i|you)/ },
  // A code of ours that a caller wants read out.
  { parts: [/\b(?:passcode|code|otp|pin|digits)\b/, /\b(?:read|tell|give|confirm|say)\b[^.!?\n]{0,10}\b(?:me|us|out)\b/, /\b(?:just|we|been|was) (?:just )?(?:texted|sent|sms)|\bto (?:stop|cancel|verify|reverse|block)\b/], but: /never|\bnot\b|n't/ },
  { parts: [/验证码|动态码|动态密码|六位|安全码|三位数|背面[^,。]{0,4}数/, /(?:报|念|读|说)(?:一下|给我|出来|上来)|(?:只需|麻烦|请)[您你]?[^,。!?\n]{0,4}(?:报|念|提供|告知)/, /提额|额度|升级|解[冻封除]|退款|开通|办理|核[实对验]/], but: /[?吗]|不要|切勿|请勿|谨防|不会|从不/ },
  { parts: [/(?:工作人员|专员|客服|师傅)[^。!?\n]{0,16}(?:电话|来电|指导|协助)/, /码[^,。!?\n]{0,6}(?:告知|告诉|报|提供|念)/], but: /[?吗]|不要|切勿|请勿|谨防|不会/ },
  { parts: [/帮我?(?:收|接)[^,。!?\n]{0,4}(?:码|短信)/, /发(?:给)?我|告诉我|截(?:图)?(?:给|发)我/], but: /客服/ },
  { parts: [/\botp\b|\bcode\b|验证码|动态码/, /\b(?:provide|send|tell|give)\b|提供|报/, /帮[你您](?!们)|help you|扣费/, /[你您]|\byou/], but: /[?吗]|不要|切勿|请勿|never|n't/ },
  // What the reader received or will receive, for somebody else.
  { parts: [/[把将][^,。!?\n]{0,6}收到的[^,。!?\n]{0,6}(?:码|数字|短信|位数)[^,。!?\n]{0,6}(?:发|转|告诉|念|报|截)[^,。!?\n]{0,3}(?:我|过来)|你(?!们)(?:那[边里]?|手机|微信|号码?|这边)?[^,。!?\n]{0,4}(?<!没|未)收到的?[^,。!?\n]{0,6}(?:码|数字|短信)[^,。!?\n]{0,4}(?:发|转|告诉|念|报|截)[^,。!?\n]{0,3}我|帮(?:忙|我)?(?:收|接)(?:个|一?下|一?个)[^,。!?\n]{0,3}(?:验证码|短信验证|注册码)/], but: /客服|你们|收不到|没收到/ },
  // A card or paper of the reader by return, for something that is to be settled.
  { parts: [/回复[^。!?\n]{0,10}(?:银行卡|卡号|身份证)|\breply with\b[^.!?\n]{0,24}\b(?:card number|bank (?:card|account)|id (?:card|number))\b/, /办理|领取|激活|核验|年审|认证|恢复|退款|\b(?:claim|activate|verify|renew|refund|restore)\b/], but: /[?吗]|我(?!们|司)|怎么|\b(?:my|i)\b/ },
  // Into a room where the screen is seen, by its number.
  { parts: [/(?:下载|安装|打开|进入?|加入)[^,。!?\n]{0,6}会议/, /(?:会议|房间|邀请)[号码][^\d,。!?\n]{0,4}\d{3}/, /[您你](?!们)|资金|账户|退款|安全|理赔/], but: /[?吗]|我(?!们|司)|同事|老师|上课|项目|公司/ },
  // A child on a stranger's phone who needs a sum.
  { parts: [/^(?:hi |hey |hello )?(?:mum|mom|mama|dad|papa|daddy|mummy|mommy)\b/, /\bphone(?:'s| is| was| got)? ?(?:dead|broke|broken|lost|stolen|dropped|fell)|\bborrowed\b|\b(?:this is my )?new number\b|\bfriend's phone\b/, /\b(?:need|send|load|top up|transfer|pay)\b[^!?\n]{0,24}\d{2,}/] },
  { parts: [/^(?:爸|妈|爷爷|奶奶|外公|外婆)[爸妈]?[,、! ]/, /手机[^,。!?\n]{0,4}(?:坏|丢|没电|掉|摔|进水)|新号|借[^,。!?\n]{0,4}手机|(?:同学|老师|别人)的(?:手机|号)/, /(?:充|转|打|汇)[^。!?\n]{0,12}\d{3,}/] },
  // A secret of the reader, outright.
  { parts: [/(?:请|需要?|须|麻烦)[您你]?(?:立即|尽快|马上)?(?:回复|提供|发送|填写|输入|报)[^,。!?\n]{0,8}(?:服务密码|支付密码|取款密码|交易密码|登录密码|卡密码|cvv|安全码)/], but: /[?吗]|怎么|我(?!们|司|方)|提示|页面|一直|不了|你们/ },
  { parts: [/\b(?:confirm|provide|send|reply with|verify|give)\b[^.!?\n]{0,10}\byour (?:\w+ )?(?:cvv|pin|otp|mpin|password|card number|passcode)\b/], but: /never|\bnot\b|n't|\bi\b|\bmy\b|\?|branch|counter|online/ },
  // To somebody's own account instead of the operator's.
  { parts: [/(?:支付|付款|转账|打款|[付转打])[^,。!?\n]{0,6}(?:到|给|至)[^,。!?\n]{0,6}个人(?:[账帐]户|收款|微信|支付宝|卡)/], but: /[?吗]|我(?!们|司|方)/ },
  // Papers of everybody in a firm.
  { parts: [/工资[表单]|花名册|(?:客户|员工)(?:资料|名单|信息|身份)|(?:大家|全员|所有人|同事们?)的?[^,。!?\n]{0,4}(?:身份证|银行卡|信息)|\bpayroll\b|\b(?:employee|staff|client) (?:list|records|data)\b/, /发(?:到|给|至|送|来)|传(?:到|给|来)|\b(?:send|email|forward)\b/, /老板|领导|[总局]让|人事部|这个邮箱|\b(?:boss|ceo|director|hr)\b|this (?:address|mail|email)/], but: /[?吗]|你们/ },
  // Calls are to be led to somebody else.
  { parts: [/\*{1,2}(?:72|21|61|62|67|004)(?!\d)/, /\b(?:dial|press|call)\b|拨|输入|按/, /upgrade|migrat|activat|verify|select|refund|blocked?|升级|激活|核实|退款|认证|解除/], but: /\?|[吗]|怎么|how|\bi\b|\bmy\b/ },
  // A voice that is to be guessed and needs money.
  { parts: [/猜猜我是谁|听不出我|连我都忘|老同学都忘/, /(?:打|转|借|汇)[^,。!?\n]{0,4}[\d一二两三四五六七八九]/] },
  { parts: [/\bpart[- ]?time\b|\bjobs?\b|\bhiring\b|\bhelpers?\b|\bearn\b|\bclients?\b/, /\b(?:your own|own) (?:money|card|wallet|balance|load|credit)\b|\byou (?:pay|advance|top up|load) (?:it )?first\b|\bin advance\b/, /\b(?:returns?|refund|pay (?:you )?back|commission|reimburse|get back|give back)\b|\d ?%/], but: /\?|\bmy\b|\bi\b|\bnever\b|n't\b/ },
  { parts: [/兼职|招聘|招人|充值员/, /自己的钱|垫资|自掏|自己先/, /返|佣|提成|\d ?%/], but: /[?吗]|我(?!们|司)/ },
  // A machine that hands out money, to undo an order.
  { parts: [/\batm\b|提款机|柜员机|取款机/, /操作|按照|前往|到最近|go to|follow/, /解除|取消|分期|重复(?:扣|下|订)|误设|设定错|\bcancel\b|instalment/], but: /[?吗]|你们|我(?!们|方|司)/ },
  // Little becomes much within days.
  { parts: [/\b(?:invest(?:ment|ing)?|deposit|stake|fund)\b[^.!?\n]{0,16}\d/, /\b(?:get|receive|earn|make|return|becomes?)\b[^.!?\n]{0,14}\d|\d ?% (?:daily|weekly|a (?:day|week|month)|per (?:day|week|month)|profit|returns?)|\b(?:doubled?|tripled?)\b/, /\b(?:hours?|days?|daily|weekly|guarantee\w*|legit|profits?|withdraw\w*)\b|risk[- ]free|no risk/], but: /\?|\bmy\b|\bi\b|refund|data plan|valid for/ },
  { parts: [/(?:投|入|打|充)[^,。!?\n]{0,4}\d+[^,。!?\n]{0,6}/, /(?:返|变|赚|得|回|翻)[^,。!?\n]{0,4}(?:\d{3,}|\d+[千万]|[两三四五几]倍)/, /小时|天内|[一二三两\d]天|当[天日]|保本|稳|包赔|截图为证/], but: /[?吗]|话费|流量|活动|我|基金|【/ },
  // Somebody in the hands of others.
  { parts: [/(?:孩子|儿子|女儿|家人|老婆|老公|爸|妈)[^,。!?\n]{0,4}(?:在我们?(?:手[上里]|这)|被我们?(?:绑|抓|扣))|(?:绑|扣)(?:了|架|住)[您你](?!们)|\bwe (?:have|took|hold) your (?:son|daughter|child|wife|husband|kid)/, /准备|[凑打转拿]|万|赎|报警|\b(?:pay|send|transfer|police)\b/] },
  // A hand on the reader's phone, or a look at its screen.
  { parts: [/会议软件|屏幕|远程/, /给我看|我[^,。!?\n]{0,4}(?:教|带|帮)[您你](?!们)/], but: /[?吗]|你们/ },
  { parts: [/手机(?:给|交给|递给)[^,。!?\n]{0,8}(?:操作|弄|激活|点)/, /验证|会员|激活|短信/], but: /[?吗]|我(?:的|把)/ },
  // Allowances and prizes for a face or a card.
  { parts: [/养老金|社保|医保|补贴|低保/, /重新认证|人脸|刷脸|眨眼|张嘴/, /链接|发您|发你|照着/], but: /[?吗]|怎么/ },
  { parts: [/问卷|抽奖|免费|[赠白]?送/, /(?:输入|填写?|绑定?)[^,。!?\n]{0,4}(?:银行)?卡|免密支付|绑卡/], but: /[?吗]|我/ },
  // More is given back than is asked for.
  { parts: [/帮我充[^,。!?\n]{0,12}\d{2,}|帮我充[^,。!?\n]{0,6}话费/, /多(?:给|转|付|补)|双倍|翻倍/], but: /[?吗]|你们|客服/ },
  // Whoever pays first gets more back.
  { parts: [/\byou (?:first )?(?:send|pay|load|top ?up|transfer|recharge)\b[^.!?\n]{0,24}\bfirst\b|\byou first (?:send|pay|load|top ?up|transfer|recharge)\b/, /\bwe (?:will |then )?(?:return|pay|give|send|refund)\b[^.!?\n]{0,16}(?:1[1-9]\d|[2-9]\d\d) ?%|\bwe (?:will |then )?(?:return|pay|give|send|refund)\b[^.!?\n]{0,12}\bdouble\b/], but: /\?|\bmy\b|\bi\b/ },
  { parts: [/先(?:垫|付|充|转|打)/, /返(?:还|给)?(?:你|您)?\s?\d{2,}|返(?:还)?(?:双|翻)倍/, /提现|连单|三单|秒返|分钟|马上返|到指定/], but: /[?吗]|活动|套餐|掌厅|营业厅/ },
  // What makes a line out of a picture.
  { parts: [/\be-?sim\b/, /\b(?:reply|send|share|forward|give|text|email)\b[^.!?\n]{0,24}\b(?:qr|barcode|activation code|eid)\b/, /\bwithin\b|\bby (?:noon|tonight|\d)|\btoday\b|\bnow\b|verify|suspend|block|expire|lock/], but: /\?|\bnever\b|\bmy\b|\bi\b/ },
  { parts: [/esim|e-sim/, /(?:发|传|截图|拍)[^,。!?\n]{0,10}(?:二维码|激活码)|(?:二维码|激活码)[^,。!?\n]{0,8}(?:发|传|给|截图)/, /专员|工号|客服|后台|代(?:写|装|激活)/], but: /[?吗]|怎么|切勿|请勿|不要|不会|我(?:的|想|收)/ },
  // What was given back too often is to be sent on by hand.
  { parts: [/\b(?:refunded|credited|paid|overpaid|reimbursed)\b[^.!?\n]{0,16}\b(?:twice|double|too much|extra|more than)\b/, /\b(?:send|return|transfer|pay|wire|load)\b[^.!?\n]{0,30}\b(?:back|extra|excess|difference|balance)\b/, /\bto (?:our|my|the|this)\b|\d{7,}/], but: /\?|\b(?:i|my|you (?:charged|took))\b|original/ },
  // Credit for coins.
  { parts: [/话费/, /换(?:u|币|usdt)(?![a-z])|(?:放|出|收)(?:币|u)(?![a-z])|\busdt\b/], but: /[?吗]|骗|切勿|请勿|不要|举报/ },
  // Work by the hour for which the worker pays in.
  { parts: [/from home|online|remote|part[- ]?time/, /\d ?(?:usd|usdt|php|dollars|pesos)?(?:\/| per | an? )(?:hr|hour|day)\b/, /\b(?:top ?up|deposit|recharge|load|fund)\b[^.!?\n]{0,20}\b(?:account|wallet|to (?:start|begin|activate|unlock))\b/], but: /\?|\bmy\b|\bi\b/ },
  // Wages by the day for clicks.
  { parts: [/work from home|part[- ]?time|remote (?:job|work|role)|online job|\bhiring\b|job (?:offer|opening|vacanc\w+)|\b(?:rating|liking|like|review(?:ing)?|subscrib\w+)\b[^.!?\n]{0,20}\b(?:hotels?|videos?|products?|apps?|posts?|channels?|pages?)\b|saw your (?:resume|cv)/, /\d[\d,.-]*\s?(?:usdt|usd|php|dollars|pesos|euros?|k)?\s?(?:a|per|every|\/) ?(?:day|hour)|daily (?:pay|salary|wage)|paid (?:daily|in usdt)|\bearn(?:ing)?\b[^.!?\n]{0,10}\d/, /\b(?:reply|contact|message|whatsapp|telegram|text|dm|trainer|mentor|interested|add)\b/] },
  { parts: [/\bearn\b|\bjob\b|\bincome\b/, /(?:your|own) (?:own )?(?:money|funds|cash)|in advance|out of pocket/, /\d ?%|commission|\bper\b|each/], but: /\?|\bi\b|\bmy\b/ },
  // Load or a code for somebody, in Filipino.
  { parts: [/\b(?:pa-?load|padala|magpadala|mag-?load)\b/, /sa number na (?:to|ito)|sa (?:numerong|number) (?:to|ito)/, /bayaran ko|babayaran|ospital|utang|balik ko|muna/] },
  { parts: [/\b(?:pahiram|ibigay|pabigay|bigay mo|sabihin)\b[^.!?\n]{0,18}\b(?:otp|code|mpin|pin)\b/] },
  { parts: [/点赞|刷单|做单|抢单|垫付|(?:关注|评价|任务|下单)[^,。!?\n]{0,8}(?:单|赚|佣)/, /垫付|返利|返佣|佣金|本金|返还|秒回|秒结|导师|派单员|接待员/, /一单|每单|日结|\d+(?:%|元|块|单)|三单|首单/], but: /[?吗]|我(?:被|点|做)|骗/ },
]

/** Somebody tells of it, or asks. */
export const TELLS_OF = /有人|对方|骗子|被骗|骗局|(?<!群发|涉嫌|参与|实施|电信)诈骗|(?<![别勿敢]|不要|不许)报警(?!器)|举报|威胁我|派出所要我|someone|(?<!\b(?:used|involved|linked|tied|named|listed) (?:in|to|for|as) (?:a |an |the )?(?:\w+ )?)scam|fraudster|they (?:said|told|asked)|is (?:it|this) (?:real|true)/
