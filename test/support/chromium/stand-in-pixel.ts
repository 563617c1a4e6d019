/** A stand-in for Meta's pixel in a browser: works off the queue, takes further calls, and sends each one to its server. */

/** `place` is where it sends them: one GET per call, with the call as JSON in `?call=`. */
export function standInPixel(place: string): string {
  return `(() => {
  const send = (call) => { new Image().src = ${JSON.stringify(`${place}?call=`)} + encodeURIComponent(JSON.stringify(call)) }
  fbq.callMethod = (...call) => send(call)
  for (const call of fbq.queue.splice(0)) fbq.callMethod(...call)
})()`
}
