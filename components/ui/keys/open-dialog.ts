/** The dialog on top, if one is open; closed ones may stay in the document, hidden. */
export function openDialog(): HTMLElement | null {
  const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')
  const open = [...dialogs].filter((dialog) => dialog.getClientRects().length > 0)
  return open[open.length - 1] ?? null
}
