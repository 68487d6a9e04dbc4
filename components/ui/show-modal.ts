/**
 * Opens a dialog over the page. Safari before 15.4 has no such element: what it lacks is loaded then.
 * @param dialog one that is shown already, or gone again by the time it could be, stays as it is
 */
export async function showModal(dialog: HTMLDialogElement): Promise<void> {
  if (typeof dialog.showModal !== 'function') {
    const { default: polyfill } = await import('dialog-polyfill')
    polyfill.registerDialog(dialog)
  }
  if (dialog.isConnected && !dialog.open) dialog.showModal()
}
