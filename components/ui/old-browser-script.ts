/**
 * Runs in every browser before all other scripts, so ES5 only (its test parses it as such). It shows the notice of
 * OldBrowser if a feature is missing that the oldest supported browsers brought: replaceChildren (Chrome 86), BigInt64Array
 * (Safari 15); or if a script of ours cannot be parsed.
 */
export const OLD_BROWSER_SCRIPT = `(function () {
  function show() {
    var notice = document.getElementById('old-browser')
    if (notice) notice.removeAttribute('hidden')
  }
  if (!('replaceChildren' in document.documentElement) || !window.BigInt64Array || !window.Promise || !Promise.any || !window.fetch) show()
  if (window.addEventListener)
    window.addEventListener('error', function (fault) {
      if (/SyntaxError/.test(String(fault.message))) show()
    })
})()`
