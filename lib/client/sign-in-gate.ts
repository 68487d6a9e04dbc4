/**
 * When a call finds the session gone, the page asks to sign in again and the call is then repeated: what was typed on
 * the page stays. The shell installs the asking; without it (the sign-in page itself) nobody is asked.
 */
type Ask = () => Promise<boolean>

let ask: Ask | null = null
let asking: Promise<boolean> | null = null

/** @returns takes the asking away again */
export function installSignInGate(next: Ask): () => void {
  ask = next
  return () => {
    if (ask === next) ask = null
  }
}

/** @returns true when the person signed in again; many calls at once ask once */
export function signInAgain(): Promise<boolean> {
  if (!ask) return Promise.resolve(false)
  asking ??= ask().finally(() => {
    asking = null
  })
  return asking
}
