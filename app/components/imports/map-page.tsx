import { Button, TextInput } from '@mantine/core'
import { Form, useNavigate, useNavigation, useSearchParams, useSubmit } from '@remix-run/react'
import { type ReactNode, useRef } from 'react'
import { readsNothing } from '../../domain/intake/mapping/mapping.ts'
import { RECORD_KINDS } from '../../domain/intake/record.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { numberText } from '../../i18n/format.ts'
import type { MappingDraft } from '../../usecases/intake/get-mapping-draft.server.ts'
import { Notice, Page, Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import { RefusalText } from '../refusal-text.tsx'
import { DraftPreview } from './draft-preview.tsx'
import css from './mapping.module.css'
import { MappingFields } from './mapping-fields.tsx'

/** What a form of a mapping was answered with: its draft as it stands now, or why there is none any more. */
type MappingAnswer = { readonly ok: true; readonly draft: MappingDraft; readonly refusal: Refusal | null } | { readonly ok: false; readonly refusal: Refusal }

/** How long after the last change the preview is made anew. */
const PAUSE_MS = 350

interface MapPageProps {
  readonly draft: MappingDraft | null
  /** Why there is no table to map. */
  readonly refusal: Refusal | null
  readonly saved: readonly { readonly id: number; readonly name: string; readonly version: number }[]
  readonly answer: MappingAnswer | undefined
  /** Leads to where the table came from. */
  readonly back: ReactNode
  /** A table of a watched folder: its mapping always reads by itself, since nobody is there to choose it. */
  readonly isFromFolder: boolean
}

/** What the columns of an unknown table mean: a guess to correct, and its first rows as they will be stored. */
export function MapPage({ draft: first, refusal, saved, answer, back, isFromFolder }: MapPageProps) {
  const t = useT()
  const submit = useSubmit()
  const navigate = useNavigate()
  const navigation = useNavigation()
  const [search] = useSearchParams()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  if (!first) {
    return (
      <Page title={t('mapping.title')} summary={back}>
        {refusal ? <Notice tone="hold"><RefusalText refusal={refusal} /></Notice> : null}
      </Page>
    )
  }
  const draft = answer?.ok ? answer.draft : first
  const fault = answer?.refusal ?? null
  const isSaving = navigation.state === 'submitting' && navigation.formData?.get('intent') === 'save'
  const isLooking = navigation.state !== 'idle' && !isSaving
  /** Another kind of record, other headings or another saved mapping begin anew, with a new guess. */
  const begin = (name: 'kind' | 'line' | 'mapping', value: string) => {
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
      {fault && fault.field !== 'name' ? <Notice tone="hold"><RefusalText refusal={fault} /></Notice> : null}
      <Form
        key={`${search.get('kind')} ${search.get('line')} ${search.get('mapping')}`}
        method="post"
        preventScrollReset
        className={css.form}
        onChange={(event) => {
          if (!['name', 'automatic', 'anyway', 'kind', 'line'].includes((event.target as HTMLInputElement).name)) look(event.currentTarget)
        }}
        onSubmit={() => clearTimeout(timer.current)}
      >
        <input type="hidden" name="kind" value={draft.definition.kind} />
        <input type="hidden" name="line" value={draft.headerLine} />
        {draft.mapping ? <><input type="hidden" name="mapping" value={draft.mapping.id} /><input type="hidden" name="version" value={draft.mapping.version} /></> : null}
        {/* Enter in a field shows the preview; only the button below keeps the mapping. */}
        <button type="submit" name="intent" value="preview" className={css.hidden} tabIndex={-1} aria-hidden="true" />
        <TableChoices draft={draft} saved={saved} begin={begin} />
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
          <TextInput name="name" label={t('mapping.name')} defaultValue={draft.mapping?.name ?? draft.suggestedName} maxLength={80} w={280} autoComplete="off" readOnly={draft.mapping !== null} error={fault?.field === 'name' ? <RefusalText refusal={fault} /> : undefined} />
          {isFromFolder ? null : <label className={css.check}><input type="checkbox" name="automatic" defaultChecked={draft.mapping?.isAutomatic ?? true} /> {t('mapping.automatic')}</label>}
          <Button type="submit" name="intent" value="save" loading={isSaving}>{draft.mapping ? t('mapping.save_version', { version: String(draft.mapping.version + 1) }) : t('mapping.save')}</Button>
          <span className={css.hint}>{t(isFromFolder ? 'mapping.save_hint_folder' : 'mapping.save_hint')}</span>
        </div>
      </Form>
    </Page>
  )
}

/** What stands in the table and where it begins, in which zone its times are, and which saved mapping is taken as a beginning. */
function TableChoices({ draft, saved, begin }: Pick<MapPageProps, 'saved'> & { readonly draft: MappingDraft; readonly begin: (name: 'kind' | 'line' | 'mapping', value: string) => void }) {
  const t = useT()
  return (
    <Panel title={t('mapping.table')} hint={t('mapping.table_hint')}>
      <div className={css.head}>
        <label className={css.choice}>
          <span>{t('mapping.kind')}</span>
          <select aria-label={t('mapping.kind')} value={draft.definition.kind} onChange={(event) => begin('kind', event.target.value)}>
            {RECORD_KINDS.map((kind) => <option key={kind} value={kind}>{t.term('records', kind)}</option>)}
          </select>
        </label>
        {draft.lines.length > 0 ? (
          <label className={css.choice}>
            <span>{t('mapping.header_line')}</span>
            <select value={draft.headerLine} onChange={(event) => begin('line', event.target.value)} className={css.wide}>
              {draft.lines.map(({ line, shown }) => <option key={line} value={line}>{line}{t('common.is')}{shown}</option>)}
            </select>
          </label>
        ) : null}
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
  )
}
