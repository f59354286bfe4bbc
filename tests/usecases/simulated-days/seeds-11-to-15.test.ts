import { simulatedDays } from '../../support/simulation/simulated-days.ts'

simulatedDays('sqlite', [11, 12, 13, 14, 15], 10_000, { mustReachAll: false })
