import { Link, useNavigate } from '@remix-run/react'
import { lazy } from 'react'
import type { Family } from '../../domain/cases/flag.ts'
import { dayKeyText, numberText, sentenceGap } from '../../i18n/format.ts'
import type { Translator } from '../../i18n/translate.ts'
import { ChartPanel, type useTwins } from '../chart/chart-panel.tsx'
import css from '../chart/chart.module.css'
import { useT } from '../reader.tsx'
import type { Figure, FlagDay } from '../../usecases/figures/get-dashboard.server.ts'
import { changeText } from './change-text.ts'
import { flagsHref, type Scope } from './links.ts'

const BarsByDay = lazy(() => import('../chart/bars-by-day.tsx'))
const LevelBars = lazy(() => import('../chart/level-bars.tsx'))

/** Families with a colour of their own; the rest share one. */
const SERIES_MAX = 6
const COLOURS = ['var(--tw-chart-1)', 'var(--tw-chart-2)', 'var(--tw-chart-3)', 'var(--tw-chart-5)', 'var(--tw-chart-6)', 'var(--tw-chart-7)', 'var(--tw-chart-4)']
const HEIGHT_PX = 264

interface FamilyFigure {
  readonly family: Family
  readonly flags: Figure
}

/** Flags by day and family against what is usual; with a single day on record, by family alone, since one column tells nothing. */
export function FlagsPanel({ scope, flags, families, byDay, twins }: {
  readonly scope: Scope
  readonly flags: Figure
  readonly families: readonly FamilyFigure[]
  readonly byDay: readonly FlagDay[]
  readonly twins: ReturnType<typeof useTwins>
}) {
  const t = useT()
  const navigate = useNavigate()
  const isOneDay = byDay.filter((day) => day.isKnown).length < 2
  const series = seriesOf(t, byDay)
  const words = <Words flags={flags} families={families} />

  if (isOneDay) {
    return (
      <ChartPanel
        name="flags"
        question={t('dashboard.flags_question')}
        words={words}
        heightPx={HEIGHT_PX + 22}
        twins={twins}
        chart={<LevelBars bars={families.map(({ family, flags: { now } }) => ({ key: family, label: t.term('family', family), value: now, text: numberText(now, t.reader.locale) }))} onOpen={(family) => navigate(flagsHref(scope, { family }))} />}
        table={<FamilyTable scope={scope} families={families} flags={flags} />}
      />
    )
  }
  return (
    <ChartPanel
      name="flags"
      question={t(flags.before === null ? 'dashboard.flags_question' : 'dashboard.flags_question_more')}
      words={words}
      heightPx={HEIGHT_PX + 22}
      twins={twins}
      chart={
        <>
          <div style={{ height: HEIGHT_PX - 6 }}>
            <BarsByDay
              series={series}
              days={byDay.map((day) => ({
                key: day.day, label: dayKeyText(day.day, t.reader), parts: series.map(({ countOn }) => countOn(day)), total: day.flags, usual: day.usual,
                notes: [day.isKnown ? null : t('dashboard.no_records'), day.usual ? `${t('dashboard.col_usual')}${t('common.is')}${usualText(t, day)}` : null].filter((note) => note !== null),
              }))}
              onOpen={(day, i) => navigate(flagsHref(scope, { day, family: series[i]?.family ?? null }))}
            />
          </div>
          <p className={css.legend}>
            {series.map(({ family, name, colour }) => (
              <span key={name}><span className={css.swatch} style={{ background: colour }} />{family === null ? name : <Link to={flagsHref(scope, { family })}>{name}</Link>}</span>
            ))}
            {byDay.some((day) => day.usual) ? <span><span className={css.swatch} style={{ background: 'var(--tw-chart-band)', outline: '1px solid var(--tw-line-strong)' }} />{t('dashboard.usual_band')}</span> : null}
          </p>
        </>
      }
      table={<DayTable scope={scope} byDay={byDay} series={series} />}
    />
  )
}

/** One colour of the chart: a family, or with null all that have no colour of their own. */
interface Series {
  readonly family: Family | null
  readonly name: string
  readonly colour: string
  readonly countOn: (day: FlagDay) => number
}

/** The families of all days, the most frequent first. Colours follow the whole chart, so that a family keeps its own when another day is chosen. */
function seriesOf(t: Translator, byDay: readonly FlagDay[]): readonly Series[] {
  const counts = new Map<Family, number>()
  for (const { families } of byDay) for (const [family, count] of Object.entries(families)) counts.set(family as Family, (counts.get(family as Family) ?? 0) + count)
  const ordered = [...counts].sort((a, b) => b[1] - a[1]).map(([family]) => family)
  // A rest of one family would be no shorter than the family itself.
  const named = ordered.slice(0, ordered.length > SERIES_MAX + 1 ? SERIES_MAX : SERIES_MAX + 1)
  const rest = ordered.slice(named.length)
  const countOf = (day: FlagDay, family: Family) => day.families[family] ?? 0
  const all: Series[] = named.map((family, i) => ({ family, name: t.term('family', family), colour: COLOURS[i] ?? '', countOn: (day) => countOf(day, family) }))
  if (rest.length > 0) all.push({ family: null, name: t('dashboard.other_families'), colour: COLOURS[SERIES_MAX] ?? '', countOn: (day) => rest.reduce((sum, family) => sum + countOf(day, family), 0) })
  return all
}

function usualText(t: Translator, { usual }: FlagDay): string | null {
  return usual ? t('dashboard.usual_range', { least: usual[0], most: usual[1] }) : null
}

/** The chart as figures, the newest day first. */
function DayTable({ scope, byDay, series }: { readonly scope: Scope; readonly byDay: readonly FlagDay[]; readonly series: readonly Series[] }) {
  const t = useT()
  return (
    <table className={css.figures}>
      <thead>
        <tr>
          <th scope="col">{t('dashboard.col_day')}</th>
          {series.map(({ name }) => <th key={name} scope="col">{name}</th>)}
          <th scope="col">{t('chart.total')}</th>
          <th scope="col">{t('dashboard.col_usual')}</th>
        </tr>
      </thead>
      <tbody>
        {[...byDay].reverse().map((day) => (
          <tr key={day.day}>
            <th scope="row">{dayKeyText(day.day, t.reader)}</th>
            {day.isKnown
              ? series.map(({ name, family, countOn }) => <td key={name}>{countOn(day) === 0 ? '–' : family === null ? numberText(countOn(day), t.reader.locale) : <Link to={flagsHref(scope, { day: day.day, family })}>{numberText(countOn(day), t.reader.locale)}</Link>}</td>)
              : <td colSpan={series.length} data-align="start">{t('dashboard.no_records')}</td>}
            <td><Link to={flagsHref(scope, { day: day.day })}>{numberText(day.flags, t.reader.locale)}</Link></td>
            <td>{usualText(t, day) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Words({ flags, families }: { readonly flags: Figure; readonly families: readonly FamilyFigure[] }) {
  const t = useT()
  if (flags.now === 0) return <>{t('dashboard.flags_none')}</>
  const change = changeText(t, flags)
  const most = families[0]
  const growth = (one: FamilyFigure) => one.flags.now - (one.flags.before ?? one.flags.now)
  const grown = [...families].sort((a, b) => growth(b) - growth(a))[0]
  return (
    <>
      {change === null ? t('dashboard.flags_words', { flags: flags.now }) : t('dashboard.flags_words_changed', { flags: flags.now, change })}{sentenceGap(t.reader.locale)}
      {grown && grown.flags.before !== null && growth(grown) >= 1
        ? t('dashboard.flags_grown', { family: t.term('family', grown.family), now: grown.flags.now, usual: numberText(grown.flags.before, t.reader.locale, 1) })
        : most ? t('dashboard.flags_most', { family: t.term('family', most.family), flags: most.flags.now }) : null}
    </>
  )
}

function FamilyTable({ scope, families, flags }: { readonly scope: Scope; readonly families: readonly FamilyFigure[]; readonly flags: Figure }) {
  const t = useT()
  return (
    <table className={css.figures}>
      <thead><tr><th scope="col">{t('queue.filter_family')}</th><th scope="col">{t('dashboard.col_flags')}</th></tr></thead>
      <tbody>
        {families.map(({ family, flags: { now } }) => (
          <tr key={family}><th scope="row">{t.term('family', family)}</th><td><Link to={flagsHref(scope, { family })}>{numberText(now, t.reader.locale)}</Link></td></tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row">{t('chart.total')}</th><td><Link to={flagsHref(scope)}>{numberText(flags.now, t.reader.locale)}</Link></td></tr></tfoot>
    </table>
  )
}
