/** What a route says when it is a text: sent at the socket as it is, or as the Response that Next wants. */
export class Answer {
  constructor(
    readonly status: number,
    /** Names in small letters. */
    readonly headers: Readonly<Record<string, string>>,
    readonly text: string | null,
  ) {}

  toResponse(): Response {
    return new Response(this.text, { status: this.status, headers: this.headers })
  }
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** An answer whose JSON is made already: the database has made it, and it goes out as it came. */
export function jsonText(text: string): Answer {
  return new Answer(200, JSON_HEADERS, text)
}

/** A value as JSON; nothing at all with 204 or when there is no value. */
export function json(value: unknown, status: number): Answer {
  if (status === 204 || value === undefined || value === null)
    return new Answer(204, { 'cache-control': 'no-store' }, null)
  return new Answer(status, JSON_HEADERS, JSON.stringify(value))
}

/** An answer that is the same for everybody and may be kept for a while by phones and proxies. */
export function publicJson(value: object, seconds: number): Answer {
  return new Answer(
    200,
    { ...JSON_HEADERS, 'cache-control': `public, max-age=${seconds}` },
    JSON.stringify(value),
  )
}
