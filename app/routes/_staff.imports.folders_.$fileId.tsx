import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { MapPage } from '../components/imports/map-page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { staffContext } from '../http/context.server.ts'
import { answerMapping, mappingChoice } from '../http/mapping-answer.server.ts'
import { FolderMappingQuery } from '../http/mapping-form.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listMappingsInUse } from '../usecases/intake/manage-mappings.server.ts'
import { getInboundDraft, saveMappingForInbound } from '../usecases/intake/map-inbound.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'import.run' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'mapping.title')

function idOf(params: { readonly fileId?: string | undefined }): number {
  return /^\d{1,15}$/.test(params.fileId ?? '') ? Number(params.fileId) : 0
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const query = parseQuery(args.request, FolderMappingQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const fileId = idOf(args.params)
  const draft = await getInboundDraft(context, context.services.config.inbound, fileId, mappingChoice(query.value))
  return { draft: draft.ok ? draft.value : null, refusal: draft.ok ? null : draft.refusal, saved: await listMappingsInUse(context) }
}

/** Shows the mapping as it stands in the form, or keeps it and has the file read again. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const fileId = idOf(args.params)
  const { inbound } = context.services.config
  return answerMapping(args.request, {
    draw: (choice) => getInboundDraft(context, inbound, fileId, choice),
    keep: (mapping) => saveMappingForInbound(context, inbound, mapping, fileId),
    onKept: () => {
      context.services.jobs.wake()
      return redirect('/imports/folders?retried=1')
    },
  })
}

/** A table that a watched folder did not know, and what its columns mean. */
export default function MapFolderTable() {
  const t = useT()
  const { draft, refusal, saved } = useLoaderData<typeof loader>()
  const back = <Link to="/imports/folders">{t('folders.title')}</Link>
  return <MapPage draft={draft} refusal={refusal} saved={saved} answer={useActionData<typeof action>()} back={back} isFromFolder />
}
