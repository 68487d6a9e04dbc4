import type { StaffActor } from '@/lib/core/actor'
import { addListener } from './hub'

/** Below the idle time-out of proxies (60 s as a rule). */
const BEAT_MS = 20_000
/** After this the browser reconnects and its session is checked again. */
const LIFETIME_MS = 10 * 60_000
/** Chunks that a browser may leave unread before its stream is ended; it reconnects and loads anew. */
const UNREAD = 1_000

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
  const end = () => {
    close()
    controller.close()
  }
  const write = (text: string) => {
    if ((controller.desiredSize ?? 0) < -UNREAD) return end()
    controller.enqueue(encoder.encode(text))
  }
  const remove = addListener({
    actor,
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end,
  })
  const beat = setInterval(() => write(': \n\n'), BEAT_MS)
  const life = setTimeout(end, LIFETIME_MS)
  const close = () => {
    clearInterval(beat)
    clearTimeout(life)
    remove()
  }
  write('retry: 2000\n\n')
  return close
}
