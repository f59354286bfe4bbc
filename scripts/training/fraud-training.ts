import { type BareRecipe, trainBare } from './bare-training.ts'
import type { FraudWeights } from './fixing.ts'
import { type MessageTable, type Recipe, trainHead } from './message-training.ts'

/** How the second head of the fraud question is trained. */
export interface LureRecipe extends Recipe {
  /** Share of the log-odds of the first head that are added to its own: what hardly looks like a fraud must look even less like an advertisement. */
  readonly ofFirst: number
}

/** How the heads of one language are trained; `bare` is null where no head for texts without sentence marks is wanted. */
export interface MessageRecipes {
  readonly fraud: Recipe
  readonly lure: LureRecipe
  readonly bare: BareRecipe | null
  readonly unwanted: Recipe
}

/** Trains the heads of the fraud question on the picked examples. */
export function trainFraud(table: MessageTable, picked: readonly number[], recipes: MessageRecipes): FraudWeights {
  const fraud = trainHead(table, picked, 'fraud', recipes.fraud)
  const { ofFirst } = recipes.lure
  const lure = trainHead(table, picked, 'lure', recipes.lure).map((weight, slot) => weight + ofFirst * (fraud[slot] ?? 0))
  return { fraud, lure, bare: recipes.bare === null ? null : trainBare(table, picked, recipes.bare) }
}
