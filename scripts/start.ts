import { createServices } from '../app/http/services.ts'
import { startServer } from '../app/http/server.ts'
import { readConfig } from '../app/http/config.ts'
import { createLog } from '../app/http/log.ts'
import { addFirstAdmin } from '../app/usecases/add-staff.server.ts'
import { openStore } from '../db/client.ts'
import { migrateStore } from '../db/migrate.ts'
import { startHousekeeping } from './housekeeping.ts'
import { commandContext, runCommand } from './command-line.ts'

const USAGE = `
Usage: npm start [-- --empty]

Migrates the database and serves the product until it is stopped. A new database gets an admin, whose one-time password is printed once,
and an example day of records, already screened; --empty starts without the examples. Settings come from the environment, see .env.example.
`

await runCommand({
  usage: USAGE,
  options: { empty: { type: 'boolean', default: false } },
  async run() {
    const config = readConfig()
    const log = createLog(config.logLevel)
    const store = await openStore({ url: config.databaseUrl, role: 'web' })
    const applied = await migrateStore(store)
    if (applied.length > 0) say(`Database is up to date (${applied.join(', ')}).`)
    const services = await createServices({ config, store, log })

    const admin = await addFirstAdmin(commandContext(config, store), services.passwords, config.adminEmail)
    const server = await startServer({ services, buildDir: 'build' })
    const housekeeping = startHousekeeping(services)
    if (admin) {
      process.stdout.write(`\nFirst admin: ${admin.email}\nOne-time password, valid for a day and shown only now: ${admin.oneTimePassword}\n\n`)
    }
    process.stdout.write(`Topwarden is open at ${server.url}\n`)

    const reason = await untilAskedToStop()
    say(`Stopping (${reason}) …`)
    housekeeping.stop()
    await server.close()
    await store.close()
    return reason === 'failure' ? 1 : 0

    function untilAskedToStop(): Promise<'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'failure'> {
      return new Promise((resolve) => {
        for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal))
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

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
