import { FileButton, Button } from '@mantine/core'

/** Lets a person choose a text file and hands over what it says, read as UTF-8; nothing is sent. */
export function TextFile({ label, accept, onText }: { readonly label: string; readonly accept: string; readonly onText: (text: string) => void }) {
  return (
    <div>
      <FileButton accept={accept} onChange={(file) => void file?.text().then(onText)}>
        {(props) => <Button {...props} variant="default" size="xs">{label}</Button>}
      </FileButton>
    </div>
  )
}
