type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'keyCode' | 'isComposing' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'
>

/** Signs that a Chinese input method puts in the place of those on the keys. */
const HALF_WIDTH: Record<string, string> = {
  '？': '?',
  '／': '/',
  '、': '/',
  '＋': '+',
  '－': '-',
  '＝': '=',
}

/** Keys by their place, for events that an input method has taken over: such an event does not name its key. */
const BY_CODE: Record<string, readonly [plain: string, shifted: string]> = {
  Slash: ['/', '?'],
  Equal: ['=', '+'],
  Minus: ['-', '_'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
}

/**
 * The key that was pressed, for the table of shortcuts: a letter in lower case, a sign in half width, or a name like
 * `ArrowDown`. While a Chinese input method is on, Windows reports `Process` (key code 229) for a letter even where nothing
 * can be typed; the key's place then says which it was.
 * @returns null for what is no shortcut: with Ctrl, Alt, ⌘, Shift and a letter, or while a word is being composed
 */
export function pressOf(press: Press): string | null {
  if (press.isComposing || press.ctrlKey || press.altKey || press.metaKey) return null
  const taken = press.key === 'Process' || press.key === 'Unidentified' || press.keyCode === 229
  const key = taken ? keyAt(press) : (HALF_WIDTH[press.key] ?? press.key)
  if (!/^[a-z0-9]$/i.test(key)) return key
  return press.shiftKey ? null : key.toLowerCase()
}

function keyAt({ code, shiftKey }: Press): string {
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1]
  return place ?? BY_CODE[code]?.[shiftKey ? 1 : 0] ?? code
}
