import { Bar, BarChart, LabelList, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'

export interface LevelBar {
  readonly key: string
  readonly label: string
  readonly value: number
  /** The value as the bar's own label writes it. */
  readonly text: string
}

/** Lying bars from zero, each labelled at its end, with an optional line to compare with. A click opens the records. Loaded lazily. */
export default function LevelBars({ bars, reference, onOpen }: {
  readonly bars: readonly LevelBar[]
  readonly reference?: { readonly value: number; readonly label: string } | null
  readonly onOpen: (key: string) => void
}) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...bars]} layout="vertical" margin={{ top: reference ? 18 : 2, right: 84, bottom: 2, left: 0 }} barCategoryGap="24%">
        <XAxis type="number" hide domain={[0, 'dataMax']} />
        <YAxis type="category" dataKey="label" width={128} tick={{ fill: 'var(--tw-ink)', fontSize: 13 }} tickLine={false} axisLine={{ stroke: 'var(--tw-line-strong)' }} interval={0} />
        <Bar dataKey="value" fill="var(--tw-chart-1)" maxBarSize={16} isAnimationActive={false} cursor="pointer" onClick={(bar) => onOpen((bar.payload as LevelBar).key)}>
          <LabelList dataKey="text" position="right" fill="var(--tw-ink-2)" fontSize={12} stroke="var(--tw-surface)" strokeWidth={4} style={{ paintOrder: 'stroke' }} />
        </Bar>
        {reference ? (
          <ReferenceLine x={reference.value} stroke="var(--tw-ink-2)" strokeDasharray="3 3" zIndex={100} label={{ value: reference.label, position: 'top', fill: 'var(--tw-ink-2)', fontSize: 12 }} />
        ) : null}
      </BarChart>
    </ResponsiveContainer>
  )
}
