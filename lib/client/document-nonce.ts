/**
 * The nonce of the document that is shown. Going from page to page fetches new content with nonces of their own requests,
 * but the browser goes on judging by the policy of the document it first loaded.
 */
export function documentNonce(): string | undefined {
  if (typeof document === 'undefined') return undefined
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined
}

let signed = false

/**
 * Gives the nonce to every style element that our own scripts make. The component library takes it for its theme, but
 * not for the few rules by which a dialog locks scrolling and measures the scroll bar; the policy would drop those.
 */
export function signOwnStyles(nonce: string): void {
  if (signed) return
  signed = true
  const create = document.createElement.bind(document)
  const createSigned = (tag: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(tag, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }
  document.createElement = createSigned as typeof document.createElement
}
