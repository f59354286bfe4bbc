import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import type { z } from 'zod'
import type { Permission } from '../auth/permissions.ts'
import { withHiddenSecrets, type Notice } from '../domain/notices/notice.ts'
import { type AnyCommand, staffActionOf } from '../domain/actions/index.ts'
import { accept, type Result } from '../domain/values/result.ts'
import { noticeText } from '../i18n/notice-text.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'
import { confirmPath, isFresh, requireFormToken, type StaffContext, staffContext } from './context.server.ts'
import { parseForm } from './parse.ts'
import { refused } from './respond.server.ts'

/** The id of an action as it stands in an address; 0, which none has, for anything else. */
export function actionIdOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0
}

type Told<Fields> = Fields extends { readonly intent: string } ? Omit<Fields, 'intent' | 'token' | 'key' | 'version'> & { readonly type: Fields['intent'] } : never

/** The command that a form's button names, with what was typed for it. */
export function commandOf<Fields extends { readonly intent: string; readonly token: string; readonly key: string; readonly version: number }>({ intent, token, key, version, ...typed }: Fields) {
  return { ...typed, type: intent } as Told<Fields>
}

type CommandFields = { readonly command: string; readonly token: string; readonly version: number; readonly key: string; readonly shownHash: string }

/**
 * What the page of one action does with a command of its {@link CommandFields}: the form token, the one road of actions with version, content and key as they were
 * shown, then the page again; a refusal names the command, so that it is shown at its button.
 */
export async function actOn<Schema extends z.ZodType<CommandFields>>(
  args: ActionFunctionArgs, { permission, kind, id, form: schema, path, ready = async (_context, command) => accept(command) }: {
    readonly permission: Permission
    readonly kind: string
    readonly id: number
    readonly form: Schema
    readonly path: (id: number) => string
    /** Brings what was typed into the form that the command wants. */
    readonly ready?: (context: StaffContext, command: AnyCommand) => Promise<Result<AnyCommand>>
  },
) {
  const context = await staffContext(args, permission)
  const form = await parseForm(args.request, schema)
  if (!form.ok) return refused(form.refusal)
  const { token, version, key, command: type, ...fields } = form.value
  requireFormToken(context, token)
  // Standing up for what somebody else asked for needs a password given lately (S64), on whatever page it is done.
  if (staffActionOf(kind)?.rules[type]?.part === 'approve' && !isFresh(context)) return redirect(confirmPath(args.request))
  const command = await ready(context, { type, ...fields })
  const result = command.ok ? await performAction(context, { kind, actionId: id, expectedVersion: version, key, command: command.value }) : command
  if (!result.ok) return refused({ ...result.refusal, data: { ...result.refusal.data, command: type } })
  context.services.jobs.wake()
  return redirect(path(result.value.actionId))
}

type StoredWords = { readonly kind: Notice['kind']; readonly data: Notice['data']; readonly secretNames: readonly string[]; readonly language: Parameters<typeof noticeText>[1]['language']; readonly createdAt: number }

/** Notices with the words they were written in, their codes hidden. */
export function wordedNotices<Row extends StoredWords>(notices: readonly Row[], zone: string) {
  return notices.map((row) => ({ ...row, ...noticeText({ kind: row.kind, data: withHiddenSecrets(row.data, row.secretNames) }, { language: row.language, zone, now: row.createdAt }) }))
}
