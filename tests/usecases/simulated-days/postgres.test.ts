import { simulatedDays } from '../../support/simulation/simulated-days.ts'

// Each operation is many round trips there.
simulatedDays('postgres', [21, 22], 300, { mustReachAll: false })
