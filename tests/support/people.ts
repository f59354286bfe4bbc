import type { Store } from '../../db/client.ts'
import { addStaff, TEST_NOW, testContext } from './database.ts'

/** Two reviewers and their supervisor, each acting at a time of the test's; the auditor is the first of them in that role. */
export async function people(store: Store) {
  const [ann, ben, sue] = [await addStaff(store, 'ann'), await addStaff(store, 'ben'), await addStaff(store, 'sue', 'supervisor')]
  return {
    ids: { ann, ben, sue },
    ann: (now = TEST_NOW) => testContext(store, { staffId: ann, now }),
    ben: (now = TEST_NOW) => testContext(store, { staffId: ben, now }),
    sue: (now = TEST_NOW) => testContext(store, { staffId: sue, role: 'supervisor', now }),
    auditor: (now = TEST_NOW) => testContext(store, { staffId: ann, role: 'auditor', now }),
  }
}
