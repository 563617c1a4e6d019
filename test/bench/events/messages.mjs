/** The child's end of a conversation: answers each message by the command that it names. */

/** Says first that it is ready; the process may end after `close`. */
export function answerMessages(commands) {
  process.on('message', async ({ id, name, order }) => {
    try {
      process.send({ id, answer: await commands[name](order) })
    } catch (error) {
      process.send({ id, error: error.stack })
    }
    if (name === 'close') process.disconnect()
  })
  process.send({ id: 0 })
}
