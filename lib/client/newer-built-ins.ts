/**
 * Polyfills `URLSearchParams.size`, which is `undefined` in Chrome before 113 and Safari before 17 and which our checks
 * cannot detect, since it looks like any other `size`. Other newer built-ins are rejected by tsconfig.browser.json and
 * scripts/check-browser-floor.ts, or polyfilled by Next (`at`, `Object.hasOwn`, `URL.canParse`).
 */
export function giveNewerBuiltIns(): void {
  if ('size' in URLSearchParams.prototype) return
  Object.defineProperty(URLSearchParams.prototype, 'size', {
    configurable: true,
    enumerable: true,
    get(this: URLSearchParams) {
      return [...this].length
    },
  })
}
