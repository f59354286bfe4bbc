import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useFetcher, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { EmptyState } from '../components/data-table.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import css from '../components/shift/shift.module.css'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { REVIEWED } from '../domain/cases/second-review.ts'
import type { Refusal } from '../domain/values/result.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused, respond } from '../http/respond.server.ts'
import { numberText, percentText } from '../i18n/format.ts'
import { changeReviewShare } from '../usecases/second-reviews/change-review-share.server.ts'
import { listReviews } from '../usecases/second-reviews/list-second-reviews.server.ts'
import { settleReview } from '../usecases/second-reviews/settle-second-review.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'case.decide' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'review.title')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  return listReviews(context)
}

const version = z.coerce.number().int().min(0)
const ReviewsForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('settle'), id: z.coerce.number().int().min(1), outcome: z.enum(REVIEWED), note: z.string().max(2_000), version }),
  z.object({ intent: z.literal('share'), percent: z.coerce.number().min(0).max(100), reason: z.string().max(600), version }),
])

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const form = await parseForm(args.request, ReviewsForm)
  if (!form.ok) return refused(form.refusal)
  const asked = form.value
  if (asked.intent === 'share') return respond(await changeReviewShare(context, asked.percent / 100, asked.version, asked.reason))
  return respond(await settleReview(context, asked.id, { outcome: asked.outcome, note: asked.note, expectedVersion: asked.version }))
}

type View = ReturnType<typeof useLoaderData<typeof loader>>
type Supervised = NonNullable<View['supervised']>
type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

/** Second opinions that wait, what was judged differently, and how far people agree. */
export default function SecondReviews() {
  const t = useT()
  const { toDo, supervised } = useLoaderData<typeof loader>()
  return (
    <Page title={t('review.title')} summary={t('review.summary')}>
      <Panel title={t('review.to_do')} hint={String(toDo.length)}>
        {toDo.length === 0 ? <EmptyState title={t('review.none')} hint={t('review.none_hint')} /> : (
          <table className={css.table}>
            <thead><tr><th scope="col">{t('review.col')}</th><th scope="col">{t('queue.col_order')}</th><th scope="col">{t('queue.col_why')}</th><th scope="col" data-align="end">{t('queue.col_money')}</th><th scope="col">{t('review.since')}</th></tr></thead>
            <tbody>
              {toDo.map((one) => (
                <tr key={one.id}>
                  <td><Link to={`/second-reviews/${one.id}`}>{t('review.one', { id: String(one.id) })}</Link></td>
                  <td>{one.order ?? '–'}</td>
                  <td>{one.reasons.map((reason) => t.term('flag', reason.flag)).join(t.reader.locale === 'en' ? '; ' : '；')}</td>
                  <td data-align="end"><MoneyText money={one.money} /></td>
                  <td><TimeText at={one.since} as="relative" /></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      {supervised ? <SupervisedParts view={supervised} /> : null}
    </Page>
  )
}

function SupervisedParts({ view }: { readonly view: Supervised }) {
  const t = useT()
  return (
    <>
      <Panel title={t('review.disagreed')} hint={String(view.disagreements.length)}>
        {view.disagreements.length === 0 ? <p className={css.pad}>{t('review.disagreed_none')}</p> : view.disagreements.map((one) => <DisagreementForm key={one.id} of={one} />)}
      </Panel>
      <Panel title={t('review.agreement')} hint={t('review.agreement_hint', { days: view.days })}>
        <AgreementTable caption={t('review.by_flag')} rows={[{ name: t('review.all'), ...view.total }, ...view.byFlag.map((row) => ({ name: t.term('flag', row.flag), ...row }))]} />
        {view.byPerson.length === 0 ? null : <AgreementTable caption={t('review.by_person')} rows={view.byPerson} />}
      </Panel>
      <ShareForm view={view} />
    </>
  )
}

function AgreementTable({ caption, rows }: { readonly caption: string; readonly rows: readonly { readonly name: string; readonly pairs: number; readonly agreed: number; readonly observed: number | null; readonly kappa: number | null; readonly overturned?: number }[] }) {
  const t = useT()
  const hasOverturned = rows.some((row) => row.overturned !== undefined)
  return (
    <table className={css.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('review.name')}</th><th scope="col" data-align="end">{t('review.pairs')}</th><th scope="col" data-align="end">{t('review.agreed')}</th>
          <th scope="col" data-align="end"><abbr title={t('review.kappa_hint')}>{t('review.kappa')}</abbr></th>{hasOverturned ? <th scope="col" data-align="end">{t('review.overturned')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th><td data-align="end">{numberText(row.pairs, t.reader.locale)}</td>
            <td data-align="end">{row.observed === null ? '–' : percentText(row.observed, t.reader.locale)}</td>
            <td data-align="end">{row.kappa === null ? '–' : row.kappa.toFixed(2)}</td>{hasOverturned ? <td data-align="end">{row.overturned ?? 0}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DisagreementForm({ of }: { readonly of: Supervised['disagreements'][number] }) {
  const t = useT()
  const settling = useFetcher<Answer>()
  const refusal = settling.state === 'idle' && settling.data?.ok === false ? settling.data.refusal : null
  const judged = (one: { readonly outcome: string; readonly reason: string | null }) => `${t.term('disposition', one.outcome)} – ${t.term('reason', one.reason)}`
  return (
    <settling.Form method="post" className={css.settle}>
      <input type="hidden" name="intent" value="settle" />
      <input type="hidden" name="id" value={of.id} />
      <input type="hidden" name="version" value={of.version} />
      <p><Link to={`/cases/${of.caseId}`}>{t('case.title', { id: String(of.caseId) })}</Link> · {of.order ?? '–'} · <MoneyText money={of.money} /> · {of.reasons.map((reason) => t.term('flag', reason.flag)).join(t.reader.locale === 'en' ? '; ' : '；')}</p>
      {of.isOwn ? <p>{t('refusal.settler_is_judge')}</p> : (
        <>
          <Radio.Group name="outcome" label={t('review.stands')} defaultValue={of.first.outcome} size="xs">
            <Radio mt={6} size="xs" value={of.first.outcome} label={`${t('review.first')}${t('common.is')}${judged(of.first)}`} />
            <Radio mt={6} size="xs" value={of.second.outcome} label={`${t('review.second')}${t('common.is')}${judged(of.second)}${of.second.note ? ` “${of.second.note}”` : ''}`} />
          </Radio.Group>
          <Textarea name="note" mt={8} label={t('case.note')} required withAsterisk={false} maxLength={2_000} autosize minRows={1} error={refusal ? refusalText(t, refusal) : null} />
          <div><Button mt={8} type="submit" size="compact-sm" loading={settling.state !== 'idle'}>{t('review.settle')}</Button></div>
        </>
      )}
    </settling.Form>
  )
}

function ShareForm({ view }: { readonly view: Supervised }) {
  const t = useT()
  const saving = useFetcher<Answer>()
  const answer = saving.state === 'idle' ? saving.data : undefined
  return (
    <Panel title={t('review.share')} hint={t('review.share_hint')}>
      <saving.Form method="post" className={css.line}>
        <input type="hidden" name="intent" value="share" />
        <input type="hidden" name="version" value={view.shareVersion} />
        <TextInput name="percent" type="number" min={0} max={100} step={0.1} label={t('review.percent')} defaultValue={String(Math.round(view.share * 1_000) / 10)} w={120} />
        <TextInput name="reason" label={t('case.reason')} required withAsterisk={false} minLength={5} maxLength={500} w={320} error={answer?.ok === false ? refusalText(t, answer.refusal) : null} />
        <Button type="submit" variant="default" loading={saving.state !== 'idle'}>{t('common.save')}</Button>
        {answer?.ok ? <span role="status">{t('team.saved')}</span> : null}
      </saving.Form>
    </Panel>
  )
}
