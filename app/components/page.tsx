import type { ReactNode } from 'react'
import css from './page.module.css'

/** A plain page: title and what belongs to it on the left, its actions on the right, the content below. */
export function Page({ title, summary, actions, children }: { readonly title: ReactNode; readonly summary?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>{title}</h1>
        {summary ? <p className={css.summary}>{summary}</p> : null}
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  )
}

/** A block of a page on its own ground. Never inside another. */
export function Panel({ title, hint, actions, children }: { readonly title?: ReactNode; readonly hint?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={css.panel}>
      {title ? (
        <header className={css.panelHead}>
          <h2>{title}</h2>
          {hint ? <span className={css.hint}>{hint}</span> : null}
          {actions ? <span className={css.actions}>{actions}</span> : null}
        </header>
      ) : null}
      {children}
    </section>
  )
}

const ROLES = { hold: 'alert', done: 'status' } as const

/** One message about the page: what was done or refused, or what to know. Refusals interrupt those who listen to the page, what was done waits its turn, the rest is read where it stands. */
export function Notice({ tone = 'log', role, isInset = false, children }: {
  readonly tone?: 'log' | 'review' | 'hold' | 'done'
  readonly role?: 'alert' | 'status'
  /** Where what stands around it has no margin of its own. */
  readonly isInset?: boolean
  readonly children: ReactNode
}) {
  return <div className={css.notice} data-tone={tone} data-inset={isInset || undefined} role={role ?? (tone === 'hold' || tone === 'done' ? ROLES[tone] : undefined)}>{children}</div>
}

/** Names and values in two columns. Absent values are left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {facts.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => (
        <div key={name} className={css.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Words for those who listen to the page, where the eye sees what is meant. */
export function Unseen({ children }: { readonly children: ReactNode }) {
  return <span className={css.unseen}>{children}</span>
}
