import { Area, Bar, CartesianGrid, ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useT } from '../reader.tsx'
import css from './chart.module.css'
import { wholeTicks } from './whole-ticks.ts'

/** One column of the stack: `parts` in the order of `series`. */
export interface BarDay {
  readonly key: string
  readonly label: string
  readonly parts: readonly number[]
  readonly total: number
  readonly usual: readonly [number, number] | null
  /** What the tip says besides the parts. */
  readonly notes: readonly string[]
}

export interface BarSeries {
  readonly name: string
  readonly colour: string
}

/** Bars stacked by day from zero, with the usual range behind them. A click opens the records of that day and part. Loaded lazily: recharts is large. */
export default function BarsByDay({ days, series, onOpen }: {
  readonly days: readonly BarDay[]
  readonly series: readonly BarSeries[]
  readonly onOpen: (day: string, series: number) => void
}) {
  const data = days.map((day) => ({ ...day, usual: day.usual ? [...day.usual] : null }))
  const ticks = wholeTicks(Math.max(0, ...days.flatMap(({ total, usual }) => [total, usual?.[1] ?? 0])))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={data} margin={{ top: 6, right: 4, bottom: 0, left: 0 }} barCategoryGap="22%">
        <CartesianGrid vertical={false} stroke="var(--tw-chart-grid)" />
        <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={{ stroke: 'var(--tw-line-strong)' }} minTickGap={24} />
        <YAxis width={36} tick={TICK} tickLine={false} axisLine={false} ticks={ticks} interval={0} domain={[0, ticks.at(-1) ?? 1]} />
        <Tooltip cursor={{ fill: 'var(--tw-hover)' }} isAnimationActive={false} content={({ active, payload }) => (active ? <Tip day={payload[0]?.payload as BarDay | undefined} series={series} /> : null)} />
        <Area dataKey="usual" type="monotone" stroke="none" fill="var(--tw-chart-band)" fillOpacity={1} isAnimationActive={false} activeDot={false} connectNulls={false} />
        {series.map((one, i) => (
          <Bar
            key={one.name}
            dataKey={(day: BarDay) => day.parts[i] ?? 0}
            name={one.name}
            stackId="all"
            fill={one.colour}
            maxBarSize={34}
            isAnimationActive={false}
            cursor="pointer"
            onClick={(bar) => onOpen((bar.payload as BarDay).key, i)}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

const TICK = { fill: 'var(--tw-ink-2)', fontSize: 12 }

function Tip({ day, series }: { readonly day: BarDay | undefined; readonly series: readonly BarSeries[] }) {
  const t = useT()
  if (!day) return null
  return (
    <div className={css.tip}>
      <b>{day.label}{t('common.is')}{day.total}</b>
      {series.map((one, i) => ((day.parts[i] ?? 0) > 0 ? <span key={one.name}><i style={{ fontStyle: 'normal' }}><i className={css.swatch} style={{ background: one.colour }} />{one.name}</i> {day.parts[i]}</span> : null))}
      {day.notes.map((note) => <span key={note}>{note}</span>)}
    </div>
  )
}
