import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'
import { listReceivers } from '../usecases/cases/list-receivers.server.ts'

export const handle = { permission: 'case.decide' } as const

/** To whom a case can be handed: read when the dialog opens. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  return data(await listReceivers(context))
}
