import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { may } from '../auth/permissions.ts'
import { BandBadge, StateBadge } from '../components/band-badge.tsx'
import chartCss from '../components/chart/chart.module.css'
import { EvidenceText } from '../components/evidence-text.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { MsisdnText } from '../components/msisdn-text.tsx'
import { Facts, Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import css from '../components/subscribers/subscribers.module.css'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { WATCH_MS } from '../domain/actions/profile-change.ts'
import { DAY_MS } from '../domain/values/time.ts'
import { staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { getSubscriber } from '../usecases/subscribers/get-subscriber.server.ts'
import { ABSENT, listText, msisdnText } from '../i18n/format.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'subscriber.view' } as const

export const meta: MetaFunction<typeof loader> = ({ matches, data }) => pageTitle(matches, 'subscriber.title', data?.subscriberId)

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'subscriber.view')
  const view = await getSubscriber(context, args.params.subscriberId ?? '')
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return { ...view.value, mayChange: may(context.staff.role, 'profile.change'), mayHold: may(context.staff.role, 'privacy.check') }
}

type Person = ReturnType<typeof useLoaderData<typeof loader>>

/** A person: how they can be reached, and what happened around their numbers. Everything is masked; clear values are shown in open cases alone (S72). */
export default function SubscriberPage() {
  const t = useT()
  const person = useLoaderData<typeof loader>()
  return (
    <Page title={t('subscriber.title', { id: person.subscriberId })} summary={<>{person.name} · {t.term('subscriber_status', person.status)}</>}>
      <Standing person={person} />
      <div className={css.wide}>
        <Contacts contacts={person.contacts} />
        <Details person={person} />
      </div>
      <Cases cases={person.cases} />
      <Changes person={person} />
      <Orders orders={person.orders} />
      <div className={css.two}>
        <Receipts receipts={person.receipts} />
        <Messages messages={person.messages} />
      </div>
    </Page>
  )
}

/** A legal hold, and which person this one was merged with. */
function Standing({ person }: { readonly person: Person }) {
  const t = useT()
  return (
    <>
      {person.hold ? (
        <Notice tone="hold">
          <b>{t('hold.title')}</b> {t('hold.stands', { reference: person.hold.reference, at: person.hold.at })}
          {person.mayHold ? <> <Link to={`/privacy/erasure?subscriber=${encodeURIComponent(person.subscriberId)}`}>{t('privacy.erasure')}</Link></> : null}
        </Notice>
      ) : null}
      {person.merges.map(({ isKept, otherId, at }) => (
        <Notice key={`${otherId}${at}`} tone="log"><Link to={`/subscribers/${encodeURIComponent(otherId)}`}>{t(isKept ? 'subscriber.merged_from' : 'subscriber.merged_into', { id: otherId, at })}</Link></Notice>
      ))}
    </>
  )
}

function Contacts({ contacts }: Pick<Person, 'contacts'>) {
  const t = useT()
  return (
    <Panel title={t('subscriber.contacts')} hint={t('subscriber.unmask_hint')}>
      <Table head={[t('subscriber.col_what'), t('subscriber.contact_value'), t('subscriber.contact_since'), t('subscriber.contact_proof'), t('subscriber.contact_confirmed'), t('subscriber.contact_state')]}>
        {contacts.map((contact) => (
          <tr key={contact.field}>
            <th scope="row">{t.term('profile_field', contact.field)}</th>
            <td data-align="start">{contact.field === 'contact_phone' ? <MsisdnText number={contact.value} /> : (contact.value ?? '–')}</td>
            <td data-align="start">{contact.value === null ? '–' : contact.isChanged ? <TimeText at={contact.since} as="short" /> : contact.since === null ? t('common.unknown') : t('subscriber.since_opening')}</td>
            <td data-align="start">{contact.isChanged ? t.term('verification', contact.verification ?? 'none') : '–'}</td>
            <td data-align="start">{contact.confirmed === null ? '–' : <><TimeText at={contact.confirmed.at} as="day" />, {t.term('confirmed_how', contact.confirmed.how)}</>}</td>
            <td data-align="start" style={{ whiteSpace: 'normal', minWidth: 120 }}><span className={css.fresh} data-state={contact.freshness}>{t(`freshness.${contact.freshness}`)}</span></td>
          </tr>
        ))}
      </Table>
    </Panel>
  )
}

function Details({ person }: { readonly person: Person }) {
  const t = useT()
  return (
    <Panel title={t('order.details')}>
      <Facts
        facts={[
          [t('subscriber.name'), person.name],
          [t('subscriber.status'), t.term('subscriber_status', person.status)],
          [t('subscriber.guarded'), person.guarded === null ? null : t.term('supervisor_because', person.guarded)],
          [t('subscriber.numbers'), person.numbers.length === 0 ? null : person.numbers.map((number, i) => <div key={`${number}${i}`}><MsisdnText number={number} /></div>)],
          [t('subscriber.opened'), person.openedAt === null ? null : <TimeText key="opened" at={person.openedAt} as="day" />],
          [t('subscriber.sim_changed'), person.simChangedAt === null ? null : <TimeText key="sim" at={person.simChangedAt} as="short" />],
          [t('subscriber.id_doc'), person.idDocType === null ? null : t('subscriber.id_doc_on_file', { type: t.term('id_document', person.idDocType) })],
          [t('subscriber.language'), person.language === null ? null : t.term('notice_language', person.language)],
        ]}
      />
    </Panel>
  )
}

function Cases({ cases }: Pick<Person, 'cases'>) {
  const t = useT()
  return (
    <Panel title={t('subscriber.cases')} hint={hintOf(t, cases.length)}>
      {cases.length === 0 ? <p className={css.none}>{t('subscriber.cases_none')}</p> : (
        <Table head={[t('flags.col_case'), t('queue.col_band'), t('queue.col_why'), t('queue.col_state'), t('queue.col_order'), t('queue.col_opened'), t('queue.col_money')]} ends={1}>
          {cases.map((one) => (
            <tr key={one.id}>
              <th scope="row"><Link to={`/cases/${one.id}`}>{one.id}</Link></th>
              <td data-align="start"><BandBadge band={one.band} /></td>
              <td data-align="start">{listText(one.reasons.map((reason) => t.term('flag', reason.flag)), t.reader.locale)}</td>
              <td data-align="start">{one.disposition ? <StateBadge tone="done">{t.term('disposition', one.disposition)}</StateBadge> : t.term('case_state', one.status)}</td>
              <td data-align="start">{one.orderId ?? '–'}</td>
              <td data-align="start"><TimeText at={one.openedAt} as="short" /></td>
              <td><MoneyText money={one.money} /></td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  )
}

function Changes({ person: { subscriberId, changes, mayChange } }: { readonly person: Person }) {
  const t = useT()
  return (
    <Panel
      title={t('subscriber.changes')}
      hint={hintOf(t, changes.length)}
      actions={<><Link to={`/profile-changes?subscriber=${encodeURIComponent(subscriberId)}`}>{t('subscriber.changes_asked')}</Link><Link to={`/profile-changes/new?subscriber=${encodeURIComponent(subscriberId)}`}>{t('profiles.new')}</Link></>}
    >
      {changes.length === 0 ? <p className={css.none}>{t('subscriber.changes_none')}</p> : (
        <Table head={[t('subscriber.col_at'), t('subscriber.col_what'), t('subscriber.col_before'), t('subscriber.col_after'), t('orders.col_channel'), t('subscriber.col_by'), t('subscriber.col_proof'), t('subscriber.col_undo')]}>
          {changes.map((change) => (
            <tr key={change.id}>
              <th scope="row"><TimeText at={change.at} /></th>
              <td data-align="start">{t.term('profile_field', change.field)}</td>
              <td data-align="start">{msisdnText(change.before ?? ABSENT)}</td>
              <td data-align="start">{msisdnText(change.after ?? ABSENT)}</td>
              <td data-align="start">{t.term('channel', change.channel)}</td>
              <td data-align="start">{change.staffId ?? '–'}</td>
              <td data-align="start">{t.term('verification', change.verification ?? 'none')}</td>
              <td data-align="start">
                {change.actionId !== null ? <Link to={`/profile-changes/${change.actionId}`}>{t('profile.undo_page', { id: String(change.actionId) })}</Link>
                  : !mayChange ? '–'
                  : change.isUndoable ? <Link to={`/profile-changes/undo?change=${encodeURIComponent(change.changeId)}`}>{t('profile.undo')}</Link>
                  : t('refusal.watch_over', { days: WATCH_MS / DAY_MS })}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  )
}

function Orders({ orders }: Pick<Person, 'orders'>) {
  const t = useT()
  const first = orders[0]
  return (
    <Panel title={t('subscriber.orders')} hint={hintOf(t, orders.length)} actions={first ? <Link to={`/orders?same=subscriber.${first.id}`}>{t('subscriber.orders_all')}</Link> : null}>
      {orders.length === 0 ? <p className={css.none}>{t('subscriber.orders_none')}</p> : (
        <Table head={[t('orders.col_id'), t('orders.col_at'), t('orders.col_channel'), t('orders.col_number'), t('orders.col_payer'), t('orders.col_status'), t('orders.col_band'), t('orders.col_paid')]} ends={1}>
          {orders.map((order) => (
            <tr key={order.id}>
              <th scope="row"><Link to={`/orders/${order.id}`}>{order.orderId}</Link></th>
              <td data-align="start"><TimeText at={order.at} as="short" /></td>
              <td data-align="start">{t.term('channel', order.channel)}</td>
              <td data-align="start"><MsisdnText number={order.number} /></td>
              <td data-align="start">{order.payer ?? '–'}</td>
              <td data-align="start">{t.term('order_status', order.status)}</td>
              <td data-align="start">{order.band === null || order.band === 'log' ? '–' : <BandBadge band={order.band} />}</td>
              <td><MoneyText money={order.paid} /></td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  )
}

function Receipts({ receipts }: Pick<Person, 'receipts'>) {
  const t = useT()
  return (
    <Panel title={t('subscriber.receipts')} hint={hintOf(t, receipts.length)}>
      {receipts.length === 0 ? <p className={css.none}>{t('subscriber.receipts_none')}</p> : (
        <Table head={[t('subscriber.col_receipt'), t('subscriber.col_at'), t('order.field.source'), t('subscriber.col_trust'), t('subscriber.col_amount')]} ends={1}>
          {receipts.map((receipt) => (
            <tr key={receipt.id}>
              <th scope="row">{receipt.receiptId}</th>
              <td data-align="start"><TimeText at={receipt.at} as="short" /></td>
              <td data-align="start">{t.term('receipt_source', receipt.source)}, {t.term('receipt_kind', receipt.kind)}</td>
              <td data-align="start" title={t.term('trust', receipt.trust)}>{receipt.trust}</td>
              <td><MoneyText money={receipt.amount} /></td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  )
}

function Messages({ messages }: Pick<Person, 'messages'>) {
  const t = useT()
  return (
    <Panel title={t('subscriber.messages')} hint={hintOf(t, messages.length)}>
      {messages.length === 0 ? <p className={css.none}>{t('subscriber.messages_none')}</p> : (
        <div className={css.messages}>
          {messages.map((message) => (
            <figure key={message.id}>
              <figcaption>{t.term('direction', message.direction)} · {t.term('message_channel', message.channel)} · <TimeText at={message.at} as="short" /></figcaption>
              <EvidenceText text={message.text} />
            </figure>
          ))}
        </div>
      )}
    </Panel>
  )
}

/** As many as a list holds at most. */
const NEWEST = 25

function hintOf(t: ReturnType<typeof useT>, count: number): string | null {
  return count >= NEWEST ? t('subscriber.newest', { count: NEWEST }) : null
}

/** A small table; the last `ends` columns hold figures. */
function Table({ head, ends = 0, children }: { readonly head: readonly string[]; readonly ends?: number; readonly children: ReactNode }) {
  return (
    <div className={css.body}>
      <table className={chartCss.figures}>
        <thead><tr>{head.map((name, i) => <th key={name} scope="col" data-align={i < head.length - ends ? 'start' : undefined}>{name}</th>)}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
