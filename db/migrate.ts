import { Migrator, type Migration } from 'kysely/migration'
import { sql, type Kysely } from 'kysely'
import type { Store, StoreDialect } from './client.ts'
import { failureReasonOf } from './failure.ts'
import * as firstLight from './migrations/0001-first-light.ts'
import * as insight from './migrations/0002-insight.ts'
import * as rules from './migrations/0003-rules.ts'
import * as staffActions from './migrations/0004-staff-actions.ts'
import * as outbox from './migrations/0005-outbox.ts'
import * as disputes from './migrations/0006-disputes.ts'
import * as machines from './migrations/0007-machines.ts'
import * as caseWork from './migrations/0008-case-work.ts'
import * as identityAndPrivacy from './migrations/0009-identity-and-privacy.ts'
import * as mappings from './migrations/0010-mappings.ts'
import * as alerts from './migrations/0011-alerts.ts'
import * as webhooksAndBoard from './migrations/0012-webhooks-and-board.ts'
import * as lists from './migrations/0013-lists.ts'
import * as erasedWords from './migrations/0016-erased-words.ts'
import * as letters from './migrations/0017-letters.ts'
import * as decidedCases from './migrations/0018-decided-cases.ts'
import * as refundNumbers from './migrations/0019-refund-numbers.ts'
import * as caseStages from './migrations/0020-case-stages.ts'
import * as secretsInUse from './migrations/0021-secrets-in-use.ts'
import * as rareReads from './migrations/0022-rare-reads.ts'
import { ddl, type Ddl } from './migrations/ddl.ts'

/** Every migration in order. Named here, not found in a folder, so that a stray file can never run. None is edited once released. */
const MIGRATIONS: Readonly<Record<string, { readonly up: (ddl: Ddl) => Promise<void> }>> = {
  '0001-first-light': firstLight,
  '0002-insight': insight,
  '0003-rules': rules,
  '0004-staff-actions': staffActions,
  '0005-outbox': outbox,
  '0006-disputes': disputes,
  '0007-machines': machines,
  '0008-case-work': caseWork,
  '0009-identity-and-privacy': identityAndPrivacy,
  '0010-mappings': mappings,
  '0011-alerts': alerts,
  '0012-webhooks-and-board': webhooksAndBoard,
  '0013-lists': lists,
  '0016-erased-words': erasedWords,
  '0017-letters': letters,
  '0018-decided-cases': decidedCases,
  '0019-refund-numbers': refundNumbers,
  '0020-case-stages': caseStages,
  '0021-secrets-in-use': secretsInUse,
  '0022-rare-reads': rareReads,
}

/** Longest wait for another process that migrates the same SQLite file. */
const PATIENCE_MS = 60_000

/**
 * Brings the database to the schema of this program, in one transaction that other processes wait for; a failure leaves the old schema (S16).
 * A database that a newer program has migrated stops the start. Answers with the names of what ran.
 */
export async function migrateStore(store: Store): Promise<readonly string[]> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await migrateOnce(store)
    } catch (error) {
      if (failureReasonOf(error) !== 'locked' || performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function migrateOnce(store: Store): Promise<readonly string[]> {
  const unknown = (await appliedMigrations(store)).filter((name) => !Object.hasOwn(MIGRATIONS, name))
  if (unknown.length > 0)
    throw new Error(`The database was migrated by a newer version of this program (${unknown.join(', ')}). Start that version, or restore a backup made before it.`)
  const migrator = new Migrator({ db: store.migrator, provider: { getMigrations: async () => migrationsFor(store.dialect) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** Names of the migrations the database has seen; empty for a new one. Used by `restore` and the readiness page too. */
export async function appliedMigrations(store: Store): Promise<readonly string[]> {
  const tables = await store.migrator.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(store.migrator)
  return rows.map((row) => row.name)
}

/** Names of the migrations this program knows, in order. */
export function knownMigrations(): readonly string[] {
  return Object.keys(MIGRATIONS)
}

function migrationsFor(dialect: StoreDialect): Record<string, Migration> {
  return Object.fromEntries(Object.entries(MIGRATIONS).map(([name, { up }]) => [name, { up: (db: Kysely<any>) => up(ddl(db, dialect)) }]))
}
