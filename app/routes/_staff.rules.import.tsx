import { Button, Checkbox, TextInput } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { StateBadge } from '../components/band-badge.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import css from '../components/rules.module.css'
import { TextFile } from '../components/text-file.tsx'
import { pageTitle } from '../components/title.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { compareRuleFile, proposeRuleFile, tryRuleFile } from '../usecases/rules/import-rules.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'rule.edit' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'rules.import')

const FILE_CHARS_MAX = 2_000_000

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'rule.edit')
  return { token: formToken(context) }
}

const many = z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.string().max(64)).max(500))
const FileForm = z.object({ intent: z.enum(['compare', 'try', 'propose']), token: z.string().max(100), file: z.string().max(FILE_CHARS_MAX), rule: many, reason: z.string().max(600).default('') })

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'rule.edit')
  const form = await parseForm(args.request, FileForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  const { intent, file, rule: ids, reason } = form.value
  const done = intent === 'try' ? await tryRuleFile(context, file, ids) : intent === 'propose' ? await proposeRuleFile(context, file, ids, reason) : null
  if (done && !done.ok) return refused(done.refusal)
  if (done) context.services.jobs.wake()
  const offered = await compareRuleFile(context, file)
  if (!offered.ok) return refused(offered.refusal)
  return data({ ok: true as const, value: { done: done ? { intent, count: done.value } : null, rules: offered.value.map(({ rule: _rule, ...shown }) => shown) } })
}

/** Rules out of a file: each compared with the rule as it is, tried on stored records if wished, then proposed. */
export default function ImportRules() {
  const t = useT()
  const { token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const rules = answer?.ok ? answer.value.rules : []
  const done = answer?.ok ? answer.value.done : null
  const open = rules.filter(({ change }) => change === 'new' || change === 'changed')
  const faulty = rules.filter(({ change }) => change === 'refused')
  const same = rules.length - open.length - faulty.length
  const isSending = (intent: string) => navigation.state !== 'idle' && navigation.formData?.get('intent') === intent
  const isFileRefusal = refusal !== null && refusal.field !== 'reason'
  return (
    <Page title={t('rules.import')} summary={t('rules.import_hint')} actions={<Link to="/rules">{t('rules.all')}</Link>}>
      {done ? <p className={`${css.hint} ${css.done}`} role="status">{t(done.intent === 'try' ? 'rules.import_tried' : 'rules.import_proposed', { count: done.count })}</p> : null}
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <Panel>
          <div className={css.form} style={{ paddingTop: 12 }}>
            <TextFile accept=".json,application/json" label={t('rules.file')} description={t('rules.file_help')} error={isFileRefusal ? refusalText(t, refusal) : undefined} />
            <div className={css.row}><Button type="submit" name="intent" value="compare" variant="default" loading={isSending('compare')}>{t('rules.compare')}</Button></div>
          </div>
        </Panel>
        {answer?.ok ? (
          <Panel title={t('rules.differences')} hint={t('rules.compared', { open: open.length, same, refused: faulty.length })}>
            {faulty.map((rule, i) => <p key={`${rule.id}${i}`} className={`${css.item} ${css.bad}`}><code>{rule.id}</code> {rule.refusal ? refusalText(t, rule.refusal) : null}</p>)}
            {open.map((rule) => (
              <div key={rule.id} className={css.item}>
                <Checkbox name="rule" value={rule.id} defaultChecked label={<><code>{rule.id}</code> <StateBadge>{t.term('rule_offer', rule.change)}</StateBadge></>} />
                <dl className={css.differences}>
                  {rule.differences.map(({ field, before, after }) => (
                    <div key={field}>
                      <dt>{t.term('rule_field', field)}</dt>
                      <dd>{before === null ? null : <><del className={css.before}>{valueText(t, field, before)}</del> </>}{after === null ? t('rules.left_out') : <ins className={css.after}>{valueText(t, field, after)}</ins>}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
            {open.length > 0 ? (
              <div className={css.form}>
                <div className={css.row}>
                  <TextInput name="reason" label={t('rule.field_reason')} w={340} maxLength={500} error={refusal?.field === 'reason' ? refusalText(t, refusal) : undefined} />
                  <Button type="submit" name="intent" value="try" variant="default" loading={isSending('try')}>{t('rule.try')}</Button>
                  <Button type="submit" name="intent" value="propose" loading={isSending('propose')}>{t('rule.propose')}</Button>
                </div>
              </div>
            ) : null}
          </Panel>
        ) : null}
      </Form>
    </Page>
  )
}

function valueText(t: ReturnType<typeof useT>, field: string, value: string): string {
  return field === 'status' ? t.term('rule_status', value) : field === 'severity' ? t.term('severity', value) : value
}
