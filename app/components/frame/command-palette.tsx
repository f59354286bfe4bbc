import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useNavigate } from '@remix-run/react'
import { type KeyboardEvent as InputKey, useEffect, useRef, useState } from 'react'
import { msisdnText } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import { Icon } from './icon.tsx'
import { PAGES } from './rail.tsx'

/** A record that the search found: masked words and where it is shown. */
export interface FoundRecord {
  readonly kind: string
  readonly name: string
  readonly hint: string | null
  readonly href: string
}

const [store, palette] = createSpotlight()

export function openPalette(): void {
  palette.open()
}

/** Fewest characters that are looked up, and the pause after which they are. */
const SHORTEST = 3
const PAUSE_MS = 180

/** What is typed between the key that opens the palette and the moment its field has the focus belongs into the field. */
function useFirstLetters(type: (letter: string) => void): void {
  const latest = useRef(type)
  latest.current = type
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
      if (!store.getState().opened || !isLetter || event.defaultPrevented || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      latest.current(event.key)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/**
 * Search everything and go everywhere. What is typed may be a number or an account, so it travels in the body of a POST and
 * never in an address (S73); answers come masked.
 */
export function CommandPalette({ permissions }: { readonly permissions: readonly string[] }) {
  const t = useT()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const [answer, setAnswer] = useState<{ readonly query: string; readonly found: readonly FoundRecord[]; readonly hasFailed?: boolean }>({ query: '', found: [] })
  useFirstLetters((letter) => setWords((typed) => typed + letter))
  const query = words.trim()
  // A plain fetch: the page behind the palette is not read anew at every letter.
  useEffect(() => {
    if (query.length < SHORTEST) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      fetch('/search', { method: 'POST', body: new URLSearchParams({ words: query }), signal: stop.signal })
        .then((response) => {
          if (!response.ok) throw new Error(String(response.status))
          return response.json()
        })
        .then((body: { readonly found: readonly FoundRecord[] }) => setAnswer({ query, found: body.found }))
        .catch(() => {
          // What could not be looked up is not told as if it were not there.
          if (!stop.signal.aborted) setAnswer({ query, found: [], hasFailed: true })
        })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [query])

  const pages = PAGES.filter((page) => permissions.includes(page.permission))
    .map((page) => ({ ...page, text: t.find(page.label) ?? '' }))
    .filter((page) => page.text.toLowerCase().includes(query.toLowerCase()))
    // What begins with the words comes before what holds them: “rules” means the rules.
    .sort((one, other) => Number(other.text.toLowerCase().startsWith(query.toLowerCase())) - Number(one.text.toLowerCase().startsWith(query.toLowerCase())))
  const found = query.length < SHORTEST ? [] : answer.found
  const isLooking = query.length >= SHORTEST && answer.query !== query
  const empty = isLooking ? 'common.loading' : answer.hasFailed && answer.query === query ? 'frame.search_failed' : 'frame.search_none'
  // What was found comes after the letters: nothing is chosen then, and Enter means the first.
  const openFirst = (event: InputKey<HTMLInputElement>) => {
    const first = found[0]?.href ?? pages[0]?.to
    const isChosen = event.currentTarget.closest('[role=dialog]')?.querySelector('[data-selected]')
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || isLooking || isChosen || first === undefined) return
    palette.close()
    navigate(first)
  }
  return (
    <Spotlight.Root store={store} query={words} onQueryChange={setWords} clearQueryOnClose shortcut="mod + K" scrollable maxHeight={420} overlayProps={{ blur: 0, backgroundOpacity: 0.35, transitionProps: { duration: 0 } }} transitionProps={{ duration: 0 }}>
      <Spotlight.Search placeholder={t('frame.search_hint')} aria-label={t('frame.search')} leftSection={<Icon name="search" />} onKeyDown={openFirst} />
      <Spotlight.ActionsList>
        {found.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.search_records')}>
            {found.map((record) => (
              <Spotlight.Action
                key={record.href}
                label={`${t.term('record', record.kind)} ${record.name}`}
                description={record.hint === null ? undefined : msisdnText(record.hint)}
                onClick={() => navigate(record.href)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {pages.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.search_pages')}>
            {pages.map((page) => (
              <Spotlight.Action key={page.to} label={page.text} leftSection={<Icon name={page.icon} />} onClick={() => navigate(page.to)} />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {found.length === 0 && pages.length === 0 ? (
          <Spotlight.Empty>{t(empty)}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
