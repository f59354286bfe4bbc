import { Button } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import chartCss from '../components/chart/chart.module.css'
import { EntryValue } from '../components/lists/entry-value.tsx'
import { TextFile } from '../components/text-file.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import css from '../components/rules.module.css'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused } from '../http/respond.server.ts'
import { proposeEntries, shownValue } from '../usecases/lists/keep-lists.server.ts'
import { checkListFile } from '../usecases/lists/list-files.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'list.propose' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'lists.import')

/** Characters of one file. */
const FILE_CHARS_MAX = 1_000_000
const SHOWN_MAX = 200

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'list.propose')
  return { token: formToken(context) }
}

const FileForm = z.object({ intent: z.enum(['check', 'propose']), token: z.string().max(100), file: z.string().max(FILE_CHARS_MAX) })

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'list.propose')
  const form = await parseForm(args.request, FileForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  const checked = await checkListFile(context, form.value.file)
  if (!checked.ok) return refused(checked.refusal)
  const { entries, refused: lines, known } = checked.value
  if (form.value.intent === 'propose') {
    const proposed = await proposeEntries(context, entries)
    return proposed.ok ? data({ ok: true as const, value: { proposed: proposed.value, ready: 0, known, entries: [], lines: lines.slice(0, SHOWN_MAX), refused: lines.length } }) : refused(proposed.refusal)
  }
  return data({
    ok: true as const,
    value: {
      proposed: null as number | null, ready: entries.length, known, refused: lines.length, lines: lines.slice(0, SHOWN_MAX),
      entries: entries.slice(0, SHOWN_MAX).map((entry) => ({ list: entry.list, shown: shownValue(entry), owner: entry.owner, reason: entry.reason, expiresAt: entry.expiresAt })),
    },
  })
}

/** Many entries out of a file: looked at first, line by line, then proposed together. */
export default function ImportLists() {
  const t = useT()
  const { token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const refusal = answer && !answer.ok ? answer.refusal : null
  const found = answer?.ok ? answer.value : null
  const isSending = (intent: string) => navigation.state !== 'idle' && navigation.formData?.get('intent') === intent
  return (
    <Page title={t('lists.import')} summary={t('lists.import_hint')} actions={<Link to="/lists">{t('lists.all')}</Link>}>
      {found && found.proposed !== null ? <p className={`${css.hint} ${css.done}`} role="status">{t('lists.imported', { count: found.proposed })} <Link to="/lists?state=proposed">{t('lists.see_proposed')}</Link></p> : null}
      <Panel>
        <Form method="post" className={css.form} style={{ paddingTop: 12 }}>
          <input type="hidden" name="token" value={token} />
          <TextFile accept=".csv,text/csv,text/plain" label={t('lists.file')} description={t('lists.file_help')} error={refusal ? refusalText(t, refusal) : undefined} />
          <div className={css.row}>
            <Button type="submit" name="intent" value="check" variant="default" loading={isSending('check')}>{t('lists.check')}</Button>
            {found && found.ready > 0 ? <Button type="submit" name="intent" value="propose" loading={isSending('propose')}>{t('lists.propose_many', { count: found.ready })}</Button> : null}
          </div>
        </Form>
        {found && found.proposed === null ? <p className={css.hint} role="status">{t('lists.checked', { ready: found.ready, known: found.known, refused: found.refused })}</p> : null}
        {found && found.lines.length > 0 ? (
          <div className={css.item}>
            <p className={css.bad}>{t('lists.refused_lines')}</p>
            <ul>{found.lines.map((one) => <li key={one.line}>{t('lists.line', { line: one.line })}{t('common.is')}{refusalText(t, one.refusal)}</li>)}</ul>
          </div>
        ) : null}
        {found && found.entries.length > 0 ? (
          <div className={css.body}>
            <table className={chartCss.figures}>
              <thead><tr><th scope="col">{t('lists.col_value')}</th><th scope="col" data-align="start">{t('lists.col_list')}</th><th scope="col" data-align="start">{t('lists.col_reason')}</th><th scope="col" data-align="start">{t('lists.col_owner')}</th><th scope="col" data-align="start">{t('lists.col_expires')}</th></tr></thead>
              <tbody>
                {found.entries.map((entry) => (
                  <tr key={`${entry.list} ${entry.shown}`}>
                    <th scope="row"><EntryValue list={entry.list} shown={entry.shown} /></th>
                    <td data-align="start">{t.term('own_list', entry.list)}</td>
                    <td data-align="start">{entry.reason}</td>
                    <td data-align="start">{entry.owner}</td>
                    <td data-align="start"><TimeText at={entry.expiresAt} as="short" /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </Panel>
    </Page>
  )
}
