import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'

/** A CSV file as an answer, written while it is read. Spreadsheets read UTF-8 by its mark alone. `name` is ours, never from data. */
export function csvAnswer(name: string, text: AsyncIterable<string>): Response {
  async function* withMark(): AsyncGenerator<string> {
    yield '\ufeff'
    yield* text
  }
  return new Response(createReadableStreamFromReadable(Readable.from(withMark())), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="topwarden-${name}.csv"` },
  })
}
