/** Telling the merchant that Meta refuses the token or the version, and taking it back when events are taken again. */
import type { Destination, Host } from '../../../src/kernel.js'

const troubles = {
  credentials: {
    code: 'META_CREDENTIALS',
    message: 'Meta refuses the access token; events are kept, and sent when it is replaced.',
    advice:
      'Make a new token for the pixel’s system user and set FACEBOOK_CONVERSION.PIXEL_ACCESS_TOKEN; check PIXEL_ID too.',
  },
  configuration: {
    code: 'META_CONFIGURATION',
    message: 'Meta does not take calls of this form any more; events are kept meanwhile.',
    advice: 'Set FACEBOOK_CONVERSION.GRAPH_VERSION to a version that Meta supports.',
  },
} as const

export function credentialTroubles({ problems, log }: Pick<Host, 'problems' | 'log'>) {
  const standing = new Set<string>()
  const nameOf = ({ store, key }: Destination) => `${store} ${key}`
  return {
    raise(destination: Destination, kind: keyof typeof troubles, answer: string): void {
      const { code, message, advice } = troubles[kind]
      standing.add(nameOf(destination))
      log.error({ store: destination.store, destination: destination.key, answer }, message)
      void problems.raise({ store: destination.store, code, subject: destination.key, message, advice })
    },
    /** Another process may have raised it: a destination that was held says so itself. */
    async settle(destination: Destination): Promise<void> {
      if (!standing.delete(nameOf(destination)) && destination.heldPrint === undefined) return
      for (const { code } of Object.values(troubles))
        await problems.settle(destination.store, code, destination.key)
    },
  }
}
