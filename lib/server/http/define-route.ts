import type { z } from 'zod'
import type { AccountActor, PublicActor, StaffActor } from '@/lib/core/actor'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import type { Answer } from './answer'
import type { UploadedFile } from './request-input'

type ActorOf<A> = A extends 'staff' ? StaffActor : A extends 'account' ? AccountActor : PublicActor
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

type Input<E extends AnyEndpoint> = {
  actor: ActorOf<E['auth']>
  params: Out<E['params']>
  query: Out<E['query']>
  body: Out<E['body']>
  /** Only with `upload`. */
  file: UploadedFile
  /** Where the request came from, for limits and lock-outs. */
  address: string
  /** The version that the client has already (If-None-Match), for files. */
  known: string | null
  /** Aborted when the client goes away before it is answered. */
  readonly signal: AbortSignal
}

type Value<E extends AnyEndpoint> = E['response'] extends z.ZodType ? z.input<E['response']> : unknown
type Handler<E extends AnyEndpoint> = (input: Input<E>) => Promise<Value<E> | Answer | Response>

/** A declared call and what answers it; `serveRoute` is the way around it, lib/api.ts lists them all. */
export type Route = {
  endpoint: AnyEndpoint
  handler: (input: Input<AnyEndpoint>) => Promise<unknown>
}

/** A route out of its declaration: the handler gets the input that the endpoint's schemas make of a request. */
export function defineRoute<E extends AnyEndpoint>(endpoint: E, handler: Handler<E>): Route {
  // What reaches the handler is parsed by this endpoint's own schemas; TypeScript cannot follow its generics through them.
  return { endpoint, handler: handler as Route['handler'] }
}
