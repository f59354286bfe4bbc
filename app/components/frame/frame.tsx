import { Link, useLocation, useNavigate, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { countText } from '../../i18n/format.ts'
import { useKeys } from '../keys.ts'
import { useT } from '../reader.tsx'
import { CommandPalette, openPalette } from './command-palette.tsx'
import css from './frame.module.css'
import { KeyboardHelp } from './keyboard-help.tsx'
import { COUNT_CAP, pagesBeside, Rail, type RailCounts } from './rail.tsx'
import { type FramePerson, TopBar } from './top-bar.tsx'
import { useFocusFault } from './focus-fault.ts'
import { useOwnWords } from './own-words.ts'

export interface FrameProps {
  readonly person: FramePerson
  /** Open work beside the rail's entries; counts stop at 1,001. */
  readonly counts: RailCounts
  /** Until when the person has to set up a second factor; null when there is nothing to do (S59). */
  readonly factorDueAt: number | null
  readonly children: ReactNode
}

/** What stands around every page of signed-in staff: skip link, rail, top bar, palette and keys. */
export function Frame({ person, counts, factorDueAt, children }: FrameProps) {
  const t = useT()
  const navigate = useNavigate()
  const location = useLocation()
  const [isFolded, setFolded] = useState(false)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const content = useRef<HTMLElement>(null)
  const may = (permission: string) => person.permissions.includes(permission)
  const go = (path: string, permission: string) => () => {
    if (may(permission)) navigate(path)
  }
  useKeys({
    '/': () => openPalette(),
    '?': () => setHelpOpen(true),
    'g q': go('/queue', 'queue.view'),
    'g d': go('/dashboard', 'dashboard.view'),
    'g o': go('/orders', 'order.view'),
    'g i': go('/imports', 'import.view'),
  })

  useOwnWords()
  useFocusFault()

  // A new page begins at its beginning for those who hear it; inside one page the focus stays.
  const page = location.pathname.split('/')[1] ?? ''
  const lastPage = useRef(page)
  useEffect(() => {
    if (lastPage.current === page) return
    lastPage.current = page
    if (!content.current?.contains(document.activeElement)) content.current?.focus({ preventScroll: true })
  }, [page])

  return (
    <div className={css.frame} data-folded={isFolded || undefined}>
      <a className={css.skip} href="#content">{t('frame.skip')}</a>
      <Progress />
      <Rail counts={counts} permissions={person.permissions} isFolded={isFolded} onFold={setFolded} />
      <TopBar person={person} onHelp={() => setHelpOpen(true)} />
      <main id="content" ref={content} tabIndex={-1} className={css.content}>
        {factorDueAt === null || page === 'account' ? null : (
          <p className={css.notice}>{t('factor.due_short', { at: factorDueAt })} <Link to="/account/second-factor">{t('factor.set_up')}</Link></p>
        )}
        <Beside pages={pagesBeside(location.pathname, person.permissions)} counts={counts} />
        {children}
      </main>
      <CommandPalette permissions={person.permissions} />
      <KeyboardHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}

/** Pages of one kind, side by side above the one that is open. */
function Beside({ pages, counts }: { readonly pages: ReturnType<typeof pagesBeside>; readonly counts: RailCounts }) {
  const t = useT()
  if (pages.length === 0) return null
  return (
    <nav className={css.beside} aria-label={t('frame.beside')}>
      {pages.map(({ to, label, count, isHere }) => (
        <Link key={to} to={to} prefetch="intent" aria-current={isHere ? 'page' : undefined}>
          {t.find(label)}
          {count !== undefined && counts[count] > 0 ? <span className={css.count}>{countText(counts[count], t.reader.locale, COUNT_CAP)}</span> : null}
        </Link>
      ))}
    </nav>
  )
}

/** A hairline that says a page is on its way, once it takes longer than a moment. */
function Progress() {
  const isLoading = useNavigation().state !== 'idle'
  return <div className={css.progress} data-on={isLoading || undefined} aria-hidden="true" />
}
