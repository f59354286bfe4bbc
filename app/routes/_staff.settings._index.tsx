import { Button, Textarea, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { may } from '../auth/permissions.ts'
import { DayField } from '../components/day-field.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { CampaignRows } from '../components/settings/campaign-rows.tsx'
import css from '../components/settings/settings.module.css'
import { pageTitle } from '../components/title.ts'
import { isZone } from '../domain/values/time.ts'
import type { OperatorSettings } from '../domain/intake/operator-settings.ts'
import { wallClockOf } from '../domain/values/time.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalStatus, refused } from '../http/respond.server.ts'
import { SettingsForm, settingsOfForm } from '../http/settings-form.ts'
import { exactTimeText } from '../i18n/format.ts'
import type { Translator } from '../i18n/translate.ts'
import { getSettings } from '../usecases/installation/get-settings.server.ts'
import { saveSettings } from '../usecases/installation/save-settings.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'settings.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'nav.settings')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'settings.view')
  const { settings, version } = await getSettings(context)
  return { settings, version, token: formToken(context), mayEdit: may(context.staff.role, 'settings.edit'), mayAudit: may(context.staff.role, 'audit.view'), zones: Intl.supportedValuesOf('timeZone') }
}

/** Saves all settings at once, from the version they were read at. When someone else saved meanwhile, both stand side by side and nothing is lost. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'settings.edit')
  const form = await parseForm(args.request, SettingsForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  const given = settingsOfForm(form.value)
  if (!given.ok) return refused(given.refusal)
  const saved = await saveSettings(context, given.value, form.value.version, form.value.reason)
  if (saved.ok) return data({ ok: true as const, version: saved.value.version })
  return data({ ok: false as const, refusal: saved.refusal, given: given.value, reason: form.value.reason }, { status: refusalStatus(saved.refusal) })
}

const LISTS = [
  ['money', ['registeredPayees', 'companyPayers', 'kioskDevices']],
  ['web', ['officialHosts', 'officialShortPrefixes', 'natPrefixes']],
] as const

/** What the operator knows of itself. Screening reads it; only administrators change it, with a reason. */
export default function Settings() {
  const t = useT()
  const { settings: stored, version, token, mayEdit, mayAudit, zones } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const failed = answer && !answer.ok ? answer : null
  const given = (failed && 'given' in failed ? failed.given : null) as OperatorSettings | null
  const settings: OperatorSettings = given ?? stored
  const clockZone = isZone(settings.zone) ? settings.zone : stored.zone
  const isStale = failed?.refusal.code === 'settings_changed'
  /** Beside a field of which two people want different things: what is stored now. */
  const theirs = (name: keyof OperatorSettings): ReactNode => {
    if (!isStale || given === null || JSON.stringify(given[name]) === JSON.stringify(stored[name])) return null
    return <div className={css.theirs}>{t('settings.theirs')}{'\n'}{textOf(t, stored, name) || t('common.none')}</div>
  }
  const errorOf = (name: string) => (failed?.refusal.field === name ? refusalText(t, failed.refusal) : undefined)
  return (
    <Page title={t('nav.settings')} summary={<>{t('settings.summary')}{mayAudit ? <> · <Link to="/audit?action=settings.changed">{t('settings.history')}</Link></> : null}</>}>
      {answer?.ok ? <Notice tone="done">{t('settings.saved', { version: answer.version })}</Notice> : null}
      {failed && (isStale || failed.refusal.field === undefined) ? <Notice tone="hold">{refusalText(t, failed.refusal)}</Notice> : null}
      {mayEdit ? null : <Notice>{t('settings.not_yours')}</Notice>}
      <Form method="post" key={`${version} ${given ? 'mine' : ''}`}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="version" value={version} />
        <fieldset className={css.form} disabled={!mayEdit}>
          <Panel title={t('settings.place')} hint={t('settings.place_hint')}>
            <div className={css.grid}>
              <div>
                <TextInput name="zone" label={t('setting.zone')} description={t('settings.help.zone')} defaultValue={settings.zone} list="zones" required withAsterisk={false} error={errorOf('zone')} autoComplete="off" />
                <datalist id="zones">{zones.map((zone) => <option key={zone} value={zone} />)}</datalist>
                {theirs('zone')}
              </div>
              <div>
                <TextInput name="country" label={t('setting.country')} description={t('settings.help.country')} defaultValue={settings.country} maxLength={2} required withAsterisk={false} error={errorOf('country')} autoComplete="off" />
                {theirs('country')}
              </div>
              <div>
                <DayField
                  as="moment" name="statementsCompleteUntil" label={t('setting.statementsCompleteUntil')} description={t('settings.help.statementsCompleteUntil')}
                  defaultValue={settings.statementsCompleteUntil === null ? '' : wallClockOf(settings.statementsCompleteUntil, clockZone)} error={errorOf('statementsCompleteUntil')}
                />
                {theirs('statementsCompleteUntil')}
              </div>
            </div>
          </Panel>
          {LISTS.map(([group, names]) => (
            <Panel key={group} title={t(`settings.${group}`)} hint={t('settings.lines')}>
              <div className={css.grid}>
                {names.map((name) => (
                  <div key={name}>
                    <Textarea
                      name={name} label={t('common.counted', { name: t(`setting.${name}`), count: settings[name].length })} description={t(`settings.help.${name}`)} defaultValue={settings[name].join('\n')} autosize={false} rows={Math.min(12, Math.max(4, settings[name].length + 1))} resize="vertical"
                      spellCheck={false} autoComplete="off" error={errorOf(name)}
                    />
                    {theirs(name)}
                  </div>
                ))}
              </div>
            </Panel>
          ))}
          <Panel title={t('setting.campaigns')} hint={t('settings.help.campaigns')}>
            {errorOf('campaigns') ? <p role="alert" className={css.note} style={{ color: 'var(--tw-hold)' }}>{errorOf('campaigns')}</p> : null}
            <CampaignRows campaigns={settings.campaigns} zone={clockZone} isDisabled={!mayEdit} />
            {theirs('campaigns')}
          </Panel>
          {mayEdit ? (
            <Panel>
              <div className={css.foot} style={{ paddingTop: 12 }}>
                <TextInput
                  name="reason" label={t('settings.reason')} defaultValue={failed && 'reason' in failed ? String(failed.reason) : ''} required withAsterisk={false} minLength={5} maxLength={500} style={{ flex: '1 1 320px' }}
                  error={errorOf('reason')} autoComplete="off"
                />
                <Button type="submit" loading={isSending}>{t('settings.save')}</Button>
              </div>
              <p className={css.note}>{t('settings.effect')}</p>
            </Panel>
          ) : null}
        </fieldset>
      </Form>
    </Page>
  )
}

/** A setting as a few lines of text. */
function textOf(t: Translator, settings: OperatorSettings, name: keyof OperatorSettings): string {
  const value = settings[name]
  if (name === 'campaigns') return settings.campaigns.map(({ id, paidToFace, from, to }) => `${id}: ${Math.round(paidToFace * 10_000) / 100} %, ${exactTimeText(from, t.reader)} – ${exactTimeText(to, t.reader)}`).join('\n')
  if (Array.isArray(value)) return value.join('\n')
  return typeof value === 'number' ? exactTimeText(value, t.reader) : String(value ?? '')
}
