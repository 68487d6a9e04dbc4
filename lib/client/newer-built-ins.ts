/**
 * Gives a browser of the floor what it lacks and no check of ours can see in the code: `search.size` reads like any other
 * size, and is `undefined` in Chrome before 113 and Safari before 17. All else that is newer is refused by
 * tsconfig.browser.json and scripts/check-browser-floor.ts, or comes with Next (`at`, `Object.hasOwn`, `URL.canParse`).
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
