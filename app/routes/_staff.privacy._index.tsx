import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import filterCss from '../components/filter-bar.module.css'
import { Notice, Page, Panel } from '../components/page.tsx'
import css from '../components/privacy/privacy.module.css'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { FACTOR_GRACE_MAX_DAYS, FACTOR_ROLES, type PrivacySettings, RETENTION_CLASSES, RETENTION_LIMITS, type RetentionClass, UNMASK_LIMIT_MAX } from '../domain/privacy/privacy-settings.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalStatus, refused } from '../http/respond.server.ts'
import { getPrivacy } from '../usecases/privacy/get-privacy-settings.server.ts'
import { listRetention, previewRetention, PREVIEW_MAX } from '../usecases/privacy/run-retention.server.ts'
import { savePrivacy } from '../usecases/privacy/save-privacy-settings.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'privacy.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'nav.privacy')

const days = z.coerce.number().int()
const PrivacyForm = z.object({
  token: z.string().max(100), version: z.coerce.number().int().min(0), reason: z.string().max(1_000), factorGraceDays: days, unmaskAlert: days, unmaskMax: days,
  factorRoles: z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.string().max(20)).max(10)),
  ...(Object.fromEntries(RETENTION_CLASSES.map((name) => [`retention_${name}`, days])) as Record<`retention_${RetentionClass}`, typeof days>),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'privacy.view')
  const [privacy, retention, preview] = await Promise.all([getPrivacy(context), listRetention(context), previewRetention(context)])
  return {
    ...privacy, ...retention, preview, previewMax: PREVIEW_MAX, token: formToken(context), mayEdit: may(context.staff.role, 'settings.edit'),
    mayErase: may(context.staff.role, 'privacy.erase') || may(context.staff.role, 'privacy.check'),
  }
}

/** Saves all of it at once, from the version it was read at; with a fresh password (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'settings.edit')
  const form = await parseForm(args.request, PrivacyForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  if (!isFresh(context)) return redirect(confirmPath(args.request))
  const { factorRoles, factorGraceDays, unmaskAlert, unmaskMax, version, reason } = form.value
  const given: PrivacySettings = {
    factorRoles, factorGraceDays, unmaskAlert, unmaskMax,
    retentionDays: Object.fromEntries(RETENTION_CLASSES.map((name) => [name, form.value[`retention_${name}`]])) as PrivacySettings['retentionDays'],
  }
  const saved = await savePrivacy(context, given, version, reason)
  if (saved.ok) return data({ ok: true as const, version: saved.value.version })
  return data({ ok: false as const, refusal: saved.refusal, given, reason }, { status: refusalStatus(saved.refusal) })
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

/** Second factor, unmasking and retention in one place: what holds, what the next run would erase, and what the last ones did. */
export default function Privacy() {
  const t = useT()
  const { settings: stored, version, token, mayEdit, mayErase, preview, previewMax, runs, isBusy } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const failed = answer && !answer.ok ? answer : null
  const given = (failed && 'given' in failed ? failed.given : null) as PrivacySettings | null
  const settings = given ?? stored
  const refusal = failed?.refusal ?? null
  const errorOf = (field: string) => (refusal !== null && refusal.field === field ? refusalText(t, refusal) : undefined)
  return (
    <Page
      title={t('nav.privacy')} summary={t('privacy.summary')}
      actions={<>{mayErase ? <Link className={filterCss.chip} to="/privacy/erasure">{t('privacy.erasure')}</Link> : null} <Link className={filterCss.chip} to="/access-log">{t('nav.access_log')}</Link></>}
    >
      {answer?.ok ? <Notice tone="done">{t('settings.saved', { version: answer.version })}</Notice> : null}
      {refusal !== null && refusal.field === undefined ? <Notice tone="hold">{refusalText(t, refusal)}</Notice> : null}
      <Form method="post" data-fresh key={`${version} ${given ? 'mine' : ''}`}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="version" value={version} />
        <fieldset className={css.form} disabled={!mayEdit}>
          <FactorFields settings={settings} errorOf={errorOf} />
          <UnmaskFields settings={settings} errorOf={errorOf} />
          <RetentionFields settings={settings} errorOf={errorOf} preview={preview} previewMax={previewMax} isBusy={isBusy} />
          {mayEdit ? (
            <Panel>
              <div className={css.foot}>
                <TextInput
                  name="reason" label={t('settings.reason')} defaultValue={failed && 'reason' in failed ? String(failed.reason) : ''} required withAsterisk={false} minLength={5} maxLength={500} className={css.reason} error={errorOf('reason')}
                  autoComplete="off"
                />
                <Button type="submit" loading={isSending}>{t('settings.save')}</Button>
              </div>
            </Panel>
          ) : null}
        </fieldset>
      </Form>
      <Runs runs={runs} />
    </Page>
  )
}

interface Fields {
  readonly settings: PrivacySettings
  /** What is wrong with a field of this name, when the last answer refused it. */
  readonly errorOf: (field: string) => string | undefined
}

function FactorFields({ settings, errorOf }: Fields) {
  const t = useT()
  return (
    <Panel title={t('factor.title')} hint={t('privacy.factor_hint')}>
      <div className={css.grid}>
        <Checkbox.Group label={t('privacy.factor_roles')} defaultValue={[...settings.factorRoles]} error={errorOf('factorRoles')}>
          <div className={css.checks}>{FACTOR_ROLES.map((role) => <Checkbox key={role} name="factorRoles" value={role} label={t.term('role', role)} />)}</div>
        </Checkbox.Group>
        <NumberInput
          name="factorGraceDays" label={t('privacy.grace')} description={t('privacy.grace_hint')} defaultValue={settings.factorGraceDays} min={0} max={FACTOR_GRACE_MAX_DAYS} allowDecimal={false} required withAsterisk={false}
          error={errorOf('factorGraceDays')}
        />
      </div>
    </Panel>
  )
}

function UnmaskFields({ settings, errorOf }: Fields) {
  const t = useT()
  return (
    <Panel title={t('privacy.unmasking')} hint={t('privacy.unmasking_hint')}>
      <div className={css.grid}>
        <NumberInput name="unmaskAlert" label={t('privacy.unmask_alert')} defaultValue={settings.unmaskAlert} min={1} max={UNMASK_LIMIT_MAX} allowDecimal={false} required withAsterisk={false} error={errorOf('unmaskAlert')} />
        <NumberInput name="unmaskMax" label={t('privacy.unmask_max')} defaultValue={settings.unmaskMax} min={1} max={UNMASK_LIMIT_MAX} allowDecimal={false} required withAsterisk={false} error={errorOf('unmaskMax')} />
      </div>
    </Panel>
  )
}

/** How long each class of records is kept, beside what the next run would erase and what a hold keeps back. */
function RetentionFields({ settings, errorOf, preview, previewMax, isBusy }: Fields & Pick<View, 'preview' | 'previewMax' | 'isBusy'>) {
  const t = useT()
  return (
    <Panel title={t('privacy.retention')} hint={t('privacy.retention_hint')}>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('privacy.col_class')}</th>
              <th scope="col">{t('privacy.col_days')}</th>
              <th scope="col" data-align="end">{t('privacy.col_over')}</th>
              <th scope="col" data-align="end">{t('privacy.col_held')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.map((line) => (
              <tr key={line.class}>
                <th scope="row">{t.term('retention', line.class)}<small>{t.term('retention_hint', line.class)}</small></th>
                <td>
                  <NumberInput
                    name={`retention_${line.class}`} aria-label={t('privacy.days_of', { class: t.term('retention', line.class) })} defaultValue={settings.retentionDays[line.class]} w={110}
                    min={RETENTION_LIMITS[line.class][0]} max={RETENTION_LIMITS[line.class][1]} allowDecimal={false} required error={errorOf(`retention_${line.class}`)}
                  />
                </td>
                <td data-align="end">{line.over >= previewMax ? t('privacy.at_least', { count: previewMax }) : line.over}</td>
                <td data-align="end">{line.held}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={css.note}>{t(isBusy ? 'privacy.run_waits' : 'privacy.run_daily')}</p>
    </Panel>
  )
}

/** What the last runs erased. */
function Runs({ runs }: Pick<View, 'runs'>) {
  const t = useT()
  return (
    <Panel title={t('privacy.runs')} hint={t('privacy.runs_hint')}>
      {runs.length === 0 ? <p className={css.note}>{t('privacy.runs_none')}</p> : (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('audit.col_at')}</th>
                {RETENTION_CLASSES.map((name) => <th key={name} scope="col" data-align="end">{t.term('retention', name)}</th>)}
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.id}>
                  <th scope="row"><TimeText at={run.at} as="short" /></th>
                  {RETENTION_CLASSES.map((name) => {
                    const line = run.lines.find((one) => one.class === name)
                    return <td key={name} data-align="end">{line?.over ?? 0}{line && line.held > 0 ? <small>{t('privacy.run_held', { count: line.held })}</small> : null}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
