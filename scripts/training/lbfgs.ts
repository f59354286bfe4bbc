/** Loss at a point; writes its gradient, whatever was in there. */
export type LossAndGradient = (at: Float64Array, gradient: Float64Array) => number

/** Steps that the curvature is read from. */
const HISTORY = 16

/** Minimises a smooth loss from zero by L-BFGS, in a fixed order of additions: the same loss gives the same point, bit for bit. */
export function minimise(size: number, lossAndGradient: LossAndGradient, maxIterations: number): Float64Array {
  let w = new Float64Array(size)
  let gradient = new Float64Array(size)
  let loss = lossAndGradient(w, gradient)
  let nextW = new Float64Array(size)
  let nextGradient = new Float64Array(size)
  const direction = new Float64Array(size)
  const steps: Float64Array[] = []
  const changes: Float64Array[] = []
  const rhos: number[] = []
  const alphas = new Float64Array(HISTORY)

  for (let iteration = 0; iteration < maxIterations; iteration++) {
    for (let i = 0; i < size; i++) direction[i] = -gradient[i]!
    for (let h = steps.length - 1; h >= 0; h--) {
      const alpha = rhos[h]! * dot(steps[h]!, direction)
      alphas[h] = alpha
      addScaled(direction, changes[h]!, -alpha)
    }
    if (steps.length > 0) {
      const s = steps[steps.length - 1]!
      const y = changes[changes.length - 1]!
      const scale = dot(s, y) / dot(y, y)
      for (let i = 0; i < size; i++) direction[i]! *= scale
    }
    for (let h = 0; h < steps.length; h++) {
      const beta = rhos[h]! * dot(changes[h]!, direction)
      addScaled(direction, steps[h]!, alphas[h]! - beta)
    }
    const slope = dot(direction, gradient)
    if (slope > -1e-14) break
    let step = steps.length === 0 ? 1 / Math.max(1e-12, Math.sqrt(dot(gradient, gradient))) : 1
    let nextLoss = loss
    let accepted = false
    for (let attempt = 0; attempt < 30; attempt++) {
      for (let i = 0; i < size; i++) nextW[i] = w[i]! + step * direction[i]!
      nextLoss = lossAndGradient(nextW, nextGradient)
      if (nextLoss <= loss + 1e-4 * step * slope) { accepted = true; break }
      step *= 0.5
    }
    if (!accepted) break
    const s = new Float64Array(size)
    const y = new Float64Array(size)
    for (let i = 0; i < size; i++) { s[i] = nextW[i]! - w[i]!; y[i] = nextGradient[i]! - gradient[i]! }
    const sy = dot(s, y)
    if (sy > 1e-14) {
      steps.push(s); changes.push(y); rhos.push(1 / sy)
      if (steps.length > HISTORY) { steps.shift(); changes.shift(); rhos.shift() }
    }
    const gain = loss - nextLoss
    ;[w, nextW] = [nextW, w]
    ;[gradient, nextGradient] = [nextGradient, gradient]
    loss = nextLoss
    if (gain < 1e-7 * Math.max(1, Math.abs(loss))) break
  }
  return w
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!
}
