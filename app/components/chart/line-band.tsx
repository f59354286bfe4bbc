import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useT } from '../reader.tsx'
import css from './chart.module.css'

/** A point of the line; `usual` is what it is measured against. */
export interface LinePoint {
  readonly label: string
  readonly value: number
  readonly text: string
  readonly usual: readonly [number, number] | null
  readonly usualText: string | null
  readonly isMarked: boolean
}

/** A line from zero over the band of what is usual; marked points are those the page is about. Loaded lazily: recharts is large. */
export default function LineBand({ points, format }: { readonly points: readonly LinePoint[]; readonly format: (value: number) => string }) {
  const data = points.map((point) => ({ ...point, usual: point.usual ? [...point.usual] : null }))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--tw-chart-grid)" />
        <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={{ stroke: 'var(--tw-line-strong)' }} minTickGap={48} />
        <YAxis width={52} tick={TICK} tickLine={false} axisLine={false} domain={[0, 'auto']} tickFormatter={format} />
        <Tooltip isAnimationActive={false} content={({ active, payload }) => (active ? <Tip point={payload[0]?.payload as LinePoint | undefined} /> : null)} />
        <Area dataKey="usual" type="step" stroke="none" fill="var(--tw-chart-band)" fillOpacity={1} isAnimationActive={false} activeDot={false} connectNulls={false} />
        <Line dataKey="value" type="linear" stroke="var(--tw-chart-1)" strokeWidth={1.6} isAnimationActive={false} dot={(dot) => <Mark key={String(dot.key)} cx={dot.cx ?? 0} cy={dot.cy ?? 0} isMarked={(dot.payload as LinePoint).isMarked} />} />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

const TICK = { fill: 'var(--tw-ink-2)', fontSize: 12 }

function Mark({ cx, cy, isMarked }: { readonly cx: number; readonly cy: number; readonly isMarked: boolean }) {
  return isMarked ? <rect x={cx - 4} y={cy - 4} width={8} height={8} fill="var(--tw-hold)" stroke="var(--tw-surface)" /> : <g />
}

function Tip({ point }: { readonly point: LinePoint | undefined }) {
  const t = useT()
  if (!point) return null
  return (
    <div className={css.tip}>
      <b>{point.label}{t('common.is')}{point.text}</b>
      {point.usualText === null ? null : <span>{point.usualText}</span>}
    </div>
  )
}
