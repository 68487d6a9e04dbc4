/**
 * What is read of a request: as much of the web's Request as the routes need. Next hands us a whole one, the front door
 * its own view of Node's message, which costs a tenth of it.
 */
export type Incoming = {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers: { get(name: string): string | null }
  /** Whoever stops reading leaves the rest where it is: the connection must still carry the answer. */
  readonly body: AsyncIterable<Uint8Array> | null
}

/** Next's request as ours. */
export function incomingOf(request: Request): Incoming {
  const { method, url, headers, body } = request
  return { method, url, headers, body: body?.values({ preventCancel: true }) ?? null }
}

/** The parameters of an address, without parsing the rest of it. */
export function searchOf({ url }: Incoming): Record<string, string> {
  const at = url.indexOf('?')
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(at + 1)))
}
