import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused, respond } from '../http/respond.server.ts'
import { chooseColumns } from '../usecases/staff/choose-columns.server.ts'

export const handle = { permission: 'account.own' } as const

const name = z.string().regex(/^\w{1,40}$/)
const ColumnsForm = z.object({
  table: name,
  column: z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(name).max(60)),
  isDefault: z.literal('1').optional(),
})

export function loader() {
  return redirect('/')
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const form = await parseForm(args.request, ColumnsForm)
  if (!form.ok) return refused(form.refusal)
  const { table, column, isDefault } = form.value
  await chooseColumns(context, context.staff.staffId, table, isDefault ? null : column)
  return respond({ ok: true, value: null })
}
