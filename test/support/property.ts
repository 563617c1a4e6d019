/** fast-check with the run's seed: what holds is looked for in the same places until somebody asks for others. */
import fc from 'fast-check'
import { seed } from './seed.js'

fc.configureGlobal({ seed })

export default fc
