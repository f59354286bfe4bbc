import { Form, useFetcher } from '@remix-run/react'
import { useRef } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import { bytesText } from '../../i18n/format.ts'
import css from '../actions/actions.module.css'
import { FileField } from '../file-field.tsx'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { useAnswer } from '../use-answer.ts'

interface ShownFile {
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  readonly state: string
}
type Answer = { readonly ok: boolean; readonly refusal?: Refusal } | undefined

/** The files of a dispute: brought, looked at, taken away while nothing is submitted. What is refused says why in its place. Works without scripts. */
export function EvidenceFiles({ disputeId, files, token, mayBring }: { readonly disputeId: number; readonly files: readonly ShownFile[]; readonly token: string; readonly mayBring: boolean }) {
  const t = useT()
  const fetcher = useFetcher<Answer>()
  const form = useRef<HTMLFormElement>(null)
  const answer = fetcher.data
  const isSending = fetcher.state !== 'idle'
  useAnswer(fetcher, (given) => (given?.ok ? form.current?.reset() : undefined))
  const path = `/disputes/${disputeId}/files`
  return (
    <Panel
      title={t('dispute.files')}
      hint={t('dispute.files_hint')}
      actions={<Form method="post" action={`/disputes/${disputeId}/pack`} reloadDocument data-fresh><input type="hidden" name="token" value={token} /><button type="submit" className={css.button}>{t('dispute.pack')}</button></Form>}
    >
      {files.length === 0 ? <p className={css.text}>{t('dispute.files_none')}</p> : (
        <table className={css.table}>
          <tbody>
            {files.map((file) => (
              <tr key={file.id}>
                <td><a href={`${path}/${file.id}`} target="_blank" rel="noreferrer">{file.name}</a></td>
                <td>{bytesText(file.bytes, t.reader.locale)}</td>
                <td title={file.sha256}>{file.sha256.slice(0, 12)}</td>
                <td>{t(file.state === 'staged' ? 'dispute.files_staged' : 'dispute.files_submitted')}</td>
                <td>
                  {file.state === 'staged' ? (
                    <fetcher.Form method="post" action={path}>
                      <input type="hidden" name="token" value={token} />
                      <button type="submit" name="remove" value={file.id} className={css.button} disabled={isSending}>{t('dispute.files_remove')}</button>
                    </fetcher.Form>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayBring ? (
        <fetcher.Form ref={form} method="post" action={path} encType="multipart/form-data" className={css.form}>
          <div className={css.field}>
            <FileField name="files" label={t('dispute.files_add')} accept="image/jpeg,image/png,application/pdf,text/plain" multiple />
          </div>
          {answer && !answer.ok && answer.refusal ? (
            <p role="alert" className={css.alert}>{typeof answer.refusal.data?.name === 'string' ? `${answer.refusal.data.name}${t('common.is')}` : null}{refusalText(t, answer.refusal)}</p>
          ) : null}
          <button type="submit" className={css.go} disabled={isSending}>{t(isSending ? 'dispute.files_sending' : 'dispute.files_add')}</button>
        </fetcher.Form>
      ) : null}
    </Panel>
  )
}
