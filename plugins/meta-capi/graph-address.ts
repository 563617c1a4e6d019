/** Where the Graph API is: Meta's own address, or one that tests and demos name. */
import { z } from 'zod'

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)

/** The token goes there: in clear only within this machine. */
export const graphAddress = z
  .string()
  .refine(
    (address) => URL.canParse(address) && /^https?:\/\/[^\s?#@]+$/i.test(address),
    'must be an http(s) address without user and query',
  )
  .refine(
    (address) => !URL.canParse(address) || /^https:/i.test(address) || isLoopback(new URL(address)),
    'must begin with https, except on this machine',
  )
  .transform((address) => address.replace(/\/+$/, ''))
