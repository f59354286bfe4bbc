import type { Refusal } from '../../domain/values/result.ts'

type SendAnswer =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly refusal: Refusal }
  /** The session has ended meanwhile. */
  | { readonly ok: false; readonly refusal: null }

export interface Sending {
  readonly answer: Promise<SendAnswer>
  readonly stop: () => void
}

/** Sends files to be looked at, telling how many bytes went out; `fetch` cannot tell that. */
export function sendFiles(files: readonly File[], onSent: (bytes: number) => void): Sending {
  const request = new XMLHttpRequest()
  const answer = new Promise<SendAnswer>((resolve) => {
    const broken = () => resolve({ ok: false, refusal: { code: 'upload_broken' } })
    request.upload.addEventListener('progress', (event) => onSent(event.loaded))
    request.addEventListener('error', broken)
    request.addEventListener('abort', broken)
    request.addEventListener('load', () => {
      if (new URL(request.responseURL || '/', window.location.href).pathname === '/sign-in') return resolve({ ok: false, refusal: null })
      const told = answerOf(request.responseText)
      if (told) resolve(told)
      else broken()
    })
  })
  const form = new FormData()
  for (const file of files) form.append('file', file, file.name)
  request.open('POST', '/imports/upload')
  request.send(form)
  return { answer, stop: () => request.abort() }
}

function answerOf(text: string): SendAnswer | null {
  try {
    const told = JSON.parse(text) as SendAnswer
    return typeof told === 'object' && told !== null && typeof told.ok === 'boolean' ? told : null
  } catch {
    return null
  }
}
