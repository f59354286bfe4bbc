import { Link } from '@remix-run/react'
import type { LetterStanding } from '../../usecases/cases/letter-standings.ts'
import { DeadlineText } from '../deadline-text.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Section } from './case-parts.tsx'
import css from './case.module.css'
import work from './work.module.css'

/** What came of the letters of a case: how many have done what was asked, who is still open, and how long they have. */
export function LetterStandings({ letters }: { readonly letters: readonly LetterStanding[] }) {
  const t = useT()
  if (letters.length === 0) return null
  return (
    <Section title={t('letter.title')}>
      {letters.map((one) => (
        <div key={one.letter} className={work.book}>
          <h3 className={work.bookTitle}>{t.term('case_letter', one.letter)}</h3>
          <p className={work.counts}>
            {t('letter.written', { count: one.recipients, at: one.at })}
            {one.dueAt === null ? null : <>{' · '}<b>{t.find(`letter.done.${one.letter}`, { done: one.done, count: one.recipients })}</b></>}
            {one.wrote > 0 ? ` · ${t('letter.wrote', { count: one.wrote })}` : ''}
            {one.dueAt !== null && one.open > 0 ? ` · ${t('letter.open', { count: one.open })}` : ''}
            {one.undelivered > 0 ? <>{' · '}<b className={work.bad}>{t('letter.undelivered', { count: one.undelivered })}</b> <Link to={`/outbox?object=${one.people.find((each) => each.undelivered !== null)?.undelivered ?? ''}`}>{t('notices.title')}</Link></> : null}
            {one.dueAt === null ? null : <>{' · '}{one.isOver ? <span className={css.dim}>{t(one.open + one.wrote === 0 ? 'letter.all_done' : 'letter.over', { due: one.dueAt })}</span> : <>{t('letter.time_left')}<DeadlineText dueAt={one.dueAt} /></>}</>}
          </p>
          {one.dueAt === null ? null : <People of={one} />}
        </div>
      ))}
    </Section>
  )
}

const STILL_TO_DO = { wrote: 0, open: 1, done: 2 } as const

/** Everybody who was written to; those that need somebody come first. */
function People({ of: { letter, people } }: { readonly of: LetterStanding }) {
  const t = useT()
  const rows = [...people].sort((a, b) => STILL_TO_DO[a.is] - STILL_TO_DO[b.is])
  return (
    <details>
      <summary>{t('letter.who')}</summary>
      <table className={work.people}>
        <thead>
          <tr><th scope="col">{t('letter.col_to')}</th><th scope="col">{t('letter.col_is')}</th><th scope="col">{t('letter.col_heard')}</th><th scope="col">{t('letter.col_what')}</th></tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.to + String(one.writtenAt)}>
              <td>{one.subscriberId === null ? one.to : <Link to={`/subscribers/${encodeURIComponent(one.subscriberId)}`}>{one.to}</Link>}</td>
              <td>{one.undelivered === null ? t.find(`letter.is.${letter}.${one.is}`) : <b className={work.bad}>{t('letter.not_delivered')}</b>}</td>
              <td>{one.heardAt === null ? <span className={css.dim}>–</span> : <TimeText at={one.heardAt} as="short" />}</td>
              <td>{one.how !== null ? t.term('verification', one.how) : one.text !== null ? `“${one.text}”` : one.subscriberId === null && letter === 'verify_again' ? <span className={css.dim}>{t('letter.no_record')}</span> : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {letter === 'verify_again' && people.some((one) => one.subscriberId === null) ? <p className={work.counts}>{t('letter.not_on_record')}</p> : null}
    </details>
  )
}
