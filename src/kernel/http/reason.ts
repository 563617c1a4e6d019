/** Why an exchange came to nothing, in a word or two. */

const reasons: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'connect timeout',
  UND_ERR_SOCKET: 'connection closed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'answer cut short',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
  UND_ERR_INVALID_ARG: 'malformed request',
  ERR_BUFFER_TOO_LARGE: 'answer too large',
  ENCODING: 'unknown encoding',
}

/** Only codes are told: messages of errors repeat addresses, and with them what a caller put there. */
export function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown }
  if (typeof code !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(code)) return 'failed'
  return reasons[code] ?? code
}
