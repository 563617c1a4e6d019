/** A shop's own Express app, with Storecast mounted in it under a path. */
import express from 'express'
import { createStorecast } from '../src/index.js'

const cast = await createStorecast({ publicUrl: 'https://shop.example/storecast' })

const app = express()
app.get('/', (_req, res) => void res.send('The shop.'))
app.use('/storecast', cast.router)

const server = app.listen(Number(process.env.PORT ?? 3000), () => process.stdout.write('The shop is open.\n'))
process.once('SIGTERM', () => {
  server.close()
  void cast.close()
})
