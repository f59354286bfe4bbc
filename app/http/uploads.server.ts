import { unstable_parseMultipartFormData as parseMultipart } from '@remix-run/node'
import { accept, refuse, type Refusal, type Result } from '../domain/values/result.ts'

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

/** {@link readUploads} as one result. */
export function allTaken<T>({ taken, refusal }: { readonly taken: readonly T[]; readonly refusal: Refusal | null }): Result<readonly T[]> {
  return refusal ? refuse(refusal.code, refusal.data, refusal.field) : accept(taken)
}
