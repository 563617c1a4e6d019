/** Registry group CIRCUIT_BREAKER: when a platform that fails is left alone, and for how long. */
import { defineGroup } from '../registry/group.js'
import { whole } from '../registry/plain-kinds.js'

export const CIRCUIT_BREAKER = defineGroup('CIRCUIT_BREAKER', {
  META_THRESHOLD: whole('Failures in a row after which Meta is left alone for a while.', 3, 1, 1_000),
  META_COOLDOWN_SECONDS: whole(
    'How long Meta is left alone before one request tries whether it is back.',
    60,
    1,
    86_400,
  ),
  META_MULTIPLIER: whole('How many times longer each further pause is, while it is not back.', 2, 1, 10),
  META_MAX_COOLDOWN_SECONDS: whole('The longest pause.', 900, 1, 86_400),
})
