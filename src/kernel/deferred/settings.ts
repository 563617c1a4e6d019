/** Registry group DEFERRED_TASK: the work that waits for the end of a response. */
import { defineGroup } from '../registry/group.js'
import { flag, whole } from '../registry/plain-kinds.js'

export const DEFERRED_TASK = defineGroup('DEFERRED_TASK', {
  ENABLED: flag(
    'Whether tasks wait for the end of the response and run one after the other; if not, each runs as soon as it is handed in, in no order and without a budget.',
    true,
  ),
  BUDGET_SECONDS: whole(
    'How long tasks may run after a response; what no longer fits is skipped, unless it is critical.',
    10,
    0,
    600,
  ),
})
