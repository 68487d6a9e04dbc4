/** The buttons of a fact that have a key. */
export type FactTool = 'mark' | 'photo'

/** Presses a button of the fact that has the focus. @returns false where no fact has it, or no such button */
export function pressFact(tool: FactTool): boolean {
  const fact = document.activeElement?.closest('[data-fact]')
  const button = fact?.querySelector<HTMLButtonElement>(`button[data-tool="${tool}"]`)
  button?.click()
  return button !== null && button !== undefined
}

/** Moves the focus to another fact; the first key takes the first fact in view. */
export function focusFact(container: Element | null, by: 1 | -1): void {
  const facts = [...(container?.querySelectorAll<HTMLElement>('[data-fact]') ?? [])]
  const at = facts.findIndex((fact) => fact.contains(document.activeElement))
  const fresh = facts.findIndex((fact) => fact.getBoundingClientRect().top > 0)
  const next = facts[at < 0 ? Math.max(fresh, 0) : at + by]
  if (!next) return
  next.focus({ preventScroll: true })
  // Not returned: newer browsers return a promise.
  next.scrollIntoView({ block: 'nearest' })
}
