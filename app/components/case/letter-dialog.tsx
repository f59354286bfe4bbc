import { Button } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { NOTICE_OF_LETTER, type CaseLetter } from '../../domain/cases/letter.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { noticeText } from '../../i18n/notice-text.ts'
import type { LetterStanding } from '../../usecases/cases/letter-standings.ts'
import type { LetterPreview } from '../../usecases/cases/write-letter.server.ts'
import { Dialog, DialogButtons } from '../dialog.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { useAnswer } from '../use-answer.ts'
import css from './case.module.css'
import work from './work.module.css'

type Answer<T = unknown> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

/** The way to a letter, and when it was written to how many. */
export function LetterButton({ letter, letters, label, action, version, objection }: {
  readonly letter: CaseLetter
  readonly letters: readonly Pick<LetterStanding, 'letter' | 'recipients' | 'at' | 'dueAt'>[]
  readonly label: string
  readonly action: string
  readonly version: number
  readonly objection: Refusal | null
}) {
  const t = useT()
  const [isAsked, setAsked] = useState(false)
  const last = letters.findLast((one) => one.letter === letter)
  return (
    <>
      {' '}
      <button
        type="button" className={work.move} aria-disabled={objection !== null || undefined} title={objection ? refusalText(t, objection) : t.term('case_letter', letter)}
        onClick={() => (objection === null ? setAsked(true) : undefined)}
      >
        {label}
      </button>
      {last ? <span className={css.dim}>{last.dueAt === null ? t('letter.written', { count: last.recipients, at: last.at }) : t('letter.written_due', { count: last.recipients, at: last.at, due: last.dueAt })}</span> : null}
      {isAsked ? <LetterDialog letter={letter} action={action} version={version} onClose={() => setAsked(false)} /> : null}
    </>
  )
}

/** Whom a letter reaches and what they read, in both languages, before it is sent. */
function LetterDialog({ letter, action, version, onClose }: { readonly letter: CaseLetter; readonly action: string; readonly version: number; readonly onClose: () => void }) {
  const t = useT()
  const preview = useFetcher<Answer<LetterPreview>>()
  const sending = useFetcher<Answer>()
  const { submit } = preview
  useEffect(() => submit({ intent: 'preview_letter', letter }, { method: 'post', action }), [submit, letter, action])
  useAnswer(sending, (answer) => (answer.ok ? onClose() : undefined))
  const refusal = sending.state === 'idle' && sending.data?.ok === false ? sending.data.refusal : preview.data?.ok === false ? preview.data.refusal : null
  const found = preview.data?.ok ? preview.data.value : null
  const isBusy = sending.state !== 'idle'
  const left = found === null ? 0 : Math.max(0, found.recipients - found.before)
  // The dialog opens before it is known whom it reaches; sending comes next only then.
  const send = useRef<HTMLButtonElement>(null)
  const maySend = left > 0
  useEffect(() => {
    if (maySend) send.current?.focus()
  }, [maySend])
  const other = t.reader.locale === 'en' ? 'zh' : 'en'
  const words = (language: 'en' | 'zh') => (found === null ? null : noticeText({ kind: NOTICE_OF_LETTER[letter], data: found.data }, { language, zone: t.reader.zone, now: t.reader.now }))
  return (
    <Dialog title={t.term('case_letter', letter)} onClose={onClose} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBusy && left > 0) sending.submit({ intent: 'write_letter', letter, version: String(version) }, { method: 'post', action })
        }}
      >
        <div className={work.preview} aria-live="polite">
          {found === null ? t('common.loading') : (
            <>
              <p>{found.recipients === 0 ? t('refusal.letter_nobody') : t('letter.reaches', { count: found.recipients })}</p>
              {found.before > 0 ? <p>{t('letter.before', { count: found.before })}</p> : null}
              {found.unreachable > 0 ? <p>{t('letter.unreachable', { count: found.unreachable })}</p> : null}
              {left === 0 && found.recipients > 0 ? <p><b>{t('letter.nobody_new')}</b></p> : null}
              {left > 0 && typeof found.data.due === 'number' ? <p>{t('letter.due', { due: found.data.due })}</p> : null}
            </>
          )}
        </div>
        {found === null || found.recipients === 0 ? null : (
          <>
            <h3 className={work.bookTitle}>{t('letter.words')}</h3>
            <p className={work.letter} lang={t.reader.locale}><b>{words(t.reader.locale)?.subject}</b>{`\n${words(t.reader.locale)?.text ?? ''}`}</p>
            <details>
              <summary>{t.term('notice_language', other)}</summary>
              <p className={work.letter} lang={other}><b>{words(other)?.subject}</b>{`\n${words(other)?.text ?? ''}`}</p>
            </details>
          </>
        )}
        {refusal ? <p role="alert" className={work.warning}>{refusalText(t, refusal)}</p> : null}
        <DialogButtons>
          <Button variant="default" data-autofocus onClick={onClose}>{t('common.cancel')}</Button>
          <Button ref={send} type="submit" loading={isBusy} disabled={!maySend}>{t('letter.send', { count: Math.max(1, left) })}</Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
