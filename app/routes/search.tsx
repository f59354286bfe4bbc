import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { searchRecords } from '../usecases/records/search-records.server.ts'

export const handle = { permission: 'signed_in' } as const

const SearchForm = z.object({ words: z.string().max(200) })

export function loader() {
  return redirect('/')
}

/** Answers the command palette. A POST, since what is searched may be a number or an account (S73); it changes nothing. What the role may not see is not found. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'signed_in')
  const form = await parseForm(args.request, SearchForm)
  if (!form.ok) return refused(form.refusal)
  return Response.json({ found: await searchRecords(context, form.value.words) })
}
