import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction, SerializeFrom } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ActionBar, type ActionButton } from '../components/actions/action-bar.tsx'
import { ActionTimeline } from '../components/actions/action-timeline.tsx'
import css from '../components/actions/actions.module.css'
import { DeadlineText } from '../components/deadline-text.tsx'
import { NoticesPanel } from '../components/notices/notices-panel.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { ACTION_FIELDS, REASON } from '../http/action-form.ts'
import { actionIdOf, actOn, wordedNotices } from '../http/act-on.server.ts'
import { formToken, staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { msisdnText } from '../i18n/format.ts'
import type { Translator } from '../i18n/translate.ts'
import { getProfileChange } from '../usecases/subscribers/get-profile-change.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'subscriber.view' } as const

export const meta: MetaFunction<typeof loader> = ({ matches, data }) => pageTitle(matches, 'profile.title', data ? String(data.frame.id) : undefined)

const command = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) => z.object({ command: z.literal(name), ...ACTION_FIELDS, ...shape })
const reason = { reason: REASON }
const ChangeForm = z.discriminatedUnion('command', [
  command('send_code', {}), command('ask_again', {}), command('approve', {}), command('approve_revert', {}),
  command('enter_code', { code: z.string().trim().regex(/^\d{6}$/) }), command('not_me', { code: z.string().trim().min(4).max(20) }),
  command('prove', { proof: z.enum(['id_document', 'in_person', 'mandate']), ...reason }),
  command('accept_risk', reason), command('reject', reason), command('cancel', reason), command('freeze', reason), command('release', reason), command('ask_revert', reason), command('drop_revert', reason),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'subscriber.view')
  const result = await getProfileChange(context, actionIdOf(args.params.changeId))
  if (!result.ok) throw refusalAnswer(result.refusal, context.requestId)
  const { notices, zone, ...view } = result.value
  return { ...view, token: formToken(context), notices: wordedNotices(notices, zone) }
}

export function action(args: ActionFunctionArgs) {
  return actOn(args, { permission: 'profile.change', kind: 'profile_change', id: actionIdOf(args.params.changeId), form: ChangeForm, path: (id) => `/profile-changes/${id}` })
}

/** One change of a profile: before and after, what speaks against it, who did what, and what may be done now. */
export default function ProfileChangePage() {
  const t = useT()
  const data = useLoaderData<typeof loader>()
  const { frame, token, rule, subscriber, freshness, notices, frozenBy } = data
  const answer = useActionData<typeof action>()
  const refusal = answer && 'refusal' in answer ? answer.refusal : null
  const refusedType = typeof refusal?.data?.command === 'string' ? refusal.data.command : null
  return (
    <Page
      title={t('profile.title', { id: String(frame.id) })}
      summary={<>{t.term('profile_change_state', frame.status)}{frozenBy ? `, ${t.term('profile.frozen_by', frozenBy)}` : ''} {frame.dueAt === null ? null : <>· {t('letter.time_left')}<DeadlineText dueAt={frame.dueAt} /></>}</>}
      actions={<Link to={`/subscribers/${encodeURIComponent(subscriber.id)}`}>{subscriber.name} · {subscriber.id}</Link>}
    >
      <div className={css.columns}>
        <div>
          <Difference />
          <Steps />
          <History />
          <NoticesPanel notices={notices} />
        </div>
        <div>
          <Panel title={t('profile.actions')}>
            <ActionBar kind="profile_change" frame={frame} buttons={buttonsOf(t, data)} token={token} refusal={refusal} refusedType={refusedType} />
            {rule.class === 'normal' ? null : <p className={css.text}>{t('profile.money_waits')}</p>}
          </Panel>
          <Panel title={t('profile.freshness')}>
            <Facts
              facts={(['contact_phone', 'email'] as const).map((contact) => {
                const known = freshness.find((one) => one.field === contact)
                return [t.term('change_field', contact), known ? <span key={contact}><TimeText at={known.confirmedAt} as="short" />, {known.isCurrent ? t.term('confirmed_how', known.how) : t('profile.freshness_old')}</span> : t('profile.freshness_never')] as const
              })}
            />
          </Panel>
          <Panel title={t('profile.timeline')}><ActionTimeline kind="profile_change" events={frame.events} /></Panel>
        </div>
      </div>
    </Page>
  )
}

/** What may be done with a change, and what each asks for. */
function buttonsOf(t: Translator, { rule, takeover, oldValue, newValue }: Pick<SerializeFrom<typeof loader>, 'rule' | 'takeover' | 'oldValue' | 'newValue'>): readonly ActionButton[] {
  const why = { name: 'reason', label: t('profile.reason'), type: 'area' } as const
  return [
    { type: 'send_code' },
    { type: 'enter_code', before: <p>{t('profile.code_hint')}</p>, fields: [{ name: 'code', label: t('profile.code'), type: 'secret', maxLength: 6 }] },
    {
      type: 'prove',
      fields: [
        { name: 'proof', label: t('profile.proof'), type: 'choice', initial: null, options: rule.proofs.filter((proof) => proof !== 'otp_old').map((value) => ({ value, label: t.term('change_proof', value) })) },
        why,
      ],
    },
    { type: 'approve', isFresh: true, before: <p>{valueText(t, oldValue)} → {valueText(t, newValue)}</p> },
    { type: 'reject', fields: [why] }, { type: 'ask_again' }, ...(takeover.isHeld ? [{ type: 'accept_risk', isFresh: true, fields: [why] }] : []),
    { type: 'not_me', before: <p>{t('profile.not_me_hint')}</p>, fields: [{ name: 'code', label: t('profile.code'), type: 'text', maxLength: 20 }] },
    { type: 'freeze', fields: [why] }, { type: 'release', fields: [why] }, { type: 'cancel', fields: [why] }, { type: 'ask_revert', fields: [why] }, { type: 'approve_revert', isFresh: true }, { type: 'drop_revert', fields: [why] }, { type: 'withdraw_revert' },
  ]
}

/** Before and after, and how far the change has come. */
function Difference() {
  const t = useT()
  const { frame, field, rule, ...view } = useLoaderData<typeof loader>()
  return (
    <Panel title={t('profile.diff')} hint={t.term('change_field', field)}>
      <table className={`${css.table} ${css.diff}`}>
        <thead><tr><th scope="col">{t('profile.before')}</th><th scope="col">{t('profile.after')}</th></tr></thead>
        <tbody><tr><td><del>{valueText(t, view.oldValue)}</del></td><td><ins>{valueText(t, view.newValue)}</ins></td></tr></tbody>
      </table>
      <Facts
        facts={[
          [t('profile.class'), t.term('profile.class', rule.class)],
          [t('profile.channel'), t.term('change_channel', view.channel)],
          [t('profile.proof'), view.proof ? t.term('change_proof', view.proof) : t('profile.proof_none')],
          [t('profile.verified_at'), view.verifiedAt === null ? null : <TimeText key="verified" at={view.verifiedAt} />],
          [t('profile.effective'), view.tookEffectAt !== null || view.effectiveAt === null ? null : <TimeText key="effective" at={view.effectiveAt} />],
          [t('profile.took_effect'), view.tookEffectAt === null ? null : <TimeText key="took" at={view.tookEffectAt} />],
          [t('profile.watch'), view.watchUntil === null ? null : <TimeText key="watch" at={view.watchUntil} />],
          [t('profiles.col_maker'), frame.maker],
          [t('profiles.col_checker'), frame.checker],
        ]}
      />
    </Panel>
  )
}

/** What speaks for somebody else taking the account over, and other changes that are under way. */
function Steps() {
  const t = useT()
  const { takeover, others } = useLoaderData<typeof loader>()
  return (
    <Panel title={t('profile.steps')}>
      {takeover.steps.length === 0 ? <p className={css.text}>{t('profile.steps_none')}</p> : (
        <>
          <p className={`${css.text} ${takeover.isHeld ? css.held : ''}`}>{t(takeover.isHeld ? 'profile.steps_held' : 'profile.steps_fine', { score: takeover.score, count: takeover.steps.length })}</p>
          <table className={css.table}>
            <tbody>
              {takeover.steps.map((step, i) => (
                <tr key={i}><td>{t.term('change_field', step.what)}</td><td><TimeText at={step.at} as="short" /></td><td>{t.term('change_proof', step.proof)}</td><td>{t('profile.step_weight', { weight: step.weight })}</td></tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {others.length > 0 ? <p className={css.text}>{t('profile.others')}{t('common.is')}{others.map((other) => <Link key={other.id} to={`/profile-changes/${other.id}`}>{t.term('change_field', other.field)} ({t.term('profile_change_state', other.status)}) </Link>)}</p> : null}
    </Panel>
  )
}

/** What was changed in this account before. */
function History() {
  const t = useT()
  const { history } = useLoaderData<typeof loader>()
  return (
    <Panel title={t('profile.history')}>
      {history.length === 0 ? <p className={css.text}>{t('profile.history_none')}</p> : (
        <table className={css.table}>
          <thead><tr><th scope="col">{t('profiles.col_opened')}</th><th scope="col">{t('profile.before')}</th><th scope="col">{t('profile.after')}</th><th scope="col">{t('profile.channel')}</th><th scope="col">{t('profile.proof')}</th></tr></thead>
          <tbody>
            {history.map((moment) => (
              <tr key={moment.changeId}><td><TimeText at={moment.at} as="short" /></td><td>{valueText(t, moment.oldValue)}</td><td>{valueText(t, moment.newValue)}</td><td>{t.term('change_channel', moment.channel)}</td><td>{t.term('change_proof', moment.proof ?? 'none')}</td></tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

/** Locks, languages and resets have words; all else is shown as it came, masked, numbers in their groups. */
function valueText(t: Translator, value: string | null): string {
  return value === null ? '–' : msisdnText(t.term('change_value', value))
}
