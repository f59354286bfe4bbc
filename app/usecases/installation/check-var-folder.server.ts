import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getMark, setMark } from '../../../db/queries/screening.ts'
import type { UseCaseContext } from '../context.ts'

const MARK = 'installation.folder'
const FILE = 'installation'

/**
 * Makes VAR_DIR and tells whether it is the folder of this installation: uploads wait there for whichever process reads them, so that all processes on one
 * database must see the same. A folder is marked with `newId` when it has no mark; the first that a database is used with is its own, and false means another.
 */
export async function isFolderOfInstallation({ store, now }: Pick<UseCaseContext, 'store' | 'now'>, varDir: string, newId: string): Promise<boolean> {
  await mkdir(varDir, { recursive: true, mode: 0o700 })
  const path = join(varDir, FILE)
  // Of two that start at once only one writes.
  await writeFile(path, newId, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const here = await readFile(path, 'utf8')
  const known = await store.write(async (tx) => {
    const mark = await getMark(tx, MARK)
    if (mark === null) await setMark(tx, MARK, here, now)
    return mark ?? here
  })
  return here === known
}
