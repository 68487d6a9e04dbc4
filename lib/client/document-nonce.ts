/**
 * The nonce of the document that is shown. Going from page to page fetches new content with nonces of their own requests,
 * but the browser goes on judging by the policy of the document it first loaded.
 */
export function documentNonce(): string | undefined {
  if (typeof document === 'undefined') return undefined
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined
}
