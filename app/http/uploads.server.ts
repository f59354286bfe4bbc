import { unstable_parseMultipartFormData as parseMultipart } from '@remix-run/node'
import { DEFAULT_LIMITS } from '../domain/intake/limits.ts'
import { accept, refuse, type Refusal, type Result } from '../domain/values/result.ts'
import { previewUpload, removeStaged, type StagedFile, stageUpload } from '../usecases/intake/stage-upload.server.ts'
import type { StaffContext } from './context.server.ts'

export interface UploadedFile {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/**
 * Reads the files of a multipart form one after another as their bytes arrive (S25): nothing is held in memory whole. The first file that
 * `take` refuses ends it, with the file's name in the refusal; the rest is read and thrown away. Refuses `upload_broken` for a form that breaks off.
 */
export async function readUploads<T>(request: Request, take: (file: UploadedFile) => Promise<Result<T>>): Promise<{ readonly taken: readonly T[]; readonly refusal: Refusal | null }> {
  const taken: T[] = []
  let refusal: Refusal | null = null
  try {
    await parseMultipart(request, async ({ filename, data }) => {
      if (filename && refusal === null) {
        const result = await take({ name: filename, bytes: data })
        if (result.ok) taken.push(result.value)
        else refusal = { ...result.refusal, data: { ...result.refusal.data, name: filename } }
      }
      // What is not read here would be kept in memory by the parser.
      for await (const _chunk of data);
      return undefined
    })
  } catch (error) {
    if (request.signal.aborted) throw error
    return { taken, refusal: refusal ?? { code: 'upload_broken' } }
  }
  return { taken, refusal }
}

/** The name under which a folder brings what the operator knows of itself. */
const CONTEXT_NAME = 'context.json'
/** Files that systems leave in folders; nobody means to import them. */
const SYSTEM_FILE = /^(?:\.|thumbs\.db$|desktop\.ini$)/i

/**
 * Takes the files of an upload in, begins an import with a look at them and wakes the worker; answers with the import's id. Files that came
 * whole before one was refused are removed again. Refuses what {@link stageUpload} and {@link previewUpload} refuse, and `upload_broken`.
 */
export async function receiveUpload(context: StaffContext, request: Request): Promise<Result<number>> {
  const { varDir } = context.services.config
  const { taken, refusal } = await readUploads<StagedFile | null>(request, async (file) => {
    if (!SYSTEM_FILE.test(file.name.split(/[\\/]/).at(-1) ?? '')) return stageUpload(varDir, file, DEFAULT_LIMITS)
    return accept(null)
  })
  const staged = taken.filter((file) => file !== null)
  const begun = refusal
    ? refuse(refusal.code, refusal.data, refusal.field)
    : await previewUpload(context, staged.filter((file) => file.name !== CONTEXT_NAME), staged.find((file) => file.name === CONTEXT_NAME) ?? null)
  if (begun.ok) context.services.jobs.wake()
  else await removeStaged(varDir, staged)
  return begun
}
