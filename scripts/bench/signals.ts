/**
 * All text, link and number signals of an order, from its raw texts to the findings, beside JSON.parse of the order's own line: the least
 * that anything costs which reads orders at all. Readings are forgotten before each round, so each round reads every text anew.
 */
import { exampleDay, type FeedRow } from '../../app/domain/example/example-day.ts'
import { DEFAULT_LIMITS } from '../../app/domain/intake/limits.ts'
import { mergeContext, parseContext } from '../../app/domain/intake/operator-context.ts'
import { DEFAULT_SETTINGS, type OperatorSettings } from '../../app/domain/intake/operator-settings.ts'
import type { Channel, OrderStatus, PaymentMethod, Product } from '../../app/domain/intake/record.ts'
import { reconcile } from '../../app/domain/reconciliation/reconcile.ts'
import type { Facts } from '../../app/domain/signals/detector.ts'
import { factsOf } from '../../app/domain/signals/facts-builder.ts'
import { DETECTORS, signalsOf, signalsOfFamilies } from '../../app/domain/signals/index.ts'
import { textsOf } from '../../app/domain/signals/texts.ts'
import { listsFor } from '../../app/domain/text/text-lists.ts'
import { parseNumber } from '../../app/domain/values/msisdn.ts'
import { collectFiles, readContextFile } from '../../app/usecases/intake/collect-files.server.ts'
import { inspectPart, openFilePart, rowsOf } from '../../app/usecases/intake/read-feed-file.server.ts'
import { atMost, type Bench, measure, table } from './measure.ts'

const ORDERS = 10_000
const PASSES = 3
const LIMIT = 1.5
const FAMILIES = /^(?:link|message|number)\//

export const bench: Bench = async ({ rounds, data, say }) => {
  const { rows, settings } = data === null ? madeUp() : await ofFolder(data)
  const lines = rows.map((row) => JSON.stringify(row))
  const all: (Omit<Facts, 'texts'> & { texts: Facts['texts'] })[] = rows.map((row) => factsOfRow(row, settings))
  const ofText = DETECTORS.filter(({ id, appliesTo }) => FAMILIES.test(id) && appliesTo.includes('order'))
  const textSignals = signalsOfFamilies(FAMILIES)
  const lists = listsFor(settings)
  const forget = (): void => {
    lists.readings.clear()
    lists.hosts.clear()
  }
  let seen = 0
  const read = (detect: (facts: Facts) => number) => (): void => {
    for (let pass = 0; pass < PASSES; pass++) {
      forget()
      for (const facts of all) {
        facts.texts = textsOf(facts)
        seen += detect(facts)
      }
    }
  }
  const measured = await measure([
    { name: 'JSON.parse of the same line', units: lines.length * PASSES, run: () => { for (let pass = 0; pass < PASSES; pass++) for (const line of lines) seen += (JSON.parse(line) as FeedRow).order_id === '' ? 1 : 0 } },
    { name: 'text, link and number signals', units: all.length * PASSES, run: read((facts) => textSignals(facts).length) },
    { name: 'the same with reconciliation', units: all.length * PASSES, run: read((facts) => (facts.order ? reconcile({ ...facts, order: facts.order }).mismatches.length : 0) + textSignals(facts).length) },
    { name: 'all signals', units: all.length * PASSES, run: read((facts) => signalsOf(facts).length) },
  ], rounds)
  say(table(`Signals of ${all.length} orders of ${data === null ? 'an example day' : 'a folder'}, ${ofText.length} detectors of texts, links and numbers`, measured, 'an order'))
  const goals = [atMost('text, link and number signals, times JSON.parse of the line', measured[1]?.ratio ?? Number.POSITIVE_INFINITY, LIMIT)]
  for (const { goal, measured: value, limit, isMet } of goals) say(`${isMet ? 'met' : 'MISSED'}: ${goal}: ${value.toFixed(2)} (limit ${limit})`)
  return { yardstick: 'JSON.parse of the same line', cases: measured, agrees: seen > 0, goals }
}

interface Orders {
  readonly rows: readonly FeedRow[]
  readonly settings: OperatorSettings
}

function madeUp(): Orders {
  const { context, rows } = exampleDay({ seed: 7, from: Date.UTC(2026, 2, 13, 16), ordinaryOrders: ORDERS })
  return { rows: rows.order, settings: { ...DEFAULT_SETTINGS, officialHosts: context.official_hosts, officialShortPrefixes: [context.official_short_prefix], registeredPayees: context.merchants } }
}

/** The orders of a folder of our own format, with its context. */
async function ofFolder(folder: string): Promise<Orders> {
  const found = await collectFiles([folder])
  if (!found.ok) throw new Error(`${folder} cannot be read (${found.refusal.code})`)
  let settings = DEFAULT_SETTINGS
  for (const path of found.value.contexts) {
    const text = await readContextFile(path)
    const context = text.ok ? parseContext(text.value) : text
    if (context.ok) settings = mergeContext(settings, context.value)
  }
  const rows: FeedRow[] = []
  for (const { path } of found.value.files) {
    const part = await openFilePart(path, DEFAULT_LIMITS, path)
    const inspection = part.ok ? await inspectPart(part.value, DEFAULT_LIMITS) : part
    if (!inspection.ok || inspection.value.feed.id !== 'own_orders') continue
    const { header } = inspection.value
    for await (const run of rowsOf(inspection.value, DEFAULT_LIMITS)) {
      for (const { cells } of run.rows) if (cells) rows.push(Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])))
    }
  }
  if (rows.length === 0) throw new Error(`${folder} holds no orders of our own format`)
  return { rows, settings }
}

function factsOfRow(row: FeedRow, settings: OperatorSettings): Facts {
  const text = (name: string): string | null => (row[name] === undefined || row[name] === '' ? null : row[name])
  const product = row.product as Product
  const target = parseNumber(row.target_number ?? '', { country: settings.country, product })
  const confirmed = text('confirm_number')
  return {
    ...factsOf({
      order: {
        orderId: row.order_id ?? '', source: row.source ?? '', channel: row.channel as Channel, product, targetNumberRaw: row.target_number ?? '', targetNumber: target.normal, targetKind: target.kind,
        confirmNumberRaw: confirmed, confirmNumber: confirmed === null ? null : parseNumber(confirmed, { country: settings.country, product }).normal, subscriberId: text('subscriber_id'),
        faceMinor: Math.round(Number(row.face_amount) * 100), paidMinor: Math.round(Number(row.paid_amount) * 100), paymentMethod: row.payment_method as PaymentMethod, payerName: text('payer_name'),
        payerAccount: text('payer_account'), smsText: text('sms_text'), remark: text('remark'), referrerUrl: text('referrer_url'), status: row.status as OrderStatus,
      },
      texts: [],
    }),
    settings,
  }
}
