/**
 * When a session has expired, a dialog asks to sign in again and the failed call is repeated, so that what was typed on
 * the page is not lost. The shell installs the dialog; the sign-in page itself has none.
 */
/** ENDED: the session holds no more. CONFIRM: what was asked needs a recent sign-in. */
export type SignInReason = 'ENDED' | 'CONFIRM'
type ShowDialog = (reason: SignInReason) => Promise<boolean>

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
export function signInAgain(reason: SignInReason): Promise<boolean> {
  if (!showDialog) return Promise.resolve(false)
  pending ??= showDialog(reason).finally(() => {
    pending = null
  })
  return pending
}
