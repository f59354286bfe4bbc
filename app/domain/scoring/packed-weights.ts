/**
 * Trained weights travel as text: one letter a weight, 91 steps from most negative to most positive,
 * finer near zero (a step's value grows with the square of its distance from the middle).
 */
const LETTERS = letters()
const MIDDLE = 45
const STEPS = 45

/** Printable ASCII without blank, quotes and backslash: safe in a literal. */
function letters(): string {
  let all = ''
  for (let code = 33; code < 127; code++) if (code !== 34 && code !== 39 && code !== 92) all += String.fromCharCode(code)
  return all
}

const STEP_OF = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, LETTERS.indexOf(String.fromCharCode(code))))

/** Place of a letter among the 91, by its code. */
export function stepOf(code: number): number {
  return STEP_OF[code & 127] ?? 0
}

/** The letter of a place from 0 to 90. */
export function letterOfStep(step: number): string {
  return LETTERS[step] ?? '!'
}

/** Turns packed text back into weights. `scale` is the largest size a weight can have. */
export function unpackWeights(packed: string, scale: number): Float32Array {
  const values = new Float32Array(128)
  for (let step = 0; step < LETTERS.length; step++) {
    const part = (step - MIDDLE) / STEPS
    values[LETTERS.charCodeAt(step)] = Math.sign(part) * part * part * scale
  }
  const weights = new Float32Array(packed.length)
  for (let i = 0; i < packed.length; i++) weights[i] = values[packed.charCodeAt(i) & 127] ?? 0
  return weights
}

/** The inverse, rounding each weight to the nearest step; sizes above `scale` are cut to it. */
export function packWeights(weights: ArrayLike<number>, scale: number): string {
  const pieces: string[] = []
  for (let i = 0; i < weights.length; i++) {
    const part = Math.max(-1, Math.min(1, (weights[i] ?? 0) / scale))
    pieces.push(LETTERS[MIDDLE + Math.sign(part) * Math.round(Math.sqrt(Math.abs(part)) * STEPS)] ?? LETTERS[MIDDLE] ?? '')
  }
  return pieces.join('')
}
