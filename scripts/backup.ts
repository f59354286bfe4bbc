import path from 'node:path'
import { appendAuditEvent } from '../db/queries/audit.ts'
import { BackupError, writeBackup } from '../db/backup.ts'
import { openStore } from '../db/client.ts'
import { auditEntry } from '../app/usecases/audit/audit-entry.ts'
import { verifyStore } from '../app/usecases/installation/verify-store.server.ts'
import { CommandError, runCommand, UsageError, withStore } from './command-line.ts'

const USAGE = `
Usage: npm run backup -- FILE

Writes a backup of the whole database to FILE while the product goes on working, and checks it: integrity, audit chain, summaries, row counts.
FILE must not exist yet; only its owner can read it. The secrets of the installation are not in it: keep them apart, for without them its
sealed fields do not open. Restore with: npm run restore -- FILE
`

await runCommand({
  usage: USAGE,
  options: {},
  async run({ positionals: [file, ...rest] }) {
    if (!file || rest.length > 0) throw new UsageError('Name the file to write, and nothing else.')
    const target = path.resolve(file)
    await withStore(async ({ store, config, context }) => {
      await store.write((tx) => appendAuditEvent(tx, config.keys, auditEntry(context(), { action: 'database.backed_up', object: `backup:${path.basename(target)}` })))
      const counts = await plainly(() => writeBackup(store, target, check))
      process.stderr.write(`${target} holds ${counts.get('orders') ?? 0} orders, ${counts.get('cases') ?? 0} cases and ${counts.get('audit_events') ?? 0} audit events, and was found good.\n`)

      /** SQLite: what was written is checked as a database. PostgreSQL: its rows are read back and counted, the checks run on what they come from. */
      async function check(partial: string): Promise<void> {
        const checked = store.dialect === 'sqlite' ? await openStore({ url: `sqlite:${partial}`, role: 'worker', checkIntegrity: true }) : store
        try {
          const bad = (await verifyStore({ store: checked, keys: config.keys }, [])).flatMap((report) => report.differences)
          const first = bad[0]
          if (first) throw new BackupError(`The backup was not kept: ${first.check} of ${first.object} is not as it should be (${bad.length} differences). Run npm run verify.`)
        } finally {
          if (checked !== store) await checked.close()
        }
      }
    })
  },
})

async function plainly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof BackupError ? new CommandError(error.message) : error
  }
}
