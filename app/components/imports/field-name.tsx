import { useT } from '../reader.tsx'

/** A column of a file: in words where it is one of our own format, and always as the file writes it. */
export function FieldName({ name }: { readonly name: string | null }) {
  const t = useT()
  if (name === null) return <>–</>
  const words = t.find(`map_field.${name}`)
  return <span title={name}>{words === null ? null : <>{words} </>}<code>{name}</code></span>
}
