import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isFolderOfInstallation } from '../../../app/usecases/installation/check-var-folder.server.ts'
import { forEachDialect, testContext } from '../../support/database.ts'
import { sharedFolder } from '../../support/folders.ts'

const folder = sharedFolder()

forEachDialect('VAR_DIR', (open, dialect) => {
  test('is known again by each start, and told apart from another folder, or a new one in its place', async () => {
    const context = testContext(await open())
    const shared = join(folder, dialect, 'shared')
    expect(await isFolderOfInstallation(context, shared, 'first')).toBe(true)
    expect(await isFolderOfInstallation(context, shared, 'second')).toBe(true)
    expect(await isFolderOfInstallation(context, join(folder, dialect, 'other'), 'third')).toBe(false)
    expect(await isFolderOfInstallation(context, join(folder, dialect, 'other'), 'fourth')).toBe(false)
    rmSync(shared, { recursive: true })
    expect(await isFolderOfInstallation(context, shared, 'fifth')).toBe(false)
  })

  test('that another installation used is taken over with its mark', async () => {
    const [before, after] = [testContext(await open()), testContext(await open())]
    const moved = join(folder, dialect, 'moved')
    expect(await isFolderOfInstallation(before, moved, 'first')).toBe(true)
    expect(await isFolderOfInstallation(after, moved, 'second')).toBe(true)
  })
})
