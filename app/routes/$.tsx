import { data, type LoaderFunctionArgs } from '@remix-run/node'

/** Every address that no page has. Being a page of its own, it is answered in the reader's language and with a reference. */
export const handle = { permission: 'public' } as const

export function loader({ context }: LoaderFunctionArgs) {
  throw data({ code: 'not_found', reference: context.requestId }, { status: 404 })
}

export const action = loader

export default function NotFound() {
  return null
}
