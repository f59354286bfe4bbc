import { type ReviewedList, words } from './reviewed-list.ts'

export type BrandSector = 'operator' | 'bank' | 'payment' | 'delivery' | 'platform' | 'authority'

/** A name that frauds borrow. */
export interface Brand {
  readonly id: string
  readonly sector: BrandSector
  /** How it signs messages and is named in host labels, in its own script; empty when Latin only. */
  readonly names: readonly string[]
  /** Registrable domains that are its own. */
  readonly domains: readonly string[]
  /** Host tokens distinctive enough to be believed inside a foreign host. Lower case, letters and digits. */
  readonly tokens: readonly string[]
  /** Host tokens that are everyday words or very short: believed only beside a risk word, a throw-away ending or a spelled-out brand domain. */
  readonly weakTokens: readonly string[]
}

/** One line a brand: id | names | own domains | tokens, weak ones led by `~`. */
const LINES: Readonly<Record<BrandSector, string>> = {
  operator: `
china_mobile|中国移动 移动积分 移动商城 移动营业厅 和包支付|10086.cn chinamobile.com chinamobileltd.com cmpay.com migu.cn 139.com cmccb2b.com cmic.com.cn|10086 chinamobile cmcc zgyd ~1008611 ~migu ~cmpay
china_unicom|中国联通 联通营业厅 沃支付|10010.com chinaunicom.com chinaunicom.com.cn chinaunicom.cn 10010.cn wo.cn wo.com.cn wopay.com|10010 chinaunicom zglt ~wostore
china_telecom|中国电信 电信营业厅 翼支付|189.cn chinatelecom.com.cn chinatelecom.cn 10000.cn bestpay.com.cn 21cn.com tianyi.com ct10000.com|chinatelecom bestpay ~10000 ~189 ~tianyi ~zgdx
china_broadnet|中国广电|10099.com.cn cbn.cn|10099 ~cbn
csl||hkcsl.com csl.com.hk 1010.com.hk clubsim.com.hk pccw.com hkt.com|hkcsl ~csl
three|3香港|three.com.hk three.co.uk three.ie three.se tre.se three.dk drei.at three.com|~three threehk
smartone|數碼通 数码通|smartone.com|smartone
cmhk||hk.chinamobile.com cmhk.com|cmhk
ctm||ctm.net|~ctm
cht|中华电信 中華電信|cht.com.tw emome.net hinet.net|chunghwa hinet emome
fetnet|远传电信|fetnet.net|fetnet fareastone
twm|台湾大哥大|taiwanmobile.com myfone.com.tw|taiwanmobile myfone
smart_ph||smart.com.ph pldt.com pldthome.com tnt.com.ph|smartcommunications pldt ~smart ~smartph ~talkntext
globe_ph||globe.com.ph globelife.com gomo.ph tm.com.ph|globetelecom globeone ~globe ~globeph
dito||dito.ph|ditotelecommunity ~dito
singtel||singtel.com singtelshop.com|singtel
starhub||starhub.com|starhub
m1||m1.com.sg|~m1limited
maxis||maxis.com.my hotlink.com.my|maxis ~hotlink
celcom||celcom.com.my celcomdigi.com digi.com.my|celcomdigi celcom ~digi
umobile||u.com.my umobile.com.my|umobile
telkomsel||telkomsel.com|telkomsel mytelkomsel
indosat||indosatooredoo.com ioh.co.id im3.id|indosat
xl_axiata||xl.co.id xlaxiata.co.id axis.co.id|xlaxiata
ais||ais.th ais.co.th|~ais
truemove||true.th truecorp.co.th truemoveh.com|truemove truemoney ~true
dtac||dtac.co.th|dtac
viettel||viettel.vn vietteltelecom.vn viettelpay.vn|viettel
vinaphone||vinaphone.com.vn vnpt.vn|vinaphone ~vnpt
mobifone||mobifone.vn|mobifone
jio||jio.com|reliancejio myjio ~jio
airtel||airtel.in airtel.com airtel.africa airtelkenya.com|airtel
vi||myvi.in|~myvi vodafoneidea
bsnl||bsnl.co.in bsnl.in|bsnl
jazz||jazz.com.pk jazzcash.com.pk|jazzcash ~jazz
telenor||telenor.com telenor.no telenor.se telenor.dk telenor.com.pk|telenor
zong||zong.com.pk|zong
grameenphone||grameenphone.com|grameenphone
robi||robi.com.bd|~robi
docomo|ドコモ|docomo.ne.jp nttdocomo.co.jp nttdocomo.com|docomo nttdocomo
au_kddi||au.com kddi.com|kddi
softbank|ソフトバンク|softbank.jp ymobile.jp linemo.jp|softbank ymobile
rakuten|楽天|rakuten.co.jp rakuten.com rakuten-bank.co.jp rakuten-card.co.jp rakuten.ne.jp|rakuten
skt||sktelecom.com tworld.co.kr|sktelecom ~tworld
kt_korea||kt.com|~ktcorp
uplus||uplus.co.kr lguplus.com|lguplus
telstra||telstra.com telstra.com.au bigpond.com|telstra bigpond
optus||optus.com.au|optus
vodafone||vodafone.com vodafone.co.uk vodafone.de vodafone.es vodafone.it vodafone.pt vodafone.ie vodafone.com.au vodafone.com.tr vodafone.ro vodafone.com.eg vodafone.co.nz one.nz vodafone.cz vodafone.hu vodafone.gr vodafone.nl vodafone.com.gh vodafone.in|vodafone
spark_nz||spark.co.nz|~sparknz
att||att.com att.net attwireless.com|~att attwireless attmail
verizon||verizon.com verizonwireless.com vzw.com verizonbusiness.com verizondigitalmedia.com verizonmedia.com|verizon vzw
tmobile||t-mobile.com telekom.de telekom.com t-mobile.pl t-mobile.cz t-online.de magenta.at t-mobile.nl|tmobile telekom ~tonline ~magenta
sprint||sprint.com|~sprint
uscellular||uscellular.com|uscellular
cricket||cricketwireless.com|cricketwireless
boost||boostmobile.com boost.com.au|boostmobile
metropcs||metrobyt-mobile.com metropcs.com|metropcs metrobytmobile
xfinity||xfinity.com comcast.com comcast.net xfinitytv.com comcastbiz.net|xfinity comcast
rogers||rogers.com fido.ca|~rogers
bell_ca||bell.ca|~bellcanada bellmobility
telus||telus.com koodomobile.com|telus koodo
ee_uk||ee.co.uk bt.com|~ee ~eelimited
o2||o2.co.uk o2online.de o2.cz o2.sk|~o2 o2billing
giffgaff||giffgaff.com|giffgaff
tesco_mobile||tescomobile.com tesco.com|tescomobile ~tesco
lebara||lebara.co.uk lebara.com lebara.de lebara.fr|lebara
lycamobile||lycamobile.co.uk lycamobile.com lycamobile.us|lycamobile
virgin||virginmedia.com virginmedia.ie virginmobile.ca|virginmedia virginmobile
sky_uk||sky.com|~skymobile
orange||orange.fr orange.com orange.es orange.pl orange.ro orange.be orange.sn orange.ci sosh.fr|orangemoney ~orange
sfr||sfr.fr red-by-sfr.fr|~sfr
bouygues||bouyguestelecom.fr|bouygues
free_fr||free.fr|~freemobile
telefonica||telefonica.com movistar.es movistar.com movistar.com.ar movistar.cl movistar.co movistar.com.mx vivo.com.br|telefonica movistar
tim||tim.it tim.com.br|~timbrasil
windtre||windtre.it wind.it|windtre
iliad||iliad.it|~iliad
swisscom||swisscom.ch bluewin.ch|swisscom bluewin
sunrise_ch||sunrise.ch|~sunrise
kpn||kpn.com kpn.nl|kpn
proximus||proximus.be|proximus
telia||telia.com telia.se telia.no telia.fi|telia
mts||mts.ru mts.by|~mtsru
beeline||beeline.ru beeline.kz beeline.uz|beeline
megafon||megafon.ru|megafon
tele2||tele2.ru t2.ru tele2.com tele2.se|tele2
kyivstar||kyivstar.ua|kyivstar
turkcell||turkcell.com.tr|turkcell
etisalat||etisalat.ae eand.com etisalat.com e.ae|etisalat
du||du.ae|~dutelecom
stc||stc.com.sa stcpay.com.sa|stcpay ~stc
mobily||mobily.com.sa|mobily
zain||zain.com sa.zain.com|zain
ooredoo||ooredoo.com ooredoo.qa ooredoo.om|ooredoo
mtn||mtn.com mtn.ng mtn.com.gh mtn.co.za mtnonline.com|mtnonline mtnnigeria ~mtn ~momo
glo||gloworld.com|gloworld
ninemobile||9mobile.com.ng|9mobile
safaricom||safaricom.co.ke safaricom.com m-pesa.com|safaricom mpesa
vodacom||vodacom.co.za vodacom.co.tz|vodacom
cellc||cellc.co.za|cellc
telkom_za||telkom.co.za|~telkom
claro||claro.com.br claro.com claro.com.co claro.com.pe claro.com.ar|~claro
telcel||telcel.com|telcel
digicel||digicelgroup.com digiceljamaica.com|digicel
tigo||tigo.com tigo.com.co|~tigo
dingconnect||ding.com dingconnect.com|dingconnect
reloadly||reloadly.com|reloadly
dtone||dtone.com|~dtone`,
  bank: `
icbc|工商银行 中国工商银行 工行|icbc.com.cn icbc.cn icbc-ltd.com icbcasia.com|icbc 95588
ccb|建设银行 中国建设银行 建行|ccb.com ccb.cn ccbintl.com|95533 ccbank ~ccb
abc_china|农业银行 中国农业银行 农行|abchina.com abchina.com.cn 95599.cn|abchina 95599
boc|中国银行 中行|boc.cn bankofchina.com boci.com.hk bochk.com|bankofchina 95566 bochk ~boc
bocom|交通银行 交行|bankcomm.com bankcomm.com.cn|bankcomm 95559
cmb|招商银行 招行 一网通|cmbchina.com cmb.cn e95555.cn cmbt.cn cmbwinglungbank.com|cmbchina 95555 ~cmb
psbc|邮储银行 邮政储蓄|psbc.com|psbc 95580
spdb|浦发银行|spdb.com.cn|spdb spdbank 95528
cib|兴业银行|cib.com.cn|95561 ~cib
cebbank|光大银行|cebbank.com|cebbank 95595
citic|中信银行|citicbank.com ecitic.com|citicbank ecitic 95558
cmbc|民生银行|cmbc.com.cn|cmbc 95568
pingan|平安银行 平安|pingan.com pingan.com.cn bank.pingan.com|pingan 95511
hxb|华夏银行|hxb.com.cn|95577 ~hxb
cgb|广发银行|cgbchina.com.cn|cgbchina 95508
hsbc|汇丰银行|hsbc.com hsbc.co.uk hsbc.com.hk hsbc.com.cn hsbc.ca hsbc.com.sg hsbcnet.com us.hsbc.com|hsbc
standard_chartered|渣打银行|sc.com standardchartered.com|standardchartered
hang_seng|恒生银行|hangseng.com|hangseng
dbs|星展银行|dbs.com dbs.com.sg dbs.com.hk posb.com.sg|dbsbank posb ~dbs
ocbc||ocbc.com|ocbc
uob||uobgroup.com uob.com.sg|uobgroup ~uob
maybank||maybank2u.com.my maybank.com maybank.com.my|maybank
cimb||cimb.com cimbclicks.com.my cimb.com.my|cimb cimbclicks
bca||bca.co.id klikbca.com|klikbca ~bca
mandiri||bankmandiri.co.id livin.id|bankmandiri ~mandiri
bri||bri.co.id|brimo ~bri
bpi||bpi.com.ph|bpionline ~bpi
bdo||bdo.com.ph|bdounibank ~bdo
metrobank||metrobank.com.ph|metrobank
unionbank||unionbankph.com unionbankofindia.co.in|unionbankph
kbank||kasikornbank.com|kasikorn kbank
scb||scb.co.th|~scb
vietcombank||vietcombank.com.vn|vietcombank
techcombank||techcombank.com.vn techcombank.com|techcombank
sbi||sbi.co.in onlinesbi.sbi onlinesbi.com|onlinesbi yonosbi ~sbi
hdfc||hdfcbank.com hdfc.bank.in|hdfcbank hdfc
icici||icicibank.com icici.bank.in|icicibank icici
axis||axisbank.com axisbank.co.in|axisbank
kotak||kotak.com|kotak
mufg|三菱UFJ銀行|mufg.jp bk.mufg.jp|mufg
smbc|三井住友銀行|smbc.co.jp smbc-card.com vpass.ne.jp|smbc vpass
mizuho||mizuhobank.co.jp|mizuho
commbank||commbank.com.au netbank.com.au|commbank netbank
westpac||westpac.com.au westpac.co.nz|westpac
anz||anz.com.au anz.com anz.co.nz|~anz anzbank
nab||nab.com.au|~nab nabonline
chase||chase.com jpmorganchase.com jpmorgan.com|jpmorgan chasebank ~chase
bofa||bankofamerica.com bofa.com|bankofamerica bofa
wells_fargo||wellsfargo.com|wellsfargo
citi||citi.com citibank.com citibankonline.com citibank.com.sg citibank.com.hk|citibank citigroup ~citi
capital_one||capitalone.com|capitalone
us_bank||usbank.com|usbank
pnc||pnc.com|pncbank ~pnc
td_bank||td.com tdbank.com tdcanadatrust.com|tdbank tdcanada
truist||truist.com|truist
usaa||usaa.com|usaa
navy_federal||navyfederal.org|navyfederal
amex||americanexpress.com aexp.com|americanexpress amex
discover||discover.com discovercard.com|~discover discovercard
fidelity||fidelity.com|~fidelity
schwab||schwab.com schwabcdn.com|schwab
rbc||rbc.com rbcroyalbank.com royalbank.com|rbcroyalbank royalbank ~rbc
scotiabank||scotiabank.com|scotiabank scotia
bmo||bmo.com|~bmo bmoonline
cibc||cibc.com|cibc
desjardins||desjardins.com|desjardins
interac||interac.ca|interac
barclays||barclays.co.uk barclays.com barclaycard.co.uk|barclays barclaycard
lloyds||lloydsbank.com lloydsbank.co.uk lloydsbankinggroup.com|lloydsbank lloyds
natwest||natwest.com|natwest
rbs||rbs.co.uk|~rbs
santander||santander.co.uk santander.com santander.com.br santander.es santanderbank.com santander.com.mx santander.cl|santander
halifax||halifax.co.uk|halifaxbank ~halifax
nationwide||nationwide.co.uk nationwide.com|~nationwide
monzo||monzo.com|monzo
revolut||revolut.com|revolut
starling||starlingbank.com|starlingbank
tsb||tsb.co.uk|~tsb
deutsche_bank||deutsche-bank.de db.com|deutschebank
commerzbank||commerzbank.de|commerzbank
sparkasse||sparkasse.de|sparkasse
postbank||postbank.de|postbank
volksbank||vr.de volksbank.de|volksbank
ing||ing.com ing.de ing.nl ing.es ing.com.au|~ing ingbank
dkb||dkb.de|~dkb
n26||n26.com|n26
comdirect||comdirect.de|comdirect
bnp||bnpparibas.com mabanque.bnpparibas|bnpparibas
credit_agricole||credit-agricole.fr|creditagricole
societe_generale||societegenerale.fr particuliers.sg.fr sg.fr|societegenerale
la_banque_postale||labanquepostale.fr|labanquepostale banquepostale
credit_mutuel||creditmutuel.fr|creditmutuel
caixabank||caixabank.es caixabank.com|caixabank
bbva||bbva.es bbva.com bbva.mx|bbva
bankinter||bankinter.com|bankinter
intesa||intesasanpaolo.com|intesasanpaolo ~intesa
unicredit||unicredit.it unicreditgroup.eu|unicredit
poste_italiane||poste.it posteitaliane.it postepay.it|posteitaliane postepay poste
nexi||nexi.it|~nexi
abn_amro||abnamro.nl abnamro.com|abnamro
rabobank||rabobank.nl rabobank.com|rabobank
ubs||ubs.com|~ubs
postfinance||postfinance.ch|postfinance
raiffeisen||raiffeisen.ch raiffeisen.at raiffeisen.ru|raiffeisen
swedbank||swedbank.se swedbank.com|swedbank
nordea||nordea.com nordea.fi nordea.se|nordea
pko||pkobp.pl ipko.pl|pkobp ipko
mbank||mbank.pl|~mbank
sberbank||sberbank.ru sber.ru|sberbank
tinkoff||tinkoff.ru tbank.ru|tinkoff
privatbank||privatbank.ua privat24.ua|privatbank privat24
garanti||garantibbva.com.tr|garantibbva
akbank||akbank.com|akbank
ziraat||ziraatbank.com.tr|ziraat
enbd||emiratesnbd.com|emiratesnbd
alrajhi||alrajhibank.com.sa|alrajhi
gtbank||gtbank.com|gtbank
firstbank_ng||firstbanknigeria.com|firstbanknigeria
zenith||zenithbank.com|zenithbank
access_bank||accessbankplc.com|accessbank
equity_ke||equitygroupholdings.com equitybankgroup.com|equitybank
kcb||kcbgroup.com|kcbgroup
fnb||fnb.co.za|~fnb fnbonline
absa||absa.co.za absa.africa|absa
standard_bank||standardbank.co.za|standardbank
nedbank||nedbank.co.za|nedbank
capitec||capitecbank.co.za|capitec
itau||itau.com.br|itau
bradesco||bradesco.com.br|bradesco
caixa||caixa.gov.br|~caixa caixatem
bb_br||bb.com.br bancodobrasil.com.br|bancodobrasil
nubank||nubank.com.br nu.com.mx|nubank
banamex||banamex.com|banamex
banorte||banorte.com|banorte
bancolombia||bancolombia.com grupobancolombia.com|bancolombia
bcp_pe||viabcp.com|viabcp`,
  payment: `
alipay|支付宝|alipay.com alipay.cn alipayobjects.com alipay.hk antgroup.com antfin.com alipayplus.com alipaydns.com alipayeshop.com|alipay ~zhifubao
wechat|微信 微信支付|weixin.qq.com weixin.com wechat.com wechatpay.com weixinbridge.com tenpay.com|wechatpay weixinpay wechat weixin tenpay ~wxpay
unionpay|银联 云闪付|unionpay.com 95516.com unionpayintl.com chinaums.com|unionpay yunshanfu 95516
jd_pay|京东支付 京东金融|jdpay.com jd.com|jdpay
paypal||paypal.com paypal.me paypalobjects.com paypal-community.com|paypal
paypay||paypay.ne.jp paypay-bank.co.jp|paypay
venmo||venmo.com|venmo
cash_app||cash.app squareup.com|cashapp squareup
zelle||zellepay.com zelle.com|zellepay zelle
stripe||stripe.com stripe.network|~stripe
wise||wise.com transferwise.com|transferwise ~wise
western_union||westernunion.com|westernunion
moneygram||moneygram.com|moneygram
payoneer||payoneer.com|payoneer
skrill||skrill.com|skrill
visa||visa.com visa.co.uk visa.com.hk|~visa visaverified
mastercard||mastercard.com mastercard.us|mastercard
apple_pay||pay.apple.com|applepay
google_pay||pay.google.com|googlepay
samsung||samsung.com samsungmobile.com|samsungpay
gcash||gcash.com|gcash
maya||maya.ph paymaya.com|paymaya
grabpay||grab.com|grabpay
touch_n_go||touchngo.com.my tngdigital.com.my|touchngo tngdigital
boost_my||myboost.co|~myboost
dana||dana.id|~danaid
ovo||ovo.id|~ovo
gopay||gopay.co.id gojek.com|gopay gojek
momo_vn||momo.vn momo.com.vn|momovn
zalopay||zalopay.vn|zalopay
paytm||paytm.com paytm.in|paytm
phonepe||phonepe.com|phonepe
bhim||bhimupi.org.in npci.org.in|bhimupi
bkash||bkash.com|bkash
nagad||nagad.com.bd|nagad
easypaisa||easypaisa.com.pk|easypaisa
payme||payme.hsbc.com.hk|~payme
octopus||octopus.com.hk|octopuscard
fps_hk|转数快|hkicl.com.hk|hkfps
opay||opayweb.com operapay.com|~opay
palmpay||palmpay.com|palmpay
flutterwave||flutterwave.com|flutterwave
paystack||paystack.com|paystack
mercado_pago||mercadopago.com mercadopago.com.br mercadolibre.com mercadolivre.com.br mercadopago.com.ar|mercadopago mercadolibre mercadolivre
picpay||picpay.com|picpay
klarna||klarna.com|klarna
bizum||bizum.es|bizum
binance||binance.com binance.us bnbchain.org|binance
coinbase||coinbase.com|coinbase
metamask||metamask.io|metamask
myetherwallet||myetherwallet.com|myetherwallet
trustwallet||trustwallet.com|trustwallet
blockchain_com||blockchain.com|blockchaincom
ledger||ledger.com|ledgerlive ~ledger
kraken||kraken.com|~kraken
okx|欧易|okx.com|~okx okex
uniswap||uniswap.org|uniswap
opensea||opensea.io|opensea
pancakeswap||pancakeswap.finance|pancakeswap
walletconnect||walletconnect.com walletconnect.org|walletconnect
phantom||phantom.app phantom.com|~phantom`,
  delivery: `
sf_express|顺丰速运 顺丰|sf-express.com sf-international.com|sfexpress ~shunfeng
ems_cn|中国邮政|ems.com.cn chinapost.com.cn 11183.com.cn|chinapost 11183
yto|圆通速递|yto.net.cn|ytoexpress
zto|中通快递|zto.com zto.cn|ztoexpress
sto|申通快递|sto.cn|stoexpress
yunda|韵达|yundaex.com|yundaex ~yunda
jdl|京东物流|jdl.com|jdlogistics
cainiao|菜鸟|cainiao.com|cainiao
hongkong_post|香港邮政|hongkongpost.hk|hongkongpost
singpost||singpost.com|singpost
ninja_van||ninjavan.co|ninjavan
jnt||jtexpress.ph jtexpress.my jtexpress.sg jet.co.id|jtexpress
lbc||lbcexpress.com|lbcexpress
pos_malaysia||pos.com.my|posmalaysia
japan_post|日本郵便|post.japanpost.jp japanpost.jp|japanpost
yamato|ヤマト運輸|kuronekoyamato.co.jp|kuronekoyamato kuroneko
sagawa|佐川急便|sagawa-exp.co.jp|sagawa
korea_post||epost.go.kr|koreapost
australia_post||auspost.com.au|auspost australiapost
nz_post||nzpost.co.nz|nzpost
usps||usps.com|usps
ups||ups.com|~ups upsdelivery
fedex||fedex.com|fedex
dhl||dhl.com dhl.de dhl.co.uk dhl.fr dhl.it dpdhl.com|dhl
tnt||tnt.com|~tnt tntexpress
dpd||dpd.co.uk dpd.com dpd.de dpd.fr dpdlocal.co.uk|dpd dpdlocal
royal_mail||royalmail.com|royalmail
evri||evri.com myhermes.co.uk|evri myhermes
parcelforce||parcelforce.com|parcelforce
post_office_uk||postoffice.co.uk|postoffice
an_post||anpost.com anpost.ie|anpost
canada_post||canadapost.ca canadapost-postescanada.ca|canadapost postescanada
la_poste||laposte.fr laposte.net|laposte
chronopost||chronopost.fr|chronopost
colissimo||colissimo.fr|colissimo
mondial_relay||mondialrelay.fr mondialrelay.com|mondialrelay
deutsche_post||deutschepost.de|deutschepost
hermes_de||myhermes.de|~hermes
gls||gls-group.com gls-group.eu gls-pakete.de|~gls glsgroup
correos||correos.es|correos
seur||seur.com|seur
bartolini||brt.it|bartolini
post_nl||postnl.nl postnl.com|postnl
bpost||bpost.be|bpost
swiss_post||post.ch|swisspost
posten||posten.no|~posten
postnord||postnord.se postnord.dk postnord.com|postnord
inpost||inpost.pl|inpost
poczta_polska||poczta-polska.pl|pocztapolska
ceska_posta||ceskaposta.cz|ceskaposta
russian_post||pochta.ru|~pochta
nova_poshta||novaposhta.ua|novaposhta
emirates_post||emiratespost.ae|emiratespost
aramex||aramex.com|aramex
israel_post||israelpost.co.il|israelpost
sa_post||postoffice.co.za|sapostoffice
correios||correios.com.br|correios
india_post||indiapost.gov.in|indiapost
vnpost||vnpost.vn|vnpost
thailand_post||thailandpost.co.th|thailandpost`,
  platform: `
apple||apple.com icloud.com apple.com.cn itunes.com me.com mzstatic.com|appleid icloud applesupport ~apple ~itunes
google||google.com gmail.com googleusercontent.com googleapis.com youtube.com goo.gl withgoogle.com android.com google.co.uk google.de google.fr google.co.jp google.com.hk blogspot.com google.cn google-analytics.com googletagmanager.com googleadservices.com googlesyndication.com googlevideo.com ggpht.com gstatic.com chrome.com|google gmail ~youtube
microsoft||microsoft.com live.com outlook.com office.com office365.com microsoftonline.com hotmail.com msn.com windows.net azure.com sharepoint.com onedrive.com skype.com bing.com windows.com s-microsoft.com microsoftonline-p.com microsoftstore.com msedge.net office.net live.net xbox.com|microsoft office365 outlook hotmail onedrive sharepoint ~office ~skype
amazon|亚马逊|amazon.com amazon.cn amazon.co.uk amazon.de amazon.fr amazon.it amazon.es amazon.co.jp amazon.in amazon.ca amazon.com.au amazon.com.br amazon.com.mx amazonaws.com amazon.sg amazon.ae amzn.to payments-amazon.com media-amazon.com ssl-images-amazon.com amazonvideo.com amazonses.com primevideo.com|amazonprime amazonpay ~amazon
facebook||facebook.com fb.com fb.me messenger.com meta.com facebookmail.com fbcdn.net|facebook ~messenger
instagram||instagram.com cdninstagram.com|instagram
whatsapp||whatsapp.com whatsapp.net wa.me|whatsapp
telegram|电报|telegram.org t.me telegram.me telegra.ph telegram.dog|telegram
twitter||twitter.com x.com t.co twimg.com|twitter
tiktok|抖音|tiktok.com tiktokv.com douyin.com|tiktok douyin
line||line.me|~line
discord||discord.com discord.gg discordapp.com discord.gift discordapp.net discord.media|discord discordapp ~nitro
snapchat||snapchat.com|snapchat
linkedin||linkedin.com lnkd.in licdn.com|linkedin
netflix||netflix.com nflxso.net|netflix
spotify||spotify.com spoti.fi|spotify
steam||steampowered.com steamcommunity.com steamgames.com steamstatic.com steam-chat.com valvesoftware.com s.team|steamcommunity steampowered ~steam
roblox||roblox.com rbxcdn.com|roblox
epic||epicgames.com fortnite.com|epicgames fortnite
playstation||playstation.com sonyentertainmentnetwork.com|playstation
adobe||adobe.com|adobe
dropbox||dropbox.com|dropbox
docusign||docusign.com docusign.net|docusign
yahoo||yahoo.com yahoo.co.jp yimg.com yahoo.net|yahoo
aol||aol.com|~aol
qq|腾讯|qq.com tencent.com qpic.cn gtimg.com qzone.com qqmail.com idqqimg.com myqcloud.com tencentcloud.com|tencent qqmail ~qzone
taobao|淘宝 天猫|taobao.com tmall.com tb.cn taobao.global|taobao tmall
alibaba|阿里巴巴|alibaba.com 1688.com aliexpress.com alibaba-inc.com aliyun.com|alibaba aliexpress
jd|京东|jd.com jd.hk 3.cn|jingdong ~jd
pinduoduo|拼多多|pinduoduo.com yangkeduo.com|pinduoduo yangkeduo
meituan|美团|meituan.com dianping.com|meituan
baidu|百度|baidu.com bdstatic.com|baidu
weibo|微博|weibo.com weibo.cn t.cn sina.com.cn|weibo
netease|网易|163.com 126.com netease.com|netease
huawei|华为|huawei.com hicloud.com vmall.com|huawei
xiaomi|小米|xiaomi.com mi.com|xiaomi
ctrip|携程|ctrip.com trip.com|ctrip
didi|滴滴|didiglobal.com didichuxing.com xiaojukeji.com|didichuxing
ebay||ebay.com ebay.co.uk ebay.de ebay.com.au ebay.fr ebay.it ebaystatic.com ebayimg.com ebay-us.com ebaydesc.com|ebay
walmart||walmart.com|walmart
costco||costco.com costco-static.com|costco
shopee||shopee.ph shopee.sg shopee.com.my shopee.co.id shopee.co.th shopee.vn shopee.tw shopee.com.br shopee.com|shopee
lazada||lazada.com lazada.com.ph lazada.sg lazada.com.my lazada.co.id lazada.co.th lazada.vn|lazada
temu||temu.com|temu
shein||shein.com|shein
mercari||mercari.com jp.mercari.com|mercari
booking||booking.com|~booking
airbnb||airbnb.com|airbnb
uber||uber.com|~uber
godaddy||godaddy.com|godaddy
wordpress||wordpress.com wordpress.org wp.com|~wordpress
github||github.com github.io githubusercontent.com githubapp.com githubassets.com|github
coinmarketcap||coinmarketcap.com|coinmarketcap
leboncoin||leboncoin.fr|leboncoin
vinted||vinted.com vinted.fr vinted.co.uk|vinted
allegro||allegro.pl|allegro
olx||olx.pl olx.ua olx.com.br olx.in|~olx
yandex||yandex.ru yandex.com ya.ru|yandex
mailru||mail.ru|~mailru
vk||vk.com|~vkontakte`,
  authority: `
railway_12306|中国铁路 铁路12306|12306.cn 12306.com|12306
etc_cn|ETC|etc.cn|~etcp
tax_cn|国家税务总局 个人所得税|chinatax.gov.cn|chinatax
social_security_cn|社保局 医保局|mohrss.gov.cn nhsa.gov.cn|~shebao ~yibao
police_cn|公安部 公安局 反诈中心|mps.gov.cn|~gongan
miit|工信部 通信管理局|miit.gov.cn|miit
hmrc||gov.uk|hmrc govuk ~dvla
irs||irs.gov|irsgov ~irs
ssa_us||ssa.gov|~ssagov
ezpass||e-zpassny.com ezpassnj.com e-zpassiag.com|ezpass
sunpass||sunpass.com|sunpass
mygov_au||my.gov.au ato.gov.au|mygov
linkt||linkt.com.au|linkt
cra_ca||canada.ca|~canadarevenue
impots||impots.gouv.fr|impots
ameli||ameli.fr|ameli
antai||antai.gouv.fr|antai
caf_fr||caf.fr|~caf
agenzia_entrate||agenziaentrate.gov.it|agenziaentrate
inps||inps.it|~inps
elster||elster.de|~elster
aeat||agenciatributaria.es agenciatributaria.gob.es|agenciatributaria
dgt_es||dgt.es|~dgt
digid||digid.nl|digid
belastingdienst||belastingdienst.nl|belastingdienst
skatteverket||skatteverket.se|skatteverket
bankid||bankid.com|bankid
singpass||singpass.gov.sg iras.gov.sg cpf.gov.sg|singpass
sss_ph||sss.gov.ph|~sssgov
philhealth||philhealth.gov.ph|philhealth
gosuslugi||gosuslugi.ru|gosuslugi
edevlet||turkiye.gov.tr|edevlet turkiyegov
nta_jp|国税庁|nta.go.jp|~etax
who_int||who.int|~whoint`,
}

const OWNER = 'fraud desk'

function brandsOf(sector: BrandSector): Brand[] {
  return LINES[sector].trim().split('\n').map((line) => {
    const [id = '', names = '', domains = '', tokens = ''] = line.split('|')
    const all = words(tokens)
    return {
      id,
      sector,
      names: words(names),
      domains: words(domains),
      tokens: all.filter((token) => !token.startsWith('~')),
      weakTokens: all.filter((token) => token.startsWith('~')).map((token) => token.slice(1)),
    }
  })
}

/** Operators, banks, payment services, carriers of parcels, platforms and authorities whose names are borrowed. Written from general knowledge. */
export const BRANDS: ReviewedList<Brand> = {
  id: 'brands',
  owner: OWNER,
  reason: 'Names that fraudulent hosts and signatures imitate (R-LINK-03, R-LINK-04, R-TEXT-09).',
  reviewedOn: '2026-11-22',
  entries: (Object.keys(LINES) as BrandSector[]).flatMap(brandsOf),
}
