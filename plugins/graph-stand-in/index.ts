/** A local Graph API that takes events as the real one does, faults included: for tests, benchmarks and the demo. */
export type * from './contract.js'
export { graphStandInHandler } from './handler.js'
export { startGraphStandIn } from './server.js'
