import { Button, Textarea } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import { useState, type RefObject } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import type { CaseView } from '../../usecases/cases/case-view.ts'
import { Dialog, DialogButtons } from '../dialog.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { useAnswer } from '../use-answer.ts'
import css from './case.module.css'

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

/** Adds a note; Ctrl and Enter saves it. */
export function NoteForm({ inputRef, action, version, objection }: {
  readonly inputRef: RefObject<HTMLTextAreaElement>
  readonly action: string
  readonly version: number
  readonly objection: Refusal | null
}) {
  const t = useT()
  const saving = useFetcher<Answer>()
  const [text, setText] = useState('')
  const isSaving = saving.state !== 'idle'
  const refusal = !isSaving && saving.data?.ok === false ? saving.data.refusal : null
  useAnswer(saving, (answer) => (answer.ok ? setText('') : undefined))
  if (objection) return <p className={css.hint}>{refusalText(t, objection)}</p>
  const save = () => {
    if (text.trim() !== '' && !isSaving) saving.submit({ intent: 'note', text: text.trim(), version: String(version) }, { method: 'post', action })
  }
  return (
    <div className={css.noteForm}>
      <Textarea
        ref={inputRef}
        aria-label={t('case.note_add')}
        placeholder={t('case.note_help')}
        value={text}
        minRows={1}
        maxLength={2_000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        error={refusal ? refusalText(t, refusal) : null}
      />
      {text.trim() === '' ? null : <div><Button onClick={save} loading={isSaving} variant="default">{t('case.note_add')}</Button></div>}
    </div>
  )
}

/** The notes in their newest wording; the author may correct one, earlier wordings stay in the history. */
export function Notes({ notes, action, version }: { readonly notes: CaseView['notes']; readonly action: string; readonly version: number }) {
  const t = useT()
  const [corrected, setCorrected] = useState<number | null>(null)
  const saving = useFetcher<Answer>()
  const refusal = saving.state === 'idle' && saving.data?.ok === false ? saving.data.refusal : null
  useAnswer(saving, (answer) => (answer.ok ? setCorrected(null) : undefined))
  return (
    <ul className={css.notes} aria-label={t('case.notes')}>
      {notes.map((one) => (
        <li key={one.seq}>
          <p className={css.note}>{one.text === '' ? t('case.note_erased') : one.text}</p>
          <p className={css.noteMeta}>
            {t('case.decided_by', { name: one.by, at: one.at })}
            {one.correctedAt === null ? '' : ` · ${t('case.note_corrected', { at: one.correctedAt })}`}
            {one.isMine ? <> · <button type="button" className={css.plain} onClick={() => setCorrected(one.seq)}>{t('case.note_correct')}</button></> : null}
          </p>
          {corrected === one.seq ? (
            <NoteDialog
              title={t('case.note_correct_title')} button={t('common.save')} first={one.text} refusal={refusal} isBusy={saving.state !== 'idle'} onClose={() => setCorrected(null)}
              onSave={(text) => saving.submit({ intent: 'correct_note', seq: String(one.seq), text, version: String(version) }, { method: 'post', action })}
            />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Opens a decided case again, with the reason for it. */
export function Reopen({ objection, action, version }: { readonly objection: Refusal | null; readonly action: string; readonly version: number }) {
  const t = useT()
  const [isAsked, setAsked] = useState(false)
  const reopening = useFetcher<Answer>()
  const refusal = reopening.state === 'idle' && reopening.data?.ok === false ? reopening.data.refusal : null
  return (
    <>
      <button
        type="button" className={css.action} data-tone="plain" aria-disabled={objection !== null || undefined} title={objection ? refusalText(t, objection) : undefined}
        onClick={() => (objection === null ? setAsked(true) : undefined)}
      >
        {t('case.reopen')}
      </button>
      {isAsked ? (
        <NoteDialog
          title={t('case.reopen_title')} button={t('case.reopen')} first="" refusal={refusal} isBusy={reopening.state !== 'idle'} onClose={() => setAsked(false)}
          onSave={(note) => reopening.submit({ intent: 'reopen', note, version: String(version) }, { method: 'post', action })}
        />
      ) : null}
    </>
  )
}

function NoteDialog({ title, button, first, refusal, isBusy, onClose, onSave }: {
  readonly title: string
  readonly button: string
  readonly first: string
  readonly refusal: Refusal | null
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onSave: (text: string) => void
}) {
  const t = useT()
  const [text, setText] = useState(first)
  return (
    <Dialog title={title} onClose={onClose}>
      <Textarea data-autofocus label={t('case.note')} description={t('case.note_help')} value={text} maxLength={2_000} onChange={(event) => setText(event.currentTarget.value)} error={refusal ? refusalText(t, refusal) : null} />
      <DialogButtons>
        <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
        <Button onClick={() => onSave(text.trim())} loading={isBusy} disabled={text.trim() === ''}>{button}</Button>
      </DialogButtons>
    </Dialog>
  )
}
