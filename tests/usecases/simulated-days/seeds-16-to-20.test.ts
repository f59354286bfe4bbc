import { simulatedDays } from '../../support/simulation/simulated-days.ts'

// These five answer for all commands: the rarest are accepted once in tens of thousands of operations.
simulatedDays('sqlite', [16, 17, 18, 19, 20], 10_000, { mustReachAll: true })
