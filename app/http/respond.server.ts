import { data } from '@remix-run/node'
import type { Refusal, Result } from '../domain/values/result.ts'

/** Refusals whose status is not 422. The only such table: the code is also the message key `refusal.<code>`. */
const STATUS: Readonly<Record<string, number>> = {
  sign_in_failed: 401,
  not_permitted: 403,
  form_token: 403,
  session_gone: 404,
  staff_gone: 404,
  export_gone: 404,
  case_gone: 404,
  campaign_missing: 404,
  case_missing: 404,
  order_gone: 404,
  subscriber_gone: 404,
  import_gone: 404,
  mapping_gone: 404,
  file_gone: 404,
  inbound_gone: 404,
  inbound_settled: 409,
  row_gone: 404,
  rule_gone: 404,
  figure_unknown: 404,
  alert_gone: 404,
  alert_rule_gone: 404,
  list_gone: 404,
  list_settled: 409,
  notice_gone: 404,
  webhook_gone: 404,
  evidence_gone: 404,
  merge_gone: 404,
  review_gone: 404,
  email_taken: 409,
  changed_meanwhile: 409,
  settings_changed: 409,
  mapping_changed: 409,
  mapping_name_taken: 409,
  mapping_header_taken: 409,
  case_changed: 409,
  rule_changed_meanwhile: 409,
  case_claimed_by_other: 409,
  alert_changed: 409,
  alert_rule_changed: 409,
  approval_settled: 409,
  approval_settled_by: 409,
  action_changed: 409,
  action_missing: 404,
  refund_gone: 404,
  key_reused: 409,
  sign_in_wait: 429,
  too_many_looks: 429,
  sign_in_busy: 503,
}

/** HTTP status of a refusal; 422 for whatever the person can mend in the form. */
export function refusalStatus({ code }: Refusal): number {
  return Object.hasOwn(STATUS, code) ? (STATUS[code] ?? 422) : 422
}

/** What an action answers: the value, or the refusal with its status, for the page to show beside the field. */
export function respond<T>(result: Result<T>, headers: HeadersInit = {}) {
  return result.ok ? data({ ok: true as const, value: result.value }, { headers }) : refused(result.refusal)
}

/** The answer of an action that was refused. */
export function refused(refusal: Refusal) {
  return data({ ok: false as const, refusal }, { status: refusalStatus(refusal), headers: retryAfter(refusal) })
}

/** A refusal as a thrown answer, for loaders: the page's error boundary shows it. */
export function refusalAnswer(refusal: Refusal, reference: string) {
  return data({ code: refusal.code, data: refusal.data ?? {}, reference }, { status: refusalStatus(refusal) })
}

function retryAfter({ code, data: details }: Refusal): Record<string, string> {
  const waitMs = details?.waitMs
  if (typeof waitMs === 'number') return { 'Retry-After': String(Math.ceil(waitMs / 1000)) }
  return code === 'sign_in_busy' ? { 'Retry-After': '2' } : {}
}
