import type { ReviewedList } from './reviewed-list.ts'

/**
 * What a term says. `app` names a contact app; `pull` asks to join or get in touch; `bait` promises cheap credit or reward; `ask` wants what nobody
 * may ask for; `secret` is something private that is also named in honest notices; `give` asks to hand over; `role` poses as staff or authority;
 * `pressure` threatens loss; `cash_out` turns points to money; `topup` is the trade itself; `code` names a one-time code;
 * `negation` denies or forbids; `crime` speaks about fraud; `report` asks whether something is genuine or reports it.
 */
export type TermGroup =
  | 'app' | 'pull' | 'bait' | 'ask' | 'secret' | 'give' | 'role' | 'pressure' | 'cash_out' | 'account' | 'topup' | 'code' | 'negation' | 'crime' | 'report' | 'act'

export interface Term {
  readonly text: string
  readonly group: TermGroup
  /** For apps: which one. */
  readonly value: string
  /** Latin term that may be glued to what follows, as in `vxname88`. */
  readonly mayGlue: boolean
}

const OWNER = 'fraud desk'

/** Terms are parted by commas; Latin ones match whole words. `name:` leads the terms of one app; `*` marks terms that may be glued to an identifier. */
const GROUPS: Readonly<Record<Exclude<TermGroup, 'app'>, string>> = {
  pull: `加一下我,加下我,加群,我私你,私你,我加你,评论1,评论区留,评论区留言,进我主页,看我主页,看我简介,我主页,进群,入群,加裙,进裙,拉你进群,拉群,扫码进群,扫码添加,扫码加,扫码咨询,扫码联系,扫码领取,私聊,私信,私我,滴我,滴滴我,敲我,戳我,加我,联系我,找我,加好友,添加好友,加客服,加老师,加导师,
    咨询加,详询加,办理加,需要的加,想要的加,有意加,搜索添加,群主,交流群,福利群,内部群,上车群,领券群,红包群,
    add me,dm me,pm me,inbox me,text me on,message me on,msg me on,chat me on,contact me on,reach me on,hit me up,join my,join our,join the group,join group,join channel,follow my channel,link in bio,write me,write to me`,
  bait: `slow recharge,slow topup,slow top-up,slow top up,低于面值,selling data,sell data,data for sale,bulk load,load cheap,airtime cheap,percent below,percent off load,sell load,selling load,慢充,充值便宜,话费便宜,便宜话费,便宜充,话费打折,充值打折,打折话费,收购话费,回收话费,话费回收,话费变现,话费套现,出话费,话费批发,批发话费,收话费,收卡密,回收卡密,卡密回收,below face value,below face,discounted load,discounted airtime,load for sale,低价话费,特价话费,优惠话费,折扣话费,话费特惠,话费代充,代充话费,代充,折充,话费折扣,话费优惠充,低价充值,低价充,优惠充值,折扣充值,充值优惠点,半价话费,话费半价,半价充,首充翻倍,充值翻倍,三网通用,三网话费,全国三网,员工价,内部价,内部渠道,内部通道,
    特殊渠道,特殊通道,官方漏洞,卡bug,渠道价,量大从优,量大优惠,薅羊毛,限时名额,秒到,秒到账,秒充,24小时到账,48小时到账,72小时到账,不到账退款,不到包退,长期低价,长期有效,长期收,全网最低,低至,先到先得,充值返现,充值返利,充值返,
    返现,返利,返佣,双倍到账,买一送一,送话费,免费领话费,免费领取话费,免费送话费,免费流量,免流量,领话费,话费券,领券,拿码,接码,养号,刷单,垫付,跑分,日结,高佣,兼职日赚,线上兼职,点赞关注,做任务,刷任务,返还本金,保本,稳赚,内幕,
    cheap airtime,discounted airtime,discount airtime,airtime discount,cheap recharge,discount recharge,half price,bonus airtime,double your,double airtime,free airtime,free recharge,free data,free load,extra bonus,topup bonus,top up bonus,top-up bonus,
    half the price,cashback on recharge,limited slots,limited offer,instant delivery,insider price,bulk discount,cheap data,cheap load,guaranteed profit,reply to claim,claim your reward,claim your prize,claim your bonus,you have won,you won,u have won,have won,selected winner,cash prize,gift card`,
  ask: `安全户口,卡密发我,卡密发给,密码拍照发我,密码拍给我,刮开的密码拍,屏幕共享,共享屏幕,开启共享,远程协助,远程控制,下载会议,腾讯会议,安全账户,安全帐户,监管账户,保证金,解冻金,解冻费,激活费,刷流水,走流水,认证金,验证金,手续费先付,先付手续费,双倍赔付,双倍返还,三倍赔付,清查账户,核查账户,核查帐户,清算账户,资金核查,资产核查,资金清查,
    下载附件,包装流水,征信修复,关闭百万保障,取消百万保障,注销贷款账户,注销校园贷,todesk,向日葵远程,
    anydesk,teamviewer,quicksupport,remote access,screen share,share your screen,safe account,release fee,processing fee first,unlock fee,activation fee,gift card code`,
  secret: `yzm,fwmm,zfmm,qr code,配对码,授权码,提款卡的密码,提款卡密码,yanzhengma*,yan zheng ma*,duanxinma,fuwumima,zhifumima,fu wu mi ma,验证码,短信码,六位数,6位数,四位数字,短信里的数字,短信里的码,收到的数字,收到的码,收到个数字,收到个码,收到嘅数字,收到嘅码,那串数字,那串数,那串码,那组数字,那个码儿,那个码,码儿,动态口令,支付码,校验码,动态码,动态密码,服务密码,支付密码,登录密码,取款密码,交易密码,银行卡号,银行卡密码,卡号,cvv,cvv2,安全码,有效期,身份证号,身份证照片,身份证号码,手持身份证,人脸识别,付款码,充值卡密码,卡密,
    otp,pin,one time password,one-time password,one time code,verification code,security code,password,passcode,card number,bank details,account number,mpin,upi pin,voucher pin,recharge pin,seed phrase,recovery phrase,private key,social security number`,
  give: `讲予,讲乎,讲畀,讲给,话畀,话俾,过晒去,报读,读给,念出,报出,转发给,转发过来,转发我,报拨,拨我,畀我,俾我,念畀,报畀,发畀,提供,告诉,告知,发给,发送给,发来,发我,发送,回复,回传,输入,填写,填报,上传,转到,转入,转至,转账到,转账至,汇到,汇入,打到,打款,缴纳,缴存,支付到,交纳,报给,念给,透露给,分享给,截图给,拍照给,给我,给客服,
    send,reply with,share,provide,tell,give,forward,enter,confirm,submit,update,verify,deposit,transfer,pay,text back`,
  role: `退费组,客伏,客福,客付,客扶,客服,官方客服,在线客服,专属客服,人工客服,客服经理,客服主管,客服专员,运营商,移动公司,联通公司,电信公司,理赔,理赔专员,理赔中心,退款专员,退款中心,退款客服,退改签中心,公安,公安局,警官,民警,刑侦,经侦,刑警,检察院,法院,通管局,通信管理局,社保局,医保局,银监会,
    银保监,反诈中心工作人员,工号,工作人员,专员,金融客服,贷款专员,平台客服,航空客服,快递客服,售后,办案,网警,后台,
    customer service,customer care,customer support,support team,support agent,agent,officer,police,bank staff,our staff,technician,helpdesk,help desk,admin,administrator,operator,representative,fraud department,security team`,
  pressure: `安全隐患,盗用,被盗用,无法派送,派送失败,无法投递,未能投递,地址不详,地址有误,清零,清空,失效,过期,逾期,到期作废,即将作废,作废,停机,停用,停止服务,关停,注销,销户,冻结,被冻结,锁定,限制使用,异常状态,存在异常,异常登录,风险,涉案,涉嫌,征信,黑名单,强制,最后一天,最后机会,今日失效,24小时内,24小时之内,尽快处理,立即处理,马上处理,及时处理,次日失效,
    洗黑钱,违规,欠费,起诉,传票,逮捕,升级失败,系统升级,系统更新,重新激活,实名认证过期,未实名,重新认证,重新验证,二次认证,未验证,
    kyc,complete your kyc,de-activated,re-activate,suspended,suspend,suspension,locked,blocked,restricted,restriction,deactivated,deactivate,disabled,expire,expired,expires,expiry,expiring,unusual activity,unauthorized,unauthorised,suspicious activity,final notice,last chance,last warning,immediately,
    within 24 hours,within 24hrs,action required,urgent,overdue,penalty,legal action,arrest,lawsuit,terminated,cancelled,on hold,unable to deliver,undelivered,failed delivery,unpaid,limited,problem with your,update your,confirm your,verify your,verify now,reactivate,problem process,problem processing`,
  cash_out: `兑换现金,兑现金,积分兑换,积分可兑,可兑换,兑换礼品,积分换,换现金,兑奖,领奖,中奖,抽中,抽选为,幸运用户,幸运之星,领取现金,领取红包,领红包,领取奖品,领补贴,补贴申领,领取补贴,劳动补贴,退税,退费,退款申请,现金奖,
    redeem,awarded,been awarded,been selected,are selected,specially selected,bonus caller,prize draw,cash prize,guaranteed cash,guaranteed award,lucky draw,lucky winner,won a,you've won,youve won,reward points,points expire,refund pending,tax refund,claim,prize,winner,won,award,voucher,compensation,unclaimed`,
  account: `存款,积蓄,积分,话费,账户,帐户,账号,套餐,会员,里程,密码器,电子密码,网银,电子银行,手机银行,银行卡,信用卡,etc,社保,医保,包裹,快递,车票,航班,贷款,微信支付,支付宝,
    account,card,sim,number,points,subscription,parcel,package,delivery,bank,billing,bill,wallet,membership,payment,mailbox,apple id,toll`,
  topup: `话费,充值,充话费,流量,缴费,交话费,充,油卡,加油卡,电费,点券,q币,airtime,recharge,top up,top-up,topup,load,data bundle,data plan,credit,prepaid,minutes,reload,refill`,
  code: `验证码,校验码,动态码,动态密码,短信码,短信验证码,激活码,verification code,security code,otp,one time password,one-time password,one time code,code is,passcode,login code`,
  act: `点击,点开,打开,登录,登陆,登入,进入,访问,请点,戳,速登,办理,领取,查询,致电,拨打,回拨,联系,click,tap,visit,log in,login,sign in,open,follow the link,go to,call,via,download`,
  negation: `切勿,请勿,勿要,勿,不要,不得,不会,不可,别信,别点,别加,别给,别把,别转,别扫,别轻信,莫信,莫贪,严禁,禁止,拒绝,谨防,防范,警惕,提防,当心,小心,不轻信,不点击,不透露,不泄露,不转账,不向,不索要,从不,绝不,决不,从未,并非,
    never,do not,don't,dont,please do not,not to,beware,be careful,be wary,will not,won't,wont,will never,would never,no one,nobody,not ask,does not ask,doesn't ask`,
  crime: `诈骗,骗子,骗局,骗取,被骗,上当,冒充,假冒,伪装成,伪基站,谎称,诱导,套取,洗钱,钓鱼,防诈,反诈,诈骗分子,不法分子,犯罪分子,凡是,一律,
    scam,scams,scammer,scammers,fraud,fraudster,fraudsters,fraudulent,phishing,smishing,pretend,pretending,impersonate,impersonating,fake`,
  report: `这个号发,这个号码发,这个号打广告,总发广告,乱发广告,我要举报,想举报,举报诈骗,举报一,举报这,举报该,举报短信,举报:,举报下,收到这样,收到一条,收到条,收到了一条,收到短信,收到的短信,收到这条,收到个,是不是骗,是不是诈骗,是不是真的,是不是你们,是你们发,是你们的官,是你们的链接,是你们的短信,是你们的网,是你们的吗,你们发的,是真的吗,真的假的,是真是假,真假,请核实,帮我看看,帮忙核实,核实一下,内容如下,
    诈骗短信,短信内容,我没有点,没有点,没点开,没敢点,可疑短信,可疑链接,骗子吧,是骗子吗,骗人的吧,骗人的吗,诈骗吧,诈骗吗,假的吧,假的吗,这种短信,这类短信,这种电话,这类电话,能屏蔽吗,能拦截吗,查一下号码,莫名其妙收到,无缘无故收到,不是我操作,我妈接到,我爸接到,我接到,家人接到,老人接到,爷爷接到,奶奶接到,有个自称,个自称,有人冒充,有人自称,自称是,自称你们,自称移动,自称客服,骗子发,被骗了吗,靠谱吗,可信吗,正规吗,官方吗,是官方,官网吗,
    is it a scam,is this a scam,is that a scam,a scam?,is this real,is it real,is this legit,is it legit,legit?,is this genuine,is it genuine,is this from you,is it from you,did you send,from you?,i got this,got this text,got this message,got this sms,
    i received this,i received a,just received a,received a suspicious,i have received a,reporting,report this,report a scam,reporting a,suspicious text,suspicious message,suspicious sms,suspicious link,forwarding this,want to report,is this your,is that your,i did not click,i didn't click,didn't click,have not clicked`,
}

/** Apps by what they are called, disguises included. 微信 itself stands for all spellings that the normal form mends. */
const APPS: Readonly<Record<string, string>> = {
  telegram: '飞机@,tele:,on tele,sa tele,via tele,tlgrm,telgrm,تيليجرام,تلغرام,تيلجرام,テレグラム,텔레그램,เทเลแกรม,✈,🛩,🇹🇬,tg*,telegram,telegam,telegrm,telegramm,telegramdan,telegramda,t3legram,teiegram,te1egram,teleqram,电报,电报群,纸飞机,小飞机,飞机号,飞机搜,飞机联系,telegrama,телеграм',
  wechat: '➕💚,加💚,+💚,💚信,v💚,微💚,微我,威 亻言,薇 亻言,🇻🇽,🇼🇽,威x,徽x,嘉威,家威,green app,green bubble,电薇,电微,薇电,微电,ウィーチャット,위챗,🛰,wei xin*,v xin*,we chat,微信,vx*,wx*,v信*,weixin*,wechat*,wecaht,微x,微❤,加v*,v:*,伽v*,茄v*,架v*,珈v*,迦v*,加微,加薇,加威,佳v*,嘉v*,佳微,嘉微,家v*,家微,+v*,➕v*,+微,➕微,+薇,➕薇,+威,卫星,卫信,威芯,绿泡泡,绿色软件,绿信,绿标,微(信),威(信),薇(信),徽(信),微[信],威[信],v❤,v♥,薇❤,薇♥,徽❤,徽♥,威❤,威♥,v❤信,扌加v,卫♥,维x,薇心,jiavx*,加wei,徵信号',
  qq: '扌口扌口,扌口 扌口,q我,鹅群,鹅号,🐧,🇶🇶,qq*,q群,扣扣,抠抠,球球,企鹅,企鹅号,企鹅群,扣群,扣裙,q裙,加q*,q:*,+q*,➕q*,qq群,qq裙,qq号,扣号,qun号,群号',
  whatsapp: 'whats ap,whatts app,wtsapp,wtsap,whtsap,wsapp,no zap,zap zap,pelo zap,واتساب,واتس اب,วอตส์แอป,hubungi wa,chat wa,via wa,nomor wa,whatsapp*,whats app,watsapp,whatapp,watsap,whatsap,wa.me,whatssap,whatzapp,wassap',
  group: '加群,进群,入群,加裙,进裙,群聊号,房间号',
  line: 'แอดไลน์,ไลน์,ライン,라인 아이디,line:,line id,line app,加line,赖id,加赖,赖赖',
  signal: 'signal app,on signal,via signal',
  skype: 'skype',
  session: 'session id',
  snapchat: 'snapchat,my snap,snap id,on snap,snap:,via snap',
  instagram: 'instagram,insta,ig:',
  tieba: '贴吧同名,贴吧搜,贴吧私信,贴吧号',
  weibo: '微博私信,微博搜,微博号,微博同名',
  momo: '陌陌号,陌陌搜,陌陌',
  soul: 'soul号,soul搜',
  bilibili: 'b站私信,b站搜,b站同名',
  viber: 'viber',
  zalo: 'zalo',
  kakao: 'kakao,kakaotalk,카톡,카카오톡',
  bat: '🦇,蝙蝠,蝙蝠号,bat chat',
  potato: 'potato chat,土豆聊天',
  discord: 'discord',
  messenger: 'messenger',
  douyin: '抖音同名,抖音私信,抖音搜,抖音号',
  xiaohongshu: '小红书同名,小红书搜,小红书号,小红薯搜',
  kuaishou: '快手同名,快手私信,快手搜,快手号',
  xianyu: '闲鱼搜,闲鱼号,闲鱼同名,咸鱼搜,咸鱼同名',
}

/** Digits that are drawn for the letters they resemble: `wh4tsapp`. */
const DRAWN: readonly (readonly [letters: string, digit: string])[] = [['a', '4'], ['e', '3'], ['il', '1'], ['o', '0'], ['s', '5'], ['t', '7'], ['w', 'vv']]
const LEAST_DRAWN = 6

/** Names long enough to be known with a letter missing or two exchanged: `telegrm`, `whastapp`. */
const LEAST_MISSPELT = 8

function misspeltForms({ text }: Term): string[] {
  if (!/^[a-z]+$/.test(text) || text.length < LEAST_MISSPELT) return []
  const letters = [...text]
  const missing = letters.slice(1).map((_, at) => text.slice(0, at + 1) + text.slice(at + 2))
  const exchanged = letters.slice(1).map((letter, at) => text.slice(0, at) + letter + text.charAt(at) + text.slice(at + 2))
  return [...new Set([...missing, ...exchanged])].filter((form) => form !== text)
}

/** An app's name with any of its letters drawn as digits. */
function drawnForms({ text }: Term): string[] {
  if (!/^[a-z]+$/.test(text) || text.length < LEAST_DRAWN) return []
  let forms = ['']
  for (const letter of text) {
    const digit = DRAWN.find(([letters]) => letters.includes(letter))?.[1]
    forms = forms.flatMap((form) => (digit === undefined ? [form + letter] : [form + letter, form + digit]))
  }
  return forms.filter((form) => form !== text)
}

/** Characters that sound alike or are taken to pieces, for words whose writers hide them (DOMAIN 3.1, [var]). */
const WORDS_IN_DISGUISE: readonly (readonly [group: 'secret' | 'app', value: string, word: string, forms: readonly string[]])[] = [
  ['secret', '', '验证码', ['验 眼 艳 焰 马佥', '证 証 正 政 症 讠正 言正', '码 马 玛 石马']],
  ['secret', '', '服务密码', ['服 福 伏', '务 物 雾', '密 蜜 秘', '码 马 玛 石马']],
  ['secret', '', '银行卡号', ['银 钅艮 艮', '行 航', '卡 咔', '号 嚎 口丂']],
  ['app', 'wechat', '微信', ['微 彳攵', '信 亻言']],
]

function disguised(): Term[] {
  return WORDS_IN_DISGUISE.flatMap(([group, value, word, forms]) => {
    let written = ['']
    for (const signs of forms) written = written.flatMap((head) => signs.split(' ').map((sign) => head + sign))
    return written.filter((form) => form !== word).map((text) => ({ text, group, value, mayGlue: false }))
  })
}

/** `value` of terms in other languages than Chinese and English: a customer who asks in them never uses these forms. */
export const ABROAD = 'abroad'

/** What frauds ask for, in the imperative, in other languages of our markets and of people who roam: Spanish, French, Portuguese, Indonesian, Malay, Filipino, Vietnamese, Thai, Hindi in Latin letters. */
const OTHER_LANGUAGES: Readonly<Partial<Record<Exclude<TermGroup, 'app'>, string>>> = {
  secret: `code ya,codigo de seguridad,codigo de 6 digitos,codigo,numero de cartao,код из смс,код из sms,код подтверждения,пароль,номер карты,код,رمز التحقق,كلمة المرور,رقم البطاقة,الرمز,onay kodu,dogrulama kodu,sifre,codice,bestatigungscode,sms-code,인증번호,비밀번호,认証コード,认証番号,namba ya siri,ओटीपी,पिन,codigo de verificacion,el codigo,su tarjeta,numero de tarjeta,contrasena,code recu,le code,code de verification,numero de carte,mot de passe,codigo de verificacao,o codigo,senha,
    kode otp,kode verifikasi,kata sandi,nomor kartu,kod tac,kod otp,kata laluan,ma otp,ma xac thuc,ma xac minh,mat khau,รหัส otp,รหัสยืนยัน,รหัสผ่าน,code na natanggap`,
  give: `pa-send,pasend,paki-send,pakisend,paki send,pakibigay,digame,dime,diga,digite,назовите,сообщите,продиктуйте,скажите,пришлите,أرسل,ارسل,أخبر,أعطنا,أرسلوا,gonderin,soyleyin,iletin,paylasin,comunichi,invii,nennen sie,senden sie,schicken sie,알려주,보내주,教えて,送って,cho nhan vien,cho tong dai,tuma,nitumie,बताइए,बताएं,भेजें,envie,envienos,proporcione,facilite,indique su,repondez avec,envoyez,communiquez,donnez,envie o,informe o,kirim,kirimkan,berikan,sebutkan,sila beri,beri kod,cung cap,gui ma,nhan ma,ส่งรหัส,บอกรหัส,แจ้งรหัส,ibigay,ipadala,i-send,isend,batao,bataiye,bhejo,bhej do,share karo`,
  role: `служба безопасности,сотрудник,الموظف,خدمة العملاء,musteri hizmetleri,mitarbeiter,operatore,상담원,担当者,mhudumu,अधिकारी,pegawai,petugas,nhan vien,agente,conseiller,atendente,เจ้าหน้าที่,kawani,taga-bdo,adhikari`,
  pressure: `na-block,nablock,na-lock,nalock,na-hold,nahold,mahohold,ma-hold,bloqueado,заблокирован,заблокирована,подозрительный,تجميد,إيقاف,سيتم حظر,askiya,kapatilacak,bloke,bloccata,sospesa,gesperrt,정지,停止されます,imefungwa,itafungwa,बंद हो,suspendida,suspendido,bloqueada,cortada,suspendue,coupee,bloquee,suspensa,cancelada,digantung,disekat,diblokir,terblokir,bi khoa,bi chan,ถูกระงับ,ถูกล็อก,band ho jayega,band ho jayegi,block ho,ma-block,mabablock,puputulan`,
  cash_out: `ganador,premio,gagne,gagnant,hadiah,undian,pemenang,trung thuong,trung giai,ถูกรางวัล,nanalo,premyo`,
}

function termsOf(text: string, group: TermGroup, value: string): Term[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => ({ text: part.replace('*', ''), group, value, mayGlue: part.endsWith('*') }))
}

const apps = Object.entries(APPS).flatMap(([app, text]) => termsOf(text, 'app', app))

/** Words by what they say (DOMAIN 2.8), in Chinese and English. One word never raises anything; detectors combine them. */
export const LEXICON: ReviewedList<Term> = {
  id: 'lexicon',
  owner: OWNER,
  reason: 'Contact pull, bait, asking, roles, pressure, denial and report words of R-TEXT-03 and R-TEXT-05 to 07.',
  reviewedOn: '2026-11-27',
  entries: [
    ...apps,
    ...apps.flatMap((term) => [...drawnForms(term), ...misspeltForms(term)].map((text) => ({ ...term, text }))),
    ...disguised(),
    ...Object.entries(OTHER_LANGUAGES).flatMap(([group, text]) => termsOf(text, group as TermGroup, ABROAD)),
    ...(Object.keys(GROUPS) as Exclude<TermGroup, 'app'>[]).flatMap((group) => termsOf(GROUPS[group], group, '')),
  ],
}

/** Words right after an app's name that make it a service, not a contact: 微信支付, QQ登录, WeChat Pay. */
export const SERVICE_TAILS: readonly string[] = [
  '支付', '公众号', '小程序', '零钱', '钱包', '转账', '红包', '登录', '登陆', '付款', '付的', '充的', '充值', '扣款', '扣费', '缴费', '账单', '凭证', '收款', '绑定', '里', '上', '端', '版', '客户端', '团队', '官方', '运动', '读书', '朋友圈',
  '视频', '音乐', '邮箱', '浏览器', '空间', '会员', '币', '分享', '提醒', '通知', '语音', '截图', '消息', '聊天', '商城', '卡包', '免密', '服务号', '渠道', '或', '和', '、', '不', '没', '吗', '是不是', '有没有', '好像', '被',
  ' pay', 'pay', ' wallet', ' payment', ' mini', ' official', ' login', ' account', ' transfer',
]
