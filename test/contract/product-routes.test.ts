/** The promises of every route, held against all routes that the product has. */
import express from 'express'
import { modulesOf } from '../../src/app.js'
import { assemble } from '../../src/kernel/assembly.js'
import { everyRoute } from '../support/every-route.js'
import { listen } from '../support/http.js'
import { tempFolder } from '../support/temp-folder.js'

everyRoute('every route of the product', async () => {
  const folder = tempFolder()
  const options = {
    dataFolder: folder.path,
    database: `${folder.path}/storecast.db`,
    logLevel: 'silent',
    stores: ['acme'],
    environment: {
      SERVER__RATE_LIMIT_PER_MINUTE: '100000',
      SERVER__FAILED_CREDENTIALS_PER_MINUTE: '100000',
      SERVER__METRICS_TOKEN: 'a-token-for-metrics',
    },
  }
  const kernel = await assemble(modulesOf({ catalog: 'demo' }), options)
  await kernel.migrate()
  const { url, close } = await listen(express().use(kernel.router))
  return {
    routes: kernel.routes,
    url,
    stores: kernel.config.stores,
    async close() {
      await close()
      await kernel.close()
      folder.remove()
    },
  }
})
