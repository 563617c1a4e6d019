/** The package's public API. */
export { createStorecast, type Storecast, type StorecastOptions, type StoreFace } from './app.js'
export * from './kernel.js'
