import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Serves with hot reload: pages by Vite, what the server itself runs by restarting it. */
const WATCHED = ['app/auth', 'app/domain', 'app/http', 'app/usecases', 'app/worker', 'db', 'scripts']

const args = process.argv.slice(2)
// The usage is printed once; watched, it would wait for changes for ever.
const watch = args.includes('--help') || args.includes('-h') ? [] : ['--watch', '--watch-preserve-output', ...WATCHED.map((folder) => `--watch-path=${folder}`)]
const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...watch, 'scripts/start.ts', ...args], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'development' },
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.once('close', (code, signal) => {
  process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 0)
})
