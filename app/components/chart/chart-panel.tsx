import { Suspense, useEffect, useState, type ReactNode } from 'react'
import { useKeys } from '../keys.ts'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import css from './chart.module.css'

/** Which charts of a page are shown as tables; `t` turns all of them at once. */
export function useTwins() {
  const [tables, setTables] = useState<ReadonlySet<string>>(new Set())
  const [areAll, setAll] = useState(false)
  const isTable = (name: string) => areAll !== tables.has(name)
  useKeys({ t: () => { setAll(!areAll); setTables(new Set()) } })
  return {
    isTable,
    flip: (name: string) => setTables((now) => {
      const next = new Set(now)
      if (!next.delete(name)) next.add(name)
      return next
    }),
  }
}

/**
 * A chart under its question: the answer in words, then the picture or its table twin. Pictures are drawn in the browser only (no SVG on the
 * server), so their height is kept free from the start and the server sends the table to readers without scripts.
 */
export function ChartPanel({ name, question, words, heightPx, twins, chart, table }: {
  readonly name: string
  readonly question: string
  readonly words: ReactNode
  readonly heightPx: number
  readonly twins: ReturnType<typeof useTwins>
  readonly chart: ReactNode
  readonly table: ReactNode
}) {
  const t = useT()
  const [isInBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  const isTable = twins.isTable(name)
  const label = t(isTable ? 'chart.as_chart' : 'chart.as_table')
  return (
    <Panel
      title={question}
      actions={<button type="button" className={css.twin} aria-pressed={isTable} title={`${label} (t)`} onClick={() => twins.flip(name)}>{label}</button>}
    >
      <p className={css.words}>{words}</p>
      {isTable ? <div className={css.table} style={{ minHeight: heightPx }}>{table}</div> : (
        <div className={css.chart} style={{ height: heightPx }} role="group" aria-label={question}>
          {isInBrowser ? <Suspense fallback={<p className={css.loading}>{t('chart.loading')}</p>}>{chart}</Suspense> : <noscript><div className={css.table}>{table}</div></noscript>}
        </div>
      )}
    </Panel>
  )
}
