import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Where a Chromium or Chrome stands that tests can drive: `CHROME_PATH`, else the usual places; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROME_PATH
  if (named) return fs.existsSync(named) ? named : null
  return PLACES.find((place) => fs.existsSync(place)) ?? null
}

/** Installs Chromium and a Chinese font where that needs no question: as root on Debian or Ubuntu. Says whether it was tried. */
export function installChromium(): boolean {
  const isRootOnDebian = process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')
  if (!isRootOnDebian) return false
  const apt = (...args: string[]) =>
    spawnSync('/usr/bin/apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  return true
}
