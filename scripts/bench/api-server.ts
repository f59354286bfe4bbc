/** The server that the bench of the machine interface loads, as a process of its own so that its processor time can be told from the load's. */
import { readConfig } from '../../app/http/config.ts'
import type { MachineDesk } from '../../app/http/load-context.ts'
import { createLog } from '../../app/http/log.ts'
import { startServer } from '../../app/http/server.ts'
import { createServices } from '../../app/http/services.ts'
import { startReceiver } from '../../app/worker/start-receiver.ts'
import { openStore } from '../../db/client.ts'

/** `none` checks and reads each request and answers at once: the same server, without a database behind it. */
export type ServerMode = 'none' | 'product'

export type ServerReport = { readonly url: string } | { readonly cpuMicros: number }

const mode = process.argv[2] as ServerMode
const [clientKey = '', secret = ''] = process.argv.slice(3)
const config = readConfig()
const store = await openStore({ url: config.databaseUrl, role: 'web' })
const failed = (error: Error) => process.stderr.write(`${error.stack}\n`)
const receiver = mode === 'product' ? startReceiver({ databaseUrl: config.databaseUrl, keys: config.keys, onFailure: failed }) : null
const services = await createServices({ config, store, log: createLog('error'), ...(receiver ? { receiver } : {}) })

const nothing: MachineDesk = {
  find: async (key) => (key === clientKey ? { id: 1, name: 'bench', scopes: ['orders'], isDisabled: false, secretIds: [1], secrets: [secret] } : null),
  receive: async (requests) => requests.map(({ objects }) => ({ isReplay: false, items: objects.map((text) => ({ status: 'accepted' as const, id: String((JSON.parse(text) as { order_id: string }).order_id) })) })),
}
const server = await startServer({ services: mode === 'none' ? { ...services, machines: nothing } : services, buildDir: 'build' })

let before = process.cpuUsage()
process.on('message', (message: 'begin' | 'end' | 'stop') => {
  if (message === 'begin') before = process.cpuUsage()
  if (message === 'end') {
    const used = process.cpuUsage(before)
    process.send?.({ cpuMicros: used.user + used.system } satisfies ServerReport)
  }
  if (message === 'stop') void stop()
})
process.on('disconnect', () => process.exit(0))
process.send?.({ url: server.url } satisfies ServerReport)

async function stop(): Promise<void> {
  await server.close()
  await receiver?.stop(10_000)
  await store.close()
  process.exit(0)
}
