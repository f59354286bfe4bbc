import { Button } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { StateBadge } from '../components/band-badge.tsx'
import { PlainTable } from '../components/imports/file-table.tsx'
import css from '../components/imports/mapping.module.css'
import { RuleText } from '../components/imports/rule-text.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { RefusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import type { MappingDefinition } from '../domain/intake/mapping/mapping.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getMapping, setMappingUse } from '../usecases/intake/manage-mappings.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'import.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'mappings.title')

const idOf = (params: { readonly mappingId?: string | undefined }) => (/^\d{1,15}$/.test(params.mappingId ?? '') ? Number(params.mappingId) : 0)

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.view')
  const found = await getMapping(context, idOf(args.params))
  if (!found.ok) throw refusalAnswer(found.refusal, context.requestId)
  return { ...found.value, mayRun: may(context.staff.role, 'import.run') }
}

const UseForm = z.object({ intent: z.enum(['disable', 'enable']) })

/** Takes the mapping out of use, or back into it. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const form = await parseForm(args.request, UseForm)
  if (!form.ok) return refused(form.refusal)
  const isDisabled = form.value.intent === 'disable'
  const changed = await setMappingUse(context, idOf(args.params), isDisabled)
  return changed.ok ? data({ ok: true as const, message: isDisabled ? ('mappings.now_disabled' as const) : ('mappings.now_enabled' as const) }) : refused(changed.refusal)
}

/** One mapping with every version it had, for review. */
export default function Mapping() {
  const t = useT()
  const { id, name, version, isAutomatic, disabledAt, versions, mayRun } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  return (
    <Page
      title={<bdi>{name}</bdi>}
      summary={
        <>
          {disabledAt === null
            ? <StateBadge tone={isAutomatic ? 'done' : 'same_day'}>{t(isAutomatic ? 'mappings.automatic' : 'mappings.by_choice')}</StateBadge>
            : <StateBadge>{t('mappings.disabled')}</StateBadge>}
          {' '}{t('mappings.version', { version: String(version) })} · <Link to="/imports/mappings">{t('mappings.title')}</Link>
        </>
      }
      actions={
        <span className={css.forms}>
          <a href={`/imports/mappings/${id}/download`} download>{t('mappings.download')}</a>
          {mayRun ? (
            <Form method="post">
              <Button type="submit" name="intent" value={disabledAt === null ? 'disable' : 'enable'} variant="default" loading={isSending}>{t(disabledAt === null ? 'mappings.disable' : 'mappings.enable')}</Button>
            </Form>
          ) : null}
        </span>
      }
    >
      {mayRun ? <p className={css.lead}>{t('mappings.change_hint')}</p> : null}
      {answer?.ok ? <Notice tone="done">{t(answer.message)}</Notice> : null}
      {answer && !answer.ok ? <Notice tone="hold"><RefusalText refusal={answer.refusal} /></Notice> : null}
      {versions.map(({ version: number, createdAt, by, definition }, index) => {
        const before = versions[index + 1]
        const changed = before ? changedColumns(before.definition, definition) : []
        return (
          <Panel
            key={number}
            title={t('mappings.version', { version: String(number) })}
            hint={<>{t('mappings.version_about', { at: createdAt, name: by ?? '–' })}{number === version && disabledAt === null ? ` · ${t('mappings.in_use')}` : ''}</>}
            actions={number === version ? null : <a href={`/imports/mappings/${id}/download?version=${number}`} download>{t('mappings.download')}</a>}
          >
            <p className={css.facts}>
              <span>{t.term('records', definition.kind)}</span>
              <span>{t('mappings.zone', { zone: definition.zone })}</span>
              {before ? <span>{changed.length > 0 ? t('mappings.changed_from', { version: String(before.version), columns: changed }) : t('mappings.unchanged_rules')}</span> : null}
            </p>
            <details className={css.more} open={number === version}>
              <summary>{t('mappings.rules')}</summary>
              <PlainTable
                name={`${t('mappings.rules')} ${number}`}
                head={[t('mapping.col_field'), t('mapping.col_from'), t('mapping.col_how')]}
                rows={Object.entries(definition.rules).map(([column, rule]) => [
                  <span key="field">{t.term('map_field', column)}{changed.includes(column) ? ' △' : ''}</span>,
                  <bdi key="from">{rule.from.join(` ${rule.joinedBy.trim() || '+'} `) || '–'}</bdi>,
                  <RuleText key="how" kind={definition.kind} column={column} rule={rule} />,
                ])}
              />
              <p className={css.unused}>{t('mappings.known_by', { headings: definition.header.join(' · ') })}</p>
            </details>
          </Panel>
        )
      })}
    </Page>
  )
}

function changedColumns(before: MappingDefinition, after: MappingDefinition): string[] {
  const columns = new Set([...Object.keys(before.rules), ...Object.keys(after.rules)])
  return [...columns].filter((column) => JSON.stringify(before.rules[column]) !== JSON.stringify(after.rules[column]))
}
