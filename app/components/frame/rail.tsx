import { Link, useLocation } from '@remix-run/react'
import { countText } from '../../i18n/format.ts'
import type { MessageKey } from '../../i18n/translate.ts'
import { useT } from '../reader.tsx'
import css from './frame.module.css'
import { Icon, type IconName } from './icon.tsx'

/** Open work beside entries; counts stop at 1,001. */
export interface RailCounts {
  readonly queue: number
  readonly approvals: number
  readonly quarantine: number
  /** People who had more personal data shown than is usual. */
  readonly unmasking: number
  readonly alerts: number
}

export interface Page {
  readonly to: string
  readonly label: MessageKey
  readonly permission: string
  readonly count?: keyof RailCounts
}

/** One line of the rail: a page, or several of one kind, which stand beside each other above the content. */
interface Entry {
  readonly label: MessageKey
  readonly icon: IconName
  readonly pages: readonly Page[]
}

const one = (icon: IconName, page: Page): Entry => ({ label: page.label, icon, pages: [page] })

/** Every page of the rail, in the order of a working day. What the role may not see is not there. */
const ENTRIES: readonly (readonly Entry[])[] = [
  [
    one('queue', { to: '/queue', label: 'nav.queue', permission: 'queue.view', count: 'queue' }),
    one('campaigns', { to: '/campaigns', label: 'nav.campaigns', permission: 'queue.view' }),
    one('orders', { to: '/orders', label: 'nav.orders', permission: 'order.view' }),
    one('subscribers', { to: '/subscribers', label: 'nav.subscribers', permission: 'subscriber.view' }),
    one('disputes', { to: '/disputes', label: 'nav.disputes', permission: 'dispute.view' }),
    { label: 'nav.profile_changes', icon: 'profile_changes', pages: [
      { to: '/profile-changes', label: 'nav.profile_changes', permission: 'subscriber.view' },
      { to: '/profile-changes/contacts', label: 'profiles.contacts', permission: 'profile.change' },
      { to: '/profile-changes/duplicates', label: 'profiles.duplicates', permission: 'profile.supervise' },
    ] },
    { label: 'nav.approvals', icon: 'approvals', pages: [
      { to: '/approvals', label: 'nav.approvals', permission: 'case.decide', count: 'approvals' },
      { to: '/second-reviews', label: 'nav.second_reviews', permission: 'case.decide' },
    ] },
    { label: 'nav.refunds', icon: 'refunds', pages: [
      { to: '/refunds', label: 'nav.refunds', permission: 'refund.view' },
      { to: '/refunds/wrong-numbers', label: 'wrong.list', permission: 'refund.request' },
      { to: '/refunds/outage', label: 'outage.title', permission: 'refund.request' },
      { to: '/refunds/outside', label: 'outside.title', permission: 'refund.view' },
      { to: '/refunds/policy', label: 'policy.title', permission: 'policy.view' },
    ] },
  ],
  [
    { label: 'nav.dashboard', icon: 'dashboard', pages: [
      { to: '/dashboard', label: 'nav.dashboard', permission: 'dashboard.view' },
      { to: '/morning', label: 'nav.morning', permission: 'audit.view' },
      { to: '/shift', label: 'nav.shift', permission: 'queue.view' },
    ] },
    { label: 'nav.alerts', icon: 'alerts', pages: [
      { to: '/alerts', label: 'nav.alerts', permission: 'alert.view', count: 'alerts' },
      { to: '/alerts/rules', label: 'alert_rules.title', permission: 'alert.view' },
    ] },
    one('reconciliation', { to: '/reconciliation', label: 'nav.reconciliation', permission: 'order.view' }),
    one('wall', { to: '/wall', label: 'nav.wall', permission: 'dashboard.view' }),
    one('rules', { to: '/rules', label: 'nav.rules', permission: 'rule.view' }),
    one('lists', { to: '/lists', label: 'nav.lists', permission: 'list.view' }),
    { label: 'nav.imports', icon: 'imports', pages: [
      { to: '/imports', label: 'nav.imports', permission: 'import.view' },
      { to: '/imports/quarantine', label: 'imports.quarantine', permission: 'import.view', count: 'quarantine' },
      { to: '/imports/mappings', label: 'imports.mappings', permission: 'import.view' },
      { to: '/imports/folders', label: 'imports.folders', permission: 'import.view' },
    ] },
    { label: 'nav.group_records', icon: 'audit', pages: [
      { to: '/audit', label: 'nav.audit', permission: 'audit.view' },
      { to: '/access-log', label: 'nav.access_log', permission: 'privacy.view', count: 'unmasking' },
      { to: '/outbox', label: 'nav.outbox', permission: 'notice.view' },
    ] },
    { label: 'nav.settings', icon: 'settings', pages: [
      { to: '/settings', label: 'nav.settings', permission: 'settings.view' },
      { to: '/staff', label: 'nav.staff', permission: 'staff.view' },
      { to: '/privacy', label: 'nav.privacy', permission: 'privacy.view' },
      { to: '/teams', label: 'nav.teams', permission: 'case.assign' },
      { to: '/machines', label: 'nav.machines', permission: 'settings.view' },
      { to: '/webhooks', label: 'nav.webhooks', permission: 'settings.view' },
    ] },
  ],
]

/** Every page by itself, as the palette offers them. */
export const PAGES: readonly (Page & { readonly icon: IconName })[] = ENTRIES.flat().flatMap(({ pages, icon }) => pages.map((page) => ({ ...page, icon })))

/** The pages beside the one that is open, itself among them and marked; none when it stands alone. */
export function pagesBeside(path: string, permissions: readonly string[]): readonly (Page & { readonly isHere: boolean })[] {
  const pages = ENTRIES.flat().find((entry) => entry.pages.some(({ to }) => isOpen(path, to)))?.pages.filter(({ permission }) => permissions.includes(permission)) ?? []
  if (pages.length < 2) return []
  // "/refunds/policy" lies below "/refunds": the longest address that fits is the page itself.
  const here = pages.filter(({ to }) => isOpen(path, to)).sort((a, b) => b.to.length - a.to.length)[0]
  return pages.map((page) => ({ ...page, isHere: page === here }))
}

function isOpen(path: string, to: string): boolean {
  return path === to || path.startsWith(`${to}/`)
}

/** Counts stop here; more is "1,000+". */
export const COUNT_CAP = 1_001

export function Rail({ counts, permissions, isFolded, onFold }: {
  readonly counts: RailCounts
  readonly permissions: readonly string[]
  readonly isFolded: boolean
  readonly onFold: (isFolded: boolean) => void
}) {
  const t = useT()
  const { pathname } = useLocation()
  return (
    <nav className={css.rail} aria-label={t('frame.rail')}>
      <div className={css.brand}>
        <Icon name="brand" />
        <span className={css.label}>{t('app.name')}</span>
      </div>
      {ENTRIES.map((group, g) => (
        <ul key={g} className={css.group}>
          {group.map(({ label, icon, pages }) => {
            const seen = pages.filter(({ permission }) => permissions.includes(permission))
            const first = seen[0]
            if (!first) return null
            const count = seen.reduce((sum, page) => sum + (page.count === undefined ? 0 : counts[page.count]), 0)
            const isHere = seen.some(({ to }) => isOpen(pathname, to))
            const name = t.find(seen.length === 1 ? first.label : label) ?? ''
            return (
              <li key={label}>
                <Link to={first.to} prefetch="intent" className={css.entry} data-here={isHere || undefined} aria-current={isHere ? 'page' : undefined} title={isFolded ? name : undefined}>
                  <Icon name={icon} />
                  <span className={css.label}>{name}</span>
                  {count > 0 ? <span className={css.count}>{countText(count, t.reader.locale, COUNT_CAP)}</span> : null}
                </Link>
              </li>
            )
          })}
        </ul>
      ))}
      <button type="button" className={css.fold} aria-expanded={!isFolded} onClick={() => onFold(!isFolded)} title={t(isFolded ? 'frame.rail_expand' : 'frame.rail_collapse')}>
        <Icon name={isFolded ? 'unfold' : 'fold'} />
        <span className={css.label}>{t(isFolded ? 'frame.rail_expand' : 'frame.rail_collapse')}</span>
      </button>
    </nav>
  )
}
