import path from 'node:path'
import { verifyStore, type Difference } from '../app/usecases/installation/verify-store.server.ts'
import { exportAuditHead } from '../app/usecases/audit/verify-audit.server.ts'
import { ANCHOR_FILE, readAnchors } from '../db/anchor.ts'
import { runCommand, UsageError, withStore } from './command-line.ts'

const USAGE = `
Usage: npm run verify [-- --head]

Checks the database: its pages and keys, the audit chain and the heads kept beside it, cases against their events and flags, day summaries and
feed states against the records, and that sealed fields open. Prints each difference; exit 1 if there is any. Changes nothing.

  --head   prints the newest head of the audit chain as JSON, to be kept elsewhere
`

await runCommand({
  usage: USAGE,
  options: { head: { type: 'boolean', default: false } },
  async run({ values, positionals }) {
    if (positionals.length > 0) throw new UsageError('verify takes no arguments.')
    return withStore(async ({ config, context }) => {
      if (values.head) {
        process.stdout.write(`${JSON.stringify(await exportAuditHead(context()))}\n`)
        return 0
      }
      const anchors = readAnchors(path.join(config.varDir, ANCHOR_FILE))
      let found = 0
      await verifyStore(context(), anchors, ({ check, differences }) => {
        found += differences.length
        process.stderr.write(`${differences.length === 0 ? 'good' : 'BAD '}  ${check}${differences.length === 0 ? '' : `: ${differences.length}`}\n`)
        for (const difference of differences) process.stdout.write(`${lineOf(difference)}\n`)
      })
      process.stderr.write(found === 0 ? 'Everything agrees.\n' : `${found} differences.\n`)
      return found === 0 ? 0 : 1
    })
  },
})

function lineOf({ check, object, expected, actual }: Difference): string {
  return `${check}  ${object}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`
}
