import { Link, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { addDays, lengthOf } from '../../domain/metrics/days.ts'
import { feedNameText } from '../../i18n/feed-text.ts'
import { countText, durationText, moneyText, numberText, percentText } from '../../i18n/format.ts'
import { BandShape } from '../band-badge.tsx'
import chartCss from '../chart/chart.module.css'
import { Panel } from '../page.tsx'
import segmentCss from '../segments.module.css'
import { useLiveReader, useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { changeText, pointsText } from './change-text.ts'
import { AGE_FILTERS, flagsHref, ordersHref, type Scope } from './links.ts'
import css from './dashboard.module.css'
import type { Money } from '../../domain/values/money.ts'
import type { Figure, RuleFigures, Waiting } from '../../usecases/figures/get-dashboard.server.ts'
import type { FeedLine } from '../../usecases/intake/list-feeds.server.ts'

/** Length and end of the span, as links: the address is the state. */
export function SpanControl({ scope, days, newestDay, lengths }: { readonly scope: Scope; readonly days: number; readonly newestDay: string; readonly lengths: readonly (1 | 7 | 28 | 90)[] }) {
  const t = useT()
  const [search] = useSearchParams()
  const to = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) if (value === null) next.delete(name); else next.set(name, value)
    return `?${next}`
  }
  const step = lengthOf(scope)
  const later = addDays(scope.to, step)
  const isNewest = scope.to >= newestDay
  return (
    <>
      <nav className={segmentCss.segments} aria-label={t('dashboard.period')}>
        {lengths.map((length) => (
          <Link key={length} className={segmentCss.segment} to={to({ days: length === 1 ? null : String(length) })} aria-current={length === days ? 'true' : undefined} preventScrollReset>
            {t(`dashboard.days_${length}`)}
          </Link>
        ))}
      </nav>
      <nav className={segmentCss.segments} aria-label={t('dashboard.col_day')}>
        <Link className={segmentCss.segment} to={to({ to: addDays(scope.to, -step) })} preventScrollReset>← {t('dashboard.earlier')}</Link>
        {isNewest
          ? <span className={segmentCss.segment} aria-disabled="true">{t('dashboard.later')} →</span>
          : <Link className={segmentCss.segment} to={to({ to: later >= newestDay ? null : later })} preventScrollReset>{t('dashboard.later')} →</Link>}
        {isNewest ? null : <Link className={segmentCss.segment} to={to({ to: null })} preventScrollReset>{t('dashboard.newest')}</Link>}
      </nav>
    </>
  )
}

function Tile({ to, name, figure, note }: { readonly to: string; readonly name: string; readonly figure: ReactNode; readonly note: ReactNode }) {
  return (
    <Link to={to} className={css.tile} prefetch="intent">
      <span className={css.tileName}>{name}</span>
      <span className={css.tileFigure}>{figure}</span>
      <span className={css.tileNote}>{note}</span>
    </Link>
  )
}

/** Money of several currencies: the first large, the others named beside it. Currencies are never added up. */
function moneyFigure(sums: readonly Money[]): { readonly first: string; readonly others: string } {
  return { first: sums[0] ? moneyText(sums[0]) : '–', others: sums.slice(1).map((sum) => moneyText(sum)).join(' + ') }
}

export function Tiles({ scope, orders, flagged, flaggedRate, flaggedMoney, waiting }: {
  readonly scope: Scope
  readonly orders: Figure
  readonly flagged: Figure
  readonly flaggedRate: { readonly now: number | null; readonly before: number | null }
  readonly flaggedMoney: readonly { readonly money: Money; readonly beforeMinor: number | null }[]
  readonly waiting: Waiting
}) {
  const t = useT()
  const reader = useLiveReader()
  const { locale } = reader
  const open = waiting.bands.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0)
  const isCapped = waiting.bands.some(({ counts }) => counts.some((count) => count >= waiting.countCap))
  const flaggedSums = moneyFigure(flaggedMoney.map(({ money }) => money))
  const openSums = moneyFigure(waiting.money)
  const first = flaggedMoney[0]
  const join = (...texts: (string | null)[]) => texts.filter((text) => text !== null && text !== '').join(' · ')
  return (
    <div className={css.tiles}>
      <Tile to={ordersHref(scope)} name={t('dashboard.orders')} figure={numberText(orders.now, locale)} note={changeText(t, orders)} />
      <Tile
        to={ordersHref(scope, { isFlagged: true })}
        name={t('dashboard.flagged_rate')}
        figure={flaggedRate.now === null ? '–' : percentText(flaggedRate.now, locale)}
        note={join(t('dashboard.flagged_of', { flagged: flagged.now, orders: orders.now }), pointsText(t, flaggedRate))}
      />
      <Tile
        to={ordersHref(scope, { isFlagged: true })}
        name={t('dashboard.flagged_money')}
        figure={flaggedSums.first}
        note={join(flaggedSums.others, first ? changeText(t, { now: first.money.amountMinor, before: first.beforeMinor }) : null)}
      />
      <Tile
        to="/queue"
        name={t('dashboard.open_cases')}
        figure={countText(open, locale) + (isCapped ? '+' : '')}
        note={waiting.oldestOpenedAt === null ? t('dashboard.open_none') : (
          <span suppressHydrationWarning>
            {waiting.late > 0 ? <><span className={css.late}>{t('dashboard.open_late', { count: countText(waiting.late, locale, waiting.countCap) })}</span> · </> : null}
            {t('dashboard.open_oldest', { age: reader.now - waiting.oldestOpenedAt })}
          </span>
        )}
      />
      <Tile to="/queue?sort=amount" name={t('dashboard.open_money')} figure={openSums.first} note={join(openSums.others, t(waiting.isMoneyCut ? 'dashboard.open_money_cut' : 'dashboard.open_now'))} />
    </div>
  )
}

/** Open cases by band and age; each number opens just those cases. */
export function WaitingPanel({ waiting }: { readonly waiting: Waiting }) {
  const t = useT()
  const { locale } = t.reader
  const cap = waiting.countCap
  const rows = waiting.bands.filter(({ band, counts }) => band !== 'log' || counts.some((count) => count > 0))
  const open = rows.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0)
  const cell = (count: number, band: string | null, age: string | null) => {
    if (count === 0) return <span className={css.nothing}>–</span>
    const query = [band ? `band=${band}` : null, age ? `age=${age}` : null].filter(Boolean).join('&')
    return <Link to={`/queue${query ? `?${query}` : ''}`} data-band={age !== null && band !== null ? band : undefined}>{countText(count, locale, cap)}</Link>
  }
  return (
    <Panel title={t('dashboard.waiting_question')} hint={t('dashboard.open_now')}>
      <p className={chartCss.words}>{open === 0 ? t('dashboard.waiting_none') : waiting.late === 0 ? t('dashboard.waiting_words_calm', { open }) : t('dashboard.waiting_words', { open, late: waiting.late })}</p>
      <div className={chartCss.table}>
        <table className={`${chartCss.figures} ${css.matrix}`}>
          <thead>
            <tr>
              <th scope="col">{t('queue.col_band')}</th>
              {AGE_FILTERS.map((age, i) => <th key={age} scope="col">{t(`dashboard.age_${i as 0 | 1 | 2 | 3 | 4}`)}</th>)}
              <th scope="col">{t('dashboard.col_sum')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ band, counts }) => (
              <tr key={band}>
                <th scope="row"><BandShape band={band} /> {t.term('band', band)}</th>
                {counts.map((count, i) => <td key={AGE_FILTERS[i]}>{cell(count, band, AGE_FILTERS[i] ?? null)}</td>)}
                <td>{cell(counts.reduce((a, b) => a + b, 0), band, null)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('dashboard.col_sum')}</th>
              {AGE_FILTERS.map((age, i) => <td key={age}>{cell(rows.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0), null, age)}</td>)}
              <td>{cell(open, null, null)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Panel>
  )
}

export function RulesPanel({ scope, rules, flags }: { readonly scope: Scope; readonly rules: readonly RuleFigures[]; readonly flags: Figure }) {
  const t = useT()
  const { locale } = t.reader
  const nameOf = (rule: RuleFigures) => (rule.flag === null ? null : t.find(`flag.${rule.flag}`)) ?? rule.ruleId
  const first = rules[0]
  const hasBefore = flags.before !== null
  return (
    <Panel title={t('dashboard.rules_question')}>
      <p className={chartCss.words}>{first ? t('dashboard.rules_words', { rule: nameOf(first), flags: first.flags.now, all: flags.now }) : t('dashboard.rules_none')}</p>
      {first ? (
        <div className={chartCss.table}>
          <table className={chartCss.figures}>
            <thead>
              <tr>
                <th scope="col">{t('dashboard.col_rule')}</th>
                <th scope="col">{t('dashboard.col_flags')}</th>
                {hasBefore ? <th scope="col">{t('dashboard.col_change')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.ruleId}>
                  <th scope="row"><Link to={`/rules/${rule.ruleId}`} title={rule.ruleId}>{nameOf(rule)}</Link> <span className={css.id}>{rule.ruleId}</span></th>
                  <td><Link to={flagsHref(scope, { rule: rule.ruleId })}>{numberText(rule.flags.now, locale)}</Link></td>
                  {hasBefore ? <td>{changeText(t, rule.flags)}</td> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Panel>
  )
}

const STATE_SHAPE = { fine: '●', rejecting: '▲', behind: '▲', silent: '■' } as const

export function FeedsPanel({ feeds }: { readonly feeds: readonly FeedLine[] }) {
  const t = useT()
  const bad = feeds.filter((feed) => feed.state !== 'fine')
  return (
    <Panel title={t('dashboard.feeds_question')}>
      <p className={chartCss.words}>
        {feeds.length === 0 ? t('dashboard.feeds_none') : bad.length === 0 ? t('dashboard.feeds_fine', { count: feeds.length }) : t('dashboard.feeds_bad', { bad: bad.length, count: feeds.length })}
      </p>
      {bad.length > 0 ? <div className={chartCss.table}><FeedTable feeds={bad} /></div> : null}
      {feeds.length > 0 ? (
        <details className={css.more}>
          <summary>{t('dashboard.feeds_all')}</summary>
          <FeedTable feeds={feeds} />
        </details>
      ) : null}
    </Panel>
  )
}

function FeedTable({ feeds }: { readonly feeds: readonly FeedLine[] }) {
  const t = useT()
  const { locale } = t.reader
  return (
    <table className={chartCss.figures}>
      <thead>
        <tr>
          <th scope="col">{t('dashboard.col_feed')}</th>
          <th scope="col" data-align="start">{t('dashboard.col_state')}</th>
          <th scope="col">{t('dashboard.col_newest')}</th>
          <th scope="col">{t('dashboard.col_lag')}</th>
          <th scope="col">{t('dashboard.col_imported')}</th>
          <th scope="col">{t('dashboard.col_rejected')}</th>
          <th scope="col">{t('dashboard.col_rows')}</th>
        </tr>
      </thead>
      <tbody>
        {feeds.map((feed) => (
          <tr key={`${feed.kind} ${feed.source}`}>
            <th scope="row">{feedNameText(t, feed)}</th>
            <td data-align="start"><span className={css.state} data-state={feed.state}><span aria-hidden="true">{STATE_SHAPE[feed.state]}</span> {t(`feed_state.${feed.state}`)}</span></td>
            <td>{feed.newestAt === null ? '–' : <TimeText at={feed.newestAt} as="short" />}</td>
            <td>{feed.lagMs < 60_000 ? '–' : durationText(feed.lagMs, locale)}</td>
            <td>{feed.lastImportAt === null ? '–' : <TimeText at={feed.lastImportAt} as="relative" />}</td>
            <td>{feed.quarantined === 0 ? '–' : <Link to="/imports">{numberText(feed.quarantined, locale)}</Link>}</td>
            <td>{numberText(feed.rows, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
