/** Names that an event can have. */

// Meta takes at most 50 characters; it would refuse others with their whole batch.
const form = /^\w[\w .:/-]{0,48}\w$/

/** Whether it is one, and so may stand in ids, labels and logs. */
export const isEventName = (name: unknown): name is string => typeof name === 'string' && form.test(name)
