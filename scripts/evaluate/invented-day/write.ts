import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvText, feedFiles } from '../../../app/domain/example/feed-files.ts'
import { campaignsInOtherDegrees, campaignsInOtherFields, campaignsWithOtherValues } from './campaigns.ts'
import { agentsAndClaimsInOtherFields, agentsAndClaimsWithOtherValues, cardsAndVouchersInOtherFields, cardsAndVouchersWithOtherValues, cardsVouchersAndAgentsInOtherDegrees, vouchersAgentsAndClaimsOfTheTables, vouchersAndAgents } from './cards-vouchers-agents.ts'
import { commandsInOtherDegrees, commandsInOtherFields, commandsWithOtherValues } from './commands.ts'
import { crowds, crowdsInOtherDegrees, crowdsInOtherFields, crowdsWithOtherValues, moneyAndCrowdsOfTheTables } from './crowds.ts'
import { InventedDay, type InventedDaySize } from './day.ts'
import { disguisesInOtherDegrees, disguisesInOtherFields, disguisesWithOtherValues } from './disguises.ts'
import { harmlessAtEndsOfLists, recordsAtEndsOfLists, textsAtEndsOfLists } from './ends-of-lists.ts'
import { harmlessInOtherFields, harmlessRecords, harmlessWithOtherValues } from './harmless.ts'
import { harmlessBesideHawkers, recordsOfHawkers, wordingsOfHawkers } from './hawkers.ts'
import { linksAndLures, linksInOtherDegrees, linksInOtherFields, linksWithOtherValues } from './links.ts'
import { luresInOtherDegrees, luresInOtherFields, luresWithOtherValues } from './lures.ts'
import { manyKindsOnceMore } from './many-kinds.ts'
import { disguisesStoriesAndCommands, textsOfTheTables } from './mixed-texts.ts'
import { commandsAndNumbersOfTheTables, numbers, numbersInOtherDegrees, numbersInOtherFields, numbersWithOtherValues } from './numbers.ts'
import { harmlessWordings, openWordings } from './open-wordings.ts'
import { ownersInOtherDegrees, ownersInOtherFields, ownersOfTheTables, ownersWithOtherValues, takeovers } from './owners.ts'
import { creditsAndRemedies, remediesInOtherDegrees, remediesInOtherFields, remediesWithOtherValues } from './remedies.ts'
import { slips, slipsInOtherDegrees, slipsInOtherFields, slipsOfTheTables, slipsWithOtherValues } from './slips.ts'
import { storiesInOtherDegrees, storiesInOtherFields, storiesWithOtherValues } from './stories.ts'
import { codesProgramsAndFees, honestBesideCodesAndFees } from './codes-programs-and-fees.ts'
import { harmlessRecordsOfToday, harmlessWordingsOfToday, recordsOfToday, wordingsOfToday } from './todays-schemes.ts'

/** Scenes of one family. Wording, amounts, spacing and channels are drawn, so another seed is another day. */
type Scenes = (day: InventedDay) => void

/**
 * The parts in the order in which they were written, each measured once before anything was changed for it; `docs/detection.md` counts by them,
 * and the variants of most carry their name. A new part goes to the end: draws follow one another, so what stands before it stays as it was measured.
 */
const EARLY_PARTS: readonly Scenes[] = [
  // First: every scheme, one scene each.
  linksAndLures, disguisesStoriesAndCommands, numbers, slips, creditsAndRemedies, crowds, vouchersAndAgents, takeovers,
  // Second (`later_`): after the rules had been mended for the first.
  manyKindsOnceMore,
  // Third: along the tables of DOMAIN 2 and 3.
  textsOfTheTables, commandsAndNumbersOfTheTables, slipsOfTheTables, moneyAndCrowdsOfTheTables, vouchersAgentsAndClaimsOfTheTables, ownersOfTheTables,
  // Fourth: other degrees (slower, smaller, over several channels, among honest orders) and registers (dialects, mixed languages, emoji, other scripts and countries).
  linksInOtherDegrees, luresInOtherDegrees, disguisesInOtherDegrees, storiesInOtherDegrees, commandsInOtherDegrees, numbersInOtherDegrees, slipsInOtherDegrees, remediesInOtherDegrees, crowdsInOtherDegrees, cardsVouchersAndAgentsInOtherDegrees, ownersInOtherDegrees, campaignsInOtherDegrees,
]

/** Fifth: other values, orders of events and fields within the same definitions. */
const OTHER_VALUES: readonly Scenes[] = [
  linksWithOtherValues, luresWithOtherValues, disguisesWithOtherValues, storiesWithOtherValues, commandsWithOtherValues, campaignsWithOtherValues, numbersWithOtherValues, slipsWithOtherValues, remediesWithOtherValues, crowdsWithOtherValues, cardsAndVouchersWithOtherValues, agentsAndClaimsWithOtherValues, ownersWithOtherValues, harmlessWithOtherValues,
]

/** Sixth: every row of DOMAIN 2 and 3 once more in other fields, channels, languages and joins of records, and as many harmless neighbours. */
const OTHER_FIELDS: readonly Scenes[] = [
  linksInOtherFields, luresInOtherFields, disguisesInOtherFields, storiesInOtherFields, commandsInOtherFields, campaignsInOtherFields, numbersInOtherFields, slipsInOtherFields, remediesInOtherFields, crowdsInOtherFields, cardsAndVouchersInOtherFields, agentsAndClaimsInOtherFields, ownersInOtherFields, harmlessInOtherFields,
]

/** Seventh: short, and pushed to where the lists of words and places end. */
const ENDS_OF_LISTS: readonly Scenes[] = [textsAtEndsOfLists, recordsAtEndsOfLists, harmlessAtEndsOfLists]

/** Eighth: texts alone, of the two classes whose wordings have no end, and what customers write beside them. */
const OPEN_WORDINGS: readonly Scenes[] = [openWordings, harmlessWordings]

/** Ninth: wordings of today's hawkers and frauds, hired lines and cards among them, and joins of records told in words. */
const HAWKERS: readonly Scenes[] = [wordingsOfHawkers, recordsOfHawkers, harmlessBesideHawkers]

/** Thirteenth (the tenth to the twelfth were measured apart): schemes in the words of this year, and joins of records that nothing saw at first. */
const OF_TODAY: readonly Scenes[] = [wordingsOfToday, recordsOfToday, harmlessWordingsOfToday, harmlessRecordsOfToday]

/** Fourteenth: what is traded or led to beside credit, and records whose reason lies in one field. */
const BESIDE_CREDIT: readonly Scenes[] = [codesProgramsAndFees, honestBesideCodesAndFees]

/**
 * Writes a day of tricks that the example day does not hold as a folder with its feeds, `context.json`, `truth.csv` and `lookalikes.csv`:
 * other disguises, channels, amounts and edges of windows of every scheme of DOMAIN 2 and 3, beside harmless records that resemble them.
 * It is measured like any folder with known truth (`days.ts`). The rules were not written from it; a variant that fails stays in and is named in `docs/detection.md`.
 */
export function writeInventedDay(folder: string, size: InventedDaySize): void {
  const day = new InventedDay(size)
  day.ordinary(size.ordinaryOrders)
  day.isStaged = true
  const stage = (rounds: number, parts: readonly Scenes[]): void => {
    for (let round = 0; round < rounds; round++) for (const scenes of parts) scenes(day)
  }
  stage(2, EARLY_PARTS)
  stage(1, [harmlessRecords])
  stage(2, OTHER_VALUES)
  stage(2, OTHER_FIELDS)
  stage(2, ENDS_OF_LISTS)
  stage(1, OPEN_WORDINGS)
  stage(1, HAWKERS)
  stage(1, OF_TODAY)
  stage(1, BESIDE_CREDIT)
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of feedFiles(day.finish())) writeFileSync(join(folder, name), text)
  const { tricks, lookalikes } = day.named()
  writeFileSync(join(folder, 'truth.csv'), csvText(tricks))
  writeFileSync(join(folder, 'lookalikes.csv'), csvText(lookalikes))
}
