/** Keeps knex from printing to the console what it also throws: the host's output is not ours. */
const nothing = () => {}

export const quiet = { warn: nothing, error: nothing, debug: nothing, deprecate: nothing }
