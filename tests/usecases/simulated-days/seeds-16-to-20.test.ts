import { simulatedDays } from '../../support/simulation/simulated-days.ts'

simulatedDays('sqlite', [16, 17, 18, 19, 20], 10_000, { mustReachAll: true })
