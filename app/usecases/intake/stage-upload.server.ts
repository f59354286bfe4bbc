import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { addJob } from '../../../db/queries/jobs.ts'
import { createImport, moveImport } from '../../../db/queries/imports.ts'
import type { IntakeLimits } from '../../domain/intake/limits.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { DAY_MS, type Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'

/** A file that was sent by a page and lies in the folder of uploads, outside of everything that is served (S29). */
export type StagedFile = {
  /** Its name there, drawn: two uploads of the same bytes are two files, so that giving one up leaves the other. */
  readonly id: string
  /** As the sender called it; shown escaped, never a path. */
  readonly name: string
  readonly bytes: number
}

/** What the jobs of an upload are told. */
export type UploadPayload = {
  readonly importId: number
  readonly staffId: number | null
  readonly files: readonly StagedFile[]
  /** A `context.json` that came beside them, offered to be taken into the settings. */
  readonly context?: StagedFile | null
  /** Mappings that staff chose for single parts (`file.part`), by the id of their feed. */
  readonly mapped?: Readonly<Record<string, string>>
}

const FOLDER = 'uploads'
const STAGED = /^[0-9a-f]{64}$/
const NAME_CHARS = 200
const MOST_FILES = 50
const KEPT_MS = 7 * DAY_MS

/**
 * Takes in the bytes of one upload, counted as they come (S25), under a name of our own. Readable by its owner only.
 * Refuses `file_empty` and `file_too_large`; then nothing is left on disk.
 */
export async function stageUpload(varDir: string, file: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> }, limits: IntakeLimits): Promise<Result<StagedFile>> {
  const folder = join(varDir, FOLDER)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const id = randomBytes(32).toString('hex')
  const path = join(folder, `incoming-${id}`)
  const handle = await open(path, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of file.bytes) {
      bytes += chunk.length
      if (bytes > limits.fileBytes) return refuse('file_too_large', { most: limits.fileBytes })
      await handle.writeFile(chunk)
    }
    if (bytes === 0) return refuse('file_empty')
    await handle.sync()
    await rename(path, join(folder, id))
    return accept({ id, name: cleanName(file.name), bytes })
  } finally {
    await handle.close()
    await rm(path, { force: true })
  }
}

/** Begins an import of staged files with a look at them, which the worker takes. Answers with the import's id. Refuses `nothing_uploaded` and `too_many_files`. */
export async function previewUpload(context: UseCaseContext, files: readonly StagedFile[], contextFile: StagedFile | null = null): Promise<Result<number>> {
  if (files.length === 0) return refuse('nothing_uploaded')
  if (files.length > MOST_FILES) return refuse('too_many_files', { most: MOST_FILES })
  const staffId = context.actor.staffId
  return context.store.write(async (tx) => {
    const importId = await createImport(tx, { startedAt: context.now, staffId, origin: 'page', state: 'previewing' })
    const payload = { importId, staffId, files: files.map(({ id, name, bytes }) => ({ id, name, bytes })), context: contextFile && { ...contextFile } }
    const jobId = await addJob(tx, { type: 'preview_import', payload, createdAt: context.now })
    await moveImport(tx, importId, ['previewing'], 'previewing', { jobId })
    return accept(importId)
  })
}

/** Where a staged file lies; the id is checked, since it came from outside once. */
export function stagedPath(varDir: string, id: string): string {
  if (!STAGED.test(id)) throw new Error('Not the id of a staged file')
  return join(varDir, FOLDER, id)
}

/** Files that are gone already are no fault. */
export async function removeStaged(varDir: string, files: readonly StagedFile[]): Promise<void> {
  for (const file of files) await rm(stagedPath(varDir, file.id), { force: true })
}

/** Removes uploads that nobody confirmed within a week, and what broken uploads left. */
export async function sweepUploads(varDir: string, now: Instant): Promise<number> {
  const folder = join(varDir, FOLDER)
  const names = await readdir(folder).catch((): string[] => [])
  let removed = 0
  for (const name of names) {
    const path = join(folder, name)
    const age = now - (await stat(path).catch(() => ({ mtimeMs: now }))).mtimeMs
    if (age < KEPT_MS) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

function cleanName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').slice(-NAME_CHARS) || 'file'
}
