import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, data, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { SeverityBadge, StateBadge } from '../components/band-badge.tsx'
import chartCss from '../components/chart/chart.module.css'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { ConditionEditor } from '../components/rules/condition-editor.tsx'
import { HitsByDay, ShadowHits } from '../components/rules/rule-hits.tsx'
import css from '../components/rules.module.css'
import { RuleSource } from '../components/rules/rule-source.tsx'
import { pageTitle } from '../components/title.ts'
import { TimeText } from '../components/time-text.tsx'
import { FAMILIES, SEVERITIES } from '../domain/cases/flag.ts'
import type { RecordKind } from '../domain/intake/record.ts'
import type { FormFact, RuleForm } from '../domain/rules/rule-form.ts'
import { RULE_STATUSES, type Rule } from '../domain/rules/rule.ts'
import type { Refusal } from '../domain/values/result.ts'
import { confirmPath, isFresh, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { listText, scoreText } from '../i18n/format.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'
import { formFacts, getRule, readRuleForm } from '../usecases/rules/list-rules.server.ts'
import { askForBackTest, type BackTestHit, type BackTestResult } from '../usecases/rules/test-rule.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'rule.view' } as const

export const meta: MetaFunction = ({ matches, params }) => pageTitle(matches, 'rule.title', params.ruleId)

const NEW = 'new'
/** What a new rule begins as, until something is typed. */
const BLANK: Rule = { id: '', version: 0, family: 'payment', flag: 'payment/', severity: 'S3', weight: 0.5, status: 'draft', appliesTo: ['order'], when: '', source: 'staff' }

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'rule.view')
  const ruleId = args.params.ruleId ?? ''
  const mayEdit = may(context.staff.role, 'rule.edit')
  const common = { mayEdit, key: randomUUID(), facts: mayEdit ? formFacts() : [] }
  if (ruleId === NEW) return { ...common, page: null }
  const page = await getRule(context, ruleId)
  if (!page.ok) throw refusalAnswer(page.refusal, context.requestId)
  return { ...common, page: page.value }
}

const change = {
  id: z.string().max(64), family: z.enum(FAMILIES), flag: z.string().max(80), severity: z.enum(SEVERITIES), weight: z.coerce.number(), status: z.enum(RULE_STATUSES), when: z.string().max(10_000),
  version: z.coerce.number().int().min(0), reason: z.string().max(600).default(''), key: z.string().max(80),
}
const ChangeOfRule = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('read'), when: z.string().max(10_000) }),
  z.object({ intent: z.literal('try'), ...change }),
  z.object({ intent: z.literal('propose'), ...change }),
  z.object({ intent: z.literal('approve'), actionId: z.coerce.number().int().positive(), version: z.coerce.number().int(), shownHash: z.string().max(100), key: z.string().max(80) }),
  z.object({ intent: z.literal('reject'), actionId: z.coerce.number().int().positive(), version: z.coerce.number().int(), reason: z.string().max(600) }),
  z.object({ intent: z.literal('withdraw'), actionId: z.coerce.number().int().positive(), version: z.coerce.number().int() }),
])

/** Tries a change, proposes it, or settles what somebody else proposed. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'rule.edit')
  const form = await parseForm(args.request, ChangeOfRule)
  if (!form.ok) return refused(form.refusal)
  const asked = form.value
  const { jobs } = context.services
  if (asked.intent === 'read') {
    const read = readRuleForm(asked.when)
    return read.ok ? data({ ok: true as const, value: { form: read.value } }) : refused(read.refusal)
  }
  if (asked.intent === 'try' || asked.intent === 'propose') {
    const known = args.params.ruleId === NEW ? null : await getRule(context, args.params.ruleId ?? '')
    if (known && !known.ok) return refused(known.refusal)
    const base = known?.value.rule ?? { ...BLANK, id: asked.id, family: asked.family, flag: asked.flag }
    const rule: Rule = { ...base, version: asked.version + 1, severity: asked.severity, weight: asked.weight, status: asked.status, when: asked.when.trim() }
    if (asked.intent === 'try') {
      const test = await askForBackTest(context, rule)
      if (!test.ok) return refused(test.refusal)
      jobs.wake()
      return data({ ok: true as const, value: 'asked' as const })
    }
    const proposed = await performAction(context, { kind: 'rule_change', actionId: null, command: { type: 'propose', rule, reason: asked.reason }, key: asked.key })
    if (!proposed.ok) return refused(proposed.refusal)
    return known ? data({ ok: true as const, value: 'proposed' as const }) : redirect('/rules')
  }
  if (asked.intent === 'approve' && !isFresh(context)) return redirect(confirmPath(args.request))
  const command = asked.intent === 'approve' ? { type: asked.intent, shownHash: asked.shownHash } : asked.intent === 'reject' ? { type: asked.intent, reason: asked.reason } : { type: asked.intent }
  const settled = await performAction(context, { kind: 'rule_change', actionId: asked.actionId, command, expectedVersion: asked.version, key: asked.intent === 'approve' ? asked.key : null })
  if (!settled.ok) return refused(settled.refusal)
  jobs.wake()
  return data({ ok: true as const, value: 'settled' as const })
}

type RuleView = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['page']>

export default function RulePage() {
  const t = useT()
  const { page, mayEdit, key, facts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const status = answer?.ok && typeof answer.value === 'string' ? <p className={`${css.hint} ${css.done}`} role="status">{t(`rule.${answer.value}`)}</p> : null
  if (!page) {
    return (
      <Page title={t('rules.new')}>
        {mayEdit ? <ChangeForm rule={BLANK} form={{ join: 'all', conditions: [] }} facts={facts} statuses={['draft', 'shadow']} isNew keyValue={key} refusal={refusal} /> : null}
      </Page>
    )
  }
  const { rule } = page
  return (
    <Page
      title={t.term('flag', rule.flag)}
      summary={<><code>{rule.id}</code> · {t('flags.rule_version', { rule: t.term('family', rule.family), version: String(rule.version) })} · {t.term('rule_status', rule.status)}</>}
      actions={<Link to={`/flags?rule=${rule.id}`}>{t('rule.flags_all')}</Link>}
    >
      {status}
      {page.proposals.map((proposal) => (
        <Proposal key={proposal.actionId} proposal={proposal} isTested={page.tests.some((test) => test.definitionHash === proposal.shownHash && test.state === 'done')} mayEdit={mayEdit} requestKey={key} refusal={refusal} />
      ))}
      <WhatHolds page={page} />
      <HitsByDay ruleId={rule.id} days={page.byDay} perThousand={page.perThousand} isShadow={rule.status === 'shadow'} />
      {page.shadow ? <ShadowHits shadow={page.shadow} /> : null}
      {mayEdit && page.next.length > 0 ? <ChangeForm key={rule.version} rule={rule} form={page.form} facts={facts} statuses={page.next} keyValue={key} refusal={refusal} /> : null}
      <BackTests tests={page.tests} />
      <Versions versions={page.versions} />
    </Page>
  )
}

/** A change somebody asked for, and the answer of another person to it. */
function Proposal({ proposal, isTested, mayEdit, requestKey, refusal }: {
  readonly proposal: RuleView['proposals'][number]
  readonly isTested: boolean
  readonly mayEdit: boolean
  readonly requestKey: string
  readonly refusal: Refusal | null
}) {
  const t = useT()
  return (
    <Panel title={t('rule.proposals')} hint={t('rule.proposal_by', { name: proposal.maker, reason: proposal.reason })}>
      <p className={css.hint}>{t('rule.proposal_becomes', { version: proposal.rule.version, status: proposal.rule.status, weight: proposal.rule.weight })}</p>
      <p className={css.text}>{proposal.rule.when}</p>
      {isTested ? null : <p className={css.hint}>{t('rule.untested')}</p>}
      {mayEdit ? (
        <Form method="post" className={css.form}>
          <input type="hidden" name="actionId" value={proposal.actionId} />
          <input type="hidden" name="version" value={proposal.version} />
          <input type="hidden" name="shownHash" value={proposal.shownHash} />
          <input type="hidden" name="key" value={requestKey} />
          {proposal.isMine ? <div className={css.row}><span>{t('rule.mine')}</span><Button type="submit" name="intent" value="withdraw" variant="default" size="xs">{t('rule.withdraw')}</Button></div> : (
            <div className={css.row}>
              <Button type="submit" name="intent" value="approve" size="xs" data-fresh>{t('rule.approve')}</Button>
              <TextInput name="reason" label={t('rule.field_reason')} size="xs" w={260} maxLength={500} error={refusal?.field === 'reason' ? refusalText(t, refusal) : undefined} />
              <Button type="submit" name="intent" value="reject" variant="default" size="xs">{t('rule.reject')}</Button>
            </div>
          )}
        </Form>
      ) : null}
    </Panel>
  )
}

/** The rule as it stands: its words, weight and source, how often it flagged and how often rightly, and the facts it reads. */
function WhatHolds({ page }: { readonly page: RuleView }) {
  const t = useT()
  const { rule } = page
  return (
    <Panel title={t('rule.what')}>
      {page.fault ? <p className={`${css.hint} ${css.bad}`} role="alert">{refusalText(t, page.fault)}</p> : null}
      <p className={css.text}>{rule.when}</p>
      <Facts
        facts={[
          [t('rule.field_severity'), <SeverityBadge key="severity" severity={rule.severity} />],
          [t('rule.field_weight'), scoreText(rule.weight)],
          [t('rule.field_kind'), listText(rule.appliesTo.map((kind: RecordKind) => t.term('record', kind)), t.reader.locale)],
          [t('rules.col_source'), <RuleSource key="source" source={rule.source} isTraced />],
          [t('rules.col_flags'), page.flags === 0 ? '–' : String(page.flags)],
          [t('rules.col_precision'), page.precision === null ? t('rules.precision_none') : t('rules.precision', { share: page.precision.share, closed: page.precision.closed, low: page.precision.low, high: page.precision.high })],
        ]}
      />
      <p className={css.hint}>{t('rule.facts')}</p>
      <ul className={`${css.records} ${css.body}`}>{page.facts.map((fact) => <li key={fact}><code>{fact}</code> {t.find(`fact.${fact}`) ?? t.find(`flag.${fact.replace('.', '/').replaceAll('_', '-')}`)}</li>)}</ul>
    </Panel>
  )
}

function BackTests({ tests }: Pick<RuleView, 'tests'>) {
  const t = useT()
  return (
    <Panel title={t('rule.tests')} actions={<Link to="." preventScrollReset>{t('rule.test_refresh')}</Link>}>
      {tests.length === 0 ? <p className={css.hint}>{t('rule.tests_none')}</p> : tests.map((test) => (
        <div key={test.id} className={css.item}>
          <p>{t('rule.test_of', { at: test.askedAt, when: test.definition.when.slice(0, 200) })}</p>
          {test.state === 'waiting' ? <p>{t('rule.test_waiting', { at: test.askedAt })}</p> : test.state === 'failed' ? <p className={css.bad}>{t('rule.test_failed', { at: test.askedAt })}</p> : <TestResult result={test.result as BackTestResult} />}
        </div>
      ))}
    </Panel>
  )
}

function Versions({ versions }: Pick<RuleView, 'versions'>) {
  const t = useT()
  return (
    <Panel title={t('rule.versions')}>
      <div className={css.body}>
        <table className={chartCss.figures}>
          <thead><tr><th scope="col">{t('rule.col_version')}</th><th scope="col" data-align="start">{t('rules.col_status')}</th><th scope="col">{t('rules.col_weight')}</th><th scope="col" data-align="start">{t('rule.col_from')}</th><th scope="col" data-align="start">{t('rule.col_reason')}</th><th scope="col" data-align="start">{t('rule.field_when')}</th></tr></thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.version}>
                <th scope="row">{version.version}</th>
                <td data-align="start"><StateBadge tone={version.status === 'live' ? 'done' : undefined}>{t.term('rule_status', version.status)}</StateBadge></td>
                <td>{scoreText(version.weight)}</td>
                <td data-align="start">{version.from === null ? t('rule.brought') : <TimeText at={version.from} as="short" />}</td>
                <td data-align="start">{version.reason ?? '–'}</td>
                <td data-align="start" style={{ whiteSpace: 'normal' }}><code>{version.when}</code></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function ChangeForm({ rule, form, facts, statuses, isNew = false, keyValue, refusal }: {
  readonly rule: Rule
  readonly form: RuleForm | null
  readonly facts: readonly FormFact[]
  readonly statuses: readonly string[]
  readonly isNew?: boolean
  readonly keyValue: string
  readonly refusal: Refusal | null
}) {
  const t = useT()
  const isSending = useNavigation().state === 'submitting'
  const errorAt = (field: string) => (refusal?.field === field ? refusalText(t, refusal) : undefined)
  const isElsewhere = refusal && !['when', 'weight', 'status', 'reason', 'id', 'flag'].includes(refusal.field ?? '')
  return (
    <Panel title={t('rule.change')} hint={t('rule.change_hint')}>
      <Form method="post" className={css.form}>
        <input type="hidden" name="version" value={rule.version} />
        <input type="hidden" name="key" value={keyValue} />
        {isNew ? (
          <div className={css.row}>
            <TextInput name="id" label={t('rule.field_id')} required withAsterisk={false} maxLength={64} error={errorAt('id')} />
            <NativeSelect size="xs" name="family" label={t('rule.field_family')} defaultValue={rule.family} data={FAMILIES.map((value) => ({ value, label: t.term('family', value) }))} />
            <TextInput name="flag" label={t('rule.field_flag')} defaultValue={rule.flag} required withAsterisk={false} maxLength={80} error={errorAt('flag')} />
          </div>
        ) : <><input type="hidden" name="id" value={rule.id} /><input type="hidden" name="family" value={rule.family} /><input type="hidden" name="flag" value={rule.flag} /></>}
        <ConditionEditor when={rule.when} form={form} facts={facts} error={errorAt('when') ?? (refusal && !refusal.field && refusal.code.startsWith('rule_') ? refusalText(t, refusal) : undefined)} />
        <div className={css.row}>
          <NativeSelect size="xs" name="severity" label={t('rule.field_severity')} defaultValue={rule.severity} data={SEVERITIES.map((value) => ({ value, label: t.term('severity', value) }))} />
          <TextInput name="weight" label={t('rule.field_weight')} inputMode="decimal" defaultValue={String(rule.weight)} w={120} error={errorAt('weight')} />
          <NativeSelect size="xs" name="status" label={t('rule.field_status')} defaultValue={rule.status} data={statuses.map((value) => ({ value, label: t.term('rule_status', value) }))} error={errorAt('status')} />
          <TextInput name="reason" label={t('rule.field_reason')} w={340} maxLength={500} error={errorAt('reason')} />
        </div>
        {isElsewhere && !(refusal.code.startsWith('rule_') && !refusal.field) ? <p className={css.bad} role="alert">{refusalText(t, refusal)}</p> : null}
        <div className={css.row}>
          <Button type="submit" name="intent" value="try" variant="default" loading={isSending}>{t('rule.try')}</Button>
          <Button type="submit" name="intent" value="propose" loading={isSending}>{t('rule.propose')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function TestResult({ result }: { readonly result: BackTestResult }) {
  const t = useT()
  const list = (hits: readonly BackTestHit[]) => (
    <ul className={css.records}>
      {hits.map((hit) => <li key={`${hit.kind}${hit.rowId}`}>{hit.kind === 'order' ? <Link to={`/orders/${hit.rowId}`}>{hit.id}</Link> : `${t.term('record', hit.kind)} ${hit.id}`}</li>)}
    </ul>
  )
  return (
    <>
      <p>{t('rule.test_words', { looked: result.looked, before: result.before, after: result.after })} {result.isCut ? t('rule.test_cut') : null}</p>
      {result.gained === 0 && result.lost === 0 ? <p>{t('rule.test_same')}</p> : null}
      {result.gained > 0 ? <><p>{t('rule.test_gained', { count: result.gained })}</p>{list(result.gainedRecords)}</> : null}
      {result.lost > 0 ? <><p>{t('rule.test_lost', { count: result.lost })}</p>{list(result.lostRecords)}</> : null}
    </>
  )
}
