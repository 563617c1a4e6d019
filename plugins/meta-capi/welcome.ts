/** What the events say at start: whether they are reported, and if not, why. */
import type { MetaState } from './state.js'

export async function welcomeToEvents({ host, configurations }: MetaState): Promise<readonly string[]> {
  const lines = await Promise.all(
    host.stores.map(async (store) => {
      const { account, whyOff, isRehearsal } = await configurations.read(store)
      const whose = store === 'default' ? 'Events' : `Events of ${store}`
      if (account === undefined) return `${whose} are off: ${whyOff}`
      if (isRehearsal) return `${whose} go to a stand-in for Meta`
      const how = account.testingCode === undefined ? '' : ', as tests'
      return `${whose} go to Meta’s pixel ${account.pixelId}${how}`
    }),
  )
  return lines
}
