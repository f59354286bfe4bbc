import { Button, Checkbox, TextInput } from '@mantine/core'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useFetcher, useLoaderData, useActionData } from '@remix-run/react'
import { z } from 'zod'
import css from '../components/shift/shift.module.css'
import { EmptyState } from '../components/data-table.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import type { Refusal } from '../domain/values/result.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refused, respond } from '../http/respond.server.ts'
import { listTeamsPage } from '../usecases/cases/list-receivers.server.ts'
import { changeTeam } from '../usecases/staff/change-team.server.ts'
import { foundTeam } from '../usecases/staff/found-team.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'case.assign' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'team.title')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'case.assign')
  return listTeamsPage(context)
}

const id = z.coerce.number().int().min(1)
const TeamForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('found'), name: z.string().max(200) }),
  z.object({ intent: z.literal('change'), team: id, member: z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(id).max(500)), closed: z.string().max(5).optional() }),
])

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'case.assign')
  const form = await parseForm(args.request, TeamForm)
  if (!form.ok) return refused(form.refusal)
  const command = form.value
  if (command.intent === 'found') return respond(await foundTeam(context, command.name))
  return respond(await changeTeam(context, command.team, { staffIds: command.member, isClosed: command.closed === 'on' }))
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }
type TeamRow = ReturnType<typeof useLoaderData<typeof loader>>['teams'][number]

/** Teams that cases can be handed to: who is in them, and whether they take any. */
export default function Teams() {
  const t = useT()
  const { teams, colleagues } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  return (
    <Page title={t('team.title')} summary={t('team.summary')}>
      <Panel title={t('team.add')}>
        <Form method="post" className={css.line}>
          <input type="hidden" name="intent" value="found" />
          <TextInput name="name" label={t('team.name')} required withAsterisk={false} maxLength={60} error={answer?.ok === false ? refusalText(t, answer.refusal) : null} />
          <Button type="submit">{t('team.add')}</Button>
        </Form>
      </Panel>
      {teams.length === 0 ? <Panel><EmptyState title={t('team.empty')} hint={t('team.empty_hint')} /></Panel> : teams.map((team) => <Team key={team.id} team={team} colleagues={colleagues} />)}
    </Page>
  )
}

function Team({ team, colleagues }: { readonly team: TeamRow; readonly colleagues: readonly { readonly id: number; readonly name: string; readonly role: string }[] }) {
  const t = useT()
  const saving = useFetcher<Answer>()
  const answer = saving.state === 'idle' ? saving.data : undefined
  return (
    <Panel title={team.name} hint={team.closedAt === null ? undefined : t('team.closed')}>
      <saving.Form method="post">
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="team" value={team.id} />
        <fieldset className={css.members}>
          <legend>{t('team.members')}</legend>
          {colleagues.map((one) => (
            <Checkbox key={one.id} size="xs" name="member" value={String(one.id)} label={`${one.name} · ${t.term('role', one.role)}`} defaultChecked={team.members.some((member) => member.id === one.id)} />
          ))}
        </fieldset>
        <div className={css.line}>
          <Checkbox size="xs" name="closed" label={t('team.closed')} defaultChecked={team.closedAt !== null} />
          <Button type="submit" variant="default" loading={saving.state !== 'idle'}>{t('team.save')}</Button>
          {answer ? <span role={answer.ok ? 'status' : 'alert'}>{answer.ok ? t('team.saved') : refusalText(t, answer.refusal)}</span> : null}
        </div>
      </saving.Form>
    </Panel>
  )
}
