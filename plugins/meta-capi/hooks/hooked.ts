/** What a hook answers at once: an id, and a promise that begins its work only when somebody awaits it. */
import type { Hooked, Kept } from '../contract.js'

/** `keep` must not reject, and may be called more than once. */
export function hooked(eventId: string, keep: () => Promise<Kept>): Hooked {
  return {
    eventId,
    // Not a promise that runs already: before the response is out, nobody shall wait for the database but who asks to.
    stored: {
      // biome-ignore lint/suspicious/noThenProperty: it is awaited
      then: (onKept, onFailed) => keep().then(onKept, onFailed),
    },
  }
}

/** For what is decided already. */
export function decided(eventId: string, kept: Kept): Hooked {
  return hooked(eventId, async () => kept)
}
