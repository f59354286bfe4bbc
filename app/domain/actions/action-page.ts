const ACTION_PAGES: Readonly<Record<string, string>> = {
  forced_match: '/reconciliation/matches', refund: '/refunds', dispute: '/disputes', profile_change: '/profile-changes', wrong_number: '/refunds/wrong-numbers', outside_return: '/refunds/outside',
}

/** The page of one action; those without a page of their own are seen among what waits for approval. */
export function actionPage(kind: string, id: number): string {
  if (kind === 'refund_batch') return `/refunds/outage?batch=${id}`
  return ACTION_PAGES[kind] ? `${ACTION_PAGES[kind]}/${id}` : '/approvals'
}
