import { constants, existsSync } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { accept, refuse, type Result } from '../../domain/values/result.ts'

/** Something in a folder that others write into, held open: `path` leads to it whatever they rename or put in its place meanwhile. */
export interface Held {
  readonly path: string
  readonly close: () => Promise<void>
}

/** Where the system shows what a process holds open, by number. Without it a path is what was looked at, and no more. */
const DESCRIPTORS = '/proc/self/fd'
const HAS_DESCRIPTORS = existsSync(DESCRIPTORS)

function held(path: string, handle: FileHandle): Held {
  return { path: HAS_DESCRIPTORS ? `${DESCRIPTORS}/${handle.fd}` : path, close: () => handle.close() }
}

/** A folder that is no link. Throws as the system does; `ELOOP` and `ENOTDIR` for what is none. */
export async function holdFolder(path: string): Promise<Held> {
  return held(path, await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW))
}

/** A file of bytes that stands here alone. Refuses `file_link`, `file_special` and `file_unreadable`; nothing that others put here is waited for. */
export async function holdFile(path: string): Promise<Result<Held>> {
  const entry = await lstat(path).catch(() => null)
  if (entry?.isSymbolicLink()) return refuse('file_link')
  if (entry && !entry.isFile()) return refuse('file_special')
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null)
  if (!handle) return refuse('file_unreadable')
  // Once more on what was opened: between the look and the opening something else may have come.
  const opened = await handle.stat()
  const code = !opened.isFile() ? 'file_special' : opened.nlink > 1 ? 'file_link' : null
  if (code === null) return accept(held(path, handle))
  await handle.close()
  return refuse(code)
}
