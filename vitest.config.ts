import { defineConfig } from 'vitest/config'

const databases = ['tests/support/databases.global.ts']

/** Days that keep one core busy for minutes each, and need nothing but it: on all cores at once, where the others leave room for a database server or a browser. */
const days = 'tests/usecases/simulated-days/seeds-*.test.ts'

/**
 * Five kinds of tests, by folder. `routes` and `journeys` run against the page build, which `npm test` makes once before;
 * `days` are simulated; `journeys` drive a browser one after another. What keeps no state between tests runs in one process, so that what it imports is read once:
 * `unit` takes 39 s of processor time instead of 92, `routes` 105 instead of 158.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', isolate: false, include: ['tests/{domain,providers,i18n,components,auth,http,scripts}/**/*.test.{ts,tsx}', 'tests/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'db', isolate: false, include: ['tests/{db,usecases,worker}/**/*.test.ts'], exclude: [days], globalSetup: databases, testTimeout: 120_000, hookTimeout: 120_000 } },
      { test: { name: 'days', include: [days], globalSetup: databases, maxWorkers: '100%', sequence: { groupOrder: 1 } } },
      {
        test: {
          name: 'routes', isolate: false, include: ['tests/routes/**/*.test.ts'], globalSetup: databases, testTimeout: 120_000, hookTimeout: 120_000,
          server: { deps: { external: [/\/build\/server\//] } },
        },
      },
      { test: { name: 'journeys', include: ['tests/journeys/**/*.test.ts'], fileParallelism: false, testTimeout: 400_000, hookTimeout: 400_000 } },
    ],
  },
})
