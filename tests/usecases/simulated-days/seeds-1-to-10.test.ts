import { simulatedDays } from '../../support/simulation/simulated-days.ts'

simulatedDays('sqlite', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 10_000, { mustReachAll: false })
