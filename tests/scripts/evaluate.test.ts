import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countedFigure, countsAt, f1, falseAlarms, precision, precisionFigure, recall } from '../../scripts/evaluate/intervals.ts'
import { averagePrecision, thresholdAtFalseAlarmRate } from '../../scripts/training/figures.ts'

function evaluate(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/evaluate.ts', ...args], { encoding: 'utf8' })
  const lines = stdout.trim().split('\n')
  return { status, stdout, stderr, last: lines.at(-1) ?? '' }
}

describe('npm run evaluate', { timeout: 60_000 }, () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'labelled-'))
    mkdirSync(join(folder, 'messages'))
    const line = (id: number, lang: string, text: string, label: string) => JSON.stringify({ id: String(id), lang, text, label, source: 'made-up' })
    writeFileSync(join(folder, 'messages', 'mixed.jsonl'), [
      line(1, 'en', 'Your account is suspended, verify your card now at http://secure-login-update.top/verify', 'fraud'),
      line(2, 'en', 'See you at the station at eight, I will bring the umbrella', 'ham'),
      line(3, 'zh', '晚上一起吃饭吗，我在学校门口等你', 'ham'),
    ].join('\n'))
    writeFileSync(join(folder, 'messages', 'en.train.jsonl'), line(4, 'en', 'hello', 'ham'))
    writeFileSync(join(folder, 'links.jsonl'), `${JSON.stringify({ id: '1', url: 'secure-paypa1-login.top/verify', label: 'phishing', source: 'made-up', kind: 'link' })}\n`)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('measures every labelled file it finds, says what it left out, and ends with one JSON line', () => {
    const { status, stdout, last } = evaluate('--data', folder)
    expect(status).toBe(0)
    const result = JSON.parse(last) as { messages: Record<string, { rows: number }>; urls: Record<string, { rows: number }>; skipped: string[] }
    expect(Object.entries(result.messages).map(([file, { rows }]) => [file, rows])).toEqual([['messages/mixed.jsonl (en)', 2], ['messages/mixed.jsonl (zh)', 1]])
    expect(result.urls['links.jsonl']).toMatchObject({ rows: 1 })
    expect(result.skipped).toContain('messages/en.train.jsonl: the models were trained on it')
    expect(result.skipped).toContain('example days: no folder with truth.csv and lookalikes.csv')
    expect(stdout).toContain('## messages/mixed.jsonl (en): 2 messages')
  })

  test('wrong use exits with 2, a folder that is not there with 1 and one plain line', () => {
    expect(evaluate('--only', 'weather').status).toBe(2)
    const gone = evaluate('--data', join(folder, 'gone'))
    expect(gone.status).toBe(1)
    expect(gone.stderr.trim().split('\n')).toHaveLength(1)
  })
})

describe('figures', () => {
  test('a threshold lets pass exactly the share of false alarms that is allowed', () => {
    const negatives = Array.from({ length: 200 }, (_, at) => at / 200)
    const threshold = thresholdAtFalseAlarmRate(negatives, 0.005)
    expect(countsAt([], negatives, threshold).alarms).toBe(1)
    expect(countsAt([], negatives, thresholdAtFalseAlarmRate(negatives, 0)).alarms).toBe(0)
  })

  test('counts become recall, precision, F1 and false alarms', () => {
    const counts = countsAt([0.9, 0.8, 0.2], [0.85, 0.1, 0.1, 0.1], 0.5)
    expect(counts).toEqual({ hits: 2, positives: 3, alarms: 1, negatives: 4 })
    expect([recall(counts), precision(counts), f1(counts), falseAlarms(counts)]).toEqual([2 / 3, 2 / 3, 4 / 6, 0.25])
  })

  test('average precision takes ties together', () => {
    expect(averagePrecision([1, 0.5], [0.5])).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3))
  })

  test('intervals hold their figure, are the same each time, and are missing where there is nothing to measure', () => {
    const counts = { hits: 80, positives: 100, alarms: 5, negatives: 100 }
    const figure = countedFigure(counts, recall)
    expect(figure).toEqual(countedFigure(counts, recall))
    expect(figure.low).toBeLessThan(0.8)
    expect(figure.high).toBeGreaterThan(0.8)
    expect(countedFigure({ hits: 0, positives: 0, alarms: 0, negatives: 3 }, recall)).toEqual({ value: null, low: null, high: null })
    expect(precisionFigure([], [1])).toEqual({ value: null, low: null, high: null })
  })
})
