/** Builds Purchases with the official SDK; arguments as those of `build-ours.mjs`. Nothing is sent, and no API is made. */
import sdk from 'facebook-nodejs-business-sdk'
import { measureBuilding } from './build-run.mjs'

const { Content, CustomData, ServerEvent, UserData } = sdk

/** Which method takes which field; every one is set as the SDK's own examples do. */
const setters = {
  email: 'setEmail',
  phone: 'setPhone',
  firstName: 'setFirstName',
  lastName: 'setLastName',
  city: 'setCity',
  state: 'setState',
  zip: 'setZip',
  country: 'setCountry',
  gender: 'setGender',
  dateOfBirth: 'setDateOfBirth',
  dobd: 'setDobd',
  dobm: 'setDobm',
  doby: 'setDoby',
  externalId: 'setExternalId',
  f5first: 'setF5First',
  f5last: 'setF5Last',
  fi: 'setFi',
  appUserId: 'setAppUserId',
  clientIpAddress: 'setClientIpAddress',
  clientUserAgent: 'setClientUserAgent',
  fbc: 'setFbc',
  fbp: 'setFbp',
  subscriptionId: 'setSubscriptionId',
  leadId: 'setLeadId',
  fbLoginId: 'setFbLoginId',
  madid: 'setMadid',
  anonId: 'setAnonId',
  ctwaClid: 'setCtwaClid',
  pageId: 'setPageId',
}

await measureBuilding(({ order, shopper }) => {
  const user = new UserData()
  for (const name in shopper) user[setters[name]](shopper[name])
  let value = 0
  const contents = order.lines.map(({ product, quantity, price }) => {
    value += quantity * price
    return new Content().setId(product).setQuantity(quantity).setItemPrice(price)
  })
  const custom = new CustomData()
    .setContentIds(order.lines.map(({ product }) => product))
    .setContents(contents)
    .setContentType('product')
    .setCurrency(order.currency)
    .setDeliveryCategory(order.delivery)
    .setOrderId(order.orderId)
    .setValue(Math.round(value * 10_000) / 10_000)
  const event = new ServerEvent()
    .setEventName('Purchase')
    .setEventTime(Math.floor(Date.now() / 1_000))
    .setEventId(`purchase.${order.orderId}`)
    .setActionSource('website')
    .setEventSourceUrl('https://shop.example/thanks')
    .setUserData(user)
    .setCustomData(custom)
  return JSON.stringify(event.normalize())
})
