import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'
import { respond } from '../http/respond.server.ts'
import { receiveUpload } from '../http/uploads.server.ts'

export const handle = { permission: 'import.run' } as const

/** Nothing to be seen here: back to the page that sends. */
export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'import.run')
  return redirect('/imports')
}

/** Takes files that a page sends with progress; answers with the import's id. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  return respond(await receiveUpload(context, args.request))
}
