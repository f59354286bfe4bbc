import { actions } from './en/actions.ts'
import { alerts } from './en/alerts.ts'
import { approvals } from './en/approvals.ts'
import { audit } from './en/audit.ts'
import { auth } from './en/auth.ts'
import { board } from './en/board.ts'
import { brands } from './en/brands.ts'
import { campaigns } from './en/campaigns.ts'
import { caseWork } from './en/case-work.ts'
import { cases } from './en/cases.ts'
import { clears } from './en/clears.ts'
import { dashboard } from './en/dashboard.ts'
import { disputes } from './en/disputes.ts'
import { facts } from './en/facts.ts'
import { figures } from './en/figures.ts'
import { frame } from './en/frame.ts'
import { identity } from './en/identity.ts'
import { imports } from './en/imports.ts'
import { mappings } from './en/mappings.ts'
import { lists } from './en/lists.ts'
import { notices } from './en/notices.ts'
import { operations } from './en/operations.ts'
import { profiles } from './en/profiles.ts'
import { records } from './en/records.ts'
import { refusals } from './en/refusals.ts'
import { refunds } from './en/refunds.ts'
import { remedies } from './en/remedies.ts'
import { rulePages } from './en/rule-pages.ts'
import { rules } from './en/rules.ts'
import { secondReviews } from './en/second-reviews.ts'
import { settings } from './en/settings.ts'
import { signals } from './en/signals.ts'
import { subscribers } from './en/subscribers.ts'
import { terms } from './en/terms.ts'
import { webhooks } from './en/webhooks.ts'

/** Every message of the product, and thereby the list of keys that each other language has to fill. */
export const en = {
  ...frame, ...auth, ...terms, ...cases, ...campaigns, ...records, ...signals, ...facts, ...clears, ...rules, ...refusals, ...imports, ...dashboard, ...audit, ...subscribers, ...settings, ...approvals, ...actions,
  ...refunds, ...remedies, ...notices, ...disputes,
  ...profiles,
  ...operations,
  ...identity,
  ...board,
  ...rulePages,
  ...alerts,
  ...webhooks,
  ...caseWork,
  ...mappings,
  ...lists,
  ...secondReviews,
  ...figures,
  ...brands,
} as const

/** What every other language has to satisfy: a text for each key. */
export type Messages = Readonly<Record<keyof typeof en, string>>
