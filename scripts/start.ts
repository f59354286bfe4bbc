import { migrateStore } from '../db/migrate.ts'
import { readConfig } from '../app/http/config.ts'
import { createServices } from '../app/http/services.ts'
import { startServer } from '../app/http/server.ts'

const config = readConfig()
const services = await createServices({ config })
await migrateStore(services.store)
const server = await startServer({ services, buildDir: 'build' })
process.stdout.write(`${server.url}\n`)
