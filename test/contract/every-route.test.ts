/** The promises of every route, held against one route of each kind that there is. */
import { AppError } from '../../src/kernel/errors.js'
import { signed, token } from '../../src/kernel/server/route.js'
import { everyRoute } from '../support/every-route.js'
import { listen } from '../support/http.js'
import { guardedBy, page, routed, signedBy } from '../support/routed.js'

const closed = new AppError('FEED_DISABLED', 'forbidden', 'This feed is turned off.')

everyRoute('one route of each kind', async () => {
  const stores = ['default', 'acme']
  const { app, routes } = routed({
    stores,
    routes: [
      page('/open'),
      page('/with/:name'),
      page('/process', { scope: 'process' }),
      page('/guarded', { access: guardedBy('right', 'also-right') }),
      page('/closed', { access: token('pages', async () => ({ state: 'closed', why: closed })) }),
      page('/ajar', { access: token('pages', async () => ({ state: 'open' })) }),
      page('/nothing-accepted', { access: guardedBy() }),
      page('/receives', { method: 'POST', bodyLimitBytes: 1000 }),
      page('/signed/:name', {
        method: 'POST',
        bodyLimitBytes: 1000,
        access: signedBy('right', 'also-right'),
      }),
      page('/signed-and-closed', {
        method: 'POST',
        bodyLimitBytes: 1000,
        access: signed('hooks', async () => ({ state: 'closed', why: closed })),
      }),
      page('/fails', {
        handle() {
          throw new Error('as it happens')
        },
      }),
    ],
  })
  const { url, close } = await listen(app)
  return { routes, url, stores, close }
})
