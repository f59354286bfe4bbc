import { expect, test } from 'vitest'
import { type JobSetting, runNextJob } from '../../app/worker/run-jobs.ts'
import type { JobType } from '../../app/worker/job-types.ts'
import type { Store } from '../../db/client.ts'
import { addJob, findJob, hasWaitingJob, takeJob } from '../../db/queries/jobs.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../support/database.ts'

const MINUTE = 60_000

function setting(store: Store, run: JobType['run'], clock = { now: TEST_NOW }, changes: Partial<JobSetting> = {}): JobSetting & { failures: unknown[]; gaveUp: unknown[] } {
  const failures: unknown[] = []
  const gaveUp: unknown[] = []
  return {
    store, keys: testKeys, varDir: '/nowhere', now: () => clock.now, isStopping: () => false, onFailure: (job, error, isFinal) => failures.push([job.id, (error as Error).message, isFinal]),
    types: new Map([['work', { run, giveUp: async (payload) => void gaveUp.push(payload) }]]), failures, gaveUp, ...changes,
  }
}

const queue = (store: Store, payload: number, runAfter = TEST_NOW) => store.write((tx) => addJob(tx, { type: 'work', payload, createdAt: TEST_NOW, runAfter }))

forEachDialect('jobs', (open) => {
  test('are run in the order they are due, once each', async () => {
    const store = await open()
    await queue(store, 2, TEST_NOW - 1)
    await queue(store, 3)
    await queue(store, 1, TEST_NOW - 2)
    await queue(store, 9, TEST_NOW + 1)
    const seen: unknown[] = []
    const jobs = setting(store, async (payload) => {
      seen.push(payload)
      return { state: 'done' }
    })
    while (await runNextJob(jobs));
    expect(seen).toEqual([1, 2, 3])
    expect(await hasWaitingJob(store.read, 'work')).toBe(true)
  })

  test('a failure is told and tried again later; after several it is given up', async () => {
    const store = await open()
    const id = await queue(store, 7)
    const clock = { now: TEST_NOW }
    const jobs = setting(store, () => Promise.reject(new Error('broken')), clock)
    expect(await runNextJob(jobs)).toBe(true)
    expect(await runNextJob(jobs)).toBe(false)
    expect(await findJob(store.read, id)).toMatchObject({ state: 'waiting', attempts: 1, error: 'job_failed' })
    for (let i = 0; i < 5; i++) {
      clock.now += 6 * MINUTE
      expect(await runNextJob(jobs)).toBe(true)
    }
    expect(await findJob(store.read, id)).toMatchObject({ state: 'failed', attempts: 6 })
    expect(jobs.failures).toHaveLength(6)
    expect(jobs.failures.at(-1)).toEqual([id, 'broken', true])
    expect(jobs.gaveUp).toEqual([7])
    clock.now += 60 * MINUTE
    expect(await runNextJob(jobs)).toBe(false)
  })

  test('S14: a job whose process died is taken by another when its lease has run out, and not before', async () => {
    const store = await open()
    const id = await queue(store, 1)
    const dead = await store.write((tx) => takeJob(tx, ['work'], TEST_NOW, TEST_NOW + MINUTE))
    expect(dead).toMatchObject({ id, attempts: 1 })
    const clock = { now: TEST_NOW + MINUTE }
    const jobs = setting(store, async () => ({ state: 'done' }), clock)
    expect(await runNextJob(jobs)).toBe(false)
    clock.now += 1
    expect(await runNextJob(jobs)).toBe(true)
    expect(await findJob(store.read, id)).toMatchObject({ state: 'done', attempts: 2, finishedAt: clock.now })
  })

  test('a job that kills its process again and again is given up, not tried for ever', async () => {
    const store = await open()
    const id = await queue(store, 5)
    let now = TEST_NOW
    for (let i = 0; i < 6; i++) {
      expect(await store.write((tx) => takeJob(tx, ['work'], now, now + MINUTE))).not.toBeNull()
      now += 2 * MINUTE
    }
    const jobs = setting(store, () => Promise.reject(new Error('must not run')), { now })
    expect(await runNextJob(jobs)).toBe(true)
    expect(await findJob(store.read, id)).toMatchObject({ state: 'failed', error: 'too_many_attempts' })
    expect([jobs.failures, jobs.gaveUp]).toEqual([[], [5]])
  })

  test('a worker that lost its lease cannot end the job of the one that has it', async () => {
    const store = await open()
    const id = await queue(store, 1)
    const clock = { now: TEST_NOW }
    const jobs = setting(store, async () => {
      clock.now += 2 * MINUTE
      await store.write((tx) => takeJob(tx, ['work'], clock.now, clock.now + MINUTE))
      return { state: 'done' }
    }, clock)
    await runNextJob(jobs)
    expect(await findJob(store.read, id)).toMatchObject({ state: 'running', attempts: 2 })
  })

  test('S20: a job that is asked to stop is given back and continued at once by the next', async () => {
    const store = await open()
    const id = await queue(store, 1)
    let asked = true
    const jobs = setting(store, async (_payload, tools) => ({ state: tools.isStopping() ? 'again' : 'done' }), undefined, { isStopping: () => asked })
    await runNextJob(jobs)
    expect(await findJob(store.read, id)).toMatchObject({ state: 'waiting' })
    asked = false
    await runNextJob(jobs)
    expect(await findJob(store.read, id)).toMatchObject({ state: 'done' })
  })

  test('two workers never run one job', async () => {
    const store = await open()
    for (let i = 0; i < 10; i++) await queue(store, i)
    const seen: unknown[] = []
    const jobs = () => setting(store, async (payload) => {
      seen.push(payload)
      return { state: 'done' }
    })
    await Promise.all([jobs(), jobs(), jobs()].map(async (one) => {
      while (await runNextJob(one));
    }))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})
