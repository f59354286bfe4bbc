import { Button, FileButton, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from './reader.tsx'

/** The field `file`: a text that is pasted, or taken from a file that a person chooses, read as UTF-8. Nothing is sent before the form is. */
export function TextFile({ accept, label, description, error }: { readonly accept: string; readonly label: string; readonly description: string; readonly error: ReactNode }) {
  const t = useT()
  const [text, setText] = useState('')
  return (
    <>
      <div>
        <FileButton accept={accept} onChange={(file) => void file?.text().then(setText)}>
          {(props) => <Button {...props} variant="default" size="xs">{t('common.choose_file')}</Button>}
        </FileButton>
      </div>
      <Textarea
        name="file" label={label} description={description} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={6} maxRows={16} spellCheck={false} error={error}
        styles={{ input: { fontFamily: 'var(--tw-mono)', fontSize: 13 } }}
      />
    </>
  )
}
