import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'
import { exportRules } from '../usecases/rules/export-rules.server.ts'

export const handle = { permission: 'rule.view' } as const

/** The rules as they are, as a JSON file. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'rule.view')
  return new Response(await exportRules(context), {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="topwarden-rules.json"' },
  })
}
