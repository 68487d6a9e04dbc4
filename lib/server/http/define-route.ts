import type { z } from 'zod'
import type { AccountActor, PublicActor, StaffActor } from '@/lib/core/actor'
import { type AnyEndpoint, searchEndpoint } from '@/lib/core/endpoint'
import type { Answer } from './answer'
import type { UploadedFile } from './read-upload'

type ActorOf<A> = A extends 'staff' ? StaffActor : A extends 'account' ? AccountActor : PublicActor
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

type Input<E extends AnyEndpoint> = {
  actor: ActorOf<E['auth']>
  params: Out<E['params']>
  query: Out<E['query']>
  body: Out<E['body']>
  /** Only with `upload`. */
  file: UploadedFile
  /** The caller's address, for limits and lock-outs. */
  address: string
  /** Aborted when the client disconnects before the response. */
  readonly signal: AbortSignal
}

type Value<E extends AnyEndpoint> = E['response'] extends z.ZodType ? z.input<E['response']> : unknown
type Handler<E extends AnyEndpoint> = (input: Input<E>) => Promise<Value<E> | Answer | Response>

/** An endpoint and its handler; `serveRoute` runs it, lib/api.ts lists them all. */
export type Route = {
  endpoint: AnyEndpoint
  handler: (input: Input<AnyEndpoint>) => Promise<unknown>
}

/** A route and, where its search may name a person, the same by POST. */
export function withSearchByPost(route: Route): [Route, ...Route[]] {
  const { endpoint, handler } = route
  if (!endpoint.searchable) return [route]
  const byPost: Route = {
    endpoint: searchEndpoint(endpoint),
    handler: ({ body, ...input }) => handler({ ...input, query: body, body: undefined }),
  }
  return [route, byPost]
}

/** A route of an endpoint; the handler gets the input as parsed by the endpoint's schemas. */
export function defineRoute<E extends AnyEndpoint>(endpoint: E, handler: Handler<E>): Route {
  // The input is parsed by this endpoint's schemas; TypeScript cannot follow the generics through the router.
  return { endpoint, handler: handler as Route['handler'] }
}
