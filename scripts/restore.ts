import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { appendAuditEvent } from '../db/queries/audit.ts'
import { BackupError, refuseBadSqlite, replaceSqlite, restoreRows } from '../db/backup.ts'
import { openStore, type Store } from '../db/client.ts'
import { knownMigrations, migrateStore } from '../db/migrate.ts'
import { readConfig } from '../app/http/config.ts'
import { auditEntry } from '../app/usecases/audit/audit-entry.ts'
import { verifyStore } from '../app/usecases/installation/verify-store.server.ts'
import { CommandError, commandContext, runCommand, UsageError } from './command-line.ts'
import { ANCHOR_FILE } from '../db/anchor.ts'

const USAGE = `
Usage: npm run restore -- FILE

Puts a backup in the place of the configured database. The server must be stopped. A damaged backup, or one of a newer version, is refused;
the database that stood there is kept beside it. For PostgreSQL the configured database must be new and empty.
`

await runCommand({
  usage: USAGE,
  options: {},
  async run({ positionals: [file, ...rest] }) {
    if (!file || rest.length > 0) throw new UsageError('Name the backup to restore, and nothing else.')
    const source = path.resolve(file)
    const config = readConfig()
    const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
    const isSqlite = config.databaseUrl.startsWith('sqlite:')
    try {
      let kept: string | null = null
      if (isSqlite) {
        refuseBadSqlite(source, knownMigrations())
        await refuseBadContent(source)
        kept = replaceSqlite(source, path.resolve(config.databaseUrl.slice('sqlite:'.length)), stamp)
        // Heads of the replaced chain do not fit the restored one; they are kept with it.
        const anchors = path.join(config.varDir, ANCHOR_FILE)
        if (existsSync(anchors)) renameSync(anchors, `${anchors}.replaced-${stamp}`)
      }
      const store = await openStore({ url: config.databaseUrl, role: 'worker', checkIntegrity: true })
      try {
        await migrateStore(store)
        if (!isSqlite) await restoreRows(store, source, knownMigrations())
        await recordRestore(store)
        process.stderr.write(`${source} is restored.${kept === null ? '' : ` What stood there before is kept as ${kept}.`}\n`)
      } finally {
        await store.close()
      }
    } catch (error) {
      throw error instanceof BackupError ? new CommandError(error.message) : error
    }

    async function recordRestore(store: Store): Promise<void> {
      const entry = auditEntry(commandContext(config, store), { action: 'database.restored', object: `backup:${path.basename(source)}` })
      await store.write((tx) => appendAuditEvent(tx, config.keys, entry))
    }

    /** The chain and the cases of the backup, before anything is replaced. Opened as a copy, so that the backup itself stays untouched. */
    async function refuseBadContent(backup: string): Promise<void> {
      const directory = mkdtempSync(path.join(tmpdir(), 'topwarden-restore-'))
      try {
        const copy = path.join(directory, 'copy.db')
        copyFileSync(backup, copy)
        const store = await openStore({ url: `sqlite:${copy}`, role: 'worker' })
        try {
          await migrateStore(store)
          const bad = (await verifyStore({ store, keys: config.keys }, [])).flatMap((report) => report.differences)
          const first = bad[0]
          if (first) throw new BackupError(`${backup} is refused: ${first.check} of ${first.object} is not as it should be (${bad.length} differences).`)
        } finally {
          await store.close()
        }
      } finally {
        rmSync(directory, { recursive: true, force: true })
      }
    }
  },
})
