import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { scoreLine } from '../../scripts/score.ts'

function score(kind: string[], input: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/score.ts', ...kind], { encoding: 'utf8', input })
  return { status, stderr, rows: stdout.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>) }
}

describe('npm run score', { timeout: 60_000 }, () => {
  test('answers each line in the order of the input, with its id', () => {
    const ids = Array.from({ length: 1200 }, (_, at) => `m${at}`)
    const { status, rows } = score(['messages'], ids.map((id) => JSON.stringify({ id, text: `hello ${id}`, lang: 'en' })).join('\n'))
    expect(status).toBe(0)
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect(rows[0]).toMatchObject({ fraud: expect.any(Number), unwanted: expect.any(Number), band: 'log', reasons: [] })
  })

  test('a line that cannot be read is not assessed, says why, and stops nothing', () => {
    const { status, rows } = score(['urls'], ['{"id":1,"url":"example.org"}', '{broken', '{"id":2}', '[]', '{"id":3,"url":"example.com"}'].join('\r\n'))
    expect(status).toBe(0)
    expect(rows.map(({ id, notAssessed }) => [id, notAssessed])).toEqual([[1, undefined], [null, 'unreadable_line'], [2, 'url_missing'], [null, 'unreadable_line'], [3, undefined]])
  })

  test('reasons point into the raw text', () => {
    const text = '\u200bDear customer, your ａccount has been suspended. Verify your card at http://secure-update-info.top/login today.'
    const { reasons } = JSON.parse(scoreLine('messages', JSON.stringify({ id: 1, text }))) as { reasons: { signal: string; start: number; end: number }[] }
    expect(reasons.length).toBeGreaterThan(0)
    for (const { start, end } of reasons) expect(text.slice(start, end)).not.toBe('')
  })

  test('wrong use exits with 2 and says how it is used', () => {
    const wrong = score(['poems'], '')
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toContain('npm run score -- messages | urls')
  })
})
