import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'
import { RULES_FORMAT } from '../usecases/import-rules.server.ts'
import { listRules } from '../usecases/list-rules.server.ts'

export const handle = { permission: 'rule.view' } as const

/** The rules as they are, as a JSON file: rules hold no personal data, and every other installation can read them. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'rule.view')
  const { rules } = await listRules(context)
  return new Response(`${JSON.stringify({ format: RULES_FORMAT, rules: rules.map(({ rule }) => rule) }, null, 2)}\n`, {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': 'attachment; filename="topwarden-rules.json"' },
  })
}
