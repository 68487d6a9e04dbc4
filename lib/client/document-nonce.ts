/**
 * The nonce of the loaded document. Client-side navigation fetches content with the nonce of its own request, but the
 * browser keeps enforcing the policy of the document it first loaded.
 */
export function documentNonce(): string | undefined {
  if (typeof document === 'undefined') return undefined
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined
}

let patched = false

/**
 * Sets the nonce on every style element created by our scripts. The component library sets it on its theme, but not on
 * the few rules with which a dialog locks scrolling and measures the scroll bar; the policy would block those.
 */
export function setNonceOnStyles(nonce: string): void {
  if (patched) return
  patched = true
  const create = document.createElement.bind(document)
  const createWithNonce = (tag: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(tag, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }
  document.createElement = createWithNonce as typeof document.createElement
}
