import type { DeliveryOutcome } from '../domain/webhooks/delivery.ts'
import { SECOND_MS } from '../domain/values/time.ts'
import { ask, codeOfFailure } from './outgoing.ts'

const TIMEOUT_MS = 10 * SECOND_MS
const GONE = 410

/** Posts a body to a receiver, once. Any 2xx is yes, whatever stands in the answer; 410 is never again; everything else may be tried later. */
export async function postWebhook(innerHosts: readonly string[], { url, headers, body }: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }, timeoutMs = TIMEOUT_MS): Promise<DeliveryOutcome> {
  try {
    const { origin, pathname, search } = new URL(url)
    const answer = await ask({ origin, timeoutMs, innerHosts, isStatusEnough: true }, { method: 'POST', path: `${pathname}${search}`, headers, body })
    if (answer.status >= 200 && answer.status < 300) return { type: 'sent', status: answer.status }
    const retryAfter = answer.headers['retry-after'] ?? ''
    return { type: answer.status === GONE ? 'gone' : 'failed', status: answer.status, error: 'status', retryAfterMs: /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * SECOND_MS : null }
  } catch (error) {
    return { type: 'failed', status: null, error: codeOfFailure(error) }
  }
}
