import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'

export const handle = { permission: 'signed_in' } as const

/** The front door opens onto the queue. */
export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'signed_in')
  return redirect('/queue')
}
