/**
 * Pieces that common passwords of any length are made of: the words and runs at the head of every published list of leaked passwords,
 * in English and pinyin, and the words of this product's own world. A password that is nothing but such pieces is weak however long it is (S55).
 */
const COMMON_PIECES = `
password passwort passw0rd parola contrasena motdepasse mima pass word admin administrator root user guest login logon signin master manager system
server default changeme change temp temporary test testing demo example sample secret private access secure security letmein welcome hello hallo
qwerty qwertz azerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc 1qaz2wsx qweasd qweasdzxc abc abcd abcdef abc123 iloveyou loveyou
love lover woaini aini woaiwojia wodemima nihao shengri zhongguo beijing shanghai guangzhou shenzhen china sunshine princess prince queen king
dragon monkey tiger lion panda shadow superman batman spiderman pokemon starwars football baseball basketball soccer hockey liverpool arsenal
chelsea barcelona juventus realmadrid manchester michael jordan jennifer jessica ashley daniel thomas robert william charlie andrew joshua matthew
george michelle nicole hannah amanda samantha summer winter spring autumn january february march april june july august september october november
december monday tuesday wednesday thursday friday saturday sunday flower orange banana apple cookie chocolate cheese pepper ginger purple yellow
green silver golden diamond computer internet google facebook samsung iphone android huawei xiaomi windows linux office company
trustno1 freedom whatever blessed jesus angel heaven family friend forever mother father sister brother mustang ferrari porsche harley yamaha
hunter ranger killer soldier warrior matrix phoenix thunder fender guitar music dancer player cheer lucky money dollar million success
correct horse battery staple correcthorsebatterystaple
topwarden warden topup top-up top up recharge refill prepaid airtime mobile operator telecom telekom telco unicom cmcc chinamobile chinaunicom
chinatelecom chongzhi huafei shouji dianhua sim simcard subscriber customer service support staff reviewer supervisor auditor fraud dashboard
5201314 1314520 1314521 520520 123123 112233 147258 159357 168168
alipay wechat weixin zhifubao taobao
`.split(/\s+/).filter((piece) => piece.length >= 3)

const PIECES: readonly string[] = [...new Set(COMMON_PIECES)].sort((a, b) => b.length - a.length)

/** Rows along which fingers slide. */
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']
const SHORTEST_RUN = 3
/** A password must be worth this many unguessed characters, a known piece counting as one. */
const LEAST_WORTH = 8

const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '!': 'i', '+': 't' }

/**
 * Whether a password is made of little more than common words, keyboard runs, repeats and words the attacker knows (`contextTexts`:
 * the person's address and name). It reads the text as typed and with the usual digits-for-letters undone.
 */
export function isWeakPassword(password: string, contextTexts: readonly string[]): boolean {
  const typed = password.normalize('NFKC').toLowerCase()
  const context = contextTexts.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3)
  const pieces = [...context.sort((a, b) => b.length - a.length), ...PIECES]
  const plain = [...typed].map((character) => LEET[character] ?? character).join('')
  return worthOf(typed, pieces) < LEAST_WORTH || worthOf(plain, pieces) < LEAST_WORTH
}

function worthOf(text: string, pieces: readonly string[]): number {
  const kept = withoutRepeats(text)
  let worth = 0
  for (let i = 0; i < kept.length; ) {
    const length = Math.max(pieceAt(kept, i, pieces), runAt(kept, i))
    if (length === 0 && /[\p{L}\p{N}]/u.test(kept[i] ?? '')) worth++
    // Spaces and marks between words are worth little: they are the first thing a guesser tries.
    else if (length === 0) worth += 0.25
    else worth++
    i += Math.max(length, 1)
  }
  return worth
}

/** `abcabcabcabc` becomes `abc`, `aaaa` becomes `a`: what is repeated is worth what it is once. */
function withoutRepeats(text: string): string {
  let kept = text
  for (let period = 1; period <= Math.floor(text.length / 2); period++) {
    const unit = text.slice(0, period)
    if (unit.repeat(Math.ceil(text.length / period)).startsWith(text)) {
      kept = unit
      break
    }
  }
  return kept.replace(/(.)\1{2,}/gu, '$1')
}

function pieceAt(text: string, at: number, pieces: readonly string[]): number {
  return pieces.find((piece) => text.startsWith(piece, at))?.length ?? 0
}

function runAt(text: string, at: number): number {
  let longest = 0
  for (const row of RUNS) {
    for (const run of [row, [...row].reverse().join('')]) {
      const start = run.indexOf(text[at] ?? '\0')
      if (start < 0) continue
      let length = 1
      while (at + length < text.length && run[start + length] === text[at + length]) length++
      longest = Math.max(longest, length)
    }
  }
  return longest >= SHORTEST_RUN ? longest : 0
}
