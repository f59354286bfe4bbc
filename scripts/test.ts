import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { findChromium, installChromium } from './find-chromium.ts'

const USAGE = `
Usage: npm test [-- PATTERN…]

Checks types, lint and that nothing is left unused, builds the pages once, and runs all tests, the browser journeys included; with patterns, only the test files whose
path holds one of them. Ends with the line "N passed, N failed".
`

interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** The part of the runner's report that is counted. */
const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const patterns = process.argv.slice(2)
if (patterns.includes('--help') || patterns.includes('-h')) {
  process.stdout.write(`${USAGE.trim()}\n`)
} else {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 }
  const chromium = prepareBrowser()
  // Two at a time: the build in the background of the checks that need no build.
  const build = check('build', [process.execPath, 'scripts/launch.mjs', 'build'], tally)
  await check('types', [process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit'], tally)
  await build
  await check('lint', [process.execPath, 'node_modules/@biomejs/biome/bin/biome', 'lint', '--error-on-warnings', '.'], tally)
  await check('unused', [process.execPath, 'node_modules/knip/bin/knip.js', '--no-progress'], tally)
  await runTests(patterns, chromium, tally)
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  process.stdout.write(`${tally.passed} passed, ${tally.failed} failed${skipped}\n`)
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The browser for the journeys; installed where that is possible without asking. */
function prepareBrowser(): string | null {
  const found = findChromium()
  if (found) return found
  say('No Chromium on this machine; trying to install it …')
  const installed = installChromium() ? findChromium() : null
  if (!installed) say('The browser journeys are skipped: install Chromium or Chrome, or name it in CHROME_PATH.')
  return installed
}

/** Runs a check as one test: its output is shown when it fails. */
async function check(name: string, [command = '', ...args]: string[], tally: Tally): Promise<void> {
  const startedAt = performance.now()
  const { code, output } = await run(command, args, process.env, true)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (code === 0) {
    tally.passed++
    say(`✓ ${name} (${seconds} s)`)
  } else {
    tally.failed++
    say(`✗ ${name} (${seconds} s)\n${output}`)
  }
}

async function runTests(patterns: readonly string[], chromium: string | null, tally: Tally): Promise<void> {
  const reportFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'topwarden-tests-')), 'report.json')
  const projects = ['unit', 'db', 'routes', 'days', ...(chromium ? ['journeys'] : [])].map((name) => `--project=${name}`)
  const wanted = testFiles(patterns, chromium !== null)
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'test', ...(chromium ? { CHROME_PATH: chromium } : {}) }
  const { code } = await run(process.execPath, [...args, ...projects, ...patterns], env, false)
  const report = Report.safeParse(readJson(reportFile))
  fs.rmSync(path.dirname(reportFile), { recursive: true, force: true })
  if (!report.success) {
    tally.failed++
    say('✗ tests: the runner left no report.')
    return
  }
  const begun = new Set(report.data.testResults.filter((file) => file.assertionResults.length > 0 || file.status === 'failed').map((file) => path.resolve(file.name)))
  const neverBegun = wanted.filter((file) => !begun.has(file))
  if (neverBegun.length > 0) {
    tally.failed += neverBegun.length
    say(`✗ ${neverBegun.length} test files never ran:\n${neverBegun.map((file) => `  ${path.relative('.', file)}`).join('\n')}`)
  }
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report.data
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  tally.passed += numPassedTests
  tally.skipped += numPendingTests
  tally.failed += numFailedTests + brokenFiles
  // Errors outside any test, such as an unhandled rejection, fail the run though every test passed.
  if (code !== 0 && numFailedTests + brokenFiles === 0) tally.failed++
}

/** Every test file on disk that this run has to begin, in a project or not; the runner picks its own, and once ended well without having begun them all. */
function testFiles(patterns: readonly string[], hasBrowser: boolean): string[] {
  const lower = patterns.map((pattern) => pattern.toLowerCase())
  return fs.readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .map((name) => path.join('tests', name))
    .filter((file) => /\.test\.tsx?$/.test(file) && (hasBrowser || !file.startsWith(path.join('tests', 'journeys'))))
    .filter((file) => lower.length === 0 || lower.some((pattern) => file.toLowerCase().includes(pattern)))
    .map((file) => path.resolve(file))
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv, isCaptured: boolean): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', isCaptured ? 'pipe' : 'inherit', isCaptured ? 'pipe' : 'inherit'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
