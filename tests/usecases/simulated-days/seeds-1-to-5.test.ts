import { simulatedDays } from '../../support/simulation/simulated-days.ts'

simulatedDays('sqlite', [1, 2, 3, 4, 5], 10_000, { mustReachAll: false })
