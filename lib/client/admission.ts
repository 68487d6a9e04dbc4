/**
 * Asks, before somebody's new session is stored, whether this phone may go over to that account: what another account has
 * left here goes then. The owner's pages install the question; where none is installed nothing is left.
 */
type Ask = (accountId: string) => Promise<boolean>

let ask: Ask | null = null

/** @returns uninstall */
export function installAdmission(next: Ask): () => void {
  ask = next
  return () => {
    if (ask === next) ask = null
  }
}

/** @returns false when the person would rather leave the phone as it is */
export async function admit(accountId: string): Promise<boolean> {
  return ask ? ask(accountId) : true
}
