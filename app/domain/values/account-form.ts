/** Signs by which others hide the middle of an account. */
const MASK = /[*＊•●×✱…]+|x{3,}/gu
/** Fewest signs that a masked account shows: fewer tell too little to say whose it is. */
const SHOWN_MIN = 6
/** How many signs masks leave at the beginning and at the end. */
const HEADS = [2, 3, 4, 5, 6] as const
const TAILS = [3, 4] as const
const MAIL_HEADS = [1, 2, 3] as const
const MAIL_TAILS = [0, 1, 2] as const

/** An account in the form in which two writings of it are compared: without blanks and dashes, in small letters of usual width, what is hidden as one star. */
export function accountForm(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '').replaceAll(MASK, '*')
  return plain.includes('@') ? plain : plain.replaceAll(/[-‐-―]/gu, '')
}

/** The forms that a whole account has where its middle is hidden; none of what is masked already or too short to be hidden. */
export function maskedForms(text: string): readonly string[] {
  const form = accountForm(text)
  if (form.includes('*')) return []
  const at = form.indexOf('@')
  const [name, rest] = at < 0 ? [form, ''] : [form.slice(0, at), form.slice(at)]
  const [heads, tails] = at < 0 ? [HEADS, TAILS] : [MAIL_HEADS, MAIL_TAILS]
  return heads.flatMap((head) => tails.flatMap((tail) => (head + tail < name.length && head + tail + rest.length >= SHOWN_MIN ? [`${name.slice(0, head)}*${name.slice(name.length - tail)}${rest}`] : [])))
}
