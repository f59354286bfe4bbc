import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { parseInstant } from '../app/domain/values/time.ts'
import { type AppConfig, readConfig } from '../app/http/config.ts'
import type { UseCaseContext } from '../app/usecases/context.ts'
import { openStore, type Store } from '../db/client.ts'
import { isStoreFailure } from '../db/failure.ts'
import { migrateStore } from '../db/migrate.ts'

/** Wrong use of a command: one plain line, the usage, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Something that could not be done: one plain line, exit 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

export interface Command<Options extends ParseArgsOptionsConfig> {
  /** First line: how it is called; then what it does. Printed by `--help` and after wrong use. */
  readonly usage: string
  readonly options: Options
  /** Answers with the exit code; nothing means 0. */
  readonly run: (input: CommandInput<Options>) => Promise<number | void>
}

export interface CommandInput<Options extends ParseArgsOptionsConfig> {
  readonly values: ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>>['values']
  readonly positionals: readonly string[]
}

/**
 * Runs a command as every command behaves: `--help`, 0 on success, 2 on wrong use, 1 on failure with one plain line on stderr.
 * Data goes to stdout by `process.stdout`, everything else to stderr.
 */
export async function runCommand<const Options extends ParseArgsOptionsConfig>(command: Command<Options>): Promise<void> {
  try {
    const args = process.argv.slice(2)
    if (args.includes('--help') || args.includes('-h')) {
      process.stdout.write(`${command.usage.trim()}\n`)
      return
    }
    const { values, positionals } = readArguments(args, command.options)
    process.exitCode = (await command.run({ values, positionals })) ?? 0
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1
    const line = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${line.split('\n', 1)[0]}\n`)
    if (error instanceof UsageError) process.stderr.write(`${command.usage.trim()}\n`)
    else if (!isExpected(error) && process.env.LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack ?? ''}\n`)
  }
}

function readArguments<Options extends ParseArgsOptionsConfig>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function isExpected(error: unknown): boolean {
  return error instanceof CommandError || isStoreFailure(error) || (error as Error | null)?.name === 'ConfigError'
}

/** The value of an option that names a moment: a day (its start in UTC) or a time with an offset. */
export function instantOf(option: string, text: string): number {
  const parsed = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  if (!parsed.ok) throw new UsageError(`--${option} is a day (2026-03-14) or a time with an offset (2026-03-14T09:30:00+08:00).`)
  return parsed.value.at
}

export interface CommandSetting {
  readonly config: AppConfig
  readonly store: Store
  /** The context of a use-case, with the clock read now. */
  readonly context: () => UseCaseContext
}

/** Opens the configured, migrated database for one command and closes it afterwards, whatever happens. */
export async function withStore<T>(work: (setting: CommandSetting) => Promise<T>, role: 'web' | 'worker' = 'worker'): Promise<T> {
  const config = readConfig()
  const store = await openStore({ url: config.databaseUrl, role })
  try {
    await migrateStore(store)
    return await work({ config, store, context: () => commandContext(config, store) })
  } finally {
    await store.close()
  }
}

/** Who has access to the machine may do what commands do; the audit names them `command`. */
export function commandContext(config: AppConfig, store: Store): UseCaseContext {
  return { store, keys: config.keys, now: Date.now(), actor: { staffId: null, role: null, label: 'command' }, ip: null, requestId: null, locale: 'en' }
}
