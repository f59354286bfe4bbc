import { OTHER_METHODS, OTHER_OPERATORS } from './instrument.ts'

/** Chooses what the instrumented source does: the mutant with the active number, or what is written. */
export class MutantSwitch {
  /** 0 for none. */
  active = 0
  /** Mutants whose place was reached, while they are counted. */
  hits: Set<number> | null = null
  /** Steps that are left before a mutant counts as caught in a loop. */
  budget = Number.POSITIVE_INFINITY

  private is(id: number, count: number): number {
    if (id < 0) return -1
    if (this.hits) for (let i = 0; i < count; i++) this.hits.add(id + i)
    if (--this.budget < 0) throw new Error('The mutant does not end')
    return this.active >= id && this.active < id + count ? this.active - id : -1
  }
  b(id: number, operator: string, a: never, b: never): unknown {
    const others = OTHER_OPERATORS[operator] ?? []
    const which = this.is(id, others.length)
    return operate(which < 0 ? operator : (others[which] ?? operator), a, b)
  }
  l(id: number, operator: string, a: () => unknown, b: () => unknown): unknown {
    const chosen = this.is(id, 1) < 0 ? operator : operator === '&&' ? '||' : '&&'
    return chosen === '&&' ? a() && b() : chosen === '||' ? a() || b() : (a() ?? b())
  }
  async w(id: number, operator: string, a: () => Promise<unknown>, b: () => Promise<unknown>): Promise<unknown> {
    const chosen = this.is(id, 1) < 0 ? operator : operator === '&&' ? '||' : '&&'
    const first = await a()
    return (chosen === '&&' ? first : chosen === '||' ? !first : first === null || first === undefined) ? b() : first
  }
  c(id: number, value: unknown): unknown {
    const which = this.is(id, 2)
    return which < 0 ? value : which === 0
  }
  u(id: number, sign: string, value: never): unknown {
    return this.is(id, 1) >= 0 ? value : sign === '!' ? !value : -value
  }
  v(id: number, value: unknown, other: unknown): unknown {
    return this.is(id, 1) >= 0 ? other : value
  }
  k(id: number, object: Record<string, (...given: unknown[]) => unknown>, name: string, given: unknown[]): unknown {
    const chosen = this.is(id, 1) < 0 ? name : (OTHER_METHODS[name] ?? name)
    return chosen === '' ? object : object[chosen]?.(...given)
  }
  s(id: number): boolean {
    return this.is(id, 1) >= 0
  }
}

function operate(operator: string, a: number, b: number): unknown {
  switch (operator) {
    case '<': return a < b
    case '<=': return a <= b
    case '>': return a > b
    case '>=': return a >= b
    case '===': return a === b
    case '!==': return a !== b
    // Looser than === only where something is compared with nothing.
    case '==': return (a ?? null) === (b ?? null)
    case '!=': return (a ?? null) !== (b ?? null)
    case '+': return a + b
    case '-': return a - b
    case '*': return a * b
    case '/': return a / b
    default: return a % b
  }
}

const holder = globalThis as { $m?: MutantSwitch }
/** One for the whole process: files that are tested one after another share it. */
export const mutantSwitch: MutantSwitch = (holder.$m ??= new MutantSwitch())
