import type { Question, Recipe } from './message-training.ts'
import type { UrlRecipe } from './url-training.ts'

/** Fillings of every invented template. */
export const INVENTED_EACH = 6

const FRAUD: Recipe = { l2: 1e-6, contentCopy: 0.15, positives: 1, evenness: 0.25, maxIterations: 60, groups: {} }
const UNWANTED: Recipe = { ...FRAUD, evenness: 0.5, groups: { 'invented-notice/notice': 0.2, 'fraud-r1/fraud': 0.5 } }

/** Settings of the message models, found by leaving one source out in turn (docs/detection.md). */
export const MESSAGE_RECIPES: Readonly<Record<Question, Recipe>> = { fraud: FRAUD, unwanted: UNWANTED }

/** Composed and invented links weigh little: they keep unseen harmless links harmless, at the price of a little recall on the known collections. */
export const URL_RECIPE: UrlRecipe = { net: { hidden: 3, fold: 2, epochs: 3, rate: 0.1, seed: 1 }, composed: 0.01, invented: 0.03 }
