import { Button, TextInput } from '@mantine/core'
import { Form, Link, useFetcher } from '@remix-run/react'
import { letterOfStep } from '../../domain/cases/letter.ts'
import type { PlaybookMove } from '../../domain/cases/playbook.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { defang, shortTimeText } from '../../i18n/format.ts'
import { BandShape } from '../band-badge.tsx'
import { useKeys } from '../keys.ts'
import { MoneyText } from '../money-text.tsx'
import { OpenCase } from '../orders/open-case.tsx'
import { Unseen } from '../page.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { Section } from './case-parts.tsx'
import type { CaseMention, CasePlaybook } from '../../usecases/cases/case-work.ts'
import type { CaseHold, CaseView } from '../../usecases/cases/case-view.ts'
import css from './case.module.css'
import { LetterButton } from './letter-dialog.tsx'
import work from './work.module.css'

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

/** How a playbook's move is made from here: a button of the bar, or the way to another desk; null where it leads nowhere from this case. */
export type MoveOf = (move: PlaybookMove) => { readonly press: () => void; readonly objection: Refusal | null } | { readonly href: string } | null

/** The steps beside which stands what could be blocked. */
const BLOCKING_STEPS = ['propose_block', 'block_serials']

/**
 * What to do about the flags at hand: the steps in order, each ticked by hand or by its number key, what has to be asked, and the buttons that belong
 * to it. A tick stays in the timeline with who and when.
 */
export function Playbooks({ playbooks, action, objection, moveOf, proposals, letters, agent }: {
  readonly playbooks: readonly CasePlaybook[]
  readonly action: string
  readonly objection: Refusal | null
  readonly moveOf: MoveOf
  /** What was found that could be blocked, and where that is proposed. */
  readonly proposals: readonly { readonly value: string; readonly href: string }[]
  /** What was written to customers, and whether more may be. */
  /** Who sold the order, with the case this is, and whether they have one of their own. */
  readonly agent: { readonly id: string; readonly orderRowId: number; readonly caseId: number | null; readonly seenIn: number } | null
  readonly letters: { readonly written: CaseView['work']['letters']; readonly objection: Refusal | null; readonly version: number }
}) {
  const t = useT()
  const first = playbooks[0]
  const ticking = useFetcher<Answer>()
  const tick = (playbook: CasePlaybook, n: number) => {
    const step = playbook.steps[n]
    if (step && objection === null) ticking.submit({ intent: 'tick', playbook: playbook.code, step: step.code, isDone: String(step.tick === null) }, { method: 'post', action })
  }
  useKeys(Object.fromEntries((first?.steps ?? []).map((_, n) => [String(n + 1), () => first && tick(first, n)])))
  const refusal = ticking.state === 'idle' && ticking.data?.ok === false ? ticking.data.refusal : null
  if (!first) return null
  const writing = { letters: letters.written, objection: letters.objection, version: letters.version, action }
  const letterFor = (step: string) => {
    const letter = letterOfStep(step)
    return letter === null ? null : <LetterButton {...writing} letter={letter} label={t('letter.write')} />
  }
  const pending = ticking.formData ? `${ticking.formData.get('playbook')} ${ticking.formData.get('step')}` : null
  return (
    <Section title={t('playbook.title')} hint={t('playbook.hint')}>
      {playbooks.map((playbook) => (
        <div key={playbook.code} className={work.book}>
          <h3 className={work.bookTitle}>{t.term('playbook', playbook.code)}</h3>
          <ol className={work.steps}>
            {playbook.steps.map((step, n) => {
              const isDone = pending === `${playbook.code} ${step.code}` ? step.tick === null : step.tick !== null
              return (
                <li key={step.code} data-done={isDone || undefined}>
                  <label title={objection ? refusalText(t, objection) : undefined}>
                    <input type="checkbox" checked={isDone} disabled={objection !== null} aria-keyshortcuts={playbook === first ? String(n + 1) : undefined} onChange={() => tick(playbook, n)} />
                    <span>{t.term('playbook_step', step.code)}</span>
                  </label>
                  {step.tick ? <span className={css.dim}> {step.tick.by}, {shortTimeText(step.tick.at, t.reader)}</span> : null}
                  {letterFor(step.code)}
                  {agent !== null && step.code === 'open_agent_case' ? <>{' '}{agent.caseId === null ? <OpenCase orderRowId={agent.orderRowId} agent={agent} /> : <Link to={`/cases/${agent.caseId}`}>{t('case.title', { id: String(agent.caseId) })}</Link>}</> : null}
                  {BLOCKING_STEPS.includes(step.code) ? proposals.map((one) => <span key={one.href}> · <Link to={one.href}>{defang(one.value)}</Link></span>) : null}
                </li>
              )
            })}
          </ol>
          {playbook.asks.length > 0 ? <p className={work.asks}><b>{t('playbook.ask')}{t('common.is')}</b>{playbook.asks.map((ask) => t.term('playbook_ask', ask)).join(' · ')}{playbook === first ? <LetterButton {...writing} letter="ask_customer" label={t('letter.ask')} /> : null}</p> : null}
          <Moves moves={playbook.moves} moveOf={moveOf} />
        </div>
      ))}
      {refusal ? <p role="alert">{refusalText(t, refusal)}</p> : null}
    </Section>
  )
}

/** What can be done from here; nothing is said where no move leads anywhere from this case. */
function Moves({ moves, moveOf }: { readonly moves: readonly PlaybookMove[]; readonly moveOf: MoveOf }) {
  const t = useT()
  const ways = moves.flatMap((move) => {
    const way = moveOf(move)
    return way === null ? [] : [{ move, way }]
  })
  if (ways.length === 0) return null
  return <p className={work.moves}><b>{t('playbook.may')}{t('common.is')}</b>{ways.map((one) => <Move key={one.move} {...one} />)}</p>
}

function Move({ move, way }: { readonly move: PlaybookMove; readonly way: NonNullable<ReturnType<MoveOf>> }) {
  const t = useT()
  const label = t.find(`case.decide.${move}`) ?? t.term('playbook_move', move)
  if ('href' in way) return <Link className={work.move} to={way.href}>{label}</Link>
  return (
    <button type="button" className={work.move} aria-disabled={way.objection !== null || undefined} title={way.objection ? refusalText(t, way.objection) : undefined} onClick={() => (way.objection === null ? way.press() : undefined)}>
      {label}
    </button>
  )
}

/** The records of the case and its parts as one file, masked, with the hash of each. */
export function PackButton({ caseId }: { readonly caseId: number }) {
  const t = useT()
  return (
    <Form method="post" action={`/cases/${caseId}/pack`} reloadDocument data-fresh className={work.pack}>
      <button type="submit" className={css.plain} title={t('work.pack_hint')}>{t('work.pack')}</button>
    </Form>
  )
}

/** What a court, the police or a regulator holds: no money of the case and all that is merged into it goes back, and nothing of it is erased, until it is lifted. */
export function LegalHold({ hold: { standing, person, mayPlace }, caseId, action }: { readonly hold: CaseHold; readonly caseId: number; readonly action: string }) {
  const t = useT()
  const saving = useFetcher<Answer>()
  if (standing === null && person === null && !mayPlace) return null
  const refusal = saving.state === 'idle' && saving.data?.ok === false ? saving.data.refusal : null
  return (
    <Section title={t('hold.title')} hint={standing || person ? undefined : t('hold.none')} id="police-hold">
      {person ? <p>{t('hold.person_stands', { reference: person.reference, at: person.at })} <Link to={`/subscribers/${encodeURIComponent(person.subscriberId)}`}>{t('subscriber.title', { id: person.subscriberId })}</Link></p> : null}
      {standing ? (
        <p>
          {t('hold.stands', { reference: standing.reference, at: standing.at })}{' '}
          {standing.caseId === caseId ? null : <Link to={`/cases/${standing.caseId}`}>{t('case.title', { id: String(standing.caseId) })}</Link>}
        </p>
      ) : null}
      {mayPlace ? (
        <details className={work.hold} key={standing?.actionId ?? 0}>
          <summary>{t(standing ? 'legal_hold_command.lift' : 'legal_hold_command.place')}</summary>
          <saving.Form method="post" action={action} className={work.holdForm}>
            {standing ? <><input type="hidden" name="actionId" value={standing.actionId} /><input type="hidden" name="version" value={standing.version} /></> : <TextInput name="reference" label={t('privacy.reference')} required withAsterisk={false} minLength={3} maxLength={60} autoComplete="off" />}
            <TextInput name="reason" label={t('case.reason')} required withAsterisk={false} minLength={5} maxLength={500} autoComplete="off" />
            <Button type="submit" variant="default" name="intent" value={standing ? 'lift_hold' : 'place_hold'} loading={saving.state !== 'idle'}>{t(standing ? 'legal_hold_command.lift' : 'legal_hold_command.place')}</Button>
          </saving.Form>
        </details>
      ) : null}
      {refusal ? <p role="alert">{refusalText(t, refusal)}</p> : null}
    </Section>
  )
}

/** Cases tied to this one, and those that are part of it, each with what raised it there. */
export function LinkedCases({ data, action }: { readonly data: CaseView; readonly action: string }) {
  const t = useT()
  const { links, parts } = data.work
  if (links.length === 0 && parts.length === 0) return null
  return (
    <Section title={t('work.linked')} hint={parts.length > 0 ? t('work.parts_hint', { count: parts.length }) : undefined}>
      <table className={css.related}>
        <thead>
          <tr>
            <th scope="col">{t('work.col_case')}</th>
            <th scope="col">{t('work.col_kind')}</th>
            <th scope="col">{t('queue.col_why')}</th>
            <th scope="col" data-align="end">{t('queue.col_money')}</th>
            <th scope="col"><Unseen>{t('work.col_action')}</Unseen></th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => <LinkedRow key={`part${part.id}`} of={part} kind="part" action={`/cases/${part.id}`} fields={{ intent: 'separate' }} isOffered={data.case.status !== 'decided'} />)}
          {links.map((link) => <LinkedRow key={`link${link.id}`} of={link} kind={link.kind} action={action} fields={{ intent: 'unlink', other: String(link.id) }} isOffered />)}
        </tbody>
      </table>
    </Section>
  )
}

function LinkedRow({ of, kind, action, fields, isOffered }: {
  readonly of: CaseMention
  readonly kind: string
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly isOffered: boolean
}) {
  const t = useT()
  const undoing = useFetcher<Answer>()
  const refusal = undoing.state === 'idle' && undoing.data?.ok === false ? undoing.data.refusal : null
  return (
    <tr>
      <td>
        {of.band === 'log' ? null : <BandShape band={of.band} />} <Link to={`/cases/${of.id}`}>{of.orderId ?? t('case.title', { id: String(of.id) })}</Link>
        <span className={css.dim}> · {of.disposition ? t.term('disposition', of.disposition) : t.term('case_state', of.status)}</span>
      </td>
      <td>{t.term('link', kind)}</td>
      <td>{of.reasons.map((reason) => t.term('flag', reason.flag)).join(t.reader.locale === 'en' ? '; ' : '；')}</td>
      <td data-align="end"><MoneyText money={of.orderId === null && of.money.amountMinor === 0 ? null : of.money} /></td>
      <td data-align="end">
        {isOffered ? <button type="button" className={css.plain} disabled={undoing.state !== 'idle'} onClick={() => undoing.submit({ ...fields }, { method: 'post', action })}>{t(kind === 'part' ? 'work.separate' : 'work.unlink')}</button> : null}
        {refusal ? <span role="alert"> {refusalText(t, refusal)}</span> : null}
      </td>
    </tr>
  )
}
