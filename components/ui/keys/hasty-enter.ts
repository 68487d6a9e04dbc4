/** Two presses of Enter within this time (ms), with no other key between them, are one double press. */
const DOUBLE_MS = 400

type Press = { key: string; at: number }
let last: Press = { key: '', at: 0 }
let before: Press = last

/** Called for each press of a key, before anything else hears of it. */
export function notePress(event: KeyboardEvent): void {
  if (event.repeat) return
  before = last
  last = { key: event.key, at: event.timeStamp }
}

/**
 * Whether Enter is held down or pressed twice: the press that opened a dialog must not confirm it as well.
 * @param event the press that is being handled
 */
export function isHastyEnter(event: Pick<KeyboardEvent, 'key' | 'repeat' | 'timeStamp'>): boolean {
  if (event.key !== 'Enter') return false
  return event.repeat || (before.key === 'Enter' && event.timeStamp - before.at < DOUBLE_MS)
}
