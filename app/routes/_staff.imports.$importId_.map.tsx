import { Button, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigate, useNavigation, useSearchParams, useSubmit } from '@remix-run/react'
import { useRef } from 'react'
import { may } from '../auth/permissions.ts'
import { DraftPreview } from '../components/imports/draft-preview.tsx'
import css from '../components/imports/mapping.module.css'
import { MappingFields } from '../components/imports/mapping-fields.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { RefusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { RECORD_KINDS, type RecordKind } from '../domain/intake/record.ts'
import { staffContext } from '../http/context.server.ts'
import { definitionOf, MappingForm, MappingQuery, pointedAnewIn } from '../http/mapping-form.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refusalStatus, refused } from '../http/respond.server.ts'
import { numberText } from '../i18n/format.ts'
import { getMappingDraft, type MappingDraft, withGuessedValues } from '../usecases/get-mapping-draft.server.ts'
import { listMappings } from '../usecases/manage-mappings.server.ts'
import { saveMappingForImport } from '../usecases/save-mapping.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'import.run' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'mapping.title')

function idOf(params: { readonly importId?: string | undefined }): number {
  return /^\d{1,15}$/.test(params.importId ?? '') ? Number(params.importId) : 0
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const query = parseQuery(args.request, MappingQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { at, kind, line, mapping } = query.value
  const importId = idOf(args.params)
  const draft = await getMappingDraft(context, context.services.config.varDir, importId, at, { kind: kind as RecordKind | undefined, headerLine: line, mappingId: mapping })
  const saved = await listMappings(context)
  return {
    importId, at,
    draft: draft.ok ? draft.value : null,
    refusal: draft.ok ? null : draft.refusal,
    saved: saved.filter((one) => one.disabledAt === null).map(({ id, name, version }) => ({ id, name, version })),
    mayRun: may(context.staff.role, 'import.run'),
  }
}

/** Shows the mapping as it stands in the form, or keeps it and reads the file with it. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const query = parseQuery(args.request, MappingQuery)
  if (!query.ok) return refused(query.refusal)
  const form = await parseForm(args.request, MappingForm)
  if (!form.ok) return refused(form.refusal)
  const importId = idOf(args.params)
  const { at } = query.value
  const { varDir } = context.services.config
  const { mapping, version, line } = form.value
  const asked = definitionOf(form.value)
  const draw = (definition: typeof asked, pointed: readonly string[]) => getMappingDraft(context, varDir, importId, at, { headerLine: line, mappingId: mapping, definition, pointed })
  let draft = await draw(asked, pointedAnewIn(form.value))
  if (!draft.ok) return refused(draft.refusal)
  // A choice that was only now pointed at a column has no meanings yet: they are guessed once, and stay what the form says from then on.
  const fresh = Object.fromEntries(Object.entries(draft.value.values).filter(([column]) => form.value[`w.${column}.0`] === undefined).map(([column, values]) => [column, values.map(({ written }) => written)]))
  const guessed = withGuessedValues(draft.value.definition, fresh)
  if (JSON.stringify(guessed) !== JSON.stringify(draft.value.definition)) draft = await draw(guessed, [])
  if (!draft.ok) return refused(draft.refusal)
  if (form.value.intent === 'preview') return data({ ok: true as const, draft: draft.value, refusal: null })
  if (readsNothing(draft.value) && form.value.anyway !== 'on') {
    const refusal = { code: 'mapping_reads_nothing', data: { count: draft.value.rows.length } }
    return data({ ok: true as const, draft: draft.value, refusal }, { status: refusalStatus(refusal) })
  }
  const kept = await saveMappingForImport(context, {
    name: form.value.name, definition: draft.value.definition, isAutomatic: form.value.automatic === 'on', changes: mapping !== undefined && version !== undefined ? { id: mapping, version } : null,
  }, importId, at)
  if (!kept.ok) return data({ ok: true as const, draft: draft.value, refusal: kept.refusal }, { status: refusalStatus(kept.refusal) })
  context.services.jobs.wake()
  return redirect(`/imports/${importId}`)
}

/** A mapping that could be kept, and by which each row looked at would be set aside: most likely a wrong kind, column or currency. */
function readsNothing({ rows, readable, refusal }: Pick<MappingDraft, 'rows' | 'readable' | 'refusal'>): boolean {
  return refusal === null && rows.length > 0 && readable === 0
}

/** How long after the last change the preview is made anew. */
const PAUSE_MS = 350

/** What the columns of an unknown table mean: a guess to correct, and its first rows as they will be stored. */
export default function MapTable() {
  const t = useT()
  const { importId, draft: first, refusal, saved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const submit = useSubmit()
  const navigate = useNavigate()
  const navigation = useNavigation()
  const [search] = useSearchParams()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const back = <Link to={`/imports/${importId}`}>{t('import.title', { id: String(importId) })}</Link>
  if (!first) {
    return (
      <Page title={t('mapping.title')} summary={back}>
        {refusal ? <Notice tone="hold"><RefusalText refusal={refusal} /></Notice> : null}
      </Page>
    )
  }
  const draft = answer?.ok ? answer.draft : first
  const fault = answer ? (answer.ok ? answer.refusal : answer.refusal) : null
  const isSaving = navigation.state === 'submitting' && navigation.formData?.get('intent') === 'save'
  const isLooking = navigation.state !== 'idle' && !isSaving
  /** Another kind of record, other headings or another saved mapping begin anew, with a new guess. */
  const begin = (name: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value === '') next.delete(name)
    else next.set(name, value)
    if (name === 'mapping') for (const other of ['kind', 'line']) next.delete(other)
    navigate(`?${next}`, { preventScrollReset: true, replace: true })
  }
  const look = (form: HTMLFormElement) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const values = new FormData(form)
      values.set('intent', 'preview')
      submit(values, { method: 'post', preventScrollReset: true, replace: true })
    }, PAUSE_MS)
  }
  return (
    <Page title={t('mapping.title')} summary={<><bdi>{draft.fileName}</bdi> · {draft.encoding.toUpperCase()} · {back}</>}>
      {fault ? <Notice tone="hold"><RefusalText refusal={fault} /></Notice> : null}
      <Form
        key={`${search.get('kind')} ${search.get('line')} ${search.get('mapping')}`}
        method="post"
        preventScrollReset
        className={css.form}
        onChange={(event) => {
          const changed = event.target as unknown as HTMLInputElement
          if (!['name', 'automatic', 'anyway', 'kind', 'line'].includes(changed.name)) look(event.currentTarget)
        }}
        onSubmit={() => clearTimeout(timer.current)}
      >
        <input type="hidden" name="kind" value={draft.definition.kind} />
        <input type="hidden" name="line" value={draft.headerLine} />
        {draft.mapping ? <><input type="hidden" name="mapping" value={draft.mapping.id} /><input type="hidden" name="version" value={draft.mapping.version} /></> : null}
        {/* Enter in a field shows the preview; only the button below keeps the mapping. */}
        <button type="submit" name="intent" value="preview" className={css.hidden} tabIndex={-1} aria-hidden="true" />
        <Panel title={t('mapping.table')} hint={t('mapping.table_hint')}>
          <div className={css.head}>
            <label className={css.choice}>
              <span>{t('mapping.kind')}</span>
              <select aria-label={t('mapping.kind')} value={draft.definition.kind} onChange={(event) => begin('kind', event.target.value)}>
                {RECORD_KINDS.map((kind) => <option key={kind} value={kind}>{t.term('records', kind)}</option>)}
              </select>
            </label>
            <label className={css.choice}>
              <span>{t('mapping.header_line')}</span>
              <select value={draft.headerLine} onChange={(event) => begin('line', event.target.value)} className={css.wide}>
                {draft.lines.map(({ line, shown }) => <option key={line} value={line}>{line}: {shown}</option>)}
              </select>
            </label>
            <TextInput name="zone" label={t('mapping.zone')} defaultValue={draft.definition.zone} w={170} list="mapping-zones" autoComplete="off" spellCheck={false} />
            <datalist id="mapping-zones">{['Asia/Shanghai', 'Asia/Hong_Kong', 'UTC', 'Asia/Singapore', 'Africa/Lagos', 'Europe/London', 'Europe/Berlin', 'America/New_York'].map((zone) => <option key={zone} value={zone} />)}</datalist>
            {saved.length > 0 ? (
              <label className={css.choice}>
                <span>{t('mapping.begin_with')}</span>
                <select value={draft.mapping?.id ?? ''} onChange={(event) => begin('mapping', event.target.value)}>
                  <option value="">{t('mapping.begin_guess')}</option>
                  {saved.map(({ id, name, version }) => <option key={id} value={id}>{t('mapping.name_version', { name, version: String(version) })}</option>)}
                </select>
              </label>
            ) : null}
          </div>
        </Panel>
        <Panel title={t('mapping.columns')} hint={t('mapping.columns_hint')}>
          <MappingFields draft={draft} />
        </Panel>
        <Panel
          title={t('mapping.preview')}
          hint={t('mapping.preview_hint', { readable: numberText(draft.readable, t.reader.locale), count: draft.rows.length })}
          actions={<Button type="submit" name="intent" value="preview" variant="default" size="xs" loading={isLooking}>{t('mapping.look')}</Button>}
        >
          {draft.refusal ? <p className={css.needs} role="status">△ <RefusalText refusal={draft.refusal} /></p> : null}
          <DraftPreview draft={draft} isBusy={isLooking} />
        </Panel>
        {readsNothing(draft) ? (
          <Notice tone="hold">
            {t('mapping.reads_nothing', { count: draft.rows.length })}
            <label className={css.check}><input type="checkbox" name="anyway" /> {t('mapping.keep_anyway')}</label>
          </Notice>
        ) : null}
        <div className={css.save}>
          <TextInput name="name" label={t('mapping.name')} defaultValue={draft.mapping?.name ?? draft.suggestedName} maxLength={80} w={280} autoComplete="off" readOnly={draft.mapping !== null} />
          <label className={css.check}><input type="checkbox" name="automatic" defaultChecked={draft.mapping?.isAutomatic ?? true} /> {t('mapping.automatic')}</label>
          <Button type="submit" name="intent" value="save" loading={isSaving}>{draft.mapping ? t('mapping.save_version', { version: String(draft.mapping.version + 1) }) : t('mapping.save')}</Button>
          <span className={css.hint}>{t('mapping.save_hint')}</span>
        </div>
      </Form>
    </Page>
  )
}
