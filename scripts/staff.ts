import { z } from 'zod'
import { findStaffByEmail } from '../db/queries/staff.ts'
import { createPasswords } from '../app/auth/passwords.ts'
import { ROLES } from '../app/auth/permissions.ts'
import type { Result } from '../app/domain/values/result.ts'
import { createServices } from '../app/http/services.ts'
import { addStaff } from '../app/usecases/staff/add-staff.server.ts'
import { changeStaffRole, resetStaff, setStaffDisabled } from '../app/usecases/staff/change-staff.server.ts'
import { resetFactorByCommand } from '../app/usecases/staff/clear-factor.server.ts'
import { listStaff } from '../app/usecases/staff/list-staff.server.ts'
import { CommandError, type CommandSetting, runCommand, UsageError, withStore } from './command-line.ts'

const USAGE = `
Usage: npm run staff -- add EMAIL --role ROLE [--name NAME] [--language en|zh]
       npm run staff -- list
       npm run staff -- role EMAIL --role ROLE
       npm run staff -- disable EMAIL | enable EMAIL | reset EMAIL | reset-factor EMAIL

Adds, lists and changes the people who may sign in. ROLE is one of: ${ROLES.join(', ')}.
add and reset print a one-time password, once; it holds for a day and is replaced at the first sign-in.
reset-factor takes a lost authenticator away, for the last admin: everyone else is reset by two admins on the staff page.
`

/** What a refusal means, for the person at the machine. */
const SENTENCES: Readonly<Record<string, string>> = {
  email_form: 'This is not an e-mail address.',
  email_taken: 'There is already someone with this address.',
  name_form: 'A name of 1 to 80 characters is needed.',
  role_unknown: `There is no such role; use one of: ${ROLES.join(', ')}.`,
  last_admin: 'This is the last active admin. Make someone else admin first.',
  factor_none: 'This person has no second factor.',
  changed_meanwhile: 'Someone changed this in the meantime; try again.',
}

const Input = z.object({ role: z.enum(ROLES).optional(), name: z.string().max(80).optional(), language: z.enum(['en', 'zh']).optional() })

await runCommand({
  usage: USAGE,
  options: { role: { type: 'string' }, name: { type: 'string' }, language: { type: 'string' } },
  async run({ values, positionals: [verb, email, ...rest] }) {
    const input = Input.safeParse(values)
    if (!input.success) {
      const [option] = input.error.issues[0]?.path ?? []
      throw new UsageError((option === 'role' ? SENTENCES.role_unknown : null) ?? `--${String(option)} cannot be used.`)
    }
    const { role, name, language } = input.data
    if (rest.length > 0) throw new UsageError('Too many arguments.')
    if (verb === 'list') return withStore(list)
    if (!email) throw new UsageError(verb ? 'An e-mail address is needed.' : 'Say what to do: add, list, role, disable, enable, reset or reset-factor.')
    switch (verb) {
      case 'add':
        if (!role) throw new UsageError('--role is needed.')
        return withStore(async ({ context }) => {
          const added = valueOf(await addStaff(context(), createPasswords(), { email, role, name: name ?? email.split('@', 1)[0] ?? email, locale: language }))
          process.stderr.write(`${added.email} was added as ${role}. One-time password, valid for a day:\n`)
          process.stdout.write(`${added.oneTimePassword}\n`)
        })
      case 'role':
        if (!role) throw new UsageError('--role is needed.')
        return change(email, async (staffId, { context, sessions }) => valueOf(await changeStaffRole(context, sessions, { staffId, role })), `is now ${role}`)
      case 'disable':
      case 'enable':
        return change(
          email,
          async (staffId, { context, sessions }) => valueOf(await setStaffDisabled(context, sessions, { staffId, isDisabled: verb === 'disable' })),
          verb === 'disable' ? 'can no longer sign in; all sessions have ended' : 'can sign in again',
        )
      case 'reset':
        return change(
          email,
          async (staffId, { context, sessions, passwords }) => {
            const { oneTimePassword } = valueOf(await resetStaff(context, { sessions, passwords }, { staffId }))
            process.stdout.write(`${oneTimePassword}\n`)
          },
          'has the one-time password above, valid for a day; all sessions have ended',
        )
      case 'reset-factor':
        return change(email, async (staffId, { context }) => valueOf(await resetFactorByCommand(context, staffId)), 'has no second factor any more; all sessions have ended')
      default:
        throw new UsageError(`There is no "${verb}".`)
    }
  },
})

async function list({ context }: CommandSetting): Promise<void> {
  const rows = await listStaff(context())
  const width = Math.max(5, ...rows.map(({ email }) => email.length))
  process.stdout.write(`${'EMAIL'.padEnd(width)}  ROLE        ACCESS\n`)
  for (const { email, role, state } of rows) process.stdout.write(`${email.padEnd(width)}  ${role.padEnd(10)}  ${state}\n`)
}

interface ChangeTools {
  readonly context: ReturnType<CommandSetting['context']>
  readonly sessions: Awaited<ReturnType<typeof createServices>>['sessions']
  readonly passwords: Awaited<ReturnType<typeof createServices>>['passwords']
}

async function change(email: string, work: (staffId: number, tools: ChangeTools) => Promise<unknown>, done: string): Promise<void> {
  await withStore(async ({ config, store, context }) => {
    const member = await findStaffByEmail(store.read, email)
    if (!member) throw new CommandError(`There is nobody with the address ${email}.`)
    const { sessions, passwords } = await createServices({ config, store })
    await work(member.id, { context: context(), sessions, passwords })
    process.stderr.write(`${member.email} ${done}.\n`)
  })
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new CommandError(SENTENCES[result.refusal.code] ?? `Refused: ${result.refusal.code}.`)
  return result.value
}
