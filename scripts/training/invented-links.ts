import { sequence } from './sequence.ts'

/**
 * Links composed for training from patterns of our own and from names that harmless collections hold: how bait hosts are built today
 * (brand and bait word on cheap endings, on free hosts, in front of a strange domain, in folders of a broken-into site), and the harmless
 * links that share one of those traits (ordinary names on the same free hosts and new endings, sign-in pages of known sites).
 * They teach the model what the older collections lack. Same links every run.
 */
export interface InventedLink {
  readonly url: string
  readonly isBad: boolean
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const BRANDS = words(`usps ups fedex dhl evri royalmail auspost postnl dpd gls correos poste chronopost canadapost ezpass sunpass fastrak thetollroads peachpass paypal apple icloud appleid
  microsoft office365 outlook onedrive sharepoint netflix amazon prime facebook meta instagram whatsapp telegram tiktok coinbase metamask trezor ledger binance kraken trustwallet phantom exodus uniswap
  pancakeswap opensea blockchain crypto chase wellsfargo bankofamerica citi hsbc barclays natwest santander lloyds bbva caixabank ing rabobank postfinance swisscom sberbank itau bradesco nubank
  att verizon tmobile xfinity spectrum bt o2 vodafone orange free telstra optus docusign dropbox adobe roblox steam steamcommunity discord allegro olx vinted leboncoin airbnb booking shein
  temu irs hmrc gov ameli impots mygov etc sfexpress icbc ccb boc jd taobao alipay wechat 10086 12306 cmcc unicom paytm sbi hdfc gcash maya bpi dbs ocbc singpost posmalaysia maybank rakuten jcb
  smbc mufg yamato kuroneko japanpost aeon mercari linebank kbank shopee lazada`)
const BAIT = words(`login signin logon verify verification secure security account accounts update updates support help helpdesk service services confirm auth authenticate wallet claim airdrop reward rewards bonus
  gift prize winner unlock restore recovery recover billing invoice payment pay refund tracking track delivery redelivery parcel package toll fine notice alert notification webmail mail portal id my user
  customer center case appeal copyright business kyc online app web connect dapp staking migrate validate access session redirect info check review suspended limited client espace compte konto clave
  seguro acceso actualizar pago envio suivi livraison colis rechnung sicherheit`)
const CHEAP = words('top xyz cc icu click shop online site live sbs cfd lol vip cyou buzz bond world life info pro win rest quest fun today store xin homes work help support ink link space website')
const SOBER = words('com net org co io app dev me us uk de fr in com.br ru eu')
const FREE = words(`pages.dev vercel.app netlify.app web.app firebaseapp.com workers.dev r2.dev github.io webflow.io weebly.com weeblysite.com wixsite.com wixstudio.com blogspot.com square.site godaddysites.com
  myshopify.com framer.app framer.website replit.app repl.co glitch.me onrender.com herokuapp.com fly.dev surge.sh duckdns.org trycloudflare.com ngrok-free.app azurewebsites.net web.core.windows.net
  cloudfront.net s3.amazonaws.com myftpupload.com temporary.site hostingersite.com wpengine.com yolasite.com jimdosite.com mystrikingly.com carrd.co teachable.com zapto.org serveo.net dweb.link 000webhostapp.com`)
const PLAIN_FREE = words('github.io gitlab.io vercel.app netlify.app pages.dev wordpress.com blogspot.com substack.com medium.com tumblr.com myshopify.com readthedocs.io herokuapp.com web.app notion.site webflow.io wixsite.com weebly.com livejournal.com itch.io bandcamp.com deviantart.com azurewebsites.net cloudfront.net fandom.com shopify.com zendesk.com')
const NEW_ENDINGS = words('app dev io ai co xyz shop store online site blog cloud tech art info me tv club design studio agency media news live world life top pro link vip gg so')
const EVERYDAY = words(`my our the team studio garden kitchen bakery cafe church school choir club library museum market farm river hill oak maple blue green little happy north south lucky smart simple open demo test
  todo notes blog portfolio resume photos music recipes travel hiking yoga dance chess weather budget calendar tracker dashboard admin docs api react vue next svelte starter template playground landing project thesis
  class lesson maths science history wedding party reunion charity books poetry pets dog cat bike car boat house home tiny old new daily weekly`)
const PLATFORMS = words('sites.google.com/view docs.google.com/document/d docs.google.com/forms/d/e forms.gle linktr.ee tinyurl.com bit.ly rb.gy t.ly cutt.ly is.gd notion.site carrd.co forms.office.com jotform.com storage.googleapis.com s3.amazonaws.com')
const OFFICES = words('gov.uk gouv.fr gov.cn gov.br gob.mx gov.in go.jp gov.au govt.nz gc.ca gov gov.it bund.de edu ac.uk edu.cn')
const BAD_FOLDERS = words('wp-content/plugins wp-includes/js wp-admin/css .well-known images/stories components/com_content wp-content/uploads/2024 cgi-bin tmp assets/js css includes')
const BAD_FILES = words('index.php login.php signin.html verify.php update.html index.html home next.php auth.html confirm secure/index.php billing.php')
const PLAIN_PATHS = words(`/docs/getting-started /docs/api/reference /blog/2025/03/what-we-learned /news/world/europe/story-6412093 /products/wool-scarf-grey /collections/summer /about /about-us /contact /pricing /careers /faq
  /watch?v=dQw4w9WgXcQ /p/CxY81kLmN2a /user/status/1718293847561 /wiki/History_of_tea /questions/4821/how-to-sort-an-array /r/gardening/comments/1ab2c3/first_tomatoes /en-us/articles/360041 /shop/kitchen/pans
  /2024/11/07/recipe-of-the-week /signin /login /account/login /users/sign_in /help /support /track-order /my-account /checkout/cart /search?q=winter+boots /item/48213.htm /id1029384756 /store/apps/details?id=org.maps
  /category/science /tag/photos /forum/viewtopic.php?t=4821 /download /releases/tag/v2.3.1 /pub/archive/index.html /en/ /de/produkte /fr/actualites /zh/news/2025-06/18/content_1234.htm /article/20250618A04XYZ00 /thread-48213-1-1.html /security /privacy-policy /terms`)
const PLAIN_FRONT = words('blog shop docs help support news accounts login auth mail store my account secure app api m en status developer community forum cdn static')

/** Composes `count` harmful and `count` harmless links. `sites` are harmless registrable domains, `labels` harmless names without their ending. */
export function inventedLinks(count: number, sites: readonly string[], labels: readonly string[]): InventedLink[] {
  const next = sequence(20261126)
  const one = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? ''
  const code = (least: number, most: number): string => {
    const signs = next() < 0.4 ? 'abcdefghijklmnopqrstuvwxyz' : 'abcdefghijklmnopqrstuvwxyz0123456789'
    const length = least + Math.floor(next() * (most - least + 1))
    let text = ''
    for (let i = 0; i < length; i++) text += signs[Math.floor(next() * signs.length)]
    return text
  }
  const digits = (most: number): string => String(Math.floor(next() * 10 ** (1 + Math.floor(next() * most))))
  /** A brand, sometimes with a letter doubled, dropped, swapped or drawn as a digit. */
  const brand = (): string => {
    const name = one(BRANDS)
    const at = Math.floor(next() * name.length)
    switch (Math.floor(next() * 10)) {
      case 0: return name.slice(0, at) + (name[at] ?? '') + name.slice(at)
      case 1: return name.length > 4 ? name.slice(0, at) + name.slice(at + 1) : name
      case 2: return name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
      case 3: return name.replace('o', '0').replace('l', '1').replace('i', '1')
      default: return name
    }
  }
  const everyday = (): string => Array.from({ length: 1 + Math.floor(next() * 3) }, () => one(EVERYDAY)).join(next() < 0.7 ? '-' : '') + (next() < 0.15 ? `-${code(3, 9)}` : '')
  const ending = (): string => (next() < 0.65 ? one(CHEAP) : one(SOBER))
  const folder = (): string => (next() < 0.45 ? '' : next() < 0.3 ? `/${code(3, 9)}` : next() < 0.5 ? `/${one(BAIT)}` : next() < 0.5 ? `/${one(BAIT)}/${code(4, 12)}` : `/${one(BAIT)}.${one(['php', 'html', 'htm'])}`)
  const bad: readonly (() => string)[] = [
    () => `${brand()}-${one(BAIT)}.${ending()}${folder()}`,
    () => `${one(BAIT)}-${brand()}.${ending()}${folder()}`,
    () => `${brand()}${one(BAIT)}.${ending()}${folder()}`,
    () => `${one(BAIT)}${brand()}${next() < 0.4 ? digits(3) : ''}.${ending()}${folder()}`,
    () => `${brand()}-${one(BAIT)}-${one(BAIT)}.${ending()}${folder()}`,
    () => `${one(BRANDS)}.com-${code(3, 8)}.${one(CHEAP)}${folder()}`,
    () => `${one(BRANDS)}.${code(4, 10)}.${ending()}${folder()}`,
    () => `${one(BRANDS)}.${one(BAIT)}-${code(3, 7)}.${ending()}${folder()}`,
    () => `${code(5, 12)}.${one(CHEAP)}${folder()}`,
    () => `${one(BAIT)}-${one(BAIT)}${next() < 0.5 ? digits(4) : ''}.${ending()}${folder()}`,
    () => `${one(BAIT)}${one(BAIT)}.${one(CHEAP)}${folder()}`,
    () => `${brand()}-${one(BAIT)}.${one(FREE)}${folder()}`,
    () => `${brand()}${one(BAIT)}${next() < 0.5 ? digits(4) : ''}.${one(FREE)}${folder()}`,
    () => `${one(BAIT)}-${one(BAIT)}-${code(3, 8)}.${one(FREE)}${folder()}`,
    () => `${brand()}-${code(4, 10)}.${one(FREE)}${folder()}`,
    () => `pub-${code(16, 28)}.r2.dev/${one(BAIT)}.html`,
    () => `${code(8, 20)}.${one(FREE)}/${next() < 0.5 ? `${one(BAIT)}.html` : code(4, 10)}`,
    () => `${one(labels)}-${digits(3)}-${code(5, 6)}.${one(FREE)}${folder()}`,
    () => `${one(sites)}/${one(BAD_FOLDERS)}/${next() < 0.5 ? one(BRANDS) : code(3, 8)}/${one(BAD_FILES)}`,
    () => `${one(labels)}.${one(SOBER)}/${one(BRANDS)}/${next() < 0.5 ? `${code(4, 20)}/` : ''}${one(BAD_FILES)}`,
    () => `${one(BAIT)}.${one(BRANDS)}.${one(labels)}.${one(SOBER)}${folder()}`,
    () => `${one(PLATFORMS)}/${next() < 0.5 ? one(BRANDS) : brand()}${one(['-', '', '_', '.'])}${one(BAIT)}${next() < 0.3 ? `-${digits(3)}` : ''}${next() < 0.3 ? '/home' : ''}`,
    () => `${one(PLATFORMS)}/${one(BAIT)}${one(['-', '.'])}${one(BRANDS)}`,
    () => `${one(BRANDS)}-${one(BAIT)}-${one(BAIT)}.${one(FREE)}${next() < 0.3 ? `/?${one(['id', 's', 'token'])}=${code(3, 9)}` : folder()}`,
    () => `${Math.floor(next() * 223) + 1}.${digits(2)}.${digits(2)}.${digits(2)}/${one(BRANDS)}/${one(BAIT)}`,
  ]
  const good: readonly (() => string)[] = [
    () => `${one(labels)}.${one(PLAIN_FREE)}${next() < 0.5 ? one(PLAIN_PATHS) : ''}`,
    () => `${one(labels)}-${one(labels)}.${one(PLAIN_FREE)}${next() < 0.3 ? one(PLAIN_PATHS) : ''}`,
    () => `${one(labels)}.${one(NEW_ENDINGS)}${next() < 0.5 ? one(PLAIN_PATHS) : ''}`,
    () => `${one(labels)}.${one(NEW_ENDINGS)}`,
    () => `${one(sites)}${one(PLAIN_PATHS)}`,
    () => `${one(sites)}${one(PLAIN_PATHS)}`,
    () => `${one(PLAIN_FRONT)}.${one(sites)}${next() < 0.7 ? one(PLAIN_PATHS) : ''}`,
    () => `${one(PLAIN_FRONT)}.${one(labels)}.${one(SOBER)}${next() < 0.5 ? one(PLAIN_PATHS) : ''}`,
    () => `${one(labels)}${one(labels)}.${one(SOBER)}`,
    () => `${one(labels)}.${one(SOBER)}/${code(5, 11)}`,
    () => `${everyday()}.${one(FREE)}${next() < 0.3 ? one(PLAIN_PATHS) : ''}`,
    () => `${everyday()}.${one(NEW_ENDINGS)}${next() < 0.5 ? one(PLAIN_PATHS) : ''}`,
    () => `${one(PLATFORMS)}/${next() < 0.5 ? everyday() : code(5, 12)}`,
    () => `${one(PLAIN_FRONT)}.${everyday()}.${one(OFFICES)}${one(PLAIN_PATHS)}`,
    () => `www.${one(labels)}.${one(OFFICES)}${next() < 0.7 ? one(PLAIN_PATHS) : ''}`,
    () => `${next() < 0.5 ? `${one(PLAIN_FRONT)}.` : ''}${next() < 0.5 ? one(sites) : `${everyday().replaceAll('-', '')}.${one(NEW_ENDINGS)}`}/${one(BAIT)}/${one(BAIT)}?${one(['token', 'code', 'id', 'next'])}=${code(4, 24)}`,
  ]
  const all: InventedLink[] = []
  for (let i = 0; i < count; i++) {
    all.push({ url: bad[i % bad.length]?.() ?? '', isBad: true })
    all.push({ url: good[i % good.length]?.() ?? '', isBad: false })
  }
  return all
}
