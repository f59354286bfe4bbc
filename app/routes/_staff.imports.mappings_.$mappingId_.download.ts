import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { exportMapping } from '../usecases/intake/manage-mappings.server.ts'

export const handle = { permission: 'import.view' } as const

const DownloadQuery = z.object({ version: z.coerce.number().int().positive().optional() })

/** A version of a mapping as a file; it says how rows are read and holds none. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.view')
  const query = parseQuery(args.request, DownloadQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const id = /^\d{1,15}$/.test(args.params.mappingId ?? '') ? Number(args.params.mappingId) : 0
  const file = await exportMapping(context, id, query.value.version ?? null)
  if (!file.ok) throw refusalAnswer(file.refusal, context.requestId)
  return new Response(file.value.text, {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': `attachment; filename="mapping.json"; filename*=UTF-8''${encodeURIComponent(`${file.value.name}.json`)}` },
  })
}
