/** Registry group SERVER: limits and tokens of the HTTP server itself; read for the default store. */
import { defineGroup } from '../registry/group.js'
import { whole } from '../registry/plain-kinds.js'
import { tokens } from '../registry/sealed-kinds.js'

export const SERVER = defineGroup('SERVER', {
  RATE_LIMIT_PER_MINUTE: whole('Requests one client address may make in a minute.', 600, 1, 10_000_000),
  FAILED_CREDENTIALS_PER_MINUTE: whole(
    'Wrong tokens one client address may try in a minute.',
    20,
    1,
    1_000_000,
  ),
  METRICS_TOKEN: tokens('Opens /metrics; without one it stays closed.'),
})
