import { Modal, type MantineSize } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useT } from './reader.tsx'
import css from './dialog.module.css'

/**
 * A question over the page, there while it is asked. When it goes, the focus is back where it was before, unless what came of it has taken the focus
 * elsewhere (WCAG 2.4.3): the library gives it back only to a dialog that stays on the page while it is shut.
 */
export function Dialog({ title, size = 'md', onClose, children }: { readonly title: string; readonly size?: MantineSize; readonly onClose: () => void; readonly children: ReactNode }) {
  const t = useT()
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => {
    if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }, [before])
  return <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('common.close') }}>{children}</Modal>
}

/** The buttons that end a dialog. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className={css.buttons}>{children}</div>
}
