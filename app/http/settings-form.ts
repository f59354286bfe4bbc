import { z } from 'zod'
import { isZone } from '../domain/values/time.ts'
import { type Campaign, DEFAULT_SETTINGS, type OperatorSettings } from '../domain/intake/operator-settings.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { instantOfWallClock } from '../domain/values/time.ts'

const LINES_CHARS = 1_000_000
const lines = z.string().max(LINES_CHARS).default('')
const many = z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.string().max(200)).max(1_000))

/** The settings page's form: lists are one entry a line, campaigns are rows of four fields. */
export const SettingsForm = z.object({
  token: z.string().max(100),
  version: z.coerce.number().int().nonnegative(),
  reason: z.string().max(2_000).default(''),
  zone: z.string().max(80),
  country: z.string().max(8),
  registeredPayees: lines,
  natPrefixes: lines,
  kioskDevices: lines,
  companyPayers: lines,
  officialHosts: lines,
  officialShortPrefixes: lines,
  statementsCompleteUntil: z.string().max(20).default(''),
  campaignId: many,
  campaignShare: many,
  campaignFrom: many,
  campaignTo: many,
})

/** What the form says, with its clock times read in the zone it names. Refuses `campaign_form` and `wall_clock_form`; everything else is checked when it is saved. */
export function settingsOfForm(form: z.output<typeof SettingsForm>): Result<OperatorSettings> {
  const zone = form.zone.trim()
  const clockZone = isZone(zone) ? zone : DEFAULT_SETTINGS.zone
  const campaigns: Campaign[] = []
  for (const [index, text] of form.campaignId.entries()) {
    const id = text.trim()
    const [share = '', from = '', to = ''] = [form.campaignShare[index]?.trim(), form.campaignFrom[index], form.campaignTo[index]]
    // A row left empty was not needed; one without a name is taken out.
    if (id === '') continue
    const percent = /^\d{1,3}(?:[.]\d{1,4})?$/.test(share) ? Number(share) : Number.NaN
    const [fromAt, toAt] = [instantOfWallClock(from, clockZone), instantOfWallClock(to, clockZone)]
    if (Number.isNaN(percent) || fromAt === null || toAt === null) return refuse('campaign_form', { id }, 'campaigns')
    campaigns.push({ id, paidToFace: Math.round(percent * 10_000) / 1_000_000, from: fromAt, to: toAt })
  }
  const until = form.statementsCompleteUntil === '' ? null : instantOfWallClock(form.statementsCompleteUntil, clockZone)
  if (form.statementsCompleteUntil !== '' && until === null) return refuse('wall_clock_form', {}, 'statementsCompleteUntil')
  const list = (text: string) => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '')
  return accept({
    zone, country: form.country.trim().toUpperCase(), registeredPayees: list(form.registeredPayees), campaigns, natPrefixes: list(form.natPrefixes), kioskDevices: list(form.kioskDevices),
    companyPayers: list(form.companyPayers), officialHosts: list(form.officialHosts), officialShortPrefixes: list(form.officialShortPrefixes), statementsCompleteUntil: until,
  })
}
