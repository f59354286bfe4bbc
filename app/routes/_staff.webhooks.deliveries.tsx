import { Button } from '@mantine/core'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useFetcher, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu, NoMatch } from '../components/filter-bar.tsx'
import { DELIVERY_COLUMNS, type DeliveryRow } from '../components/notices/delivery-table.tsx'
import filterCss from '../components/filter-bar.module.css'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { useAnswer } from '../components/use-answer.ts'
import { DELIVERY_STATES, type DeliveryState } from '../domain/webhooks/delivery.ts'
import { TEST_TYPE, WEBHOOK_TYPES } from '../domain/webhooks/event.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import type { Translator } from '../i18n/translate.ts'
import { listDeliveries, replayDeliveries } from '../usecases/outbox/manage-webhooks.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'settings.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'deliveries.title')

const PAGE = 50
const FILTERS = ['state', 'type', 'subscriber'] as const
const TYPES = [...WEBHOOK_TYPES, TEST_TYPE] as const
const many = <T extends z.ZodType>(values: T) => z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(values).max(10))
const number = z.string().regex(/^\d{1,15}$/)
const DeliveriesQuery = z.object({ state: many(z.enum(DELIVERY_STATES)), type: many(z.enum(TYPES)), subscriber: number.optional(), after: number.optional() })
const ReplayForm = z.object({ intent: z.literal('replay'), ids: z.string().regex(/^\d{1,15}(?:,\d{1,15}){0,99}$/).transform((text) => text.split(',').map(Number)) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'settings.view')
  const query = parseQuery(args.request, DeliveriesQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { state, type, subscriber, after } = query.value
  const view = await listDeliveries(context, { states: state, types: type, subscriberId: subscriber ? Number(subscriber) : null }, after ? Number(after) : null, PAGE)
  const names = new Map(view.subscribers.map(({ id, name }) => [id, name]))
  return {
    dead: view.dead, waiting: view.waiting, counts: view.counts, countCap: view.countCap, next: view.next === null ? null : String(view.next), mayReplay: may(context.staff.role, 'webhook.replay'),
    subscribers: view.subscribers.map(({ id, name }) => ({ id, name })),
    rows: view.rows.map(({ event, subscriberId, ...row }) => ({ ...row, eventId: event.eventId, type: event.type, at: event.at, subscriber: names.get(subscriberId) ?? '' })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'webhook.replay')
  const form = await parseForm(args.request, ReplayForm)
  if (!form.ok) return refused(form.refusal)
  const result = await replayDeliveries(context, form.value.ids)
  if (result.ok) context.services.jobs.wake()
  return respond(result)
}

/** What was told to whom and what came of it, newest first; what did not arrive can be sent again, one by one or many together. */
export default function Deliveries() {
  const t = useT()
  const { rows, next, dead, waiting, counts, countCap, mayReplay, subscribers } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'loading'
  return (
    <Page
      title={t('deliveries.title')}
      summary={[dead > 0 ? t('webhooks.summary', { dead }) : null, waiting > 0 ? t('webhooks.summary_waiting', { waiting }) : null].filter(Boolean).join(' · ') || null}
      actions={<Link className={filterCss.chip} to="/webhooks">{t('webhooks.back')}</Link>}
    >
      <Panel>
        <FilterBar>
          <FilterChips name="state" label={t('deliveries.filter_state')} cap={countCap} options={DELIVERY_STATES.map((value) => ({ value, label: t.term('delivery_state', value), count: counts[value] }))} />
          <FilterMenu name="type" label={t('deliveries.filter_type')} options={TYPES.map((value) => ({ value, label: t.term('webhook_type', value) }))} isMany />
          {subscribers.length > 1 ? <FilterMenu name="subscriber" label={t('deliveries.filter_subscriber')} options={subscribers.map(({ id, name }) => ({ value: String(id), label: name }))} /> : null}
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable
          name={t('deliveries.title')}
          columns={DELIVERY_COLUMNS}
          rows={rows.map((row): DeliveryRow => ({ ...row, action: mayReplay ? actionOf(t, row) : null }))}
          rowId={(row) => String(row.id)}
          rowName={(row) => row.deliveryId}
          isBusy={isBusy}
          empty={search.size > 0 ? <NoMatch names={FILTERS} /> : <EmptyState title={t('deliveries.empty')} hint={t('deliveries.empty_hint')} />}
          footer={<Pager next={next} summary={t('deliveries.shown', { count: rows.length })} />}
          {...(mayReplay
            ? {
                selectionBar: (ids: readonly string[], clear: () => void) => (
                  <>
                    <span>{t('deliveries.selected', { count: ids.length })}</span>
                    <Replay ids={ids.map(Number)} label={t('deliveries.replay_many', { count: ids.length })} onDone={clear} isLarge />
                  </>
                ),
              }
            : {})}
        />
      </Panel>
    </Page>
  )
}

/** What is done with is sent again; what failed and waits for its next try is sent at once, for whoever has just mended the receiver. */
function actionOf(t: Translator, { id, state, attempts }: { readonly id: number; readonly state: DeliveryState; readonly attempts: number }): ReactNode {
  if (state === 'dead' || state === 'sent') return <Replay ids={[id]} label={t('deliveries.replay')} />
  return state === 'waiting' && attempts > 0 ? <Replay ids={[id]} label={t('deliveries.try_now')} /> : null
}

function Replay({ ids, label, onDone, isLarge = false }: { readonly ids: readonly number[]; readonly label: string; readonly onDone?: () => void; readonly isLarge?: boolean }) {
  const t = useT()
  const sending = useFetcher<typeof action>()
  const answer = sending.data
  useAnswer(sending, (given) => (given.ok ? onDone?.() : undefined))
  return (
    <sending.Form method="post" style={{ display: 'inline' }}>
      <input type="hidden" name="ids" value={ids.join(',')} />
      <Button type="submit" size={isLarge ? 'xs' : 'compact-xs'} variant="default" name="intent" value="replay" loading={sending.state !== 'idle'}>{label}</Button>
      {answer && !answer.ok ? <span role="alert"> {refusalText(t, answer.refusal)}</span> : null}
    </sending.Form>
  )
}
