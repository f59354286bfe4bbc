import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react'
import { Frame } from '../components/frame/frame.tsx'
import { FreshGate } from '../components/frame/fresh-gate.tsx'
import { formToken, freshMs, staffContext } from '../http/context.server.ts'
import { getFrame } from '../usecases/staff/get-frame.server.ts'

export const handle = { permission: 'account.own' } as const

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'account.own')
  const { permissions, counts } = await getFrame(context)
  const { factorDueAt } = context
  return { factorDueAt, token: formToken(context), freshMs: freshMs(context), person: { name: context.staff.name, role: context.staff.role, permissions }, counts }
}

/** The rail's counts are read again after something was done, not at every step through a list. */
export function shouldRevalidate({ formMethod, currentUrl, nextUrl }: ShouldRevalidateFunctionArgs): boolean {
  return formMethod !== undefined || currentUrl.pathname.split('/')[1] !== nextUrl.pathname.split('/')[1]
}

export default function Staff() {
  const { person, counts, factorDueAt, token, freshMs } = useLoaderData<typeof loader>()
  return (
    <Frame person={person} counts={counts} factorDueAt={factorDueAt}>
      <Outlet />
      <FreshGate token={token} freshMs={freshMs} />
    </Frame>
  )
}
