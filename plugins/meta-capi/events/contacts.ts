/** What a shopper leaves an address for: a registration, a contact, a lead. The address is user data, never custom data. */
import type { Contacting, Registration } from '../contract.js'
import { defineEvent, priorities } from './event.js'
import type { Reader } from './reader.js'

export const completeRegistration = defineEvent<Registration>({
  name: 'CompleteRegistration',
  task: 'meta.completeRegistration',
  priority: priorities.normal,
  make: (registration, reader) => ({
    customData: {
      status:
        typeof registration.status === 'boolean'
          ? registration.status
          : reader.text(registration.status, 'status', 100),
      ...worth(registration, reader),
    },
    user: { email: registration.email },
  }),
})

const contacting = (name: string, task: string) =>
  defineEvent<Contacting>({
    name,
    task,
    priority: priorities.normal,
    make: (contact, reader) => ({ customData: worth(contact, reader), user: { email: contact.email } }),
  })

export const contact = contacting('Contact', 'meta.contact')
export const lead = contacting('Lead', 'meta.lead')

function worth({ value, currency }: Contacting, reader: Reader): Record<string, unknown> {
  const amount = reader.amount(value, 'value')
  return amount === undefined ? {} : { value: amount, currency: reader.currency(currency) }
}
