/** The events by the names that stand in the address of a signed hook. */
import type { Envelope } from '../contract.js'
import type { EventDefinition } from '../events/event.js'
import * as events from '../events/index.js'
import { trackedEvent } from '../events/track.js'

const own: ReadonlyMap<string, EventDefinition<never>> = new Map(
  Object.values(events).map((definition) => [definition.name, definition as EventDefinition<never>]),
)

/** Its definition, and its input made of the payload's data. */
export function eventByName(
  name: string,
  data: Readonly<Record<string, unknown>>,
): { readonly definition: EventDefinition<Envelope>; readonly input: Envelope } {
  const definition = own.get(name)
  if (definition) return { definition: definition as EventDefinition<Envelope>, input: data as Envelope }
  const { custom = {}, ...envelope } = data as Envelope
  const input = { ...envelope, data: custom }
  return { definition: trackedEvent(name) as EventDefinition<Envelope>, input }
}
