import { useEffect } from 'react'
import { useT } from '../reader.tsx'

type Checked = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What a browser objects to in a form is said in the reader's language instead of the browser's; a field that says something of its own keeps it. */
export function useOwnWords(): void {
  const t = useT()
  useEffect(() => {
    const said = new Set<Checked>()
    const object = ({ target }: Event): void => {
      const field = target as Checked
      const { valueMissing, tooShort, customError } = field.validity
      if (customError || !(valueMissing || tooShort)) return
      field.setCustomValidity(valueMissing ? t(field instanceof HTMLSelectElement ? 'form.choose' : 'form.fill') : t('common.at_least', { min: (field as HTMLInputElement).minLength }))
      said.add(field)
    }
    const settle = (): void => {
      for (const field of said) field.setCustomValidity('')
      said.clear()
    }
    document.addEventListener('invalid', object, true)
    for (const event of ['input', 'change', 'click', 'keydown']) document.addEventListener(event, settle, true)
    return () => {
      document.removeEventListener('invalid', object, true)
      for (const event of ['input', 'change', 'click', 'keydown']) document.removeEventListener(event, settle, true)
    }
  }, [t])
}
