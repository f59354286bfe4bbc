import type { RefundContent } from '../../app/domain/actions/refund.ts'
import { performAction } from '../../app/usecases/actions/perform-action.server.ts'
import { openStore } from '../../db/client.ts'
import { keysFrom } from '../../db/seal.ts'

/** A process of its own that asks for many refunds at once: `url staffId orderRowId count now`. Prints the outcome of each as one JSON list. */
const [url = '', staffId = '', orderRowId = '', count = '', now = ''] = process.argv.slice(2)
const secret = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64')
const keys = keysFrom({ sealing: `k1:${secret('s')}`, lookup: secret('l'), chain: secret('c') })
if (!keys.ok) throw new Error('The keys of the tests are broken')
const store = await openStore({ url, role: 'web' })
const context = { store, keys: keys.value, now: Number(now), actor: { staffId: Number(staffId), role: 'reviewer' as const, label: `staff:${staffId}` }, ip: null, requestId: null, locale: 'en' }
const content: RefundContent = { road: 'refund', route: 'original', amountMinor: 10_000, reasonCode: 'duplicate', note: null, exception: null, destination: null }
process.stdout.write('ready\n')
await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()))
const results = await Promise.all(
  Array.from({ length: Number(count) }, (_, n) =>
    performAction(context, { kind: 'refund', actionId: null, command: { type: 'submit', content }, subject: { orderRowId: Number(orderRowId) }, key: `${process.pid}-${n}-0123456789abcdef` })),
)
process.stdout.write(`${JSON.stringify(results.map((one) => (one.ok ? 'ok' : one.refusal.code)))}\n`)
await store.close()
process.exit(0)
