import nextAuth, { type NextAuthOptions } from 'next-auth'
import { defaultOf } from './default-of'
import type { AuthRequest } from './staff-auth-request'

/** Typed structurally, since next-auth's types require Next's request and response. */
const handler = defaultOf(nextAuth) as (
  request: object,
  response: object,
  options: NextAuthOptions,
) => Promise<void>

/**
 * Runs next-auth's handler for Node servers, which uses only a few properties of the request and methods of the
 * response.
 */
export async function runNextAuth(request: AuthRequest, options: NextAuthOptions): Promise<Response> {
  const { action, query, ...rest } = request
  const response = new NodeResponse()
  await handler({ ...rest, query: { ...query, nextauth: action } }, response, options)
  return response.toResponse()
}

/** The part of Node's (Express's, Next's) response that next-auth uses. */
class NodeResponse {
  private code = 200
  private body: string | null = null
  private readonly headers = new Map<string, string | string[]>()

  status(code: number): this {
    this.code = code
    return this
  }

  getHeader(name: string): string | string[] | undefined {
    return this.headers.get(name.toLowerCase())
  }

  setHeader(name: string, value: string | string[]): this {
    this.headers.set(name.toLowerCase(), value)
    return this
  }

  json(value: unknown): void {
    this.setHeader('content-type', 'application/json')
    this.body = JSON.stringify(value)
  }

  send(value: unknown): void {
    if (typeof value === 'string') this.body = value
    else if (value !== undefined && value !== null) this.json(value)
  }

  end(): void {}

  toResponse(): Response {
    const response = new Response(this.body, { status: this.code })
    for (const [name, value] of this.headers) {
      if (typeof value === 'string') response.headers.set(name, value)
      else for (const line of value) response.headers.append(name, line)
    }
    return response
  }
}
