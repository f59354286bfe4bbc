import type { Question, Recipe } from './message-training.ts'
import type { UrlRecipe } from './url-training.ts'

/** Fillings of every invented template. */
export const INVENTED_EACH = 6

const BASE: Omit<Recipe, 'groups'> = { l2: 1e-6, contentCopy: 0.15, positives: 1, maxIterations: 60 }

/** Settings of the message models, found by leaving one source out in turn (docs/detection.md). */
export const MESSAGE_RECIPES: Readonly<Record<'en' | 'zh', Readonly<Record<Question, Recipe>>>> = {
  en: {
    fraud: { ...BASE, groups: {} },
    unwanted: { ...BASE, groups: { 'invented-notice/notice': 0.2, 'fraud-r1/fraud': 0.5 } },
  },
  zh: {
    fraud: { ...BASE, groups: {} },
    unwanted: { ...BASE, groups: { 'invented-notice/notice': 0.2, 'fraud-r1/fraud': 0.5 } },
  },
}

export const URL_RECIPE: UrlRecipe = { l2: 1e-6, maxIterations: 60, groups: {} }
