import { defineConfig } from 'vitest/config'

const postgres = ['tests/support/postgres.global.ts']

/** Days that keep one core busy for minutes each, and need nothing but it: on all cores at once, where the others leave room for a database server or a browser. */
const days = 'tests/usecases/simulated-days/seeds-*.test.ts'

/**
 * Five kinds of tests, by folder. `routes` and `journeys` run against the page build, which `npm test` makes once before;
 * `days` are simulated; `journeys` drive a browser one after another.
 */
export default defineConfig({
  test: {
    projects: [
      // Functions without state: one process for all of them, so that what they import is read once (92 s of processor time before, 39 now).
      { test: { name: 'unit', isolate: false, include: ['tests/{domain,providers,i18n,components,auth,http,scripts}/**/*.test.{ts,tsx}', 'tests/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'db', include: ['tests/{db,usecases,worker}/**/*.test.ts'], exclude: [days], globalSetup: postgres, testTimeout: 120_000, hookTimeout: 120_000 } },
      { test: { name: 'days', include: [days], maxWorkers: '100%', sequence: { groupOrder: 1 } } },
      {
        test: {
          name: 'routes', include: ['tests/routes/**/*.test.ts'], globalSetup: postgres, testTimeout: 120_000, hookTimeout: 120_000,
          server: { deps: { external: [/\/build\/server\//] } },
        },
      },
      { test: { name: 'journeys', include: ['tests/journeys/**/*.test.ts'], fileParallelism: false, testTimeout: 400_000, hookTimeout: 400_000 } },
    ],
  },
})
