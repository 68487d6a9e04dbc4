import { useEffect, useLayoutEffect, useRef } from 'react'
import { notePress } from './hasty-enter'
import { openDialog } from './open-dialog'
import { pressOf } from './press-of'
import { SHORTCUTS, type ShortcutName } from './shortcuts'

/**
 * What each shortcut does now; without a handler it does nothing and is not listed. One that rests for a moment, while
 * something is being sent, stays listed and does nothing. Called with the pressed key.
 */
export type ShortcutHandlers = { [Name in ShortcutName]?: ((key: string) => unknown) | false | undefined }

type Layer = { handlers: ShortcutHandlers; dialog: boolean; active: boolean }

const layers = new Set<{ current: Layer }>()

type Options = {
  /** They belong to a dialog, and work only there; all others rest while a dialog is open. */
  dialog?: boolean
  /** Listed but at rest while false, such as those of a dialog that is not open. */
  active?: boolean
}

/** Shortcuts of the page while the component is mounted. Keys typed into a field are left to it. */
export function useShortcuts(handlers: ShortcutHandlers, options: Options = {}): void {
  const { dialog = false, active = true } = options
  const layer = useRef<Layer>({ handlers, dialog, active })
  useLayoutEffect(() => {
    layer.current = { handlers, dialog, active }
  })
  useEffect(() => {
    if (layers.size === 0) listen()
    layers.add(layer)
    return () => {
      layers.delete(layer)
      if (layers.size === 0) stopListening()
    }
  }, [])
}

/** The shortcuts of the open page. */
export function shortcutsOfPage(): ShortcutName[] {
  const used = [...layers].flatMap(({ current }) =>
    Object.entries(current.handlers).flatMap(([name, handler]) => (handler ? [name] : [])),
  )
  return namesOf(SHORTCUTS).filter((name) => used.includes(name))
}

function listen(): void {
  document.addEventListener('keydown', notePress, true)
  document.addEventListener('keydown', onKeyDown)
}

function stopListening(): void {
  document.removeEventListener('keydown', notePress, true)
  document.removeEventListener('keydown', onKeyDown)
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const key = pressOf(event)
  if (key === null || isKeyOf(event.target, key)) return
  const dialog = openDialog() !== null
  const acting = [...layers].reverse().filter(({ current }) => current.dialog === dialog && current.active)
  for (const { current } of acting) {
    for (const name of namesOf(current.handlers)) {
      const handler = current.handlers[name]
      const { keys, holdable } = SHORTCUTS[name]
      if (!handler || !keys.includes(key)) continue
      event.preventDefault()
      if (!event.repeat || holdable) handler(key)
      return
    }
  }
}

const namesOf = (record: { [Name in ShortcutName]?: unknown }) => Object.keys(record) as ShortcutName[]

const TEXT_FIELDS =
  'input:not([type="radio"]):not([type="checkbox"]):not([type="button"]), textarea, select, [contenteditable="true"], [role="combobox"]'
/** Where arrows, Home, End and Enter have a meaning of their own. */
const OWN_KEYS = 'input, [role="menu"], [role="tablist"], [role="slider"], [role="tree"], [role="listbox"]'

/** Whether the key belongs to the element that has the focus. */
function isKeyOf(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest(TEXT_FIELDS)) return true
  if (key === 'Enter') return target.closest('a, button, summary, [role="button"], input') !== null
  return key.length > 1 && target.closest(OWN_KEYS) !== null
}
