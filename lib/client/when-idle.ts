/**
 * Does the work once the browser has nothing more urgent to do.
 * @param laterMs where the browser cannot say so (Safari)
 * @returns cancels it
 */
export function whenIdle(work: () => void, laterMs: number): () => void {
  const handle =
    typeof requestIdleCallback === 'function' ? requestIdleCallback(work) : window.setTimeout(work, laterMs)
  return () => (typeof cancelIdleCallback === 'function' ? cancelIdleCallback(handle) : clearTimeout(handle))
}
