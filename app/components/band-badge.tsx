import type { Band, Severity } from '../domain/cases/flag.ts'
import { scoreText } from '../i18n/format.ts'
import { useT } from './reader.tsx'
import css from './values.module.css'

/** Shape and word tell the band, colour only repeats it. */
export const BAND_SHAPES: Readonly<Record<Band, string>> = { hold: '■', review: '▲', same_day: '●', log: '○' }

/** The band's shape in its colour, for places where the word stands beside it. */
export function BandShape({ band }: { readonly band: Band }) {
  return <span aria-hidden="true" className={css.shape} data-band={band}>{BAND_SHAPES[band]}</span>
}

export function BandBadge({ band, score }: { readonly band: Band; readonly score?: number }) {
  const t = useT()
  return (
    <span className={css.badge} data-band={band}>
      <span aria-hidden="true">{BAND_SHAPES[band]}</span> {t.term('band', band)}
      {score === undefined ? null : <span className={css.score}> {scoreText(score)}</span>}
    </span>
  )
}

export const SEVERITY_BAND: Readonly<Record<Severity, Band>> = { S1: 'hold', S2: 'review', S3: 'same_day', S4: 'log' }

export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  const t = useT()
  const band = SEVERITY_BAND[severity]
  return (
    <span className={css.badge} data-band={band}>
      <span aria-hidden="true">{BAND_SHAPES[band]}</span> {t.term('severity', severity)}
    </span>
  )
}

/** A state in words on a quiet ground; `tone` only where the state is itself a severity or an end. */
export function StateBadge({ children, tone }: { readonly children: string; readonly tone?: Band | 'done' }) {
  return <span className={css.badge} data-band={tone ?? 'plain'}>{children}</span>
}
