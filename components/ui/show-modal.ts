/**
 * Opens a dialog over the page. Safari before 15.4 lacks the element: a polyfill is then loaded.
 * @param dialog left alone if it is already open, or removed before it could be opened
 */
export async function showModal(dialog: HTMLDialogElement): Promise<void> {
  if (typeof dialog.showModal !== 'function') {
    const { default: polyfill } = await import('dialog-polyfill')
    polyfill.registerDialog(dialog)
  }
  if (dialog.isConnected && !dialog.open) dialog.showModal()
}
