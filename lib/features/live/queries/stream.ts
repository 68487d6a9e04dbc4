import type { StaffActor } from '@/lib/core/actor'
import { addListener, type Message } from './hub'

/** Below the idle time-out of proxies (60 s as a rule). */
const BEAT_MS = 20_000
/** After this the browser reconnects and its session is checked again. */
const LIFETIME_MS = 10 * 60_000
/** Seconds' worth of events that a browser may leave unread before its stream is ended; it reconnects and loads anew. */
const UNREAD = 60
/** After an interruption browsers come back over some seconds, not all at once. */
const RETRY_MS = { least: 1_000, spread: 4_000 }

/** A stream of server-sent events for one officer, until the browser goes or its lifetime ends. */
export function openStream(actor: StaffActor): Response {
  let close = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      close = connect(actor, controller)
    },
    cancel: () => close(),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // nginx otherwise collects the events before it passes them on.
      'x-accel-buffering': 'no',
    },
  })
}

/** @returns ends the stream's timers and its listening */
function connect(actor: StaffActor, controller: ReadableStreamDefaultController<Uint8Array>): () => void {
  const encoder = new TextEncoder()
  let open = true
  let remove = () => {}
  const close = () => {
    open = false
    clearInterval(beat)
    clearTimeout(life)
    remove()
  }
  const end = () => {
    if (!open) return
    close()
    controller.close()
  }
  const write = (text: string) => {
    if (!open) return
    controller.enqueue(encoder.encode(text))
    if ((controller.desiredSize ?? 0) < -UNREAD) end()
  }
  const beat = setInterval(() => write(': \n\n'), BEAT_MS)
  const life = setTimeout(end, LIFETIME_MS)
  write(`retry: ${RETRY_MS.least + Math.round(RETRY_MS.spread * Math.random())}\n\n`)
  remove = addListener({ actor, send: (messages) => write(messages.map(textOf).join('')), end })
  return close
}

const textOf = ({ event, data }: Message): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
