import { Form, Link } from '@remix-run/react'
import { useId, useState, type ReactNode } from 'react'
import type { DuplicateView, PersonBrief } from '../../usecases/subscribers/merge-persons.server.ts'
import css from '../actions/actions.module.css'
import { MsisdnText } from '../msisdn-text.tsx'
import { Notice, Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import own from './profile.module.css'

/** Two records that look like one person, what would become of them, and the merge. Which is kept is chosen; without scripts the result of the older is shown. */
export function DuplicatePair({ pair: { persons, afterwards, same, doNamesDiffer, waits, key }, token, isBusy }: { readonly pair: DuplicateView; readonly token: string; readonly isBusy: boolean }) {
  const t = useT()
  const form = useId()
  const [older, newer] = persons
  const [keptId, setKeptId] = useState(older.id)
  const [kept, merged] = keptId === newer.id ? [newer, older] : [older, newer]
  const after = afterwards[keptId] ?? kept
  const row = (label: string, of: (person: PersonBrief) => ReactNode) => (
    <tr>
      <th scope="row">{label}</th>
      {persons.map((person) => <td key={person.id}>{of(person)}</td>)}
      <td><b>{of(after)}</b></td>
    </tr>
  )
  return (
    <Panel title={`${older.id} · ${newer.id}`} hint={t('profiles.duplicates_why', { fields: [...same] })}>
      <table className={`${css.table} ${own.pair}`}>
        <thead>
          <tr>
            <th scope="col">{t('profiles.duplicates_keep')}</th>
            {persons.map((person) => (
              <th key={person.id} scope="col">
                <label className={own.keep}><input type="radio" form={form} name="kept" value={person.id} checked={person.id === keptId} onChange={() => setKeptId(person.id)} />{person.id}</label>
                {' '}<Link to={`/subscribers/${encodeURIComponent(person.id)}`}>{t('profiles.duplicates_open')}</Link>
              </th>
            ))}
            <th scope="col">{t('profiles.duplicates_after', { id: keptId })}</th>
          </tr>
        </thead>
        <tbody>
          {row(t('subscriber.name'), (person) => person.name || '–')}
          {row(t('subscriber.numbers'), ({ numbers }) => (numbers.length === 0 ? '–' : numbers.map((number) => <div key={number}><MsisdnText number={number} /></div>)))}
          {row(t.term('profile_field', 'contact_phone'), (person) => <MsisdnText number={person.contactPhone} />)}
          {row(t.term('profile_field', 'email'), (person) => person.email ?? '–')}
          {row(t.term('profile_field', 'address'), (person) => person.address ?? '–')}
        </tbody>
      </table>
      {doNamesDiffer && waits === null ? <Notice tone="review" isInset>{t('profiles.duplicates_names')}</Notice> : null}
      {waits !== null ? <Notice tone="review" isInset>{t('profiles.duplicates_waits')} <Link to={`/approvals?item=a${waits}`}>{t('profiles.duplicates_waits_show')}</Link></Notice> : (
        <Form method="post" id={form} className={own.merge}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="key" value={key} />
          {persons.map((person) => <input key={person.id} type="hidden" name="person" value={person.id} />)}
          <p>{t('profiles.duplicates_effect', { kept: kept.id, merged: merged.id })}</p>
          <label className={css.field}><span>{t('profile.reason')}</span><input name="reason" required minLength={5} maxLength={500} /></label>
          {doNamesDiffer ? <label className={own.keep}><input type="checkbox" name="checked" value="1" required />{t('profiles.duplicates_checked')}</label> : null}
          <button type="submit" name="intent" value="merge" className={css.button} disabled={isBusy}>{t('profiles.duplicates_merge', { kept: kept.id, merged: merged.id })}</button>
        </Form>
      )}
    </Panel>
  )
}
