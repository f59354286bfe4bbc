import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, type ShouldRevalidateFunctionArgs } from '@remix-run/react'
import { z } from 'zod'
import queue from '../components/queue/queue.module.css'
import { BlindCase } from '../components/second-review/blind-case.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { REVIEWED } from '../domain/cases/second-review.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { getReview } from '../usecases/second-reviews/get-second-review.server.ts'
import { giveReview } from '../usecases/second-reviews/give-second-review.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'case.decide' } as const

export const meta: MetaFunction = ({ matches, params }) => pageTitle(matches, 'review.one', params.reviewId)

const idOf = (text: string | undefined) => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0)

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const view = await getReview(context, idOf(args.params.reviewId))
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return view.value
}

const Opinion = z.object({ outcome: z.enum(REVIEWED), reasonCode: z.string().max(40), note: z.string().max(2_000).default(''), version: z.coerce.number().int().min(0) })

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const form = await parseForm(args.request, Opinion)
  if (!form.ok) return refused(form.refusal)
  const { version, ...opinion } = form.value
  return respond(await giveReview(context, idOf(args.params.reviewId), { ...opinion, expectedVersion: version }))
}

/** An opinion that was given is no longer there to be read: the page stands until the next one is open. */
export function shouldRevalidate({ actionResult, currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return currentUrl.pathname === nextUrl.pathname && (actionResult as { readonly ok?: boolean } | undefined)?.ok ? false : defaultShouldRevalidate
}

/** One decision judged anew, without knowing it. */
export default function SecondReview() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  return (
    <div className={queue.alone}>
      <p style={{ padding: '8px 16px 0' }}><Link to="/second-reviews">← {t('review.title')}</Link></p>
      <BlindCase key={data.reviewId} data={data} reviewId={data.reviewId} version={data.reviewVersion} />
    </div>
  )
}
