import { type ReviewedList, words } from './reviewed-list.ts'

const OWNER = 'fraud desk'
const REVIEWED_ON = '2026-11-22'

const hostList = (id: string, reason: string, text: string): ReviewedList<string> => ({ id, owner: OWNER, reason, reviewedOn: REVIEWED_ON, entries: words(text) })

/** Registrable domains (or public endings such as `gov.cn`) that no rule calls suspicious. The operator's own hosts come from the settings. */
export const ALLOWED_HOSTS = hostList(
  'allowed_hosts',
  'Operators, gateways and government whose links are ordinary in our texts (DOMAIN 2.8).',
  `10086.cn chinamobile.com 10010.com chinaunicom.com 189.cn 10099.com.cn alipay.com weixin.qq.com wechat.com unionpay.com 95516.com gov.cn gov.uk gov.ph gov.hk gov.sg
  smart.com.ph globe.com.ph 12306.cn 12321.cn 12377.cn`,
)

/** Hosts whose links open a chat, a group or a contact card. A path prefix may follow the host. */
export const CONTACT_HOSTS = hostList(
  'contact_hosts',
  'Links that pull people into a chat outside our channels (R-LINK-02).',
  `t.me telegram.me telegram.dog telegram.org tg.dev tx.me wa.me chat.whatsapp.com api.whatsapp.com whatsapp.com/channel line.me lin.ee zalo.me viber.com/invite invite.viber.com
  u.wechat.com jq.qq.com qm.qq.com wpa.qq.com pd.qq.com discord.gg discord.com/invite discordapp.com/invite signal.me signal.group join.skype.com open.kakao.com m.me imo.im
  potato.im ptwrd.com bat.gg letstalk.net kik.me snapchat.com/add work.weixin.qq.com/ca work.weixin.qq.com/kfid work.weixin.qq.com/u work.weixin.qq.com/gm weixin.qq.com/g weixin.qq.com/r`,
)

/** Services that stand a short address in for any other. */
export const SHORTENER_HOSTS = hostList(
  'shortener_hosts',
  'Links whose target cannot be read (R-LINK-06).',
  `t.cn dwz.cn url.cn suo.im suo.nz suo.cn mrw.so 6du.in u6.gg w.url.cn sina.lt dwz.win dwz.mn sourl.cn rrd.me t.hk c7.gg xsurl.cn sohu.gg wx.lt
  bit.ly bitly.com j.mp tinyurl.com is.gd v.gd goo.gl ow.ly ht.ly buff.ly rb.gy cutt.ly rebrand.ly shorturl.at shorte.st adf.ly tiny.cc t.ly s.id bl.ink short.io soo.gd clck.ru vk.cc u.to
  lnkd.in t.co qr.ae po.st trib.al dlvr.it ift.tt tr.im su.pr cli.gs budurl.com x.co mcaf.ee qrco.de qr.net me2.do han.gl zpr.io l.ead.me n9.cl ln.run gg.gg
  shorturl.asia tiny.one shrtco.de 1url.com urlz.fr snip.ly lc.chat surl.li ouo.io exe.io linktr.ee linkin.bio page.link app.link onelink.me smarturl.it hyperurl.co t2m.io ity.im
  twtr.to clk.im kutt.it dub.sh dub.co tny.im zws.im v.ht chilp.it bc.vc q.gs yourls.org hubs.ly hubs.la spr.ly ebx.sh
  x.gd u.nu da.gd tny.im tinycc.com shorte.st shrinkme.io shrink.pe adfoc.us linkvertise.com gplinks.co ouo.press za.gl fc.lc cpmlink.net bitly.ws bitly.cx bit.do bitly.lc rotf.lol l8r.it go2l.ink
  urlshort.app shorten.is shortlink.app capsulink.com switchy.io pxlme.me tinyurl.is tiny.pl u.pw  xgd.gd lurl.cc ppt.cc supr.link 0rz.tw goo.by s2r.co qps.ru u.ae pesc.pw rlu.ru vk.sv
  wa.link walink.co wa.pe short.cm zcu.io shor.by many.link bio.fm lnk.bio lnk.to fanlink.to orcd.co ffm.to snip.bz kl.am notlong.com doiop.com
  dwz.date dwz.lc suo.fyi 985.so 3e.cn 4m.cn t.im ae.tb.cn 9nl.com r6f.cn uee.me wurl.cc h5ma.cn u1s.io sk.gy mtw.so kurl06.cn kzurl.cn
  short.gy abre.ai encurtador.com.br tinu.be did.li moourl.com urlr.me shorturl.gg cut.ly l.linklyhq.com bom.so link.ac goo.su rbxl.ink pse.is reurl.cc lihi.cc lihi1.com risu.io`,
)

/** Pages of well-known sites that pass a reader on to any address, with the path where only one page of the host does. */
export const REDIRECT_HOSTS = hostList(
  'redirect_hosts',
  'A well-known name in front of a link that leads elsewhere (R-LINK-06).',
  `translate.google.com/translate translate.google.cn/translate fanyi.baidu.com/transpage www.baidu.com/link link.zhihu.com/ link.juejin.cn/ link.csdn.net/ www.jianshu.com/go-wild link.jianshu.com/ c.pc.qq.com/middlem.html weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi
  www.google.com/url google.com/url l.facebook.com/l.php lm.facebook.com/l.php l.instagram.com/ l.messenger.com/l.php www.youtube.com/redirect out.reddit.com/ vk.com/away.php away.vk.com/away.php
  steamcommunity.com/linkfilter/ www.bing.com/ck/a duckduckgo.com/l/ slack-redir.net/link www.linkedin.com/redir/redirect t.umblr.com/redirect adclick.g.doubleclick.net/pcs/click`,
)

/** Places where anybody can put a picture without an account. */
export const IMAGE_HOSTS = hostList(
  'image_hosts',
  'Pictures as "proof" or as carriers of a code (R-LINK-07).',
  `postimg.cc postimg.org postimages.org imgur.com ibb.co imgbb.com sm.ms smms.app imgse.com imgtp.com telegra.ph graph.org imgbox.com imageshack.com imageban.ru imgchr.com picgo.net
  photobucket.com tinypic.com freeimage.host iili.io gyazo.com prnt.sc prntscr.com lightshot.com snipboard.io catbox.moe files.catbox.moe pixhost.to imagevenue.com fastpic.org picui.cn imgloc.com
  upload.ee ctrlq.org imgpile.com pasteboard.co jpg.church lensdump.com imgbly.com cubeupload.com loli.net imgtu.com z4a.net imgurl.org upload.cc`,
)

/** Site builders and free hosting, where the name before the ending belongs to anybody. Completed by the private part of the public suffix list. */
export const FREE_SITE_HOSTS = hostList(
  'free_site_hosts',
  'Sites that cost nothing and name nobody.',
  `weebly.com wixsite.com wix.com 000webhostapp.com square.site jimdo.com jimdosite.com jimdofree.com strikingly.com mystrikingly.com webnode.com webnode.page yolasite.com site123.me ucoz.com ucoz.net
  godaddysites.com wordpress.com blogspot.com tripod.com angelfire.com altervista.org byethost.com infinityfreeapp.com epizy.com rf.gd 42web.io great-site.net github.io gitlab.io glitch.me
  netlify.app vercel.app pages.dev workers.dev web.app firebaseapp.com herokuapp.com onrender.com surge.sh repl.co replit.app r2.dev fly.dev webflow.io framer.website framer.app notion.site
  carrd.co bio.link my.canva.site canva.site sites.google.com docs.google.com forms.gle form.jotform.com jotform.com typeform.com forms.office.com sway.office.com duckdns.org no-ip.org ddns.net hopto.org
  zapto.org sytes.net serveo.net ngrok.io ngrok.app ngrok-free.app trycloudflare.com translate.goog backblazeb2.com ipfs.io dweb.link fleek.co cprapid.com plesk.page mybluehost.me temporary.site
  wcomhost.com nip.io sslip.io xip.io eu.org co.vu tk.gg clickfunnels.com getresponsepages.com mailchimpsites.com unbouncepages.com pagedemo.co wpengine.com myshopify.com teachable.com zyrosite.com hostingersite.com`,
)

/** Mailboxes that anybody opens for minutes and that their names do not tell. */
export const THROWAWAY_MAIL_HOSTS = hostList(
  'throwaway_mail_hosts',
  'An account whose notices go there has no owner who reads them (R-ATO-01).',
  `sharklasers.com grr.la guerrillamailblock.com pokemail.net getnada.com nada.email dispostable.com moakt.com moakt.cc mohmal.com mytemp.email dropmail.me maildrop.cc mailcatch.com mailnesia.com mailnull.com mailsac.com
  mailpoof.com mailexpire.com maileater.com mailforspam.com incognitomail.org spam4.me spambox.us spamex.com spamgourmet.com spamhole.com mvrht.net mvrht.com binkmail.com bobmail.info chammy.info devnullmail.com
  letthemeatspam.com safetymail.info sendspamhere.com sogetthis.com suremail.info thisisnotmyrealemail.com tradermail.info veryrealemail.com zippymail.info reallymymail.com notmailinator.com emltmp.com
  10mail.org 20mail.it 33mail.com anonbox.net anonymbox.com bccto.me byom.de chacuo.net linshiyouxiang.net linshi-email.com cock.li cs.email deadaddress.com e4ward.com easytrashmail.com einrot.com cuvox.de
  armyspy.com dayrep.com fleckens.hu gustr.com jourrapide.com rhyta.com superrito.com teleworm.us emailfake.com generator.email email-fake.com ethereal.email fakermail.com filzmail.com getairmail.com
  harakirimail.com inboxalias.com inboxbear.com inboxes.com jetable.org kasmail.com kurzepost.de luxusmail.org lroid.com mailbox92.biz mail-temp.com mail.tm mailtemp.net mailto.plus fexpost.com fexbox.org mailbox.in.ua rover.info
  chitthi.in fextemp.com any.pink merepost.com mintemail.com mt2015.com mailimate.com nowmymail.com objectmail.com owlpic.com proxymail.eu rcpt.at rtrtr.com s0ny.net smashmail.de sneakemail.com snkmail.com
  soodonims.com supermailer.jp tafmail.com tmail.ws tmailor.com tmpeml.com tmpmail.org tmpbox.net trbvm.com trbvn.com vomoto.com vusra.com wegwerfmail.de wh4f.org xagloo.com xyzfree.net yapped.net zetmail.com
  zoemail.org 1secmail.com 1secmail.net 1secmail.org esiix.com wwjmp.com xojxe.com yoggm.com icznn.com ezztt.com vjuum.com laafd.com txcct.com rteet.com dpptd.com oosln.com bheps.com dcctb.com kzccv.com qiott.com
  cmail.club tempmailo.com gufum.com vintomaper.com smailpro.com emailnax.com crazymailing.com hidemail.app burnermail.io altmails.com duck.sh minuteinbox.com tempinbox.xyz disbox.net disbox.org nwytg.net cazlv.com
  fakeinbox.com fake-box.com fakemail.net throwawaymail.com spamavert.com spaml.de temporarymail.com emailtemporanea.com emailsensei.com mailmoat.com mailzilla.com meltmail.com mobi.web.id sofimail.com`,
)

/** Endings that cost next to nothing and are mostly used up within days. */
export const THROW_AWAY_ENDINGS = hostList(
  'throw_away_endings',
  'Endings with far more abuse than honest use (R-LINK-08).',
  `top xyz icu pw vip cc shop buzz cyou tk ml ga cf gq bond sbs cfd click link rest monster quest lol beauty hair skin makeup autos boats homes mom pics yachts work fit life live fun club online site
  website space store tech host press world today loan win bid men date download racing review stream trade party science cricket accountant faith ren wang kim mobi asia ltd group ink one win uno
  best surf support country wiki cam zip mov cloud fyi run su`,
)

/** Endings that are also everyday words or file endings: a bare `word.ending` is believed as a host only with a scheme, `www`, a path, a digit or a dash. */
export const WORD_ENDINGS = hostList(
  'word_endings',
  'Words that follow a full stop without a blank in chats, and endings of files.',
  `me so is to in it no my be as at do us am by he re ms mr hm id la pa ma ca de do et se st tv ps pm ac ai sh md py pl rs cc gg lol now love life live fun today call you help cool best one work
  zip mov new day game how like page here men name guru rest run show song sucks team tips watch win wow yes news family fish fit food gift girl black blue red pink boo bar baby band bet bio
  city click club date dad date dog eat fan farm foo green hair home hot house join ing kim land luxe man menu mom moto open pay phone photo pics pizza plus pub read safe sale save school sex sexy shop show site ski
  soccer space store talk tax taxi tours toys vote wedding work world zone post click kids lat link cab cam camp care cash cheap chat dance dating earth exchange express fail final fund fyi gay gifts glass gold golf
  here hiv hospital host juegos law lease limited living ltd market meet money moe movie music network off okay ong online party pet place play poker press prime pro properties qpon quest racing
  realty rent review rich rip room row ruhr shoes study style surf tech theater top tube university vip voyage web wiki you car cards case`,
)

/** Words in a host or path that say money, identity or haste. Whole words between separators, or glued to a brand. */
export const RISK_WORDS = hostList(
  'link_risk_words',
  'What frauds put beside a borrowed name (R-LINK-03, R-LINK-08).',
  `pay payment payments bill billing billpay invoice topup top-up recharge refill reload credit bonus reward rewards point points jifen jf huafei chongzhi cz cx gift prize claim redeem refund rebate
  login log-in logon signin sign-in signon secure security safe verify verification validate confirm auth authenticate update upgrade unlock restore recover reactivate activate account accounts acct id
  support service services help helpdesk center centre care customer client user member vip wallet bank banking card online web wap mobile app my m sms otp kyc case alert alerts notice info
  track tracking parcel package delivery redelivery post fee customs toll fine tax dui tui tuikuan lq lingqu dh duihuan hb hongbao vc yzm kf kefu sfw sfwang wt ywt yy yyt yingyeting shop mall store
  promo free win lucky lottery draw event activity huodong hd cn com net cgi portal official guanwang gw china secureserver access session sso password pwd reset document docs share`,
)

/** Words of paying, points and signing in that make a throw-away host worth a look. */
export const PAY_WORDS = hostList(
  'pay_words',
  'What a throw-away host must speak of (R-LINK-08).',
  `pay payment payments bill billing invoice topup recharge refill reload credit bonus reward rewards point points jifen jf huafei hf chongzhi cz gift prize claim redeem refund login signin logon secure security
  verify verification account accounts wallet bank banking vip hb hongbao lq lingqu dh duihuan tui tuikuan 10086 10010 10000 189 sim otp kyc etc toll customs parcel delivery tracking track unlock card cards airtime`,
)
