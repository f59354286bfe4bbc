import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { z } from 'zod'
import { CommandError, runCommand, UsageError } from './command-line.ts'

const USAGE = `
Usage: npm run verify-pack -- FILE

Checks an evidence pack against its own manifest: that every file named is there with its length and SHA-256, and nothing else is. Prints each
difference; exit 1 if there is any.
`

const BYTES_MAX = 256 * 1_048_576
const Manifest = z.object({ dispute: z.string().optional(), case: z.number().int().optional(), files: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })) })

await runCommand({
  usage: USAGE,
  options: {},
  async run({ positionals: [file, ...rest] }) {
    if (!file || rest.length > 0) throw new UsageError('Name one pack.')
    const found = await contentsOf(file)
    const manifest = found.get('manifest.json')
    const parsed = Manifest.safeParse(manifest ? readJson(manifest) : null)
    if (!parsed.success) throw new CommandError('The pack has no manifest that can be read.')
    const faults: string[] = []
    for (const { name, bytes, sha256 } of parsed.data.files) {
      const content = found.get(name)
      if (!content) faults.push(`${name} is missing`)
      else if (content.length !== bytes) faults.push(`${name} has ${content.length} bytes, not ${bytes}`)
      else if (createHash('sha256').update(content).digest('hex') !== sha256) faults.push(`${name} was changed`)
    }
    const named = new Set(['manifest.json', ...parsed.data.files.map(({ name }) => name)])
    for (const name of found.keys()) if (!named.has(name)) faults.push(`${name} is not in the manifest`)
    for (const fault of faults) process.stdout.write(`${fault}\n`)
    process.stderr.write(faults.length === 0 ? `${parsed.data.dispute ?? `Case ${parsed.data.case ?? '?'}`}: all ${parsed.data.files.length} files are as the manifest says.\n` : `${faults.length === 1 ? '1 difference' : `${faults.length} differences`}.\n`)
    return faults.length === 0 ? 0 : 1
  },
})

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

async function contentsOf(file: string): Promise<ReadonlyMap<string, Buffer>> {
  const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)
  const zip = await open(file, { lazyEntries: true, autoClose: true }).catch((error: unknown) => {
    throw new CommandError(`The file cannot be read as a zip archive: ${error instanceof Error ? error.message : String(error)}`)
  })
  const found = new Map<string, Buffer>()
  let total = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => resolve())
    zip.on('entry', (entry: yauzl.Entry) => {
      total += entry.uncompressedSize
      if (total > BYTES_MAX) return reject(new CommandError('The pack is larger than a pack can be.'))
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error)
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('error', reject)
        stream.on('end', () => {
          found.set(entry.fileName, Buffer.concat(parts))
          zip.readEntry()
        })
      })
    })
    zip.readEntry()
  }).catch((error: unknown) => {
    throw error instanceof CommandError ? error : new CommandError(`The archive is damaged: ${error instanceof Error ? error.message : String(error)}`)
  })
  return found
}
