/**
 * Whether somebody is at this page: a session stays alive by what the person does, not by what the page asks on its own.
 * Loading the page counts; so does a key, a click, the wheel, a touch.
 */
const RECENT_MS = 60_000
let lastAt = Date.now()

if (typeof window !== 'undefined')
  for (const kind of ['keydown', 'pointerdown', 'wheel', 'touchstart'])
    window.addEventListener(kind, () => (lastAt = Date.now()), { capture: true, passive: true })

export function isActive(now = Date.now()): boolean {
  return now - lastAt < RECENT_MS
}
