/** The promises of every route, held against one route of each kind that there is. */
import { AppError } from '../../src/kernel/errors.js'
import { token } from '../../src/kernel/server/route.js'
import { everyRoute } from '../support/every-route.js'
import { listen } from '../support/http.js'
import { guardedBy, page, routed } from '../support/routed.js'

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
