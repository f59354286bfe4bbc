import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { addFlaggedOrder } from '../support/records.ts'

const app = useApp()
const dashboard = JSON.parse(readFileSync('docs/grafana/topwarden.json', 'utf8')) as { panels: { title: string; gridPos: { x: number; y: number; w: number; h: number }; targets: { expr: string; legendFormat: string }[] }[] }
const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr, legendFormat }) => ({ expr, legendFormat })))

/** Metric names of the answer with their type and labels. */
async function served(): Promise<Map<string, { type: string; labels: Set<string> }>> {
  const text = await (await fetch(`${app.url}/metrics`)).text()
  const found = new Map<string, { type: string; labels: Set<string> }>()
  const types = new Map<string, string>()
  for (const line of text.split('\n')) {
    const typed = /^# TYPE (\S+) (\S+)$/.exec(line)
    if (typed) types.set(typed[1] ?? '', typed[2] ?? '')
    const sample = /^([a-z_][a-z0-9_]*)(?:\{([^}]*)\})? \S+$/i.exec(line)
    if (!sample) continue
    const name = sample[1] ?? ''
    const known = found.get(name) ?? { type: types.get(name) ?? types.get(name.replace(/_(?:bucket|sum|count)$/, '')) ?? '', labels: new Set<string>() }
    for (const [, label] of (sample[2] ?? '').matchAll(/(\w+)="/g)) known.labels.add(label ?? '')
    found.set(name, known)
  }
  return found
}

describe('the figures for Prometheus', () => {
  test('every metric and label that the Grafana dashboard asks for is served', async () => {
    await addFlaggedOrder(app.services.store, { order_id: 'G1' })
    await fetch(`${app.url}/healthz`)
    await app.services.store.write(async (tx) => void (await tx.insertInto('feed_states').values({ kind: 'order', source: 'web', rows: 1, quarantined: 0, newest_at: app.clock.at, last_import_at: app.clock.at }).execute()))
    const metrics = await served()
    expect(expressions.length).toBeGreaterThan(20)
    for (const { expr, legendFormat } of expressions) {
      const names = [...expr.matchAll(/topwarden_\w+/g)].map(([name]) => name)
      expect(names.length, expr).toBeGreaterThan(0)
      for (const name of names) {
        // Told only once the chain was walked and the money checked.
        if (name === 'topwarden_audit_chain_checked_seconds' || name === 'topwarden_money_checked_seconds') continue
        const metric = metrics.get(name)
        expect(metric, `${name} in ${expr}`).toBeDefined()
        const asked = [...expr.matchAll(/by \(([^)]*)\)/g), ...expr.matchAll(/\{(\w+)=/g), ...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, labels]) => (labels ?? '').split(',').map((label) => label.trim()))
        for (const label of asked.filter((one) => one !== 'instance')) expect([...(metric?.labels ?? [])], `${label} of ${name}`).toContain(label)
      }
    }
  })

  test('names follow the conventions: one prefix, counters in _total, base units', async () => {
    for (const [name, { type }] of await served()) {
      expect(name).toMatch(/^topwarden_[a-z0-9_]+$/)
      expect(type, name).not.toBe('')
      if (type === 'counter') expect(name).toMatch(/_total$/)
      // Figures of the runtime have the names their library gives them.
      else if (type === 'gauge' && !/^topwarden_(?:nodejs|process)_/.test(name)) expect(name).not.toMatch(/_total$/)
      expect(name).not.toMatch(/_(?:ms|millis|minutes|hours|kb|mb)(?:_|$)/)
    }
  })

  test('its panels lie beside each other, none over another', () => {
    for (const [i, { gridPos: a }] of dashboard.panels.entries())
      for (const { gridPos: b } of dashboard.panels.slice(i + 1)) expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true)
  })

  test('each request has a line in the log with the id that it was answered with', async () => {
    const response = await fetch(`${app.url}/sign-in`)
    await response.text()
    const id = response.headers.get('x-request-id')
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    const line = () => app.logLines.map((text) => JSON.parse(text) as Record<string, unknown>).find(({ requestId, msg }) => requestId === id && msg === 'request')
    while (!line()) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(line()).toMatchObject({ level: 'info', service: 'topwarden', method: 'GET', path: '/sign-in', status: 200 })
  })
})
