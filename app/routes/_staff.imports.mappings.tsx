import { Button } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { may } from '../auth/permissions.ts'
import { DataTable, EmptyState } from '../components/data-table.tsx'
import { FileField } from '../components/file-field.tsx'
import { MAPPING_COLUMNS, mappingHref } from '../components/imports/mapping-table.tsx'
import css from '../components/imports/mapping.module.css'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { RefusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { staffContext } from '../http/context.server.ts'
import { refused } from '../http/respond.server.ts'
import { readUploads } from '../http/uploads.server.ts'
import { importMappingFile, listMappings } from '../usecases/intake/manage-mappings.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'import.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'mappings.title')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.view')
  return { rows: await listMappings(context), mayRun: may(context.staff.role, 'import.run') }
}

const MOST_FILE_BYTES = 1024 ** 2

/** Takes a mapping file in. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const { taken, refusal } = await readUploads<string>(args.request, (file) => textOf(file.bytes))
  if (refusal) return refused(refusal)
  const text = taken[0]
  if (text === undefined) return refused({ code: 'nothing_uploaded' })
  const kept = await importMappingFile(context, text)
  if (!kept.ok) return refused(kept.refusal)
  const { name } = JSON.parse(text.replace(/^\ufeff/, '')) as { name: string }
  return data({ ok: true as const, name: name.trim(), ...kept.value })
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<Result<string>> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > MOST_FILE_BYTES) return refuse('file_too_large', { most: MOST_FILE_BYTES })
    pieces.push(chunk)
  }
  try {
    return accept(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces)))
  } catch {
    // What cannot be decoded is not kept with replacement characters in its place (S26).
    return refuse('mapping_file', { what: 'utf-8' })
  }
}

/** Every saved mapping, what it has read, and the way to take one in from a file. */
export default function Mappings() {
  const t = useT()
  const { rows, mayRun } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  return (
    <Page title={t('mappings.title')} summary={t('mappings.summary')}>
      {answer?.ok ? <Notice tone="done">{answer.isNew ? t('mappings.taken_in', { name: answer.name, version: String(answer.version) }) : t('mappings.same', { name: answer.name })}{answer.beside === null ? null : ` ${t('mappings.taken_beside', { other: answer.beside })}`}</Notice> : null}
      {answer && !answer.ok ? <Notice tone="hold"><RefusalText refusal={answer.refusal} /></Notice> : null}
      <Panel title={t('mappings.saved')}>
        <DataTable
          name={t('mappings.saved')}
          columns={MAPPING_COLUMNS}
          rows={rows}
          rowId={rowId}
          rowHref={mappingHref}
          empty={<EmptyState title={t('mappings.empty')} hint={t('mappings.empty_hint')} />}
        />
      </Panel>
      {mayRun ? (
        <Panel title={t('mappings.take_in')} hint={t('mappings.take_in_hint')}>
          <Form method="post" encType="multipart/form-data" className={css.head}>
            <FileField name="file" label={t('mappings.file')} accept=".json,application/json" />
            <Button type="submit" variant="default" loading={isSending}>{t('mappings.take_in')}</Button>
          </Form>
        </Panel>
      ) : null}
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
