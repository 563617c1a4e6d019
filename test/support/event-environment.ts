/** What the shops of these tests say of themselves: a pixel of the local Graph API, and where that is. */

export const pixel = '1234567890'
export const token = 'the-token-of-these-tests'
export const secret = 'the secret of these tests'

/** What a production shop says of itself, and where its Graph API is. */
export const eventEnvironment = (graphUrl: string): Readonly<Record<string, string>> => ({
  NODE_ENV: 'production',
  STORECAST_SECRET: secret,
  STORECAST_GRAPH_URL: graphUrl,
  SHOP__ADDRESS: 'https://shop.example',
  FACEBOOK_CONVERSION__PIXEL_ID: pixel,
  FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: token,
})
