import { Button } from '@mantine/core'
import { Form, useNavigate, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import { bytesText } from '../../i18n/format.ts'
import { Icon } from '../frame/icon.tsx'
import { Notice, Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { droppedFiles } from './dropped-files.ts'
import css from './imports.module.css'
import { Progress } from './progress.tsx'
import { sendFiles, type Sending } from './send-files.ts'

/**
 * Takes files or a folder by dropping or choosing, sends them with progress and leads to what they would change. Without scripts it is one
 * file field and a button.
 */
export function UploadPanel({ maxBytes, refusal }: { readonly maxBytes: number; readonly refusal: Refusal | null }) {
  const t = useT()
  const navigate = useNavigate()
  const [isLive, setLive] = useState(false)
  const [files, setFiles] = useState<readonly File[]>([])
  const [sent, setSent] = useState<number | null>(null)
  const [fault, setFault] = useState<Refusal | null>(refusal)
  const sending = useRef<Sending | null>(null)
  useEffect(() => {
    setLive(true)
    return () => sending.current?.stop()
  }, [])
  useEffect(() => setFault(refusal), [refusal])

  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  const isTooLarge = bytes > maxBytes
  const add = (more: readonly File[]) => {
    setFault(null)
    setFiles((now) => {
      const known = new Set(now.map(keyOf))
      return [...now, ...more.filter((file) => !known.has(keyOf(file)))].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))
    })
  }
  const send = async () => {
    setFault(null)
    setSent(0)
    sending.current = sendFiles(files, setSent)
    const answer = await sending.current.answer
    sending.current = null
    if (answer.ok) return navigate(`/imports/${answer.value}`)
    setSent(null)
    if (answer.refusal) setFault(answer.refusal)
    else window.location.assign('/sign-in?next=%2Fimports')
  }

  return (
    <Panel title={t('imports.upload')} hint={t('imports.look_hint')}>
      {fault ? <Notice tone="hold" isInset>{typeof fault.data?.name === 'string' ? <><bdi>{fault.data.name}</bdi>{t('common.is')}</> : null}{refusalText(t, fault)}</Notice> : null}
      {isLive ? (
        <>
          <DropArea isBusy={sent !== null} add={add} />
          {files.length > 0 ? (
            <>
              <ChosenFiles files={files} isBusy={sent !== null} takeOut={(file) => setFiles((now) => now.filter((one) => one !== file))} />
              {sent === null ? (
                <div className={css.bar}>
                  <Button onClick={() => void send()} disabled={isTooLarge}>{t('imports.look', { count: files.length })}</Button>
                  <span className={css.hint}>{isTooLarge ? t('imports.too_large', { bytes, most: maxBytes }) : t('imports.chosen', { count: files.length, bytes })}</span>
                </div>
              ) : (
                <Progress label={t('imports.sending', { bytes })} done={sent} total={bytes}>{t('import.progress', { done: Math.min(sent, bytes), total: bytes })}</Progress>
              )}
            </>
          ) : null}
        </>
      ) : <PlainUpload />}
    </Panel>
  )
}

/** Files and folders are dropped here, or chosen by one of two buttons. */
function DropArea({ isBusy, add }: { readonly isBusy: boolean; readonly add: (files: readonly File[]) => void }) {
  const t = useT()
  const [isOver, setOver] = useState(false)
  const filePicker = useRef<HTMLInputElement>(null)
  const folderPicker = useRef<HTMLInputElement>(null)
  const onDrop = async (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    add(await droppedFiles(event.dataTransfer))
  }
  return (
    <div
      className={css.drop}
      data-over={isOver || undefined}
      role="group"
      aria-label={t('imports.upload')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void onDrop(event)}
    >
      <p className={css.dropTitle}>{t('imports.drop')}</p>
      <p className={css.hint}>{t('imports.drop_hint')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={() => filePicker.current?.click()} disabled={isBusy}>{t('common.choose_files')}</Button>
        <Button variant="default" onClick={() => folderPicker.current?.click()} disabled={isBusy}>{t('imports.choose_folder')}</Button>
      </div>
      <input ref={filePicker} type="file" multiple hidden aria-label={t('imports.files_label')} onChange={(event) => take(event.currentTarget, add)} />
      <input ref={folderPicker} type="file" multiple hidden aria-label={t('imports.choose_folder')} {...{ webkitdirectory: '' }} onChange={(event) => take(event.currentTarget, add)} />
    </div>
  )
}

function ChosenFiles({ files, isBusy, takeOut }: { readonly files: readonly File[]; readonly isBusy: boolean; readonly takeOut: (file: File) => void }) {
  const t = useT()
  return (
    <ul className={css.chosen} aria-label={t('imports.files_label')}>
      {files.map((file) => (
        <li key={keyOf(file)} className={css.file}>
          <bdi className={css.fileName} title={pathOf(file)}>{pathOf(file)}</bdi>
          <span className={css.end}>{bytesText(file.size, t.reader.locale)}</span>
          <button type="button" className={css.take} disabled={isBusy} title={t('imports.take_out', { name: file.name })} aria-label={t('imports.take_out', { name: file.name })} onClick={() => takeOut(file)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The upload without scripts. As high as the drop area that stands here once they run, so that the page below does not jump. */
function PlainUpload() {
  const t = useT()
  const isPosting = useNavigation().state === 'submitting'
  return (
    <div className={css.drop}>
      <p className={css.dropTitle}>{t('imports.files_label')}</p>
      <p className={css.hint}>{t('imports.drop_hint')}</p>
      <Form method="post" action="/imports?index" encType="multipart/form-data" className={css.buttons} reloadDocument>
        <input type="file" name="file" multiple aria-label={t('imports.files_label')} />
        <Button type="submit" loading={isPosting}>{t('imports.upload')}</Button>
      </Form>
    </div>
  )
}

/** Takes what was chosen and empties the field, so that the same file can be chosen again. */
function take(input: HTMLInputElement, add: (files: readonly File[]) => void): void {
  add([...(input.files ?? [])])
  input.value = ''
}

function pathOf(file: File): string {
  return file.webkitRelativePath || file.name
}

function keyOf(file: File): string {
  return `${pathOf(file)}\u0000${file.size}\u0000${file.lastModified}`
}
