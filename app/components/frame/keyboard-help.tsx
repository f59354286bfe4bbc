import { Modal } from '@mantine/core'
import type { MessageKey } from '../../i18n/translate.ts'
import { useT } from '../reader.tsx'
import css from './frame.module.css'

interface Key {
  readonly keys: readonly string[]
  readonly label: MessageKey
}

/** What the keys do, by place. The pages bind them; this is the list people read (DOMAIN 8). */
const KEYS: readonly { readonly title: MessageKey; readonly keys: readonly Key[] }[] = [
  {
    title: 'frame.keys_anywhere',
    keys: [
      { keys: ['/', '⌘K'], label: 'key.search' },
      { keys: ['g', 'q'], label: 'key.go_queue' },
      { keys: ['g', 'd'], label: 'key.go_dashboard' },
      { keys: ['g', 'o'], label: 'key.go_orders' },
      { keys: ['g', 'i'], label: 'key.go_imports' },
      { keys: ['t'], label: 'key.chart_table' },
      { keys: ['?'], label: 'key.help' },
      { keys: ['Esc'], label: 'key.escape' },
    ],
  },
  {
    title: 'frame.keys_queue',
    keys: [
      { keys: ['j'], label: 'key.next' },
      { keys: ['k'], label: 'key.previous' },
      { keys: ['x'], label: 'key.select' },
      { keys: ['Enter'], label: 'key.open' },
    ],
  },
  {
    title: 'frame.keys_case',
    keys: [
      { keys: ['a'], label: 'key.approve' },
      { keys: ['f'], label: 'key.fraud' },
      { keys: ['h'], label: 'key.hold' },
      { keys: ['r'], label: 'key.refund' },
      { keys: ['c'], label: 'key.customer' },
      { keys: ['e'], label: 'key.escalate' },
      { keys: ['m'], label: 'key.note' },
      { keys: ['t'], label: 'key.claim' },
      { keys: ['u'], label: 'key.undo' },
      { keys: ['s'], label: 'key.snooze' },
      { keys: ['o'], label: 'key.hand_over' },
      { keys: ['l'], label: 'key.link' },
      { keys: ['y', 'n'], label: 'key.accept' },
      { keys: ['1'], label: 'key.tick' },
    ],
  },
]

export function KeyboardHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useT()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('frame.keys_title')} size="lg" closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <div className={css.keys}>
        {KEYS.map((place) => (
          <section key={place.title}>
            <h3 className={css.keysTitle}>{t.find(place.title)}</h3>
            <dl className={css.keysList}>
              {place.keys.map((key) => (
                <div key={key.label} className={css.keysRow}>
                  <dt>{key.keys.map((one) => <kbd key={one}>{one}</kbd>)}</dt>
                  <dd>{t.find(key.label)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
