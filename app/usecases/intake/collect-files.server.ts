import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'

/** A file to be imported. One that was only found in a folder may turn out to be no feed; one that was named must be. */
export interface FoundFile {
  readonly path: string
  readonly isNamed: boolean
}

export interface FoundFiles {
  readonly files: readonly FoundFile[]
  /** Paths of `context.json` files of the folders. */
  readonly contexts: readonly string[]
}

const CONTEXT_NAME = 'context.json'
const LARGEST_CONTEXT_BYTES = 4 * 1024 ** 2
const DEEPEST = 8
const MOST_FILES = 10_000

/** What paths stand for: files as named, folders as all the files in them, by name, links and hidden files left out. Refuses `path_missing` and `too_many_files`. */
export async function collectFiles(paths: readonly string[]): Promise<Result<FoundFiles>> {
  const files = new Map<string, FoundFile>()
  const contexts: string[] = []
  const walk = async (folder: string, depth: number): Promise<Refusal | null> => {
    const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory() && depth < DEEPEST) {
        const refusal = await walk(path, depth + 1)
        if (refusal) return refusal
      } else if (entry.isFile()) {
        if (entry.name === CONTEXT_NAME) contexts.push(path)
        else if (!files.has(path)) files.set(path, { path, isNamed: false })
      }
      if (files.size > MOST_FILES) return { code: 'too_many_files', data: { most: MOST_FILES } }
    }
    return null
  }
  for (const path of paths) {
    try {
      const found = await lstat(path)
      if (found.isDirectory()) {
        const refusal = await walk(path, 1)
        if (refusal) return { ok: false, refusal }
      } else if (basename(path) === CONTEXT_NAME) contexts.push(path)
      else files.set(path, { path, isNamed: true })
    } catch (error) {
      return refuse('path_missing', { path, cause: (error as NodeJS.ErrnoException).code ?? '' })
    }
  }
  return accept({ files: [...files.values()], contexts: [...new Set(contexts)] })
}

/** Text of a `context.json`. Refuses `context_too_large` and `file_unreadable`. */
export async function readContextFile(path: string): Promise<Result<string>> {
  try {
    const { size } = await lstat(path)
    if (size > LARGEST_CONTEXT_BYTES) return refuse('context_too_large', { most: LARGEST_CONTEXT_BYTES })
    return accept((await readFile(path, 'utf8')).replace(/^\ufeff/, ''))
  } catch (error) {
    return refuse('file_unreadable', { cause: (error as NodeJS.ErrnoException).code ?? '' })
  }
}
