/** What `storecast doctor` says of the merchant's pages: whether one can sign in, and by what address. */
import type { Finding } from '../../kernel.js'
import { ADMIN } from '../settings.js'
import type { AdminState } from '../state.js'

const subject = 'Merchant’s page'

export async function checkDoor({ host, people }: AdminState, store: string): Promise<readonly Finding[]> {
  // It stands before all stores.
  if (store !== 'default') return []
  const { ENABLED } = await host.registry.read(ADMIN, 'default')
  if (!ENABLED) return [{ state: 'good', subject, message: 'It is switched off.' }]
  const { protocol, hostname } = new URL(host.publicUrl)
  if (protocol !== 'https:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) {
    return [
      {
        state: 'attention',
        subject,
        message: `Nobody can sign in at ${host.publicUrl}/admin, because it is not encrypted.`,
        advice:
          'Put a proxy that speaks https before it, name the proxy in STORECAST_TRUSTED_PROXIES, and set STORECAST_PUBLIC_URL.',
      },
    ]
  }
  if (!(await people.isAnybodyThere()))
    return [{ state: 'good', subject, message: 'The next start of the server makes the first admin.' }]
  return [{ state: 'good', subject, message: `It is at ${host.publicUrl}/admin.` }]
}
