import { NavLink } from '@remix-run/react'
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

interface Entry {
  readonly to: string
  readonly label: MessageKey
  readonly icon: IconName
  readonly permission: string
  readonly count?: keyof RailCounts
}

/** Every page of the rail, in the order of a working day. What the role may not see is not there. */
export const PAGES: readonly (readonly Entry[])[] = [
  [
    { to: '/queue', label: 'nav.queue', icon: 'queue', permission: 'queue.view', count: 'queue' },
    { to: '/campaigns', label: 'nav.campaigns', icon: 'campaigns', permission: 'queue.view' },
    { to: '/orders', label: 'nav.orders', icon: 'orders', permission: 'order.view' },
    { to: '/subscribers', label: 'nav.subscribers', icon: 'subscribers', permission: 'subscriber.view' },
    { to: '/disputes', label: 'nav.disputes', icon: 'disputes', permission: 'dispute.view' },
    { to: '/profile-changes', label: 'nav.profile_changes', icon: 'profile_changes', permission: 'subscriber.view' },
    { to: '/approvals', label: 'nav.approvals', icon: 'approvals', permission: 'case.decide', count: 'approvals' },
    { to: '/second-reviews', label: 'nav.second_reviews', icon: 'approvals', permission: 'case.decide' },
    { to: '/refunds', label: 'nav.refunds', icon: 'refunds', permission: 'refund.view' },
  ],
  [
    { to: '/dashboard', label: 'nav.dashboard', icon: 'dashboard', permission: 'dashboard.view' },
    { to: '/alerts', label: 'nav.alerts', icon: 'alerts', permission: 'alert.view', count: 'alerts' },
    { to: '/reconciliation', label: 'nav.reconciliation', icon: 'reconciliation', permission: 'order.view' },
    { to: '/wall', label: 'nav.wall', icon: 'wall', permission: 'dashboard.view' },
    { to: '/rules', label: 'nav.rules', icon: 'rules', permission: 'rule.view' },
    { to: '/lists', label: 'nav.lists', icon: 'lists', permission: 'list.view' },
    { to: '/imports', label: 'nav.imports', icon: 'imports', permission: 'import.view', count: 'quarantine' },
    { to: '/outbox', label: 'nav.outbox', icon: 'outbox', permission: 'notice.view' },
    { to: '/audit', label: 'nav.audit', icon: 'audit', permission: 'audit.view' },
    { to: '/access-log', label: 'nav.access_log', icon: 'access', permission: 'privacy.view', count: 'unmasking' },
    { to: '/machines', label: 'nav.machines', icon: 'machines', permission: 'settings.view' },
    { to: '/webhooks', label: 'nav.webhooks', icon: 'webhooks', permission: 'settings.view' },
    { to: '/settings', label: 'nav.settings', icon: 'settings', permission: 'settings.view' },
    { to: '/teams', label: 'nav.teams', icon: 'staff', permission: 'case.assign' },
    { to: '/staff', label: 'nav.staff', icon: 'staff', permission: 'staff.view' },
  ],
]

const CAP = 1_001

export function Rail({ counts, permissions, isFolded, onFold }: {
  readonly counts: RailCounts
  readonly permissions: readonly string[]
  readonly isFolded: boolean
  readonly onFold: (isFolded: boolean) => void
}) {
  const t = useT()
  return (
    <nav className={css.rail} aria-label={t('frame.rail')}>
      <div className={css.brand}>
        <Icon name="brand" />
        <span className={css.label}>{t('app.name')}</span>
      </div>
      {PAGES.map((group, g) => (
        <ul key={g} className={css.group}>
          {group.filter((entry) => permissions.includes(entry.permission)).map((entry) => {
            const count = entry.count === undefined ? 0 : counts[entry.count]
            return (
              <li key={entry.to}>
                <NavLink to={entry.to} prefetch="intent" className={css.entry} title={isFolded ? t.find(entry.label) ?? undefined : undefined}>
                  <Icon name={entry.icon} />
                  <span className={css.label}>{t.find(entry.label)}</span>
                  {count > 0 ? <span className={css.count}>{countText(count, t.reader.locale, CAP)}</span> : null}
                </NavLink>
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
