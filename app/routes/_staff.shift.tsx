import { Button, Textarea } from '@mantine/core'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useFetcher, useLoaderData } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { FeedRows } from '../components/shift/feed-rows.tsx'
import { figureHref, FigureNumber, partText } from '../components/shift/figure-parts.tsx'
import css from '../components/shift/shift.module.css'
import { pageTitle } from '../components/title.ts'
import { may } from '../auth/permissions.ts'
import type { Refusal } from '../domain/values/result.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused, respond } from '../http/respond.server.ts'
import { numberText, shortTimeText } from '../i18n/format.ts'
import { getShift } from '../usecases/figures/get-shift.server.ts'
import { workShift } from '../usecases/figures/work-shift.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'queue.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'shift.title')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  return { ...(await getShift(context)), mayWork: may(context.staff.role, 'case.decide'), printedBy: context.staff.name, printedAt: context.now }
}

const ShiftForm = z.discriminatedUnion('type', [
  z.object({ type: z.literal('note'), text: z.string().max(4_000) }),
  z.object({ type: z.literal('sign_out') }),
  z.object({ type: z.literal('take_back') }),
  z.object({ type: z.literal('acknowledge'), line: z.string().max(40) }),
  z.object({ type: z.literal('sign_in') }),
])

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const form = await parseForm(args.request, ShiftForm)
  if (!form.ok) return refused(form.refusal)
  return respond(await workShift(context, form.value))
}

type View = ReturnType<typeof useLoaderData<typeof loader>>
type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

/** What the next shift has to know: every line with its number, notes, and the signatures of both. */
export default function Shift() {
  const t = useT()
  const view = useLoaderData<typeof loader>()
  const { lines, feeds, notes, out, last, since, mayWork } = view
  const doing = useFetcher<Answer>()
  const refusal = doing.state === 'idle' && doing.data?.ok === false ? doing.data.refusal : null
  const send = (fields: Readonly<Record<string, string>>) => doing.submit({ ...fields }, { method: 'post' })
  return (
    <Page
      title={t('shift.title')}
      summary={since === null ? t('shift.first') : t('shift.since', { since })}
      actions={
        <span className={css.noPrint}>
          <Form method="post" action="/shift/export" reloadDocument data-fresh style={{ display: 'inline' }}><Button type="submit" size="compact-sm" variant="default">{t('morning.csv')}</Button></Form>{' '}
          <Button size="compact-sm" variant="default" onClick={() => window.print()}>{t('morning.print')}</Button>
        </span>
      }
    >
      <p className={css.printed}>{t('morning.printed', { name: view.printedBy, at: view.printedAt })}</p>
      {refusal ? <p role="alert" className={css.pad}>{refusalText(t, refusal)}</p> : null}
      <Panel title={t('shift.signatures')}>
        <div className={`${css.line} ${css.signed}`}>
          {out === null ? (
            <>
              <span>{t('shift.not_signed')}</span>
              {mayWork ? <Button loading={doing.state !== 'idle'} onClick={() => send({ type: 'sign_out' })}>{t('shift.sign_out')}</Button> : null}
            </>
          ) : (
            <>
              <span>{t('shift.signed', { name: out.name, at: out.at })} {view.open > 0 ? t('shift.open', { count: view.open }) : t('shift.all_seen')}</span>
              {out.isMe ? <Button variant="default" loading={doing.state !== 'idle'} onClick={() => send({ type: 'take_back' })}>{t('shift.take_back')}</Button> : null}
              {mayWork && !out.isMe ? <Button disabled={view.open > 0} loading={doing.state !== 'idle'} onClick={() => send({ type: 'sign_in' })}>{t('shift.sign_in')}</Button> : null}
            </>
          )}
        </div>
        {last ? <p className={css.pad}>{t('shift.last', { out: last.out, in: last.in, at: last.at })}{last.notes.map((note, i) => <span key={i}><br />{note.by}{t('common.is')}“{note.text}”</span>)}</p> : null}
      </Panel>
      <Panel title={t('shift.lines')} hint={<span className={css.noPrint}>{t('shift.lines_hint')}</span>}>
        <table className={css.table}>
          <thead>
            <tr><th scope="col">{t('shift.line')}</th><th scope="col" data-align="end">{t('shift.now')}</th><th scope="col" data-align="end">{t('shift.handed')}</th><th scope="col">{t('shift.by_part')}</th><th scope="col">{t('shift.seen')}</th></tr>
          </thead>
          <tbody>{lines.map((line) => <Line key={line.id} line={line} mayAck={view.mayTake && mayWork} isBusy={doing.state !== 'idle'} onAck={() => send({ type: 'acknowledge', line: line.id })} />)}</tbody>
        </table>
      </Panel>
      <Panel title={t('shift.feeds')}>
        {feeds.length === 0 ? <p className={css.pad}>{t('shift.feeds_fine')}</p> : (
          <table className={css.table}>
            <FeedRows feeds={feeds} />
          </table>
        )}
      </Panel>
      <Panel title={t('shift.notes')}>
        {notes.length === 0 ? <p className={css.pad}>{t('shift.notes_none')}</p> : (
          <ul className={css.notes}>{notes.map((note, i) => <li key={i}>{note.text} <small>{note.by}, {shortTimeText(note.at, t.reader)}</small></li>)}</ul>
        )}
        {mayWork ? <NoteForm /> : null}
      </Panel>
    </Page>
  )
}

function Line({ line, mayAck, isBusy, onAck }: { readonly line: View['lines'][number]; readonly mayAck: boolean; readonly isBusy: boolean; readonly onAck: () => void }) {
  const t = useT()
  const label = t.term('figure', line.id)
  return (
    <tr data-line={line.id}>
      <th scope="row">{label}</th>
      <td data-align="end"><FigureNumber href={figureHref(line.id, null)} count={line.count} label={label} /></td>
      <td data-align="end">{line.handed === null ? '–' : numberText(line.handed, t.reader.locale)}</td>
      <td>{line.parts.slice(0, 8).map((part, i) => {
        const name = partText(t, line.id, part.part, part.name)
        return <span key={part.part}>{i > 0 ? ' · ' : ''}{name} <FigureNumber href={figureHref(line.id, null, part.part)} count={part.count} money={part.money} label={`${label}, ${name}`} /></span>
      })}</td>
      <td>
        {line.ack ? `${line.ack.by}, ${shortTimeText(line.ack.at, t.reader)}` : mayAck && (line.handed ?? 0) > 0
          ? <Button size="compact-xs" variant="default" disabled={isBusy} onClick={onAck} aria-label={`${t('shift.acknowledge')}${t('common.is')}${label}`}>{t('shift.acknowledge')}</Button> : '–'}
      </td>
    </tr>
  )
}

function NoteForm() {
  const t = useT()
  const saving = useFetcher<Answer>()
  const form = useRef<HTMLFormElement>(null)
  const answer = saving.state === 'idle' ? saving.data : undefined
  useEffect(() => {
    if (answer?.ok) form.current?.reset()
  }, [answer])
  return (
    <saving.Form method="post" ref={form} className={`${css.line} ${css.noPrint}`}>
      <input type="hidden" name="type" value="note" />
      <Textarea name="text" label={t('shift.note')} description={t('case.note_help')} w={480} maxLength={2_000} autosize minRows={1} error={answer?.ok === false ? refusalText(t, answer.refusal) : null} />
      <Button type="submit" variant="default" loading={saving.state !== 'idle'}>{t('shift.note_add')}</Button>
    </saving.Form>
  )
}
