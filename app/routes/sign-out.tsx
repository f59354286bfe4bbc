import { type ActionFunctionArgs, redirect, redirectDocument } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'
import { signOut } from '../usecases/staff/sign-out.server.ts'

export const handle = { permission: 'account.own' } as const

/** Reading changes nothing (S46): who opens this address is sent on. */
export function loader() {
  return redirect('/')
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const { sessions } = context.services
  await signOut(context, sessions, context.session.id)
  return redirectDocument('/sign-in', { headers: { 'Set-Cookie': sessions.blankCookie(), 'Clear-Site-Data': '"cache", "storage"' } })
}
