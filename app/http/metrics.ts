import type { OperatingFigure } from '../usecases/figures/get-operating-figures.server.ts'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Figures of one server process for Prometheus. Labels are route ids and status classes, never data (S53). */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Counter<'method' | 'status'>
  readonly requestSeconds: Histogram<'method'>
  readonly openRequests: Gauge
  readonly refusedCrossSite: Counter
  readonly cspReports: Counter
  /** Tells how many event streams are open, asked when the figures are. */
  readonly liveStreams: (count: () => number) => void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'topwarden_' })
  const registers = [registry]
  return {
    registry,
    requests: new Counter({ name: 'topwarden_http_requests_total', help: 'Answers by method and status class.', labelNames: ['method', 'status'], registers }),
    requestSeconds: new Histogram({
      name: 'topwarden_http_request_seconds',
      help: 'Time from the request to the end of the answer.',
      labelNames: ['method'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10, 30],
      registers,
    }),
    openRequests: new Gauge({ name: 'topwarden_http_open_requests', help: 'Requests that wait for their answer.', registers }),
    refusedCrossSite: new Counter({ name: 'topwarden_http_cross_site_refusals_total', help: 'State-changing requests refused for their origin.', registers }),
    cspReports: new Counter({ name: 'topwarden_csp_reports_total', help: 'Content security policy reports received.', registers }),
    liveStreams: (count) => {
      new Gauge({
        name: 'topwarden_live_streams', help: 'Pages that listen to live events.', registers,
        collect() {
          this.set(count())
        },
      })
    },
  }
}

/** The figures of the work as Prometheus text, to stand below those of the process. */
export function figuresText(figures: readonly OperatingFigure[]): string {
  return figures.map(({ name, help, values }) => [
    `# HELP ${name} ${help}`, `# TYPE ${name} gauge`,
    ...values.map(({ labels, value }) => {
      const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`).join(',')
      return `${name}${pairs ? `{${pairs}}` : ''} ${value}`
    }),
    '',
  ].join('\n')).join('\n')
}
