/** The events that have a hook of their own. */
export { addToCart, addToWishlist } from './add-to.js'
export { completeRegistration, contact, lead } from './contacts.js'
export { initiateCheckout } from './initiate-checkout.js'
export { purchase } from './purchase.js'
export { search } from './search.js'
export { viewContent } from './view-content.js'
