import { simulatedDays } from '../../support/simulation/simulated-days.ts'

// These ten answer for all commands: the rarest are accepted once in tens of thousands of operations.
simulatedDays('sqlite', [11, 12, 13, 14, 15, 16, 17, 18, 19, 20], 10_000, { mustReachAll: true })
