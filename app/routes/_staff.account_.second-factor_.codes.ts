import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'
import { CODES_COOKIE, readCookie } from '../http/visitor.server.ts'
import { readRecoveryCodes } from '../usecases/staff/change-factor.server.ts'

export const handle = { permission: 'account.own' } as const

/** The new recovery codes as a text file, as long as the page shows them. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const ticket = readCookie(args.request, CODES_COOKIE, context.services.config.isHttps)
  const codes = ticket === null ? null : readRecoveryCodes(context, ticket)
  if (!codes) throw new Response(null, { status: 404 })
  return new Response(`Topwarden ${context.staff.email}\r\n\r\n${codes.join('\r\n')}\r\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': 'attachment; filename="topwarden-recovery-codes.txt"' },
  })
}
