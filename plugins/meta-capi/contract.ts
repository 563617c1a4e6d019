/** All that other plugins and host programs may know of the events: the hooks, what they take and what they answer. */
import type { Request } from 'express'
import type { Knex } from 'knex'
import { defineOffer } from '../../src/kernel.js'
import type { UserDataInput } from './user-data/input.js'

/** Whether the shopper agreed to being reported; `pending` holds the event until they decide. */
export type Consent = 'granted' | 'denied' | 'pending'

/** Where an action took place, as Meta knows it. */
export const actionSources = [
  'email',
  'website',
  'app',
  'phone_call',
  'chat',
  'physical_store',
  'system_generated',
  'business_messaging',
  'other',
] as const

export type ActionSource = (typeof actionSources)[number]

/**
 * What was captured of a request: plain JSON that holds no clear personal data, so that it can be saved on an order
 * and used when a payment is confirmed later, by a webhook that knows no browser.
 */
export interface Context {
  readonly version: 1
  /** Unix seconds at which it was captured. */
  readonly at: number
  readonly consent: Consent
  /** Meta's keys; personal fields are hashed already. */
  readonly user: Readonly<Record<string, unknown>>
  readonly sourceUrl?: string
  readonly referrer?: string
  /** Finds events that wait for this shopper's decision; a hash. */
  readonly shopper?: string
  /** Why nothing is to be reported of it, as `crawler`. */
  readonly bot?: string
}

/** Who acts: the request at hand, or the context that was captured of an earlier one. */
export type Who = Request | Context

/** An amount in major units; text keeps decimals exact. */
export type Amount = number | string

/** A product by its catalog id; as an object its name comes along. */
export type ProductRef =
  | string
  | number
  | { readonly id: string | number; readonly name?: string | undefined }

export type Delivery = 'in_store' | 'home_delivery' | 'curbside'

/** A product with its quantity and its price for one piece. */
export interface Line {
  readonly product: ProductRef
  /** 1 unless given. */
  readonly quantity?: number
  readonly price?: Amount
  readonly delivery?: Delivery
}

/** Limited data use, by Meta's numbers of countries and states; `true` lets Meta find the place. */
export type LimitedDataUse = boolean | { readonly country: number; readonly state: number }

/** What every hook takes besides its own data. */
export interface Envelope {
  /** Made by Storecast unless given; the browser's event of the same name and id counts as the same. */
  readonly eventId?: string
  /** Now unless given; a number is in Unix seconds. */
  readonly eventTime?: Date | number
  readonly eventSourceUrl?: string
  /** `website` unless given or set. */
  readonly actionSource?: ActionSource
  /** Meta may measure with it, but not deliver ads by it. */
  readonly optOut?: boolean
  readonly subscriptionId?: string
  /** Meta's customer_segmentation: `new_customer_to_business` and its like. */
  readonly customSegmentation?: string
  readonly limitedDataUse?: LimitedDataUse
  /** Meta's app_data, for `app`: plain values under Meta's names, and the device's up to 16 texts. */
  readonly appData?: Readonly<Record<string, unknown>> & { readonly extinfo?: readonly string[] }
  /** Where a conversation took place, for `business_messaging`. */
  readonly messagingChannel?: 'messenger' | 'whatsapp' | 'instagram'
  /** What this call knows of the shopper besides what `identify` says; wins over it. */
  readonly user?: UserDataInput
  /** Wins over what the `consent` option says. */
  readonly consent?: Consent
  /** Further custom data, under Meta's names; what the hook makes itself wins. */
  readonly custom?: Readonly<Record<string, unknown>>
}

export interface ViewContent extends Envelope {
  /** What is shown: one product, or those of a brand's or category's page. */
  readonly products?: readonly ProductRef[]
  readonly product?: ProductRef
  /** The page's name, as the brand's or category's; the product's own unless given. */
  readonly name?: string
  readonly category?: string
  readonly value?: Amount
  readonly currency?: string
}

export interface Search extends Envelope {
  readonly query: string
  /** What was found, first things first. */
  readonly products?: readonly ProductRef[]
}

export interface Adding extends Line, Envelope {
  /** The store's currency unless given. */
  readonly currency?: string
  /** Price times quantity unless given. */
  readonly value?: Amount
}

export interface Checkout extends Envelope {
  readonly lines: readonly Line[]
  readonly currency?: string
  /** The sum of the lines unless given. */
  readonly value?: Amount
}

export interface Purchase extends Checkout {
  /** The same order is one purchase for ever, whoever reports it and however often. */
  readonly orderId: string | number
  readonly delivery?: Delivery
}

export interface Registration extends Envelope {
  readonly email?: string
  /** As `newsletter`; `true` means completed. */
  readonly status?: string | boolean
  readonly value?: Amount
  readonly currency?: string
}

export interface Contacting extends Envelope {
  readonly email?: string
  readonly value?: Amount
  readonly currency?: string
}

/** What became of an event at the door. */
export type Kept =
  /** Durably kept: it will be sent, whatever happens to this process. */
  | 'stored'
  /** The same event was kept before; it stays one. */
  | 'known'
  /** Durably kept until the shopper decides. */
  | 'pending'
  /** Events are switched off, or pixel or token is missing, or no testing code is set outside production. */
  | 'off'
  | 'denied'
  | 'bot'
  /** The payload cannot become an event; a problem says why. */
  | 'invalid'
  /** The database was away for too long, or the process ended; a problem says so. */
  | 'lost'
  /** The person was erased before it was written. */
  | 'erased'

export interface Hooked {
  /** What the browser's event must carry to be the same one. */
  readonly eventId: string
  /**
   * What became of it; never rejects. Awaiting it keeps the event at once, before the response is out; without that
   * it is kept right after the response.
   */
  readonly stored: PromiseLike<Kept>
}

/** The hooks; `Answer` is `Hooked` at once, or a promise inside the caller's transaction. */
export interface Hooks<Answer> {
  viewContent(who: Who, seen: ViewContent): Answer
  search(who: Who, search: Search): Answer
  addToCart(who: Who, added: Adding): Answer
  addToWishlist(who: Who, added: Adding): Answer
  initiateCheckout(who: Who, checkout: Checkout): Answer
  purchase(who: Who, order: Purchase): Answer
  completeRegistration(who: Who, registration?: Registration): Answer
  contact(who: Who, contact?: Contacting): Answer
  lead(who: Who, lead?: Contacting): Answer
  /** Any of the 17 standard events, PageView, or a name of the shop's own; `data` is custom data under Meta's names. */
  track(who: Who, name: string, data?: Readonly<Record<string, unknown>>, envelope?: Envelope): Answer
}

/** Whose stored events are meant. */
export interface Person {
  readonly externalId?: string | number
  readonly email?: string
}

/** The hooks of a store, for other modules. */
export const META = defineOffer<(store: string) => MetaApi>('the hooks of the events')

/** `cast.meta`. */
export interface MetaApi extends Hooks<Hooked> {
  /** The same hooks inside the caller's knex transaction: they reject where the event could not be written. */
  within(trx: Knex.Transaction): Hooks<Promise<{ readonly eventId: string; readonly stored: Kept }>>
  /** What of this request a later call needs; save it on the order. Never throws. */
  contextOf(req: Request): Context
  /** The pixel with the events of this request, for the end of the page; empty where nothing may be reported. */
  browserTag(req: Request, options?: { readonly nonce?: string }): string
  /** Releases or erases the events that wait for this shopper's decision; answers how many. */
  decide(who: Who, consent: 'granted' | 'denied'): Promise<number>
  /**
   * Removes what is stored of a person, and what this process has taken of them and not yet written; answers how many
   * events. Rejects where some may be left, as while the database is away: call it again then.
   */
  erase(person: Person): Promise<number>
}
