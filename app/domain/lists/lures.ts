import { type ReviewedList, words } from './reviewed-list.ts'

const OWNER = 'fraud desk'
const REVIEWED_ON = '2026-11-26'

const list = (id: string, reason: string, text: string): ReviewedList<string> => ({ id, owner: OWNER, reason, reviewedOn: REVIEWED_ON, entries: words(text) })

/**
 * Words that registered names of frauds are put together from. The link model was trained on what they find (`scoring/url-lures.ts`): after a change
 * train it again. They raise no alarm by themselves, and many honest names hold them.
 */
export const BORROWED_NAMES: readonly ReviewedList<string>[] = [
  list(
    'borrowed_coins', 'Coins, wallets, exchanges and persons that coin frauds borrow.',
    `metamask myetherwallet mycrypto ethereum bitcoin binance coinbase kraken bittrex poloniex bitfinex bitstamp bitmex bithumb upbit kucoin huobi bybit okex gemini blockchain trezor ledger exodus electrum
    jaxx atomicwallet trustwallet phantom solflare keplr rainbow argent gnosis walletconnect uniswap pancakeswap sushiswap balancer curvefi opensea rarible blur looksrare magiceden axieinfinity sandbox decentraland solana polkadot
    kusama cardano ripple stellar litecoin dogecoin shiba polygon avalanche arbitrum optimism zksync starknet layerzero celestia cosmos osmosis terra luna aave compound lido makerdao tether usdt usdc chainlink idex etherdelta
    etherscan infura tornado crypto defi token coin ether wallet btc eth xrp nft dapp doge pepe bored bayc azuki satoshi vitalik buterin elon musk tesla spacex michaelsaylor winklevoss ripio localbitcoins paxful bitpay stake swap`,
  ),
  list(
    'borrowed_games', 'Games, their shops and the chats around them.',
    `discord nitro steam steamcommunity steampowered csgo counterstrike faceit dota skins skin knife hypesquad roblox robux fortnite vbucks minecraft epicgames playstation twitch pubg genshin valorant riot esport tournament
    trade tradeoffer gamer gaming`,
  ),
  list(
    'borrowed_banks', 'Banks and payment services.',
    `paypal venmo zelle cashapp stripe visa mastercard amex americanexpress chase wellsfargo bankofamerica citibank hsbc barclays lloyds natwest santander halifax caixa bradesco itau nubank bbva caixabank sparkasse
    axisbank icicibank hdfcbank kotak paytm phonepe gpay gcash paymaya landbank metrobank unionbank maybank cimb ocbc dbsbank posb bancolombia davivienda banorte bancomer brimo mandiri gopay dana livin nequi
    daviplata mpesa bkash nagad easypaisa jazzcash sbiyono yono anz westpac commbank scotiabank royalbank desjardins interac tdbank capitalone usbank boursorama crelan belfius kbc keytrade
    postbank volksbank commerzbank creditagricole bnpparibas labanquepostale intesa unicredit posteitaliane rabobank abnamro postfinance raiffeisen sberbank tinkoff alipay wechat unionpay icbc rakuten smbc bank banque banco mercadolibre`,
  ),
  list(
    'borrowed_services', 'Mail, clouds, networks, shops, operators, parcels and offices.',
    `apple appleid icloud itunes iphone microsoft office365 office outlook onedrive sharepoint hotmail windows google gmail gdrive googledocs dropbox docusign adobe yahoo aol webmail facebook messenger instagram whatsapp telegram twitter
    tiktok linkedin snapchat netflix spotify amazon alibaba aliexpress ebay airbnb booking walmart costco verizon tmobile vodafone orange telekom telstra comcast xfinity usps fedex dhl ups royalmail auspost correos chronopost colissimo
    hmrc irs impots ameli govuk ezpass sunpass fastrak txtag tollroads peachpass evri hermes dpd inpost postnl poste canadapost singpost japanpost sagawa yamato kuroneko bpost postnord sfexpress
    mygov medicare ssa dvla centrelink etcmeisai chinamobile chinaunicom chinatelecom jio airtel mtn safaricom telkomsel indosat vinted wallapop leboncoin allegro olx subito mercari shopee lazada temu shein
    douyin taobao jingdong pinduoduo meituan roundcube zimbra cpanel wetransfer sharefile`,
  ),
]

/** What such a name asks for or promises. */
export const LURE_WORDS = list(
  'lure_words', 'Words beside a borrowed name: signing in, gifts, gains, haste, parcels, tolls and fines, offices and their refunds; in several languages, Chinese by its sounds.',
  `track tracking parcel package packages delivery deliver redelivery redeliver shipment shipping courier postal customs reschedule toll tolls fine fines penalty violation unpaid overdue tax rebate benefit benefits
  allowance grant grants subsidy relief points coupon voucher recharge topup airtime data kyc aadhaar otp netbanking ebanking banking card credit loan loans insurance claims statement form forms application
  express verified protect protection safe safety assist agent appeal copyright business meta page pages community
  facture impayee impaye colis livraison amende remboursement compte espace suivi verificar verificacion cuenta acceso aviso pago pagos entrega paquete multa factura soporte seguridad clave conto accesso
  verifica aggiorna aggiornamento sicurezza pacco spedizione consegna rimborso konto rechnung sicherheit paket zustellung anmelden kunde bestatigen aktualisieren encomenda taxa boleto fatura atualizacao cadastro
  premio oferta paczka platnosc odbior zamowienie dostawa undian hadiah cair gratis bantuan pembayaran resmi klaim kaget
  denglu yanzheng renzheng anquan tuikuan kefu jifen duihuan huodong hongbao chongzhi huafei lingqu fuli jiangli libao zhifu shoukuan jiesuan jiedong dongjie zhuxiao guanfang
  login signin logon verify verification validate secure security account update upgrade confirm auth unlock restore recover recovery support help service center wallet connect claim airdrop drop reward bonus gift
  gifts free give giveaway win winner prize promo event official double presale sale mint minting whitelist stake staking migrate migration validator phrase seed sync rectify dapp token invest investment profit mining miner earn
  payout trading trader forex broker fund capital exchange market finance partner academy team app online web portal id user client customer billing invoice payment pay refund alert notice resolve limited suspend block access session mobile
  new live pro plus vip now today 2020 2021 2022 2023 2024 2025 x2 100 5000 boost hype squad moderator apply test bot beta code key generator hack cheat`,
)
