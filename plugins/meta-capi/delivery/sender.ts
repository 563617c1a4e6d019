/** The sender: posts one batch to the Graph API; a shop may put another one in its place. */
import type { HttpClient, HttpResult } from '../../../src/kernel.js'

export interface GraphRequest {
  readonly pixelId: string
  readonly version: string
  /** Goes in a header; never into an address or a log. */
  readonly token: string
  /** JSON, ready to send. */
  readonly body: string
  readonly timeoutMs: number
  readonly connectTimeoutMs: number
}

/** Answers what came of it and never throws: `neverSent` promises that nothing left. */
export interface GraphSender {
  post(request: GraphRequest): Promise<HttpResult>
}

const answerLimitBytes = 64 * 1024

export function graphSender(http: HttpClient, graphUrl: string): GraphSender {
  return {
    post: ({ pixelId, version, token, body, timeoutMs, connectTimeoutMs }) =>
      http.send({
        method: 'POST',
        url: `${graphUrl}/${version}/${pixelId}/events`,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
        timeoutMs,
        connectTimeoutMs,
        answerLimitBytes,
      }),
  }
}
