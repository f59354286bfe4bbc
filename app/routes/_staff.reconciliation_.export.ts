import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { CHANNELS } from '../domain/intake/record.ts'
import { BOARD_CHOICES } from '../domain/reconciliation/board.ts'
import { isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { boardText } from '../usecases/reconciliation/export-board.server.ts'

export const handle = { permission: 'export.run' } as const

const ExportForm = z.object({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), channel: z.enum(CHANNELS).or(z.literal('')).default(''), class: z.enum([...BOARD_CHOICES, '']).default(''),
})

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'export.run')
  return redirect('/reconciliation')
}

/** The orders of a day, or those of a choice on the board, as a file; masked, guarded, on record; with a fresh password (S41, S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'export.run')
  const form = await parseForm(args.request, ExportForm)
  if (!form.ok) return refused(form.refusal)
  const { day, channel, class: kind } = form.value
  if (!isFresh(context)) return redirect(`/confirm?next=${encodeURIComponent(`/reconciliation?day=${day}`)}`)
  const text = boardText(context, { day, channel: channel === '' ? null : channel, class: kind === '' ? null : kind })
  return csvAnswer(`reconciliation-${day}`, text)
}
