import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { MapPage } from '../components/imports/map-page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { staffContext } from '../http/context.server.ts'
import { answerMapping, mappingChoice } from '../http/mapping-answer.server.ts'
import { MappingQuery } from '../http/mapping-form.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getMappingDraft } from '../usecases/intake/get-mapping-draft.server.ts'
import { listMappingsInUse } from '../usecases/intake/manage-mappings.server.ts'
import { saveMappingForImport } from '../usecases/intake/save-mapping.server.ts'

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
  const importId = idOf(args.params)
  const draft = await getMappingDraft(context, context.services.config.varDir, importId, query.value.at, mappingChoice(query.value))
  return { importId, draft: draft.ok ? draft.value : null, refusal: draft.ok ? null : draft.refusal, saved: await listMappingsInUse(context) }
}

/** Shows the mapping as it stands in the form, or keeps it and reads the file with it. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const query = parseQuery(args.request, MappingQuery)
  if (!query.ok) return refused(query.refusal)
  const importId = idOf(args.params)
  const { at } = query.value
  return answerMapping(args.request, {
    draw: (choice) => getMappingDraft(context, context.services.config.varDir, importId, at, choice),
    keep: (mapping) => saveMappingForImport(context, mapping, importId, at),
    onKept: () => {
      context.services.jobs.wake()
      return redirect(`/imports/${importId}`)
    },
  })
}

/** The table of an upload and what its columns mean. */
export default function MapTable() {
  const t = useT()
  const { importId, draft, refusal, saved } = useLoaderData<typeof loader>()
  const back = <Link to={`/imports/${importId}`}>{t('import.title', { id: String(importId) })}</Link>
  return <MapPage draft={draft} refusal={refusal} saved={saved} answer={useActionData<typeof action>()} back={back} isFromFolder={false} />
}
