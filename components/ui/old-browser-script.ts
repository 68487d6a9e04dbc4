/**
 * Runs in whatever browser comes, before all other scripts: ES5 only (its test parses it as such). It shows the words of
 * OldBrowser where something is missing that every browser of the floor has, each newest in one of them: replaceChildren
 * (Chrome 86), BigInt64Array (Safari 15), or where a script of ours cannot be read at all.
 */
export const OLD_BROWSER_SCRIPT = `(function () {
  function tell() {
    var words = document.getElementById('old-browser')
    if (words) words.removeAttribute('hidden')
  }
  if (!('replaceChildren' in document.documentElement) || !window.BigInt64Array || !window.Promise || !Promise.any || !window.fetch) tell()
  if (window.addEventListener)
    window.addEventListener('error', function (fault) {
      if (/SyntaxError/.test(String(fault.message))) tell()
    })
})()`
