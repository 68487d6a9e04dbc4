/**
 * When a session has expired, a dialog asks to sign in again and the failed call is repeated, so that what was typed on
 * the page is not lost. The shell installs the dialog; the sign-in page itself has none.
 */
type ShowDialog = () => Promise<boolean>

let showDialog: ShowDialog | null = null
let pending: Promise<boolean> | null = null

/** @returns uninstall */
export function installSignInGate(next: ShowDialog): () => void {
  showDialog = next
  return () => {
    if (showDialog === next) showDialog = null
  }
}

/** @returns true when the person signed in again; concurrent calls share one dialog */
export function signInAgain(): Promise<boolean> {
  if (!showDialog) return Promise.resolve(false)
  pending ??= showDialog().finally(() => {
    pending = null
  })
  return pending
}
