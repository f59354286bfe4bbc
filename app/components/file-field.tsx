import { useEffect, useRef, useState } from 'react'
import css from './file-field.module.css'
import { useT } from './reader.tsx'

/** A form field for files in the reader's language: the browser's own speaks the browser's. The plain field lies under it, so a form sends it as ever. */
export function FileField({ name, label, accept, multiple = false }: { readonly name: string; readonly label: string; readonly accept: string; readonly multiple?: boolean }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const [names, setNames] = useState<readonly string[]>([])
  useEffect(() => {
    const form = input.current?.form
    const clear = () => setNames([])
    form?.addEventListener('reset', clear)
    return () => form?.removeEventListener('reset', clear)
  }, [])
  return (
    <label className={css.field}>
      <input
        ref={input} type="file" name={name} accept={accept} multiple={multiple} required aria-label={label} className={css.plain}
        onChange={(event) => setNames([...(event.currentTarget.files ?? [])].map((file) => file.name))}
      />
      <span className={css.button}>{t(multiple ? 'common.choose_files' : 'common.choose_file')}</span>
      <bdi className={css.names}>{names.length === 0 ? t('common.no_file') : names.join(', ')}</bdi>
    </label>
  )
}
