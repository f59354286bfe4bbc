import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AppConfig, readConfig } from '../app/http/config.ts'
import { createLog } from '../app/http/log.ts'
import { startServer } from '../app/http/server.ts'
import { createServices } from '../app/http/services.ts'
import { addFirstAdmin } from '../app/usecases/staff/add-staff.server.ts'
import { isFolderOfInstallation } from '../app/usecases/installation/check-var-folder.server.ts'
import { loadExampleDay } from '../app/usecases/intake/load-example-day.server.ts'
import { startReceiver } from '../app/worker/start-receiver.ts'
import { startWorker } from '../app/worker/start-worker.ts'
import { openStore, type Store } from '../db/client.ts'
import { migrateStore } from '../db/migrate.ts'
import { hasStaff } from '../db/queries/staff.ts'
import { commandContext, runCommand, UsageError } from './command-line.ts'
import { startHousekeeping } from './housekeeping.ts'
import { startProgress } from './progress.ts'

const USAGE = `
Usage: npm start [-- --empty]

Migrates the database and serves the product until it is stopped. A new database gets an admin, whose one-time password is printed once,
and an example day of records, already screened; --empty starts without the examples. Settings come from the environment, see .env.example.
`

await runCommand({
  usage: USAGE,
  options: { empty: { type: 'boolean', default: false } },
  async run({ values, positionals }) {
    if (positionals.length > 0) throw new UsageError('start takes no arguments.')
    const config = readConfig()
    const log = createLog(config.logLevel)
    const store = await openStore({ url: config.databaseUrl, role: 'web' })
    const applied = await migrateStore(store)
    if (applied.length > 0) say(`The database was brought up to date (${applied.join(', ')}).`)
    // With an embedded database the folder is where that lies; many machines on one PostgreSQL have to share it.
    if (!(await isFolderOfInstallation(commandContext(config, store), config.varDir, randomUUID())) && store.dialect === 'postgres')
      say(`VAR_DIR ${config.varDir} is not the folder that this database was used with: what is uploaded here cannot be read by other processes. Let all of them share one folder.`)
    if (!values.empty && !(await hasStaff(store.read))) await fillWithExample(config, store)

    const worker = startWorker({
      databaseUrl: config.databaseUrl,
      keys: config.keys,
      varDir: config.varDir,
      notices: config.notices,
      payments: config.payments,
      webhookInnerHosts: config.webhookInnerHosts,
      inbound: config.inbound,
      onInbound: (file) => log[file.state === 'done' ? 'info' : 'warn'](file, 'file of a watched folder'),
      onFailure: ({ job, jobId, isFinal, error }) => log[isFinal ? 'error' : 'warn']({ job, jobId, isFinal, err: error }, 'job failed'),
    })
    const receiver = startReceiver({ databaseUrl: config.databaseUrl, keys: config.keys, onFailure: (error) => log.error({ err: error }, 'intake thread failed') })
    const stopThreads = () => Promise.all([receiver.stop(config.shutdownGraceMs), worker.stop(config.shutdownGraceMs)])
    const services = await createServices({ config, store, log, jobs: worker, receiver })
    const admin = await addFirstAdmin(commandContext(config, store), services.passwords, config.adminEmail)
    // A port that is taken, or pages that were never built: the threads would keep the process alive, serving nobody.
    const server = await startServer({ services, buildDir: 'build' }).catch(async (error: unknown) => {
      await stopThreads()
      await store.close()
      throw error
    })
    const housekeeping = startHousekeeping(services)
    // Before its address is told: whoever waits for that may ask it to stop in the same moment.
    const asked = untilAskedToStop()
    if (admin) {
      process.stdout.write(`\nFirst admin: ${admin.email}\nOne-time password, valid for a day and shown only now: ${admin.oneTimePassword}\n\n`)
    }
    process.stdout.write(`Topwarden is open at ${server.url}\n`)
    const reason = await asked
    say(`Stopping (${reason}) …`)
    await Promise.all([server.close().then(() => receiver.stop(config.shutdownGraceMs)), worker.stop(config.shutdownGraceMs)])
    await housekeeping.stop()
    await store.close()
    return reason === 'failure' || reason === 'no reader' ? 1 : 0

    function untilAskedToStop(): Promise<'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'no reader' | 'failure'> {
      return new Promise((resolve) => {
        for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
        // Whoever read what it says is gone (a broken pipe). Saying so would fail in the same way, for ever; so it ends in order, as when its terminal closes.
        for (const stream of [process.stdout, process.stderr]) stream.on('error', () => resolve('no reader'))
        // A bug that escaped everything: the process cannot be trusted, but ends in order (S22).
        for (const event of ['uncaughtException', 'unhandledRejection']) {
          process.on(event, (error: unknown) => {
            log.fatal({ err: error, event }, 'unhandled error')
            resolve('failure')
          })
        }
      })
    }
  },
})

/** A new installation begins with a day of invented records, imported and screened like any other. */
async function fillWithExample(config: AppConfig, store: Store): Promise<void> {
  say('A new database: inventing an example day …')
  const progress = startProgress()
  const holder = randomUUID()
  const load = () => loadExampleDay(commandContext(config, store), { holder, onProgress: ({ step, done, total }) => progress.show(step, done, total) })
  let loaded = await load()
  // Two that start together on one new database: the second waits until the first has read the day in, or was killed.
  while (loaded === 'elsewhere') {
    await sleep(500)
    loaded = await load()
  }
  progress.end(loaded ? `The example day holds ${loaded.records} records; ${loaded.flags} flags were raised.` : undefined)
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
