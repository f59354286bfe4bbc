import { screenPending } from '../app/usecases/screening/screen-records.server.ts'
import { instantOf, runCommand, UsageError, withStore } from './command-line.ts'
import { startProgress } from './progress.ts'

const USAGE = `
Usage: npm run screen -- [--all] [--since T]

Screens the records that wait. The same records, settings and rules give the same flags, however often this runs; flags that no longer hold are
withdrawn. A run that was interrupted goes on where it stood when it is started again.

  --all     screens every record again, not only those that wait
  --since   with --all: only what happened at this time or later: 2026-03-14 or 2026-03-14T09:30:00+08:00

The last line of stdout is one JSON object: {"screened","raised","withdrawn","casesOpened","seconds"}
`

await runCommand({
  usage: USAGE,
  options: { all: { type: 'boolean', default: false }, since: { type: 'string' } },
  async run({ values, positionals }) {
    if (positionals.length > 0) throw new UsageError('This command takes no names.')
    const since = values.since === undefined ? null : instantOf('since', values.since)
    if (since !== null && !values.all) throw new UsageError('--since goes with --all.')
    const startedAt = performance.now()
    return withStore(async ({ config, store, context }) => {
      const progress = startProgress()
      const { screened, raised, withdrawn, casesOpened } = await screenPending(store, config.keys, {
        now: context().now, all: values.all, since, onProgress: ({ step, done, total }) => progress.show(step, done, total),
      })
      progress.end(`Screened ${screened} records: ${raised} flags raised, ${withdrawn} withdrawn, ${casesOpened} cases opened.`)
      process.stdout.write(`${JSON.stringify({ screened, raised, withdrawn, casesOpened, seconds: Math.round((performance.now() - startedAt) / 10) / 100 })}\n`)
    })
  },
})
