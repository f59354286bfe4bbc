import { actions } from './zh/actions.ts'
import type { Messages } from './en.ts'
import { alerts } from './zh/alerts.ts'
import { approvals } from './zh/approvals.ts'
import { audit } from './zh/audit.ts'
import { auth } from './zh/auth.ts'
import { board } from './zh/board.ts'
import { brands } from './zh/brands.ts'
import { campaigns } from './zh/campaigns.ts'
import { caseWork } from './zh/case-work.ts'
import { cases } from './zh/cases.ts'
import { clears } from './zh/clears.ts'
import { dashboard } from './zh/dashboard.ts'
import { disputes } from './zh/disputes.ts'
import { facts } from './zh/facts.ts'
import { figures } from './zh/figures.ts'
import { frame } from './zh/frame.ts'
import { identity } from './zh/identity.ts'
import { imports } from './zh/imports.ts'
import { mappings } from './zh/mappings.ts'
import { lists } from './zh/lists.ts'
import { notices } from './zh/notices.ts'
import { operations } from './zh/operations.ts'
import { profiles } from './zh/profiles.ts'
import { records } from './zh/records.ts'
import { refusals } from './zh/refusals.ts'
import { refunds } from './zh/refunds.ts'
import { remedies } from './zh/remedies.ts'
import { rulePages } from './zh/rule-pages.ts'
import { rules } from './zh/rules.ts'
import { secondReviews } from './zh/second-reviews.ts'
import { settings } from './zh/settings.ts'
import { signals } from './zh/signals.ts'
import { subscribers } from './zh/subscribers.ts'
import { terms } from './zh/terms.ts'
import { webhooks } from './zh/webhooks.ts'

/** 简体中文, written by the words of DOMAIN 7. */
export const zh: Messages = {
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
}
