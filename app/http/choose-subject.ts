/** Forms that are about one order or one customer, by the page that makes them. */
const FORMS = {
  dispute: '/disputes/new?order=', refund: '/refunds/new?order=', wrong_number: '/refunds/wrong-numbers/new?order=', outside_return: '/refunds/outside/new?order=', forced_match: '/reconciliation/match?order=',
  profile_change: '/profile-changes/new?subscriber=',
} as const

export const CHOSEN_FOR = Object.keys(FORMS) as [keyof typeof FORMS, ...(keyof typeof FORMS)[]]
export const ABOUT_ORDER: ReadonlySet<keyof typeof FORMS> = new Set(CHOSEN_FOR.filter((one) => one !== 'profile_change'))

/** The form about a subject. */
export function pathOf(form: keyof typeof FORMS, id: string): string {
  return `${FORMS[form]}${encodeURIComponent(id)}`
}

/** Where a form sends who opened it without its subject; null when the address names one, be it right or wrong. */
export function choosePath(request: Request, form: keyof typeof FORMS): string | null {
  const given = new URL(request.url).searchParams.get(ABOUT_ORDER.has(form) ? 'order' : 'subscriber')
  return given === null || given === '' ? `/choose?for=${form}` : null
}
